//! Labels of the interface are spelled one way.

use std::collections::BTreeMap;

use help_content::{Article, LanguageCorpus};

use super::prose::labels;
use super::{Finding, Place};

/// Labels that differ from a more frequent one only in case, ё or marks.
pub(super) fn check(corpus: &LanguageCorpus) -> Vec<Finding> {
    let mut spellings: BTreeMap<String, BTreeMap<String, Vec<&Article>>> = BTreeMap::new();
    for article in &corpus.articles {
        for label in labels(&article.html) {
            spellings.entry(folded(&label)).or_default().entry(label).or_default().push(article);
        }
    }
    let mut found = Vec::new();
    for variants in spellings.values().filter(|variants| variants.len() > 1) {
        let Some((usual, _)) = variants.iter().max_by_key(|(_, articles)| articles.len()) else { continue };
        for (label, articles) in variants.iter().filter(|(label, _)| *label != usual) {
            for article in articles {
                let message = format!("the label “{label}” is spelled “{usual}” elsewhere");
                let finding =
                    Finding::new(corpus.language, &Place::of(article), "label-spelling", label, message);
                found.push(finding.help("spell it as the program does, everywhere"));
            }
        }
    }
    found
}

/// What spellings of one label have in common. One in capitals is another label: **DATA** is no **Data**.
fn folded(label: &str) -> String {
    if label.chars().count() > 1 && label.chars().all(|letter| !letter.is_lowercase()) {
        return label.to_owned();
    }
    let letters = label.to_lowercase().replace('ё', "е");
    letters.chars().filter(|letter| letter.is_alphanumeric()).collect()
}
