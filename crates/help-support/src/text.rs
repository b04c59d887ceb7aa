//! Text from outside, made harmless and bounded. It does not translate or escape for any format.

/// The longest subject, in characters. Mail programs show far less; Jira refuses a summary above 255.
pub const MAX_SUBJECT: usize = 250;
/// The longest value of one field, in characters, whatever the form says.
pub const MAX_TEXT: usize = 100_000;
/// The longest message of a server that is kept, in characters.
const MAX_REMARK: usize = 500;

/// Makes one line of a text: control characters and line breaks become spaces, marks that change the direction of
/// writing disappear, spaces are collapsed, and what is longer than `limit` characters ends with an ellipsis.
#[must_use]
pub fn line(text: &str, limit: usize) -> String {
    let mut cleaned = String::new();
    // Work on at most a few times the limit: a subject may have megabytes.
    for character in text.chars().take(limit.saturating_mul(4)) {
        if is_direction_mark(character) {
            continue;
        }
        let is_gap = character.is_whitespace() || character.is_control();
        if !is_gap {
            cleaned.push(character);
        } else if !cleaned.is_empty() && !cleaned.ends_with(' ') {
            cleaned.push(' ');
        }
    }
    shorten(cleaned.trim_end(), limit)
}

/// Makes a text of several lines: every kind of line break becomes `\n`, tabs stay, other control characters and
/// marks of direction disappear, empty lines at both ends go, and the text is cut at `limit` characters.
#[must_use]
pub fn block(text: &str, limit: usize) -> String {
    let mut cleaned = String::with_capacity(text.len().min(limit.saturating_mul(4)));
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                cleaned.push('\n');
            }
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\t' => cleaned.push('\t'),
            other if other.is_control() || is_direction_mark(other) => {}
            other => cleaned.push(other),
        }
    }
    shorten(cleaned.trim_matches('\n').trim_end(), limit)
}

/// What a server said, fit to be shown and stored.
pub(crate) fn remark(text: &str) -> String {
    line(text, MAX_REMARK)
}

fn shorten(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let kept: String = text.chars().take(limit.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Unicode's bidirectional controls (UAX #9, section 2) and invisible marks that hide a name's true ending.
pub(crate) fn is_direction_mark(character: char) -> bool {
    matches!(
        character,
        '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'
            | '\u{2066}'..='\u{206F}' | '\u{FEFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cleaned() {
        let check = |text: &str, expected: &str| assert_eq!(line(text, 20), expected, "{text:?}");
        check("", "");
        check("  Не приходит код ", "Не приходит код");
        check("a\r\nBcc: b@example.com", "a Bcc: b@example.com");
        check("a\u{0}b\u{1b}[31mc", "a b [31mc");
        check("a\u{2028}b\u{85}c\u{b}d\te", "a b c d e");
        check("photo\u{202E}gpj.exe", "photogpj.exe");
        check("👩‍💻 работа", "👩‍💻 работа");
        check("12345678901234567890", "12345678901234567890");
        check("123456789012345678901", "1234567890123456789…");
        check("123456789012345678 0123", "123456789012345678…");
        check("\u{202E}\r\n\u{0}", "");
    }

    #[test]
    fn a_huge_line_is_bounded() {
        for text in ["я".repeat(100_000), "\r\n".repeat(100_000), "\u{202E}".repeat(100_000)] {
            assert!(line(&text, MAX_SUBJECT).chars().count() <= MAX_SUBJECT);
        }
        assert_eq!(line(&"я".repeat(100_000), MAX_SUBJECT).chars().count(), MAX_SUBJECT);
    }

    #[test]
    fn blocks_are_cleaned() {
        let check = |text: &str, expected: &str| assert_eq!(block(text, 20), expected, "{text:?}");
        check("a\r\nb\rc\nd\u{2028}e", "a\nb\nc\nd\ne");
        check("\n\n  indented\n\n", "  indented");
        check("a\tb\u{0}c\u{7f}", "a\tbc");
        check("a\u{202E}b", "ab");
        check(".\n..", ".\n..");
        check("123456789012345678901", "1234567890123456789…");
    }
}
