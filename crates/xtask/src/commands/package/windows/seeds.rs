//! Policies that the package can bring along: `POLICY_<KEY>=value` sets, `RECOMMENDED_<KEY>=value` recommends.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

/// A key of policy, as `cargo xtask policies` lists it.
#[derive(Deserialize)]
pub(super) struct Seed {
    pub(super) key: String,
    registry: RegistryType,
    recommended: bool,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
enum RegistryType {
    #[serde(rename = "REG_DWORD")]
    Number,
    #[serde(rename = "REG_SZ")]
    Text,
}

/// A key in one of its ranks.
pub(super) struct Place<'a> {
    /// The property of the package.
    pub(super) property: String,
    /// The registry key below the machine's.
    pub(super) folder: &'static str,
    /// The value's name.
    pub(super) name: &'a str,
    /// The value, as the table `Registry` writes it.
    pub(super) value: String,
}

impl Seed {
    /// Where it can stand.
    pub(super) fn places(&self) -> Vec<Place<'_>> {
        let place = |rank: &str, folder: &'static str| {
            let property = format!("{rank}_{}", self.key.to_uppercase());
            let mark = if self.registry == RegistryType::Number { "#" } else { "" };
            Place { value: format!("{mark}[{property}]"), property, folder, name: &self.key }
        };
        let mut places = vec![place("POLICY", r"SOFTWARE\Policies\eXpress\Help")];
        if self.recommended {
            places.push(place("RECOMMENDED", r"SOFTWARE\Policies\eXpress\Help\Recommended"));
        }
        places
    }
}

/// Reads the list.
pub(super) fn read(root: &Path) -> Result<Vec<Seed>> {
    let path = root.join("packaging/windows/seeds.json");
    let list = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&list).context("packaging/windows/seeds.json is damaged: run `cargo xtask policies`")
}
