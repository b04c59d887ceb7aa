//! The lists beside the packages: what apt needs to take them from this folder, and the checksums of everything.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::{Release, SUMS, files_ending, tool};

/// What this module and the signatures add to the packages.
const LISTS: &[&str] = &["Packages", "Release", "InRelease", SUMS, "SHA256SUMS.asc"];

/// Writes `Packages`, `Release` and `SHA256SUMS`.
pub(super) fn make(out: &Path, release: &Release) -> Result<()> {
    for list in LISTS {
        // Left from a run with or without keys, it would be taken for this one's.
        let _ = fs::remove_file(out.join(list));
    }
    let epoch = release.epoch;
    let packages = tool("dpkg-scanpackages", out, epoch, &["--multiversion", "."])?;
    fs::write(out.join("Packages"), packages)?;
    let (size, sum) = (out.join("Packages").metadata()?.len(), tool("sha256sum", out, epoch, &["Packages"])?);
    let sum = sum.split(' ').next().unwrap_or_default();
    let date = release.date("+%a, %d %b %Y %H:%M:%S UTC")?;
    fs::write(
        out.join("Release"),
        format!(
            "Origin: eXpress Help\nLabel: eXpress Help\nDescription: eXpress Help {}\nDate: {date}\n\
             Architectures: amd64\nSHA256:\n {sum} {size} Packages\n",
            release.version
        ),
    )?;
    let names: Vec<String> = files_ending(out, "")?
        .iter()
        .map(|path| path.file_name().unwrap_or_default().to_string_lossy().into_owned())
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    fs::write(out.join(SUMS), tool("sha256sum", out, epoch, &names)?)?;
    Ok(())
}
