//! `cargo xtask test --packages`: makes the packages, checks what is in them, installs, upgrades and removes them.
//!
//! The development programs stand in for the released ones, so that nothing is optimised for it; `--programs` names others.

mod content;
mod debian;
mod elsewhere;
mod install;
mod lint;
mod rpms;
mod running;
mod same;
mod signing;
mod windows;
mod without_web_view;

use std::cell::OnceCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::package::{Compression, Keys, Material, Order, Programs, Release, make};
use super::test::{Step, Then, Tried, step};
use crate::process;
use crate::project::{Profile, Project};
use crate::scratch::Scratch;
use crate::setup;

pub(crate) use windows::WindowsBench;

/// Starts a program and waits for its window.
const WINDOW: &str = include_str!("window.sh");

/// What the steps share.
pub(crate) struct Bench<'a> {
    project: &'a Project,
    given: Option<&'a Path>,
    scratch: Scratch,
    release: Release,
    programs: OnceCell<Programs>,
    material: OnceCell<Material>,
}

impl<'a> Bench<'a> {
    /// Makes an empty bench; `given` is a folder with programs to pack.
    pub(crate) fn new(project: &'a Project, given: Option<&'a Path>) -> Result<Self> {
        let (scratch, release) = (Scratch::new()?, Release::current(project)?);
        Ok(Self { project, given, scratch, release, programs: OnceCell::new(), material: OnceCell::new() })
    }

    /// The steps, in their order.
    pub(in crate::commands) fn steps(&self) -> Vec<Step<'_>> {
        vec![
            step("packaging tools", Then::Stop, || setup::packages(setup::Need::PackagesAndTests)),
            step("programs to pack", Then::Stop, || self.find_programs()),
            step("packages", Then::Stop, || self.pack()),
            step("same bytes twice", Then::GoOn, || same::check(self)),
            step("contents", Then::GoOn, || content::check(self)),
            step("lint", Then::GoOn, || lint::check(self)),
            step("rpm", Then::GoOn, || rpms::check(self)),
            step("tar.gz elsewhere", Then::GoOn, || elsewhere::check(self)),
            step("signatures", Then::GoOn, || signing::check(self)),
            step("Debian 12", Then::GoOn, || install::check(self)),
        ]
    }

    fn find_programs(&self) -> Result<()> {
        let programs = match self.given {
            Some(folder) => Programs::given(folder)?,
            None => Programs::build_as(self.project, Profile::Development)?,
        };
        self.programs.set(programs).ok().context("programs are looked for once")
    }

    /// Makes the packages, and the same as a version that comes before.
    fn pack(&self) -> Result<()> {
        let material = self.gather("first")?;
        self.make(&material, &self.release, "packages")?;
        self.make(&material, &self.release.previous(), "previous")?;
        self.material.set(material).ok().context("packages are made once")
    }

    fn gather(&self, name: &str) -> Result<Material> {
        let programs = self.programs.get().context("an earlier step found the programs")?;
        Material::gather(self.project, programs, &self.release, &self.scratch.folder(name)?)
    }

    fn make(&self, material: &Material, release: &Release, name: &str) -> Result<PathBuf> {
        let (out, keys) = (self.folder(name), Keys::default());
        let compression = Compression::Quick;
        make(&Order { material, windows: None, release, compression, keys: &keys, out: &out })?;
        Ok(out)
    }

    /// A folder of packages: `packages` or `previous`.
    fn folder(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    /// The path of the one package that ends so.
    fn package(&self, folder: &str, product: &str, ending: &str) -> Result<PathBuf> {
        let found = super::package::files_ending(&self.folder(folder), ending)?;
        let ours = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            name.strip_prefix(product).is_some_and(|rest| rest.starts_with(['-', '_']))
        };
        found.into_iter().find(ours).with_context(|| format!("there is no {product} … {ending} in {folder}"))
    }
}

/// Says why systems in folders cannot be tried here; nothing where they can.
fn obstacle() -> Option<&'static str> {
    if process::output(Command::new("id").arg("-u")).is_ok_and(|user| user.trim() != "0") {
        return Some("it needs the rights of root");
    }
    let namespaces = ["--mount", "--pid", "--net", "--fork", "true"];
    let refused = !process::succeeds(Command::new("unshare").args(namespaces));
    refused.then_some("it needs namespaces, which are not allowed here")
}

/// Does what needs such a system after the rest of a step, or says why not.
fn where_possible(what: &str, work: impl FnOnce() -> Result<()>) -> Result<Tried> {
    match obstacle() {
        Some(reason) => Ok(Tried::InPart(format!("{what}: {reason}"))),
        None => work().map(Into::into),
    }
}

/// Puts the script that waits for a window into a folder.
fn window_script(folder: &Path) -> Result<PathBuf> {
    let path = folder.join("window.sh");
    fs::write(&path, WINDOW).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}
