//! The keys whose values are objects: their shape in words and as JSON Schema. The rules are those of `help_policy`'s checks;
//! a test compares the verdicts of both.

use help_policy::Shape;
use serde_json::{Value, json};

/// The shape as one reads it: `text` is one line, `words` a text or `{"ru": text, "en": text}`; everything may be left out
/// but what is marked `(required)`.
pub(crate) fn in_words(shape: Shape) -> &'static str {
    match shape {
        Shape::Contacts => {
            r#"{"organization": words, "phone": text, "hours": words, "portal": address, "knowledgeBase": address}; words = text | {"ru": text, "en": text}"#
        }
        Shape::RequestTypes => r#"{"problem": text, "feature": text}"#,
        Shape::RequestFields => {
            r#"{"hide": [id], "require": [id], "add": [{"id": id (required), "kind": "line" | "text" | "choice" | "date-time" | "checkbox" (required), "label": words (required), "hint": words, "choices": [{"value": text, "label": words}], "required": true | false, "maxLength": number, "forms": ["problem" | "feature"]}], "limits": {"files": 0–100, "fileBytes": number, "totalBytes": number}}; words = text | {"ru": text, "en": text}"#
        }
    }
}

/// The shape as JSON Schema.
pub(crate) fn schema(shape: Shape) -> Value {
    match shape {
        Shape::Contacts => object(json!({
            "organization": words(), "phone": line(), "hours": words(), "portal": address(), "knowledgeBase": address(),
        })),
        Shape::RequestTypes => object(json!({ "problem": name(), "feature": name() })),
        Shape::RequestFields => object(json!({
            "hide": { "type": "array", "items": id() },
            "require": { "type": "array", "items": id() },
            "add": { "type": "array", "maxItems": 50, "items": added_field() },
            "limits": object(json!({
                "files": { "type": "integer", "minimum": 0, "maximum": 100 },
                "fileBytes": { "type": "integer", "minimum": 1, "maximum": 100 << 20 },
                "totalBytes": { "type": "integer", "minimum": 1, "maximum": 100 << 20 },
            })),
        })),
    }
}

fn added_field() -> Value {
    let mut schema = object(json!({
        "id": id(),
        "kind": { "enum": ["line", "text", "choice", "date-time", "checkbox"] },
        "label": words(),
        "hint": words(),
        "choices": { "type": "array", "items": choice() },
        "required": { "type": "boolean" },
        "maxLength": { "type": "integer", "minimum": 1, "maximum": 100_000 },
        "forms": { "type": "array", "items": { "enum": ["problem", "feature"] } },
    }));
    schema["required"] = json!(["id", "kind", "label"]);
    // Choices are there for the kind choice, and only for it.
    schema["if"] = json!({ "properties": { "kind": { "const": "choice" } }, "required": ["kind"] });
    schema["then"] = json!({ "required": ["choices"], "properties": { "choices": { "minItems": 1 } } });
    schema["else"] = json!({ "properties": { "choices": { "maxItems": 0 } } });
    schema
}

fn choice() -> Value {
    let mut schema = object(json!({ "value": line(), "label": words() }));
    schema["required"] = json!(["value", "label"]);
    schema
}

fn object(properties: Value) -> Value {
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn words() -> Value {
    let mut each = object(json!({ "ru": line(), "en": line() }));
    each["required"] = json!(["ru", "en"]);
    json!({ "anyOf": [line(), each] })
}

fn line() -> Value {
    crate::schema::text(r"\S")
}

fn name() -> Value {
    crate::schema::text("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")
}

fn id() -> Value {
    json!({ "type": "string", "pattern": "^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$" })
}

fn address() -> Value {
    crate::schema::text(r"^https?://[^\s/?#@]+([/?#]\S*)?$")
}
