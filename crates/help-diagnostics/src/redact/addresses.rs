//! Addresses of machines: IPv4, IPv6 and hardware addresses. Loopback stays; the mark says what kind it was.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use regex::Regex;

use super::span::{Kind, Span, tail};

static VERSION_4: LazyLock<Regex> = LazyLock::new(|| fixed(r"\d{1,3}(?:\.\d{1,3}){3}"));
static VERSION_6: LazyLock<Regex> = LazyLock::new(|| fixed(r"[0-9A-Fa-f]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*"));
static MAC: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}|(?:[0-9A-Fa-f]{2}-){5}[0-9A-Fa-f]{2}|(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4}",
    )
});

/// What stands before a version number that looks like an address: "version 1.2.3.4", "Chrome/120.0.0.0".
static VERSION_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?:(?i:\b(?:versions?|ver|v|build|release|версия|версии|версию|сборка|сборки|выпуск))\.?[\s:=]*|(?:^|[\s(])[A-Z][A-Za-z]*/)$",
    )
});

fn fixed(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}

/// Finds the addresses of machines.
pub(crate) fn find(text: &str) -> Vec<Span> {
    let mut spans = version_4(text);
    spans.extend(version_6(text));
    spans.extend(hardware(text));
    spans
}

fn version_4(text: &str) -> Vec<Span> {
    let found = VERSION_4.find_iter(text).filter(|found| {
        let before = &text[..found.start()];
        let after = &text[found.end()..];
        // Part of a longer number, of a word, or of a version.
        let continued = after.starts_with(|next: char| next.is_ascii_digit())
            || after
                .strip_prefix('.')
                .is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()));
        let continues = before.ends_with(|last: char| last.is_alphanumeric() || last == '.');
        !continued && !continues && !VERSION_BEFORE.is_match(tail(before, 40))
    });
    found
        .filter_map(|found| Some(Span { range: found.range(), kind: kind_4(found.as_str().parse().ok()?)? }))
        .collect()
}

/// The kind of an address; none for one that may be seen: loopback, unspecified, broadcast, a mask.
fn kind_4(address: Ipv4Addr) -> Option<Kind> {
    let [first, second, ..] = address.octets();
    if address.is_loopback() || first == 0 || first == 255 {
        None
    } else if address.is_private() || (first == 100 && (64..128).contains(&second)) {
        Some(Kind::PrivateAddress)
    } else if address.is_link_local() {
        Some(Kind::LinkLocalAddress)
    } else {
        Some(Kind::PublicAddress)
    }
}

fn version_6(text: &str) -> Vec<Span> {
    let found = VERSION_6.find_iter(text).filter_map(|found| {
        let before = text[..found.start()].chars().next_back();
        let after = text[found.end()..].chars().next();
        let in_word =
            |neighbour: Option<char>| neighbour.is_some_and(|next| next.is_alphanumeric() || next == '_');
        if in_word(before) || in_word(after) {
            return None;
        }
        let address = leading_address(found.as_str())?;
        let range = found.start()..found.start() + address.len();
        // `dead::beef` is a path in a program.
        let is_address = address.bytes().any(|byte| byte.is_ascii_digit());
        let kind = address.parse().ok().filter(|_| is_address).and_then(kind_6)?;
        Some(Span { range, kind })
    });
    found.collect()
}

/// Cuts the colon or full stop of a sentence off an address; none if no address is left.
fn leading_address(candidate: &str) -> Option<&str> {
    let without_stop = candidate.strip_suffix('.').unwrap_or(candidate);
    let without_colon = without_stop.strip_suffix(':').unwrap_or(without_stop);
    [candidate, without_stop, without_colon].into_iter().find(|text| text.parse::<Ipv6Addr>().is_ok())
}

fn kind_6(address: Ipv6Addr) -> Option<Kind> {
    if let Some(inner) = address.to_ipv4_mapped() {
        kind_4(inner)
    } else if address.is_loopback() || address.is_unspecified() {
        None
    } else if address.is_unique_local() {
        Some(Kind::PrivateAddress)
    } else if address.is_unicast_link_local() {
        Some(Kind::LinkLocalAddress)
    } else {
        Some(Kind::PublicAddress)
    }
}

fn hardware(text: &str) -> Vec<Span> {
    let continues = |next: char| next.is_alphanumeric() || matches!(next, ':' | '-');
    let found = MAC.find_iter(text).filter(|found| {
        let digits: String = found.as_str().chars().filter(char::is_ascii_alphanumeric).collect();
        let alone = !text[..found.start()].ends_with(continues)
            && !text[found.end()..].starts_with(|next: char| next.is_alphanumeric());
        // All zeros and all ones belong to nobody; 26-01-15-12-30-45 is a time.
        let nobody = digits.bytes().all(|byte| byte == b'0') || digits.eq_ignore_ascii_case("ffffffffffff");
        alone && !nobody && !is_time(found.as_str())
    });
    found.map(|found| Span { range: found.range(), kind: Kind::Mac }).collect()
}

/// Tells whether six pairs with hyphens are a date and a time.
fn is_time(text: &str) -> bool {
    let pairs: Option<Vec<u8>> = text.split('-').map(|pair| pair.parse().ok()).collect();
    matches!(pairs.as_deref(), Some(&[_, 1..=12, 1..=31, 0..=23, 0..=59, 0..=59]))
}
