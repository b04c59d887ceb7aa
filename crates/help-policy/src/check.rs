//! Whether a value is one that its key may have. Pure.

use serde_json::Value;

use crate::definition::{Definition, Items, Kind};
use crate::objects;
use crate::problem::Reason;

/// The most items a list may have.
const MOST_ITEMS: usize = 1_000;

/// Something wrong with a value, or with a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// `[2]`, `limits.files`; none for the value as a whole.
    pub(crate) part: Option<String>,
    /// What is wrong.
    pub(crate) reason: Reason,
}

impl Fault {
    /// A fault of the value as a whole.
    pub(crate) fn whole(reason: Reason) -> Self {
        Self { part: None, reason }
    }

    /// A fault of a part.
    pub(crate) fn of(part: impl Into<String>, reason: Reason) -> Self {
        Self { part: Some(part.into()), reason }
    }
}

/// What remains of a value, and what was wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Checked {
    /// The value to use; none when it is ignored.
    pub(crate) value: Option<Value>,
    /// Why it is ignored, or what was left out.
    pub(crate) faults: Vec<Fault>,
}

impl Definition {
    /// Examines a value.
    ///
    /// Of a list, items that are no good are left out, so that one bad pattern does not uncover what the others mask. A
    /// list of which nothing remains is ignored as a whole: it does not mean the empty list.
    pub(crate) fn check(&self, value: &Value) -> Checked {
        let result = match (self.kind, value) {
            (Kind::Bool, Value::Bool(_)) => Ok(()),
            (Kind::Integer { least, most }, Value::Number(number)) => match number.as_i64() {
                Some(number) if (least..=most).contains(&number) => Ok(()),
                _ => Err(Fault::whole(Reason::OutOfRange { least, most })),
            },
            (Kind::Text(form), Value::String(text)) => form.check(text).map_err(Fault::whole),
            (Kind::Choice(allowed), Value::String(text)) => check_word(text, allowed).map_err(Fault::whole),
            (Kind::List(items), Value::Array(values)) => return check_list(items, values),
            (Kind::Object(shape), Value::Object(_)) => objects::check(shape, value),
            _ => Err(Fault::whole(Reason::WrongType {
                expected: self.kind.name(),
                found: name_of_type(value),
            })),
        };
        match result {
            Ok(()) => Checked { value: Some(value.clone()), faults: Vec::new() },
            Err(fault) => Checked { value: None, faults: vec![fault] },
        }
    }
}

fn check_list(items: Items, values: &[Value]) -> Checked {
    if values.len() > MOST_ITEMS {
        let fault = Fault::whole(Reason::TooManyItems { most: MOST_ITEMS });
        return Checked { value: None, faults: vec![fault] };
    }
    let mut kept: Vec<Value> = Vec::new();
    let mut faults = Vec::new();
    for (index, value) in values.iter().enumerate() {
        let result = if kept.contains(value) { Err(Reason::Repeated) } else { check_item(items, value) };
        match result {
            Ok(()) => kept.push(value.clone()),
            Err(reason) => faults.push(Fault::of(format!("[{index}]"), reason)),
        }
    }
    let value = (!kept.is_empty() || values.is_empty()).then_some(Value::Array(kept));
    Checked { value, faults }
}

fn check_item(items: Items, value: &Value) -> Result<(), Reason> {
    let Value::String(text) = value else {
        return Err(Reason::WrongType { expected: "text", found: name_of_type(value) });
    };
    match items {
        Items::Of(form) => form.check(text),
        Items::OneOf(allowed) => check_word(text, allowed),
    }
}

fn check_word(text: &str, allowed: &'static [&'static str]) -> Result<(), Reason> {
    if allowed.contains(&text) { Ok(()) } else { Err(Reason::NotAllowed { allowed }) }
}

/// The name of a value's type, as the table names types.
pub(crate) fn name_of_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(number) if number.is_f64() => "fraction",
        Value::Number(_) => "integer",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}
