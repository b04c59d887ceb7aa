//! Which policies the Windows package can bring along: for each key how it stands in the registry and in which ranks.

use help_policy::{Definition, Kind, Reach, definitions};
use serde::Serialize;

use crate::error::TemplateError;

/// A key as the package needs to know it.
#[derive(Serialize)]
struct Seed {
    key: &'static str,
    /// The type of its registry value.
    registry: &'static str,
    /// Whether it can be recommended, and not only set.
    recommended: bool,
}

impl Seed {
    fn of(definition: &'static Definition) -> Self {
        let number = matches!(definition.kind, Kind::Bool | Kind::Integer { .. });
        Self {
            key: definition.key.name(),
            registry: if number { "REG_DWORD" } else { "REG_SZ" },
            recommended: definition.reach == Reach::Anyone,
        }
    }
}

/// The list as JSON.
pub(crate) fn list() -> Result<String, TemplateError> {
    let seeds: Vec<Seed> = definitions().map(Seed::of).collect();
    Ok(serde_json::to_string_pretty(&seeds)? + "\n")
}
