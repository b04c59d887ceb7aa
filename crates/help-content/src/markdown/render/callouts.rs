//! Block quotes, and the callouts among them.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::Renderer;
use crate::markdown::callout::{Kind, Marker, marker};
use crate::markdown::inline::push_text;

impl Renderer<'_, '_> {
    pub(super) fn block_quote(&mut self, at: usize, inner: Range<usize>) {
        let first = inner.start;
        let events = self.events;
        if let Some((Event::Start(Tag::Paragraph), _)) = events.get(first) {
            let words = first + 1..self.ends[first];
            match marker(&events[words.clone()]) {
                Some(Marker::Known(kind, taken)) => {
                    return self.callout(kind, words.start + taken..words.end, inner);
                }
                Some(Marker::Unknown(word)) => {
                    let message = format!("unknown kind of callout [{word}]");
                    let help = "NOTE, TIP, IMPORTANT, WARNING, CAUTION, ADMIN or SUPPORT";
                    self.problem(at, "unknown-callout", message, help);
                }
                None => {}
            }
        }
        self.html.push_str("<blockquote>\n");
        self.blocks(inner);
        self.html.push_str("</blockquote>\n");
    }

    /// `rest` is what follows the marker in the first paragraph, `inner` the whole block quote.
    pub(super) fn callout(&mut self, kind: Kind, rest: Range<usize>, inner: Range<usize>) {
        let is_break = |at: &usize| matches!(self.events[*at].0, Event::SoftBreak | Event::HardBreak);
        let title_end = rest.clone().find(is_break).unwrap_or(rest.end);
        let title = self.words(rest.start..title_end);
        // The closing bracket may share its text event with the title.
        let title = title.trim_start_matches(']').trim().to_owned();
        let label = kind.label(self.source.language);
        let heading = match (title.is_empty(), kind.is_collapsible()) {
            (true, _) => label.to_owned(),
            (false, true) => format!("{label}: {title}"),
            (false, false) => title,
        };
        let name = kind.name();
        if kind.is_collapsible() {
            self.html.push_str(&format!("<details class=\"callout callout-{name}\" data-audience=\"{name}\"><summary><span class=\"callout-title\">"));
            push_text(&mut self.html, &heading);
            self.html.push_str("</span></summary><div class=\"callout-body\">\n");
        } else {
            self.html.push_str(&format!(
                "<div class=\"callout callout-{name}\" role=\"note\"><p class=\"callout-title\">"
            ));
            push_text(&mut self.html, &heading);
            self.html.push_str("</p>\n");
        }
        self.text.end_block();
        self.text.push(&heading);
        self.text.end_block();
        if title_end < rest.end {
            self.wrapped("<p>", title_end + 1..rest.end, "</p>\n");
            self.text.end_block();
        }
        self.blocks(rest.end + 1..inner.end);
        self.html.push_str(if kind.is_collapsible() { "</div></details>\n" } else { "</div>\n" });
    }
}
