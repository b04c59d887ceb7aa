//! The package for Windows, made on Linux: the program for Windows, the loader of the web view, the templates of policy and
//! the licences in one MSI.
//!
//! wixl makes the MSI from `packaging/windows/express-help.wxs`; what it cannot say is added to the tables (`tables`). The
//! same programs give the same bytes, unless they are signed.

mod certificate;
mod programs;
mod seeds;
mod source;
mod tables;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::inventory::{self, Inventory, System};
use super::staging::{self, Content, Mode, Placed};
use super::{PRODUCTS, Product, Release, tool};
use crate::process;
use crate::project::Project;
use crate::scratch::Scratch;

pub(crate) use certificate::Certificate;
pub(super) use programs::COMPILER;
pub(crate) use programs::Programs;
pub(crate) use source::Version;

/// What the MSI is made from, gathered once.
pub(crate) struct Material {
    root: PathBuf,
    programs: Programs,
    inventory: Inventory,
}

impl Material {
    /// Finds out what is inside the program.
    pub(crate) fn gather(project: &Project, programs: Programs, scratch: &Path) -> Result<Self> {
        let inventory = Inventory::take(project, product(), System::Windows, scratch)?;
        Ok(Self { root: project.root.clone(), programs, inventory })
    }
}

/// Makes the MSI and the lists of what is inside; gives its path.
pub(crate) fn make(
    material: &Material,
    release: &Release,
    version: &Version,
    certificate: Option<&Certificate>,
    out: &Path,
) -> Result<PathBuf> {
    let scratch = Scratch::new()?;
    let folder = scratch.folder("msi")?;
    let files = files(material);
    staging::stage(&files, &folder, release.epoch)?;
    if let Some(certificate) = certificate {
        certificate.sign(&folder.join("express-help.exe"))?;
        staging::settle(&folder, release.epoch)?;
    }
    let template = fs::read_to_string(material.root.join("packaging/windows/express-help.wxs"))?;
    fs::write(folder.join("express-help.wxs"), source::fill(&template, version))?;
    let name = format!("express-help-{version}-x64.msi");
    let database = Database { folder: &folder, name: &name, time: release.date("+%Y-%m-%d %H:%M:%S")? };
    database.build()?;
    database.add(&tables::statements(&seeds::read(&material.root)?))?;
    // What distinguishes two packages: all that went in.
    let mut content: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    content.push("express-help.wxs");
    database.name_content(&tool("sha256sum", &folder, release.epoch, &content)?)?;
    if let Some(certificate) = certificate {
        certificate.sign(&folder.join(&name))?;
    }
    let path = out.join(&name);
    fs::copy(folder.join(&name), &path).with_context(|| format!("cannot write {}", path.display()))?;
    let base = out.join(format!("express-help-{version}-windows"));
    inventory::write(&material.inventory, product(), release, &base)?;
    Ok(path)
}

/// The program with the window; helpkit has no package for Windows.
fn product() -> &'static Product {
    &PRODUCTS[0]
}

/// The files of the package, as the source of the MSI names them.
fn files(material: &Material) -> Vec<Placed> {
    let copy = |path: &str, source: PathBuf| Placed {
        path: path.into(),
        content: Content::Copy(source),
        mode: Mode::Data,
    };
    let policy = |path: &str| material.root.join("packaging/policy").join(path);
    let notices = Content::Text(material.inventory.notices().replace('\n', "\r\n"));
    vec![
        copy("express-help.exe", material.programs.path("express-help.exe")),
        copy("WebView2Loader.dll", material.programs.path("WebView2Loader.dll")),
        Placed { path: "licences.txt".into(), content: notices, mode: Mode::Data },
        copy("policies.example.json", policy("windows/policies.example.json")),
        copy("express-help.admx", policy("windows/express-help.admx")),
        copy("ru-RU/express-help.adml", policy("windows/ru-RU/express-help.adml")),
        copy("en-US/express-help.adml", policy("windows/en-US/express-help.adml")),
        copy("icon.ico", material.root.join("icons/icon.ico")),
    ]
}

/// An MSI while it is made.
struct Database<'a> {
    folder: &'a Path,
    name: &'a str,
    /// What its tools take for now: they write it into the file.
    time: String,
}

impl Database<'_> {
    fn build(&self) -> Result<()> {
        self.tool("wixl", &["-a", "x64", "-o", self.name, "express-help.wxs"])
    }

    /// Adds to the tables, in UTF-8.
    fn add(&self, statements: &[String]) -> Result<()> {
        fs::write(self.folder.join("codepage.idt"), tables::UNICODE)?;
        self.tool("msibuild", &[self.name, "-i", "codepage.idt"])?;
        let mut arguments = vec![self.name, "-q"];
        arguments.extend(statements.iter().map(String::as_str));
        self.tool("msibuild", &arguments)
    }

    /// Gives the file a code that no other content has.
    fn name_content(&self, checksums: &str) -> Result<()> {
        let code = source::package_code(checksums);
        self.tool("msibuild", &[self.name, "-s", "eXpress Help", "eXpress", "x64;1033", &code])
    }

    fn tool(&self, program: &str, arguments: &[&str]) -> Result<()> {
        let mut command = Command::new("faketime");
        command.args(["-f", &self.time, program]).args(arguments).current_dir(self.folder);
        let printed = process::output(command.env("LC_ALL", "C.UTF-8").env("TZ", "UTC"))?;
        ensure!(printed.trim().is_empty(), "{program} has something to say: {}", printed.trim());
        Ok(())
    }
}
