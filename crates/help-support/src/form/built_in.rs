//! The built-in forms: the questions that the support of eXpress asks.

use super::{
    Area, AttachmentLimits, Choice, Condition, Field, FieldId, FieldKind, Form, Label, RequestKind,
    Requirement,
};
use crate::text::MAX_SUBJECT;

const LINE: usize = 300;
const TEXT: usize = 20_000;
const PLATFORMS: [&str; 6] = ["windows", "macos", "linux", "web", "android", "ios"];

pub(super) fn form(kind: RequestKind) -> Form {
    let mut fields = vec![required(line(FieldId::SUBJECT, MAX_SUBJECT))];
    fields.extend(match kind {
        RequestKind::Problem => problem(),
        RequestKind::Feature => feature(),
    });
    fields.push(field(FieldId::ATTACHMENTS, FieldKind::Attachments, 0));
    fields.push(line(FieldId::NAME, LINE));
    // RFC 5321, section 4.5.3.1.3: a path has at most 256 octets with its brackets.
    fields.push(field(FieldId::EMAIL, FieldKind::Email, 254));
    Form { kind, fields, limits: AttachmentLimits::default() }
}

fn problem() -> Vec<Field> {
    let mut device = line("device", LINE);
    device.shown_when = Some(Condition {
        field: FieldId::new(FieldId::PLATFORM),
        values: ["android", "ios"].map(str::to_owned).to_vec(),
    });
    vec![
        required(choice(FieldId::AREA, &Area::ALL.map(Area::value))),
        field("when", FieldKind::DateTime, LINE),
        line("where", LINE),
        choice("with-whom", &["only-me", "some", "everyone"]),
        required(field("steps", FieldKind::Text, TEXT)),
        choice(FieldId::PLATFORM, &PLATFORMS),
        device,
        line("app-version", LINE),
    ]
}

fn feature() -> Vec<Field> {
    let platforms: Vec<&str> = std::iter::once("all").chain(PLATFORMS).collect();
    vec![
        required(field("point", FieldKind::Text, TEXT)),
        field("purpose", FieldKind::Text, TEXT),
        choice(FieldId::PLATFORM, &platforms),
        choice("demand", &["once", "monthly", "weekly", "daily"]),
        choice("importance", &["low", "medium", "high"]),
    ]
}

fn line(id: &str, max_length: usize) -> Field {
    field(id, FieldKind::Line, max_length)
}

fn choice(id: &str, values: &[&str]) -> Field {
    let choices = values.iter().map(|value| Choice {
        value: (*value).to_owned(),
        label: Label::Key(format!("support-choice-{id}-{value}")),
    });
    field(id, FieldKind::Choice { choices: choices.collect() }, LINE)
}

fn field(id: &str, kind: FieldKind, max_length: usize) -> Field {
    Field {
        id: FieldId::new(id),
        kind,
        label: Label::Key(format!("support-field-{id}")),
        requirement: Requirement::Optional,
        shown_when: None,
        max_length,
    }
}

fn required(field: Field) -> Field {
    Field { requirement: Requirement::Required, ..field }
}
