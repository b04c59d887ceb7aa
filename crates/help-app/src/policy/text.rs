//! The table of policies as lines for a terminal. Pure.

use help_content::Language;
use serde_json::Value;

use super::words;
use crate::dto::{PolicyEntry, PolicyLayer, PolicyProblem, PolicySeverity, PolicyView};

/// The longest line, in characters.
const WIDTH: usize = 100;
/// Where values begin; the longest key has 20 characters.
const VALUE: usize = 23;
/// Where the origin begins when the value leaves room for it.
const ORIGIN: usize = 66;

/// Writes the table.
pub(super) fn table(view: &PolicyView, language: Language) -> String {
    let mut lines = Vec::new();
    let mut area = "";
    for entry in &view.entries {
        if entry.area != area {
            area = &entry.area;
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.push(area.to_owned());
        }
        lines.extend(entry_lines(entry, language));
    }
    if !view.problems.is_empty() {
        lines.extend([String::new(), words::general(language).to_owned()]);
        for problem in &view.problems {
            lines.extend(problem_lines(problem, problem.key.as_deref(), 2, language));
        }
    }
    let of_keys = view.entries.iter().flat_map(|entry| &entry.problems);
    let all: Vec<&PolicyProblem> = view.problems.iter().chain(of_keys).collect();
    let errors = all.iter().filter(|problem| problem.severity == PolicySeverity::Error).count();
    lines.extend([String::new(), words::summary(errors, all.len() - errors, language)]);
    lines.join("\n")
}

fn entry_lines(entry: &PolicyEntry, language: Language) -> Vec<String> {
    let value = match &entry.value {
        Value::Null => words::nothing(language).to_owned(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    let origin = words::layer(entry.source.layer, language);
    let mut lines = wrap(&value, VALUE);
    if let Some(first) = lines.first_mut() {
        *first = format!("  {:<width$}{}", entry.key, first.trim_start(), width = VALUE - 2);
    }
    match lines.as_mut_slice() {
        [only] if only.chars().count() < ORIGIN => *only = format!("{only:<ORIGIN$}{origin}"),
        _ => lines.extend(wrap(origin, VALUE)),
    }
    if !entry.source.place.is_empty() {
        lines.extend(wrap(&entry.source.place, VALUE));
    }
    if entry.planned && entry.source.layer != PolicyLayer::BuiltIn {
        lines.extend(wrap(words::planned(language), VALUE));
    }
    for problem in &entry.problems {
        lines.extend(problem_lines(problem, problem.part.as_deref(), VALUE, language));
    }
    lines
}

/// A problem of `what`, which the lines above do not say already.
fn problem_lines(
    problem: &PolicyProblem,
    what: Option<&str>,
    indent: usize,
    language: Language,
) -> Vec<String> {
    let severity = words::severity(problem.severity, language);
    let what = what.map(|what| format!("{what}: ")).unwrap_or_default();
    let mut lines = wrap(&format!("{severity}: {what}{}", problem.message), indent);
    lines.extend(wrap(&problem.source.place, indent + 2));
    lines
}

/// Breaks a text into lines that begin with blanks; what is longer than a line is cut. A name of a file may have characters
/// in it that would steer the terminal: they are replaced.
fn wrap(text: &str, indent: usize) -> Vec<String> {
    let room = WIDTH - indent;
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ') {
        let word: Vec<char> = word.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
        for piece in word.chunks(room).chain(word.is_empty().then_some(&[][..])) {
            let blank = usize::from(used > 0);
            if used + blank + piece.len() > room {
                lines.push(String::new());
                used = 0;
            }
            if let Some(line) = lines.last_mut() {
                line.extend((used > 0).then_some(' ').into_iter().chain(piece.iter().copied()));
            }
            used += usize::from(used > 0) + piece.len();
        }
    }
    lines.into_iter().map(|line| format!("{:indent$}{line}", "")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_broken_at_blanks_and_long_words_are_cut() {
        assert_eq!(wrap("a b", 2), ["  a b"]);
        assert_eq!(wrap("", 1), [" "]);
        let long = "я".repeat(150);
        let lines = wrap(&format!("a {long} b"), 50);
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH), "{lines:?}");
        let joined: String = lines.iter().map(|line| line.trim_start()).collect();
        assert_eq!(joined.replace(' ', ""), format!("a{long}b"));
        assert_eq!(wrap("a\u{1b}[31m\nb", 0), ["a\u{FFFD}[31m\u{FFFD}b"]);
    }
}
