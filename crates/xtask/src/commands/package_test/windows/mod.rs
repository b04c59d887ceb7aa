//! `cargo xtask test --windows`: makes the package for Windows, installs it under wine, runs the program, upgrades and removes it.
//!
//! Wine has no WebView2: what is tried is the installer, the registry, everything the program does without a window, and the
//! message it shows when the web view is missing.

mod answers;
mod installing;
mod ranks;
mod signature;
mod wine;

use std::cell::OnceCell;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::super::package::{Release, WindowsMaterial, WindowsPrograms, WindowsVersion, make_msi};
use super::super::test::{Step, Then, step};
use crate::project::Project;
use crate::scratch::Scratch;
use crate::setup;
use wine::Wine;

/// What the steps share.
pub(crate) struct WindowsBench<'a> {
    project: &'a Project,
    given: Option<&'a Path>,
    // Before the folder it lies in.
    wine: OnceCell<Wine>,
    material: OnceCell<WindowsMaterial>,
    release: Release,
    scratch: Scratch,
}

impl<'a> WindowsBench<'a> {
    /// Makes an empty bench; `given` is a folder with the built program.
    pub(crate) fn new(project: &'a Project, given: Option<&'a Path>) -> Result<Self> {
        let (scratch, release) = (Scratch::new()?, Release::current(project)?);
        Ok(Self { project, given, wine: OnceCell::new(), material: OnceCell::new(), release, scratch })
    }

    /// The steps, in their order: each finds what those before it left.
    pub(in crate::commands) fn steps(&self) -> Vec<Step<'_>> {
        vec![
            step("system packages", Then::Stop, || setup::packages(setup::Need::WindowsAndTests)),
            step("program", Then::Stop, || self.find_program()),
            step("msi", Then::Stop, || self.pack()),
            step("signature", Then::GoOn, || signature::check(self)),
            step("wine", Then::Stop, || self.start_wine()),
            step("refused on Windows 7", Then::GoOn, || installing::refused(self)),
            step("silent install", Then::Stop, || installing::first(self)),
            step("answers without a window", Then::GoOn, || answers::check(self.wine()?)),
            step("terminal and exit codes", Then::GoOn, || answers::terminal(self.wine()?)),
            step("no web view", Then::GoOn, || answers::no_web_view(self.wine()?)),
            step("ranks of policy", Then::GoOn, || ranks::check(self.wine()?)),
            step("repair", Then::GoOn, || installing::repair(self)),
            step("upgrade", Then::Stop, || installing::upgrade(self)),
            step("no way back", Then::GoOn, || installing::downgrade(self)),
            step("forgetting choices", Then::GoOn, || installing::forget(self)),
            step("removal", Then::GoOn, || installing::remove(self)),
        ]
    }

    fn find_program(&self) -> Result<()> {
        let programs = match self.given {
            Some(folder) => WindowsPrograms::given(folder)?,
            None => WindowsPrograms::build(self.project)?,
        };
        let material = WindowsMaterial::gather(self.project, programs, &self.scratch.folder("interface")?)?;
        self.material.set(material).ok().context("the program is looked for once")
    }

    /// This version twice, for the same bytes, and the two versions after it.
    fn pack(&self) -> Result<()> {
        let versions = self.versions();
        let first = self.make("packages", &versions[0])?;
        let again = self.make("again", &versions[0])?;
        ensure!(fs::read(first)? == fs::read(again)?, "two runs made different bytes");
        self.make("packages", &versions[1])?;
        self.make("packages", &versions[2]).map(drop)
    }

    fn make(&self, folder: &str, version: &WindowsVersion) -> Result<PathBuf> {
        let out = self.scratch.path().join(folder);
        fs::create_dir_all(&out)?;
        make_msi(self.material()?, &self.release, version, None, &out)
    }

    fn versions(&self) -> [WindowsVersion; 3] {
        let current = WindowsVersion::of(env!("CARGO_PKG_VERSION"));
        let next = current.next();
        let last = next.next();
        [current, next, last]
    }

    fn start_wine(&self) -> Result<()> {
        let wine = Wine::make(self.scratch.path().join("wine"))?;
        for (number, version) in self.versions().iter().enumerate() {
            let package = self.scratch.path().join(format!("packages/express-help-{version}-x64.msi"));
            fs::copy(package, wine.path(&format!("{number}.msi")))?;
        }
        self.wine.set(wine).ok().context("wine is started once")
    }

    fn wine(&self) -> Result<&Wine> {
        self.wine.get().context("an earlier step started wine")
    }

    fn material(&self) -> Result<&WindowsMaterial> {
        self.material.get().context("an earlier step found the program")
    }
}
