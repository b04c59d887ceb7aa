//! Names of people: e-mail addresses, home folders, names of accounts.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

use super::Known;
use super::span::{self, Kind, Span, stands_alone, tail};

/// The shortest name that is masked wherever it stands, in characters: shorter ones are parts of everything.
const SHORTEST_NAME: usize = 3;

/// Names of accounts that name nobody, and are words of every log.
const COMMON: [&str; 26] = [
    "root",
    "admin",
    "administrator",
    "user",
    "users",
    "guest",
    "test",
    "system",
    "local",
    "public",
    "default",
    "shared",
    "home",
    "help",
    "support",
    "express",
    "service",
    "debian",
    "ubuntu",
    "all users",
    "default user",
    "lost+found",
    "администратор",
    "пользователь",
    "гость",
    "админ",
];

/// The last part of names of systemd's units, which look like e-mail addresses: `user@1000.service`.
const UNITS: [&str; 8] = ["service", "socket", "slice", "scope", "timer", "target", "mount", "device"];

static EMAIL: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"[\p{L}\p{N}._%+'-]+(?:@|%40)[\p{L}\p{N}][\p{L}\p{N}-]*(?:\.[\p{L}\p{N}-]+)*\.(?P<last>\p{L}[\p{L}\p{N}-]+)",
    )
});

/// Home folders of Unix. Not inside a web address: `https://example.com/home/page` names nobody.
static UNIX_HOME: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r#"(?:^|[\s"'`=(:,;\[<]|file://)(?:/var|/export|/mnt/[a-z]|/Volumes/[^/\s]+)?/(?:home|Users)/(?P<name>[^/\s:"'`<>|,;)\]]+)"#,
    )
});

/// Home folders of Windows. A name with spaces ends at the next separator, or it is taken to have no spaces.
static WINDOWS_HOME: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r#"(?i)[a-z]:[\\/]+(?:users|documents and settings|пользователи)[\\/]+(?:(?P<name>[^\\/:*?"<>|\r\n]+)[\\/]|(?P<last>[^\\/:*?"<>|\s]+))"#,
    )
});

fn fixed(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}

/// What is known of the user, ready for searching.
pub(crate) struct People {
    names: Vec<String>,
    homes: Vec<Regex>,
}

impl People {
    pub(crate) fn new(known: &Known) -> Self {
        let long_enough = |name: &&String| name.trim().chars().count() >= SHORTEST_NAME && !is_common(name);
        Self {
            names: known.user_names.iter().filter(long_enough).map(|name| name.trim().to_owned()).collect(),
            homes: known.home_folders.iter().filter_map(|home| home_expression(home)).collect(),
        }
    }

    pub(crate) fn find(&self, text: &str) -> Vec<Span> {
        let mut spans = emails(text);
        for home in &self.homes {
            let found = home.find_iter(text).map(|found| found.range());
            let whole = found.filter(|range| !continues_as_name(&text[range.end..]));
            spans.extend(whole.map(|range| Span { range, kind: Kind::Home }));
        }
        for expression in [&*UNIX_HOME, &*WINDOWS_HOME] {
            let names =
                expression.captures_iter(text).filter_map(|found| found.name("name").or(found.name("last")));
            let personal = names.filter(|name| !is_common(name.as_str()));
            // The full stop of a sentence is no part of the name.
            let ranges =
                personal.map(|name| name.start()..name.start() + name.as_str().trim_end_matches('.').len());
            spans.extend(ranges.map(|range| Span { range, kind: Kind::User }));
        }
        let names = span::occurrences(text, &self.names);
        spans.extend(names.into_iter().map(|range| Span { range, kind: Kind::User }));
        spans
    }
}

fn is_common(name: &str) -> bool {
    COMMON.contains(&name.trim().to_lowercase().as_str())
}

fn emails(text: &str) -> Vec<Span> {
    let found = EMAIL.captures_iter(text).filter(|found| !UNITS.contains(&&found["last"]));
    let whole =
        found.filter_map(|found| found.get(0)).filter(|found| !is_in_web_address(&text[..found.start()]));
    whole.map(|found| Span { range: found.range(), kind: Kind::Email }).collect()
}

/// Tells whether a text ends before the host of a web address: what follows is a password, then a host that stays.
fn is_in_web_address(before: &str) -> bool {
    let separates = |character: char| {
        character.is_whitespace() || matches!(character, '/' | '?' | '#' | '"' | '\'' | '<' | '>')
    };
    let rest = tail(before, 300).trim_end_matches(|character: char| !separates(character));
    rest.ends_with("://")
}

/// Makes an expression that finds a folder in any writing: with slashes of either kind, doubled as in JSON.
fn home_expression(home: &str) -> Option<Regex> {
    let parts: Vec<_> = home.split(['/', '\\']).filter(|part| !part.is_empty()).map(regex::escape).collect();
    let (first, rest) = parts.split_first()?;
    // "/" or "C:" alone is no home folder.
    if rest.is_empty() && first != "root" {
        return None;
    }
    let begin = if home.starts_with(['/', '\\']) { r"[\\/]+" } else { "" };
    RegexBuilder::new(&format!("{begin}{}", parts.join(r"[\\/]+"))).case_insensitive(true).build().ok()
}

/// Tells whether a text continues the name of a folder: `/home/ivan` is no part of `/home/ivan.petrov`.
fn continues_as_name(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['.', '-']);
    !stands_alone(rest, &(0..0))
}
