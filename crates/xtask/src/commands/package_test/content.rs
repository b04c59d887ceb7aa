//! What lies in the debs, and what the lists beside them say.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::Bench;
use crate::process;

/// Files that each package must have, by product.
const WANTED: &[(&str, &[&str])] = &[
    (
        "express-help",
        &[
            "./usr/bin/express-help",
            "./usr/lib/express-help/express-help",
            "./usr/share/applications/express-help.desktop",
            "./usr/share/bash-completion/completions/express-help",
            "./usr/share/doc/express-help/changelog.gz",
            "./usr/share/doc/express-help/copyright",
            "./usr/share/doc/express-help/examples/managed/20-support.json",
            "./usr/share/doc/express-help/examples/recommended/10-defaults.json",
            "./usr/share/doc/express-help/licences.txt.gz",
            "./usr/share/fish/vendor_completions.d/express-help.fish",
            "./usr/share/icons/hicolor/scalable/apps/express-help.svg",
            "./usr/share/man/man1/express-help.1.gz",
            "./usr/share/man/ru/man1/express-help.1.gz",
            "./usr/share/metainfo/ms.express.help.metainfo.xml",
            "./usr/share/zsh/vendor-completions/_express-help",
        ],
    ),
    ("express-helpkit", &["./usr/bin/helpkit", "./usr/share/man/man1/helpkit.1.gz"]),
];

pub(super) fn check(bench: &Bench<'_>) -> Result<()> {
    for (product, wanted) in WANTED {
        let package = bench.package("packages", product, ".deb")?;
        let listing = process::output(Command::new("dpkg-deb").arg("-c").arg(&package))?;
        let lines: Vec<Vec<&str>> = listing.lines().map(|line| line.split_whitespace().collect()).collect();
        let paths: BTreeSet<&str> = lines.iter().filter_map(|words| words.last().copied()).collect();
        for path in *wanted {
            ensure!(paths.contains(path), "{product} has no {path}");
        }
        for words in &lines {
            let (mode, owner, path) = (words[0], words[1], words[words.len() - 1]);
            let expected = match path {
                path if path.ends_with('/') => "drwxr-xr-x",
                path if path.starts_with("./usr/bin/") || path.starts_with("./usr/lib/") => "-rwxr-xr-x",
                _ => "-rw-r--r--",
            };
            ensure!(mode == expected && owner == "root/root", "{product}: {path} has {mode} {owner}");
            ensure!(path == "./" || path.starts_with("./usr/"), "{product}: {path} is outside /usr");
        }
        check_scripts(product, &package)?;
        if *product == "express-help" {
            check_oldest_web_view(bench, &package)?;
        }
        check_bill(bench, product)?;
    }
    process::output(
        Command::new("sha256sum")
            .args(["--check", "--strict", "SHA256SUMS"])
            .current_dir(bench.folder("packages")),
    )
    .map(drop)
}

fn check_scripts(product: &str, package: &Path) -> Result<()> {
    let information = process::output(Command::new("dpkg-deb").arg("-I").arg(package))?;
    for script in ["preinst", "postinst", "prerm", "postrm", "conffiles"] {
        ensure!(!information.contains(script), "{product} has a {script}");
    }
    Ok(())
}

/// The WebKitGTK that the start script asks for has every symbol that the program links.
fn check_oldest_web_view(bench: &Bench<'_>, package: &Path) -> Result<()> {
    let depends = process::output(Command::new("dpkg-deb").arg("--field").arg(package).arg("Depends"))?;
    let unpacked = bench.scratch.folder("start-script")?;
    process::output(Command::new("dpkg-deb").arg("-x").arg(package).arg(&unpacked))?;
    let script = fs::read_to_string(unpacked.join("usr/bin/express-help"))?;
    let linked = version_after(&depends, "libwebkit2gtk-4.1-0 (>= ");
    let named = version_after(&script, "WebKitGTK ");
    ensure!(
        linked.is_some() && linked <= named,
        "the program links WebKitGTK {linked:?}, but says that {named:?} is enough: raise OLDEST_WEB_VIEW"
    );
    Ok(())
}

/// The first two numbers that follow a text directly.
fn version_after(text: &str, mark: &str) -> Option<(u32, u32)> {
    text.split(mark).skip(1).find_map(|rest| {
        let end = rest.find(|letter: char| letter != '.' && !letter.is_ascii_digit())?;
        let mut numbers = rest[..end].split('.').map(str::parse);
        Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
    })
}

/// The bill of materials has the parts that everybody knows of, each with a licence, and its references lead somewhere.
fn check_bill(bench: &Bench<'_>, product: &str) -> Result<()> {
    let path = bench.package("packages", product, ".cdx.json")?;
    let bill: Value = serde_json::from_slice(&fs::read(&path)?)?;
    let parts = bill["components"].as_array().context("the bill has no components")?;
    let purls: BTreeSet<&str> = parts.iter().filter_map(|part| part["purl"].as_str()).collect();
    let mut known = vec!["pkg:cargo/tantivy@", "pkg:cargo/clap@", "pkg:generic/rust-std@"];
    if product == "express-help" {
        known.extend(["pkg:cargo/tauri@", "pkg:cargo/wry@", "pkg:npm/svelte@", "pkg:generic/sqlite@"]);
        known.push("pkg:npm/%40fontsource-variable/inter@");
    }
    for start in known {
        ensure!(purls.iter().any(|purl| purl.starts_with(start)), "the bill of {product} has no {start}");
    }
    for start in ["pkg:cargo/xtask", "pkg:cargo/criterion@", "pkg:npm/vite@", "pkg:npm/typescript@"] {
        ensure!(!purls.iter().any(|purl| purl.starts_with(start)), "the bill of {product} has {start}");
    }
    for part in parts {
        ensure!(part["licenses"][0]["expression"].as_str().is_some_and(|text| !text.is_empty()), "{part}");
    }
    let edges = bill["dependencies"].as_array().into_iter().flatten();
    for target in edges.flat_map(|edge| edge["dependsOn"].as_array().into_iter().flatten()) {
        ensure!(target.as_str().is_some_and(|purl| purls.contains(purl)), "{target} is no part of {product}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_texts() {
        for (text, expected) in [
            ("libc6 (>= 2.34), web (>= 2.41.90), x", Some((2, 41))),
            ("web (>= x), web (>= 2.42)", Some((2, 42))),
            ("web (>= 2)", None),
            ("web", None),
        ] {
            assert_eq!(version_after(text, "web (>= "), expected, "{text}");
        }
    }
}
