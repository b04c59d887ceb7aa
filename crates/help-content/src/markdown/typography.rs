//! Non-breaking spaces in Russian text, so that authors need not type them.
//!
//! Rules of Russian typesetting (Milchin, «Справочная книга редактора и корректора»): a line does not end with a
//! preposition or conjunction of one or two letters, a dash does not begin one, a number stays with its unit, and a particle
//! with the word before it.

use std::borrow::Cow;

use crate::model::Language;

const SPACE: char = '\u{a0}';
/// Words that stay with the next one.
const BEFORE: &[&str] = &[
    "а", "в", "во", "до", "за", "и", "из", "к", "ко", "на", "не", "ни", "но", "о", "об", "от", "по", "с",
    "со", "то", "у",
];
/// Words that stay with the one before.
const AFTER: &[&str] = &["бы", "б", "же", "ж", "ли"];

/// The text with non-breaking spaces where its language wants them.
pub(crate) fn spaced(text: &str, language: Language) -> Cow<'_, str> {
    if language != Language::Ru || !text.contains(' ') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(blank) = rest.find(' ') {
        let (before, after) = (&rest[..blank], &rest[blank + 1..]);
        out.push_str(before);
        out.push(if holds(&out, after) { SPACE } else { ' ' });
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Whether a line must not break between the two texts.
fn holds(before: &str, after: &str) -> bool {
    let word = |text: &str| text.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    let last = before.rsplit([' ', SPACE, '\n']).next().unwrap_or_default();
    let next = after.split([' ', SPACE, '\n']).next().unwrap_or_default();
    let ends_openly = last.ends_with(char::is_alphanumeric);
    let is_number = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    ends_openly && BEFORE.contains(&word(last).as_str())
        || matches!(next, "—" | "–")
        || is_number && next.starts_with(char::is_alphabetic)
        || ends_openly && AFTER.contains(&word(next).as_str())
        || last == "№"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(spaced(text, Language::Ru).replace(SPACE, "~"), expected);
    }

    #[test]
    fn russian_lines_do_not_break_where_they_must_not() {
        check("Код не пришёл в приложение", "Код не~пришёл в~приложение");
        check("Чат — это место", "Чат~— это место");
        check("Подождите 5 минут и повторите", "Подождите 5~минут и~повторите");
        check("Нажмите в ", "Нажмите в~");
        check("Если бы вы знали, то же самое", "Если~бы вы знали, то~же самое");
        check("(и не только) № 5", "(и~не~только) №~5");
        check("вариант а. Дальше", "вариант а. Дальше");
        check("слово", "слово");
        check(" ", " ");
        check("", "");
    }

    #[test]
    fn other_languages_stay_as_they_are() {
        assert_eq!(spaced("a — b 5 minutes", Language::En), "a — b 5 minutes");
    }
}
