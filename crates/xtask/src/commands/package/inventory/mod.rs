//! What is inside a product that others wrote: crates, npm packages, fonts, C sources. From it come the bill of materials
//! and the lists of licences; a licence that the rules do not allow stops the packaging.

mod bill;
mod crates;
mod licence;
mod lock;
mod notices;
mod npm;
mod shown;
mod windows;

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use super::{Product, Release};
use crate::project::Project;

pub(crate) use shown::shown;

/// What rules of licences hold for a part.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Code,
    Font,
    /// Given to the public domain by its authors, in place of a licence.
    PublicDomain,
    /// What a compiler puts into every program that it makes.
    Runtime,
}

/// What a package is built for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum System {
    Linux,
    Windows,
}

/// A part that others wrote.
pub(super) struct Component {
    pub(super) name: String,
    /// Empty when this machine cannot tell.
    pub(super) version: String,
    /// The name by which tools know it (package-url/purl-spec).
    pub(super) purl: String,
    /// An SPDX expression.
    pub(super) licence: String,
    pub(super) kind: Kind,
    /// Algorithm and hexadecimal digits, as CycloneDX writes them.
    pub(super) hash: Option<(&'static str, String)>,
    /// The texts of its licence files.
    pub(super) texts: Vec<String>,
    /// The purls of the parts it needs itself.
    pub(super) needs: Vec<String>,
}

impl Component {
    /// A part that no registry has; `id` is its name in the purl. It has the standard texts of its licence, and needs no other.
    fn generic(name: &str, id: &str, version: String, licence: &str, kind: Kind) -> Self {
        let separator = if version.is_empty() { "" } else { "@" };
        Self {
            name: name.into(),
            purl: format!("pkg:generic/{id}{separator}{version}"),
            version,
            licence: licence.into(),
            kind,
            hash: None,
            texts: licence::standard_texts(licence),
            needs: Vec::new(),
        }
    }
}

/// All parts of a product, sorted by purl.
pub(super) struct Inventory {
    components: Vec<Component>,
    /// The purls of the parts that the product's own sources need.
    direct: Vec<String>,
}

impl Inventory {
    /// Finds the parts of a product in the package for a system.
    pub(super) fn take(project: &Project, product: &Product, system: System, scratch: &Path) -> Result<Self> {
        let mut inventory = Self::linked(project, product, system)?;
        if product.package == "express-help" {
            let bundled = npm::bundled(project, scratch)?;
            inventory.direct.extend(bundled.iter().map(|component| component.purl.clone()));
            inventory.components.extend(bundled);
        }
        inventory.components.sort_by(|a, b| a.purl.cmp(&b.purl));
        inventory.direct.sort();
        inventory.check()?;
        Ok(inventory)
    }

    /// The part of it that the compiler links.
    fn linked(project: &Project, product: &Product, system: System) -> Result<Self> {
        let lock = fs::read_to_string(project.root.join("Cargo.lock"))?;
        let inventory = crates::linked(project, product.package_of_cargo(), system, &lock)?;
        inventory.check()?;
        Ok(inventory)
    }

    /// Fails when a licence does not fit.
    fn check(&self) -> Result<()> {
        let problems: Vec<String> = self.components.iter().filter_map(licence::problem).collect();
        if problems.is_empty() {
            return Ok(());
        }
        bail!("licences that do not fit (CONTRIBUTING.md, Dependencies):\n  {}", problems.join("\n  "))
    }

    /// The licences and their texts, for people.
    pub(super) fn notices(&self) -> String {
        notices::text(&self.components)
    }

    /// The same for programs.
    pub(super) fn notices_json(&self) -> Result<String> {
        notices::json(&self.components)
    }
}

/// Writes the bill of materials and the licences of a product, into files that begin so.
pub(super) fn write(inventory: &Inventory, product: &Product, release: &Release, base: &Path) -> Result<()> {
    let bill = bill::cyclonedx(inventory, product, release)?;
    let named = |ending: &str| {
        let mut path = base.as_os_str().to_owned();
        path.push(ending);
        path
    };
    fs::write(named(".cdx.json"), bill)?;
    fs::write(named(".licences.json"), inventory.notices_json()?)?;
    fs::write(named(".licences.txt"), inventory.notices())?;
    Ok(())
}
