//! Anchors of headings: the same text gives the same anchor as on the common Markdown hosts.

use std::collections::BTreeMap;

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
    /// Anchors given so far, each with the number to try next: counting from one for each of many equal headings would
    /// take the square of their number.
    taken: BTreeMap<String, usize>,
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
        let Some(next) = self.taken.get(wanted).copied() else {
            self.taken.insert(wanted.to_owned(), 1);
            return Given::Unique(wanted.to_owned());
        };
        let free = (next..).find(|number| !self.taken.contains_key(&format!("{wanted}-{number}")));
        let number = free.unwrap_or(next);
        let anchor = format!("{wanted}-{number}");
        self.taken.insert(wanted.to_owned(), number + 1);
        self.taken.insert(anchor.clone(), 1);
        Given::Renamed(anchor)
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
        assert_eq!(anchors.take("a-2"), Given::Unique("a-2".into()));
        assert_eq!(anchors.take("a"), Given::Renamed("a-3".into()));
        assert_eq!(anchors.take("a-1"), Given::Renamed("a-1-1".into()));
    }
}
