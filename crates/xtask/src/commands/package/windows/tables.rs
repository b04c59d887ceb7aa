//! What the MSI needs and its source cannot say, as statements for msibuild (the SQL of Windows Installer).
//!
//! Choices: a property that the caller gives is remembered below `SOFTWARE\eXpress\Help\Setup` and taken from there by the
//! next version, unless `KEEP=0`. The search fills properties of its own (`KEPT_…`): it would overwrite what the caller gave.

use super::seeds::{Place, Seed};
use super::source::component_code;

/// Texts are UTF-8 from here on: a table for `msibuild -i`.
pub(super) const UNICODE: &str = "\r\n\r\n65001\t_ForceCodepage\r\n";

const SETUP: &str = r"SOFTWARE\eXpress\Help\Setup";
/// The properties whose values the component `Choices` remembers, with the names there.
const CHOICES: &[(&str, &str)] = &[
    ("STARTMENU", "StartMenu"),
    ("DESKTOP", "Desktop"),
    ("AUTOSTART", "Autostart"),
    ("PROTOCOL", "Protocol"),
    ("SHORTCUTS", "Shortcuts"),
];
/// `SHORTCUTS=ru|en` names the language of the shortcuts; else that of Windows does.
const RUSSIAN: &str = r#"(SHORTCUTS="ru" OR (NOT SHORTCUTS AND SystemLanguageID=1049))"#;
const SHORTCUT_NAME: &str = "Справка eXpress";
const SHORTCUT_WORDS: &str = "Справка корпоративного мессенджера eXpress";
/// In the table Registry.
const LOCAL_MACHINE: u32 = 2;
/// msidbLocatorTypeRawValue and msidbLocatorType64bit.
const RAW_64: u32 = 2 | 16;
/// A component whose key path is a registry value, for 64 bits.
const REGISTRY_64: u32 = 4 | 256;
/// A custom action that sets a property.
const SET_PROPERTY: u32 = 51;

/// Everything to add, in order.
pub(super) fn statements(seeds: &[Seed]) -> Vec<String> {
    let places: Vec<Place<'_>> = seeds.iter().flat_map(Seed::places).collect();
    let mut added = conditions();
    added.extend(russian_shortcuts());
    added.extend(searches());
    let remembered = CHOICES.iter().map(|(property, name)| (*property, *name));
    let seeded = places.iter().map(|place| (place.property.as_str(), place.property.as_str()));
    for (number, (property, name)) in remembered.clone().chain(seeded.clone()).enumerate() {
        added.extend(remember(property, name, number));
    }
    added.extend(places.iter().flat_map(seed));
    let properties = remembered.chain(seeded).map(|(property, _)| property);
    added.push(secure(properties));
    added.extend(order());
    added
}

fn conditions() -> Vec<String> {
    let conditions = [
        ("StartMenuRu", format!(r#"STARTMENU<>"0" AND {RUSSIAN}"#)),
        ("StartMenuEn", format!(r#"STARTMENU<>"0" AND NOT {RUSSIAN}"#)),
        ("DesktopRu", format!(r#"DESKTOP="1" AND {RUSSIAN}"#)),
        ("DesktopEn", format!(r#"DESKTOP="1" AND NOT {RUSSIAN}"#)),
        ("Autostart", r#"AUTOSTART="1""#.to_owned()),
        ("Protocol", r#"PROTOCOL<>"0""#.to_owned()),
    ];
    conditions
        .into_iter()
        .map(|(component, condition)| {
            format!("UPDATE `Component` SET `Condition`='{condition}' WHERE `Component`='{component}'")
        })
        .collect()
}

/// wixl drops letters that the neutral code page lacks.
fn russian_shortcuts() -> Vec<String> {
    let shortcuts = ["StartMenuRu", "DesktopRu"].into_iter();
    shortcuts
        .map(|shortcut| {
            format!(
                "UPDATE `Shortcut` SET `Name`='{SHORTCUT_NAME}', `Description`='{SHORTCUT_WORDS}' \
                 WHERE `Shortcut`='{shortcut}'"
            )
        })
        .collect()
}

/// Looks for remembered values before anything depends on them.
fn searches() -> Vec<String> {
    let sequences = ["InstallUISequence", "InstallExecuteSequence"].into_iter();
    sequences
        .map(|sequence| insert(sequence, &[("Action", "AppSearch".into()), ("Sequence", 50.into())]))
        .collect()
}

/// Finds what an earlier version remembered, and takes it unless the caller says something else.
fn remember(property: &str, name: &str, number: usize) -> [String; 4] {
    let (kept, search, action) = (kept(property), format!("Find_{property}"), format!("Keep_{property}"));
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    let condition = format!(r#"KEEP<>"0" AND NOT {property} AND {kept}"#);
    [
        insert(
            "RegLocator",
            &[
                ("Signature_", search.as_str().into()),
                ("Root", LOCAL_MACHINE.into()),
                ("Key", SETUP.into()),
                ("Name", name.into()),
                ("Type", RAW_64.into()),
            ],
        ),
        insert("AppSearch", &[("Property", kept.as_str().into()), ("Signature_", search.as_str().into())]),
        insert(
            "CustomAction",
            &[
                ("Action", action.as_str().into()),
                ("Type", SET_PROPERTY.into()),
                ("Source", property.into()),
                ("Target", format!("[{kept}]").as_str().into()),
            ],
        ),
        insert(
            "InstallExecuteSequence",
            &[
                ("Action", action.as_str().into()),
                ("Condition", condition.as_str().into()),
                ("Sequence", (101 + number).into()),
            ],
        ),
    ]
}

/// A component that writes a policy when its property is given.
fn seed(place: &Place<'_>) -> [String; 4] {
    let Place { property, folder, name, value } = place;
    let memory = format!("Memory_{property}");
    let code = component_code(property);
    let component = [
        ("Component", property.as_str().into()),
        ("ComponentId", code.as_str().into()),
        ("Directory_", "INSTALLDIR".into()),
        ("Attributes", REGISTRY_64.into()),
        ("Condition", property.as_str().into()),
        ("KeyPath", property.as_str().into()),
    ];
    let row = |id: &str, key: &str, name: &str, value: &str| {
        insert(
            "Registry",
            &[
                ("Registry", id.into()),
                ("Root", LOCAL_MACHINE.into()),
                ("Key", key.into()),
                ("Name", name.into()),
                ("Value", value.into()),
                ("Component_", property.as_str().into()),
            ],
        )
    };
    [
        insert("Component", &component),
        insert("FeatureComponents", &[("Feature_", "Help".into()), ("Component_", property.as_str().into())]),
        row(property, folder, name, value),
        row(&memory, SETUP, property, &format!("[{property}]")),
    ]
}

/// Lets properties reach the part of the installation that runs with the rights of the system.
fn secure<'a>(properties: impl Iterator<Item = &'a str>) -> String {
    let mut names =
        vec!["WIX_DOWNGRADE_DETECTED".to_owned(), "WIX_UPGRADE_DETECTED".to_owned(), "KEEP".to_owned()];
    for property in properties {
        names.extend([property.to_owned(), kept(property)]);
    }
    format!("UPDATE `Property` SET `Value`='{}' WHERE `Property`='SecureCustomProperties'", names.join(";"))
}

/// The old version goes within the same transaction, so that it comes back when the new one cannot be installed. The list of
/// installed programs shows where the program lies.
fn order() -> [String; 3] {
    [
        "UPDATE `InstallExecuteSequence` SET `Sequence`=1501 WHERE `Action`='RemoveExistingProducts'"
            .to_owned(),
        insert(
            "CustomAction",
            &[
                ("Action", "SayWhere".into()),
                ("Type", SET_PROPERTY.into()),
                ("Source", "ARPINSTALLLOCATION".into()),
                ("Target", "[INSTALLDIR]".into()),
            ],
        ),
        insert("InstallExecuteSequence", &[("Action", "SayWhere".into()), ("Sequence", 1001.into())]),
    ]
}

fn kept(property: &str) -> String {
    format!("KEPT_{property}")
}

/// A value of a table.
enum Cell<'a> {
    Text(&'a str),
    Number(u32),
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Cell<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

fn insert(table: &str, cells: &[(&str, Cell<'_>)]) -> String {
    let columns: Vec<String> = cells.iter().map(|(column, _)| format!("`{column}`")).collect();
    let values: Vec<String> = cells
        .iter()
        .map(|(_, cell)| match cell {
            Cell::Text(text) => format!("'{text}'"),
            Cell::Number(number) => number.to_string(),
        })
        .collect();
    format!("INSERT INTO `{table}` ({}) VALUES ({})", columns.join(", "), values.join(", "))
}
