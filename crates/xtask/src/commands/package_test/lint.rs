//! What the checkers of Debian, rpm, freedesktop.org and the shell say. Exceptions stand with their reasons in packaging/linux.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::super::package::files_ending;
use super::Bench;
use crate::process;

pub(super) fn check(bench: &Bench<'_>) -> Result<()> {
    let packages = bench.folder("packages");
    for package in files_ending(&packages, ".deb")? {
        lintian(&package)?;
    }
    let mut rpmlint = Command::new("rpmlint");
    rpmlint.arg("--strict").arg("--config").arg(bench.project.root.join("packaging/linux/rpmlint.toml"));
    process::run(rpmlint.args(files_ending(&packages, ".rpm")?))?;
    let unpacked = bench.scratch.folder("unpacked")?;
    let deb = bench.package("packages", "express-help", ".deb")?;
    process::run(Command::new("dpkg-deb").arg("-x").arg(deb).arg(&unpacked))?;
    process::run(Command::new("shellcheck").arg(unpacked.join("usr/bin/express-help")))?;
    desktop(&unpacked.join("usr/share"))
}

fn lintian(package: &Path) -> Result<()> {
    let mut lintian = Command::new("lintian");
    lintian.args(["--display-info", "--fail-on", "error,warning,info", "--allow-root"]);
    if package.file_name().is_some_and(|name| name.to_string_lossy().starts_with("express-helpkit_")) {
        // Words inside a development program that are read as if they were messages; a released one has none.
        lintian.args(["--suppress-tags", "spelling-error-in-binary"]);
    }
    process::run(lintian.arg(package).env("LC_ALL", "C.UTF-8"))
}

fn desktop(share: &Path) -> Result<()> {
    let entry = share.join("applications/express-help.desktop");
    process::run(Command::new("desktop-file-validate").arg(entry))?;
    let metadata = share.join("metainfo/ms.express.help.metainfo.xml");
    process::run(Command::new("appstreamcli").args(["validate", "--no-net", "--explain"]).arg(metadata))?;
    for page in ["man1/express-help.1.gz", "ru/man1/express-help.1.gz"] {
        let mut man = Command::new("man");
        man.args(["--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z"]).arg(share.join("man").join(page));
        process::output(man.env("LC_ALL", "C.UTF-8").env("MANROFFSEQ", "").env("MANWIDTH", "80"))?;
    }
    Ok(())
}
