//! How the suites open the program: in a folder of their own, with the policies of a machine.

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use help_app::{OpenOptions, Policy, Surroundings};
use help_policy::{Findings, Layer};
use serde_json::Value;

/// 2026-11-20 09:30:05 UTC.
pub fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_795_167_005)
}

/// The user's file and the documents lie in `folder`; without one nothing is kept.
pub fn options(folder: Option<&Path>, locale: &str, policies: &[(&str, Value)]) -> OpenOptions {
    let values = policies.iter().map(|(key, value)| (*key, value.clone(), "test.json"));
    OpenOptions {
        store: folder.map(|folder| folder.join("user.sqlite")),
        locale: Some(locale.to_owned()),
        now: Some(now()),
        policy: Policy::resolve([Findings::from_values(Layer::MachineMandatory, values)]),
        surroundings: Surroundings {
            documents: folder.map(|folder| folder.join("documents")),
            offset_minutes: 180,
            ..Surroundings::default()
        },
        ..OpenOptions::default()
    }
}
