//! The kinds of callouts: `> [!KIND] Title`.
//!
//! pulldown-cmark's own alerts know five kinds without a title, so the marker is recognised here from the events for all.

use pulldown_cmark::Event;

use crate::model::Language;

/// A kind of callout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
    Admin,
    Support,
}

impl Kind {
    fn from_marker(marker: &str) -> Option<Self> {
        Some(match marker.strip_prefix('!')? {
            "NOTE" => Self::Note,
            "TIP" => Self::Tip,
            "IMPORTANT" => Self::Important,
            "WARNING" => Self::Warning,
            "CAUTION" => Self::Caution,
            "ADMIN" => Self::Admin,
            "SUPPORT" => Self::Support,
            _ => return None,
        })
    }

    /// The CSS class after `callout-`, and the audience of the collapsed kinds.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
            Self::Admin => "admin",
            Self::Support => "support",
        }
    }

    /// Whether it is collapsed for readers it is not addressed to.
    pub fn is_collapsible(self) -> bool {
        matches!(self, Self::Admin | Self::Support)
    }

    /// What it is called when it has no title of its own.
    pub fn label(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::Ru, Self::Note) => "Примечание",
            (Language::Ru, Self::Tip) => "Совет",
            (Language::Ru, Self::Important) => "Важно",
            (Language::Ru, Self::Warning) => "Внимание",
            (Language::Ru, Self::Caution) => "Осторожно",
            (Language::Ru, Self::Admin) => "Администратору",
            (Language::Ru, Self::Support) => "Поддержке",
            (Language::En, Self::Note) => "Note",
            (Language::En, Self::Tip) => "Tip",
            (Language::En, Self::Important) => "Important",
            (Language::En, Self::Warning) => "Warning",
            (Language::En, Self::Caution) => "Caution",
            (Language::En, Self::Admin) => "For administrators",
            (Language::En, Self::Support) => "For support",
        }
    }
}

/// What the first paragraph of a block quote begins with.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Marker<'a> {
    /// A known kind; the number of events its marker takes.
    Known(Kind, usize),
    /// `[!WORD]` with a word that is no kind.
    Unknown(&'a str),
}

/// Recognises `[!KIND]` in the events after the paragraph's start.
pub(crate) fn marker<'a, 'e>(events: &'a [(Event<'e>, std::ops::Range<usize>)]) -> Option<Marker<'a>> {
    let [(Event::Text(open), _), (Event::Text(word), _), (Event::Text(close), _), ..] = events else {
        return None;
    };
    if &**open != "[" || !close.starts_with(']') || !word.starts_with('!') {
        return None;
    }
    Some(match Kind::from_marker(word) {
        // The parser may or may not join the bracket with the title that follows it.
        Some(kind) => Marker::Known(kind, if &**close == "]" { 3 } else { 2 }),
        None => Marker::Unknown(word),
    })
}
