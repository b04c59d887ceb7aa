//! What an organisation changes in the forms. A change that makes no sense is left out and reported; the others hold.

use serde::{Deserialize, Serialize};

use super::{AttachmentLimits, Condition, Field, FieldId, FieldKind, Form, Label, RequestKind, Requirement};
use crate::text::MAX_TEXT;

/// No mail server takes more in one message, and everything is held in memory while it is sent.
const MOST_BYTES: u64 = 100 * 1024 * 1024;
const MOST_FILES: usize = 100;
const MOST_ADDED: usize = 50;

/// The changes of an organisation, as they stand in its policy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct FormChanges {
    /// Fields that are not asked, in every form that has them.
    pub hide: Vec<FieldId>,
    /// Fields that must be filled in.
    pub require: Vec<FieldId>,
    /// Fields that may stay empty.
    pub optional: Vec<FieldId>,
    /// New fields.
    pub add: Vec<AddedField>,
    /// New limits on attachments.
    pub limits: LimitChanges,
}

/// A field that the organisation adds before the attachments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddedField {
    /// The forms that get it; none named is both.
    #[serde(default)]
    pub forms: Vec<RequestKind>,
    /// Its name.
    pub id: FieldId,
    /// What it takes.
    pub kind: FieldKind,
    /// What the person reads.
    pub label: Label,
    /// Whether it must be filled in.
    #[serde(default = "optional")]
    pub requirement: Requirement,
    /// When it is shown.
    #[serde(default)]
    pub shown_when: Option<Condition>,
    /// The longest value, in characters.
    #[serde(default = "default_length")]
    pub max_length: usize,
}

/// Limits that replace the built-in ones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct LimitChanges {
    /// How many files; 0 removes the field.
    pub files: Option<usize>,
    /// How large one file may be, in bytes.
    pub file_bytes: Option<u64>,
    /// How large all files may be together, in bytes.
    pub total_bytes: Option<u64>,
}

/// A change that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeProblem {
    /// The field concerned; `None` for a limit.
    pub field: Option<FieldId>,
    /// What is wrong.
    pub code: ProblemCode,
}

/// Why a change was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    /// No form has this field.
    UnknownField,
    /// The subject is always asked.
    SubjectStays,
    /// The id has other characters than lower-case Latin letters, digits and hyphens, or is too long.
    BadId,
    /// A form has a field of this name already.
    DuplicateId,
    /// A choice without values, or with a value twice.
    BadChoices,
    /// The condition names a field that the form does not have, or the field itself.
    BadCondition,
    /// A second field for attachments.
    SecondAttachments,
    /// A limit of zero, or above what can be sent.
    BadLimit,
    /// More than fifty added fields.
    TooMany,
}

fn optional() -> Requirement {
    Requirement::Optional
}

fn default_length() -> usize {
    1000
}

impl Form {
    /// Applies the organisation's changes and reports those that it left out.
    ///
    /// Added fields come first, so that they can be hidden or asked by nobody by mistake; a field whose condition rests on
    /// a hidden field is hidden with it.
    pub fn apply(&mut self, changes: &FormChanges) -> Vec<ChangeProblem> {
        let mut problems = Vec::new();
        for (number, added) in changes.add.iter().enumerate() {
            if !added.forms.is_empty() && !added.forms.contains(&self.kind) {
                continue;
            }
            match self.add(number, added) {
                Ok(()) => {}
                Err(code) => problems.push(problem(&added.id, code)),
            }
        }
        self.demand(&changes.require, Requirement::Required, &mut problems);
        self.demand(&changes.optional, Requirement::Optional, &mut problems);
        self.hide(&changes.hide, &mut problems);
        self.limit(changes.limits, &mut problems);
        problems
    }

    fn add(&mut self, number: usize, added: &AddedField) -> Result<(), ProblemCode> {
        if number >= MOST_ADDED {
            return Err(ProblemCode::TooMany);
        }
        self.check_added(added)?;
        let place = self.fields.iter().position(|field| field.kind == FieldKind::Attachments);
        let field = Field {
            id: added.id.clone(),
            kind: added.kind.clone(),
            label: added.label.clone(),
            requirement: added.requirement,
            shown_when: added.shown_when.clone(),
            max_length: added.max_length,
        };
        self.fields.insert(place.unwrap_or(self.fields.len()), field);
        Ok(())
    }

    fn check_added(&self, added: &AddedField) -> Result<(), ProblemCode> {
        if !added.id.is_valid() {
            return Err(ProblemCode::BadId);
        }
        if is_known(&added.id) || self.field(added.id.as_str()).is_some() {
            return Err(ProblemCode::DuplicateId);
        }
        if added.kind == FieldKind::Attachments {
            return Err(ProblemCode::SecondAttachments);
        }
        if let FieldKind::Choice { choices } = &added.kind {
            let mut values: Vec<&str> = choices.iter().map(|choice| choice.value.as_str()).collect();
            values.sort_unstable();
            let repeated = values.windows(2).any(|pair| pair[0] == pair[1]);
            if values.is_empty() || repeated || values.contains(&"") {
                return Err(ProblemCode::BadChoices);
            }
        }
        if added.max_length == 0 || added.max_length > MAX_TEXT {
            return Err(ProblemCode::BadLimit);
        }
        let condition = added.shown_when.as_ref();
        if condition.is_some_and(|condition| self.field(condition.field.as_str()).is_none()) {
            return Err(ProblemCode::BadCondition);
        }
        Ok(())
    }

    fn demand(&mut self, ids: &[FieldId], requirement: Requirement, problems: &mut Vec<ChangeProblem>) {
        for id in ids {
            match self.fields.iter_mut().find(|field| field.id == *id) {
                Some(_) if id.as_str() == FieldId::SUBJECT => {
                    problems.push(problem(id, ProblemCode::SubjectStays))
                }
                Some(field) => field.requirement = requirement,
                None if is_known(id) => {}
                None => problems.push(problem(id, ProblemCode::UnknownField)),
            }
        }
    }

    fn hide(&mut self, ids: &[FieldId], problems: &mut Vec<ChangeProblem>) {
        for id in ids {
            if id.as_str() == FieldId::SUBJECT {
                problems.push(problem(id, ProblemCode::SubjectStays));
            } else if self.field(id.as_str()).is_some() {
                self.fields.retain(|field| field.id != *id);
            } else if !is_known(id) {
                problems.push(problem(id, ProblemCode::UnknownField));
            }
        }
        let mut before = 0;
        while before != self.fields.len() {
            before = self.fields.len();
            let ids: Vec<FieldId> = self.fields.iter().map(|field| field.id.clone()).collect();
            self.fields
                .retain(|field| field.shown_when.as_ref().is_none_or(|when| ids.contains(&when.field)));
        }
    }

    fn limit(&mut self, changes: LimitChanges, problems: &mut Vec<ChangeProblem>) {
        let AttachmentLimits { files, file_bytes, total_bytes } = &mut self.limits;
        let mut bad = |is_bad: bool| {
            if is_bad {
                problems.push(ChangeProblem { field: None, code: ProblemCode::BadLimit });
            }
            is_bad
        };
        if let Some(wanted) = changes.files.filter(|wanted| !bad(*wanted > MOST_FILES)) {
            *files = wanted;
        }
        for (current, wanted) in [(file_bytes, changes.file_bytes), (total_bytes, changes.total_bytes)] {
            if let Some(wanted) = wanted.filter(|wanted| !bad(*wanted == 0 || *wanted > MOST_BYTES)) {
                *current = wanted;
            }
        }
        if self.limits.files == 0 {
            self.fields.retain(|field| field.kind != FieldKind::Attachments);
        }
    }
}

/// A change may name a field that only the other form has: one policy serves both.
fn is_known(id: &FieldId) -> bool {
    [RequestKind::Problem, RequestKind::Feature]
        .into_iter()
        .any(|kind| Form::built_in(kind).field(id.as_str()).is_some())
}

fn problem(id: &FieldId, code: ProblemCode) -> ChangeProblem {
    ChangeProblem { field: Some(id.clone()), code }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(json: &str) -> (Form, Vec<ChangeProblem>) {
        let changes: FormChanges = serde_json::from_str(json).unwrap();
        let mut form = Form::built_in(RequestKind::Problem);
        let problems = form.apply(&changes);
        (form, problems)
    }

    #[test]
    fn fields_are_hidden_required_and_added() {
        let (form, problems) = changed(
            r#"{ "hide": ["with-whom", "demand"], "require": ["email", "room"], "optional": ["steps"],
                 "add": [{ "id": "room", "kind": { "type": "line" }, "label": { "words": { "ru": "Кабинет" } } }],
                 "limits": { "files": 3, "totalBytes": 1000 } }"#,
        );
        assert_eq!(problems, []);
        assert!(form.field("with-whom").is_none());
        assert_eq!(form.field("email").unwrap().requirement, Requirement::Required);
        assert_eq!(form.field("room").unwrap().requirement, Requirement::Required);
        assert_eq!(form.field("steps").unwrap().requirement, Requirement::Optional);
        assert_eq!((form.limits.files, form.limits.total_bytes), (3, 1000));
        assert_eq!(form.limits.file_bytes, AttachmentLimits::default().file_bytes);
        let order: Vec<&str> = form.fields.iter().map(|field| field.id.as_str()).collect();
        assert_eq!(&order[order.len() - 4..], ["room", "attachments", "name", "email"]);
    }

    #[test]
    fn a_field_goes_with_the_one_it_rests_on() {
        let (form, problems) = changed(r#"{ "hide": ["platform"] }"#);
        assert_eq!(problems, []);
        assert!(form.field("device").is_none());
    }

    #[test]
    fn no_files_means_no_field_for_them() {
        let (form, _) = changed(r#"{ "limits": { "files": 0 } }"#);
        assert!(form.field("attachments").is_none());
    }

    #[test]
    fn fields_are_added_to_the_forms_they_name() {
        let (form, problems) = changed(
            r#"{ "add": [{ "forms": ["feature"], "id": "budget", "kind": { "type": "line" },
                          "label": { "key": "k" } }] }"#,
        );
        assert_eq!(problems, []);
        assert!(form.field("budget").is_none());
    }

    #[test]
    fn senseless_changes_are_left_out_and_reported() {
        use ProblemCode::*;
        let check = |json: &str, expected: &[ProblemCode]| {
            let (form, problems) = changed(json);
            assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), expected, "{json}");
            assert_eq!(form, Form::built_in(RequestKind::Problem), "{json}");
        };
        let add = |rest: &str| format!(r#"{{ "add": [{{ "label": {{ "key": "k" }}, {rest} }}] }}"#);
        check(r#"{ "hide": ["subject", "no-such"] }"#, &[SubjectStays, UnknownField]);
        check(r#"{ "require": ["no-such"], "optional": ["subject"] }"#, &[UnknownField, SubjectStays]);
        check(&add(r#""id": "Кабинет", "kind": { "type": "line" }"#), &[BadId]);
        check(&add(r#""id": "steps", "kind": { "type": "line" }"#), &[DuplicateId]);
        check(&add(r#""id": "demand", "kind": { "type": "line" }"#), &[DuplicateId]);
        check(&add(r#""id": "x", "kind": { "type": "choice", "choices": [] }"#), &[BadChoices]);
        check(&add(r#""id": "x", "kind": { "type": "attachments" }"#), &[SecondAttachments]);
        check(&add(r#""id": "x", "kind": { "type": "line" }, "maxLength": 0"#), &[BadLimit]);
        check(
            &add(r#""id": "x", "kind": { "type": "line" }, "shownWhen": { "field": "x", "values": [] }"#),
            &[BadCondition],
        );
        check(
            r#"{ "limits": { "files": 1000, "fileBytes": 0, "totalBytes": 99999999999 } }"#,
            &[BadLimit, BadLimit, BadLimit],
        );
    }
}
