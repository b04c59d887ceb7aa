//! The policy's own regular expressions. They come from outside: their number, length and compiled size are limited.

use regex::{Regex, RegexBuilder};

use super::span::{Kind, Span};
use crate::DiagnosticsError;
use crate::error::shortened;

/// The most patterns that are used.
pub const MAX_PATTERNS: usize = 100;
/// The longest pattern that is used, in bytes.
pub const MAX_PATTERN_LENGTH: usize = 1000;
/// The largest compiled pattern, in bytes.
const COMPILED_SIZE: usize = 1024 * 1024;

/// The patterns that can be used.
pub(crate) struct Patterns(Vec<Regex>);

impl Patterns {
    /// Compiles patterns; those that cannot be used are returned as errors.
    pub(crate) fn new(patterns: &[String]) -> (Self, Vec<DiagnosticsError>) {
        let mut usable = Vec::new();
        let mut rejected = Vec::new();
        for (index, pattern) in patterns.iter().enumerate() {
            let limit = |reason| DiagnosticsError::PatternLimit { pattern: shortened(pattern), reason };
            if index >= MAX_PATTERNS {
                rejected.push(limit("there are more than 100 patterns"));
            } else if pattern.len() > MAX_PATTERN_LENGTH {
                rejected.push(limit("it is longer than 1000 bytes"));
            } else {
                match RegexBuilder::new(pattern)
                    .size_limit(COMPILED_SIZE)
                    .dfa_size_limit(COMPILED_SIZE)
                    .build()
                {
                    Ok(expression) => usable.push(expression),
                    Err(source) => {
                        let pattern = shortened(pattern);
                        rejected.push(DiagnosticsError::Pattern { pattern, source: Box::new(source) });
                    }
                }
            }
        }
        (Self(usable), rejected)
    }

    pub(crate) fn find(&self, text: &str) -> Vec<Span> {
        let found = self.0.iter().flat_map(|expression| expression.find_iter(text));
        found.map(|found| Span { range: found.range(), kind: Kind::Hidden }).collect()
    }
}
