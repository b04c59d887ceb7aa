//! The administrative template: well formed, complete, and understood by the program as it is meant.
//!
//! Microsoft's schema is not at hand here; its rules that matter are: order and kind of elements, unique names, and that
//! every name that is used exists.

use std::collections::BTreeSet;

use help_policy::{
    Findings, Hive, Key, Kind, Layer, Policy, PolicyKey, PolicySource, Reach, RegistryKey, RegistryValue,
    definitions,
};
use serde_json::{Value, json};

use crate::made;
use crate::xml::Node;

const PATH: &str = r"SOFTWARE\Policies\eXpress\Help";
const RECOMMENDED: &str = r"SOFTWARE\Policies\eXpress\Help\Recommended";

fn template() -> Node {
    Node::parse(&made(".admx"))
}

fn policies(template: &Node) -> &[Node] {
    &template.child("policies").children
}

/// The key that a policy is for.
fn key_of(policy: &Node) -> Key {
    let name = policy.attribute("name");
    Key::from_name(name.trim_end_matches("_Recommended")).unwrap()
}

/// Texts of the form `$(string.Name)` or `$(presentation.Name)`.
fn references<'a>(template: &'a Node, table: &str) -> BTreeSet<&'a str> {
    let start = format!("$({table}.");
    let values = template.all().into_iter().flat_map(|node| node.attributes.values());
    values.filter_map(|value| value.strip_prefix(&start)?.strip_suffix(')')).collect()
}

fn unique<'a>(names: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    for name in names {
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '_';
        assert!(name.chars().all(allowed), "{name} has a character that names cannot have");
        assert!(seen.insert(name), "{name} is there twice");
    }
    seen
}

#[test]
fn every_name_is_unique_and_every_used_one_exists() {
    let template = template();
    let categories = &template.child("categories").children;
    let categories = unique(categories.iter().map(|category| category.attribute("name")));
    unique(policies(&template).iter().map(|policy| policy.attribute("name")));
    for node in template.all().into_iter().filter(|node| node.name == "parentCategory") {
        assert!(categories.contains(node.attribute("ref")), "{node:?}");
    }
    let supported = template.child("supportedOn").child("definitions").child("definition").attribute("name");
    for policy in policies(&template) {
        assert_eq!(policy.child("supportedOn").attribute("ref"), supported);
    }
    for language in ["ru-RU", "en-US"] {
        let texts = Node::parse(&made(&format!("{language}/express-help.adml")));
        for (table, elements) in [("string", "stringTable"), ("presentation", "presentationTable")] {
            let there = &texts.child("resources").child(elements).children;
            let there = unique(there.iter().map(|text| text.attribute("id")));
            assert_eq!(there, references(&template, table), "{language} {table}");
        }
    }
}

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    let check = |node: &Node, order: &[&str]| {
        let places: Vec<usize> = node
            .children
            .iter()
            .map(|child| {
                let place = order.iter().position(|name| *name == child.name);
                place.unwrap_or_else(|| panic!("{} has {}", node.name, child.name))
            })
            .collect();
        assert!(places.is_sorted_by(|left, right| left < right), "{}: {places:?}", node.name);
    };
    let template = template();
    let order = ["policyNamespaces", "supersededAdm", "resources", "supportedOn", "categories", "policies"];
    check(&template, &order);
    let order = [
        "parentCategory",
        "seeAlso",
        "keywords",
        "supportedOn",
        "enabledValue",
        "disabledValue",
        "enabledList",
        "disabledList",
        "elements",
    ];
    policies(&template).iter().for_each(|policy| check(policy, &order));
    for language in ["ru-RU", "en-US"] {
        let texts = Node::parse(&made(&format!("{language}/express-help.adml")));
        check(&texts, &["displayName", "description", "annotation", "resources"]);
        check(texts.child("resources"), &["stringTable", "presentationTable"]);
    }
}

#[test]
fn fields_belong_to_the_elements_of_their_policy() {
    let template = template();
    for language in ["ru-RU", "en-US"] {
        let texts = Node::parse(&made(&format!("{language}/express-help.adml")));
        let fields = &texts.child("resources").child("presentationTable").children;
        for policy in policies(&template) {
            let Some(elements) = policy.find("elements") else { continue };
            let [element] = elements.children.as_slice() else { panic!("{policy:?}") };
            let name = policy.attribute("name");
            let presentation = fields.iter().find(|field| field.attribute("id") == name).unwrap();
            let [field] = presentation.children.as_slice() else { panic!("{presentation:?}") };
            let expected = match element.name.as_str() {
                "text" => "textBox",
                "decimal" => "decimalTextBox",
                "enum" => "dropdownList",
                "list" => "listBox",
                other => panic!("{other}"),
            };
            assert_eq!((field.name.as_str(), field.attribute("refId")), (expected, element.attribute("id")));
        }
    }
}

#[test]
fn explanations_say_what_an_administrator_must_know() {
    for (language, parts) in
        [("ru-RU", ["По умолчанию: ", "Пример: "]), ("en-US", ["Default: ", "Example: "])]
    {
        let texts = Node::parse(&made(&format!("{language}/express-help.adml")));
        let strings = &texts.child("resources").child("stringTable").children;
        for definition in definitions() {
            let id = format!("{}_Explain", definition.key);
            let text = &strings.iter().find(|text| text.attribute("id") == id).unwrap().text;
            for part in parts {
                assert!(text.contains(part), "{id}: {text}");
            }
            if matches!(definition.kind, Kind::Object(_)) {
                assert!(text.contains("{\""), "{id} shows no shape: {text}");
            }
        }
    }
}

#[test]
fn every_key_has_a_mandatory_policy_and_what_users_may_set_a_recommended_one() {
    let template = template();
    let classes = |path: &str| -> BTreeSet<(Key, String)> {
        let here = policies(&template).iter().filter(|policy| policy.attribute("key") == path);
        here.map(|policy| (key_of(policy), policy.attribute("class").to_owned())).collect()
    };
    let expected = |reach: Option<Reach>| -> BTreeSet<(Key, String)> {
        let wanted = definitions().filter(|definition| reach.is_none_or(|reach| definition.reach == reach));
        let class = |reach| if reach == Reach::MachineOnly { "Machine" } else { "Both" };
        wanted.map(|definition| (definition.key, class(definition.reach).to_owned())).collect()
    };
    assert_eq!(classes(PATH), expected(None));
    assert_eq!(classes(RECOMMENDED), expected(Some(Reach::Anyone)));
}

/// What the group policy of Windows would write of a policy that is enabled with this value.
fn enabled(policy: &Node, value: &Value) -> RegistryKey {
    let Some(elements) = policy.find("elements") else {
        assert_eq!(value, &json!(true), "a policy without fields says yes");
        let number = policy.child("enabledValue").child("decimal").attribute("value").parse().unwrap();
        return below(policy.attribute("key"), policy.attribute("valueName"), RegistryValue::Dword(number));
    };
    let element = &elements.children[0];
    let path = policy.attribute("key");
    match element.name.as_str() {
        "decimal" => {
            let number = value.as_u64().unwrap();
            let bound = |name: &str| element.attribute(name).parse::<u64>().unwrap();
            assert!((bound("minValue")..=bound("maxValue")).contains(&number));
            let number = RegistryValue::Dword(number.try_into().unwrap());
            below(path, element.attribute("valueName"), number)
        }
        "text" => {
            // An object is entered as JSON.
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            assert!(text.chars().count() <= element.attribute("maxLength").parse().unwrap());
            below(path, element.attribute("valueName"), RegistryValue::Text(text))
        }
        "enum" => {
            let words = element.children.iter().map(|item| &item.child("value").child("string").text);
            let word = words.into_iter().find(|word| *word == value.as_str().unwrap()).unwrap();
            below(path, element.attribute("valueName"), RegistryValue::Text(word.clone()))
        }
        "list" => {
            assert_eq!(element.attribute("valuePrefix"), "");
            let items = value.as_array().unwrap().iter().enumerate();
            let item = |(index, item): (usize, &Value)| {
                ((index + 1).to_string(), RegistryValue::Text(item.as_str().unwrap().to_owned()))
            };
            let key = RegistryKey { values: items.map(item).collect(), keys: Vec::new() };
            nested(element.attribute("key"), key)
        }
        other => panic!("{other}"),
    }
}

/// One value in the key of a path.
fn below(path: &str, name: &str, value: RegistryValue) -> RegistryKey {
    nested(path, RegistryKey { values: vec![(name.to_owned(), value)], keys: Vec::new() })
}

/// The program's policy key with this one where the path leads.
fn nested(path: &str, key: RegistryKey) -> RegistryKey {
    let rest = path.strip_prefix(PATH).unwrap_or_else(|| panic!("{path} is not the program's"));
    let parts: Vec<&str> = rest.split('\\').filter(|part| !part.is_empty()).collect();
    parts
        .into_iter()
        .rev()
        .fold(key, |key, part| RegistryKey { values: Vec::new(), keys: vec![(part.to_owned(), key)] })
}

#[test]
fn the_program_reads_what_the_policies_write() {
    let template = template();
    for policy in policies(&template) {
        let key = key_of(policy);
        let value = match key.definition().kind {
            Kind::Bool => json!(true),
            // Paths as Windows has them are refused on other systems.
            _ => key.definition().example_value(),
        };
        let hives: &[Hive] = match policy.attribute("class") {
            "Machine" => &[Hive::LocalMachine],
            _ => &[Hive::LocalMachine, Hive::CurrentUser],
        };
        for hive in hives {
            let findings = PolicyKey { hive: *hive, key: enabled(policy, &value) }.read();
            let layer = match (hive, policy.attribute("key") == PATH) {
                (Hive::LocalMachine, true) => Layer::MachineMandatory,
                (Hive::LocalMachine, false) => Layer::MachineRecommended,
                (Hive::CurrentUser, true) => Layer::UserMandatory,
                (Hive::CurrentUser, false) => Layer::UserRecommended,
            };
            check(findings, key, &value, layer);
        }
    }
}

#[test]
fn disabled_means_no_or_an_empty_list() {
    let template = template();
    for policy in policies(&template).iter().filter(|policy| policy.attribute("key") == PATH) {
        let key = key_of(policy);
        let (written, value) = match (policy.find("disabledValue"), policy.find("disabledList")) {
            (Some(value), None) => {
                let number = value.child("decimal").attribute("value").parse().unwrap();
                (below(PATH, policy.attribute("valueName"), RegistryValue::Dword(number)), json!(false))
            }
            (None, Some(list)) => {
                let item = list.child("item");
                let text = RegistryValue::Text(item.child("value").child("string").text.clone());
                (below(item.attribute("key"), item.attribute("valueName"), text), json!([]))
            }
            (None, None) => continue,
            _ => panic!("{policy:?}"),
        };
        let findings = PolicyKey { hive: Hive::LocalMachine, key: written }.read();
        check(findings, key, &value, Layer::MachineMandatory);
    }
}

fn check(findings: Findings, key: Key, value: &Value, layer: Layer) {
    let policy = Policy::resolve([findings]);
    let entry = policy.entry(key);
    assert_eq!((&entry.value, entry.source.layer), (value, layer), "{key}: {:?}", entry.problems);
    assert!(policy.general_problems().is_empty(), "{key}: {:?}", policy.general_problems());
}
