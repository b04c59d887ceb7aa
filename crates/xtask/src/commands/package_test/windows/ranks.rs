//! Policy in the registry and in the program's folder: which value counts, and what is refused.

use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::wine::{PROGRAM, Wine};

const MACHINE: &str = r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\eXpress\Help";
const USER: &str = r"HKEY_CURRENT_USER\SOFTWARE\Policies\eXpress\Help";
/// The file beside the program.
const FILE: &str = "Program Files/eXpress/Help/policies/policies.json";
/// The places of one key, the highest rank first, with a value that tells where it came from.
const RANKS: &[(Place, &str, &str)] = &[
    (Place::Registry(MACHINE, ""), "a/machine", "machine-mandatory"),
    (Place::File, "a/file", "machine-mandatory"),
    (Place::Registry(USER, ""), "a/user", "user-mandatory"),
    (Place::Registry(USER, r"\Recommended"), "a/user-advice", "user-recommended"),
    (Place::Registry(MACHINE, r"\Recommended"), "a/machine-advice", "machine-recommended"),
];

#[derive(Clone, Copy)]
enum Place {
    Registry(&'static str, &'static str),
    File,
}

/// The program's answer about its policy.
struct Answer {
    code: i32,
    table: Value,
}

pub(super) fn check(wine: &Wine) -> Result<()> {
    every_rank(wine)?;
    types(wine)?;
    refusals(wine)?;
    set(wine, &[], None)
}

/// Every combination of the five places: the highest that has a value gives it.
fn every_rank(wine: &Wine) -> Result<()> {
    for chosen in 0..1_u32 << RANKS.len() {
        let places: Vec<_> = RANKS.iter().enumerate().filter(|(bit, _)| chosen & (1 << bit) != 0).collect();
        let mut lines = Vec::new();
        let mut file = None;
        for (_, (place, value, _)) in &places {
            match place {
                Place::Registry(root, below) => {
                    lines.push((format!("{root}{below}"), format!(r#""StartArticle"="{value}""#)));
                }
                Place::File => file = Some(json!({ "StartArticle": value })),
            }
        }
        set(wine, &lines, file.as_ref())?;
        let answer = ask(wine)?;
        ensure!(answer.code == 0, "policy {:?} is refused: {:?}", names(&places), answer.problems());
        let (value, layer) =
            places.first().map_or((Value::Null, "built-in"), |(_, (_, value, layer))| (json!(value), *layer));
        let entry = answer.entry("StartArticle")?;
        ensure!(
            entry["value"] == value && entry["source"]["layer"] == layer,
            "of {:?} counts {entry}",
            names(&places)
        );
        ensure!(entry["locked"] == json!(layer.ends_with("mandatory")), "{entry}");
    }
    Ok(())
}

fn names(places: &[(usize, &(Place, &str, &str))]) -> Vec<String> {
    places.iter().map(|(_, (_, value, _))| (*value).to_owned()).collect()
}

/// How each type stands in the registry, as the policy editor writes it.
fn types(wine: &Wine) -> Result<()> {
    let lines = [
        (MACHINE.to_owned(), r#""OfflineOnly"=dword:00000001"#.to_owned()),
        (MACHINE.to_owned(), r#""SmtpPort"=dword:0000024b"#.to_owned()),
        (MACHINE.to_owned(), r#""SmtpSecurity"="starttls""#.to_owned()),
        (MACHINE.to_owned(), r#""SupportContacts"="{\"organization\":\"Example\"}""#.to_owned()),
        (format!(r"{MACHINE}\DiagnosticTargets"), r#""2"="b.example.com:443""#.to_owned()),
        (format!(r"{MACHINE}\DiagnosticTargets"), r#""10"="c.example.com:443""#.to_owned()),
        (format!(r"{MACHINE}\DiagnosticTargets"), r#""1"="a.example.com:443""#.to_owned()),
        (USER.to_owned(), r#""SupportTransports"="[]""#.to_owned()),
        (USER.to_owned(), r#""RedactPatterns"="a+; b+""#.to_owned()),
    ];
    set(wine, &lines, None)?;
    let answer = ask(wine)?;
    ensure!(answer.code == 0, "values of every type are refused: {:?}", answer.problems());
    for (key, value) in [
        ("OfflineOnly", json!(true)),
        ("SmtpPort", json!(587)),
        ("SmtpSecurity", json!("starttls")),
        ("SupportContacts", json!({ "organization": "Example" })),
        ("DiagnosticTargets", json!(["a.example.com:443", "b.example.com:443", "c.example.com:443"])),
        ("SupportTransports", json!([])),
        ("RedactPatterns", json!(["a+", "b+"])),
    ] {
        let entry = answer.entry(key)?;
        ensure!(entry["value"] == value, "{key} is {entry}");
    }
    Ok(())
}

/// What does not hold is ignored and said, and disturbs nothing else.
fn refusals(wine: &Wine) -> Result<()> {
    for (line, file, key) in [
        ((USER, r#""OfflineOnly"=dword:00000001"#), None, "OfflineOnly"),
        ((MACHINE, r#""OfflineOnly"=dword:00000002"#), None, "OfflineOnly"),
        ((MACHINE, r#""OfflineOnly"="yes""#), None, "OfflineOnly"),
        ((MACHINE, r#""Language"="fr""#), None, "Language"),
        ((MACHINE, r#""SupportContacts"="{""#), None, "SupportContacts"),
        ((MACHINE, r#""SmtpHost"=hex(3):00,01"#), None, "SmtpHost"),
        ((MACHINE, r#""Theme"="dark""#), Some(json!({ "Language": 5 })), "Language"),
    ] {
        let theme = (format!(r"{USER}\Recommended"), r#""Theme"="dark""#.to_owned());
        set(wine, &[theme, (line.0.to_owned(), line.1.to_owned())], file.as_ref())?;
        let answer = ask(wine)?;
        ensure!(answer.code == 1, "{line:?} is taken: it ended with {}", answer.code);
        let entry = answer.entry(key)?;
        ensure!(entry["source"]["layer"] == "built-in", "{line:?} gave {entry}");
        ensure!(
            entry["problems"].as_array().is_some_and(|found| !found.is_empty()),
            "{key} has no problem: {entry}"
        );
        ensure!(answer.entry("Theme")?["value"] == "dark", "{line:?} disturbs another key");
    }
    Ok(())
}

/// Makes the registry and the file exactly this.
fn set(wine: &Wine, lines: &[(String, String)], file: Option<&Value>) -> Result<()> {
    let mut text = format!("[-{MACHINE}]\n\n[-{USER}]\n");
    for (key, line) in lines {
        text.push_str(&format!("\n[{key}]\n{line}\n"));
    }
    wine.import(&text)?;
    let path = wine.path(FILE);
    let folder = path.parent().context("the file lies in a folder")?;
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let Some(file) = file else { return Ok(()) };
    fs::create_dir_all(folder)?;
    Ok(fs::write(&path, file.to_string())?)
}

fn ask(wine: &Wine) -> Result<Answer> {
    let ended = wine.run(&[PROGRAM, "--print-policy", "--json"])?;
    let table =
        serde_json::from_str(&ended.out).with_context(|| format!("no JSON: {}{}", ended.out, ended.err))?;
    Ok(Answer { code: ended.code, table })
}

impl Answer {
    fn problems(&self) -> Vec<&Value> {
        let entries = self.table["entries"].as_array();
        let of_entries =
            entries.into_iter().flatten().filter_map(|entry| entry["problems"].as_array()).flatten();
        self.table["problems"].as_array().into_iter().flatten().chain(of_entries).collect()
    }

    fn entry(&self, key: &str) -> Result<&Value> {
        let entries = self.table["entries"].as_array().context("the answer has no entries")?;
        entries.iter().find(|entry| entry["key"] == key).with_context(|| format!("no entry {key}"))
    }
}
