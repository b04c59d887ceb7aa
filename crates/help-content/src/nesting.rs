//! Tells whether HTML nests so deeply that an HTML parser would stall on it, without building a tree.
//!
//! html5ever's work for a tag grows with the elements that are open: 200,000 open `<div>` take it minutes, and formatting
//! elements nobody closes are opened again in every block. [`is_excessive`] counts open elements from above: an end tag
//! closes only what certainly ends there, so nothing that looks closed can hide what the parser keeps open.

/// Elements open at once.
const MAX_OPEN: usize = 256;
/// Open formatting elements, summed over all tags: the parser may make that many nodes again.
const MAX_REOPENED: usize = 2_000_000;

const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Their content is text to the parser, wherever it takes them for HTML.
const RAW: &[&str] = &[
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "style",
    "textarea",
    "title",
    "xmp",
];
/// Elements that end with their parent.
const IMPLIED: &[&str] =
    &["dd", "dt", "li", "option", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"];
/// Parents that end such elements.
const PARENTS: &[&str] = &[
    "blockquote",
    "details",
    "div",
    "dl",
    "figure",
    "ol",
    "section",
    "select",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// Whether parsing `html` would cost much more than its length.
pub(crate) fn is_excessive(html: &str) -> bool {
    let mut open = OpenElements::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let Some(after) = open.markup(&rest[at + 1..]) else { return false };
        if open.names.len() > MAX_OPEN || open.reopened > MAX_REOPENED {
            return true;
        }
        rest = after;
    }
    false
}

#[derive(Default)]
struct OpenElements<'a> {
    names: Vec<&'a str>,
    formatting: usize,
    reopened: usize,
    /// The element whose content is text.
    raw: Option<&'a str>,
    /// Something was found whose end this scan does not know as well as the parser: nothing closes any more.
    unsure: bool,
}

impl<'a> OpenElements<'a> {
    /// Takes the markup after a `<`; gives what follows it, `None` at the end of the text.
    fn markup(&mut self, rest: &'a str) -> Option<&'a str> {
        if self.raw.is_some() && rest.starts_with('!') || rest.starts_with("![CDATA[") {
            self.unsure = true;
            return Some(rest);
        }
        if let Some(comment) = rest.strip_prefix("!--") {
            return after_comment(comment);
        }
        let (is_end, tag) = rest.strip_prefix('/').map_or((false, rest), |tag| (true, tag));
        if !tag.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let is_comment = is_end || rest.starts_with(['!', '?']);
            return if is_comment { rest.split_once('>').map(|(_, after)| after) } else { Some(rest) };
        }
        let length = tag.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>')?;
        let (name, attributes) = tag.split_at(length);
        // Inside text elements a `<` need not be a tag: what follows it is looked at again.
        let after = if self.raw.is_some() { attributes } else { after_attributes(attributes)? };
        if is_end {
            self.end(name)
        } else {
            self.start(name)
        }
        self.reopened += self.formatting;
        Some(after)
    }

    fn start(&mut self, name: &'a str) {
        if is_in(name, VOID) {
            return;
        }
        if is_in(name, IMPLIED) || is_in(name, PARENTS) {
            while self.names.last().is_some_and(|last| ends_before(last, name)) {
                self.pop();
            }
        }
        // A link ends the one before it, however far away.
        if name.eq_ignore_ascii_case("a")
            && let Some(at) = self.names.iter().rposition(|open| open.eq_ignore_ascii_case("a"))
        {
            self.names.remove(at);
            self.formatting -= 1;
        }
        self.names.push(name);
        self.formatting += usize::from(is_in(name, FORMATTING));
        if self.raw.is_none() && is_in(name, RAW) {
            self.raw = Some(name);
        }
    }

    fn end(&mut self, name: &str) {
        if self.unsure || self.raw.is_some_and(|raw| !raw.eq_ignore_ascii_case(name)) {
            return;
        }
        if self.raw.take().is_none() && is_in(name, PARENTS) {
            let implied =
                self.names.iter().rev().take_while(|open| is_in(open, IMPLIED) && !same(open, name)).count();
            let parent = self.names.len().checked_sub(implied + 1).map(|at| self.names[at]);
            if parent.is_some_and(|parent| same(parent, name)) {
                self.names.truncate(self.names.len() - implied);
            }
        }
        if self.names.last().is_some_and(|last| same(last, name)) {
            self.pop();
        }
    }

    fn pop(&mut self) {
        if let Some(name) = self.names.pop() {
            self.formatting -= usize::from(is_in(name, FORMATTING));
        }
    }
}

fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

fn is_in(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| same(known, name))
}

/// Whether the start of `next` ends `open`, which nothing but `next` follows.
fn ends_before(open: &str, next: &str) -> bool {
    let ended: &[&str] = match next.to_ascii_lowercase().as_str() {
        "dd" | "dt" => &["dd", "dt", "p"],
        "li" => &["li", "p"],
        "option" => &["option"],
        "td" | "th" => &["td", "th"],
        "tr" => &["td", "th", "tr"],
        "tbody" | "tfoot" | "thead" => &["td", "th", "tr", "tbody", "tfoot", "thead"],
        "rp" | "rt" | "select" => &[],
        _ => &["p"],
    };
    is_in(open, ended)
}

/// After `<!--`; `<!-->` and `<!--->` are whole comments.
fn after_comment(rest: &str) -> Option<&str> {
    if let Some(after) = rest.strip_prefix('>').or_else(|| rest.strip_prefix("->")) {
        return Some(after);
    }
    let ends = [rest.find("-->").map(|at| at + 3), rest.find("--!>").map(|at| at + 4)];
    ends.into_iter().flatten().min().map(|end| &rest[end..])
}

/// After the name of a tag: skips attributes, whose quoted values may hold a `>`. `None` when the tag does not end.
fn after_attributes(mut rest: &str) -> Option<&str> {
    let blank = |c: char| c.is_ascii_whitespace();
    loop {
        rest = rest.trim_start_matches(|c: char| blank(c) || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return Some(after);
        }
        // The first character belongs to the name even when it is a `=`.
        let name = 1 + rest.bytes().skip(1).position(|b| b.is_ascii_whitespace() || b"/>=".contains(&b))?;
        rest = rest[name..].trim_start_matches(blank);
        let Some(value) = rest.strip_prefix('=') else { continue };
        let value = value.trim_start_matches(blank);
        rest = match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].split_once(quote)?.1,
            '>' => value,
            _ => &value[value.find(|c: char| blank(c) || c == '>')?..],
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_closed_is_counted() {
        for piece in [
            "<div>",
            "<div/>",
            "<DIV></p>",
            "<div></x></y>",
            "<div><!-- </div> -->",
            "<div><!--></div> -->x<span>",
            "<div title='</div>'>",
            "<div title = \"></div>\" x>",
            "<div =\"></span>\">",
            "<div><style></div></style>",
            "<div><script><!--<script></script></div></script>",
            "<div><object></div>",
            "<span><p></span></p>",
            "<b></i>",
            "<svg><g><![CDATA[></g>]]>",
            "<div></ div>",
        ] {
            assert!(is_excessive(&piece.repeat(600)), "{piece}");
        }
        let formatting = "<b>".repeat(200) + &"<p></p>".repeat(10_000);
        assert!(is_excessive(&formatting));
    }

    #[test]
    fn what_people_write_is_not() {
        for piece in [
            "<div class=\"a>b\"><p>x</p></div>",
            "<p>x",
            "<ul><li>x<li><p>y</ul>",
            "<table><tr><td>a<td>b<tr><th>c</table>",
            "<dl><dt>a<dd>b</dl>",
            "<a name=\"x\"/>",
            "<a name=x>text",
            "<br><hr/><img src=x>",
            "<!-- <div> -->",
            "<svg><path d='x'></path></svg>",
            "<style>a > b {}</style>",
            "<script>if (a < b) c = '</p>';</script>",
            "a < b <- c </ <!doctype html> <?php x ?>",
            "<details><summary>x</summary><p>y</details>",
        ] {
            assert!(!is_excessive(&piece.repeat(600)), "{piece}");
        }
        assert!(!is_excessive(&"<".repeat(1_000)) && !is_excessive("<div") && !is_excessive("<!-- "));
    }
}
