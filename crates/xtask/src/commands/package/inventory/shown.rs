//! The list of licences that the window shows: what any build of it may contain, for Linux and for Windows.
//!
//! It is a file of the repository, so every machine must make the same one: no version of the compiler or of the program, and
//! the order of names.

use std::fs;

use anyhow::{Context, Result};

use super::{Component, Inventory, Kind, System, notices};
use crate::commands::package::PRODUCTS;
use crate::project::Project;
use crate::scratch::Scratch;

/// The licence of the program itself.
const OWN: &str = "MIT OR Apache-2.0";
const OWN_FILES: &[&str] = &["LICENSE-MIT", "LICENSE-APACHE"];

/// Makes the list: the program itself first, then its parts.
pub(crate) fn shown(project: &Project) -> Result<String> {
    let product = PRODUCTS.iter().find(|product| product.package == "express-help");
    let product = product.context("there is no package express-help")?;
    let scratch = Scratch::new()?;
    let mut parts = Inventory::take(project, product, System::Linux, scratch.path())?.components;
    // What is bundled into the interface is the same everywhere.
    parts.extend(Inventory::linked(project, product, System::Windows)?.components);
    let mut texts = Vec::new();
    for name in OWN_FILES {
        texts.push(
            fs::read_to_string(project.root.join(name)).with_context(|| format!("cannot read {name}"))?,
        );
    }
    notices::json(&in_order(own(texts), parts))
}

fn own(texts: Vec<String>) -> Component {
    Component {
        name: "eXpress Help".into(),
        version: String::new(),
        purl: String::new(),
        licence: OWN.into(),
        kind: Kind::Code,
        hash: None,
        texts,
        needs: Vec::new(),
    }
}

fn in_order(own: Component, mut parts: Vec<Component>) -> Vec<Component> {
    for library in parts.iter_mut().filter(|part| part.kind == Kind::Runtime) {
        // Every toolchain has its own.
        library.version.clear();
        library.purl.truncate(library.purl.find('@').unwrap_or(library.purl.len()));
    }
    parts.sort_by_cached_key(|part| (part.name.to_lowercase(), part.version.clone(), part.purl.clone()));
    // Most parts are in the program of both systems.
    parts.dedup_by(|a, b| a.purl == b.purl);
    parts.insert(0, own);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_machine_makes_the_same_list() {
        let part = |name: &str, purl: &str, kind: Kind| Component {
            name: name.into(),
            version: "1.2.3".into(),
            purl: purl.into(),
            kind,
            ..own(vec!["MIT".into()])
        };
        let parts = vec![
            part("zip", "pkg:cargo/zip@1.2.3", Kind::Code),
            part("Rust standard library", "pkg:generic/rust-std@1.2.3", Kind::Runtime),
            part("@lucide/svelte", "pkg:npm/%40lucide/svelte@1.2.3", Kind::Code),
            part("Inflector", "pkg:cargo/Inflector@1.2.3", Kind::Code),
            part("zip", "pkg:cargo/zip@1.2.3", Kind::Code),
            part("Rust standard library", "pkg:generic/rust-std@1.2.4", Kind::Runtime),
        ];
        let found = in_order(own(Vec::new()), parts);
        let found: Vec<_> = found.iter().map(|part| (part.name.as_str(), part.version.as_str())).collect();
        assert_eq!(
            found,
            [
                ("eXpress Help", ""),
                ("@lucide/svelte", "1.2.3"),
                ("Inflector", "1.2.3"),
                ("Rust standard library", ""),
                ("zip", "1.2.3"),
            ]
        );
    }
}
