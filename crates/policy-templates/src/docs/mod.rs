//! The page about policy in one language: hand-written words around tables made from the definitions.

use std::fmt::Write;

use help_policy::{Area, Definition, Kind, Language, Reason, Severity, definitions};

use crate::error::TemplateError;
use crate::words::{self, pick};
use crate::{examples, profile, shapes};

/// The words around the tables; lines of `{{…}}` are replaced.
const ENGLISH: &str = include_str!("page.en.md");
const RUSSIAN: &str = include_str!("page.ru.md");

/// Writes the page.
pub(crate) fn page(language: Language) -> Result<String, TemplateError> {
    let page = pick(language, RUSSIAN, ENGLISH);
    Ok(page
        .replace("{{overview}}", overview(language).trim_end())
        .replace("{{keys}}", keys(language)?.trim_end())
        .replace("{{errors}}", errors(language).trim_end()))
}

/// One line a key.
fn overview(language: Language) -> String {
    let mut text = String::new();
    let header =
        pick(language, "| ключ | о чём | M | вступает в силу |", "| key | about | M | takes effect |");
    let _ = writeln!(text, "{header}\n|---|---|---|---|");
    for area in Area::ALL {
        for definition in of_area(area) {
            let key = definition.key;
            let machine = if definition.reach == help_policy::Reach::MachineOnly { "M" } else { "" };
            let effect = words::effect(definition, language);
            let anchor = key.name().to_lowercase();
            let _ = writeln!(
                text,
                "| [`{key}`](#{anchor}) | {} | {machine} | {effect} |",
                definition.title(language)
            );
        }
    }
    text
}

fn of_area(area: Area) -> impl Iterator<Item = &'static Definition> {
    definitions().filter(move |definition| definition.area == area)
}

/// Every key with its examples, by area.
fn keys(language: Language) -> Result<String, TemplateError> {
    let mut text = String::new();
    for area in Area::ALL {
        let _ = writeln!(text, "## {}\n", area.title(language));
        for definition in of_area(area) {
            text.push_str(&key(definition, language)?);
        }
    }
    Ok(text)
}

fn key(definition: &Definition, language: Language) -> Result<String, TemplateError> {
    let mut text = format!("### {}\n\n{}\n", definition.key, definition.description(language));
    if definition.is_planned() {
        let _ = writeln!(text, "**{}**", words::planned(language));
    }
    let _ = writeln!(
        text,
        "\n| {} | {} |\n|---|---|",
        pick(language, "тип", "type"),
        cell(&words::kind(definition, language))
    );
    let default = match definition.default {
        "null" => words::default(definition, language),
        value => format!("`{value}`"),
    };
    let _ = writeln!(text, "| {} | {default} |", pick(language, "по умолчанию", "default"));
    let _ =
        writeln!(text, "| {} | {} |", pick(language, "задаётся", "set"), words::reach(definition, language));
    let effect = words::effect(definition, language);
    let _ = writeln!(text, "| {} | {effect} |", pick(language, "вступает в силу", "takes effect"));
    if let Kind::Object(shape) = definition.kind {
        let _ =
            writeln!(text, "| {} | `{}` |", pick(language, "вид", "shape"), cell(shapes::in_words(shape)));
    }
    text.push_str(&all_examples(definition)?);
    text.push('\n');
    Ok(text)
}

/// The example for each system: of simple values further rows of the table, of others blocks of their own.
fn all_examples(definition: &Definition) -> Result<String, TemplateError> {
    let examples = [
        ("Linux", "json", examples::on_linux(definition)),
        ("Windows", "text", examples::in_registry(definition)),
        ("macOS", "xml", profile::snippet(definition)?),
    ];
    let is_simple = !matches!(definition.kind, Kind::List(_) | Kind::Object(_));
    let mut text = String::new();
    for (system, format, example) in examples {
        let _ = if is_simple {
            writeln!(text, "| {system} | `{}` |", example.replace('\n', ""))
        } else {
            writeln!(text, "\n{system}:\n\n```{format}\n{example}\n```")
        };
    }
    Ok(text)
}

/// Every reason with its code.
fn errors(language: Language) -> String {
    let header = pick(language, "| код | | что сказано |", "| code | | what is said |");
    let mut text = format!("{header}\n|---|---|---|\n");
    let mut last = String::new();
    for reason in Reason::examples() {
        let code =
            serde_json::to_value(&reason).ok().and_then(|json| json["code"].as_str().map(str::to_owned));
        let code = code.unwrap_or_default();
        if code == last {
            continue;
        }
        let severity = match reason.severity() {
            Severity::Warning => pick(language, "предупреждение", "warning"),
            Severity::Error => pick(language, "ошибка", "error"),
        };
        let _ = writeln!(text, "| `{code}` | {severity} | {} |", cell(&reason.message(language)));
        last = code;
    }
    text
}

/// Text fit for a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', r"\|")
}
