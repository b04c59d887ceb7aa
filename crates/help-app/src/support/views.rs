//! Between the shapes of the store, the policy and the forms, and those of the window.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use help_policy::Policy;
use help_store::{OutboxEntry, RequestState};
use help_support::transport::{Handover, Reason, Reference};
use help_support::{
    AddedField, Area, Field, FieldError, FieldErrorCode, FieldId, FieldKind, Form, FormChanges, Label,
    Language, LimitChanges, Request, Requirement, Transport,
};
use serde::{Deserialize, Serialize};

use super::Written;
use super::words::Words;
use crate::dto::{
    AttachmentView, ChoiceView, DraftEntry, FieldProblem, FieldType, FieldView, FormView, LimitsView,
    RequestEntry, RequestKind, RequestStatus, ShownWhen, TransportKind, TransportView,
};

/// What is kept of the end of an attempt, as JSON in the outbox's columns.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Outcome {
    /// The receiver has it.
    Delivered(Reference),
    /// The person finishes by hand.
    Prepared(Handover),
}

pub(super) fn transport(transport: &dyn Transport) -> TransportView {
    TransportView { kind: transport.kind(), destination: transport.destination() }
}

/// Ids and sizes fit the window's numbers; one that does not names nothing.
pub(super) fn small(number: i64) -> i32 {
    i32::try_from(number).unwrap_or(-1)
}

fn length(bytes: u64) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

fn seconds(time: SystemTime) -> u32 {
    let since = time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    u32::try_from(since).unwrap_or(u32::MAX)
}

pub(super) fn attachment(file: &help_store::Attachment) -> AttachmentView {
    AttachmentView {
        id: small(file.id.into()),
        name: file.name.clone(),
        bytes: length(file.size),
        // Attaching looks at the content before it says so.
        picture: file.media_type.starts_with("image/"),
    }
}

pub(super) fn limits(form: &Form) -> help_store::AttachmentLimits {
    let limits = form.limits;
    help_store::AttachmentLimits {
        count: limits.files as u64,
        each: limits.file_bytes,
        total: limits.total_bytes,
    }
}

pub(super) fn draft_entry(draft: &help_store::Draft) -> DraftEntry {
    let content = draft.content.decode::<Written>().ok().map(|written| written.draft);
    let subject = content.as_ref().and_then(|content| content.values.get(&FieldId::new(FieldId::SUBJECT)));
    DraftEntry {
        id: small(draft.id.into()),
        kind: content.as_ref().map_or(RequestKind::Problem, |content| content.kind),
        subject: subject.cloned().unwrap_or_default(),
        changed_at: seconds(draft.changed_at),
    }
}

pub(super) fn request_entry(entry: &OutboxEntry) -> RequestEntry {
    let request = entry.content.decode::<Request>().ok();
    let outcome = entry.reference.as_deref().and_then(|text| serde_json::from_str::<Outcome>(text).ok());
    let reason = entry.reason.as_deref().and_then(|text| serde_json::from_str::<Reason>(text).ok());
    let status = match entry.state {
        RequestState::Queued => RequestStatus::Waiting,
        RequestState::Sending => RequestStatus::Sending,
        RequestState::Sent => RequestStatus::Sent,
        RequestState::Prepared => RequestStatus::Prepared,
        RequestState::Failed => RequestStatus::Failed,
        RequestState::Unknown => RequestStatus::Unknown,
        RequestState::Cancelled => RequestStatus::Cancelled,
    };
    // The files of a request that has arrived are deleted.
    let exportable =
        request.as_ref().is_some_and(|request| request.attachments.len() == entry.attachments.len());
    RequestEntry {
        id: entry.id.to_string(),
        kind: request.as_ref().map_or(RequestKind::Problem, |request| request.kind),
        subject: request.map(|request| request.subject.as_str().to_owned()).unwrap_or_default(),
        transport: TransportKind::from_name(&entry.transport).unwrap_or(TransportKind::File),
        status,
        attempts: entry.attempts,
        reference: outcome.as_ref().and_then(reference),
        reason: reason.as_ref().map(code),
        exportable,
        detail: reason.map(|reason| reason.detail).filter(|detail| !detail.is_empty()),
        changed_at: seconds(entry.changed_at),
    }
}

/// What can be shown of where a request went.
fn reference(outcome: &Outcome) -> Option<String> {
    match outcome {
        Outcome::Delivered(Reference::File(path)) => Some(path.display().to_string()),
        Outcome::Delivered(Reference::Mail { answer, .. }) => {
            Some(answer.clone()).filter(|text| !text.is_empty())
        }
        Outcome::Delivered(Reference::Issue(key)) => Some(key.clone()),
        Outcome::Prepared(handover) => handover.folder.as_ref().map(|folder| folder.display().to_string()),
    }
}

/// The kebab-case name of a cause.
fn code(reason: &Reason) -> String {
    serde_json::to_value(reason.code)
        .ok()
        .and_then(|code| code.as_str().map(str::to_owned))
        .unwrap_or_default()
}

pub(super) fn problem(error: &FieldError) -> FieldProblem {
    let (limit, name) = match &error.code {
        FieldErrorCode::TooLong { limit, .. } | FieldErrorCode::TooManyFiles { limit, .. } => {
            (Some(*limit as u64), None)
        }
        FieldErrorCode::FileTooLarge { name, limit, .. } => (Some(*limit), Some(name.clone())),
        FieldErrorCode::FilesTooLarge { limit, .. } => (Some(*limit), None),
        FieldErrorCode::PictureForbidden { name } => (None, Some(name.clone())),
        FieldErrorCode::Missing
        | FieldErrorCode::NotOffered
        | FieldErrorCode::NotAnAddress
        | FieldErrorCode::NotADate => (None, None),
    };
    let json = serde_json::to_value(&error.code).unwrap_or_default();
    let code = json.get("code").and_then(|code| code.as_str()).unwrap_or_default().to_owned();
    FieldProblem { field: error.field.to_string(), code, limit: limit.map(length), name }
}

/// The person's address, asked for although the form does not require it.
pub(super) fn address_missing() -> FieldProblem {
    problem(&FieldError { field: FieldId::new(FieldId::EMAIL), code: FieldErrorCode::Missing })
}

pub(super) fn form(form: &Form, words: Words) -> FormView {
    let hints = Area::ALL.map(|area| {
        let hints = area.worth_attaching().iter().map(|hint| words.hint(*hint).to_owned());
        (area.value().to_owned(), hints.collect())
    });
    let limits = form.limits;
    FormView {
        kind: form.kind,
        fields: form.fields.iter().map(|field| self::field(field, words)).collect(),
        limits: LimitsView {
            files: length(limits.files as u64),
            file_bytes: length(limits.file_bytes),
            total_bytes: length(limits.total_bytes),
        },
        hints: hints.into(),
    }
}

fn field(field: &Field, words: Words) -> FieldView {
    let (kind, choices) = match &field.kind {
        FieldKind::Line => (FieldType::Line, &[][..]),
        FieldKind::Text => (FieldType::Text, &[][..]),
        FieldKind::Email => (FieldType::Email, &[][..]),
        FieldKind::Choice { choices } => (FieldType::Choice, choices.as_slice()),
        FieldKind::DateTime => (FieldType::DateTime, &[][..]),
        FieldKind::Attachments => (FieldType::Attachments, &[][..]),
        FieldKind::Checkbox => (FieldType::Checkbox, &[][..]),
    };
    FieldView {
        id: field.id.to_string(),
        kind,
        label: words.label(&field.label),
        choices: choices
            .iter()
            .map(|choice| ChoiceView { value: choice.value.clone(), label: words.label(&choice.label) })
            .collect(),
        required: field.requirement == Requirement::Required,
        shown_when: field
            .shown_when
            .as_ref()
            .map(|when| ShownWhen { field: when.field.to_string(), values: when.values.clone() }),
        max_length: length(field.max_length as u64),
    }
}

/// What policy changes in the forms.
pub(super) fn changes(policy: &Policy) -> FormChanges {
    let fields = policy.request_fields();
    let ids = |ids: &[String]| ids.iter().map(|id| FieldId::new(id)).collect();
    FormChanges {
        hide: ids(&fields.hide),
        require: ids(&fields.require),
        optional: Vec::new(),
        add: fields.add.iter().map(added).collect(),
        limits: LimitChanges {
            files: fields.limits.files.map(|files| files as usize),
            file_bytes: fields.limits.file_bytes,
            total_bytes: fields.limits.total_bytes,
        },
    }
}

fn added(field: &help_policy::AddedField) -> AddedField {
    use help_policy::AddedFieldKind as Kind;
    let kind = match field.kind {
        Kind::Line => FieldKind::Line,
        Kind::Text => FieldKind::Text,
        Kind::DateTime => FieldKind::DateTime,
        Kind::Checkbox => FieldKind::Checkbox,
        Kind::Choice => FieldKind::Choice {
            choices: field
                .choices
                .iter()
                .map(|choice| help_support::Choice {
                    value: choice.value.clone(),
                    label: label(&choice.label),
                })
                .collect(),
        },
    };
    let form = |kind: &help_policy::FormKind| match kind {
        help_policy::FormKind::Problem => help_support::RequestKind::Problem,
        help_policy::FormKind::Feature => help_support::RequestKind::Feature,
    };
    AddedField {
        forms: field.forms.iter().map(form).collect(),
        id: FieldId::new(&field.id),
        kind,
        label: label(&field.label),
        requirement: if field.required { Requirement::Required } else { Requirement::Optional },
        shown_when: None,
        max_length: field.max_length.map_or(1000, |length| length as usize),
    }
}

fn label(words: &help_policy::Words) -> Label {
    let both = [(Language::Ru, help_policy::Language::Ru), (Language::En, help_policy::Language::En)];
    let words: BTreeMap<_, _> =
        both.map(|(language, wanted)| (language, words.in_language(wanted).to_owned())).into();
    Label::Words(words)
}
