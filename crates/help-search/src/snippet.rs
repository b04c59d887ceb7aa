//! Which part of a document answers, and how it is shown: section, snippet, highlighted words.

use std::collections::HashMap;

use serde::Serialize;

use crate::document::{Passage, Record};
use crate::tokenizer::tokens;

/// A piece of shown text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Fragment {
    /// The text.
    pub text: String,
    /// Whether it is a word that was found.
    pub hit: bool,
}

/// A found word of the text: where it begins, and which word of the query it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Match {
    /// Byte offset in the document's text.
    pub offset: usize,
    /// Index of the query's word.
    pub word: usize,
}

/// [`Match`] before its place in bytes is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Occurrence {
    /// Number of the word in the document's text.
    pub position: u32,
    /// Index of the query's word.
    pub word: usize,
}

/// Length of a snippet in bytes: about two lines of Russian text.
const SNIPPET_BYTES: usize = 320;
/// What the same word found again in a section adds to the first time.
const REPEAT: f32 = 0.1;
/// What a word in a section's heading is worth against one in its text.
const HEADING: f32 = 1.5;

/// The words of a query that a document's heading may answer: term → (word, weight).
pub(crate) type Terms = HashMap<String, (usize, f32)>;

/// The passage with the most different words of the query, in its heading or its text.
///
/// `weights` has the worth of each word of the query: rare words decide.
pub(crate) fn best_passage<'a>(
    record: &'a Record,
    matches: &[Match],
    terms: &Terms,
    weights: &[f32],
) -> Option<&'a Passage> {
    let score = |passage: &Passage| {
        let mut best = vec![0.0_f32; weights.len()];
        let mut repeats = 0.0;
        for found in inside(matches, &(passage.start..passage.end)) {
            repeats += REPEAT.min(best[found.word]) * weights[found.word];
            best[found.word] = best[found.word].max(1.0);
        }
        if !passage.title.is_empty() {
            for token in tokens(&passage.title) {
                if let Some(&(word, weight)) = terms.get(&token.term) {
                    best[word] = best[word].max(1.0) + HEADING * weight;
                }
            }
        }
        best.iter().zip(weights).map(|(found, weight)| found * weight).sum::<f32>() + repeats.min(0.5)
    };
    let mut chosen: Option<(&Passage, f32)> = None;
    for passage in &record.passages {
        let score = score(passage);
        if score > chosen.map_or(0.0, |(_, best)| best) {
            chosen = Some((passage, score));
        }
    }
    chosen.map(|(passage, _)| passage)
}

/// Cuts the part of a passage's text that shows most of the found words, and marks them. The offsets of `matches` count
/// from the start of `text`.
pub(crate) fn cut(text: &str, matches: &[Match], weights: &[f32]) -> Vec<Fragment> {
    let window = window(text, matches, weights);
    let mut fragments = Vec::new();
    if window.start > 0 && !text[..window.start].ends_with('\n') {
        push(&mut fragments, "… ", false);
    }
    let mut at = window.start;
    for found in matches.iter().filter(|found| window.contains(&found.offset)) {
        if found.offset < at {
            continue;
        }
        let end = word_end(text, found.offset).min(window.end);
        push(&mut fragments, &text[at..found.offset], false);
        push(&mut fragments, &text[found.offset..end], true);
        at = end;
    }
    push(&mut fragments, text[at..window.end].trim_end(), false);
    if window.end < text.trim_end().len() && !text[..window.end].trim_end().ends_with(['.', '!', '?', '…'])
    {
        push(&mut fragments, "…", false);
    }
    fragments
}

/// The matches in a range; they are in order, and an article may have thousands of both.
pub(crate) fn inside<'a>(matches: &'a [Match], range: &std::ops::Range<usize>) -> &'a [Match] {
    let start = matches.partition_point(|found| found.offset < range.start);
    let end = matches.partition_point(|found| found.offset < range.end);
    matches.get(start..end).unwrap_or_default()
}

/// The stretch to show: begins at a sentence or word near the first of the densest matches.
fn window(text: &str, matches: &[Match], weights: &[f32]) -> std::ops::Range<usize> {
    let mut best = (0, 0.0_f32);
    for (index, first) in matches.iter().enumerate() {
        let mut seen = vec![false; weights.len()];
        let mut score = 0.0;
        for found in
            matches[index..].iter().take_while(|found| found.offset < first.offset + SNIPPET_BYTES * 3 / 4)
        {
            score += weights[found.word] * if seen[found.word] { REPEAT } else { 1.0 };
            seen[found.word] = true;
        }
        if score > best.1 {
            best = (first.offset, score);
        }
    }
    let start = sentence_start(text, best.0);
    let mut end = floor_boundary(text, start + SNIPPET_BYTES);
    if end < text.len() {
        end = text[start..end].rfind([' ', '\n']).map_or(end, |blank| start + blank);
    }
    start..end
}

/// The start of the sentence or line that holds `offset`, or of a word not too far before it.
fn sentence_start(text: &str, offset: usize) -> usize {
    const BACK: usize = SNIPPET_BYTES / 3;
    let offset = floor_boundary(text, offset);
    let earliest = ceil_boundary(text, offset.saturating_sub(BACK));
    let before = &text[earliest..offset];
    let sentence =
        [". ", "! ", "? ", "\n"].iter().filter_map(|end| before.rfind(end).map(|at| at + end.len())).max();
    match sentence {
        Some(at) => earliest + at,
        None if earliest == 0 => 0,
        None => before.find(' ').map_or(offset, |blank| earliest + blank + 1),
    }
}

/// The nearest end of a character at or before a byte.
pub(crate) fn floor_boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil_boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

pub(crate) fn word_end(text: &str, start: usize) -> usize {
    tokens(&text[start..floor_boundary(text, start + 256)]).first().map_or(start, |token| start + token.end)
}

/// Marks the words of a short text (a title) that answer the query.
pub(crate) fn mark(text: &str, terms: &Terms) -> Vec<Fragment> {
    let mut fragments = Vec::new();
    let mut at = 0;
    for token in tokens(text).iter().filter(|token| terms.contains_key(&token.term)) {
        push(&mut fragments, &text[at..token.start], false);
        push(&mut fragments, &text[token.start..token.end], true);
        at = token.end;
    }
    push(&mut fragments, &text[at..], false);
    fragments
}

/// Appends text, a line break as a blank, or as a dot where the line before ends without a mark: headings of callouts and
/// items of lists are not one sentence with what follows. Joins neighbours of one kind.
fn push(fragments: &mut Vec<Fragment>, text: &str, hit: bool) {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            let last = fragments.last().and_then(|fragment| fragment.text.trim_end().chars().next_back());
            let is_open = last.is_some_and(|last| last.is_alphanumeric() || matches!(last, ')' | '»' | '”'));
            append(fragments, if is_open && !line.is_empty() { " · " } else { " " }, hit);
        }
        append(fragments, line, hit);
    }
}

fn append(fragments: &mut Vec<Fragment>, text: &str, hit: bool) {
    match fragments.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.hit == hit => last.text.push_str(text),
        _ => fragments.push(Fragment { text: text.to_owned(), hit }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(fragments: &[Fragment]) -> String {
        fragments.iter().map(|f| if f.hit { format!("[{}]", f.text) } else { f.text.clone() }).collect()
    }

    fn find(text: &str, words: &[&str]) -> Vec<Match> {
        let mut matches: Vec<Match> = words
            .iter()
            .enumerate()
            .flat_map(|(word, needle)| {
                text.match_indices(needle).map(move |(offset, _)| Match { offset, word })
            })
            .collect();
        matches.sort();
        matches
    }

    #[test]
    fn snippets_begin_at_sentences_and_mark_whole_words() {
        let text = "Первое предложение. Откройте настройки и включите уведомления. Конец.";
        let matches = find(text, &["уведомлен"]);
        let cut = cut(text, &matches, &[1.0]);
        assert_eq!(shown(&cut), "… Откройте настройки и включите [уведомления]. Конец.");
    }

    #[test]
    fn long_texts_are_cut_at_words() {
        let text = "слово ".repeat(400) + "код не пришёл " + &"слово ".repeat(400);
        let matches = find(&text, &["код", "приш"]);
        let cut = shown(&cut(&text, &matches, &[1.0, 1.0]));
        assert!(cut.starts_with("… слово") && cut.ends_with("слово…"), "{cut}");
        assert!(cut.contains("[код] не [пришёл]"), "{cut}");
        assert!(cut.len() < SNIPPET_BYTES + 60);
    }

    #[test]
    fn the_passage_with_more_different_words_wins() {
        let passage =
            |title: &str, start, end| Passage { anchor: title.into(), title: title.into(), start, end };
        let record = Record {
            id: "a".into(),
            title: "A".into(),
            description: String::new(),
            errors: Vec::new(),
            keywords: Vec::new(),
            facets: Default::default(),
            passages: vec![passage("one", 0, 10), passage("two", 10, 20)],
            text: (0, 20),
            offsets: (0, 0),
        };
        let matches = [(1, 0), (3, 0), (5, 0), (12, 0), (14, 1)].map(|(offset, word)| Match { offset, word });
        let best = best_passage(&record, &matches, &Terms::new(), &[1.0, 1.0]).unwrap();
        assert_eq!(best.anchor, "two");
        assert!(best_passage(&record, &[], &Terms::new(), &[1.0]).is_none());
    }

    #[test]
    fn lines_do_not_run_into_each_other() {
        let text = "Поддержке: если код не приходит\nПроверьте номер.\nЕщё раз";
        let cut = cut(text, &find(text, &["код"]), &[1.0]);
        assert_eq!(shown(&cut), "Поддержке: если [код] не приходит · Проверьте номер. Ещё раз");
    }

    #[test]
    fn titles_are_marked() {
        let terms = Terms::from([("код".into(), (0, 1.0))]);
        assert_eq!(shown(&mark("Не приходит SMS-код", &terms)), "Не приходит SMS-[код]");
    }
}
