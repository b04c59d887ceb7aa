//! The one gate for HTML on its way to the window: an allow-list of elements, attributes, classes and address schemes.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark_escape::escape_html_body_text;

use crate::nesting;

/// Returns `html` with everything removed that the allow-list does not name.
///
/// Scripts, styles, frames, forms, event handlers, remote pictures and addresses other than those of the program, the
/// pack, `https:`, `http:`, `mailto:` and `tel:` do not survive. Applying it twice changes nothing. HTML nested so deeply that
/// parsing it would stall is shown as text.
pub fn sanitize(html: &str) -> String {
    static BUILDER: LazyLock<Builder<'static>> = LazyLock::new(builder);
    if nesting::is_excessive(html) {
        let mut text = String::from("<pre>");
        // Writing to a String cannot fail.
        let _ = escape_html_body_text(&mut text, html);
        return text + "</pre>";
    }
    fixed_inputs(BUILDER.clean(&split_texts(html)).to_string())
}

/// Writes every `<input>` in one way.
///
/// ammonia sets the two forced attributes in the random order of a hash map, and the same sources must give the same pack.
/// Of its own an input keeps at most an empty `checked`, so no value can hold the `>` that is looked for.
fn fixed_inputs(html: String) -> String {
    const OPEN: &str = "<input";
    if !html.contains(OPEN) {
        return html;
    }
    let mut pieces = html.split(OPEN);
    let mut fixed = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (attributes, rest) = piece.split_once('>').unwrap_or((piece, ""));
        let checked = if attributes.contains("checked") { " checked=\"\"" } else { "" };
        fixed.push_str(&format!("{OPEN}{checked} type=\"checkbox\" disabled=\"\">{rest}"));
    }
    fixed
}

/// Longest value of an attribute in bytes.
const MAX_ATTRIBUTE: usize = 4096;

/// Puts an empty comment, which the sanitiser drops again, into texts with many special characters.
///
/// html5ever writes a text by searching at every `&` and at every character like `«` or the no-break space to the end of
/// the text: a long text in one piece takes the square of its length.
fn split_texts(html: &str) -> Cow<'_, str> {
    const MAX_SPECIAL: usize = 256;
    let mut split = String::new();
    let (mut copied, mut special, mut is_text) = (0, 0, true);
    for (at, character) in html.char_indices() {
        match character {
            '<' => is_text = html[at + 1..].starts_with(char::is_whitespace),
            '>' => (special, is_text) = (0, true),
            '&' | '\u{80}'..='\u{bf}' if is_text => special += 1,
            _ => {}
        }
        if special == MAX_SPECIAL {
            split.push_str(&html[copied..at]);
            split.push_str("<!---->");
            (copied, special) = (at, 0);
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    split.push_str(&html[copied..]);
    Cow::Owned(split)
}

const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

fn builder() -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .tags(ELEMENTS.iter().copied().collect())
        .clean_content_tags(
            [
                "script", "style", "iframe", "object", "embed", "noscript", "template", "svg", "math",
                "title", "textarea", "select",
            ]
            .into(),
        )
        .generic_attributes(HashSet::new())
        .tag_attributes(attributes())
        .tag_attribute_values(attribute_values())
        .set_tag_attribute_values(forced_values())
        .allowed_classes(classes())
        .url_schemes(["express-help", "pack", "https", "http", "mailto", "tel"].into())
        .url_relative(UrlRelative::PassThrough)
        .attribute_filter(filter)
        .link_rel(Some("noopener noreferrer"))
        .strip_comments(true);
    builder
}

fn attributes() -> HashMap<&'static str, HashSet<&'static str>> {
    let mut attributes: HashMap<_, HashSet<_>> = [
        ("a", ["href", "data-article", "data-section", "data-anchor"].into()),
        ("section", ["data-platforms"].into()),
        ("details", ["data-audience"].into()),
        ("img", ["src", "alt", "width", "height"].into()),
        ("ol", ["start"].into()),
        ("td", ["align", "colspan", "rowspan"].into()),
        ("th", ["align", "colspan", "rowspan", "scope"].into()),
        ("li", ["id"].into()),
        ("sup", ["id"].into()),
    ]
    .into();
    for heading in ["h2", "h3", "h4", "h5", "h6"] {
        attributes.insert(heading, ["id"].into());
    }
    attributes
}

fn attribute_values() -> HashMap<&'static str, HashMap<&'static str, HashSet<&'static str>>> {
    [
        ("div", [("role", ["note"].into()), ("tabindex", ["0"].into())].into()),
        ("input", [("checked", [""].into())].into()),
    ]
    .into()
}

fn forced_values() -> HashMap<&'static str, HashMap<&'static str, &'static str>> {
    [("input", [("type", "checkbox"), ("disabled", "")].into()), ("img", [("loading", "lazy")].into())].into()
}

fn classes() -> HashMap<&'static str, HashSet<&'static str>> {
    [
        ("a", ["external", "footnote-back"].into()),
        ("b", ["ui"].into()),
        ("details", ["callout", "callout-admin", "callout-support"].into()),
        (
            "div",
            [
                "callout",
                "callout-note",
                "callout-tip",
                "callout-important",
                "callout-warning",
                "callout-caution",
                "callout-body",
                "table",
                "tabs",
            ]
            .into(),
        ),
        ("figure", ["figure"].into()),
        ("img", ["only-light", "only-dark"].into()),
        ("li", ["task"].into()),
        ("p", ["callout-title"].into()),
        ("section", ["tab", "footnotes"].into()),
        ("span", ["callout-title", "ui-path", "ui-sep"].into()),
        ("sup", ["footnote-ref"].into()),
    ]
    .into()
}

/// Pictures come from the pack only; links are absolute or stay on the page.
fn filter<'v>(element: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let allowed = match (element, attribute) {
        _ if value.len() > MAX_ATTRIBUTE => false,
        ("img", "src") => value.starts_with("pack://localhost/assets/"),
        ("a", "href") => {
            let known = ["express-help://", "https://", "http://", "mailto:", "tel:", "#"];
            known.iter().any(|prefix| {
                value.len() >= prefix.len()
                    && value.is_char_boundary(prefix.len())
                    && value[..prefix.len()].eq_ignore_ascii_case(prefix)
            })
        }
        _ => true,
    };
    allowed.then_some(Cow::Borrowed(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_html_is_disarmed() {
        let hostile = [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<img src=https://example.com/x.png>",
            "<a href='javascript:alert(1)'>x</a>",
            "<a href=' java\nscript:alert(1)'>x</a>",
            "<a href='data:text/html,<script>1</script>'>x</a>",
            "<a href='file:///etc/passwd'>x</a>",
            "<a href='//example.com'>x</a>",
            "<iframe src=https://example.com></iframe>",
            "<style>*{display:none}</style>",
            "<p style='position:fixed'>x</p>",
            "<svg onload=alert(1)><a href='javascript:1'>x</a></svg>",
            "<form action=https://example.com><input name=q><button>x</button></form>",
            "<meta http-equiv=refresh content='0;url=https://example.com'>",
            "<base href=https://example.com>",
            "<link rel=stylesheet href=https://example.com/x.css>",
            "<object data=x></object><embed src=x>",
            "<div onclick=alert(1) id=app>x</div>",
            "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
            "<details open ontoggle=alert(1)><summary>x</summary></details>",
        ];
        let bad = [
            "<script",
            "onerror",
            "onclick",
            "ontoggle",
            "onload",
            "javascript",
            "data:",
            "file:",
            "<iframe",
            "<style",
            "style=",
            "<svg",
            "<form",
            "<button",
            "<meta",
            "<base",
            "<link",
            "<object",
            "<embed",
            "example.com",
            "id=\"app\"",
            "<math",
        ];
        for html in hostile {
            let clean = sanitize(html).to_ascii_lowercase();
            for piece in bad {
                assert!(!clean.contains(piece), "{html} -> {clean}");
            }
            assert_eq!(sanitize(&clean), clean, "not stable: {html}");
        }
    }

    #[test]
    fn endless_nesting_is_shown_as_text() {
        let clean = sanitize(&"<div>".repeat(200_000));
        assert!(clean.starts_with("<pre>&lt;div&gt;&lt;div&gt;"), "{}", &clean[..40]);
        assert_eq!(sanitize(&clean), clean);
    }

    #[test]
    fn long_texts_stay_as_they_are() {
        for piece in ["«a» & b ", "&amp;", "&lt;b&gt;", "<p>«»</p>", "&nope;", "\u{a0}"] {
            let html = format!("<p>{}</p>", piece.repeat(2_000));
            let whole = builder().clean(&html).to_string();
            assert_eq!(sanitize(&html), whole, "{piece}");
            assert_eq!(sanitize(&whole), whole, "{piece}");
        }
    }

    #[test]
    fn the_dialect_survives() {
        let html = "<h2 id=\"a\">A</h2><p><span class=\"ui-path\"><b class=\"ui\">X</b></span> \
            <a href=\"express-help://article/a/b#c\" data-article=\"a/b\" data-anchor=\"c\" rel=\"noopener noreferrer\">x</a></p>\
            <details class=\"callout callout-admin\" data-audience=\"admin\"><summary><span class=\"callout-title\">T</span></summary>\
            <div class=\"callout-body\">B</div></details><div class=\"tabs\"><section class=\"tab\" data-platforms=\"ios\"></section></div>\
            <div class=\"table\" tabindex=\"0\"></div>";
        assert_eq!(sanitize(html), html);
        let forged = sanitize("<input checked='a>b' type=text name=q>");
        assert_eq!(forged, "<input type=\"checkbox\" disabled=\"\">");
        let task = sanitize("<li class=\"task\"><input checked> x</li>");
        assert!(
            task.contains("type=\"checkbox\"") && task.contains("disabled") && task.contains("checked"),
            "{task}"
        );
    }
}
