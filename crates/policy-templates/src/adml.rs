//! The texts of the administrative template in one language, and the fields in which values are entered.

use std::io;

use help_policy::{Definition, Effect, Kind, Language, definitions};

use crate::error::TemplateError;
use crate::shapes;
use crate::windows::{self, Force};
use crate::words::{self, pick};
use crate::xml::{self, Xml};

/// The schema's namespace.
const SCHEMA: &str = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions";

/// Writes the texts of a language.
pub(crate) fn resources(language: Language) -> Result<String, TemplateError> {
    let attributes = [("xmlns", SCHEMA), ("revision", "1.0"), ("schemaVersion", "1.0")];
    let program = pick(language, "Справка eXpress", "eXpress Help");
    let text = xml::document(|xml| {
        xml::element(xml, "policyDefinitionResources", &attributes, |xml| {
            xml::text(xml, "displayName", &[], program)?;
            xml::text(
                xml,
                "description",
                &[],
                pick(language, "Политики Справки eXpress", "Policies of eXpress Help"),
            )?;
            xml::element(xml, "resources", &[], |xml| {
                xml::element(xml, "stringTable", &[], |xml| strings(xml, language, program))?;
                xml::element(xml, "presentationTable", &[], |xml| presentations(xml, language))
            })
        })
    })?;
    Ok(text)
}

fn strings(xml: &mut Xml, language: Language, program: &str) -> io::Result<()> {
    string(
        xml,
        windows::SUPPORTED,
        pick(language, "Справка eXpress 0.1 и новее", "eXpress Help 0.1 and newer"),
    )?;
    string(xml, windows::ROOT, program)?;
    let recommended = "Рекомендуемые значения (пользователь может изменить)";
    string(
        xml,
        windows::RECOMMENDED,
        pick(language, recommended, "Recommended values (users can change them)"),
    )?;
    for area in Force::Mandatory.areas() {
        string(xml, &Force::Mandatory.category(area), area.title(language))?;
    }
    for definition in definitions() {
        let key = definition.key;
        string(xml, key.name(), &format!("{} ({key})", definition.title(language)))?;
        string(xml, &windows::explanation(key), &explanation(definition, language))?;
        if let Kind::Choice(allowed) = definition.kind {
            for word in allowed {
                string(xml, &windows::word(key, word), word)?;
            }
        }
    }
    Ok(())
}

fn string(xml: &mut Xml, id: &str, text: &str) -> io::Result<()> {
    xml::text(xml, "string", &[("id", id)], text)
}

/// All that the editor says of a policy.
fn explanation(definition: &Definition, language: Language) -> String {
    let label = |russian, english, text: &str| format!("{}: {text}", pick(language, russian, english));
    let mut paragraphs = vec![definition.description(language).to_owned()];
    if definition.is_planned() {
        paragraphs.push(words::planned(language).to_owned());
    } else if definition.effect() == Effect::AtNextStart {
        let words = pick(
            language,
            "Работающая программа учтёт изменение при следующем запуске.",
            "A running program follows a change at its next start.",
        );
        paragraphs.push(words.to_owned());
    }
    let mut lines = vec![
        label("Тип", "Type", &words::kind(definition, language)),
        label("По умолчанию", "Default", &words::default(definition, language)),
        label("Пример", "Example", &crate::examples::on_windows(definition)),
    ];
    if let Kind::Object(shape) = definition.kind {
        lines.push(label(
            "Вид объекта (одной строкой)",
            "Shape of the object (on one line)",
            shapes::in_words(shape),
        ));
    }
    paragraphs.push(lines.join("\n"));
    paragraphs.push(disabled(definition, language).to_owned());
    paragraphs.join("\n\n")
}

/// What “Disabled” means.
fn disabled(definition: &Definition, language: Language) -> &'static str {
    match definition.kind {
        Kind::Bool => {
            pick(language, "Включено: да (1). Отключено: нет (0).", "Enabled: yes (1). Disabled: no (0).")
        }
        Kind::List(_) => pick(language, "Отключено: пустой список.", "Disabled: an empty list."),
        _ => pick(language, "Отключено: как «Не задано».", "Disabled: as “Not configured”."),
    }
}

fn presentations(xml: &mut Xml, language: Language) -> io::Result<()> {
    for force in Force::ALL {
        for definition in definitions().filter(|definition| definition.kind != Kind::Bool) {
            let has_policy = force.definitions(definition.area).any(|other| other.key == definition.key);
            if has_policy {
                let id = force.policy(definition.key);
                xml::element(xml, "presentation", &[("id", &id)], |xml| field(xml, definition, language))?;
            }
        }
    }
    Ok(())
}

/// The field in which a value is entered.
fn field(xml: &mut Xml, definition: &Definition, language: Language) -> io::Result<()> {
    let id = windows::element(definition.key);
    let label = format!("{}:", definition.title(language));
    match definition.kind {
        Kind::Bool => Ok(()),
        Kind::Integer { .. } => {
            let attributes = [("refId", id.as_str()), ("defaultValue", definition.example)];
            xml::text(xml, "decimalTextBox", &attributes, &label)
        }
        Kind::Text(_) | Kind::Object(_) => {
            xml::element(xml, "textBox", &[("refId", &id)], |xml| xml::text(xml, "label", &[], &label))
        }
        Kind::Choice(_) => xml::text(xml, "dropdownList", &[("refId", &id), ("noSort", "true")], &label),
        Kind::List(_) => xml::text(xml, "listBox", &[("refId", &id)], &label),
    }
}
