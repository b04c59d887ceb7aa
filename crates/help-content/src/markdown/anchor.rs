//! Anchors of headings: the same text gives the same anchor as on the common Markdown hosts.

use std::collections::BTreeSet;

/// The anchor of a heading's text: lower case, letters, digits, `-` and `_` kept, blanks to hyphens, the rest dropped.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.trim().chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() || character == '_' || character == '-' {
            slug.push(character);
        } else if character.is_whitespace() {
            slug.push('-');
        }
    }
    slug
}

/// The anchors of one article.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    taken: BTreeSet<String>,
}

/// An anchor, and whether another heading wanted the same one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Given {
    /// It was free.
    Unique(String),
    /// It was taken; a number was added.
    Renamed(String),
}

impl Anchors {
    /// Takes the wanted anchor, or the next free one made from it.
    pub fn take(&mut self, wanted: &str) -> Given {
        let wanted = if wanted.is_empty() { "section" } else { wanted };
        if self.taken.insert(wanted.to_owned()) {
            return Given::Unique(wanted.to_owned());
        }
        let mut number = 1;
        loop {
            let candidate = format!("{wanted}-{number}");
            if self.taken.insert(candidate.clone()) {
                return Given::Renamed(candidate);
            }
            number += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_letters_of_every_script() {
        for (text, expected) in [
            ("Что проверить сначала", "что-проверить-сначала"),
            ("«Если» не помогло?", "если-не-помогло"),
            ("Wi-Fi, VPN & proxy", "wi-fi-vpn--proxy"),
            ("???", ""),
        ] {
            assert_eq!(slug(text), expected);
        }
    }

    #[test]
    fn equal_anchors_are_numbered() {
        let mut anchors = Anchors::default();
        assert_eq!(anchors.take("a"), Given::Unique("a".into()));
        assert_eq!(anchors.take("a"), Given::Renamed("a-1".into()));
        assert_eq!(anchors.take(""), Given::Unique("section".into()));
    }
}
