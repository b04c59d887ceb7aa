//! A package for Debian and its relatives, without maintainer scripts: desktop database, icon cache and manual index follow by the
//! triggers of the packages that keep them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::product::wrap;
use super::{Compression, Order, Product, staging, text, tool};
use crate::scratch::Scratch;

/// Libraries that Debian 13 and Ubuntu 24.04 renamed when time_t became 64 bits wide. Their new packages provide the
/// old names on amd64; the alternative says so for tools that look at names only.
const RENAMED: &[&str] =
    &["libglib2.0-0", "libgtk-3-0", "libatk1.0-0", "libatk-bridge2.0-0", "libatspi2.0-0"];

/// Packs a tree.
pub(super) fn make(product: &Product, tree: &Path, order: &Order<'_>) -> Result<()> {
    let epoch = order.release.epoch;
    let depends = depends(&order.material.programs.join(product.program), epoch)?;
    let sums = sums(tree, epoch)?;
    let control = control(product, order, &depends, installed_size(tree)?);
    let folder = tree.join("DEBIAN");
    fs::create_dir(&folder)?;
    for (name, content) in [("control", control), ("md5sums", sums)] {
        fs::write(folder.join(name), content)?;
        staging::set_mode(&folder.join(name), staging::Mode::Data)?;
    }
    staging::settle(tree, epoch)?;
    let out = order.out.join(format!("{}_{}_amd64.deb", product.package, order.release.version));
    let level = if order.compression == Compression::Small { "-z9" } else { "-z0" };
    tool("dpkg-deb", tree, epoch, &["--root-owner-group", "-Zxz", level, "--build", ".", text(&out)?])?;
    Ok(())
}

fn control(product: &Product, order: &Order<'_>, depends: &str, kilobytes: u64) -> String {
    let mut text = format!(
        "Package: {}\nVersion: {}\nArchitecture: amd64\nMaintainer: {}\nInstalled-Size: {kilobytes}\nDepends: {depends}\n",
        product.package, order.release.version, order.release.maintainer,
    );
    if !product.recommends.is_empty() {
        text.push_str(&format!("Recommends: {}\n", product.recommends));
    }
    text.push_str("Section: utils\nPriority: optional\nHomepage: https://express.ms/\n");
    text.push_str(&format!("Description: {}\n", product.summary));
    let paragraphs = product
        .description
        .iter()
        .map(|paragraph| wrap(paragraph, 76).iter().map(|line| format!(" {line}\n")).collect::<String>());
    text + &paragraphs.collect::<Vec<_>>().join(" .\n")
}

/// What the program's libraries are called in Debian, with the oldest versions that have the symbols it uses.
fn depends(program: &Path, epoch: u64) -> Result<String> {
    let scratch = Scratch::new()?;
    let folder = scratch.folder("debian")?;
    fs::write(folder.join("control"), "Source: express-help\n\nPackage: express-help\nArchitecture: any\n")?;
    let printed = tool("dpkg-shlibdeps", scratch.path(), epoch, &["-O", &format!("-e{}", text(program)?)])?;
    let found = printed.lines().find_map(|line| line.strip_prefix("shlibs:Depends="));
    Ok(with_new_names(found.context("dpkg-shlibdeps named no libraries")?))
}

fn with_new_names(depends: &str) -> String {
    let renamed = |entry: &str| {
        let (name, version) = entry.split_once(' ').unwrap_or((entry, ""));
        if !RENAMED.contains(&name) {
            return entry.to_owned();
        }
        format!("{entry} | {}", format!("{name}t64 {version}").trim())
    };
    depends.trim().split(", ").map(renamed).collect::<Vec<_>>().join(", ")
}

fn sums(tree: &Path, epoch: u64) -> Result<String> {
    let mut files = Vec::new();
    let mut folders = vec![tree.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(text(path.strip_prefix(tree)?)?.to_owned());
            }
        }
    }
    files.sort();
    let names: Vec<&str> = files.iter().map(String::as_str).collect();
    tool("md5sum", tree, epoch, &names)
}

/// Debian Policy 5.6.20: kilobytes of the files, each rounded up, and one for each folder.
fn installed_size(folder: &Path) -> Result<u64> {
    let mut kilobytes = 1;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        kilobytes +=
            if metadata.is_dir() { installed_size(&entry.path())? } else { metadata.len().div_ceil(1024) };
    }
    Ok(kilobytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renamed_libraries_have_both_names() {
        for (found, expected) in [
            (
                "libc6 (>= 2.34), libgtk-3-0 (>= 3.24)",
                "libc6 (>= 2.34), libgtk-3-0 (>= 3.24) | libgtk-3-0t64 (>= 3.24)",
            ),
            ("libglib2.0-0", "libglib2.0-0 | libglib2.0-0t64"),
            ("libcairo2 (>= 1.2.4)\n", "libcairo2 (>= 1.2.4)"),
        ] {
            assert_eq!(with_new_names(found), expected);
        }
    }
}
