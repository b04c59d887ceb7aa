//! Spelling, with the dictionaries of Hunspell: Debian's `hunspell-ru` and `hunspell-en-gb`.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use help_content::Language;
use help_search::tokens;
use spellbook::Dictionary;

use super::prose::Prose;
use super::{Finding, optional_file};

/// Words that no dictionary knows: a line each, `#` begins a comment.
const FILE: &str = "words.txt";

/// The words of a content tree that no dictionary knows, in all their forms.
pub(super) struct Words {
    terms: BTreeSet<String>,
}

impl Words {
    /// The file of a content tree; one without it has no words of its own.
    pub fn read(root: &Path) -> Result<Self> {
        let text = optional_file(root, FILE)?.unwrap_or_default();
        let lines = text.lines().map(|line| line.split_once('#').map_or(line, |(words, _)| words));
        let terms = lines.flat_map(tokens).map(|token| token.term).collect();
        Ok(Self { terms })
    }

    fn has(&self, term: &str) -> bool {
        self.terms.contains(term)
    }
}

/// The dictionaries of the languages that articles are written in.
pub(crate) struct Dictionaries {
    russian: Dictionary,
    english: Dictionary,
}

impl Dictionaries {
    /// Reads `ru_RU` and `en_GB` from a folder; `None` when one of them is not there.
    /// # Errors
    /// When one is there and cannot be used.
    pub fn read(folder: &Path) -> Result<Option<Self>> {
        let exists = |name: &str| folder.join(format!("{name}.dic")).exists();
        if !exists("ru_RU") || !exists("en_GB") {
            return Ok(None);
        }
        Ok(Some(Self { russian: dictionary(folder, "ru_RU")?, english: dictionary(folder, "en_GB")? }))
    }

    /// Words that neither the dictionaries nor `words` know, each once an article.
    pub(super) fn check(&self, language: Language, prose: &Prose, words: &Words) -> Vec<Finding> {
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        for token in tokens(&prose.text) {
            let word = &prose.text[token.start..token.end];
            if seen.insert(word) && !words.has(&token.term) && !self.knows(word) {
                let message = format!("no dictionary knows “{word}”");
                let finding = Finding::new(language, &prose.place, "spelling", word, message);
                found.push(finding.help(format!("mend it, or add it to {FILE}")));
            }
        }
        found
    }

    fn knows(&self, word: &str) -> bool {
        let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
        let is_abbreviation = !word.chars().any(char::is_lowercase);
        if letters < 2 || is_abbreviation || word.chars().any(|letter| letter.is_ascii_digit()) {
            return true;
        }
        let plain: String = word.chars().filter(|letter| *letter != '\u{301}').collect();
        if plain.chars().any(|letter| matches!(letter, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё')) {
            // Authors write ё where it belongs; the dictionary has some words with е only.
            self.russian.check(&plain) || self.russian.check(&plain.replace('ё', "е"))
        } else {
            self.english.check(&plain)
        }
    }
}

fn dictionary(folder: &Path, name: &str) -> Result<Dictionary> {
    let read = |ending: &str| {
        let path = folder.join(format!("{name}.{ending}"));
        std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    Dictionary::new(&read("aff")?, &read("dic")?)
        .map_err(|error| anyhow!("the dictionary {name} is damaged: {error}"))
}
