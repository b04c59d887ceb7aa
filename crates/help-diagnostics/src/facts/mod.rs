//! What the machine and the program are, as a flat list that a person can read through and cut down.
//!
//! Nothing here is masked: that is [`crate::redact`]'s part. Nothing is worded: a fact has an id, the window has the words.
//! What only the program knows comes in with [`Given`]; a fact that cannot be found out is left out.

mod log;
mod machine;
mod value;

use std::path::PathBuf;
use std::time::SystemTime;

use serde::Serialize;

use crate::redact::Redactor;

pub use log::{LOG_BYTES, LOG_LINES};
pub use value::FactValue;

/// One thing about the machine or the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fact {
    /// What it is about, in kebab-case: stable, so that the window can word it and a person's choice can be kept.
    ///
    /// Of screens, policies and lines of the log there are several; their ids end in a number from 1.
    pub id: String,
    /// Where it belongs.
    pub group: FactGroup,
    /// What it is.
    pub value: FactValue,
}

/// Where a fact belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactGroup {
    /// The program and its articles.
    Program,
    /// The system and the machine.
    System,
    /// The desktop: session, language, time, screens.
    Desktop,
    /// The disk.
    Storage,
    /// The policies in force, by name.
    Policy,
    /// The end of the program's log.
    Log,
}

/// A screen, as the window knows it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Screen {
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// How many pixels of it make one of the page.
    pub scale: f64,
}

/// What the program knows and the machine does not say.
#[derive(Debug, Clone)]
pub struct Given {
    /// The version of the program.
    pub program_version: String,
    /// The version of the articles.
    pub corpus_version: String,
    /// The version of the web view, if there is a window.
    pub web_view_version: Option<String>,
    /// The screens.
    pub screens: Vec<Screen>,
    /// The folder with the user's file.
    pub data_folder: PathBuf,
    /// The names of the policies in force, without values.
    pub policy_names: Vec<String>,
    /// The program's log, if it writes one.
    pub log_file: Option<PathBuf>,
    /// The time now.
    pub now: SystemTime,
}

/// Lists the facts, group by group. `environment` gives the value of an environment variable.
///
/// Never fails: what cannot be found out is left out.
#[must_use]
pub fn gather(given: &Given, environment: &dyn Fn(&str) -> Option<String>) -> Vec<Fact> {
    let mut facts = List(Vec::new());
    program(&mut facts, given);
    machine::system(&mut facts);
    machine::desktop(&mut facts, given, environment);
    machine::storage(&mut facts, &given.data_folder);
    for (number, name) in (1..).zip(&given.policy_names) {
        facts.text(FactGroup::Policy, &format!("policy-{number}"), name);
    }
    for (number, line) in (1..).zip(given.log_file.iter().flat_map(|file| log::tail(file))) {
        facts.text(FactGroup::Log, &format!("log-{number}"), &line);
    }
    facts.0
}

/// Masks the values of facts. The log is masked as one text, because a key may span lines.
#[must_use]
pub fn redacted(mut facts: Vec<Fact>, redactor: &mut Redactor) -> Vec<Fact> {
    let log = facts.iter().position(|fact| fact.group == FactGroup::Log).unwrap_or(facts.len());
    let lines = facts.split_off(log);
    for fact in &mut facts {
        if let FactValue::Text(text) = &mut fact.value {
            *text = redactor.redact(text);
        }
    }
    let text: Vec<_> = lines.iter().map(|line| line.value.to_string()).collect();
    let masked = redactor.redact(&text.join("\n"));
    // A masked key may have joined lines: they are counted anew.
    let masked = masked.lines().zip(1..).filter(|(line, _)| !line.is_empty());
    facts.extend(masked.map(|(line, number)| Fact {
        id: format!("log-{number}"),
        group: FactGroup::Log,
        value: FactValue::Text(line.to_owned()),
    }));
    facts
}

/// The list while it grows.
struct List(Vec<Fact>);

impl List {
    /// Adds a text, unless it is empty.
    fn text(&mut self, group: FactGroup, id: &str, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.value(group, id, FactValue::Text(text.to_owned()));
        }
    }

    fn value(&mut self, group: FactGroup, id: &str, value: FactValue) {
        self.0.push(Fact { id: id.to_owned(), group, value });
    }
}

fn program(facts: &mut List, given: &Given) {
    facts.text(FactGroup::Program, "program-version", &given.program_version);
    facts.text(FactGroup::Program, "corpus-version", &given.corpus_version);
    facts.text(FactGroup::Program, "web-view-version", given.web_view_version.as_deref().unwrap_or_default());
}
