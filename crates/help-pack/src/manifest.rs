//! `manifest.json`: what a pack is and what must be in it.

use std::collections::BTreeMap;

use help_content::Language;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Version of the layout this program reads and writes.
pub const FORMAT: u32 = 1;

/// A file of the pack as the manifest describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Lower-case hexadecimal SHA-256 of the bytes.
    pub sha256: String,
    /// Length in bytes.
    pub size: u64,
}

impl FileEntry {
    /// Describes these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let digest = Sha256::digest(bytes);
        let sha256 = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        Self { sha256, size: bytes.len() as u64 }
    }
}

/// The manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// Layout version, [`FORMAT`].
    pub format: u32,
    /// What the pack is called.
    pub name: String,
    /// The pack's own version.
    pub version: String,
    /// Languages with articles, the first one first.
    pub languages: Vec<Language>,
    /// The corpus date, `YYYY-MM-DD`: the newest article's, so that the same sources give the same pack.
    pub created: Option<String>,
    /// The oldest program that understands it, `major.minor.patch`.
    pub minimum_program: String,
    /// Every file but the manifest: path → hash and size.
    pub files: BTreeMap<String, FileEntry>,
}

/// Compares two `major.minor.patch` versions; what is not a number counts as 0.
pub(crate) fn is_older(program: &str, minimum: &str) -> bool {
    let parts = |version: &str| -> Vec<u64> {
        let core = version.split(['-', '+']).next().unwrap_or("");
        core.split('.').chain(["0", "0", "0"]).take(3).map(|part| part.parse().unwrap_or(0)).collect()
    };
    parts(program) < parts(minimum)
}

#[cfg(test)]
mod tests {
    use super::is_older;

    #[test]
    fn versions_compare_by_number() {
        for (program, minimum, expected) in [
            ("0.1.0", "0.1.0", false),
            ("0.9.0", "0.10.0", true),
            ("1.0", "0.99.99", false),
            ("0.1.0-rc1", "0.1.0", false),
            ("0.1.0", "x", false),
        ] {
            assert_eq!(is_older(program, minimum), expected, "{program} {minimum}");
        }
    }
}
