//! Walks the parser's events and writes HTML and plain text side by side.

mod callouts;
mod footnotes;
mod headings;
mod tables;

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::links::{Resolver, Target};
use crate::markdown::anchor::Anchors;
use crate::markdown::inline::{link_end, push_label, push_link_start, push_picture, push_text};
use crate::markdown::text::{TextBuilder, strip_tags};
use crate::markdown::typography::spaced;
use crate::markdown::{AnchorUse, Compiled, Events, Source};
use crate::model::{ArticleId, Link};
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
        footnote_places: BTreeMap::new(),
        definitions: BTreeMap::new(),
        last_level: 1,
        literal: false,
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
    /// Labels in the order of their first use, and the place of each in that order.
    footnotes: Vec<String>,
    footnote_places: BTreeMap<String, usize>,
    definitions: BTreeMap<String, Range<usize>>,
    last_level: u8,
    /// Inside a block of code.
    literal: bool,
}

impl Renderer<'_, '_> {
    fn problem(&mut self, at: usize, code: &'static str, message: impl Into<String>, help: &str) {
        let line = self.line(at);
        self.problems.push(Problem::new(self.source.file, code, message, help).at(line));
    }

    /// The line of the file, counted from 1, on which an event begins.
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

    fn node(&mut self, at: usize) {
        let events = self.events;
        match &events[at].0 {
            Event::Start(tag) => self.element(at, tag),
            Event::Text(text) => {
                let shown =
                    if self.literal { text.as_ref().into() } else { spaced(text, self.source.language) };
                push_text(&mut self.html, &shown);
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
            Tag::Heading { .. } => self.heading(at),
            Tag::BlockQuote(_) => self.block_quote(at, inner),
            Tag::CodeBlock(_) => self.code_block(inner),
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
            Tag::HtmlBlock => self.html_block(inner),
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

    fn code_block(&mut self, inner: Range<usize>) {
        self.html.push_str("<pre><code>");
        self.literal = true;
        self.each(inner);
        self.literal = false;
        self.html.push_str("</code></pre>\n");
        self.text.end_block();
    }

    /// The parser gives a block of HTML line by line, but comments and tags may run over several.
    fn html_block(&mut self, inner: Range<usize>) {
        let mut block = String::new();
        for (event, _) in &self.events[inner] {
            if let Event::Html(text) = event {
                block.push_str(text);
            }
        }
        self.html.push_str(&block);
        self.text.push(&strip_tags(&block));
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
