//! Signatures, with keys that the environment names. Without one the run says "unsigned".
//!
//! A single deb is not signed: apt checks the list of a repository, and that list has the checksum of every deb. An rpm is signed
//! itself, because that is what rpm and dnf check.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::Certificate;
use crate::process;

/// The list of checksums.
pub(crate) const SUMS: &str = "SHA256SUMS";
/// The key for the list of checksums and for the apt repository: anything gpg takes as `--local-user`.
const LISTS: &str = "EXPRESS_HELP_DEB_KEY";
/// The key for the rpms.
const RPM: &str = "EXPRESS_HELP_RPM_KEY";

/// Which keys sign; the keys themselves are gpg's business (`GNUPGHOME`).
#[derive(Default)]
pub(crate) struct Keys {
    pub(crate) lists: Option<String>,
    pub(crate) rpm: Option<String>,
    /// What signs the program and the package for Windows.
    pub(crate) windows: Option<Certificate>,
    /// The folder of gpg; its own choice if absent.
    pub(crate) home: Option<PathBuf>,
}

impl Keys {
    /// The keys that the environment names.
    pub(crate) fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        let key = |name: &str| variable(name).filter(|key| !key.is_empty());
        Self {
            lists: key(LISTS),
            rpm: key(RPM),
            windows: Certificate::from_environment(&variable),
            home: None,
        }
    }

    /// Signs rpms in place.
    pub(super) fn sign_rpms(&self, packages: &[PathBuf]) -> Result<()> {
        let Some(key) = &self.rpm else { return Ok(()) };
        let mut command = Command::new("rpmsign");
        // Debian's rpm looks for gpg2, which its gnupg has not been called for years.
        let gpg = process::find("gpg").context("gpg is missing: install the package gnupg")?;
        command.args(["--addsign", "--define", &format!("_gpg_name {key}")]);
        command.args(["--define", &format!("__gpg {}", gpg.display())]).args(packages);
        process::output(self.surround(&mut command))?;
        Ok(())
    }

    /// Signs the checksums (`SHA256SUMS.asc`) and the repository (`InRelease`).
    pub(super) fn sign_lists(&self, folder: &Path) -> Result<()> {
        let Some(key) = &self.lists else { return Ok(()) };
        for (how, source, target) in
            [("--clear-sign", "Release", "InRelease"), ("--detach-sign", SUMS, "SHA256SUMS.asc")]
        {
            let mut command = Command::new("gpg");
            command.args([
                "--batch",
                "--yes",
                "--armor",
                "--local-user",
                key,
                "--output",
                target,
                how,
                source,
            ]);
            process::output(self.surround(command.current_dir(folder)))?;
        }
        Ok(())
    }

    /// What the summary says about a file; nothing for those that carry no signature of their own.
    pub(super) fn remark(&self, name: &str) -> String {
        let key = match name {
            name if name.ends_with(".msi") => {
                self.windows.as_ref().map(|certificate| certificate.file.display().to_string())
            }
            name if name.ends_with(".rpm") => self.rpm.clone(),
            SUMS | "Release" => self.lists.clone(),
            _ => return String::new(),
        };
        key.map_or_else(|| "  unsigned".to_owned(), |key| format!("  signed by {key}"))
    }

    fn surround<'command>(&self, command: &'command mut Command) -> &'command mut Command {
        if let Some(home) = &self.home {
            command.env("GNUPGHOME", home);
        }
        command
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_key_is_called_unsigned() {
        let variable = |name: &str| (name == RPM).then(|| "ABCD".to_owned()).or(Some(String::new()));
        let keys = Keys::from_environment(variable);
        for (name, expected) in [
            ("a-1.x86_64.rpm", "  signed by ABCD"),
            ("a-1-x64.msi", "  unsigned"),
            ("SHA256SUMS", "  unsigned"),
            ("Release", "  unsigned"),
            ("a_1_amd64.deb", ""),
        ] {
            assert_eq!(keys.remark(name), expected, "{name}");
        }
    }
}
