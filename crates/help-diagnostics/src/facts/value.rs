//! The value of a fact.

use std::fmt;

use serde::Serialize;

/// The value of a fact. As text ([`fmt::Display`]) it is the same in every language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "type", content = "value")]
pub enum FactValue {
    /// A text.
    Text(String),
    /// A number of things.
    Number(u64),
    /// A size in bytes.
    Bytes(u64),
}

impl fmt::Display for FactValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => formatter.write_str(text),
            Self::Number(number) => write!(formatter, "{number}"),
            Self::Bytes(bytes) => write_size(formatter, *bytes),
        }
    }
}

/// Writes a size in the largest unit of which there is at least one (IEC 80000-13), with one decimal.
fn write_size(formatter: &mut fmt::Formatter<'_>, bytes: u64) -> fmt::Result {
    let (unit, size) = match bytes {
        0..1024 => return write!(formatter, "{bytes} B"),
        1024..0x10_0000 => ("KiB", 1024),
        0x10_0000..0x4000_0000 => ("MiB", 0x10_0000),
        0x4000_0000..0x100_0000_0000 => ("GiB", 0x4000_0000),
        _ => ("TiB", 0x100_0000_0000),
    };
    let tenths = u128::from(bytes) * 10 / size;
    write!(formatter, "{}.{} {unit}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::FactValue;

    #[test]
    fn values_are_written() {
        for (value, expected) in [
            (FactValue::Text("Debian".to_owned()), "Debian"),
            (FactValue::Number(8), "8"),
            (FactValue::Bytes(0), "0 B"),
            (FactValue::Bytes(1023), "1023 B"),
            (FactValue::Bytes(1024), "1.0 KiB"),
            (FactValue::Bytes(1_048_575), "1023.9 KiB"),
            (FactValue::Bytes(16_655_351_808), "15.5 GiB"),
            (FactValue::Bytes(u64::MAX), "16777215.9 TiB"),
        ] {
            assert_eq!(value.to_string(), expected);
        }
    }
}
