//! Names of attached files, made safe for every file system, mail header and archive. It touches no disk.

use std::collections::HashSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text;

/// The longest name in bytes. File systems take 255; encrypting ones on Linux take 143 at most.
const MAX_BYTES: usize = 140;
/// The longest ending that is kept whole when a name is shortened, in bytes, with its full stop.
const MAX_ENDING: usize = 20;
/// The name of a file that has none left after cleaning.
const FALLBACK: &str = "file";

/// The name of an attached file: one component without `/`, `\`, control characters or marks of direction, not reserved on
/// Windows, at most 140 bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct FileName(String);

impl FileName {
    /// Makes a safe name of any text: the part after the last `/` or `\`, cleaned and shortened; `file` when nothing is left.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let last = name.rsplit(['/', '\\']).find(|part| !trimmed(part).is_empty()).unwrap_or_default();
        let cleaned: String = last
            .chars()
            .filter(|character| !text::is_direction_mark(*character))
            .map(|character| if is_forbidden(character) { '_' } else { character })
            .collect();
        let cleaned = trimmed(&cleaned);
        let cleaned = if cleaned.is_empty() { FALLBACK } else { cleaned };
        let safe = if is_reserved(cleaned) { format!("_{cleaned}") } else { cleaned.to_owned() };
        Self(shorten(&safe, ""))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The ending in lower case without its full stop; empty without one.
    #[must_use]
    pub fn ending(&self) -> String {
        split_ending(&self.0).1.trim_start_matches('.').to_lowercase()
    }

    /// The same name with a number before the ending.
    #[must_use]
    pub(crate) fn numbered(&self, number: u32) -> Self {
        Self(shorten(&self.0, &format!(" ({number})")))
    }
}

impl From<String> for FileName {
    fn from(name: String) -> Self {
        Self::new(&name)
    }
}

impl From<FileName> for String {
    fn from(name: FileName) -> Self {
        name.0
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Makes the names of one request different from each other, also where capitals do not count: the second `a.png` becomes
/// `a (2).png`.
#[must_use]
pub fn distinct(names: impl IntoIterator<Item = FileName>) -> Vec<FileName> {
    let mut taken = HashSet::new();
    let mut result = Vec::new();
    for name in names {
        let mut candidate = name.clone();
        let mut number = 1;
        while !taken.insert(candidate.as_str().to_lowercase()) {
            number += 1;
            candidate = name.numbered(number);
        }
        result.push(candidate);
    }
    result
}

/// Windows ignores full stops and spaces at the end; a leading one would hide the file elsewhere.
fn trimmed(name: &str) -> &str {
    name.trim_matches(|character: char| {
        character == '.'
            || character.is_whitespace()
            || character.is_control()
            || text::is_direction_mark(character)
    })
}

fn is_forbidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' | '\u{2028}' | '\u{2029}')
}

/// Names of devices, with any ending: Microsoft, "Naming Files, Paths, and Namespaces".
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let digits = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    digits.is_some_and(|digit| {
        matches!(digit, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
    })
}

fn split_ending(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(position) if position > 0 && name.len() - position <= MAX_ENDING => name.split_at(position),
        _ => (name, ""),
    }
}

fn shorten(name: &str, addition: &str) -> String {
    let (stem, ending) = split_ending(name);
    let room = MAX_BYTES - ending.len() - addition.len();
    let end = (0..=room.min(stem.len())).rev().find(|end| stem.is_char_boundary(*end)).unwrap_or(0);
    format!("{}{addition}{ending}", stem[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_safe() {
        let check = |name: &str, expected: &str| {
            assert_eq!(FileName::new(name).as_str(), expected, "{name:?}");
            assert_eq!(FileName::new(expected).as_str(), expected, "cleaning twice changes {expected:?}");
        };
        check("Снимок экрана.png", "Снимок экрана.png");
        check("../../etc/passwd", "passwd");
        check("..\\..\\boot.ini", "boot.ini");
        check("/", "file");
        check("..", "file");
        check("", "file");
        check("folder/", "folder");
        check("a/../..", "a");
        check("\u{202E}gpj.exe", "gpj.exe");
        check("\u{202E}\u{200F}", "file");
        check("a\r\nContent-Type: text/html", "html");
        check("a\r\nb\u{0}.txt", "a__b_.txt");
        check("a<b>:\"|?*.txt", "a_b______.txt");
        check(" .hidden. ", "hidden");
        check("name.txt. . .", "name.txt");
        check("CON", "_CON");
        check("con.png", "_con.png");
        check("com1.tar.gz", "_com1.tar.gz");
        check("LPT¹.txt", "_LPT¹.txt");
        check("console.log", "console.log");
        check("com10.txt", "com10.txt");
        check("C:evil.exe", "C_evil.exe");
    }

    #[test]
    fn long_names_keep_their_ending() {
        let check = |name: &str, ending: &str| {
            let name = FileName::new(name);
            assert!(name.as_str().len() <= MAX_BYTES, "{name}");
            assert!(name.as_str().ends_with(ending), "{name}");
            assert!(name.as_str().len() > MAX_BYTES - 4, "{name}");
        };
        check(&format!("{}.png", "я".repeat(300)), ".png");
        check(&format!("{}.{}", "a".repeat(300), "b".repeat(300)), "a");
        check(&"😀".repeat(100), "😀");
        assert_eq!(FileName::new("Photo.JPG").ending(), "jpg");
        assert_eq!(FileName::new("none").ending(), "");
    }

    #[test]
    fn names_of_one_request_differ() {
        let check = |names: &[&str], expected: &[&str]| {
            let names = distinct(names.iter().map(|name| FileName::new(name)));
            assert_eq!(names.iter().map(FileName::as_str).collect::<Vec<_>>(), expected);
        };
        check(&["a.png", "A.PNG", "a.png"], &["a.png", "A (2).PNG", "a (3).png"]);
        check(&["a (2).png", "a.png", "a.png"], &["a (2).png", "a.png", "a (3).png"]);
        check(&["../x", "y/x"], &["x", "x (2)"]);
        let long = "я".repeat(300);
        let both = distinct([FileName::new(&long), FileName::new(&long)]);
        assert_ne!(both[0], both[1]);
        assert!(both[1].as_str().len() <= MAX_BYTES);
    }

    #[test]
    fn stored_names_are_cleaned_again() {
        let name: FileName = serde_json::from_str("\"../../x\"").unwrap();
        assert_eq!(name.as_str(), "x");
    }
}
