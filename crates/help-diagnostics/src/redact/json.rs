//! Masking the texts inside JSON, where a key's name announces its value.

use serde_json::Value;

use super::Redactor;
use super::secrets::is_secret_name;
use super::span::Kind;

impl Redactor {
    /// Masks every text in a JSON value; under a key such as `password` the whole text. Keys and numbers stay.
    pub fn redact_json(&mut self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.redact(text),
            Value::Array(values) => values.iter_mut().for_each(|value| self.redact_json(value)),
            Value::Object(fields) => {
                for (name, value) in fields {
                    match value {
                        Value::String(text) if is_secret_name(name) && !text.is_empty() => {
                            *text = self.mark(Kind::Secret, text);
                        }
                        value => self.redact_json(value),
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}
