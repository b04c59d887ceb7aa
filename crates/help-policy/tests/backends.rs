//! Every rule of precedence on every backend: files of Linux, the registry of Windows with its file, property lists of macOS.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use help_policy::{
    Findings, Hive, JsonFile, JsonFolder, Key, Layer, ManagedPreferences, Owner, Policy, PolicyKey,
    PolicySource, Reason, RegistryKey, RegistryValue, Source,
};
use serde_json::{Map, Value, json};

/// A value that stands in a layer.
type Placed<'a> = (Layer, &'a str, Value);

/// A way in which a system keeps policy.
struct Backend {
    name: &'static str,
    layers: &'static [Layer],
    read: fn(&[Placed<'_>]) -> Findings,
}

const FOUR: &[Layer] =
    &[Layer::MachineMandatory, Layer::UserMandatory, Layer::UserRecommended, Layer::MachineRecommended];

const BACKENDS: &[Backend] = &[
    Backend {
        name: "folders",
        layers: &[Layer::MachineMandatory, Layer::MachineRecommended],
        read: read_folders,
    },
    Backend { name: "registry", layers: FOUR, read: read_registry },
    Backend { name: "file beside the program", layers: &[Layer::MachineMandatory], read: read_file },
    Backend { name: "property lists", layers: FOUR, read: read_preferences },
];

/// The values of a layer by key.
fn values(placed: &[Placed<'_>], layer: Layer) -> Map<String, Value> {
    let here = placed.iter().filter(|(other, ..)| *other == layer);
    here.map(|(_, key, value)| ((*key).to_owned(), value.clone())).collect()
}

fn write(path: &Path, text: impl AsRef<[u8]>) -> Owner {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    fs::set_permissions(path, Permissions::from_mode(0o644)).unwrap();
    Owner(fs::metadata(path).unwrap().uid())
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for below in ["", "policies", "policies/managed", "policies/recommended", "ivanov"] {
        fs::create_dir_all(folder.path().join(below)).unwrap();
        fs::set_permissions(folder.path().join(below), Permissions::from_mode(0o755)).unwrap();
    }
    folder
}

fn read_folders(placed: &[Placed<'_>]) -> Findings {
    let base = folder();
    let mut all = Findings::default();
    for (name, layer) in [("managed", Layer::MachineMandatory), ("recommended", Layer::MachineRecommended)] {
        let below = format!("policies/{name}");
        let text = Value::Object(values(placed, layer)).to_string();
        let owner = write(&base.path().join(&below).join("10.json"), text);
        let found = JsonFolder::new(base.path(), below, layer).owned_by(owner).read();
        all.settings.extend(found.settings);
        all.problems.extend(found.problems);
    }
    all
}

fn read_file(placed: &[Placed<'_>]) -> Findings {
    let base = folder();
    let text = Value::Object(values(placed, Layer::MachineMandatory)).to_string();
    let owner = write(&base.path().join("policies/policies.json"), text);
    JsonFile::new(base.path(), "policies/policies.json", Layer::MachineMandatory).owned_by(owner).read()
}

fn read_preferences(placed: &[Placed<'_>]) -> Findings {
    let base = folder();
    let mut owner = Owner::ROOT;
    for (below, mandatory, recommended) in [
        ("ms.express.help.plist", Layer::MachineMandatory, Layer::MachineRecommended),
        ("ivanov/ms.express.help.plist", Layer::UserMandatory, Layer::UserRecommended),
    ] {
        let mut all = values(placed, mandatory);
        all.insert("Defaults".to_owned(), values(placed, recommended).into());
        let mut bytes = Vec::new();
        plist::to_writer_xml(&mut bytes, &Value::Object(all)).unwrap();
        owner = write(&base.path().join(below), bytes);
    }
    ManagedPreferences::new(base.path(), Some("ivanov")).owned_by(owner).read()
}

fn read_registry(placed: &[Placed<'_>]) -> Findings {
    let key = |layer| {
        let value = |value: Value| match value {
            Value::Bool(yes) => RegistryValue::Dword(yes.into()),
            Value::String(text) => RegistryValue::Text(text),
            other => panic!("{other}"),
        };
        let values = values(placed, layer).into_iter().map(|(name, found)| (name, value(found)));
        RegistryKey { values: values.collect(), keys: Vec::new() }
    };
    let mut all = Findings::default();
    for (hive, mandatory, recommended) in [
        (Hive::LocalMachine, Layer::MachineMandatory, Layer::MachineRecommended),
        (Hive::CurrentUser, Layer::UserMandatory, Layer::UserRecommended),
    ] {
        let mut root = key(mandatory);
        root.keys.push(("Recommended".to_owned(), key(recommended)));
        let found = PolicyKey { hive, key: root }.read();
        all.settings.extend(found.settings);
        all.problems.extend(found.problems);
    }
    all
}

/// The policy of what the backend keeps, and of what the program itself knows in the other two layers.
fn resolve(backend: &Backend, placed: &[Placed<'_>]) -> Policy {
    let (of_system, own): (Vec<Placed<'_>>, Vec<Placed<'_>>) =
        placed.iter().cloned().partition(|(layer, ..)| backend.layers.contains(layer));
    let policy = Policy::resolve([(backend.read)(&of_system)]);
    own.into_iter().fold(policy, |policy, (layer, key, value)| {
        policy.with_own(Key::from_name(key).unwrap(), value, Source::new(layer, "own"))
    })
}

/// The layers of a backend and those of the program, strongest first.
fn layers(backend: &Backend) -> Vec<Layer> {
    let own = [Layer::CommandLine, Layer::UserSettings];
    Layer::ALL.into_iter().filter(|layer| backend.layers.contains(layer) || own.contains(layer)).collect()
}

#[test]
fn of_every_two_layers_the_stronger_wins() {
    for backend in BACKENDS {
        let layers = layers(backend);
        for (index, strong) in layers.iter().enumerate() {
            for weak in &layers[index + 1..] {
                let placed = [(*weak, "Theme", json!("light")), (*strong, "Theme", json!("dark"))];
                let policy = resolve(backend, &placed);
                let entry = policy.entry(Key::Theme);
                let locked = matches!(strong, Layer::MachineMandatory | Layer::UserMandatory);
                assert_eq!(
                    (&entry.value, entry.source.layer, entry.locked),
                    (&json!("dark"), *strong, locked),
                    "{}: {strong:?} over {weak:?}",
                    backend.name
                );
            }
            let alone = resolve(backend, &[(*strong, "Theme", json!("dark"))]);
            assert_eq!(alone.entry(Key::Theme).source.layer, *strong, "{}", backend.name);
        }
    }
}

#[test]
fn an_invalid_value_leaves_its_turn_to_the_next_layer() {
    for backend in BACKENDS {
        for bad in backend.layers {
            let placed = [
                (*bad, "Theme", json!("purple")),
                (*bad, "ExternalLinks", json!("block")),
                (Layer::UserSettings, "Theme", json!("dark")),
            ];
            let policy = resolve(backend, &placed);
            let (theme, links) = (policy.entry(Key::Theme), policy.entry(Key::ExternalLinks));
            assert_eq!(theme.source.layer, Layer::UserSettings, "{} {bad:?}", backend.name);
            assert_eq!((&links.value, links.source.layer), (&json!("block"), *bad), "{}", backend.name);
            let [problem] = theme.problems.as_slice() else { panic!("{:?}", theme.problems) };
            assert_eq!(problem.source.layer, *bad, "{}", backend.name);
            assert!(matches!(problem.reason, Reason::NotAllowed { .. }), "{problem:?}");
        }
    }
}

#[test]
fn keys_of_the_machine_are_refused_from_users_and_said_so() {
    for backend in BACKENDS {
        for from in layers(backend) {
            let policy = resolve(backend, &[(from, "OfflineOnly", json!(true))]);
            let taken = matches!(from, Layer::MachineMandatory | Layer::MachineRecommended);
            let entry = policy.entry(Key::OfflineOnly);
            assert_eq!(policy.offline_only(), taken, "{} {from:?}", backend.name);
            let refused =
                entry.problems.iter().filter(|problem| problem.reason == Reason::MachineOnly).count();
            assert_eq!(refused > 0, !taken && backend.layers.contains(&from), "{} {from:?}", backend.name);
        }
    }
}

#[test]
fn keys_that_do_not_exist_are_named() {
    for backend in BACKENDS {
        for layer in backend.layers {
            let policy = resolve(backend, &[(*layer, "Teme", json!("dark"))]);
            let [problem] = policy.general_problems() else { panic!("{:?}", policy.general_problems()) };
            assert_eq!(
                (problem.key.as_deref(), problem.source.layer),
                (Some("Teme"), *layer),
                "{}",
                backend.name
            );
            assert!(matches!(problem.reason, Reason::UnknownKey { .. }));
        }
    }
}

/// On Windows: the order in which `system_sources` names them.
#[test]
fn the_registry_counts_more_than_the_file_beside_the_program() {
    let placed = |value| [(Layer::MachineMandatory, "Theme", json!(value))];
    let both = Policy::resolve([read_file(&placed("light")), read_registry(&placed("dark"))]);
    assert_eq!(both.entry(Key::Theme).value, "dark");
}

#[test]
fn what_the_program_knows_itself_must_fit_its_key() {
    let own =
        |key, value: Value| Policy::default().with_own(key, value, Source::new(Layer::UserSettings, "own"));
    for (key, value, taken) in [
        (Key::Platform, json!("ios"), true),
        // No preference: stronger than a recommended one.
        (Key::Platform, json!(null), true),
        (Key::Theme, json!(null), false),
        (Key::Theme, json!("purple"), false),
        (Key::OfflineOnly, json!(true), false),
    ] {
        let policy = own(key, value.clone());
        let entry = policy.entry(key);
        let expected = if taken { Layer::UserSettings } else { Layer::BuiltIn };
        assert_eq!(entry.source.layer, expected, "{key} {value}");
        assert_eq!(entry.value == value, taken, "{key} {value}");
    }
}
