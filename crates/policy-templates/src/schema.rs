//! The JSON Schema (2020-12) of a policy file on Linux, for editors and for checks before a rollout.
//!
//! What it accepts the program accepts too, as far as a schema can tell: that a host name is one, or that two keys go
//! together, only the program knows. Addresses begin in lower case here.

use help_policy::{Definition, Form, Items, Kind, Language, definitions};
use serde_json::{Map, Value, json};

use crate::error::TemplateError;
use crate::shapes;

/// The longest text, in characters.
const LONGEST_TEXT: u32 = 2_000;
/// The most items of a list.
const MOST_ITEMS: u32 = 1_000;

/// Writes the schema.
pub(crate) fn text_of_schema() -> Result<String, TemplateError> {
    let mut text = serde_json::to_string_pretty(&sorted(policy_schema()))?;
    text.push('\n');
    Ok(text)
}

/// Makes the schema of a policy file.
#[must_use]
pub fn policy_schema() -> Value {
    let properties: Map<String, Value> =
        definitions().map(|definition| (definition.key.name().to_owned(), property(definition))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "express-help-policy.schema.json",
        "title": "eXpress Help: policy",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    })
}

fn property(definition: &Definition) -> Value {
    let mut schema = match definition.kind {
        Kind::Bool => json!({ "type": "boolean" }),
        Kind::Integer { least, most } => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Kind::Text(form) => text(pattern(form)),
        Kind::Choice(words) => json!({ "enum": words }),
        Kind::List(items) => {
            let items = match items {
                Items::Of(form) => text(pattern(form)),
                Items::OneOf(words) => json!({ "enum": words }),
            };
            json!({ "type": "array", "items": items, "maxItems": MOST_ITEMS, "uniqueItems": true })
        }
        Kind::Object(shape) => shapes::schema(shape),
    };
    schema["title"] = json!(definition.title(Language::En));
    schema["description"] =
        json!(format!("{} / {}", definition.description(Language::En), definition.description(Language::Ru)));
    if !definition.default_value().is_null() {
        schema["default"] = definition.default_value();
    }
    schema["examples"] = json!([definition.example_value()]);
    schema
}

/// One line of text.
pub(crate) fn text(pattern: &str) -> Value {
    json!({ "type": "string", "minLength": 1, "maxLength": LONGEST_TEXT, "pattern": pattern })
}

/// What can be said of a form with a pattern.
fn pattern(form: Form) -> &'static str {
    match form {
        Form::Line | Form::Pattern => r"\S",
        Form::Host => r"^([^\s/:@%]+|\[[0-9A-Fa-f:.]+\])$",
        Form::Target => r"^([^\s/:@%]+|\[[0-9A-Fa-f:.]+\]):[0-9]{1,5}$",
        Form::Email => r"^[^\s@<>]+@[^\s@<>]+$",
        Form::HttpsAddress => r"^https://[^\s/?#@]+([/?#]\S*)?$",
        Form::WebAddress => r"^https?://[^\s/?#@]+([/?#]\S*)?$",
        Form::ApiAddress => r"^https?://[^\s/?#@]+(/[^\s?#]*)?$",
        Form::ProxyAddress => r"^(https?|socks5h?)://[^\s/?#@]+/?$",
        Form::BypassRule => r"^[^\s@]+$",
        Form::Path => "^/",
        Form::PackPlace => "^(/|https://[^/?#@]+([/?#]|$))",
        Form::ArticleId => "^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?(/[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?)*$",
        Form::Name => "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$",
        Form::Version => r"^[0-9]{1,9}(\.[0-9]{1,9}){0,2}$",
        Form::PublicKey => "^RW[A-Za-z0-9+/]{54}$",
    }
}

/// The same with sorted names: the order must not depend on how serde_json was built.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut entries: Vec<(String, Value)> = object.into_iter().collect();
            entries.sort_by(|(left, _), (right, _)| left.cmp(right));
            entries.into_iter().map(|(name, value)| (name, sorted(value))).collect::<Map<_, _>>().into()
        }
        Value::Array(values) => values.into_iter().map(sorted).collect(),
        value => value,
    }
}
