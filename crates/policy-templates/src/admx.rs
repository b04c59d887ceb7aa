//! The administrative template of Windows: which policy writes what where. Its texts are `adml`.
//!
//! Elements and their order follow Microsoft's schema `PolicyDefinitions.xsd` (MS-GPREG, “Registry Policy File Format”,
//! writes what comes of it).

use std::io;

use help_policy::{Area, Definition, Kind, Reach};

use crate::error::TemplateError;
use crate::windows::{self, Force};
use crate::xml::{self, Xml};

/// The schema's namespace.
const SCHEMA: &str = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions";
/// The longest text that the editor takes, in characters; its own default is 1023.
const LONGEST_TEXT: &str = "2000";
/// The same for JSON.
const LONGEST_OBJECT: &str = "65535";

/// Writes the template.
pub(crate) fn template() -> Result<String, TemplateError> {
    let attributes = [("xmlns", SCHEMA), ("revision", "1.0"), ("schemaVersion", "1.0")];
    let text = xml::document(|xml| {
        xml::element(xml, "policyDefinitions", &attributes, |xml| {
            xml::element(xml, "policyNamespaces", &[], |xml| {
                xml::empty(xml, "target", &[("prefix", "expresshelp"), ("namespace", windows::NAMESPACE)])
            })?;
            xml::empty(xml, "resources", &[("minRequiredRevision", "1.0")])?;
            supported_on(xml)?;
            xml::element(xml, "categories", &[], categories)?;
            xml::element(xml, "policies", &[], policies)
        })
    })?;
    Ok(text)
}

fn supported_on(xml: &mut Xml) -> io::Result<()> {
    xml::element(xml, "supportedOn", &[], |xml| {
        xml::element(xml, "definitions", &[], |xml| {
            let attributes = [("name", windows::SUPPORTED), ("displayName", &string(windows::SUPPORTED))];
            xml::empty(xml, "definition", &attributes)
        })
    })
}

fn categories(xml: &mut Xml) -> io::Result<()> {
    category(xml, windows::ROOT, windows::ROOT, None)?;
    category(xml, windows::RECOMMENDED, windows::RECOMMENDED, Some(windows::ROOT))?;
    for force in Force::ALL {
        let parent = match force {
            Force::Mandatory => windows::ROOT,
            Force::Recommended => windows::RECOMMENDED,
        };
        for area in force.areas() {
            category(xml, &force.category(area), &Force::Mandatory.category(area), Some(parent))?;
        }
    }
    Ok(())
}

fn category(xml: &mut Xml, name: &str, text: &str, parent: Option<&str>) -> io::Result<()> {
    let text = string(text);
    let attributes = [("name", name), ("displayName", text.as_str())];
    match parent {
        None => xml::empty(xml, "category", &attributes),
        Some(parent) => xml::element(xml, "category", &attributes, |xml| {
            xml::empty(xml, "parentCategory", &[("ref", parent)])
        }),
    }
}

fn policies(xml: &mut Xml) -> io::Result<()> {
    for force in Force::ALL {
        for area in Area::ALL {
            force.definitions(area).try_for_each(|definition| policy(xml, definition, force))?;
        }
    }
    Ok(())
}

fn policy(xml: &mut Xml, definition: &Definition, force: Force) -> io::Result<()> {
    let key = definition.key;
    let (name, path) = (force.policy(key), force.path());
    let class = if definition.reach == Reach::MachineOnly { "Machine" } else { "Both" };
    let (title, explanation) = (string(key.name()), string(&windows::explanation(key)));
    let presentation = format!("$(presentation.{name})");
    let mut attributes = vec![
        ("name", name.as_str()),
        ("class", class),
        ("displayName", title.as_str()),
        ("explainText", explanation.as_str()),
        ("key", path.as_str()),
    ];
    if definition.kind == Kind::Bool {
        attributes.push(("valueName", key.name()));
    } else {
        attributes.push(("presentation", presentation.as_str()));
    }
    xml::element(xml, "policy", &attributes, |xml| {
        xml::empty(xml, "parentCategory", &[("ref", &force.category(definition.area))])?;
        xml::empty(xml, "supportedOn", &[("ref", windows::SUPPORTED)])?;
        states(xml, definition, &path)?;
        match definition.kind {
            Kind::Bool => Ok(()),
            _ => xml::element(xml, "elements", &[], |xml| value(xml, definition, &path)),
        }
    })
}

/// What “Enabled” and “Disabled” write by themselves.
fn states(xml: &mut Xml, definition: &Definition, path: &str) -> io::Result<()> {
    match definition.kind {
        Kind::Bool => {
            xml::element(xml, "enabledValue", &[], |xml| xml::empty(xml, "decimal", &[("value", "1")]))?;
            xml::element(xml, "disabledValue", &[], |xml| xml::empty(xml, "decimal", &[("value", "0")]))
        }
        // A list without items leaves no trace in the registry, so an empty one is a text.
        Kind::List(_) => xml::element(xml, "disabledList", &[], |xml| {
            let attributes = [("key", path), ("valueName", definition.key.name())];
            xml::element(xml, "item", &attributes, |xml| {
                xml::element(xml, "value", &[], |xml| xml::text(xml, "string", &[], "[]"))
            })
        }),
        _ => Ok(()),
    }
}

/// Where the entered value goes.
fn value(xml: &mut Xml, definition: &Definition, path: &str) -> io::Result<()> {
    let key = definition.key;
    let id = windows::element(key);
    let common = [("id", id.as_str()), ("valueName", key.name()), ("required", "true")];
    match definition.kind {
        Kind::Bool => Ok(()),
        Kind::Integer { least, most } => {
            let (least, most) = (least.to_string(), most.to_string());
            let bounds = [("minValue", least.as_str()), ("maxValue", most.as_str())];
            xml::empty(xml, "decimal", &[&common[..], &bounds].concat())
        }
        Kind::Text(_) => xml::empty(xml, "text", &[&common[..], &[("maxLength", LONGEST_TEXT)]].concat()),
        Kind::Object(_) => xml::empty(xml, "text", &[&common[..], &[("maxLength", LONGEST_OBJECT)]].concat()),
        Kind::Choice(words) => xml::element(xml, "enum", &common, |xml| {
            words.iter().try_for_each(|word| {
                let text = string(&windows::word(key, word));
                xml::element(xml, "item", &[("displayName", &text)], |xml| {
                    xml::element(xml, "value", &[], |xml| xml::text(xml, "string", &[], word))
                })
            })
        }),
        Kind::List(_) => {
            let path = format!(r"{path}\{key}");
            // An empty prefix makes the names 1, 2, 3; without it the texts themselves would be the names.
            xml::empty(xml, "list", &[("id", &id), ("key", &path), ("valuePrefix", "")])
        }
    }
}

fn string(id: &str) -> String {
    format!("$(string.{id})")
}
