//! Policy in the Windows registry: what its values mean. Pure, so that it is tested on every system; reading the
//! registry itself is `windows`.
//!
//! Bool and integer are DWORDs, text and choice are strings, a list is a subkey with the values `1`, `2`, …, an object is a
//! string with one line of JSON. A list may also be such a string, which is the only way to write an empty one: an
//! empty subkey is what Windows leaves behind when a policy is taken back. Or it is a string whose items are divided by `;`:
//! an installer's command line has no quotes to spare.

use std::fmt;

use serde_json::Value;

use crate::definition::Kind;
use crate::json::parse_value;
use crate::key::Key;
use crate::layer::{Layer, Source};
use crate::problem::{Problem, Reason, shown};
use crate::sources::{Findings, PolicySource, Setting};

/// The program's policy key below a hive.
pub const PATH: &str = r"SOFTWARE\Policies\eXpress\Help";
/// The subkey of recommended values.
pub const RECOMMENDED: &str = "Recommended";

/// A value of the registry. Its debug form leaves texts out: anything may stand there.
#[derive(Clone, PartialEq, Eq)]
pub enum RegistryValue {
    /// REG_DWORD.
    Dword(u32),
    /// REG_SZ.
    Text(String),
    /// Any other type, or one of these that is damaged.
    Other,
}

impl RegistryValue {
    /// Reads a value from its type number and bytes, as `RegEnumValue` gives them: text is UTF-16 in little-endian order
    /// and may or may not end with zeros.
    #[must_use]
    pub fn from_raw(kind: u32, bytes: &[u8]) -> Self {
        const REG_SZ: u32 = 1;
        const REG_DWORD: u32 = 4;
        match (kind, bytes) {
            (REG_DWORD, &[a, b, c, d]) => Self::Dword(u32::from_le_bytes([a, b, c, d])),
            (REG_SZ, bytes) if bytes.len().is_multiple_of(2) => {
                let units: Vec<u16> =
                    bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
                let end = units.iter().rposition(|unit| *unit != 0).map_or(0, |last| last + 1);
                String::from_utf16(&units[..end]).map_or(Self::Other, Self::Text)
            }
            _ => Self::Other,
        }
    }
}

impl fmt::Debug for RegistryValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dword(number) => write!(formatter, "Dword({number})"),
            Self::Text(_) => formatter.write_str("Text(…)"),
            Self::Other => formatter.write_str("Other"),
        }
    }
}

/// A key of the registry with all below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegistryKey {
    /// Values by name.
    pub values: Vec<(String, RegistryValue)>,
    /// Subkeys by name.
    pub keys: Vec<(String, RegistryKey)>,
}

/// A hive of the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hive {
    /// `HKEY_LOCAL_MACHINE`.
    LocalMachine,
    /// `HKEY_CURRENT_USER`.
    CurrentUser,
}

impl Hive {
    fn short_name(self) -> &'static str {
        match self {
            Self::LocalMachine => "HKLM",
            Self::CurrentUser => "HKCU",
        }
    }

    fn layers(self) -> (Layer, Layer) {
        match self {
            Self::LocalMachine => (Layer::MachineMandatory, Layer::MachineRecommended),
            Self::CurrentUser => (Layer::UserMandatory, Layer::UserRecommended),
        }
    }
}

/// The program's policy key of a hive, read already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyKey {
    /// The hive it stood in.
    pub hive: Hive,
    /// All of it.
    pub key: RegistryKey,
}

impl PolicySource for PolicyKey {
    fn read(&self) -> Findings {
        let (mandatory, recommended) = self.hive.layers();
        let place = format!(r"{}\{PATH}", self.hive.short_name());
        let mut findings = decode(&self.key, mandatory, &place);
        for (name, key) in self.key.keys.iter().filter(|(name, _)| is_recommended(name)) {
            findings.append(decode(key, recommended, &format!(r"{place}\{name}")));
        }
        findings
    }
}

fn is_recommended(name: &str) -> bool {
    name.eq_ignore_ascii_case(RECOMMENDED)
}

fn decode(key: &RegistryKey, layer: Layer, place: &str) -> Findings {
    let mut findings = Findings::default();
    let values = key.values.iter().filter(|(name, _)| !name.is_empty());
    let values = values.map(|(name, value)| (name, Ok(value)));
    let keys = key.keys.iter().filter(|(name, _)| !is_recommended(name)).map(|(name, key)| (name, Err(key)));
    for (written, content) in values.chain(keys) {
        let source = Source::new(layer, format!(r"{place}\{written}"));
        let known = Key::from_name_in_any_case(written);
        let name = known.map_or(written.clone(), |key| key.name().to_owned());
        let result = match (known.map(|key| key.definition().kind), content) {
            (Some(kind), Ok(value)) => decode_value(kind, value).map(Some),
            (Some(Kind::List(_)), Err(key)) => Ok(decode_list(&name, key, &source, &mut findings.problems)),
            (Some(kind), Err(_)) => Err(Reason::WrongType { expected: kind.name(), found: "list" }),
            // Reported when the policy is resolved.
            (None, _) => Ok(Some(Value::Null)),
        };
        match result {
            Ok(Some(value)) => findings.settings.push(Setting { name, value, source }),
            Ok(None) => {}
            Err(reason) => findings.problems.push(Problem::of_key(source, &name, None, reason)),
        }
    }
    findings
}

fn decode_value(kind: Kind, value: &RegistryValue) -> Result<Value, Reason> {
    match (kind, value) {
        (Kind::Bool, RegistryValue::Dword(0)) => Ok(Value::Bool(false)),
        (Kind::Bool, RegistryValue::Dword(1)) => Ok(Value::Bool(true)),
        (Kind::Bool, RegistryValue::Dword(_)) => Err(Reason::OutOfRange { least: 0, most: 1 }),
        (Kind::List(_), RegistryValue::Text(text)) if is_plain(text) => Ok(divided(text)),
        (Kind::Object(_) | Kind::List(_), RegistryValue::Text(text)) => parse_value(text.as_bytes()),
        (_, RegistryValue::Dword(number)) => Ok(Value::from(*number)),
        (_, RegistryValue::Text(text)) => Ok(Value::from(text.as_str())),
        (kind, RegistryValue::Other) => Err(Reason::WrongType { expected: kind.name(), found: "another" }),
    }
}

/// Tells whether a list is written as items and not as JSON.
fn is_plain(text: &str) -> bool {
    !text.trim().is_empty() && !text.trim_start().starts_with('[')
}

fn divided(text: &str) -> Value {
    text.split(';').map(str::trim).filter(|item| !item.is_empty()).map(Value::from).collect()
}

/// The values of a subkey in the order of their numbers; none when there are none.
fn decode_list(name: &str, key: &RegistryKey, source: &Source, problems: &mut Vec<Problem>) -> Option<Value> {
    let mut numbered = Vec::new();
    for (number, value) in key.values.iter().filter(|(name, _)| !name.is_empty()) {
        match number.parse::<u32>() {
            Ok(number) => numbered.push((number, value)),
            Err(_) => {
                let reason = Reason::NotNumbered;
                problems.push(Problem::of_key(
                    source.clone(),
                    name,
                    Some(format!("[{}]", shown(number))),
                    reason,
                ));
            }
        }
    }
    numbered.sort_by_key(|(number, _)| *number);
    let values: Vec<Value> = numbered
        .into_iter()
        .map(|(_, value)| match value {
            RegistryValue::Text(text) => Value::from(text.as_str()),
            RegistryValue::Dword(number) => Value::from(*number),
            RegistryValue::Other => Value::Null,
        })
        .collect();
    (!values.is_empty()).then_some(Value::Array(values))
}
