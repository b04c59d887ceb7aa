//! Pasted error texts: what surrounds the words that matter is left out.
//!
//! Times, addresses, identifiers and codes of one occasion are found in no article and would only take part in what is
//! found. A code that an article does have stays.

use super::{Analysis, Step, Vocabulary};
use crate::tokenizer::{Yo, words};

/// See the module.
pub(super) struct Junk;

impl Step for Junk {
    fn name(&self) -> &'static str {
        "junk"
    }

    fn apply(&self, analysis: &mut Analysis, vocabulary: &dyn Vocabulary) {
        if !analysis
            .text
            .contains(|character: char| character.is_ascii_digit() || "/\\@{<".contains(character))
        {
            return;
        }
        let is_junk = |chunk: &str| looks_technical(chunk) && !is_known(chunk, vocabulary);
        let (junk, kept): (Vec<&str>, Vec<&str>) =
            analysis.text.split_whitespace().partition(|chunk| is_junk(chunk));
        if junk.is_empty() || !kept.iter().any(|chunk| chunk.contains(char::is_alphabetic)) {
            return;
        }
        let change = format!("without {}", junk.join(" "));
        let open = if analysis.text.ends_with(|c: char| c.is_whitespace()) { " " } else { "" };
        analysis.text = kept.join(" ") + open;
        analysis.note(self.name(), &[change]);
    }
}

/// Digits among marks or letters, an address, a path, an e-mail address, or something in markup.
fn looks_technical(chunk: &str) -> bool {
    let core = chunk.trim_matches(|character: char| !character.is_alphanumeric());
    let digits = core.chars().filter(char::is_ascii_digit).count();
    let marks = core.chars().filter(|c| ":.-_/\\#".contains(*c)).count();
    let is_time_or_number = digits >= 3 && digits + marks == core.chars().count() && marks >= 1;
    let is_identifier = digits >= 2
        && core.len() >= 8
        && core.chars().all(|c| c.is_ascii_hexdigit() || "-xXhH_:".contains(c));
    core.contains("://")
        || core.contains('@')
        || core.matches(['\\', '/']).count() >= 2
        || chunk.starts_with('<') && chunk.ends_with('>')
        || is_time_or_number
        || is_identifier
}

fn is_known(chunk: &str, vocabulary: &dyn Vocabulary) -> bool {
    let words = words(chunk, Yo::Folded);
    !words.is_empty() && words.iter().all(|(_, _, word)| vocabulary.knows(word))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{analysed, analysed_without};

    fn check(query: &str, expected: &str) {
        assert_eq!(analysed(query).text, expected, "{query}");
    }

    #[test]
    fn what_belongs_to_one_occasion_is_left_out() {
        check("2026-11-23 10:15:02 ошибка сервер", "ошибка сервер");
        check("сервер недоступен 0x80072EE7", "сервер недоступен");
        check("нет звонка https://example.com/a/b?c=1", "нет звонка");
        check("[a1b2c3d4-0000-4000-8000-1234567890ab] сервер", "сервер");
        check("C:\\Users\\ivanov\\log.txt сервер", "сервер");
    }

    #[test]
    fn what_an_article_has_or_what_stands_alone_stays() {
        for query in ["3.62", "0x80072EE7", "сервер 500", "сервер ", "", "windows 10", "sms sms@sms"]
        {
            check(query, query);
        }
    }

    #[test]
    fn can_be_switched_off() {
        assert_eq!(analysed_without("10:15:02 сервер", "junk").text, "10:15:02 сервер");
    }
}
