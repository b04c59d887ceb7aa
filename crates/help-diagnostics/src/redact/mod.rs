//! Masks what is nobody's business: names, home folders, addresses, secrets, and what the policy adds.
//!
//! Equal things get equal marks (`<user-1>`, `<private-address-2>`), so that a log stays readable. Version numbers, dates,
//! ports, host names, loopback addresses and UUIDs are left.
//!
//! The rules are heuristics for texts of programs, not a proof: the user still sees every line before it is sent.
//! The way in is [`Redactor::new`].

mod addresses;
mod json;
mod patterns;
mod people;
mod random;
mod secrets;
mod span;

use std::collections::HashMap;
use std::fmt;

use crate::DiagnosticsError;
use patterns::Patterns;
use people::People;
use span::{Kind, Span};

pub use patterns::{MAX_PATTERN_LENGTH, MAX_PATTERNS};

/// What is known of this machine and helps to find what to mask.
#[derive(Clone, Default)]
pub struct Known {
    /// Names of the user: the account's, and the full name if it is known.
    pub user_names: Vec<String>,
    /// The user's home folders.
    pub home_folders: Vec<String>,
    /// Hosts that must stay readable: those of the network check's targets.
    pub kept_hosts: Vec<String>,
}

/// Masks texts; remembers what it has masked, so that later texts get the same marks.
pub struct Redactor {
    people: People,
    patterns: Patterns,
    kept_hosts: Vec<String>,
    marks: HashMap<(Kind, String), usize>,
    counts: HashMap<Kind, usize>,
}

// What is masked must not show in a debug output either.
impl fmt::Debug for Known {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Known").finish_non_exhaustive()
    }
}

impl fmt::Debug for Redactor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Redactor").field("masked", &self.marks.len()).finish_non_exhaustive()
    }
}

impl Redactor {
    /// Makes a redactor. `patterns` are the policy's own regular expressions; what they match is masked whole.
    ///
    /// Returns one error for each pattern that cannot be used; the others are.
    #[must_use]
    pub fn new(known: &Known, patterns: &[String]) -> (Self, Vec<DiagnosticsError>) {
        let (patterns, rejected) = Patterns::new(patterns);
        let redactor = Self {
            people: People::new(known),
            patterns,
            kept_hosts: known.kept_hosts.iter().map(|host| host.to_lowercase()).collect(),
            marks: HashMap::new(),
            counts: HashMap::new(),
        };
        (redactor, rejected)
    }

    /// Masks a text. A text of several lines is best given whole: a key may span lines.
    pub fn redact(&mut self, text: &str) -> String {
        let mut spans = self.patterns.find(text);
        spans.extend(secrets::find(text));
        spans.extend(random::find(text));
        spans.extend(self.people.find(text));
        spans.extend(addresses::find(text));
        let kept = span::occurrences(text, &self.kept_hosts);
        spans.retain(|span| !span.kind.yields_to_hosts() || !kept.iter().any(|host| span.is_within(host)));
        let mut masked = String::with_capacity(text.len());
        let mut end = 0;
        for Span { range, kind } in span::merged(spans) {
            masked.push_str(&text[end..range.start]);
            masked.push_str(&self.mark(kind, &text[range.clone()]));
            end = range.end;
        }
        masked.push_str(&text[end..]);
        masked
    }

    /// Returns the mark of a masked thing: the one it had before, or the next number.
    fn mark(&mut self, kind: Kind, original: &str) -> String {
        let count = self.counts.entry(kind).or_default();
        let number = *self.marks.entry((kind, kind.normal_form(original))).or_insert_with(|| {
            *count += 1;
            *count
        });
        format!("<{}-{number}>", kind.label())
    }
}
