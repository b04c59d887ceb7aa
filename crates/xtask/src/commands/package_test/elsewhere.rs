//! The tar.gz starts from any folder, also from one with spaces and Russian letters in its name.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::super::package::files_ending;
use super::{Bench, window_script};
use crate::process;

pub(super) fn check(bench: &Bench<'_>) -> Result<()> {
    let folder = bench.scratch.folder("Другая папка")?;
    let home = bench.scratch.folder("home")?;
    let archives = files_ending(&bench.folder("packages"), ".tar.gz")?;
    let archive = archives.first().context("there is no tar.gz")?;
    process::output(Command::new("tar").arg("-xzf").arg(archive).arg("-C").arg(&folder))?;
    let inner = folder.join(format!("express-help-{}", bench.release.version));
    let run = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(inner.join("bin").join(program));
        process::output(command.args(arguments).env("HOME", &home).env_remove("DISPLAY"))
    };
    for program in ["express-help", "helpkit"] {
        let printed = run(program, &["--version"])?;
        ensure!(printed.trim() == format!("{program} {}", env!("CARGO_PKG_VERSION")), "{printed}");
    }
    ensure!(
        run("express-help", &["--search", "пароль", "--json"])?.contains("\"hits\""),
        "the search says nothing"
    );
    for path in ["share/applications/express-help.desktop", "share/man/man1/helpkit.1.gz", "README.txt"] {
        ensure!(inner.join(path).is_file(), "the tar.gz has no {path}");
    }
    let mut window = Command::new("sh");
    window.arg(window_script(bench.scratch.path())?).arg(inner.join("bin/express-help"));
    window.env("HOME", &home).env_remove("XDG_DATA_HOME").env_remove("XDG_CACHE_HOME");
    let printed = process::output(&mut window)?;
    ensure!(printed.contains("window: "), "{printed}");
    Ok(())
}
