//! The texts of a picture → outlines, so that it looks the same where no font of ours is installed.
//!
//! A `<text>` holds one label, `{name}`, or plain words. Beside SVG's own `x`, `y`, `font-size`, `font-weight`, `text-anchor`
//! and `fill` it may have `data-width` (lines are broken to fit and made about equally long), `data-lines` (how many there may
//! be) and `data-valign="middle"` (`y` is the middle of the block, not the first line's baseline).

use std::collections::BTreeMap;
use std::fmt::Write;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::font::{CAPITAL, Line, UNITS, Weight, outline, set};

/// From one line to the next, in font sizes.
const LEADING: f32 = 1.3;

/// Looks a label up.
pub(super) type Lookup<'a> = dyn FnMut(&str) -> Result<String, String> + 'a;

/// Draws the texts of a picture `width` units wide; `label` gives the words of `{name}`.
/// # Errors
/// A sentence that says what does not fit or is not accepted.
pub(super) fn draw(source: &str, width: Option<u32>, label: &mut Lookup<'_>) -> Result<String, String> {
    let mut drawing =
        Drawing { width: width.map(|width| width as f32), svg: String::new(), outlines: BTreeMap::new() };
    let mut reader = Reader::from_str(source);
    let mut styles = vec![Style::default()];
    let mut copied = 0;
    loop {
        let before = position(&reader);
        let event = reader.read_event().map_err(|error| format!("not well-formed XML: {error}"))?;
        match event {
            Event::Start(element) if element.local_name().as_ref() == "text" => {
                let style = inherited(&styles, &element)?;
                let words = words(&mut reader)?;
                let words = words.trim();
                let words = match words.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
                    Some(name) => label(name)?,
                    None => words.to_owned(),
                };
                drawing.svg.push_str(&source[copied..before]);
                drawing.text(&element, &style, &words).map_err(|reason| format!("“{words}”: {reason}"))?;
                copied = position(&reader);
            }
            Event::Start(element) => styles.push(inherited(&styles, &element)?),
            Event::End(element) => {
                styles.pop();
                if styles.len() == 1 && element.local_name().as_ref() == "svg" {
                    drawing.svg.push_str(&source[copied..before]);
                    drawing.outlines();
                    copied = before;
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    drawing.svg.push_str(&source[copied..]);
    Ok(drawing.svg)
}

fn position(reader: &Reader<&[u8]>) -> usize {
    // The source is in memory.
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// The words up to the end of the text element.
fn words(reader: &mut Reader<&[u8]>) -> Result<String, String> {
    let mut words = String::new();
    loop {
        match reader.read_event().map_err(|error| format!("not well-formed XML: {error}"))? {
            Event::Text(text) => words.push_str(&text),
            Event::End(_) => return Ok(words),
            _ => return Err("a <text> holds one label or plain words and nothing else".into()),
        }
    }
}

/// What texts take over from the elements around them.
#[derive(Clone, Debug)]
struct Style {
    size: f32,
    weight: Weight,
    anchor: f32,
    /// Moved or scaled by an element around it: it is not known where it will stand.
    moved: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { size: 16.0, weight: Weight::Regular, anchor: 0.0, moved: false }
    }
}

fn inherited(styles: &[Style], element: &BytesStart<'_>) -> Result<Style, String> {
    let mut style = styles.last().cloned().unwrap_or_default();
    if let Some(size) = number(element, "font-size")? {
        style.size = size;
    }
    if let Some(weight) = attribute(element, "font-weight") {
        style.weight = match weight.as_str() {
            "400" | "normal" => Weight::Regular,
            "600" => Weight::SemiBold,
            _ => return Err(format!("font-weight {weight}: there are 400 and 600")),
        };
    }
    if let Some(anchor) = attribute(element, "text-anchor") {
        style.anchor = match anchor.as_str() {
            "start" => 0.0,
            "middle" => 0.5,
            "end" => 1.0,
            _ => return Err(format!("text-anchor {anchor}: there are start, middle and end")),
        };
    }
    style.moved |= attribute(element, "transform").is_some();
    Ok(style)
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element.try_get_attribute(name).ok().flatten().map(|attribute| attribute.value.to_string())
}

fn number(element: &BytesStart<'_>, name: &str) -> Result<Option<f32>, String> {
    let Some(value) = attribute(element, name) else { return Ok(None) };
    match value.parse::<f32>() {
        Ok(number) if number.is_finite() => Ok(Some(number)),
        _ => Err(format!("{name}=\"{value}\" is not a number")),
    }
}

/// The picture as far as it is drawn.
struct Drawing {
    width: Option<f32>,
    svg: String,
    /// The outlines used so far; blanks have none.
    outlines: BTreeMap<(Weight, u16), Option<String>>,
}

impl Drawing {
    fn text(&mut self, element: &BytesStart<'_>, style: &Style, words: &str) -> Result<(), String> {
        let (x, y) = (number(element, "x")?.unwrap_or(0.0), number(element, "y")?.unwrap_or(0.0));
        let room = number(element, "data-width")?;
        let scale = style.size / UNITS;
        let lines = broken(words, style.weight, room.map(|room| room / scale))?;
        let most = number(element, "data-lines")?;
        if most.is_some_and(|most| lines.len() as f32 > most) {
            return Err(format!("it takes {} lines", lines.len()));
        }
        let leading = LEADING * style.size;
        let baseline = match attribute(element, "data-valign").as_deref() {
            None => y,
            Some("middle") => {
                y + (CAPITAL * style.size - (lines.len().saturating_sub(1)) as f32 * leading) / 2.0
            }
            Some(other) => return Err(format!("data-valign {other}: there is middle")),
        };
        self.open(element)?;
        for (index, line) in lines.iter().enumerate() {
            let length = line.width as f32 * scale;
            let left = x - style.anchor * length;
            if !style.moved && self.width.is_some_and(|width| left < 0.0 || left + length > width) {
                return Err("it does not fit into the picture".into());
            }
            self.line(line, style.weight, (left, baseline + index as f32 * leading), scale);
        }
        self.svg.push_str("</g>");
        Ok(())
    }

    /// Opens a group with what does not concern the letters' places.
    fn open(&mut self, element: &BytesStart<'_>) -> Result<(), String> {
        const OWN: &[&str] = &["x", "y", "font-size", "font-weight", "font-family", "text-anchor"];
        self.svg.push_str("<g");
        for attribute in element.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let key = attribute.key.as_ref();
            if !OWN.contains(&key) && !key.starts_with("data-") {
                self.write(format_args!(" {key}=\"{}\"", attribute.value));
            }
        }
        self.svg.push('>');
        Ok(())
    }

    fn line(&mut self, line: &Line, weight: Weight, (x, y): (f32, f32), scale: f32) {
        self.write(format_args!("<g transform=\"translate({x:.1} {y:.1})scale({scale:.5} -{scale:.5})\">"));
        for glyph in &line.glyphs {
            let outline =
                self.outlines.entry((weight, glyph.id)).or_insert_with(|| outline(glyph.id, weight));
            if outline.is_some() {
                self.write(format_args!("<use href=\"#{}\" x=\"{}\"/>", name(weight, glyph.id), glyph.x));
            }
        }
        self.svg.push_str("</g>");
    }

    /// The outlines that were used, once each.
    fn outlines(&mut self) {
        self.svg.push_str("<defs>");
        for ((weight, id), path) in std::mem::take(&mut self.outlines) {
            let Some(path) = path else { continue };
            self.write(format_args!("<path id=\"{}\" d=\"{path}\"/>", name(weight, id)));
        }
        self.svg.push_str("</defs>");
    }

    fn write(&mut self, what: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.svg.write_fmt(what);
    }
}

/// The id of an outline; no author begins one like this.
fn name(weight: Weight, id: u16) -> String {
    let letter = match weight {
        Weight::Regular => 'r',
        Weight::SemiBold => 's',
    };
    format!("_{letter}{id}")
}

/// The words in lines that fit into `room` font units: as few as possible, and about equally long.
fn broken(words: &str, weight: Weight, room: Option<f32>) -> Result<Vec<Line>, String> {
    let set =
        |text: &str| set(text, weight).map_err(|missing| format!("the font of pictures has no {missing:?}"));
    let mut lines = Vec::new();
    for paragraph in words.lines() {
        let Some(room) = room else {
            lines.push(set(paragraph)?);
            continue;
        };
        let fewest = wrapped(paragraph, room, &set)?;
        // Narrower, as long as it takes no more lines.
        let (mut best, mut width) = (fewest, room);
        while best.len() > 1 {
            width *= 0.96;
            match wrapped(paragraph, width, &set) {
                Ok(narrower) if narrower.len() == best.len() => best = narrower,
                _ => break,
            }
        }
        lines.extend(best);
    }
    Ok(lines)
}

fn wrapped(
    paragraph: &str,
    room: f32,
    set: &dyn Fn(&str) -> Result<Line, String>,
) -> Result<Vec<Line>, String> {
    let (mut lines, mut current): (Vec<Line>, Option<(String, Line)>) = (Vec::new(), None);
    for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
        if let Some((text, line)) = current.take() {
            let longer = format!("{text} {word}");
            let set_longer = set(&longer)?;
            if set_longer.width as f32 <= room {
                current = Some((longer, set_longer));
                continue;
            }
            lines.push(line);
        }
        let line = set(word)?;
        if line.width as f32 > room {
            return Err(format!(
                "“{word}” is wider than its place by {:.1} %",
                100.0 * (line.width as f32 / room - 1.0)
            ));
        }
        current = Some((word.to_owned(), line));
    }
    lines.extend(current.map(|(_, line)| line));
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(inner: &str) -> Result<String, String> {
        let source = format!("<svg viewBox=\"0 0 200 100\">{inner}</svg>");
        draw(&source, Some(200), &mut |name| match name {
            "server" => Ok("Сервер организации".to_owned()),
            _ => Err(format!("there is no label {name}")),
        })
    }

    /// The vertical places of the lines.
    fn baselines(svg: &str) -> Vec<f32> {
        let rest = svg.split("translate(").skip(1);
        rest.map(|part| part.split([' ', ')']).nth(1).unwrap().parse().unwrap()).collect()
    }

    #[test]
    fn a_label_becomes_outlines_that_are_kept_once() {
        let svg = drawn("<text x='10' y='20' fill='red'>{server}</text><rect/>").unwrap();
        assert!(
            !svg.contains("<text") && svg.contains("<g fill=\"red\">") && svg.contains("<rect/>"),
            "{svg}"
        );
        assert_eq!(svg.matches("<use ").count(), "Серверорганизации".chars().count());
        assert_eq!(svg.matches("<path id=").count(), "Сервоганизц".chars().count());
        assert!(svg.ends_with("</defs></svg>"), "{svg}");
    }

    #[test]
    fn lines_are_broken_and_centred() {
        let place = "<text x='100' y='50' font-size='10' text-anchor='middle'";
        assert_eq!(baselines(&drawn(&format!("{place}>{{server}}</text>")).unwrap()), [50.0]);
        let two = drawn(&format!("{place} data-width='70'>{{server}}</text>")).unwrap();
        assert_eq!(baselines(&two), [50.0, 63.0]);
        let middle =
            drawn(&format!("{place} data-width='70' data-valign='middle'>{{server}}</text>")).unwrap();
        assert_eq!(baselines(&middle), [47.1, 60.1]);
    }

    #[test]
    fn a_text_takes_over_what_stands_around_it() {
        let alone = drawn("<text x='9' y='20' font-size='10' font-weight='600'>CTS</text>").unwrap();
        let around = drawn("<g font-size='10' font-weight='600'><text x='9' y='20'>CTS</text></g>").unwrap();
        assert_eq!(
            around.replace("<g font-size='10' font-weight='600'>", "").replace("</g></g></g>", "</g></g>"),
            alone
        );
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for (inner, reason) in [
            ("<text x='150' y='20'>{server}</text>", "does not fit into the picture"),
            ("<text x='10' y='20' data-width='40'>{server}</text>", "wider than its place"),
            ("<text x='10' y='20' data-width='110' data-lines='1'>{server}</text>", "takes 2 lines"),
            ("<text>{nobody}</text>", "no label nobody"),
            ("<text>漢</text>", "has no '漢'"),
            ("<text><tspan>a</tspan></text>", "nothing else"),
            ("<text x='a'>a</text>", "not a number"),
            ("<text font-weight='700'>a</text>", "400 and 600"),
        ] {
            let error = drawn(inner).unwrap_err();
            assert!(error.contains(reason), "{inner}: {error}");
        }
        assert!(drawn("<g transform='scale(.5)'><text x='300' y='20'>CTS</text></g>").is_ok());
    }
}
