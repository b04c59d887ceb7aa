//! What is wrong with a content tree, said so that an author can mend it.

use std::fmt;

use serde::Serialize;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The corpus can be used as it is.
    Warning,
    /// The corpus must not be published.
    Error,
}

/// One thing that is wrong in one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// Path below the content folder, with `/` between the parts.
    pub file: String,
    /// Line in the file, counted from 1; absent when the problem concerns the whole file.
    pub line: Option<usize>,
    /// Stable kebab-case name of the kind of problem, e.g. `broken-link`.
    pub code: &'static str,
    /// Whether it prevents publication.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl Problem {
    /// A problem of the whole file; in strict mode an error, in lenient mode turned into a warning by the loader.
    pub(crate) fn new(
        file: &str,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        let (message, help) = (message.into(), help.into());
        Self { file: file.to_owned(), line: None, code, severity: Severity::Error, message, help }
    }

    /// The same problem at a line counted from 1.
    pub(crate) fn at(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        let severity = match self.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(f, ": {severity}[{}]: {}", self.code, self.message)?;
        if !self.help.is_empty() {
            write!(f, "\n    help: {}", self.help)?;
        }
        Ok(())
    }
}
