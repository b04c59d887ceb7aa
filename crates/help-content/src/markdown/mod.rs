//! Markdown of the project's dialect → HTML, outline, plain text and outgoing links, for one file.
//!
//! [`compile`] is a pure function of the text and of what [`crate::links::Resolver`] knows about the tree. Its HTML still
//! has to pass [`crate::sanitize`]: raw HTML in the source is handed through.

mod anchor;
mod callout;
mod guard;
mod inline;
mod render;
mod text;
mod typography;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

use crate::links::Resolver;
use crate::model::{Language, Link, OutlineItem, TextSection};
use crate::problem::Problem;
pub(crate) use typography::spaced;

/// One file's text, ready to be compiled.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source<'a> {
    /// Path below the content folder, for problems.
    pub file: &'a str,
    /// Language of the text: callout titles are written in it.
    pub language: Language,
    /// Markdown without front matter.
    pub body: &'a str,
    /// Line of the file on which `body` begins, counted from 1.
    pub body_line: usize,
}

/// A link to an anchor of an article, to be checked when every article is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AnchorUse {
    /// Article the anchor must exist in; `None` is the article itself.
    pub article: Option<String>,
    /// The anchor.
    pub anchor: String,
    /// Line of the file, counted from 1.
    pub line: usize,
}

/// What one file became.
#[derive(Debug, Default)]
pub(crate) struct Compiled {
    /// Unsanitised HTML.
    pub html: String,
    /// Headings in reading order.
    pub outline: Vec<OutlineItem>,
    /// Plain text, blocks separated by a line break.
    pub text: String,
    /// Parts of `text` by heading.
    pub sections: Vec<TextSection>,
    /// Links to other articles.
    pub links: Vec<Link>,
    /// Anchors that links rely on.
    pub anchors: Vec<AnchorUse>,
    /// Pictures shown: paths below the content folder.
    pub images: Vec<String>,
    /// The first level-one heading when the text begins with one; it is left out of `html`.
    pub leading_title: Option<String>,
}

pub(crate) type Events<'a> = Vec<(Event<'a>, Range<usize>)>;

/// Compiles the body of one file. Text nested beyond the limits is reported and shown as plain text.
pub(crate) fn compile(source: Source<'_>, resolver: &Resolver<'_>, problems: &mut Vec<Problem>) -> Compiled {
    let compiled = parse(source.body).and_then(|events| {
        let mut found = Vec::new();
        let compiled = render::render(source, &events, resolver, &mut found);
        guard::check_html(source.body, &events, &compiled.html)?;
        problems.append(&mut found);
        Ok(compiled)
    });
    match compiled {
        Ok(compiled) => compiled,
        Err(too_deep) => {
            let line = source.body_line + too_deep.line;
            let message = "blocks are nested too deeply; the text is shown as it is";
            let help = "write it with at most a few levels of lists and quotes";
            problems.push(Problem::new(source.file, "too-deep", message, help).at(line));
            render::plain(source.body)
        }
    }
}

fn parse(body: &str) -> Result<Events<'_>, guard::TooDeep> {
    guard::check_lines(body)?;
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let events: Events<'_> = Parser::new_ext(body, options).into_offset_iter().collect();
    guard::check_events(body, &events)?;
    Ok(events)
}
