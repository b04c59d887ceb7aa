//! The policy in force, as the window and the command line show it, and what of the settings it locks.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

/// A layer from which a value comes, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum PolicyLayer {
    /// Set by the administrator for everyone on this machine.
    MachineMandatory,
    /// Set by the administrator for this user.
    UserMandatory,
    /// Given with the command line, for one run.
    CommandLine,
    /// Chosen by the user.
    UserSettings,
    /// Suggested by the administrator for this user.
    UserRecommended,
    /// Suggested by the administrator for everyone on this machine.
    MachineRecommended,
    /// Comes with the program.
    BuiltIn,
}

/// Where a value or a problem comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PolicyOrigin {
    /// The layer.
    pub layer: PolicyLayer,
    /// A file, a place in the registry, an option; empty for what is built in.
    pub place: String,
}

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum PolicySeverity {
    /// Everything written holds, but perhaps not as meant.
    Warning,
    /// Something written does not hold.
    Error,
}

/// Something that was ignored or looks wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PolicyProblem {
    /// The reason as a code (docs/policy.md lists them).
    pub code: String,
    /// How much it matters.
    pub severity: PolicySeverity,
    /// The reason in words of the asked language; never a value.
    pub message: String,
    /// The key as it was written; none when a whole file or folder is concerned.
    pub key: Option<String>,
    /// The part of the value, such as `[2]` or `limits.files`.
    pub part: Option<String>,
    /// Where it was found.
    pub source: PolicyOrigin,
}

/// What holds for a key.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PolicyEntry {
    /// The key.
    pub key: String,
    /// What it is about: the heading under which it stands.
    pub area: String,
    /// A few words.
    pub title: String,
    /// What it does.
    pub description: String,
    /// The type: `bool`, `integer`, `text`, `choice`, `list` or `object`.
    pub kind: String,
    /// The words that are allowed; empty where any are.
    pub allowed: Vec<String>,
    /// The value in force; `null` where there is none.
    #[ts(type = "unknown")]
    pub value: Value,
    /// The built-in value; `null` where there is none.
    #[ts(type = "unknown")]
    pub default: Value,
    /// Where the value comes from.
    pub source: PolicyOrigin,
    /// Whether the user cannot change it.
    pub locked: bool,
    /// Whether only the machine's administrator may set it.
    pub machine_only: bool,
    /// Whether nothing in this version acts on it yet.
    pub planned: bool,
    /// Whether a change takes effect at the next start, not at once.
    pub next_start: bool,
    /// Whether this value waits for the next start: another one is still in force.
    pub waiting: bool,
    /// What was ignored or looks wrong, in every layer.
    pub problems: Vec<PolicyProblem>,
}

/// The policy in force.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct PolicyView {
    /// Every key, by area.
    pub entries: Vec<PolicyEntry>,
    /// What belongs to no key: refused files, keys that do not exist.
    pub problems: Vec<PolicyProblem>,
}

impl PolicyView {
    /// Tells whether something that was written does not hold.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        let of_keys = self.entries.iter().flat_map(|entry| &entry.problems);
        self.problems.iter().chain(of_keys).any(|problem| problem.severity == PolicySeverity::Error)
    }
}

/// What happens when the user follows a link to the outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum ExternalLinks {
    /// It opens.
    Open,
    /// The user is shown the address and asked.
    Confirm,
    /// It does not open; the address can be copied.
    Block,
}
