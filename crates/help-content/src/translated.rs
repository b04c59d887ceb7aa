//! Short texts that stand in one file in every language, and the reading of such files.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::model::Language;
use crate::problem::Problem;
use crate::yaml::{self, Fault};

/// A text in every language: `{ ru: Сервер, en: Server }`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Translated {
    ru: String,
    en: String,
}

impl Translated {
    /// The text in a language; empty when it has not been translated.
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Ru => &self.ru,
            Language::En => &self.en,
        }
    }

    /// The languages it has no text in.
    pub fn missing(&self) -> impl Iterator<Item = Language> {
        Language::ALL.into_iter().filter(|language| self.text(*language).trim().is_empty())
    }
}

/// Reads a YAML file of the content folder. One of another shape is reported.
pub(crate) fn read<T: DeserializeOwned>(file: &str, bytes: &[u8], problems: &mut Vec<Problem>) -> Option<T> {
    const MAX_DEPTH: usize = 12;
    let Ok(yaml) = std::str::from_utf8(bytes) else {
        problems.push(Problem::new(file, "encoding", "the file is not valid UTF-8", "save it as UTF-8"));
        return None;
    };
    match yaml::parse(yaml, MAX_DEPTH) {
        Ok(value) => Some(value),
        Err(Fault { line, message }) => {
            let message = format!("the file cannot be read: {message}");
            let help =
                "see docs/authoring.md; put texts with a comma, a colon or a special character in quotes";
            problems.push(Problem::new(file, "bad-yaml", message, help).at(line));
            None
        }
    }
}
