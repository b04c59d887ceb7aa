//! What a definition of a key consists of. The definitions themselves stand in `table`.

use serde_json::Value;

use crate::form::Form;
use crate::key::Key;
use crate::options;
use crate::table::{CONTENT, PROGRAM, SUPPORT};

/// The type of a key's value, with what is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Yes or no.
    Bool,
    /// A whole number within these bounds, both included.
    Integer {
        /// The smallest allowed.
        least: i64,
        /// The largest allowed.
        most: i64,
    },
    /// One line of text of some form.
    Text(Form),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Several texts in an order.
    List(Items),
    /// A JSON object.
    Object(Shape),
}

impl Kind {
    /// The name of the type: `bool`, `integer`, `text`, `choice`, `list` or `object`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Integer { .. } => "integer",
            Self::Text(_) => "text",
            Self::Choice(_) => "choice",
            Self::List(_) => "list",
            Self::Object(_) => "object",
        }
    }

    /// The words that are allowed, for a choice and a list of choices.
    #[must_use]
    pub fn allowed(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Choice(words) | Self::List(Items::OneOf(words)) => Some(words),
            _ => None,
        }
    }
}

/// What the items of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Items {
    /// Texts of one form.
    Of(Form),
    /// Some of these words.
    OneOf(&'static [&'static str]),
}

/// Which object it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// [`crate::Contacts`].
    Contacts,
    /// [`crate::RequestFields`].
    RequestFields,
    /// [`crate::RequestTypes`].
    RequestTypes,
}

/// Which layers may set a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Every layer.
    Anyone,
    /// Only layers that a program running as the user cannot write ([`crate::Layer::belongs_to_machine`]).
    MachineOnly,
}

/// All there is to know about a key. Descriptions are for administrators.
#[derive(Clone, Copy, Debug)]
pub struct Definition {
    /// The key.
    pub key: Key,
    /// Type and allowed values.
    pub kind: Kind,
    /// Who may set it.
    pub reach: Reach,
    /// The built-in value as JSON; `null` where there is none.
    pub default: &'static str,
    /// What it does, in English.
    pub english: &'static str,
    /// What it does, in Russian.
    pub russian: &'static str,
}

impl Definition {
    /// The built-in value; `null` where there is none.
    #[must_use]
    pub fn default_value(&self) -> Value {
        serde_json::from_str(self.default).expect("a test parses every default of the table")
    }

    /// The description in a language.
    #[must_use]
    pub fn description(&self, language: options::Language) -> &'static str {
        match language {
            options::Language::Ru => self.russian,
            options::Language::En => self.english,
        }
    }
}

/// Every definition, in the order of [`Key::ALL`].
pub fn definitions() -> impl Iterator<Item = &'static Definition> {
    [CONTENT, SUPPORT, PROGRAM].into_iter().flatten()
}

impl Key {
    /// The key's definition.
    #[must_use]
    pub fn definition(self) -> &'static Definition {
        definitions().find(|definition| definition.key == self).expect("a test finds every key in the table")
    }
}
