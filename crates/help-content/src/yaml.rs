//! YAML of the content folder: within a depth, and with the line of what is wrong.

use serde::de::DeserializeOwned;

/// Why a text is not YAML of the wanted shape.
#[derive(Debug)]
pub(crate) struct Fault {
    /// Line of the text, counted from 1.
    pub line: usize,
    /// One line of words.
    pub message: String,
}

impl From<serde_saphyr::Error> for Fault {
    fn from(error: serde_saphyr::Error) -> Self {
        let line = error.location().map_or(1, |location| usize::try_from(location.line()).unwrap_or(1));
        Self { line, message: error.to_string().lines().next().unwrap_or("").to_owned() }
    }
}

/// Reads a text that nests at most `max_depth` deep: the stack of a thread is not endless. `on` and `yes` are words.
/// # Errors
/// When it is of another shape or nests deeper.
pub(crate) fn parse<T: DeserializeOwned>(yaml: &str, max_depth: usize) -> Result<T, Fault> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_depth: max_depth },
        strict_booleans: true,
    };
    Ok(serde_saphyr::from_str_with_options(yaml, options)?)
}
