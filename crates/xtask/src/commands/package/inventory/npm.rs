//! The npm packages whose code or files become part of the window.
//!
//! The lock file knows what is installed, not what is bundled, so the interface is built once more with source maps, and those
//! name every file that went in.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::Value;

use super::{Component, Kind, crates, licence, lock};
use crate::process;
use crate::project::Project;

/// Packages of fonts, whose files no source map names.
const FONTS: &str = "@fontsource";

#[derive(Deserialize)]
struct SourceMap {
    sources: Vec<String>,
}

/// Finds the packages inside the window.
pub(super) fn bundled(project: &Project, scratch: &Path) -> Result<Vec<Component>> {
    let out = scratch.join("interface");
    let mut build = Command::new("node");
    build.args(["node_modules/vite/bin/vite.js", "build", "--sourcemap", "hidden", "--logLevel", "warn"]);
    build.arg("--emptyOutDir").arg("--outDir").arg(&out).current_dir(project.interface());
    process::output(&mut build)?;
    let mut names = BTreeSet::new();
    for map in super::super::files_ending(&out.join("assets"), ".map")? {
        let map: SourceMap = serde_json::from_slice(&fs::read(&map)?)?;
        names.extend(map.sources.iter().filter_map(|source| package_of(source)).map(ToOwned::to_owned));
    }
    ensure!(!names.is_empty(), "the source maps of the interface name no package: has Vite changed?");
    let manifest = json(&project.interface().join("package.json"))?;
    // What stands here is needed at run time, also where no source map says so: fonts.
    names.extend(manifest["dependencies"].as_object().into_iter().flatten().map(|(name, _)| name.clone()));
    let lock = json(&project.interface().join("package-lock.json"))?;
    names.iter().map(|name| component(&project.interface(), name, &lock)).collect()
}

fn component(interface: &Path, name: &str, lock: &Value) -> Result<Component> {
    let folder = interface.join("node_modules").join(name);
    let manifest = json(&folder.join("package.json"))?;
    let field = |name: &str| manifest[name].as_str().unwrap_or_default().to_owned();
    let (version, licence) = (field("version"), licence::canonical(&field("license")));
    let integrity = lock["packages"][format!("node_modules/{name}")]["integrity"].as_str();
    let integrity = integrity.with_context(|| format!("package-lock.json has no hash of {name}"))?;
    Ok(Component {
        texts: crates::texts(&folder, None, &licence)?,
        name: name.to_owned(),
        purl: format!("pkg:npm/{}@{version}", name.replace('@', "%40")),
        version,
        licence,
        kind: if name.starts_with(FONTS) { Kind::Font } else { Kind::Code },
        hash: Some(("SHA-512", lock::integrity(integrity)?)),
        needs: Vec::new(),
    })
}

/// The package that a source file belongs to; the innermost when packages lie in packages.
fn package_of(source: &str) -> Option<&str> {
    let (_, inner) = source.rsplit_once("node_modules/")?;
    let depth = if inner.starts_with('@') { 2 } else { 1 };
    let end = inner.match_indices('/').nth(depth - 1)?.0;
    Some(&inner[..end])
}

fn json(path: &Path) -> Result<Value> {
    let text = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_slice(&text).with_context(|| format!("{} is no JSON", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_belong_to_packages() {
        for (source, expected) in [
            ("../../node_modules/svelte/src/index.js", Some("svelte")),
            ("../../node_modules/@lucide/svelte/dist/icon.js", Some("@lucide/svelte")),
            ("../node_modules/svelte/node_modules/magic-string/x.js", Some("magic-string")),
            ("../../src/main.ts", None),
            ("\0node_modules/x", None),
        ] {
            assert_eq!(package_of(source), expected, "{source}");
        }
    }
}
