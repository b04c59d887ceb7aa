//! What the rpms need and contain, and that they go in, over and out again. This machine has none of the systems they are for, so
//! dependencies are not resolved here.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::super::test::Tried;
use super::{Bench, where_possible};
use crate::process;

/// Product, what it must need, and what must lie in it.
const TABLE: &[(&str, &[&str], &[&str])] = &[
    (
        "express-help",
        &["libwebkit2gtk-4.1.so.0()(64bit)", "libgtk-3.so.0()(64bit)", "libc.so.6()(64bit)"],
        &[
            "/usr/bin/express-help",
            "/usr/lib/express-help/express-help",
            "/usr/share/applications/express-help.desktop",
            "/usr/share/licenses/express-help/LICENSE-MIT",
            "/usr/share/man/ru/man1/express-help.1.gz",
            "/usr/share/zsh/site-functions/_express-help",
        ],
    ),
    ("express-helpkit", &["libc.so.6()(64bit)"], &["/usr/bin/helpkit", "/usr/share/man/man1/helpkit.1.gz"]),
];

pub(super) fn check(bench: &Bench<'_>) -> Result<Tried> {
    for (product, needs, files) in TABLE {
        let package = bench.package("packages", product, ".rpm")?;
        let query = |what: &str| process::output(Command::new("rpm").args(["-qp", what]).arg(&package));
        ensure!(query("--scripts")?.trim().is_empty(), "{product} has scripts");
        let (requires, list) = (query("--requires")?, query("--list")?);
        for need in *needs {
            ensure!(requires.lines().any(|line| line.trim() == *need), "{product} does not need {need}");
        }
        for line in requires.lines() {
            let by_name = !line.contains(".so.") && !line.contains('(') && line.trim() != "/bin/sh";
            ensure!(!by_name, "{product} needs a package by name: {line}");
        }
        for file in *files {
            ensure!(list.lines().any(|line| line == *file), "{product} has no {file}");
        }
        ensure!(list.lines().all(|line| line.starts_with("/usr/")), "{product} has files outside /usr");
    }
    where_possible("installing the rpms into an empty folder", || install(bench))
}

fn install(bench: &Bench<'_>) -> Result<()> {
    let root = bench.scratch.folder("rpm-root")?;
    let rpm = |arguments: &[&str], packages: &[&Path]| {
        let mut command = Command::new("rpm");
        command.args(["--dbpath", "/var/lib/rpm", "--root"]).arg(&root);
        process::output(command.args(arguments).args(packages))
    };
    for (product, _, files) in TABLE {
        let old = bench.package("previous", product, ".rpm")?;
        let new = bench.package("packages", product, ".rpm")?;
        rpm(&["--install", "--nodeps", "--nosignature"], &[&old])?;
        rpm(&["--upgrade", "--nodeps", "--nosignature"], &[&new])?;
        ensure!(rpm(&["-q", product], &[])?.lines().count() == 1, "two versions of {product} are installed");
        rpm(&["--verify", "--nodeps", product], &[])
            .with_context(|| format!("{product} is not as it was packed"))?;
        ensure!(
            rpm(&["--upgrade", "--nodeps", "--nosignature"], &[&old]).is_err(),
            "{product} went back to an older version"
        );
        rpm(&["--erase", "--nodeps", product], &[])?;
        let left: Vec<_> = files.iter().filter(|path| root.join(&path[1..]).exists()).collect();
        ensure!(left.is_empty(), "{product} left {left:?}");
    }
    Ok(())
}
