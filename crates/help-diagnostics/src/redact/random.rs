//! Long strings that look random: keys and tokens that no name announces.

use std::sync::LazyLock;

use regex::Regex;

use super::span::{Kind, Span};

static CANDIDATE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[A-Za-z0-9+/_=-]{32,}").expect("the pattern is fixed and tested"));

/// How often the class of characters changes in a random string, at least, per hundred characters.
///
/// Paths and names in CamelCase stay below 45; base64 of random bytes has 62 on average.
const CHANGES: usize = 45;

/// Finds hexadecimal and base64 strings of 32 and more characters.
pub(crate) fn find(text: &str) -> Vec<Span> {
    let found = CANDIDATE.find_iter(text).filter(|found| is_random(found.as_str()));
    found.map(|found| Span { range: found.range(), kind: Kind::Secret }).collect()
}

fn is_random(candidate: &str) -> bool {
    let bytes = candidate.trim_matches(['=', '-', '_', '/']).as_bytes();
    let has = |class: fn(&u8) -> bool| bytes.iter().any(class);
    if bytes.iter().all(u8::is_ascii_hexdigit) {
        return has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic) && bytes.len() >= 32;
    }
    // UUIDs, alone or in a row, name requests and must stay comparable.
    if bytes.iter().all(|byte| byte.is_ascii_hexdigit() || *byte == b'-') {
        return false;
    }
    let changes = bytes.windows(2).filter(|pair| class(pair[0]) != class(pair[1])).count();
    has(u8::is_ascii_digit)
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_lowercase)
        && changes * 100 >= bytes.len() * CHANGES
}

fn class(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => 0,
        b'A'..=b'Z' => 1,
        b'a'..=b'z' => 2,
        _ => 3,
    }
}
