//! Headings, their anchors, and the platform parts they begin.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::Renderer;
use crate::markdown::anchor::{Given, slug};
use crate::markdown::inline::push_attribute;
use crate::model::{OutlineItem, Platform};

/// What a heading's attributes and text say.
struct Heading {
    level: u8,
    anchor: String,
    title: String,
    platforms: Vec<Platform>,
}

impl Renderer<'_, '_> {
    /// Renders a heading that is no platform's.
    pub(super) fn heading(&mut self, at: usize) {
        let heading = self.read_heading(at);
        self.write_heading(at, heading);
    }

    /// The run of platform headings of one level that begins at `at`, each with what belongs to it.
    pub(super) fn platform_parts(&self, at: usize, end: usize) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let Some((level, true)) = self.heading_at(at) else { return parts };
        let mut start = at;
        while start < end && self.heading_at(start) == Some((level, true)) {
            let mut stop = self.next(start);
            while stop < end && self.heading_at(stop).is_none_or(|(other, _)| other > level) {
                stop = self.next(stop);
            }
            parts.push(start..stop);
            start = stop;
        }
        parts
    }

    /// Level of the heading that begins at `at`, and whether it names a platform.
    fn heading_at(&self, at: usize) -> Option<(u8, bool)> {
        match &self.events[at].0 {
            Event::Start(Tag::Heading { level, attrs, .. }) => {
                Some((*level as u8, attrs.iter().any(|(key, _)| &**key == "platform")))
            }
            _ => None,
        }
    }

    pub(super) fn platform_part(&mut self, part: Range<usize>) {
        let heading = self.read_heading(part.start);
        let names: Vec<&str> = heading.platforms.iter().map(|platform| platform.name()).collect();
        self.html.push_str("<section class=\"tab\"");
        push_attribute(&mut self.html, "data-platforms", &names.join(" "));
        self.html.push('>');
        self.write_heading(part.start, heading);
        let body = self.next(part.start)..part.end;
        self.blocks(body);
        self.html.push_str("</section>");
    }

    fn read_heading(&mut self, at: usize) -> Heading {
        let Event::Start(Tag::Heading { level, id, attrs, .. }) = &self.events[at].0 else {
            unreachable!("called for headings only")
        };
        let title = self.words(at + 1..self.ends[at]);
        let wanted = id.as_deref().map_or_else(|| slug(&title), ToOwned::to_owned);
        let anchor = match self.anchors.take(&wanted) {
            Given::Unique(anchor) => anchor,
            Given::Renamed(anchor) => {
                let help = "give one of the headings an anchor of its own: ## Heading {#other-anchor}";
                self.problem(at, "duplicate-anchor", format!("two headings have the anchor #{wanted}"), help);
                anchor
            }
        };
        let mut platforms = Vec::new();
        for (key, value) in attrs {
            let names = value.as_deref().unwrap_or("");
            if &**key != "platform" {
                self.problem(
                    at,
                    "heading-attribute",
                    format!("unknown heading attribute `{key}`"),
                    "use {#anchor} or {platform=…}",
                );
                continue;
            }
            for name in names.split(',').map(str::trim) {
                match name.parse() {
                    Ok(platform) => platforms.push(platform),
                    Err(error) => self.problem(
                        at,
                        "unknown-value",
                        format!("platform: {error}"),
                        "use one of the listed names",
                    ),
                }
            }
        }
        Heading { level: self.heading_level(at, *level as u8), anchor, title, platforms }
    }

    /// The level a heading is shown at: the page's title is the only one of level one.
    fn heading_level(&mut self, at: usize, level: u8) -> u8 {
        if level == 1 {
            let help = "the title stands in the front matter; begin the text with ## headings";
            self.problem(at, "heading-level", "a level-one heading in the text", help);
        } else if level > self.last_level + 1 {
            let message = format!("the heading jumps from level {} to level {level}", self.last_level);
            self.problem(
                at,
                "heading-level",
                message,
                "use the next level, so that the outline has no holes",
            );
        }
        self.last_level = level;
        level.max(2)
    }

    fn write_heading(&mut self, at: usize, heading: Heading) {
        let Heading { level, anchor, title, .. } = heading;
        self.text.begin_section(&anchor, &title);
        self.html.push_str(&format!("<h{level}"));
        push_attribute(&mut self.html, "id", &anchor);
        self.html.push('>');
        // The heading's words belong to the section's title, not to its text.
        let kept = std::mem::take(&mut self.text);
        self.each(at + 1..self.ends[at]);
        self.text = kept;
        self.html.push_str(&format!("</h{level}>\n"));
        self.out.outline.push(OutlineItem { anchor, title, level });
    }
}
