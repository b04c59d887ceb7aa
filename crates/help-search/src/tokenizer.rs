//! The one analyser of texts and queries: words with their place in the source, lower case, ё as е, stemmed by script.
//!
//! Cyrillic words get the Russian stemmer and Latin ones the English stemmer, because the Russian stemmer leaves Latin
//! words as they are and product names in a Russian text are Latin.

use std::cell::RefCell;
use std::collections::HashMap;

use frostem::{Algorithm, Stemmer};
use tantivy::tokenizer::{Token as TantivyToken, TokenStream, Tokenizer};

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Byte offset of its first letter in the source.
    pub start: usize,
    /// Byte offset after its last letter.
    pub end: usize,
    /// Lower case, ё as е, accents and soft hyphens dropped.
    pub word: String,
    /// The stem of `word`: what the index holds.
    pub term: String,
}

/// Longest word that is indexed, in letters; longer runs are cut off, as nobody types them.
const MAX_WORD: usize = 64;

/// The words of a text in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let with_stem = |(start, end, word): Written| {
        let term = stem(&word);
        Token { start, end, word, term }
    };
    words(text, Yo::Folded).into_iter().map(with_stem).collect()
}

/// What becomes of ё.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Yo {
    /// It becomes е, as in the index.
    Folded,
    /// It stays.
    Kept,
}

/// A word without its stem: first byte, byte after the last, folded word.
pub(crate) type Written = (usize, usize, String);

/// The words of a text without their stems.
pub(crate) fn words(text: &str, yo: Yo) -> Vec<Written> {
    let mut found = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((start, first)) = characters.next() {
        if !is_letter(first) {
            continue;
        }
        let mut word = String::new();
        push_folded(&mut word, first, yo);
        let mut end = start + first.len_utf8();
        let mut letters = 1;
        while let Some(&(at, next)) = characters.peek() {
            if !is_letter(next) && !is_joined(next) {
                break;
            }
            if letters < MAX_WORD {
                push_folded(&mut word, next, yo);
            }
            letters += 1;
            end = at + next.len_utf8();
            characters.next();
        }
        found.push((start, end, word));
    }
    found
}

/// Whether a character is part of a word; the letters of our languages are recognised without the tables of Unicode.
fn is_letter(character: char) -> bool {
    matches!(character, 'а'..='я' | 'a'..='z' | 'А'..='Я' | 'A'..='Z' | '0'..='9')
        || character.is_alphanumeric()
}

/// Combining marks and the soft hyphen do not end a word.
fn is_joined(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{ad}')
}

fn push_folded(word: &mut String, character: char, yo: Yo) {
    match character {
        'а'..='я' | 'a'..='z' | '0'..='9' => word.push(character),
        'А'..='Я' => word.extend(char::from_u32(character as u32 + ('я' as u32 - 'Я' as u32))),
        'A'..='Z' => word.push(character.to_ascii_lowercase()),
        'ё' | 'Ё' if yo == Yo::Folded => word.push('е'),
        // и or е followed by a combining breve or diaeresis is й or ё written in two characters.
        '\u{306}' if word.ends_with('и') => {
            word.pop();
            word.push('й');
        }
        character if is_joined(character) => {}
        character => word.extend(character.to_lowercase()),
    }
}

/// The stem of a folded word.
pub(crate) fn stem(word: &str) -> String {
    thread_local! {
        static STEMMERS: (Stemmer, Stemmer) = (Stemmer::new(Algorithm::Russian), Stemmer::new(Algorithm::English));
        static SEEN: RefCell<HashMap<String, String>> = RefCell::new(HashMap::new());
    }
    /// Texts repeat their words: remembering stems makes building an index about twice as fast.
    const MAX_SEEN: usize = 50_000;
    if let Some(term) = SEEN.with_borrow(|seen| seen.get(word).cloned()) {
        return term;
    }
    let term = STEMMERS.with(|(russian, english)| {
        if word.chars().any(|c| matches!(c, 'а'..='я')) {
            russian.stem(word).to_string()
        } else if word.bytes().any(|byte| byte.is_ascii_lowercase()) {
            english.stem(word).to_string()
        } else {
            word.to_owned()
        }
    });
    SEEN.with_borrow_mut(|seen| {
        if seen.len() < MAX_SEEN {
            seen.insert(word.to_owned(), term.clone());
        }
    });
    term
}

/// [`tokens`] for tantivy.
#[derive(Clone, Default)]
pub(crate) struct ScriptTokenizer;

/// For fields that hold a list of words already made: they are separated by line breaks and taken as they are.
#[derive(Clone, Default)]
pub(crate) struct ListTokenizer;

/// The words of one field value.
pub(crate) struct ScriptTokenStream {
    tokens: std::vec::IntoIter<Token>,
    token: TantivyToken,
}

impl ScriptTokenStream {
    fn new(tokens: Vec<Token>) -> Self {
        // tantivy counts positions from what the token has at first plus one.
        Self { tokens: tokens.into_iter(), token: TantivyToken::default() }
    }
}

impl Tokenizer for ScriptTokenizer {
    type TokenStream<'a> = ScriptTokenStream;
    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        ScriptTokenStream::new(tokens(text))
    }
}

impl Tokenizer for ListTokenizer {
    type TokenStream<'a> = ScriptTokenStream;
    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        let token = |line: &str| Token { start: 0, end: 0, word: String::new(), term: line.to_owned() };
        ScriptTokenStream::new(text.lines().map(token).collect())
    }
}

impl TokenStream for ScriptTokenStream {
    fn advance(&mut self) -> bool {
        let Some(next) = self.tokens.next() else { return false };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = next.start;
        self.token.offset_to = next.end;
        self.token.text = next.term;
        true
    }
    fn token(&self) -> &TantivyToken {
        &self.token
    }
    fn token_mut(&mut self) -> &mut TantivyToken {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_by_script() {
        for (text, expected) in [
            ("Уведомления", "уведомлен"),
            ("notifications", "notif"),
            ("Ещё", "ещ"),
            ("еще", "ещ"),
            ("SMS-код", "sms код"),
            ("3.62", "3 62"),
            ("e\u{301}xpress", "express"),
            ("наи\u{306}ти", "найт"),
            ("«Пользователь не найден»", "пользовател не найд"),
            ("", ""),
        ] {
            let terms: Vec<_> = tokens(text).into_iter().map(|token| token.term).collect();
            assert_eq!(terms.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn offsets_point_into_the_source() {
        let text = "Ёлка — «SMS»";
        let words: Vec<_> = tokens(text).iter().map(|token| &text[token.start..token.end]).collect();
        assert_eq!(words, ["Ёлка", "SMS"]);
    }

    #[test]
    fn endless_words_are_cut() {
        assert_eq!(tokens(&"a".repeat(100_000))[0].word.len(), MAX_WORD);
    }
}
