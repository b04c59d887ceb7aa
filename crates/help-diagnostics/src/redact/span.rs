//! Places in a text that are to be masked, and how overlapping ones become one.

use std::ops::Range;

/// What a masked thing is. Earlier kinds win where places overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// Matched by a pattern of the policy.
    Hidden,
    /// A password, token or key.
    Secret,
    /// An e-mail address.
    Email,
    /// The user's home folder.
    Home,
    /// A name of the user.
    User,
    /// A hardware address.
    Mac,
    /// An address of a private network (RFC 1918, RFC 4193, RFC 6598).
    PrivateAddress,
    /// An address of one link (RFC 3927, RFC 4291).
    LinkLocalAddress,
    /// Any other address.
    PublicAddress,
}

impl Kind {
    /// The word in the mark.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Hidden => "hidden",
            Self::Secret => "secret",
            Self::Email => "email",
            Self::Home => "home",
            Self::User => "user",
            Self::Mac => "mac-address",
            Self::PrivateAddress => "private-address",
            Self::LinkLocalAddress => "link-local-address",
            Self::PublicAddress => "public-address",
        }
    }

    /// Whether a host that must stay readable may contain such a thing unmasked.
    pub(crate) fn yields_to_hosts(self) -> bool {
        matches!(self, Self::User | Self::PrivateAddress | Self::LinkLocalAddress | Self::PublicAddress)
    }

    /// The form in which two writings of the same thing are equal.
    pub(crate) fn normal_form(self, original: &str) -> String {
        match self {
            Self::Hidden | Self::Secret => original.to_owned(),
            Self::Mac => original.to_lowercase().replace(['-', '.', ':'], ""),
            Self::Home => original.to_lowercase().replace('\\', "/").replace("//", "/"),
            _ => original.to_lowercase(),
        }
    }
}

/// A place in a text, in bytes, and what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) range: Range<usize>,
    pub(crate) kind: Kind,
}

impl Span {
    pub(crate) fn is_within(&self, range: &Range<usize>) -> bool {
        range.start <= self.range.start && self.range.end <= range.end
    }
}

/// Sorts places and joins those that overlap: nothing that one rule found may show because another found less.
pub(crate) fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| !span.range.is_empty());
    spans.sort_by_key(|span| (span.range.start, span.range.end));
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut().filter(|last| span.range.start < last.range.end) {
            Some(last) => {
                last.range.end = last.range.end.max(span.range.end);
                last.kind = last.kind.min(span.kind);
            }
            None => merged.push(span),
        }
    }
    merged
}

/// Finds words in a text, whatever their case, that are not part of longer words.
pub(crate) fn occurrences(text: &str, words: &[String]) -> Vec<Range<usize>> {
    let words: Vec<_> =
        words.iter().filter(|word| !word.is_empty()).map(|word| regex::escape(word)).collect();
    if words.is_empty() {
        return Vec::new();
    }
    // Words of the machine: should they be too many for one expression, there is nothing to find.
    let Ok(expression) = regex::RegexBuilder::new(&words.join("|")).case_insensitive(true).build() else {
        return Vec::new();
    };
    expression.find_iter(text).map(|found| found.range()).filter(|range| stands_alone(text, range)).collect()
}

/// Tells whether neither neighbour of a place continues it as a word.
pub(crate) fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let continues = |character: char| character.is_alphanumeric() || character == '_';
    !text[..range.start].chars().next_back().is_some_and(continues)
        && !text[range.end..].chars().next().is_some_and(continues)
}

/// The end of a text, for looking at what stands before a place: at most this many bytes.
pub(crate) fn tail(text: &str, length: usize) -> &str {
    let start = text.len().saturating_sub(length);
    let start = (start..=text.len()).find(|index| text.is_char_boundary(*index)).unwrap_or_default();
    &text[start..]
}
