//! One word for one thing: `content/glossary.yaml`.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use help_content::Language;
use help_search::tokens;
use serde::Deserialize;

use super::prose::Prose;
use super::{Finding, optional_file};

const FILE: &str = "glossary.yaml";

/// The terms of a content tree.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Glossary {
    terms: Vec<Term>,
}

/// A thing and its names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Term {
    ru: String,
    en: String,
    /// Words that are not used for it, by language.
    #[serde(default)]
    avoid: BTreeMap<String, Vec<String>>,
}

impl Glossary {
    /// The file of a content tree; one without it has no terms.
    pub fn read(root: &Path) -> Result<Self> {
        let Some(text) = optional_file(root, FILE)? else { return Ok(Self::default()) };
        serde_saphyr::from_str(&text).with_context(|| format!("cannot read {}", root.join(FILE).display()))
    }

    /// Words that have another name here.
    pub fn check(&self, language: Language, prose: &Prose) -> Vec<Finding> {
        let words = tokens(&prose.own);
        let terms: Vec<&str> = words.iter().map(|token| token.term.as_str()).collect();
        let mut found = Vec::new();
        for term in &self.terms {
            let name = if language == Language::Ru { &term.ru } else { &term.en };
            for avoided in term.avoid.get(language.tag()).into_iter().flatten() {
                let wanted: Vec<String> = tokens(avoided).into_iter().map(|token| token.term).collect();
                let place = terms.windows(wanted.len().max(1)).position(|window| window == wanted);
                if let Some(place) = place {
                    let (first, last) = (&words[place], &words[place + wanted.len() - 1]);
                    let text = &prose.own[first.start..last.end];
                    let message = format!("“{text}” is called “{name}” in these articles");
                    let finding = Finding::new(language, &prose.place, "other-term", text, message);
                    found.push(finding.help(format!("see {FILE}")));
                }
            }
        }
        found
    }
}
