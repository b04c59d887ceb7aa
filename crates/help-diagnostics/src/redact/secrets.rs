//! Secrets that are announced: by a key's name, a scheme, a header, or the form of a token.

use std::sync::LazyLock;

use regex::Regex;

use super::span::{Kind, Span};

/// Parts of names that announce a secret.
const NAMES: &str = "password|passwd|passphrase|passcode|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key\
|credentials?|session[_-]?id|sessid|парол[ьяюе]|паролем|токен|секрет|ключ доступа";

/// A value: quoted, quoted inside a JSON string, or up to the next space, quote or `&`. A quote may be cut off.
const VALUE: &str = r#"(?:"(?P<double>(?:[^"\\\r\n]|\\.)*)|\\"(?P<inner>(?:[^"\\\r\n]|\\[^"\r\n])*)|'(?P<single>[^'\r\n]*)|(?P<bare>(?:[^\s"'&\\]|\\[^\s"'&])[^\s"'&]*))"#;

/// What stands in the place of a secret and is none.
const NOTHING: [&str; 17] = [
    "null",
    "none",
    "nil",
    "true",
    "false",
    "undefined",
    "empty",
    "missing",
    "required",
    "invalid",
    "expired",
    "unset",
    "yes",
    "no",
    "нет",
    "не",
    "есть",
];

static RULES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        // A key file, also one that was cut off.
        r"(?s)(?P<bare>-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\z))".to_owned(),
        // Header fields: everything up to the end of the line or the quoted string.
        r#"(?i)\b(?:proxy-)?authorization["']?\s*[:=]\s*["']?(?P<bare>[^\r\n"']+)"#.to_owned(),
        r#"(?i)\b(?:set-)?cookie["']?\s*[:=]\s*["']?(?P<bare>[^\r\n"']+)"#.to_owned(),
        // name=value, "name": "value", name => value; the name may be longer: smtp_password.
        format!(r#"(?i)[\w.-]*(?:{NAMES}|\b(?:pass|psk|otp|sid))\\?["']?\s*(?:=>|:=|[:=])\s*{VALUE}"#),
        // --password value
        format!(r"(?i)(?:^|\s)--?[a-z-]*(?:{NAMES})\s+{VALUE}"),
        // Query parameters; here also names that are ordinary words elsewhere.
        format!(
            r#"(?i)[?&;#](?:[\w.-]*(?:{NAMES}|auth|signature|ticket|key|code)[\w.-]*|sig|sign|sid|jwt|otp|state|nonce|hash|samlresponse)=(?P<bare>[^&\s"'<>#]+)"#
        ),
        // The part before the host of an address (RFC 3986, section 3.2.1).
        r#"(?i)\b[a-z][a-z0-9+.-]*://(?P<bare>[^\s/?#"'<>]+)@"#.to_owned(),
        // JSON Web Tokens begin with {" (RFC 7519).
        r"(?P<bare>\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*)*)".to_owned(),
        // Tokens that say whose they are: Amazon, GitHub, GitLab, Slack, Atlassian.
        r"\b(?P<bare>(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_\w{20,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{10,}|ATATT[\w=-]{20,}))"
            .to_owned(),
    ]
    .iter()
    .map(|rule| Regex::new(rule).expect("the pattern is fixed and tested"))
    .collect()
});

/// `Bearer …` and its relatives (RFC 9110, section 11.4).
static SCHEME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:bearer|basic|digest|negotiate|ntlm)\s+(?P<bare>[A-Za-z0-9+/=._~-]{6,})")
        .expect("the pattern is fixed and tested")
});

static NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?i)^[\w.-]*(?:{NAMES}|authorization|cookie)$|^(?:pass|psk|otp|sid)$"))
        .expect("the pattern is fixed and tested")
});

/// Finds announced secrets.
pub(crate) fn find(text: &str) -> Vec<Span> {
    let announced = RULES.iter().flat_map(|rule| rule.captures_iter(text));
    let values = announced
        .filter_map(|found| ["bare", "double", "inner", "single"].iter().find_map(|name| found.name(name)));
    let values = values.filter(|value| !is_nothing(value.as_str()));
    let schemes = SCHEME.captures_iter(text).filter_map(|found| found.name("bare"));
    let schemes = schemes.filter(|value| !is_word(value.as_str()));
    values.chain(schemes).map(|value| Span { range: value.range(), kind: Kind::Secret }).collect()
}

/// Tells whether a key's name announces a secret.
pub(crate) fn is_secret_name(name: &str) -> bool {
    NAME.is_match(name)
}

fn is_nothing(value: &str) -> bool {
    let bare = value.trim_matches(|character: char| !character.is_alphanumeric());
    bare.is_empty() || NOTHING.contains(&bare.to_lowercase().as_str())
}

/// Tells an ordinary word from a token: "basic information", "bearer authentication".
fn is_word(value: &str) -> bool {
    value.len() < 20 && value.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'.')
}
