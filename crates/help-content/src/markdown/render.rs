//! Walks the parser's events and writes HTML and plain text side by side.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag};

use super::anchor::{Anchors, Given, slug};
use super::callout::{Kind, Marker, marker};
use super::inline::{link_end, push_attribute, push_label, push_link_start, push_picture, push_text};
use super::text::{TextBuilder, strip_tags};
use super::{AnchorUse, Compiled, Events, Source};
use crate::links::{Resolver, Target};
use crate::model::{ArticleId, Link, OutlineItem, Platform};
use crate::problem::Problem;

/// Text shown as it is, for input that is refused as Markdown.
pub(crate) fn plain(body: &str) -> Compiled {
    let mut text = TextBuilder::default();
    let mut html = String::from("<pre>");
    push_text(&mut html, body);
    html.push_str("</pre>");
    text.push(body);
    let (text, sections) = text.finish();
    Compiled { html, text, sections, ..Compiled::default() }
}

/// Renders parsed events; `events` must be balanced, as the parser gives them.
pub(crate) fn render(
    source: Source<'_>,
    events: &Events<'_>,
    resolver: &Resolver<'_>,
    problems: &mut Vec<Problem>,
) -> Compiled {
    let mut renderer = Renderer {
        source,
        events,
        ends: matching_ends(events),
        line_starts: source.body.match_indices('\n').map(|(at, _)| at + 1).collect(),
        resolver,
        problems,
        out: Compiled::default(),
        html: String::with_capacity(source.body.len() * 2),
        text: TextBuilder::default(),
        anchors: Anchors::default(),
        footnotes: Vec::new(),
        definitions: BTreeMap::new(),
        last_level: 1,
    };
    let start = renderer.leading_title();
    renderer.blocks(start..events.len());
    renderer.footnotes();
    let (text, sections) = renderer.text.finish();
    Compiled { html: renderer.html, text, sections, ..renderer.out }
}

/// For each start event the index of its end.
fn matching_ends(events: &Events<'_>) -> Vec<usize> {
    let mut ends = vec![0; events.len()];
    let mut open = Vec::new();
    for (index, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => open.push(index),
            Event::End(_) => {
                if let Some(start) = open.pop() {
                    ends[start] = index;
                }
            }
            _ => {}
        }
    }
    for start in open {
        ends[start] = events.len().saturating_sub(1);
    }
    ends
}

struct Renderer<'a, 'e> {
    source: Source<'a>,
    events: &'a Events<'e>,
    ends: Vec<usize>,
    line_starts: Vec<usize>,
    resolver: &'a Resolver<'a>,
    problems: &'a mut Vec<Problem>,
    out: Compiled,
    html: String,
    text: TextBuilder,
    anchors: Anchors,
    /// Labels in the order of their first use.
    footnotes: Vec<String>,
    definitions: BTreeMap<String, Range<usize>>,
    last_level: u8,
}

/// What a heading's attributes and text say.
struct Heading {
    level: u8,
    anchor: String,
    title: String,
    platforms: Vec<Platform>,
}

impl Renderer<'_, '_> {
    fn problem(&mut self, at: usize, code: &'static str, message: impl Into<String>, help: &str) {
        let offset = self.events.get(at).map_or(0, |(_, range)| range.start);
        let line = self.source.body_line + self.line_starts.partition_point(|&start| start <= offset);
        self.problems.push(Problem::new(self.source.file, code, message, help).at(line));
    }

    fn line(&self, at: usize) -> usize {
        let offset = self.events.get(at).map_or(0, |(_, range)| range.start);
        self.source.body_line + self.line_starts.partition_point(|&start| start <= offset)
    }

    /// Takes a level-one heading at the very beginning as the title; returns where the rest begins.
    fn leading_title(&mut self) -> usize {
        match self.events.first() {
            Some((Event::Start(Tag::Heading { level, .. }), _)) if *level as u8 == 1 => {
                let end = self.ends[0];
                self.out.leading_title = Some(self.words(1..end));
                end + 1
            }
            _ => 0,
        }
    }

    /// The index after the node that begins at `at`.
    fn next(&self, at: usize) -> usize {
        if matches!(self.events[at].0, Event::Start(_)) { self.ends[at] + 1 } else { at + 1 }
    }

    /// Renders sibling blocks, joining neighbouring platform parts to tabs.
    fn blocks(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let parts = self.platform_parts(at, range.end);
            if parts.len() > 1 {
                self.html.push_str("<div class=\"tabs\">");
                for part in &parts {
                    self.platform_part(part.clone());
                }
                self.html.push_str("</div>\n");
                at = parts.last().map_or(range.end, |part| part.end);
            } else {
                self.node(at);
                at = self.next(at);
            }
        }
    }

    /// The run of platform headings of one level that begins at `at`, each with what belongs to it.
    fn platform_parts(&self, at: usize, end: usize) -> Vec<Range<usize>> {
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

    fn platform_part(&mut self, part: Range<usize>) {
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

    fn node(&mut self, at: usize) {
        let events = self.events;
        match &events[at].0 {
            Event::Start(tag) => self.element(at, tag),
            Event::Text(text) => {
                push_text(&mut self.html, text);
                self.text.push(text);
            }
            Event::Code(code) => {
                self.html.push_str("<code>");
                push_text(&mut self.html, code);
                self.html.push_str("</code>");
                self.text.push(code);
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                self.html.push_str(html);
                self.text.push(&strip_tags(html));
            }
            Event::SoftBreak => {
                self.html.push('\n');
                self.text.push(" ");
            }
            Event::HardBreak => {
                self.html.push_str("<br>\n");
                self.text.push(" ");
            }
            Event::Rule => self.html.push_str("<hr>\n"),
            Event::FootnoteReference(label) => self.footnote_reference(label),
            Event::TaskListMarker(done) => {
                self.html.push_str(if *done { "<input checked> " } else { "<input> " });
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => push_text(&mut self.html, text),
            Event::End(_) => {}
        }
    }

    fn element(&mut self, at: usize, tag: &Tag<'_>) {
        let inner = at + 1..self.ends[at];
        match tag {
            Tag::Paragraph => self.paragraph(inner),
            Tag::Heading { .. } => {
                let heading = self.read_heading(at);
                self.write_heading(at, heading);
            }
            Tag::BlockQuote(_) => self.block_quote(at, inner),
            Tag::CodeBlock(kind) => self.code_block(kind, inner),
            Tag::List(first) => self.list(*first, inner),
            Tag::Item => self.item(inner),
            Tag::FootnoteDefinition(label) => {
                self.definitions.insert(label.to_string(), inner);
            }
            Tag::Table(alignments) => self.table(alignments, inner),
            Tag::Emphasis => self.wrapped("<em>", inner, "</em>"),
            Tag::Strikethrough => self.wrapped("<del>", inner, "</del>"),
            Tag::Superscript => self.wrapped("<sup>", inner, "</sup>"),
            Tag::Subscript => self.wrapped("<sub>", inner, "</sub>"),
            Tag::Strong => self.label(inner),
            Tag::Link { dest_url, .. } => self.link(at, dest_url, inner),
            Tag::Image { dest_url, .. } => {
                let alt = self.words(inner);
                self.picture(at, dest_url, &alt);
            }
            Tag::HtmlBlock => {
                self.each(inner);
                self.text.end_block();
            }
            _ => self.each(inner),
        }
    }

    fn each(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            self.node(at);
            at = self.next(at);
        }
    }

    fn wrapped(&mut self, open: &str, inner: Range<usize>, close: &str) {
        self.html.push_str(open);
        self.each(inner);
        self.html.push_str(close);
    }

    fn paragraph(&mut self, inner: Range<usize>) {
        if let Some((Event::Start(Tag::Image { dest_url, title, .. }), _)) = self.events.get(inner.start)
            && self.next(inner.start) == inner.end
        {
            return self.figure(inner.start, dest_url, title);
        }
        self.wrapped("<p>", inner, "</p>\n");
        self.text.end_block();
    }

    fn figure(&mut self, at: usize, address: &str, caption: &str) {
        let alt = self.words(at + 1..self.ends[at]);
        self.html.push_str("<figure class=\"figure\">");
        self.picture(at, address, &alt);
        if !caption.is_empty() {
            self.html.push_str("<figcaption>");
            push_text(&mut self.html, caption);
            self.html.push_str("</figcaption>");
            self.text.push(caption);
            self.text.end_block();
        }
        self.html.push_str("</figure>\n");
    }

    fn picture(&mut self, at: usize, address: &str, alt: &str) {
        if alt.trim().is_empty() {
            let help = "describe what is seen between the square brackets";
            self.problem(at, "missing-alt", format!("the picture {address} has no alternative text"), help);
        }
        match self.resolver.picture(address) {
            Ok(picture) => {
                push_picture(&mut self.html, &picture, alt);
                self.out.images.push(picture.path);
            }
            Err(broken) => {
                push_text(&mut self.html, alt);
                self.problem(at, broken.code, broken.message, broken.help);
            }
        }
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

    fn block_quote(&mut self, at: usize, inner: Range<usize>) {
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
    fn callout(&mut self, kind: Kind, rest: Range<usize>, inner: Range<usize>) {
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

    fn code_block(&mut self, kind: &CodeBlockKind<'_>, inner: Range<usize>) {
        let _ = kind;
        self.html.push_str("<pre><code>");
        self.each(inner);
        self.html.push_str("</code></pre>\n");
        self.text.end_block();
    }

    fn list(&mut self, first: Option<u64>, inner: Range<usize>) {
        self.text.end_block();
        match first {
            Some(1) => self.html.push_str("<ol>\n"),
            Some(number) => self.html.push_str(&format!("<ol start=\"{number}\">\n")),
            None => self.html.push_str("<ul>\n"),
        }
        self.each(inner);
        self.html.push_str(if first.is_some() { "</ol>\n" } else { "</ul>\n" });
        self.text.end_block();
    }

    fn item(&mut self, inner: Range<usize>) {
        let is_task = |at: usize| matches!(self.events.get(at), Some((Event::TaskListMarker(_), _)));
        let task = is_task(inner.start) || is_task(inner.start + 1);
        self.html.push_str(if task { "<li class=\"task\">" } else { "<li>" });
        self.blocks(inner);
        self.html.push_str("</li>\n");
        self.text.end_block();
    }

    fn table(&mut self, alignments: &[Alignment], inner: Range<usize>) {
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

    fn cells(&mut self, name: &str, alignments: &[Alignment], range: Range<usize>) {
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

    fn label(&mut self, inner: Range<usize>) {
        let label = self.words(inner);
        push_label(&mut self.html, &label);
        self.text.push(&label);
    }

    fn link(&mut self, at: usize, address: &str, inner: Range<usize>) {
        let words = self.words(inner.clone());
        let target = match self.resolver.link(address) {
            Ok(target) => target,
            Err(broken) => {
                self.problem(at, broken.code, broken.message, broken.help);
                Target::Broken
            }
        };
        if words.trim().is_empty() {
            self.problem(
                at,
                "empty-link",
                format!("the link to {address} has no words"),
                "write what it leads to",
            );
        }
        let line = self.line(at);
        match &target {
            Target::Article { id, anchor } => {
                self.out.links.push(Link { target: ArticleId::new(id.clone()), text: words });
                if let Some(anchor) = anchor {
                    let article = Some(id.clone());
                    self.out.anchors.push(AnchorUse { article, anchor: anchor.clone(), line });
                }
            }
            Target::Anchor { anchor } => {
                self.out.anchors.push(AnchorUse { article: None, anchor: anchor.clone(), line });
            }
            _ => {}
        }
        push_link_start(&mut self.html, &target);
        self.each(inner);
        self.html.push_str(link_end(&target));
    }

    fn footnote_reference(&mut self, label: &str) {
        let index = match self.footnotes.iter().position(|known| known == label) {
            Some(index) => index,
            None => {
                self.footnotes.push(label.to_owned());
                self.footnotes.len() - 1
            }
        };
        let number = index + 1;
        self.html.push_str(&format!(
            "<sup class=\"footnote-ref\" id=\"fnref-{number}\"><a href=\"#fn-{number}\" data-anchor=\"fn-{number}\">{number}</a></sup>"
        ));
    }

    fn footnotes(&mut self) {
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

    /// The plain words of a range of events.
    fn words(&self, range: Range<usize>) -> String {
        let mut words = String::new();
        for (event, _) in &self.events[range] {
            match event {
                Event::Text(text) | Event::Code(text) => words.push_str(text),
                Event::SoftBreak | Event::HardBreak => words.push(' '),
                _ => {}
            }
        }
        words
    }
}
