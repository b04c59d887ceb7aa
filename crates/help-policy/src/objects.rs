//! The keys whose values are objects, as types, and the rules their parts keep.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::check::Fault;
use crate::definition::Shape;
use crate::form::{Form, is_invisible, is_slug};
use crate::options::Language;
use crate::problem::Reason;

/// The largest attachment that policy may allow, in bytes: mail servers refuse more, and it is held in memory.
const MOST_BYTES: u64 = 100 << 20;
/// The largest number of attachments that policy may allow.
const MOST_FILES: u32 = 100;
/// The most fields that policy may add.
const MOST_FIELDS: usize = 50;
/// The longest answer in an added field, in characters.
const MOST_LENGTH: u32 = 100_000;

/// A text, the same in every language or one for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Words {
    /// One text for all.
    Same(String),
    /// A text for each language.
    Each {
        /// In Russian.
        ru: String,
        /// In English.
        en: String,
    },
}

impl Words {
    /// The text for a language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        match (self, language) {
            (Self::Same(text), _)
            | (Self::Each { ru: text, .. }, Language::Ru)
            | (Self::Each { en: text, .. }, Language::En) => text,
        }
    }

    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Same(text) => vec![text],
            Self::Each { ru, en } => vec![ru, en],
        }
    }
}

/// How to reach support without the form (`SupportContacts`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Contacts {
    /// The organisation's name.
    pub organization: Option<Words>,
    /// A telephone number as people write it.
    pub phone: Option<String>,
    /// When somebody answers.
    pub hours: Option<Words>,
    /// Address of the request portal, http or https.
    pub portal: Option<String>,
    /// Address of the knowledge base, http or https.
    pub knowledge_base: Option<String>,
}

/// Numbers of the request types in Jira (`JsmRequestTypes`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RequestTypes {
    /// For “Report a problem”.
    pub problem: Option<String>,
    /// For “Suggest a feature”.
    pub feature: Option<String>,
}

/// Changes to the request forms (`RequestFields`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct RequestFields {
    /// Ids of fields that are not shown.
    pub hide: Vec<String>,
    /// Ids of fields that must be filled in.
    pub require: Vec<String>,
    /// Fields of the organisation's own, in order.
    pub add: Vec<AddedField>,
    /// Limits on attachments; what is missing stays as built in.
    pub limits: AttachmentLimits,
}

/// A field that policy adds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddedField {
    /// Id: small Latin letters, digits and hyphens.
    pub id: String,
    /// What is asked for.
    pub kind: AddedFieldKind,
    /// The question.
    pub label: Words,
    /// A hint under it.
    #[serde(default)]
    pub hint: Option<Words>,
    /// What can be chosen; for [`AddedFieldKind::Choice`] only.
    #[serde(default)]
    pub choices: Vec<FieldChoice>,
    /// Whether it must be filled in.
    #[serde(default)]
    pub required: bool,
    /// The longest answer in characters; for lines and texts.
    #[serde(default)]
    pub max_length: Option<u32>,
    /// In which forms it stands; empty is both.
    #[serde(default)]
    pub forms: Vec<FormKind>,
}

/// The kind of an added field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AddedFieldKind {
    /// One line.
    Line,
    /// Several lines.
    Text,
    /// One of several choices.
    Choice,
    /// A day and time.
    DateTime,
    /// Yes or no.
    Checkbox,
}

/// Something to choose in an added field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldChoice {
    /// What stands in the request.
    pub value: String,
    /// What the user sees.
    pub label: Words,
}

/// One of the two forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormKind {
    /// “Report a problem”.
    Problem,
    /// “Suggest a feature”.
    Feature,
}

/// Limits on attachments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct AttachmentLimits {
    /// How many; 0 allows none.
    pub files: Option<u32>,
    /// The size of one, in bytes.
    pub file_bytes: Option<u64>,
    /// The size of all together, in bytes.
    pub total_bytes: Option<u64>,
}

/// Examines an object.
pub(crate) fn check(shape: Shape, value: &Value) -> Result<(), Fault> {
    match shape {
        Shape::Contacts => check_contacts(&read(value)?),
        Shape::RequestTypes => check_types(&read(value)?),
        Shape::RequestFields => check_fields(&read(value)?),
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Result<T, Fault> {
    T::deserialize(value)
        .map_err(|error| Fault::whole(Reason::Object { detail: without_values(&error.to_string()) }))
}

/// The message of serde without the value it quotes, which may be anything: `invalid type: string "…", expected u32`.
fn without_values(message: &str) -> String {
    let quoting = ["invalid type", "invalid value", "invalid length", "unknown variant"];
    let without = match quoting.iter().find(|start| message.starts_with(**start)) {
        Some(start) => match message.rsplit_once("expected ") {
            Some((_, expected)) => format!("{start}, expected {expected}"),
            None => (*start).to_owned(),
        },
        None => message.to_owned(),
    };
    without.chars().filter(|character| !is_invisible(*character)).take(200).collect()
}

fn check_words(part: &str, words: Option<&Words>) -> Result<(), Fault> {
    let texts = words.map(Words::texts).unwrap_or_default();
    texts.into_iter().try_for_each(|text| check_text(part, Some(text), Form::Line))
}

fn check_text(part: &str, text: Option<&str>, form: Form) -> Result<(), Fault> {
    text.map_or(Ok(()), |text| form.check(text).map_err(|reason| Fault::of(part, reason)))
}

fn check_contacts(contacts: &Contacts) -> Result<(), Fault> {
    check_words("organization", contacts.organization.as_ref())?;
    check_text("phone", contacts.phone.as_deref(), Form::Line)?;
    check_words("hours", contacts.hours.as_ref())?;
    check_text("portal", contacts.portal.as_deref(), Form::WebAddress)?;
    check_text("knowledgeBase", contacts.knowledge_base.as_deref(), Form::WebAddress)
}

fn check_types(types: &RequestTypes) -> Result<(), Fault> {
    check_text("problem", types.problem.as_deref(), Form::Name)?;
    check_text("feature", types.feature.as_deref(), Form::Name)
}

fn check_fields(fields: &RequestFields) -> Result<(), Fault> {
    for (name, ids) in [("hide", &fields.hide), ("require", &fields.require)] {
        if let Some(index) = ids.iter().position(|id| !is_slug(id)) {
            return Err(wrong(format!("{name}[{index}]"), "is no id of a field"));
        }
    }
    if let Some(index) = fields.require.iter().position(|id| fields.hide.contains(id)) {
        return Err(wrong(format!("require[{index}]"), "is hidden too: a hidden field cannot be filled in"));
    }
    if fields.add.len() > MOST_FIELDS {
        return Err(Fault::of("add", Reason::TooManyItems { most: MOST_FIELDS }));
    }
    let mut ids = BTreeSet::new();
    for (index, field) in fields.add.iter().enumerate() {
        let part = format!("add[{index}]");
        check_added(&part, field)?;
        if !ids.insert(&field.id) {
            return Err(wrong(format!("{part}.id"), "is the id of another added field"));
        }
    }
    check_limits(&fields.limits)
}

fn check_added(part: &str, field: &AddedField) -> Result<(), Fault> {
    if !is_slug(&field.id) {
        return Err(wrong(format!("{part}.id"), "must consist of small Latin letters, digits and hyphens"));
    }
    check_words(&format!("{part}.label"), Some(&field.label))?;
    check_words(&format!("{part}.hint"), field.hint.as_ref())?;
    if (field.kind == AddedFieldKind::Choice) == field.choices.is_empty() {
        return Err(wrong(format!("{part}.choices"), "must be there for the kind choice, and only for it"));
    }
    for (index, choice) in field.choices.iter().enumerate() {
        let part = format!("{part}.choices[{index}]");
        check_text(&part, Some(&choice.value), Form::Line)?;
        check_words(&part, Some(&choice.label))?;
    }
    match field.max_length {
        Some(length) => check_range(&format!("{part}.maxLength"), length.into(), 1, MOST_LENGTH.into()),
        None => Ok(()),
    }
}

fn check_limits(limits: &AttachmentLimits) -> Result<(), Fault> {
    let each = [
        ("limits.files", limits.files.map(u64::from), 0, u64::from(MOST_FILES)),
        ("limits.fileBytes", limits.file_bytes, 1, MOST_BYTES),
        ("limits.totalBytes", limits.total_bytes, 1, MOST_BYTES),
    ];
    each.into_iter().try_for_each(|(part, number, least, most)| {
        number.map_or(Ok(()), |number| check_range(part, number, least, most))
    })
}

fn check_range(part: &str, number: u64, least: u64, most: u64) -> Result<(), Fault> {
    if (least..=most).contains(&number) {
        return Ok(());
    }
    let bound = |bound: u64| i64::try_from(bound).unwrap_or(i64::MAX);
    Err(Fault::of(part, Reason::OutOfRange { least: bound(least), most: bound(most) }))
}

fn wrong(part: String, detail: &str) -> Fault {
    Fault::of(part, Reason::Object { detail: detail.to_owned() })
}
