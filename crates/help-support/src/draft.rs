//! What the person has typed so far, and the checks that make a [`Request`] of it.
//!
//! A draft takes anything, so that nothing typed is ever lost; the checks come before sending. The subject is shortened rather
//! than refused, and the whole of it then stands in the text.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::file_name::distinct;
use crate::form::{
    AttachmentLimits, Choice, Field, FieldId, FieldKind, Form, Language, RequestKind, Requirement,
};
use crate::request::{Answer, Attachment, EmailAddress, Moment, Person, Request, RequestId, Subject};
use crate::text::{self, MAX_SUBJECT, MAX_TEXT};

const MAX_NAME: usize = 100;
const MAX_LABEL: usize = 200;
const MAX_LINE: usize = 2000;
const MOST_CONTEXT: usize = 50;
const MOST_DIAGNOSTICS: usize = 5000;

/// A request that is being written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Problem or feature.
    pub kind: RequestKind,
    /// The language of the window when it was begun.
    pub language: Language,
    /// What was typed, by field.
    pub values: BTreeMap<FieldId, String>,
    /// Where the person came from, one line each.
    pub context: Vec<String>,
    /// The lines about the PC that the person chose.
    pub diagnostics: Vec<String>,
    /// The attached files.
    pub attachments: Vec<Attachment>,
}

/// The words of the form in the language of the draft.
pub trait Wording {
    /// The label of a field.
    fn field(&self, field: &Field) -> String;
    /// The label of a choice.
    fn choice(&self, field: &Field, choice: &Choice) -> String;
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field.
    pub field: FieldId,
    /// What is wrong, with the limits concerned.
    #[serde(flatten)]
    pub code: FieldErrorCode,
}

/// Why a value cannot be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum FieldErrorCode {
    /// It must be filled in.
    Missing,
    /// It is too long; in characters.
    TooLong {
        /// The most.
        limit: usize,
        /// What was typed.
        actual: usize,
    },
    /// The form does not offer this value.
    NotOffered,
    /// It is no e-mail address.
    NotAnAddress,
    /// It is no date.
    NotADate,
    /// Too many files.
    TooManyFiles {
        /// The most.
        limit: usize,
        /// How many are attached.
        actual: usize,
    },
    /// One file is too large; in bytes.
    FileTooLarge {
        /// Its name.
        name: String,
        /// The most.
        limit: u64,
        /// Its size.
        actual: u64,
    },
    /// A picture, and none may be attached.
    PictureForbidden {
        /// Its name.
        name: String,
    },
    /// All files together are too large; in bytes.
    FilesTooLarge {
        /// The most.
        limit: u64,
        /// Their size.
        actual: u64,
    },
}

impl Draft {
    /// An empty draft.
    #[must_use]
    pub fn new(kind: RequestKind, language: Language) -> Self {
        let nothing = Vec::new();
        Self {
            kind,
            language,
            values: BTreeMap::new(),
            context: nothing.clone(),
            diagnostics: nothing,
            attachments: Vec::new(),
        }
    }

    /// Checks the draft against its form and makes the request. Values of fields that the form does not show are left out.
    ///
    /// # Errors
    /// Every field that cannot be sent, in the order of the form.
    pub fn validate(
        &self,
        form: &Form,
        id: RequestId,
        created: Moment,
        wording: &dyn Wording,
    ) -> Result<Request, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut answers = Vec::new();
        let mut person = Person::default();
        let mut attachments = Vec::new();
        for field in form.fields.iter().filter(|field| form.is_shown(field, &self.values)) {
            match self.check(field, form.limits) {
                Err(found) => {
                    errors.extend(found.into_iter().map(|code| FieldError { field: field.id.clone(), code }));
                }
                Ok(value) => match field.id.as_str() {
                    FieldId::NAME => {
                        person.name = Some(text::line(&value, MAX_NAME)).filter(|name| !name.is_empty())
                    }
                    FieldId::EMAIL => person.email = EmailAddress::parse(&value),
                    FieldId::SUBJECT if value.chars().count() <= MAX_SUBJECT => {}
                    _ if field.kind == FieldKind::Attachments => attachments.clone_from(&self.attachments),
                    _ => answers.extend(answer(field, value, wording)),
                },
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Request {
            id,
            kind: self.kind,
            language: self.language,
            created,
            subject: Subject::new(self.value(FieldId::SUBJECT)),
            person,
            answers,
            context: lines(&self.context, MOST_CONTEXT),
            diagnostics: lines(&self.diagnostics, MOST_DIAGNOSTICS),
            attachments: renamed(attachments),
        })
    }

    fn value(&self, id: &str) -> &str {
        self.values.get(&FieldId::new(id)).map_or("", String::as_str)
    }

    fn check(&self, field: &Field, limits: AttachmentLimits) -> Result<String, Vec<FieldErrorCode>> {
        if field.kind == FieldKind::Attachments {
            return self.check_files(field, limits).map(|()| String::new());
        }
        let typed = self.value(field.id.as_str());
        let value = match field.kind {
            FieldKind::Text => text::block(typed, MAX_TEXT),
            _ => text::line(typed, MAX_TEXT),
        };
        if value.is_empty() {
            let required = field.requirement == Requirement::Required;
            return if required { Err(vec![FieldErrorCode::Missing]) } else { Ok(value) };
        }
        // A long subject is shortened, and the whole of it becomes an answer, as long as one may be.
        let limit = if field.id.as_str() == FieldId::SUBJECT { MAX_TEXT } else { field.max_length };
        let actual = typed.chars().count();
        if actual > limit {
            return Err(vec![FieldErrorCode::TooLong { limit, actual }]);
        }
        match check_kind(field, &value) {
            Some(code) => Err(vec![code]),
            None => Ok(value),
        }
    }

    fn check_files(&self, field: &Field, limits: AttachmentLimits) -> Result<(), Vec<FieldErrorCode>> {
        let mut errors = Vec::new();
        let actual = self.attachments.len();
        if actual == 0 && field.requirement == Requirement::Required {
            errors.push(FieldErrorCode::Missing);
        }
        if actual > limits.files {
            errors.push(FieldErrorCode::TooManyFiles { limit: limits.files, actual });
        }
        for file in self.attachments.iter().filter(|file| file.bytes > limits.file_bytes) {
            let name = file.name.to_string();
            errors.push(FieldErrorCode::FileTooLarge { name, limit: limits.file_bytes, actual: file.bytes });
        }
        let total = self.attachments.iter().fold(0_u64, |sum, file| sum.saturating_add(file.bytes));
        if total > limits.total_bytes {
            errors.push(FieldErrorCode::FilesTooLarge { limit: limits.total_bytes, actual: total });
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

fn check_kind(field: &Field, value: &str) -> Option<FieldErrorCode> {
    match &field.kind {
        FieldKind::Choice { choices } => {
            let offered = choices.iter().any(|choice| choice.value == value);
            (!offered).then_some(FieldErrorCode::NotOffered)
        }
        FieldKind::Email => EmailAddress::parse(value).is_none().then_some(FieldErrorCode::NotAnAddress),
        FieldKind::DateTime => {
            let is_date = value.parse::<DateTime>().is_ok() || value.parse::<Date>().is_ok();
            (!is_date).then_some(FieldErrorCode::NotADate)
        }
        FieldKind::Checkbox => (value != "yes").then_some(FieldErrorCode::NotOffered),
        FieldKind::Line | FieldKind::Text | FieldKind::Attachments => None,
    }
}

fn answer(field: &Field, value: String, wording: &dyn Wording) -> Option<Answer> {
    if value.is_empty() {
        return None;
    }
    let shown = match &field.kind {
        FieldKind::Choice { choices } => choices
            .iter()
            .find(|choice| choice.value == value)
            .map_or_else(|| value.clone(), |choice| text::line(&wording.choice(field, choice), MAX_LABEL)),
        FieldKind::DateTime => value.replace('T', " "),
        FieldKind::Checkbox => "✓".to_owned(),
        _ => value.clone(),
    };
    let label = text::line(&wording.field(field), MAX_LABEL);
    Some(Answer { field: field.id.clone(), label, value, shown })
}

fn lines(texts: &[String], most: usize) -> Vec<String> {
    texts.iter().take(most).map(|text| text::line(text, MAX_LINE)).filter(|line| !line.is_empty()).collect()
}

fn renamed(mut attachments: Vec<Attachment>) -> Vec<Attachment> {
    let names = distinct(attachments.iter().map(|attachment| attachment.name.clone()));
    for (attachment, name) in attachments.iter_mut().zip(names) {
        attachment.name = name;
    }
    attachments
}
