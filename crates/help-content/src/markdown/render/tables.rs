//! Tables.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag};

use super::Renderer;

impl Renderer<'_, '_> {
    pub(super) fn table(&mut self, alignments: &[Alignment], inner: Range<usize>) {
        self.text.end_block();
        self.html.push_str("<div class=\"table\" tabindex=\"0\"><table>\n");
        let mut body_open = false;
        let mut row = inner.start;
        while row < inner.end {
            let is_head = matches!(self.events[row].0, Event::Start(Tag::TableHead));
            if !is_head && !body_open {
                self.html.push_str("<tbody>\n");
                body_open = true;
            }
            self.html.push_str(if is_head { "<thead><tr>" } else { "<tr>" });
            self.cells(if is_head { "th" } else { "td" }, alignments, row + 1..self.ends[row]);
            self.html.push_str(if is_head { "</tr></thead>\n" } else { "</tr>\n" });
            self.text.end_block();
            row = self.next(row);
        }
        self.html.push_str(if body_open { "</tbody></table></div>\n" } else { "</table></div>\n" });
    }

    pub(super) fn cells(&mut self, name: &str, alignments: &[Alignment], range: Range<usize>) {
        let mut at = range.start;
        for column in 0.. {
            if at >= range.end {
                break;
            }
            let align = match alignments.get(column) {
                Some(Alignment::Center) => " align=\"center\"",
                Some(Alignment::Right) => " align=\"right\"",
                _ => "",
            };
            let inner = at + 1..self.ends[at];
            self.html.push_str(&format!("<{name}{align}>"));
            self.each(inner);
            self.html.push_str(&format!("</{name}>"));
            self.text.push(" ");
            at = self.next(at);
        }
    }
}
