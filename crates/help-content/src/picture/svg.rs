//! One SVG source → a light and a dark picture, and the refusal of anything in it that could act.
//!
//! A picture in `<img>` does not see the page's theme, so the named colours (`var(--accent, #0b63ce)`) are replaced here.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A named colour: name, light value, dark value. The values are those of the interface's tokens.
const PALETTE: &[(&str, &str, &str)] = &[
    ("bg", "#ffffff", "#15181d"),
    ("surface", "#f6f7f9", "#1b1f25"),
    ("line", "#c9ced6", "#3d4651"),
    ("text", "#1b1f24", "#e6e9ee"),
    ("muted", "#5b646e", "#9aa4b0"),
    ("accent", "#0b63ce", "#6cb0ff"),
    ("accent-soft", "#e8f1fc", "#1a2a3f"),
    ("ok", "#1a7f37", "#57ab5a"),
    ("ok-soft", "#e6f4ea", "#17281c"),
    ("warn", "#8a5d00", "#e3b341"),
    ("warn-soft", "#fff8e1", "#2c2510"),
    ("danger", "#c0262d", "#ff7b72"),
    ("danger-soft", "#fdecec", "#331a1c"),
    ("admin", "#6639ba", "#c4a7ff"),
    ("admin-soft", "#f5f0ff", "#241f33"),
];

const ELEMENTS: &[&str] = &[
    "svg",
    "g",
    "defs",
    "title",
    "desc",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "marker",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "symbol",
    "use",
    "pattern",
];

/// The compiled picture.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Svg {
    /// For the light theme.
    pub light: String,
    /// For the dark theme; `None` when the source names no colours and both would be equal.
    pub dark: Option<String>,
    /// Width and height of the view box.
    pub size: Option<(u32, u32)>,
}

/// Checks the source and makes its variants.
/// # Errors
/// A sentence that says what is not accepted.
pub(crate) fn compile(source: &str) -> Result<Svg, String> {
    let size = check(source)?;
    let light = paint(source, |(_, light, _)| light)?;
    let dark = paint(source, |(_, _, dark)| dark)?;
    let dark = (dark != light).then_some(dark);
    Ok(Svg { light, dark, size })
}

fn paint(
    source: &str,
    value: impl Fn(&(&str, &'static str, &'static str)) -> &'static str,
) -> Result<String, String> {
    let mut painted = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find("var(") {
        painted.push_str(&rest[..at]);
        let end = rest[at..].find(')').ok_or("a var( without its closing bracket")? + at;
        let name = rest[at + 4..end].split(',').next().unwrap_or("").trim();
        let colour = PALETTE.iter().find(|(known, _, _)| name.strip_prefix("--") == Some(known));
        painted.push_str(value(colour.ok_or_else(|| format!("unknown colour {name}"))?));
        rest = &rest[end + 1..];
    }
    painted.push_str(rest);
    Ok(painted)
}

/// Refuses what could act or lead out of the picture; gives width and height of the view box.
/// # Errors
/// A sentence that says what is not accepted.
pub(crate) fn check(source: &str) -> Result<Option<(u32, u32)>, String> {
    const MAX_DEPTH: usize = 64;
    let mut reader = Reader::from_str(source);
    let (mut depth, mut size, mut is_svg) = (0_usize, None, false);
    loop {
        match reader.read_event().map_err(|error| format!("not well-formed XML: {error}"))? {
            Event::Start(element) => {
                depth += 1;
                check_element(&element)?;
                is_svg |= depth == 1 && element.local_name().as_ref() == "svg";
                size = size.or_else(|| view_box(&element));
            }
            Event::Empty(element) => check_element(&element)?,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::DocType(_) => return Err("a document type is not accepted".into()),
            Event::PI(_) => return Err("processing instructions are not accepted".into()),
            Event::Eof if depth > 0 => return Err("an element is not closed".into()),
            Event::Eof => break,
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err("elements are nested too deeply".into());
        }
    }
    if is_svg { Ok(size) } else { Err("the outermost element is not <svg>".into()) }
}

fn check_element(element: &BytesStart<'_>) -> Result<(), String> {
    let name = element.name().as_ref().to_owned();
    if !ELEMENTS.contains(&name.as_str()) {
        return Err(format!("the element <{name}> is not accepted"));
    }
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|error| format!("in <{name}>: {error}"))?;
        let key = attribute.key.as_ref().to_ascii_lowercase();
        let value = attribute.value.to_ascii_lowercase();
        let is_namespace = key == "xmlns" || key.starts_with("xmlns:");
        let is_reference = key == "href" || key.ends_with(":href");
        let leads_out = value.contains("url(") && !value.contains("url(#")
            || value.contains("javascript:")
            || value.contains("://") && !is_namespace
            // A character reference could spell any of these.
            || value.contains("&#");
        if key.starts_with("on") || leads_out || is_reference && !value.starts_with('#') {
            return Err(format!("the attribute {key} of <{name}> is not accepted"));
        }
    }
    Ok(())
}

fn view_box(element: &BytesStart<'_>) -> Option<(u32, u32)> {
    let attribute = element.try_get_attribute("viewBox").ok().flatten()?;
    let numbers: Vec<f64> = attribute
        .value
        .split([' ', ','])
        .filter(|part| !part.is_empty())
        .filter_map(|part| part.parse().ok())
        .collect();
    let [_, _, width, height] = numbers[..] else { return None };
    let fits = |length: f64| (1.0..=10_000.0).contains(&length);
    (fits(width) && fits(height)).then_some((width.round() as u32, height.round() as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_source_gives_two_pictures() {
        let svg =
            compile(r##"<svg viewBox="0 0 720 260"><rect fill="var(--accent, #123456)"/></svg>"##).unwrap();
        assert_eq!(svg.light, r##"<svg viewBox="0 0 720 260"><rect fill="#0b63ce"/></svg>"##);
        assert_eq!(svg.dark.unwrap(), r##"<svg viewBox="0 0 720 260"><rect fill="#6cb0ff"/></svg>"##);
        assert_eq!(svg.size, Some((720, 260)));
        assert_eq!(compile("<svg><g/></svg>").unwrap().dark, None);
    }

    #[test]
    fn acting_content_is_refused() {
        for source in [
            "<svg><script>1</script></svg>",
            "<svg onload='1'/>",
            "<svg><image href='https://example.com/a.png'/></svg>",
            "<svg><use href='https://example.com/a.svg#x'/></svg>",
            "<svg><a href='#x'/></svg>",
            "<svg><foreignObject/></svg>",
            "<svg><style>@import 'x'</style></svg>",
            "<svg><rect fill='url(https://example.com/x)'/></svg>",
            "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>",
            "<?xml-stylesheet href='x'?><svg></svg>",
            "<svg><rect fill='var(--nope)'/></svg>",
            "<svg><rect fill='var(--accent'/></svg>",
            "<html></html>",
            "<svg><g>",
            "no xml",
        ] {
            assert!(compile(source).is_err(), "{source}");
        }
    }
}
