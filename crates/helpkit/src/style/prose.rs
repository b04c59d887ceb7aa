//! The words of an article, a problem finder or a picture that people read, without code, and labels.

use help_content::{Article, Finder, PictureWords};

use super::Place;

/// How the compiler of articles opens a label.
const LABEL: &str = "<b class=\"ui\">";

/// What is checked of a text.
pub(super) struct Prose {
    pub place: Place,
    /// Title, description and body, a line a block, code left out.
    pub text: String,
    /// The same without labels of the interface and quoted texts, which stand as the program has them.
    pub own: String,
}

impl Prose {
    /// The prose of an article.
    pub fn of(article: &Article) -> Self {
        let plain = format!("{}\n{}\n", article.title, article.description);
        Self::read(Place::of(article), plain, &article.html)
    }

    /// The prose of a decision tree.
    pub fn of_finder(finder: &Finder) -> Self {
        let (mut plain, mut html) = (format!("{}\n{}\n", finder.title, finder.summary), String::new());
        for step in &finder.steps {
            let says = step.answers.iter().map(|answer| &answer.say);
            std::iter::once(&step.ask).chain(says).for_each(|text| plain = format!("{plain}{text}\n"));
            let things = step.ticks.iter().map(|tick| &tick.html);
            std::iter::once(&step.note).chain(things).for_each(|text| html = format!("{html}<p>{text}</p>"));
        }
        Self::read(Place::File(format!("finders/{}.yaml", finder.id)), plain, &html)
    }

    /// The words in a picture.
    pub fn of_picture(picture: &PictureWords) -> Self {
        Self::read(Place::File(picture.file.clone()), format!("{}\n", picture.text), "")
    }

    /// Reads plain text and then sanitised HTML, which has no comments, scripts or styles.
    fn read(place: Place, plain: String, html: &str) -> Self {
        // Plain text has the non-breaking spaces that the build put in, too.
        let mut text = plain.replace('\u{a0}', " ");
        let mut own = text.clone();
        let mut rest = html;
        while let Some(open) = rest.find('<') {
            text.push_str(&unescape(&rest[..open]));
            own.push_str(&unescape(&rest[..open]));
            let tag_end = rest[open..].find('>').map_or(rest.len(), |end| open + end + 1);
            let tag = &rest[open..tag_end];
            rest = &rest[tag_end..];
            if is_tag(tag, "code") || is_tag(tag, "pre") {
                let close = if is_tag(tag, "code") { "</code>" } else { "</pre>" };
                rest = rest.split_once(close).map_or("", |(_, after)| after);
                text.push('…');
                own.push('…');
            } else if tag == LABEL {
                let (label, after) = rest.split_once("</b>").unwrap_or((rest, ""));
                text.push_str(&unescape(label));
                own.push('…');
                rest = after;
            } else if !["b", "i", "em", "a", "span", "del", "sup", "sub"].iter().any(|name| is_tag(tag, name))
            {
                text.push('\n');
                own.push('\n');
            }
        }
        text.push_str(&unescape(rest));
        own.push_str(&unescape(rest));
        Self { place, text, own: without_quotes(&own) }
    }
}

/// The labels of the interface in an article's HTML.
pub(super) fn labels(html: &str) -> Vec<String> {
    let parts = html.split(LABEL).skip(1);
    let label = |part: &str| part.split_once("</b>").map(|(label, _)| unescape(label));
    parts.filter_map(label).collect()
}

fn is_tag(tag: &str, name: &str) -> bool {
    let inner = tag.trim_start_matches(['<', '/']).trim_end_matches('>');
    inner.split([' ', '/']).next() == Some(name)
}

/// The text with an ellipsis for everything between quotation marks on one line.
fn without_quotes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut closing = None;
    for letter in text.chars() {
        match (letter, closing) {
            ('«', None) => closing = Some('»'),
            ('“', None) => closing = Some('”'),
            (letter, Some(end)) if letter == end || letter == '\n' => {
                closing = None;
                out.push(if letter == '\n' { '\n' } else { '…' });
            }
            (letter, None) => out.push(letter),
            _ => {}
        }
    }
    out
}

/// The five characters that the sanitiser escapes, and its non-breaking spaces.
fn unescape(html: &str) -> String {
    html.replace("&nbsp;", "\u{a0}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
        .replace('\u{a0}', " ")
}
