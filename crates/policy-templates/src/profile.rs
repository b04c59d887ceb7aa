//! The profile template of macOS: every key with its example, to be cut down to what is wanted.
//!
//! The values stand in a payload of managed preferences, so that the system forces them; those that are usually recommended
//! stand in the dictionary that the program takes as recommendations.

use std::io;

use help_policy::{Area, Definition, Language, PREFERENCES_DEFAULTS, PREFERENCES_DOMAIN, definitions};
use quick_xml::events::{BytesText, Event};
use serde_json::Value;

use crate::error::TemplateError;
use crate::xml::{self, Xml};

/// Ids of profile and payload, made once. A copy that is installed beside another needs ids of its own.
const IDS: [&str; 2] = ["6D0C3C6E-6B0F-4B2C-9E43-6B7C1B9F2A51", "B0B8F2A4-5C53-4C0E-8E0B-2D7C8A5E9F10"];
/// What stands at the top of the profile.
const INTRODUCTION: &str = " A template: remove the keys you do not set, and give both PayloadUUID new values (uuidgen). \
                            Шаблон: удалите ключи, которые не задаёте, и замените оба PayloadUUID (uuidgen). ";

/// Writes the profile.
pub(crate) fn profile() -> Result<String, TemplateError> {
    let text = xml::document(|xml| {
        let doctype =
            "plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\"";
        xml.write_event(Event::DocType(BytesText::from_escaped(doctype)))?;
        xml.write_event(Event::Comment(BytesText::from_escaped(INTRODUCTION)))?;
        xml::element(xml, "plist", &[("version", "1.0")], |xml| {
            xml::element(xml, "dict", &[], |xml| {
                payload(xml, "Configuration", IDS[0], PREFERENCES_DOMAIN)?;
                pair(xml, "PayloadScope", "System")?;
                xml::text(xml, "key", &[], "PayloadContent")?;
                xml::element(xml, "array", &[], |xml| xml::element(xml, "dict", &[], preferences))
            })
        })
    })?;
    Ok(text)
}

/// What every payload has.
fn payload(xml: &mut Xml, kind: &str, id: &str, identifier: &str) -> io::Result<()> {
    pair(xml, "PayloadType", kind)?;
    pair(xml, "PayloadIdentifier", identifier)?;
    pair(xml, "PayloadUUID", id)?;
    pair(xml, "PayloadDisplayName", "eXpress Help")?;
    xml::text(xml, "key", &[], "PayloadVersion")?;
    xml::text(xml, "integer", &[], "1")
}

/// The managed preferences: domain, forced, settings.
fn preferences(xml: &mut Xml) -> io::Result<()> {
    payload(
        xml,
        "com.apple.ManagedClient.preferences",
        IDS[1],
        &format!("{PREFERENCES_DOMAIN}.preferences"),
    )?;
    xml::text(xml, "key", &[], "PayloadContent")?;
    xml::element(xml, "dict", &[], |xml| {
        xml::text(xml, "key", &[], PREFERENCES_DOMAIN)?;
        xml::element(xml, "dict", &[], |xml| {
            xml::text(xml, "key", &[], "Forced")?;
            xml::element(xml, "array", &[], |xml| {
                xml::element(xml, "dict", &[], |xml| {
                    xml::text(xml, "key", &[], "mcx_preference_settings")?;
                    xml::element(xml, "dict", &[], settings)
                })
            })
        })
    })
}

fn settings(xml: &mut Xml) -> io::Result<()> {
    let (recommended, mandatory): (Vec<_>, Vec<_>) =
        definitions().partition(|definition| definition.area == Area::Reading);
    mandatory.into_iter().try_for_each(|definition| setting(xml, definition))?;
    xml::text(xml, "key", &[], PREFERENCES_DEFAULTS)?;
    xml::element(xml, "dict", &[], |xml| {
        recommended.into_iter().try_for_each(|definition| setting(xml, definition))
    })
}

fn setting(xml: &mut Xml, definition: &Definition) -> io::Result<()> {
    let title = format!(" {} / {} ", definition.title(Language::En), definition.title(Language::Ru));
    xml.write_event(Event::Comment(BytesText::from_escaped(title)))?;
    xml::text(xml, "key", &[], definition.key.name())?;
    value(xml, &definition.example_value())
}

fn pair(xml: &mut Xml, key: &str, text: &str) -> io::Result<()> {
    xml::text(xml, "key", &[], key)?;
    xml::text(xml, "string", &[], text)
}

/// A JSON value as the property list has it; `null` does not occur.
fn value(xml: &mut Xml, json: &Value) -> io::Result<()> {
    match json {
        Value::Null => Err(io::Error::other("a property list has no null")),
        Value::Bool(yes) => xml::empty(xml, if *yes { "true" } else { "false" }, &[]),
        Value::Number(number) => xml::text(xml, "integer", &[], &number.to_string()),
        Value::String(text) => xml::text(xml, "string", &[], text),
        Value::Array(items) => {
            xml::element(xml, "array", &[], |xml| items.iter().try_for_each(|item| value(xml, item)))
        }
        Value::Object(object) => xml::element(xml, "dict", &[], |xml| {
            // Sorted: the order must not depend on how serde_json was built.
            let mut entries: Vec<_> = object.iter().collect();
            entries.sort_by_key(|(name, _)| *name);
            entries.into_iter().try_for_each(|(name, part)| {
                xml::text(xml, "key", &[], name)?;
                value(xml, part)
            })
        }),
    }
}

/// A key with its example as it stands in a profile.
pub(crate) fn snippet(definition: &Definition) -> Result<String, TemplateError> {
    let document = xml::document(|xml| {
        xml::text(xml, "key", &[], definition.key.name())?;
        value(xml, &definition.example_value())
    })?;
    // Without the declaration in the first line.
    Ok(document.lines().skip(1).collect::<Vec<_>>().join("\n"))
}
