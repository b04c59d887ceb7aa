//! The window's TypeScript side: its packages, its build, its checks. What the sources mean is npm's business.
//!
//! The build ends with the first screens, drawn ahead from the articles as the program has them: the one thing here that
//! needs a program of the Rust side.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result};

use crate::process;
use crate::project::{Profile, Project};

/// A copy of the package list that the installed packages were made from.
const STAMP: &str = "node_modules/.express-help-package-lock.json";
/// What the first screens in ui/dist were drawn from.
const DRAWN: &str = "node_modules/.express-help-first-screens.json";
/// What lies in the folder but is no source.
const NOT_SOURCES: &[&str] = &["node_modules", "dist", "coverage"];

/// Installs the packages of package-lock.json, unless exactly these are there.
pub(crate) fn install(project: &Project) -> Result<()> {
    let folder = project.interface();
    let lock = folder.join("package-lock.json");
    let wanted = fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    let stamp = folder.join(STAMP);
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    process::run(npm(project).arg("ci"))?;
    fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))
}

/// Builds ui/dist.
pub(crate) fn build(project: &Project, profile: Profile) -> Result<()> {
    script(project, "build")?;
    draw_first_screens(project, profile)
}

/// Builds ui/dist when a source is newer, and draws the first screens when an article is.
pub(crate) fn build_when_stale(project: &Project, profile: Profile) -> Result<()> {
    let folder = project.interface();
    let built = modified(&folder.join("dist/index.html"));
    if built.is_some() && built >= newest(&folder)? {
        return draw_first_screens(project, profile);
    }
    build(project, profile)
}

/// Draws the first screens, unless ui/dist has exactly these: a build of ui/dist takes them away.
fn draw_first_screens(project: &Project, profile: Profile) -> Result<()> {
    process::run(&mut project.build_program("first-screens", profile))?;
    let wanted = process::output(&mut Command::new(project.program("first-screens", profile)))?;
    let folder = project.interface();
    let drawn = folder.join(DRAWN);
    if folder.join("dist/start").exists() && fs::read_to_string(&drawn).is_ok_and(|drawn| drawn == wanted) {
        return Ok(());
    }
    fs::write(&drawn, wanted).with_context(|| format!("cannot write {}", drawn.display()))?;
    process::run(npm(project).args(["run", "first-screens", "--"]).arg(drawn))
}

/// Runs a script of package.json.
pub(crate) fn script(project: &Project, name: &str) -> Result<()> {
    process::run(npm(project).args(["run", name]))
}

fn npm(project: &Project) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(project.interface());
    command
}

/// The time of the latest change to a source below a folder; `None` when there is no source.
fn newest(folder: &Path) -> Result<Option<SystemTime>> {
    let mut latest = None;
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || NOT_SOURCES.contains(&name.as_str()) {
            continue;
        }
        let path = entry.path();
        let time = if entry.file_type()?.is_dir() { newest(&path)? } else { modified(&path) };
        latest = latest.max(time);
    }
    Ok(latest)
}

fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().ok()?.modified().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;
    use std::time::{Duration, UNIX_EPOCH};

    #[test]
    fn only_sources_count_as_newer() {
        let scratch = Scratch::new().unwrap();
        let folder = scratch.path();
        let write = |name: &str, seconds: u64| {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let file = fs::File::create(path).unwrap();
            file.set_modified(UNIX_EPOCH + Duration::from_secs(seconds)).unwrap();
        };
        assert_eq!(newest(folder).unwrap(), None);
        write("src/lib/deep/file.ts", 20);
        write("index.html", 10);
        write("dist/index.html", 30);
        write("node_modules/package/index.js", 40);
        write(".cache", 50);
        assert_eq!(newest(folder).unwrap(), Some(UNIX_EPOCH + Duration::from_secs(20)));
    }
}
