//! The two forms as data: which fields there are, which must be filled in, when they are shown.
//!
//! Labels are keys (`support-field-subject`), not words, except for fields that an organisation adds. Values are checked in
//! [`crate::Draft::validate`]; this module knows no values.

mod area;
mod built_in;
mod changes;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

pub use area::{Area, Hint};
pub use changes::{AddedField, ChangeProblem, FormChanges, LimitChanges, ProblemCode};

/// The languages that a request can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Russian.
    Ru,
    /// English.
    En,
}

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub enum RequestKind {
    /// Something does not work.
    Problem,
    /// Something is missing.
    Feature,
}

/// The name of a field, unique within its form: lower-case Latin letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldId(String);

impl FieldId {
    /// The subject of the request; every form has it.
    pub const SUBJECT: &'static str = "subject";
    /// The person's name.
    pub const NAME: &'static str = "name";
    /// The person's e-mail address.
    pub const EMAIL: &'static str = "email";
    /// The area of a problem.
    pub const AREA: &'static str = "area";
    /// The platform of the client.
    pub const PLATFORM: &'static str = "platform";
    /// The attached files.
    pub const ATTACHMENTS: &'static str = "attachments";

    /// Makes an id; whether it is well formed is asked with [`FieldId::is_valid`].
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self(id.to_owned())
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the id has 1 to 40 lower-case Latin letters, digits and hyphens.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        (1..=40).contains(&self.0.len())
            && self.0.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    }
}

impl fmt::Display for FieldId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Where the words for a field or a choice come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Label {
    /// The window has the words under this key.
    Key(String),
    /// The organisation brings the words, by language.
    Words(BTreeMap<Language, String>),
}

/// One of the values of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What is stored and sent to trackers.
    pub value: String,
    /// What the person reads.
    pub label: Label,
}

/// What a field takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum FieldKind {
    /// One line of text.
    Line,
    /// Several lines of text.
    Text,
    /// An e-mail address.
    Email,
    /// One of several values.
    Choice {
        /// The values in their order.
        choices: Vec<Choice>,
    },
    /// A local date and time, `2026-11-23T16:05`, or a local date.
    DateTime,
    /// The attached files.
    Attachments,
    /// Yes or no; the value is `yes` when ticked. A required one must be ticked.
    Checkbox,
}

/// Whether a field must be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Requirement {
    /// Nothing can be sent without it.
    Required,
    /// It may stay empty.
    Optional,
}

/// A field is shown when another one has one of these values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The other field.
    pub field: FieldId,
    /// The values that show this one.
    pub values: Vec<String>,
}

/// One question of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Field {
    /// Its name.
    pub id: FieldId,
    /// What it takes.
    pub kind: FieldKind,
    /// What the person reads.
    pub label: Label,
    /// Whether it must be filled in while it is shown.
    pub requirement: Requirement,
    /// When it is shown; `None` is always.
    #[serde(default)]
    pub shown_when: Option<Condition>,
    /// The longest value, in characters.
    pub max_length: usize,
}

/// How much may be attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentLimits {
    /// How many files.
    pub files: usize,
    /// How large one file may be, in bytes.
    pub file_bytes: u64,
    /// How large all files may be together, in bytes.
    pub total_bytes: u64,
}

impl Default for AttachmentLimits {
    /// What the support bot of eXpress takes: 20 files, 9.9 MiB each, 20 MiB in all.
    fn default() -> Self {
        Self { files: 20, file_bytes: 99 * 1024 * 1024 / 10, total_bytes: 20 * 1024 * 1024 }
    }
}

/// A form: its fields in their order and the limits on attachments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// What the form is for.
    pub kind: RequestKind,
    /// The questions.
    pub fields: Vec<Field>,
    /// How much may be attached.
    pub limits: AttachmentLimits,
}

impl Form {
    /// The built-in form of a kind, before any changes of the organisation.
    #[must_use]
    pub fn built_in(kind: RequestKind) -> Self {
        built_in::form(kind)
    }

    /// The field of this name.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id.as_str() == id)
    }

    /// Whether a field is shown, given the values by field. A condition on a field that is itself hidden is not met.
    #[must_use]
    pub fn is_shown(&self, field: &Field, values: &BTreeMap<FieldId, String>) -> bool {
        // As many steps as there are fields end every chain, also a circular one.
        let mut current = field;
        for _ in 0..=self.fields.len() {
            let Some(condition) = &current.shown_when else { return true };
            let value = values.get(&condition.field).map_or("", String::as_str);
            let Some(other) = self.field(condition.field.as_str()) else { return false };
            if !condition.values.iter().any(|wanted| wanted == value) {
                return false;
            }
            current = other;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(kind: RequestKind, requirement: Requirement) -> Vec<String> {
        let fields = Form::built_in(kind).fields;
        let wanted = fields.iter().filter(|field| field.requirement == requirement);
        wanted.map(|field| field.id.to_string()).collect()
    }

    #[test]
    fn the_forms_ask_what_support_asks() {
        use RequestKind::{Feature, Problem};
        use Requirement::{Optional, Required};
        assert_eq!(ids(Problem, Required), ["subject", "area", "steps"]);
        assert_eq!(
            ids(Problem, Optional),
            [
                "when",
                "where",
                "with-whom",
                "platform",
                "device",
                "app-version",
                "attachments",
                "name",
                "email"
            ]
        );
        assert_eq!(ids(Feature, Required), ["subject", "point"]);
        assert_eq!(
            ids(Feature, Optional),
            ["purpose", "platform", "demand", "importance", "attachments", "name", "email"]
        );
    }

    #[test]
    fn conditions_show_and_hide() {
        let mut form = Form::built_in(RequestKind::Problem);
        let shown = |form: &Form, values: &[(&str, &str)]| {
            let values = values.iter().map(|(id, value)| (FieldId::new(id), (*value).to_owned())).collect();
            form.is_shown(form.field("device").unwrap(), &values)
        };
        assert!(!shown(&form, &[]));
        assert!(!shown(&form, &[("platform", "web")]));
        assert!(shown(&form, &[("platform", "android")]));
        let circular = Condition { field: FieldId::new("device"), values: vec!["x".to_owned()] };
        for field in &mut form.fields {
            if field.id.as_str() == "platform" {
                field.shown_when = Some(circular.clone());
            }
        }
        assert!(!shown(&form, &[("platform", "android"), ("device", "x")]));
    }

    #[test]
    fn forms_survive_the_way_to_the_window() {
        for kind in [RequestKind::Problem, RequestKind::Feature] {
            let form = Form::built_in(kind);
            let json = serde_json::to_string(&form).unwrap();
            assert_eq!(serde_json::from_str::<Form>(&json).unwrap(), form);
        }
    }
}
