//! CHANGELOG.md as Debian and rpm want it.

use anyhow::{Context, Result};

use super::product::wrap;
use super::release::{Release, date};

const WIDTH: usize = 76;

/// A version of the changelog.
struct Version<'a> {
    /// `Unreleased` for what comes next.
    name: &'a str,
    /// `2026-01-31`; none for what comes next.
    day: Option<&'a str>,
    changes: Vec<String>,
}

/// The changelog of a Debian package.
pub(super) fn debian(markdown: &str, package: &str, release: &Release) -> Result<String> {
    let mut text = String::new();
    for version in versions(markdown) {
        let format = "+%a, %d %b %Y %H:%M:%S %z";
        let (name, time) = match version.day {
            Some(day) => (version.name, date(day, format)?),
            None => (release.version.as_str(), release.date(format)?),
        };
        text.push_str(&format!("{package} ({name}) unstable; urgency=medium\n\n"));
        for change in &version.changes {
            text.push_str(&format!("  * {}\n", wrap(change, WIDTH).join("\n    ")));
        }
        text.push_str(&format!("\n -- {}  {time}\n\n", release.maintainer));
    }
    Ok(text.trim_end().to_owned() + "\n")
}

/// The newest entry for the spec file of an rpm; the whole lies beside the documentation.
pub(super) fn rpm(markdown: &str, release: &Release) -> Result<String> {
    let versions = versions(markdown);
    let newest = versions.first().context("CHANGELOG.md has no version")?;
    let mut text =
        format!("* {} {} - {}-1\n", release.date("+%a %b %d %Y")?, release.maintainer, release.version);
    for change in &newest.changes {
        // rpm expands macros here too.
        text.push_str(&format!("- {}\n", wrap(&change.replace('%', "%%"), WIDTH).join("\n  ")));
    }
    Ok(text)
}

/// Reads headings `## [1.0.0] - 2026-01-31` and the items below them.
fn versions(markdown: &str) -> Vec<Version<'_>> {
    let mut versions: Vec<Version<'_>> = Vec::new();
    for line in markdown.lines() {
        if let Some(heading) = line.strip_prefix("## [") {
            let (name, rest) = heading.split_once(']').unwrap_or((heading, ""));
            let day = rest.trim().strip_prefix("- ").map(str::trim);
            versions.push(Version { name, day, changes: Vec::new() });
            continue;
        }
        let Some(version) = versions.last_mut() else { continue };
        if let Some(change) = line.strip_prefix("- ") {
            version.changes.push(change.replace('`', ""));
        } else if let (Some(more), Some(change)) = (line.strip_prefix("  "), version.changes.last_mut()) {
            change.push(' ');
            change.push_str(&more.replace('`', ""));
        }
    }
    versions.retain(|version| !version.changes.is_empty());
    versions
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKDOWN: &str = "# Changelog\n\n## [Unreleased]\n\nSoon.\n\n### Added\n\n- Search, 100 % `fast`,\n  in two languages.\n\n\
                            ## [0.9.0] - 2026-01-31\n\n- First.\n\n## [0.8.0] - 2026-01-01\n";

    fn release() -> Release {
        Release { version: "1.0.0".into(), epoch: 0, maintainer: "A <a@example.com>".into() }
    }

    #[test]
    fn debian_has_every_version_with_changes() {
        let expected = "program (1.0.0) unstable; urgency=medium\n\n  * Search, 100 % fast, in two languages.\n\n \
                        -- A <a@example.com>  Thu, 01 Jan 1970 00:00:00 +0000\n\n\
                        program (0.9.0) unstable; urgency=medium\n\n  * First.\n\n \
                        -- A <a@example.com>  Sat, 31 Jan 2026 00:00:00 +0000\n";
        assert_eq!(debian(MARKDOWN, "program", &release()).unwrap(), expected);
    }

    #[test]
    fn rpm_has_the_newest_with_percent_signs_kept() {
        let expected =
            "* Thu Jan 01 1970 A <a@example.com> - 1.0.0-1\n- Search, 100 %% fast, in two languages.\n";
        assert_eq!(rpm(MARKDOWN, &release()).unwrap(), expected);
    }
}
