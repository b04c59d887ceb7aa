//! Problem finders: decision trees that lead to the section of an article, or to support.
//!
//! One file of `finders/` is one tree in every language, so that the languages cannot differ in shape. [`compile`] reads
//! them; what the shape and the addresses must be is in [`check`].

mod check;
mod source;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::links::{Names, Resolver};
use crate::markdown::{self, Source, spaced};
use crate::model::Language;
use crate::problem::Problem;
use crate::sanitize::sanitize;
use crate::translated::{self, Translated};
use source::{SourceAnswer, SourceFinder, SourceStep, SourceTick};

/// The folder of the trees, below the content folder.
const FOLDER: &str = "finders/";

/// A decision tree in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Finder {
    /// Name of its file without the ending; the same in every language.
    pub id: String,
    /// The trouble.
    pub title: String,
    /// One sentence for the list of finders.
    pub summary: String,
    /// Name of an icon of the interface's set.
    pub icon: String,
    /// Ids of the articles that offer it.
    pub articles: Vec<String>,
    /// The first one is where it begins.
    pub steps: Vec<FinderStep>,
}

/// A question, perhaps with things to do first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct FinderStep {
    /// Its name within the tree.
    pub id: String,
    /// The question or instruction, plain text.
    pub ask: String,
    /// A sentence or two under it, sanitised HTML; may be empty.
    pub note: String,
    /// Things to do or to look at, each to be ticked off.
    pub ticks: Vec<FinderTick>,
    /// What the reader can say; each leads on.
    pub answers: Vec<FinderAnswer>,
}

/// A thing to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct FinderTick {
    /// Sanitised HTML.
    pub html: String,
    /// The same as plain text.
    pub text: String,
    /// The article that shows how.
    pub how: Option<FinderArticle>,
}

/// What the reader can say to a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct FinderAnswer {
    /// Plain text.
    pub say: String,
    /// Where it leads.
    pub lead: FinderLead,
}

/// Where an answer leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "kind")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub enum FinderLead {
    /// To another step.
    Step {
        /// Its name.
        step: String,
    },
    /// To an article or its section, which is shown.
    Article {
        /// What is shown.
        shown: FinderArticle,
        /// The step to go on with when it did not help; support when there is none.
        otherwise: Option<String>,
    },
    /// To support, with what was tried.
    Support,
}

/// An article, or the section of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct FinderArticle {
    /// Its id.
    pub article: String,
    /// The anchor of the section's heading.
    pub anchor: Option<String>,
}

/// The anchors of every article by language and id.
pub(crate) type Anchors<'a> = BTreeMap<(Language, &'a str), BTreeSet<String>>;

/// Reads all trees and gives them in every language, in their order. One that cannot be read is reported and left out.
pub(crate) fn compile(
    data: &BTreeMap<String, Vec<u8>>,
    names: &Names,
    anchors: &Anchors<'_>,
    problems: &mut Vec<Problem>,
) -> BTreeMap<Language, Vec<Finder>> {
    let mut found = Vec::new();
    for (file, bytes) in data {
        let id = file.strip_prefix(FOLDER).and_then(|name| name.strip_suffix(".yaml"));
        let Some(id) = id.filter(|id| !id.contains('/')) else { continue };
        let Some(source) = translated::read::<SourceFinder>(file, bytes, problems) else { continue };
        check::check(file, id, &source, anchors, problems);
        found.push((source.order, id, file, source));
    }
    found.sort_by_key(|(order, id, _, _)| (*order, *id));
    let mut finders = BTreeMap::new();
    for language in Language::ALL {
        let compiled = found.iter().map(|(_, id, file, source)| {
            Compiler { file, language, names, problems: &mut *problems }.finder(id, source)
        });
        finders.insert(language, compiled.collect());
    }
    finders
}

/// Takes one language out of a tree.
struct Compiler<'a> {
    file: &'a str,
    language: Language,
    names: &'a Names,
    problems: &'a mut Vec<Problem>,
}

impl Compiler<'_> {
    fn finder(&mut self, id: &str, source: &SourceFinder) -> Finder {
        Finder {
            id: id.to_owned(),
            title: self.plain(&source.title),
            summary: self.plain(&source.summary),
            icon: source.icon.clone(),
            articles: source.articles.clone(),
            steps: source.steps.iter().map(|step| self.step(step)).collect(),
        }
    }

    fn step(&mut self, step: &SourceStep) -> FinderStep {
        let answer = |answer: &SourceAnswer| {
            let shown = answer.article.as_deref().map(place);
            let lead = match (&answer.step, shown) {
                (Some(step), _) => FinderLead::Step { step: step.clone() },
                (None, Some(shown)) => FinderLead::Article { shown, otherwise: answer.otherwise.clone() },
                (None, None) => FinderLead::Support,
            };
            FinderAnswer { say: self.plain(&answer.say), lead }
        };
        let answers = step.answers.iter().map(answer).collect();
        let tick = |tick: &SourceTick| {
            let (html, text) = self.inline(&tick.say);
            FinderTick { html, text, how: tick.how.as_deref().map(place) }
        };
        let ticks = step.ticks.iter().map(tick).collect();
        let note = step.note.as_ref().map(|note| self.inline(note).0).unwrap_or_default();
        FinderStep { id: step.id.value.clone(), ask: self.plain(&step.ask), note, ticks, answers }
    }

    fn plain(&self, text: &Translated) -> String {
        spaced(text.text(self.language).trim(), self.language).into_owned()
    }

    /// HTML and plain text of a line of Markdown.
    fn inline(&mut self, text: &Translated) -> (String, String) {
        let resolver = Resolver {
            names: self.names,
            language: self.language,
            file: self.file,
            prefix: self.language.tag(),
        };
        let body = text.text(self.language);
        let source = Source { file: self.file, language: self.language, body, body_line: 1 };
        let mut found = Vec::new();
        let compiled = markdown::compile(source, &resolver, &mut found);
        let html = sanitize(compiled.html.trim());
        let inner = html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>"));
        let inner = inner.filter(|html| found.is_empty() && !html.contains("<p>"));
        if inner.is_none() && !body.trim().is_empty() {
            let message = format!("more than a line of words and **labels**: “{}”", body.trim());
            let help = "write one paragraph without links, lists and pictures";
            self.problems.push(Problem::new(self.file, "finder-text", message, help));
        }
        (inner.unwrap_or_default().to_owned(), compiled.text)
    }
}

/// `login/qr-login#steps` as article and anchor.
fn place(address: &str) -> FinderArticle {
    let (article, anchor) = address.split_once('#').unwrap_or((address, ""));
    FinderArticle { article: article.to_owned(), anchor: (!anchor.is_empty()).then(|| anchor.to_owned()) }
}
