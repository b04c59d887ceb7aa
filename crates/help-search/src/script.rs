//! Which letters a word is written in.

/// A script this crate knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// Cyrillic letters.
    Cyrillic,
    /// Latin letters without marks.
    Latin,
}

/// The script of a folded letter.
pub(crate) fn of_letter(letter: char) -> Option<Script> {
    match letter {
        'а'..='я' | 'ё' => Some(Script::Cyrillic),
        'a'..='z' => Some(Script::Latin),
        _ => None,
    }
}

/// The script of a folded word, if all of it is letters of one.
pub(crate) fn script(word: &str) -> Option<Script> {
    let mut scripts = word.chars().map(of_letter);
    let first = scripts.next()??;
    scripts.all(|script| script == Some(first)).then_some(first)
}
