//! The crates that are linked into a program, with what else some bring, and the libraries of the compiler.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::{Component, Inventory, Kind, System, licence, lock, windows};
use crate::process;
use crate::project::Project;

const LICENCE_FILES: &[&str] = &["license", "licence", "copying", "copyright", "notice", "unlicense"];
/// Includes the C library SQLite (`bundled`).
const SQLITE_CRATE: &str = "libsqlite3-sys";

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    source: Option<String>,
    license: Option<String>,
    license_file: Option<String>,
    manifest_path: PathBuf,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<DependencyKind>,
}

#[derive(Deserialize)]
struct DependencyKind {
    /// None for what is linked; `build` and `dev` else.
    kind: Option<String>,
}

/// Finds the parts of the program of a package, as it is built for a system.
pub(super) fn linked(project: &Project, package: &str, system: System, lock: &str) -> Result<Inventory> {
    let target = match system {
        System::Linux => "x86_64-unknown-linux-gnu",
        System::Windows => "x86_64-pc-windows-gnu",
    };
    let arguments = ["metadata", "--format-version", "1", "--filter-platform", target];
    let metadata: Metadata = serde_json::from_str(&process::output(&mut project.cargo(arguments))?)?;
    let graph = Graph::new(&metadata);
    let root = metadata.packages.iter().find(|found| found.source.is_none() && found.name == package);
    let root = root.with_context(|| format!("the workspace has no package {package}"))?;
    let sums = lock::checksums(lock);
    let mut inventory = Inventory { components: Vec::new(), direct: Vec::new() };
    for id in graph.reachable(&root.id) {
        let package = graph.packages[id];
        if package.source.is_none() {
            inventory.direct.extend(graph.needs(id).map(purl));
            continue;
        }
        let brought = brought(package)?;
        let needs = graph.needs(id).map(purl).chain(brought.iter().map(|part| part.purl.clone())).collect();
        inventory.components.push(component(package, &sums, needs)?);
        inventory.components.extend(brought);
    }
    let libraries = libraries(system)?;
    inventory.direct.extend(libraries.iter().map(|library| library.purl.clone()));
    inventory.components.extend(libraries);
    inventory.direct.sort();
    inventory.direct.dedup();
    Ok(inventory)
}

impl Package {
    fn folder(&self) -> &Path {
        self.manifest_path.parent().unwrap_or(Path::new("."))
    }
}

struct Graph<'a> {
    packages: BTreeMap<&'a str, &'a Package>,
    nodes: BTreeMap<&'a str, &'a Node>,
}

impl<'a> Graph<'a> {
    fn new(metadata: &'a Metadata) -> Self {
        Self {
            packages: metadata.packages.iter().map(|package| (package.id.as_str(), package)).collect(),
            nodes: metadata.resolve.nodes.iter().map(|node| (node.id.as_str(), node)).collect(),
        }
    }

    /// The ids of everything that ends up in the program.
    fn reachable(&self, root: &'a str) -> BTreeSet<&'a str> {
        let mut found = BTreeSet::new();
        let mut pending = vec![root];
        while let Some(id) = pending.pop() {
            if found.insert(id) {
                pending.extend(self.linked(id));
            }
        }
        found
    }

    /// Direct dependencies that are linked: no build scripts, no tests, no macros, which run in the compiler.
    fn linked(&self, id: &str) -> impl Iterator<Item = &'a str> {
        let dependencies = self.nodes.get(id).map(|node| node.deps.as_slice()).unwrap_or_default();
        let normal = |dependency: &&Dependency| dependency.dep_kinds.iter().any(|kind| kind.kind.is_none());
        let ids = dependencies.iter().filter(normal).map(|dependency| dependency.pkg.as_str());
        ids.filter(|id| self.packages.get(id).is_some_and(|package| !is_macro(package)))
    }

    fn needs(&self, id: &str) -> impl Iterator<Item = &'a Package> {
        self.linked(id).map(|id| self.packages[id]).filter(|package| package.source.is_some())
    }
}

fn is_macro(package: &Package) -> bool {
    package.targets.iter().any(|target| target.kind.iter().any(|kind| kind == "proc-macro"))
}

fn purl(package: &Package) -> String {
    // A plus separates build metadata and is a space elsewhere in addresses.
    format!("pkg:cargo/{}@{}", package.name, package.version.replace('+', "%2B"))
}

fn component(
    package: &Package,
    sums: &BTreeMap<(&str, &str), &str>,
    needs: Vec<String>,
) -> Result<Component> {
    let licence = licence::canonical(package.license.as_deref().unwrap_or_default());
    let folder = package.folder();
    let sum = sums.get(&(package.name.as_str(), package.version.as_str()));
    let named = package.license_file.as_ref().map(|file| folder.join(file));
    Ok(Component {
        texts: texts(folder, named.as_deref(), &licence)?,
        name: package.name.clone(),
        version: package.version.clone(),
        purl: purl(package),
        licence,
        kind: Kind::Code,
        hash: sum.map(|sum| ("SHA-256", (*sum).to_owned())),
        needs,
    })
}

/// The texts of the licence files in a folder; the standard texts where there are none.
pub(super) fn texts(folder: &Path, named: Option<&Path>, licence: &str) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let is_licence = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        path.is_file() && LICENCE_FILES.iter().any(|start| name.starts_with(start))
    };
    let mut files: BTreeSet<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(is_licence).collect();
    files.extend(named.filter(|path| path.is_file()).map(Path::to_path_buf));
    let read = |path: &PathBuf| Ok(String::from_utf8_lossy(&fs::read(path)?).replace("\r\n", "\n"));
    let found: Vec<String> = files.iter().map(read).collect::<Result<_>>()?;
    Ok(if found.is_empty() { licence::standard_texts(licence) } else { found })
}

/// What a crate contains that others wrote.
fn brought(package: &Package) -> Result<Option<Component>> {
    match package.name.as_str() {
        SQLITE_CRATE => sqlite(package).map(Some),
        windows::LOADER_CRATE => windows::loader(package.folder()).map(Some),
        _ => Ok(None),
    }
}

fn sqlite(package: &Package) -> Result<Component> {
    let header = package.manifest_path.with_file_name("sqlite3").join("sqlite3.h");
    let header = fs::read_to_string(&header).with_context(|| format!("cannot read {}", header.display()))?;
    let version = header.lines().find_map(|line| line.strip_prefix("#define SQLITE_VERSION"));
    let version = version.context("sqlite3.h names no version")?.trim().trim_matches('"').to_owned();
    Ok(Component::generic("SQLite", "sqlite", version, "blessing", Kind::PublicDomain))
}

/// What the compilers bring for a system.
fn libraries(system: System) -> Result<Vec<Component>> {
    let (compiler, mut parts) = match system {
        System::Linux => (Some(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())), Vec::new()),
        System::Windows => (windows::compiler().map(Into::into), windows::runtime()),
    };
    let version = compiler.as_deref().map(version_of).transpose()?;
    let (name, licence) = ("Rust standard library", "MIT OR Apache-2.0");
    parts.push(Component::generic(name, "rust-std", version.unwrap_or_default(), licence, Kind::Runtime));
    Ok(parts)
}

fn version_of(compiler: &OsStr) -> Result<String> {
    let printed = process::output(Command::new(compiler).args(["--version"]))?;
    Ok(printed.split(' ').nth(1).context("rustc names no version")?.to_owned())
}
