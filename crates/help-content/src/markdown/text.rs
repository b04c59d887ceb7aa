//! Collects an article's plain text and remembers which heading each part belongs to.

use crate::model::TextSection;

/// Plain text under construction. Blocks are separated by one line break, blanks are folded.
#[derive(Debug, Default)]
pub(crate) struct TextBuilder {
    text: String,
    sections: Vec<TextSection>,
}

impl TextBuilder {
    /// Appends words of the current block.
    pub fn push(&mut self, words: &str) {
        for character in words.chars() {
            if !character.is_whitespace() {
                self.text.push(character);
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(if character == '\u{a0}' { character } else { ' ' });
            }
        }
    }

    /// Ends the current block.
    pub fn end_block(&mut self) {
        let length = self.text.trim_end_matches(' ').len();
        self.text.truncate(length);
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Begins the part that belongs to a heading.
    pub fn begin_section(&mut self, anchor: &str, title: &str) {
        self.end_block();
        self.close_section();
        let start = self.text.len();
        self.sections.push(TextSection {
            anchor: anchor.to_owned(),
            title: title.to_owned(),
            start,
            end: start,
        });
    }

    /// The text and its sections; the first section is the one before any heading, left out when it is empty.
    pub fn finish(mut self) -> (String, Vec<TextSection>) {
        self.end_block();
        self.close_section();
        let length = self.text.trim_end().len();
        self.text.truncate(length);
        for section in &mut self.sections {
            section.start = section.start.min(length);
            section.end = section.end.min(length);
        }
        (self.text, self.sections)
    }

    fn close_section(&mut self) {
        let end = self.text.len();
        match self.sections.last_mut() {
            Some(section) => section.end = end,
            None if end > 0 => {
                self.sections.push(TextSection { anchor: String::new(), title: String::new(), start: 0, end })
            }
            None => {}
        }
    }
}

/// The words of a piece of raw HTML: tags and comments dropped.
pub(crate) fn strip_tags(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        words.push_str(&rest[..open]);
        words.push(' ');
        let tag = &rest[open..];
        let close = if tag.starts_with("<!--") {
            tag.find("-->").map(|at| at + 3)
        } else {
            tag.find('>').map(|at| at + 1)
        };
        match close {
            Some(close) => rest = &tag[close..],
            None => return words,
        }
    }
    words.push_str(rest);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_cover_the_text_in_order() {
        let mut builder = TextBuilder::default();
        builder.push("Вступление  с\nпробелами ");
        builder.begin_section("a", "A");
        builder.push("Один.");
        builder.end_block();
        builder.push("Два.");
        let (text, sections) = builder.finish();
        assert_eq!(text, "Вступление с пробелами\nОдин.\nДва.");
        let parts: Vec<_> =
            sections.iter().map(|s| (s.anchor.as_str(), text[s.start..s.end].trim())).collect();
        assert_eq!(parts, [("", "Вступление с пробелами"), ("a", "Один.\nДва.")]);
    }

    #[test]
    fn tags_are_stripped() {
        assert_eq!(strip_tags("<div>a<br>b</div><!-- > c -->d <e").trim(), "a b  d");
    }
}
