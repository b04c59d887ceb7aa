//! Refuses text whose nesting would make a parser slow or a recursion deep, before the parser sees it.
//!
//! pulldown-cmark needs over a minute for 100,000 `>` in a line and html5ever for 200,000 open `<div>`; nobody writes such
//! text for people, so a low limit loses nothing.

use pulldown_cmark::Event;

use super::Events;

/// Block quotes and lists opened by one line.
const MAX_MARKERS_IN_LINE: usize = 32;
/// Markdown containers and spans open at once.
const MAX_DEPTH: usize = 64;
/// Raw HTML elements open at once.
const MAX_HTML_DEPTH: usize = 128;

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

/// Checks how deep containers, spans and raw HTML elements nest.
pub(crate) fn check_events(body: &str, events: &Events<'_>) -> Result<(), TooDeep> {
    let (mut depth, mut html) = (0_usize, HtmlDepth::default());
    for (event, range) in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Html(text) | Event::InlineHtml(text) => html.scan(text),
            _ => {}
        }
        if depth > MAX_DEPTH || html.deepest > MAX_HTML_DEPTH {
            let line = body.as_bytes()[..range.start].iter().filter(|&&byte| byte == b'\n').count();
            return Err(TooDeep { line });
        }
    }
    Ok(())
}

/// How many HTML elements are open, counted without parsing: void and self-closing elements do not count.
#[derive(Debug, Default)]
pub(crate) struct HtmlDepth {
    open: usize,
    /// The largest number open at once so far.
    pub deepest: usize,
}

impl HtmlDepth {
    /// Counts the tags of another piece of HTML.
    pub fn scan(&mut self, html: &str) {
        const VOID: [&str; 8] = ["br", "hr", "img", "input", "col", "wbr", "meta", "link"];
        for piece in html.split('<').skip(1) {
            let closing = piece.starts_with('/');
            let name: String = piece
                .chars()
                .skip(usize::from(closing))
                .take_while(char::is_ascii_alphanumeric)
                .take(16)
                .collect();
            let tag = piece.split('>').next().unwrap_or("");
            if name.is_empty() || VOID.contains(&name.to_ascii_lowercase().as_str()) || tag.ends_with('/') {
                continue;
            }
            self.open = if closing { self.open.saturating_sub(1) } else { self.open + 1 };
            self.deepest = self.deepest.max(self.open);
        }
    }
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

    #[test]
    fn refuses_deep_html() {
        let mut depth = HtmlDepth::default();
        depth.scan(&"<div>".repeat(200));
        assert_eq!(depth.deepest, 200);
        let mut depth = HtmlDepth::default();
        depth.scan(&"<b>x</b><br><img src=x>".repeat(200));
        assert_eq!(depth.deepest, 1);
    }
}
