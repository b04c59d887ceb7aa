//! Managed preferences of macOS, from real property lists.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use help_policy::{Findings, Key, Layer, ManagedPreferences, Owner, Policy, PolicySource, Reason, Theme};
use serde_json::json;

const FILE: &str = "ms.express.help.plist";

fn xml(content: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \
         \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\">{content}</plist>\n"
    )
}

fn write(path: &Path, content: impl AsRef<[u8]>) -> PathBuf {
    fs::write(path, content).unwrap();
    fs::set_permissions(path, Permissions::from_mode(0o644)).unwrap();
    path.to_owned()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("ivanov")).unwrap();
    for path in [folder.path().to_owned(), folder.path().join("ivanov")] {
        fs::set_permissions(path, Permissions::from_mode(0o755)).unwrap();
    }
    folder
}

fn read(folder: &Path, user: &str) -> Findings {
    let owner = Owner(fs::metadata(folder).unwrap().uid());
    ManagedPreferences::new(folder, Some(user)).owned_by(owner).read()
}

#[test]
fn machine_user_and_defaults_are_four_layers() {
    let folder = folder();
    let machine = write(
        &folder.path().join(FILE),
        xml("<dict><key>OfflineOnly</key><true/><key>SmtpPort</key><integer>2525</integer>
             <key>SupportTransports</key><array><string>smtp</string><string>file</string></array>
             <key>SupportContacts</key><dict><key>phone</key><string>100</string></dict>
             <key>Defaults</key><dict><key>Theme</key><string>dark</string><key>LogLevel</key><string>warn</string></dict>
             </dict>"),
    );
    let user = xml("<dict><key>ExternalLinks</key><string>block</string>
                    <key>Defaults</key><dict><key>Theme</key><string>light</string></dict></dict>");
    write(&folder.path().join("ivanov").join(FILE), user);
    let policy = Policy::resolve([read(folder.path(), "ivanov")]);
    let check = |key: Key, value: serde_json::Value, layer: Layer| {
        let entry = policy.entry(key);
        assert_eq!((&entry.value, entry.source.layer), (&value, layer), "{key}");
    };
    check(Key::OfflineOnly, json!(true), Layer::MachineMandatory);
    check(Key::SmtpPort, json!(2525), Layer::MachineMandatory);
    check(Key::SupportTransports, json!(["smtp", "file"]), Layer::MachineMandatory);
    check(Key::SupportContacts, json!({ "phone": "100" }), Layer::MachineMandatory);
    check(Key::LogLevel, json!("warn"), Layer::MachineRecommended);
    check(Key::Theme, json!("light"), Layer::UserRecommended);
    check(Key::ExternalLinks, json!("block"), Layer::UserMandatory);
    assert_eq!(policy.entry(Key::OfflineOnly).source.place, machine.to_str().unwrap());
}

#[test]
fn binary_property_lists_are_read() {
    let folder = folder();
    let mut dictionary = plist::Dictionary::new();
    dictionary.insert("Theme".to_owned(), "dark".into());
    let mut bytes = Vec::new();
    plist::Value::Dictionary(dictionary).to_writer_binary(&mut bytes).unwrap();
    write(&folder.path().join(FILE), bytes);
    assert_eq!(Policy::resolve([read(folder.path(), "ivanov")]).entry(Key::Theme).value, "dark");
}

#[test]
fn values_without_counterpart_are_reported() {
    let folder = folder();
    write(
        &folder.path().join(FILE),
        xml("<dict><key>Theme</key><date>2026-01-01T00:00:00Z</date><key>LogLevel</key><data>aGk=</data>
             <key>SmtpPort</key><real>25</real><key>Audience</key><string>admin</string></dict>"),
    );
    let policy = Policy::resolve([read(folder.path(), "ivanov")]);
    for (key, expected) in [
        (Key::Theme, Reason::NotAllowed { allowed: Theme::WORDS }),
        (Key::LogLevel, Reason::WrongType { expected: "choice", found: "null" }),
        (Key::SmtpPort, Reason::OutOfRange { least: 1, most: 65_535 }),
    ] {
        let entry = policy.entry(key);
        let reasons: Vec<&Reason> = entry.problems.iter().map(|problem| &problem.reason).collect();
        assert_eq!((entry.source.layer, reasons), (Layer::BuiltIn, vec![&expected]), "{key}");
    }
    assert_eq!(policy.entry(Key::Audience).value, "admin");
}

/// A binary property list of arrays, each of which has the next one sixty times: with 15 levels 60^15 values in 1 kB.
fn flood(levels: u8) -> Vec<u8> {
    let mut bytes = b"bplist00".to_vec();
    let mut offsets = Vec::new();
    for next in 1..=levels {
        offsets.push(u16::try_from(bytes.len()).unwrap());
        // An array (0xA_) whose length follows as an integer of one byte (0x10).
        bytes.extend([0xAF, 0x10, 60]);
        bytes.extend([next; 60]);
    }
    offsets.push(u16::try_from(bytes.len()).unwrap());
    bytes.push(0x09);
    let table = bytes.len() as u64;
    offsets.iter().for_each(|offset| bytes.extend(offset.to_be_bytes()));
    // Six unused bytes, size of an offset, size of a reference, number of objects, the root, place of the table.
    bytes.extend([0, 0, 0, 0, 0, 0, 2, 1]);
    [offsets.len() as u64, 0, table].into_iter().for_each(|number| bytes.extend(number.to_be_bytes()));
    bytes
}

#[test]
fn hostile_files_are_refused() {
    let arrays = |depth| {
        xml(&format!("<dict><key>a</key>{}{}</dict>", "<array>".repeat(depth), "</array>".repeat(depth)))
    };
    for (content, expected) in [
        (xml("<array/>").into_bytes(), Reason::NotAnObject),
        (xml("<dict><key>Theme</key>").into_bytes(), Reason::InvalidPropertyList),
        (b"bplist00 and nothing more".to_vec(), Reason::InvalidPropertyList),
        (Vec::new(), Reason::InvalidPropertyList),
        (vec![b' '; (1 << 20) + 1], Reason::TooLarge { most: 1 << 20 }),
        (arrays(16).into_bytes(), Reason::InvalidPropertyList),
        (arrays(60_000).into_bytes(), Reason::InvalidPropertyList),
        (flood(2), Reason::NotAnObject),
        (flood(15), Reason::InvalidPropertyList),
        (
            xml("<dict><key>a</key><true/><key>a</key><false/></dict>").into_bytes(),
            Reason::InvalidPropertyList,
        ),
    ] {
        let folder = folder();
        let path = write(&folder.path().join(FILE), &content);
        let findings = read(folder.path(), "ivanov");
        let reasons: Vec<&Reason> = findings.problems.iter().map(|problem| &problem.reason).collect();
        assert_eq!(reasons, [&expected]);
        assert_eq!(findings.problems[0].source.place, path.to_str().unwrap());
        assert_eq!(findings.settings, []);
    }
}

#[test]
fn rights_are_examined() {
    let folder = folder();
    let path = write(&folder.path().join(FILE), xml("<dict><key>Theme</key><string>dark</string></dict>"));
    fs::set_permissions(&path, Permissions::from_mode(0o666)).unwrap();
    let expected = Reason::WritableByOthers { mode: "666".to_owned() };
    assert_eq!(read(folder.path(), "ivanov").problems[0].reason, expected);
    let me = fs::metadata(folder.path()).unwrap().uid();
    let other = ManagedPreferences::new(folder.path(), None).owned_by(Owner(me + 1)).read();
    assert_eq!((other.settings.len(), &other.problems[0].reason), (0, &Reason::WrongOwner { owner: me }));
}

#[test]
fn the_name_of_the_user_leads_nowhere_else() {
    let folder = folder();
    let inside = folder.path().join("ivanov");
    write(&folder.path().join(FILE), xml("<dict><key>Theme</key><string>dark</string></dict>"));
    let petrov = folder.path().join("petrov");
    fs::create_dir(&petrov).unwrap();
    fs::set_permissions(&petrov, Permissions::from_mode(0o755)).unwrap();
    fs::copy(folder.path().join(FILE), petrov.join(FILE)).unwrap();
    for name in ["..", ".", "", "../petrov"] {
        assert_eq!(read(&inside, name), Findings::default(), "{name}");
    }
}
