//! Footnotes: references where they stand, the notes at the end.

use super::Renderer;

impl Renderer<'_, '_> {
    pub(super) fn footnote_reference(&mut self, label: &str) {
        let known = self.footnote_places.get(label).copied();
        let number = known.unwrap_or(self.footnotes.len()) + 1;
        // The way back from the note leads to its first mention, which alone has an id.
        let mut id = String::new();
        if known.is_none() {
            self.footnote_places.insert(label.to_owned(), self.footnotes.len());
            self.footnotes.push(label.to_owned());
            id = format!(" id=\"fnref-{number}\"");
        }
        self.html.push_str(&format!(
            "<sup class=\"footnote-ref\"{id}><a href=\"#fn-{number}\" data-anchor=\"fn-{number}\">{number}</a></sup>"
        ));
    }

    pub(super) fn footnotes(&mut self) {
        if self.footnotes.is_empty() {
            return;
        }
        self.html.push_str("<section class=\"footnotes\"><ol>\n");
        let mut index = 0;
        // A note may refer to another note, so the list can grow while it is written.
        while let Some(label) = self.footnotes.get(index).cloned() {
            index += 1;
            self.html.push_str(&format!("<li id=\"fn-{index}\">"));
            if let Some(range) = self.definitions.get(&label).cloned() {
                self.blocks(range);
            }
            self.html.push_str(&format!(
                "<a class=\"footnote-back\" href=\"#fnref-{index}\" data-anchor=\"fnref-{index}\">↩</a></li>\n"
            ));
        }
        self.html.push_str("</ol></section>\n");
    }
}
