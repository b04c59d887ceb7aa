//! The hashes that lock files hold.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Reads the SHA-256 of every crate from Cargo.lock, by name and version.
///
/// Cargo writes the file itself, a key to a line, so it needs no parser for all of TOML.
pub(super) fn checksums(lock: &str) -> BTreeMap<(&str, &str), &str> {
    let mut sums = BTreeMap::new();
    for package in lock.split("[[package]]") {
        let value = |key: &str| {
            let line = |line: &'_ str| {
                line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"').map(str::len)
            };
            package.lines().find(|text| line(text).is_some()).map(|text| &text[key.len() + 4..text.len() - 1])
        };
        if let (Some(name), Some(version), Some(sum)) = (value("name"), value("version"), value("checksum")) {
            sums.insert((name, version), sum);
        }
    }
    sums
}

/// Turns npm's `sha512-` and Base64 into hexadecimal digits.
pub(super) fn integrity(text: &str) -> Result<String> {
    let digest = text.strip_prefix("sha512-").with_context(|| format!("not SHA-512: {text}"))?;
    let bytes = STANDARD.decode(digest).with_context(|| format!("no Base64: {text}"))?;
    ensure!(bytes.len() == 64, "not the length of SHA-512: {text}");
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_of_crates_are_found() {
        let lock = "version = 4\n\n[[package]]\nname = \"adler2\"\nversion = \"2.0.1\"\nsource = \"registry\"\n\
                    checksum = \"3201\"\n\n[[package]]\nname = \"own\"\nversion = \"1.0.0\"\ndependencies = [\n \"adler2\",\n]\n";
        let sums = checksums(lock);
        assert_eq!(sums.get(&("adler2", "2.0.1")), Some(&"3201"));
        assert_eq!(sums.len(), 1);
    }

    #[test]
    fn hashes_of_npm_become_hexadecimal() {
        let zeros = format!("sha512-{}==", "A".repeat(86));
        assert_eq!(integrity(&zeros).unwrap(), "00".repeat(64));
        for wrong in ["", "sha1-AAAA", "sha512-AAAA", "sha512-!"] {
            assert!(integrity(wrong).is_err(), "{wrong}");
        }
    }
}
