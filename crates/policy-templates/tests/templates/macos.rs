//! The profile template, read by the program as the system would hand it over.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};

use help_policy::{Area, Layer, ManagedPreferences, Owner, Policy, PolicySource, Severity, definitions};
use plist::{Dictionary, Value};

use crate::made;

fn profile() -> Dictionary {
    let profile: Value = plist::from_bytes(made(".mobileconfig").as_bytes()).unwrap();
    profile.into_dictionary().unwrap()
}

fn text<'a>(dictionary: &'a Dictionary, key: &str) -> &'a str {
    dictionary.get(key).and_then(Value::as_string).unwrap_or_else(|| panic!("{key} is missing"))
}

/// The only dictionary of a list.
fn only<'a>(dictionary: &'a Dictionary, key: &str) -> &'a Dictionary {
    let [only] = dictionary[key].as_array().unwrap().as_slice() else { panic!("{key}") };
    only.as_dictionary().unwrap()
}

#[test]
fn the_profile_has_what_every_profile_needs() {
    let profile = profile();
    let payload = only(&profile, "PayloadContent");
    assert_eq!(text(&profile, "PayloadType"), "Configuration");
    assert_eq!(text(payload, "PayloadType"), "com.apple.ManagedClient.preferences");
    for dictionary in [&profile, payload] {
        assert_eq!(dictionary["PayloadVersion"].as_signed_integer(), Some(1));
        let id = text(dictionary, "PayloadUUID");
        assert_eq!(id.split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12], "{id}");
        assert!(text(dictionary, "PayloadIdentifier").starts_with("ms.express.help"));
    }
    assert_ne!(text(&profile, "PayloadUUID"), text(payload, "PayloadUUID"));
    assert_ne!(text(&profile, "PayloadIdentifier"), text(payload, "PayloadIdentifier"));
}

#[test]
fn the_program_reads_every_example_of_the_profile() {
    let profile = profile();
    let preferences = only(&profile, "PayloadContent")["PayloadContent"].as_dictionary().unwrap();
    let forced = only(preferences["ms.express.help"].as_dictionary().unwrap(), "Forced");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ms.express.help.plist");
    forced["mcx_preference_settings"].to_file_binary(&path).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let owner = Owner(fs::metadata(&path).unwrap().uid());

    let findings = ManagedPreferences::new(folder.path(), None).owned_by(owner).read();
    let policy = Policy::resolve([findings]);
    for definition in definitions() {
        let entry = policy.entry(definition.key);
        let layer = match definition.area {
            Area::Reading => Layer::MachineRecommended,
            _ => Layer::MachineMandatory,
        };
        let expected = (&definition.example_value(), layer);
        assert_eq!((&entry.value, entry.source.layer), expected, "{:?}", entry.problems);
    }
    let errors: Vec<_> = policy.problems().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty() && policy.general_problems().is_empty(), "{errors:?}");
}
