//! Words → outlines, in the two weights of Inter that pictures are written in.

use std::sync::LazyLock;

use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};
use rustybuzz::{Face, UnicodeBuffer};

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    Regular,
    SemiBold,
}

/// A letter's outline in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glyph {
    pub id: u16,
    /// Where it stands, in font units from the beginning of the line.
    pub x: i32,
}

/// A line of letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub glyphs: Vec<Glyph>,
    /// In font units.
    pub width: i32,
}

/// Font units in one em.
pub(super) const UNITS: f32 = 2048.0;
/// Height of a capital letter, in em.
pub(super) const CAPITAL: f32 = 0.727;

/// Sets a line with kerning.
/// # Errors
/// The first character the font does not have.
pub(super) fn set(text: &str, weight: Weight) -> Result<Line, char> {
    let face = face(weight);
    if let Some(missing) = text.chars().find(|character| face.glyph_index(*character).is_none()) {
        return Err(missing);
    }
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    let set = rustybuzz::shape(face, &[], buffer);
    let (mut glyphs, mut width) = (Vec::new(), 0);
    for (info, position) in set.glyph_infos().iter().zip(set.glyph_positions()) {
        // A font of at most 65,535 glyphs has no other ids.
        let id = u16::try_from(info.glyph_id).unwrap_or_default();
        glyphs.push(Glyph { id, x: width + position.x_offset });
        width += position.x_advance;
    }
    Ok(Line { glyphs, width })
}

/// The outline of a glyph as SVG path data in font units, y upwards; `None` for a blank.
pub(super) fn outline(id: u16, weight: Weight) -> Option<String> {
    let mut path = Path::default();
    face(weight).outline_glyph(GlyphId(id), &mut path)?;
    Some(path.data)
}

fn face(weight: Weight) -> &'static Face<'static> {
    static REGULAR: LazyLock<Face<'static>> =
        LazyLock::new(|| parsed(include_bytes!("../../fonts/Inter-Regular.ttf")));
    static SEMI_BOLD: LazyLock<Face<'static>> =
        LazyLock::new(|| parsed(include_bytes!("../../fonts/Inter-SemiBold.ttf")));
    match weight {
        Weight::Regular => &REGULAR,
        Weight::SemiBold => &SEMI_BOLD,
    }
}

fn parsed(font: &'static [u8]) -> Face<'static> {
    // It is part of the program, and a test sets words in both weights.
    Face::from_slice(font, 0).expect("the built-in font is a font")
}

/// Path data with relative coordinates, which are short.
#[derive(Default)]
struct Path {
    data: String,
    at: (i32, i32),
    /// Where the part being drawn began: closing it leads back there.
    start: (i32, i32),
}

impl Path {
    fn push(&mut self, command: char, points: &[(f32, f32)]) {
        self.data.push(command);
        for (index, &(x, y)) in points.iter().enumerate() {
            let (x, y) = (x.round() as i32, y.round() as i32);
            let (dx, dy) = (x - self.at.0, y - self.at.1);
            let blank = if index > 0 && dx >= 0 { " " } else { "" };
            let comma = if dy >= 0 { " " } else { "" };
            self.data.push_str(&format!("{blank}{dx}{comma}{dy}"));
            if index + 1 == points.len() {
                self.at = (x, y);
            }
        }
    }
}

impl OutlineBuilder for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.push('m', &[(x, y)]);
        self.start = self.at;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push('l', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.push('q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.push('c', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.data.push('z');
        self.at = self.start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_both_languages_are_set_in_both_weights() {
        for weight in [Weight::Regular, Weight::SemiBold] {
            for text in ["Сервер организации", "“Trusts” — up to 60 %", "«ёлка» №\u{a0}5"]
            {
                let line = set(text, weight).unwrap();
                assert_eq!(line.glyphs.len(), text.chars().count());
                // Inter's letters are about half as wide as they are high.
                let average = line.width as f32 / UNITS / text.chars().count() as f32;
                assert!((0.4..0.8).contains(&average), "{text}: {average}");
            }
        }
        let width = |text| set(text, Weight::Regular).unwrap().width;
        assert!(width("AV") < width("A") + width("V"), "kerning");
        assert!(set("B", Weight::SemiBold).unwrap().width > set("B", Weight::Regular).unwrap().width);
        assert_eq!(set("a漢", Weight::Regular), Err('漢'));
    }

    #[test]
    fn outlines_are_closed_paths() {
        let line = set("l i", Weight::Regular).unwrap();
        let paths: Vec<_> = line.glyphs.iter().map(|glyph| outline(glyph.id, Weight::Regular)).collect();
        assert_eq!(paths[1], None);
        for (path, parts) in [(&paths[0], 1), (&paths[2], 2)] {
            let path = path.as_ref().unwrap();
            assert!(path.starts_with('m') && path.ends_with('z'), "{path}");
            assert_eq!(path.matches('z').count(), parts, "{path}");
        }
    }
}
