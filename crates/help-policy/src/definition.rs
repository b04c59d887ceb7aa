//! What a definition of a key consists of. The definitions themselves stand in `table`.

use serde_json::Value;

use crate::form::Form;
use crate::key::Key;
use crate::options;
use crate::table::{AT_NEXT_START, CONTENT, PLANNED, PROGRAM, SUPPORT};

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

/// When a running program follows a changed value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// As soon as it notices.
    AtOnce,
    /// When it is started the next time.
    AtNextStart,
}

/// What a key is about; templates and documentation are divided by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// Language, colours and whom the articles are for. Usually recommended, not mandatory.
    Reading,
    /// The program itself.
    Program,
    /// Connections of any kind.
    Network,
    /// Newer versions.
    Updates,
    /// Packs of articles.
    Content,
    /// The forms and where requests go.
    Support,
    /// The mail server.
    Mail,
    /// Jira Service Management.
    Jira,
    /// Checks and what is masked in them.
    Diagnostics,
}

impl Area {
    /// Every area, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::Reading,
        Self::Program,
        Self::Network,
        Self::Updates,
        Self::Content,
        Self::Support,
        Self::Mail,
        Self::Jira,
        Self::Diagnostics,
    ];

    /// The heading in a language.
    #[must_use]
    pub fn title(self, language: options::Language) -> &'static str {
        let (russian, english) = match self {
            Self::Reading => ("Язык, оформление и статьи", "Language, colours and articles"),
            Self::Program => ("Программа", "The program"),
            Self::Network => ("Сеть", "Network"),
            Self::Updates => ("Обновления", "Updates"),
            Self::Content => ("Пакеты статей", "Packs of articles"),
            Self::Support => ("Обращения в поддержку", "Requests to support"),
            Self::Mail => ("Почтовый сервер", "Mail server"),
            Self::Jira => ("Jira Service Management", "Jira Service Management"),
            Self::Diagnostics => ("Диагностика", "Diagnostics"),
        };
        pick(russian, english, language)
    }
}

/// All there is to know about a key. Descriptions are for administrators.
#[derive(Clone, Copy, Debug)]
pub struct Definition {
    /// The key.
    pub key: Key,
    /// What it is about.
    pub area: Area,
    /// Type and allowed values.
    pub kind: Kind,
    /// Who may set it.
    pub reach: Reach,
    /// The built-in value as JSON; `null` where there is none.
    pub default: &'static str,
    /// A value that makes sense, as JSON. Paths are those of Linux.
    pub example: &'static str,
    /// A few words, in English.
    pub english_title: &'static str,
    /// A few words, in Russian.
    pub russian_title: &'static str,
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

    /// The example.
    #[must_use]
    pub fn example_value(&self) -> Value {
        serde_json::from_str(self.example).expect("a test parses every example of the table")
    }

    /// The few words in a language.
    #[must_use]
    pub fn title(&self, language: options::Language) -> &'static str {
        pick(self.russian_title, self.english_title, language)
    }

    /// The description in a language.
    #[must_use]
    pub fn description(&self, language: options::Language) -> &'static str {
        pick(self.russian, self.english, language)
    }

    /// Tells whether the key is read and checked, but nothing in this version acts on it yet.
    #[must_use]
    pub fn is_planned(&self) -> bool {
        PLANNED.contains(&self.key)
    }

    /// Tells when a running program follows a changed value. Of a planned key it means nothing.
    #[must_use]
    pub fn effect(&self) -> Effect {
        if AT_NEXT_START.contains(&self.key) { Effect::AtNextStart } else { Effect::AtOnce }
    }
}

fn pick(russian: &'static str, english: &'static str, language: options::Language) -> &'static str {
    match language {
        options::Language::Ru => russian,
        options::Language::En => english,
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
