//! Which version is packed, from which instant, and by whom.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::tool;
use crate::process;
use crate::project::Project;

/// Names whoever builds the packages; the packages of an organisation should name its own address.
const MAINTAINER: &str = "EXPRESS_HELP_MAINTAINER";
/// RFC 2606 keeps this domain free: the project publishes no address.
const NOBODY: &str = "The eXpress Help authors <express-help@example.com>";

/// What is packed.
#[derive(Clone)]
pub(crate) struct Release {
    /// As deb and rpm write it: `1.0.0~rc.1` comes before `1.0.0`.
    pub(crate) version: String,
    /// The time of every file, in seconds since 1970.
    pub(crate) epoch: u64,
    /// Name and address.
    pub(crate) maintainer: String,
}

impl Release {
    /// The version of the workspace, at the time of its last commit or of `SOURCE_DATE_EPOCH`.
    pub(crate) fn current(project: &Project) -> Result<Self> {
        let given = std::env::var("SOURCE_DATE_EPOCH").ok().filter(|value| !value.is_empty());
        let seconds = match given {
            Some(given) => given,
            None => process::output(
                Command::new("git").args(["log", "-1", "--format=%ct"]).current_dir(&project.root),
            )
            .context("no time of the last commit here: set SOURCE_DATE_EPOCH to the seconds since 1970")?,
        };
        let epoch = seconds.trim().parse().context("SOURCE_DATE_EPOCH is no number of seconds")?;
        let maintainer = std::env::var(MAINTAINER).ok().filter(|value| !value.is_empty());
        Ok(Self {
            version: package_version(env!("CARGO_PKG_VERSION")),
            epoch,
            maintainer: maintainer.unwrap_or_else(|| NOBODY.to_owned()),
        })
    }

    /// The same as a version that comes before it.
    pub(crate) fn previous(&self) -> Self {
        Self { version: format!("{}~previous", self.version), ..self.clone() }
    }

    /// The instant in a format of date(1).
    pub(crate) fn date(&self, format: &str) -> Result<String> {
        date(&format!("@{}", self.epoch), format)
    }
}

/// An instant as date(1) reads it, in a format of date(1), in UTC and English.
pub(super) fn date(instant: &str, format: &str) -> Result<String> {
    let printed = tool("date", Path::new("/"), 0, &["-u", "-d", instant, format])?;
    Ok(printed.trim().to_owned())
}

/// Semantic versions order `1.0.0-rc.1` before `1.0.0`; deb and rpm do so with a tilde, and know no build metadata.
fn package_version(semantic: &str) -> String {
    let version = semantic.split('+').next().unwrap_or_default();
    version.replacen('-', "~", 1).replace('-', ".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_become_those_of_packages() {
        for (semantic, expected) in [
            ("1.2.3", "1.2.3"),
            ("1.2.3-rc.1", "1.2.3~rc.1"),
            ("1.2.3-alpha-2+build.5", "1.2.3~alpha.2"),
            ("1.2.3+build", "1.2.3"),
        ] {
            assert_eq!(package_version(semantic), expected, "{semantic}");
        }
    }

    #[test]
    fn instants_are_written_in_english_and_utc() {
        assert_eq!(date("@0", "+%a, %d %b %Y %H:%M:%S %z").unwrap(), "Thu, 01 Jan 1970 00:00:00 +0000");
    }
}
