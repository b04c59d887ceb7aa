//! Addresses of places in the help: `express-help://article/<id>#<anchor>` and its kin.

use percent_encoding::percent_decode_str;

use crate::dto::Target;

/// The scheme of the program's addresses.
const SCHEME: &str = "express-help:";
/// Longer addresses are refused: they come from outside.
const MAX_LENGTH: usize = 2_000;

/// The place an address names; `None` when it is no address of this program.
///
/// | address | place |
/// |---|---|
/// | `express-help://home` | the home page |
/// | `express-help://article/<id>#<anchor>` | an article, perhaps at a heading |
/// | `express-help://section/<id>` | a section |
/// | `express-help://finders` | the list of problem finders |
/// | `express-help://finder/<id>` | a problem finder |
/// | `express-help://search/<text>` or `?q=<text>` | search results |
/// | `express-help://connection` | the check of the connection, not begun |
/// | `express-help://settings#<group>` | the settings, perhaps at a group |
/// | `express-help://policy` | what the organisation has set |
/// | `express-help://support`, `…?subject=<text>` | the way to support; with a subject, a new draft |
///
/// An address only ever shows something: it begins a draft at most, and never sends one.
pub fn parse_address(address: &str) -> Option<Target> {
    if address.len() > MAX_LENGTH || !address.get(..SCHEME.len())?.eq_ignore_ascii_case(SCHEME) {
        return None;
    }
    let rest = address[SCHEME.len()..].trim_start_matches('/');
    let (rest, anchor) = match rest.split_once('#') {
        Some((rest, anchor)) => (rest, decode(anchor)),
        None => (rest, None),
    };
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (kind, value) = path.split_once('/').unwrap_or((path, ""));
    let value = decode(value.trim_end_matches('/'));
    match kind {
        "" | "home" => Some(Target::Home),
        "article" => Some(Target::Article { id: value?, anchor }),
        "section" => Some(Target::Section { id: value? }),
        "finders" => Some(Target::Finders),
        "connection" => Some(Target::Connection),
        "settings" => Some(Target::Settings { group: anchor }),
        "policy" => Some(Target::Policy),
        "finder" => Some(Target::Finder { id: value? }),
        "search" => {
            let asked = query.split('&').find_map(|pair| pair.strip_prefix("q="));
            let query = value.or_else(|| decode(&asked?.replace('+', " ")))?;
            Some(Target::Search { query })
        }
        "support" => {
            let subject = query.split('&').find_map(|pair| pair.strip_prefix("subject="));
            Some(Target::Support { subject: subject.and_then(|subject| decode(&subject.replace('+', " "))) })
        }
        _ => None,
    }
}

/// Decodes percent signs; empty text and control characters give nothing.
fn decode(text: &str) -> Option<String> {
    let text = percent_decode_str(text).decode_utf8().ok()?;
    (!text.is_empty() && !text.chars().any(char::is_control)).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(id: &str, anchor: Option<&str>) -> Option<Target> {
        Some(Target::Article { id: id.to_owned(), anchor: anchor.map(ToOwned::to_owned) })
    }

    #[test]
    fn addresses_name_places() {
        for (address, expected) in [
            ("express-help://article/login/qr-login", article("login/qr-login", None)),
            (
                "express-help://article/login/qr-login/#check-first",
                article("login/qr-login", Some("check-first")),
            ),
            ("EXPRESS-HELP:article/a/b", article("a/b", None)),
            ("express-help://article/a/b#%D1%88%D0%B0%D0%B3", article("a/b", Some("шаг"))),
            ("express-help://section/login", Some(Target::Section { id: "login".into() })),
            ("express-help://finders", Some(Target::Finders)),
            ("express-help://connection", Some(Target::Connection)),
            ("express-help://settings", Some(Target::Settings { group: None })),
            ("express-help://settings#reading", Some(Target::Settings { group: Some("reading".into()) })),
            ("express-help://policy", Some(Target::Policy)),
            ("express-help://finder/no-sms", Some(Target::Finder { id: "no-sms".into() })),
            ("express-help://finder/", None),
            ("express-help://", Some(Target::Home)),
            ("express-help://search/sms%20код", Some(Target::Search { query: "sms код".into() })),
            ("express-help://search?q=a+b", Some(Target::Search { query: "a b".into() })),
            ("express-help://support", Some(Target::Support { subject: None })),
            ("express-help://support?subject=a+b", Some(Target::Support { subject: Some("a b".into()) })),
            ("express-help://support?subject=a%0Ab", Some(Target::Support { subject: None })),
            ("express-help://article/", None),
            ("express-help://article/a%00b", None),
            ("express-help://article/%ff", None),
            ("express-help://search", None),
            ("express-help://delete/everything", None),
            ("https://example.com", None),
            ("", None),
        ] {
            assert_eq!(parse_address(address), expected, "{address}");
        }
        assert_eq!(parse_address(&format!("express-help://article/{}", "a".repeat(3_000))), None);
    }
}
