//! What must hold for the repository as a whole: the direction of dependencies, versions in one place, files of a size.

mod repository;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use repository::{files, read, root};
use serde_json::Value;

/// What each crate of the workspace may depend on.
const ALLOWED: &[(&str, &[&str])] = &[
    ("help-content", &[]),
    ("help-search", &[]),
    ("help-pack", &["help-content", "help-search"]),
    ("help-store", &[]),
    ("help-policy", &[]),
    ("help-support", &["express-help-mail-server"]),
    ("help-diagnostics", &[]),
    (
        "help-app",
        &[
            "help-content",
            "help-search",
            "help-pack",
            "help-store",
            "help-policy",
            "help-support",
            "help-diagnostics",
        ],
    ),
    ("policy-templates", &["help-policy"]),
    ("helpkit", &["help-content", "help-search", "help-pack"]),
    ("manual", &["help-app", "helpkit"]),
    ("express-help", &["help-app"]),
    ("express-help-mail-server", &[]),
    ("express-help-tests", &["help-content", "help-pack", "express-help-mail-server"]),
    ("xtask", &[]),
];

fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON");
    metadata["packages"].as_array().expect("a list").clone()
}

fn dependencies(package: &Value) -> BTreeSet<&str> {
    package["dependencies"].as_array().into_iter().flatten().filter_map(|d| d["name"].as_str()).collect()
}

#[test]
fn dependencies_point_one_way() {
    let packages = packages();
    let allowed: BTreeMap<&str, &[&str]> = ALLOWED.iter().copied().collect();
    for package in &packages {
        let name = package["name"].as_str().expect("a name");
        let allowed =
            allowed.get(name).unwrap_or_else(|| panic!("{name} is not in the table: where does it stand?"));
        let found = dependencies(package);
        for other in ALLOWED.iter().map(|(other, _)| other).filter(|other| found.contains(*other)) {
            assert!(allowed.contains(other), "{name} must not depend on {other}");
        }
        let is_shell = name == "express-help";
        assert!(is_shell || !found.contains("tauri"), "{name} must not depend on tauri: only the shell may");
    }
}

#[test]
fn the_version_stands_once() {
    for package in packages() {
        assert_eq!(package["version"], env!("CARGO_PKG_VERSION"), "{}", package["name"]);
        let manifest = read(package["manifest_path"].as_str().expect("a path"));
        assert!(manifest.contains("version.workspace = true"), "{}", package["name"]);
    }
    assert!(!read("src-tauri/tauri.conf.json").contains("\"version\""), "tauri takes the version from Cargo");
    assert!(
        read("ui/package.json").contains("\"version\": \"0.0.0\""),
        "the interface has no version of its own"
    );
}

#[test]
fn one_file_of_the_interface_writes_html_and_one_folder_talks_to_tauri() {
    let sources: Vec<String> = files("ui/src", &["svelte", "ts"]);
    let with = |needle: &str| -> Vec<&String> {
        sources.iter().filter(|path| read(path).contains(needle)).collect()
    };
    assert_eq!(with("{@html"), ["ui/src/components/common/Html.svelte"]);
    for path in with("@tauri-apps/") {
        assert!(path.starts_with("ui/src/lib/api/"), "{path} imports tauri");
    }
    assert!(
        with("innerHTML").iter().all(|path| path.ends_with(".test.ts")),
        "innerHTML: {:?}",
        with("innerHTML")
    );
}

#[test]
fn files_have_one_reason_to_change() {
    const LIMIT: usize = 500;
    for folder in ["crates", "src-tauri/src", "tests", "ui/src"] {
        for path in files(folder, &["rs", "ts", "svelte", "css"]) {
            let lines = read(&path).lines().count();
            assert!(lines <= LIMIT, "{path} has {lines} lines; split it");
        }
    }
}

#[test]
fn every_command_is_listed_everywhere() {
    let defined: BTreeSet<String> = files("src-tauri/src/commands", &["rs"])
        .iter()
        .flat_map(|path| {
            let text = read(path);
            let after: Vec<String> = text
                .split("#[tauri::command")
                .skip(1)
                .filter_map(|part| {
                    let name = part.split("fn ").nth(1)?.split(['(', '<']).next()?;
                    Some(name.to_owned())
                })
                .collect();
            after
        })
        .collect();
    assert!(defined.len() > 10, "{defined:?}");
    let [build, window, capability] =
        ["src-tauri/build.rs", "src-tauri/src/window.rs", "src-tauri/capabilities/main.json"].map(read);
    for name in &defined {
        assert!(build.contains(&format!("\"{name}\"")), "{name} has no permission in build.rs");
        assert!(window.contains(&format!("::{name},")), "{name} is not handled");
        assert!(
            capability.contains(&format!("\"allow-{}\"", name.replace('_', "-"))),
            "{name} is not allowed"
        );
    }
    let listed = capability.matches("\"allow-").count();
    assert_eq!(listed, defined.len(), "a permission is listed that no command needs");
}

#[test]
fn texts_name_no_address_of_a_registry() {
    let lock = read("ui/package-lock.json");
    assert!(!lock.contains("\"resolved\""), "the lock file names a registry: see ui/.npmrc");
}
