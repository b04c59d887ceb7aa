//! The effective table: for every key one value, where it comes from, and whether the user may change it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::definition::{Definition, Reach, definitions};
use crate::key::Key;
use crate::layer::Source;
use crate::options::{ProxyMode, SmtpAuth, SmtpSecurity, TransportKind};
use crate::problem::{Problem, Reason};
use crate::sources::{Findings, Setting};

/// What holds for a key.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// The key.
    pub key: Key,
    /// The value; `null` where nothing is set and nothing is built in.
    pub value: Value,
    /// Where the value comes from.
    pub source: Source,
    /// Whether the value is mandatory: the user cannot change it.
    pub locked: bool,
    /// What was ignored or looks wrong, in every layer.
    pub problems: Vec<Problem>,
}

/// The policy in force.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Policy {
    entries: Vec<Entry>,
    problems: Vec<Problem>,
}

impl Default for Policy {
    /// The policy where nobody set anything.
    fn default() -> Self {
        Self::resolve([])
    }
}

impl Policy {
    /// Finds for every key the strongest valid value. Of two in one layer the one given later counts.
    ///
    /// A value that is invalid, or stands in a layer that may not set its key, is reported and passed over, so that the
    /// next layer has its turn. Findings of [`crate::Layer::BuiltIn`] stand before the defaults of the table: a package
    /// may bring its own.
    #[must_use]
    pub fn resolve(findings: impl IntoIterator<Item = Findings>) -> Self {
        let mut all = Findings::default();
        findings.into_iter().for_each(|found| all.append(found));
        let (mut by_key, unknown) = sort(all.settings);
        let (mut problems_by_key, mut problems) = assign(all.problems);
        problems.extend(unknown);
        let entries = definitions()
            .map(|definition| {
                let settings = by_key.remove(&definition.key).unwrap_or_default();
                let problems = problems_by_key.remove(&definition.key).unwrap_or_default();
                resolve_key(definition, settings, problems)
            })
            .collect();
        let mut policy = Self { entries, problems };
        policy.report_contradictions();
        policy
    }

    /// Lets the program's own value of a key count in its layer: what the command line asks for, what the user chose.
    ///
    /// A stronger layer keeps its value, and a key of the machine keeps its value in any case. The value must be one that the
    /// key may have; `null` is “no preference”, for a key without a built-in value.
    #[must_use]
    pub fn with_own(mut self, key: Key, value: Value, source: Source) -> Self {
        let definition = key.definition();
        let fits = (value.is_null() && definition.default_value().is_null())
            || definition.check(&value).value.is_some();
        let may = definition.reach == Reach::Anyone || source.layer.belongs_to_machine();
        let entry = self.entries.iter_mut().find(|entry| entry.key == key);
        if let Some(entry) = entry.filter(|entry| fits && may && source.layer < entry.source.layer) {
            entry.locked = source.layer.is_mandatory();
            entry.value = value;
            entry.source = source;
        }
        self
    }

    /// Every key with what holds for it, in the order of the table.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What holds for a key.
    #[must_use]
    pub fn entry(&self, key: Key) -> &Entry {
        self.entries.iter().find(|entry| entry.key == key).expect("resolve makes an entry for every key")
    }

    /// Problems that belong to no key: unreadable files, unknown keys.
    #[must_use]
    pub fn general_problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Every problem, the general ones first.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().chain(self.entries.iter().flat_map(|entry| &entry.problems))
    }

    /// Values that are valid each by itself, but do not go together.
    fn report_contradictions(&mut self) {
        let unset = |key: Key| matches!(&self.entry(key).value, Value::Null);
        let mut found = Vec::new();
        let mut needs = |key: Key, needed: &[Key]| {
            let missing = needed.iter().filter(|needed| unset(**needed));
            found.extend(missing.map(|needed| (key, Reason::Needs { key: *needed })));
        };
        if self.typed::<ProxyMode>(Key::ProxyMode) == ProxyMode::Manual {
            needs(Key::ProxyMode, &[Key::ProxyUrl]);
        }
        let transports: Vec<TransportKind> = self.typed(Key::SupportTransports);
        if transports.contains(&TransportKind::Smtp) {
            needs(Key::SupportTransports, &[Key::SmtpHost, Key::SupportEmailTo]);
        }
        if transports.contains(&TransportKind::Jsm) {
            needs(Key::SupportTransports, &[Key::JsmBaseUrl, Key::JsmServiceDeskId]);
        }
        if self.typed::<SmtpAuth>(Key::SmtpAuth) == SmtpAuth::Keyring
            && self.typed::<SmtpSecurity>(Key::SmtpSecurity) == SmtpSecurity::None
        {
            found.push((Key::SmtpAuth, Reason::PasswordInTheClear));
        }
        for (key, reason) in found {
            if let Some(entry) = self.entries.iter_mut().find(|entry| entry.key == key) {
                entry.problems.push(Problem::of_key(entry.source.clone(), key.name(), None, reason));
            }
        }
    }
}

type ByKey<T> = BTreeMap<Key, Vec<T>>;

/// Settings by key, strongest first; and problems for those whose key does not exist.
fn sort(mut settings: Vec<Setting>) -> (ByKey<Setting>, Vec<Problem>) {
    // Turned around before the stable sort: within a layer the later one comes first.
    settings.reverse();
    settings.sort_by_key(|setting| setting.source.layer);
    let mut by_key = ByKey::new();
    let mut unknown = Vec::new();
    for setting in settings {
        match Key::from_name(&setting.name) {
            Some(key) => by_key.entry(key).or_default().push(setting),
            None => {
                let meant = Key::from_name_in_any_case(&setting.name);
                let reason = Reason::UnknownKey { meant };
                unknown.push(Problem::of_key(setting.source, &setting.name, None, reason));
            }
        }
    }
    (by_key, unknown)
}

/// Problems by key, and those that belong to none.
fn assign(problems: Vec<Problem>) -> (ByKey<Problem>, Vec<Problem>) {
    let mut by_key = ByKey::new();
    let mut general = Vec::new();
    for problem in problems {
        match problem.key.as_deref().and_then(Key::from_name) {
            Some(key) => by_key.entry(key).or_default().push(problem),
            None => general.push(problem),
        }
    }
    (by_key, general)
}

fn resolve_key(definition: &Definition, settings: Vec<Setting>, mut problems: Vec<Problem>) -> Entry {
    let key = definition.key;
    let mut effective = None;
    for Setting { value, source, .. } in settings {
        let mut report = |part, reason| {
            problems.push(Problem::of_key(source.clone(), key.name(), part, reason));
        };
        if definition.reach == Reach::MachineOnly && !source.layer.belongs_to_machine() {
            report(None, Reason::MachineOnly);
            continue;
        }
        let checked = definition.check(&value);
        checked.faults.into_iter().for_each(|fault| report(fault.part, fault.reason));
        // Weaker layers are examined all the same: their mistakes show before they begin to matter.
        if let (None, Some(value)) = (&effective, checked.value) {
            effective = Some((value, source));
        }
    }
    let (value, source) = effective.unwrap_or_else(|| (definition.default_value(), Source::built_in()));
    Entry { key, value, locked: source.layer.is_mandatory(), source, problems }
}
