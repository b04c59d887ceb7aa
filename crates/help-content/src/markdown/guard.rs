//! Refuses text whose nesting would make a parser slow or a recursion deep, before the parser sees it.
//!
//! pulldown-cmark needs over a minute for 100,000 `>` in a line; nobody writes such text for people, so a low limit loses
//! nothing. The HTML that comes out is checked as well: see [`crate::nesting`].

use pulldown_cmark::Event;

use super::Events;
use crate::nesting;

/// Block quotes and lists opened by one line.
const MAX_MARKERS_IN_LINE: usize = 32;
/// Markdown containers and spans open at once.
const MAX_DEPTH: usize = 64;

/// Where the nesting went over a limit.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TooDeep {
    /// Line of the text, counted from 0.
    pub line: usize,
}

/// Checks every line's block markers.
pub(crate) fn check_lines(body: &str) -> Result<(), TooDeep> {
    for (line, text) in body.lines().enumerate() {
        if markers(text) > MAX_MARKERS_IN_LINE {
            return Err(TooDeep { line });
        }
    }
    Ok(())
}

/// Counts the block quote and list markers a line begins with. A thematic break (`- - -`) has none.
fn markers(line: &str) -> usize {
    if is_thematic_break(line) {
        return 0;
    }
    let mut count = 0;
    let bytes = line.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b' ' | b'\t' => {}
            b'>' => count += 1,
            b'-' | b'+' | b'*' if matches!(bytes.get(at + 1), Some(b' ' | b'\t')) => count += 1,
            b'0'..=b'9' => {}
            b'.' | b')' if at > 0 && bytes[at - 1].is_ascii_digit() => count += 1,
            _ => break,
        }
        at += 1;
    }
    count
}

fn is_thematic_break(line: &str) -> bool {
    let mut marks = line.bytes().filter(|byte| !byte.is_ascii_whitespace());
    match marks.next() {
        Some(first @ (b'-' | b'*')) => marks.all(|mark| mark == first),
        _ => false,
    }
}

/// Checks how deep containers and spans nest.
pub(crate) fn check_events(body: &str, events: &Events<'_>) -> Result<(), TooDeep> {
    let mut depth = 0_usize;
    for (event, range) in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(TooDeep { line: line_at(body, range.start) });
        }
    }
    Ok(())
}

/// Checks the HTML made of the events: raw HTML in the text may nest without end.
pub(crate) fn check_html(body: &str, events: &Events<'_>, html: &str) -> Result<(), TooDeep> {
    if !nesting::is_excessive(html) {
        return Ok(());
    }
    let raw = events.iter().find(|(event, _)| matches!(event, Event::Html(_) | Event::InlineHtml(_)));
    Err(TooDeep { line: raw.map_or(0, |(_, range)| line_at(body, range.start)) })
}

fn line_at(body: &str, offset: usize) -> usize {
    body.as_bytes()[..offset].iter().filter(|&&byte| byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_markers() {
        for (line, expected) in [
            ("> > text", 2),
            (">>> text", 3),
            ("- - 1. text", 3),
            ("- - - -", 0),
            ("* * *", 0),
            ("2026 was", 0),
            ("**bold**", 0),
            ("text > text", 0),
        ] {
            assert_eq!(markers(line), expected, "{line}");
        }
    }
}
