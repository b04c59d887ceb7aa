//! What makes a tree a way out of a trouble: no dead end, no circle without an exit, no address that leads nowhere.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{SourceAnswer, SourceFinder, SourceStep};
use super::{Anchors, place};
use crate::model::Language;
use crate::problem::Problem;
use crate::translated::Translated;

/// Reports everything that is wrong with a tree's shape, translations and addresses.
pub(super) fn check(
    file: &str,
    id: &str,
    finder: &SourceFinder,
    anchors: &Anchors<'_>,
    problems: &mut Vec<Problem>,
) {
    let mut checker = Checker { file, finder, anchors, problems };
    if !is_name(id) {
        checker.report(1, "invalid-id", format!("{id} is not a valid name of a finder"), NAME_HELP);
    }
    checker.translations(1, [&finder.title, &finder.summary].into_iter());
    if finder.articles.is_empty() {
        let help = "name the articles whose readers should be offered this finder";
        checker.report(1, "missing-key", "`articles` is empty".to_owned(), help);
    }
    finder.articles.iter().for_each(|article| checker.address(1, article));
    checker.steps();
    checker.ways();
}

const NAME_HELP: &str = "use small Latin letters, digits and hyphens";

fn is_name(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.bytes().all(fits)
}

struct Checker<'a> {
    file: &'a str,
    finder: &'a SourceFinder,
    anchors: &'a Anchors<'a>,
    problems: &'a mut Vec<Problem>,
}

impl Checker<'_> {
    fn report(&mut self, line: usize, code: &'static str, message: String, help: &str) {
        self.problems.push(Problem::new(self.file, code, message, help).at(line));
    }

    fn translations<'t>(&mut self, line: usize, texts: impl Iterator<Item = &'t Translated>) {
        for text in texts {
            for language in text.missing() {
                let other = Language::ALL.map(|language| text.text(language)).concat();
                let message = format!("“{other}” has no text in {language}");
                self.report(line, "missing-translation", message, "write { ru: …, en: … }");
            }
        }
    }

    /// An article, perhaps with an anchor, must exist in every language.
    fn address(&mut self, line: usize, address: &str) {
        let place = place(address);
        for language in Language::ALL {
            let help = "use ids like login/qr-login#steps, with an anchor that both languages have";
            match self.anchors.get(&(language, place.article.as_str())) {
                None => {
                    let message = format!("there is no article {} in {language}", place.article);
                    self.report(line, "broken-link", message, help);
                }
                Some(known) => {
                    if let Some(anchor) = place.anchor.as_ref().filter(|anchor| !known.contains(*anchor)) {
                        let message = format!(
                            "{} has no heading with the anchor #{anchor} in {language}",
                            place.article
                        );
                        self.report(line, "broken-anchor", message, help);
                    }
                }
            }
        }
    }

    fn steps(&mut self) {
        let mut taken = BTreeSet::new();
        for step in &self.finder.steps {
            let (line, id) = (step.line(), step.id.value.as_str());
            if !is_name(id) {
                self.report(line, "invalid-id", format!("{id} is not a valid name of a step"), NAME_HELP);
            }
            if !taken.insert(id) {
                self.report(line, "duplicate-id", format!("a second step {id}"), "rename one of the steps");
            }
            self.translations(line, step.texts());
            step.articles().for_each(|address| self.address(line, address));
            if step.answers.is_empty() {
                let help = "add answers that lead to a step, an article or support";
                self.report(line, "finder-dead-end", format!("the step {id} has no answers"), help);
            }
            step.answers.iter().for_each(|answer| self.answer(step, answer));
        }
        if taken.is_empty() {
            self.report(1, "finder-dead-end", "there are no steps".to_owned(), "add at least one");
        }
    }

    fn answer(&mut self, step: &SourceStep, answer: &SourceAnswer) {
        let say = answer.say.text(Language::En);
        let leads = [answer.step.is_some(), answer.article.is_some(), answer.support];
        if leads.iter().filter(|lead| **lead).count() != 1 {
            let message = format!("the answer “{say}” must have one of step, article and support: true");
            self.report(step.line(), "finder-answer", message, "an answer leads to one place");
        }
        if answer.otherwise.is_some() && answer.article.is_none() {
            let message = format!("the answer “{say}” has `otherwise` without an article");
            self.report(
                step.line(),
                "finder-answer",
                message,
                "`otherwise` follows an article that did not help",
            );
        }
        for target in answer.steps() {
            if !self.finder.steps.iter().any(|step| step.id.value == target) {
                let message = format!("the answer “{say}” leads to {target}, which is no step of this file");
                self.report(step.line(), "finder-dead-end", message, "correct the name, or add the step");
            }
        }
    }

    /// Every step can be reached, and from every step the way can end.
    fn ways(&mut self) {
        let steps: BTreeMap<&str, &SourceStep> =
            self.finder.steps.iter().map(|step| (step.id.value.as_str(), step)).collect();
        let mut reached = BTreeSet::new();
        let mut open: Vec<&str> =
            self.finder.steps.iter().take(1).map(|step| step.id.value.as_str()).collect();
        while let Some(id) = open.pop() {
            if let Some(step) = steps.get(id).filter(|_| reached.insert(id)) {
                open.extend(step.answers.iter().flat_map(SourceAnswer::steps));
            }
        }
        let mut ending = BTreeSet::new();
        loop {
            let ends = |step: &&SourceStep| {
                let mut answers = step.answers.iter();
                answers.any(|answer| answer.is_leaf() || answer.steps().any(|id| ending.contains(id)))
            };
            let more: BTreeSet<&str> =
                steps.values().filter(|step| ends(step)).map(|step| step.id.value.as_str()).collect();
            if more.len() == ending.len() {
                break;
            }
            ending = more;
        }
        for (id, step) in &steps {
            if !reached.contains(id) {
                let help = "let an answer lead to it, or take it out";
                self.report(
                    step.line(),
                    "finder-unreachable",
                    format!("no answer leads to the step {id}"),
                    help,
                );
            }
            // A step without answers is a dead end, and said to be one.
            if !ending.contains(id) && !step.answers.is_empty() {
                let message = format!("from the step {id} no way leads to an article or to support");
                self.report(step.line(), "finder-no-exit", message, "let an answer lead out of the circle");
            }
        }
    }
}
