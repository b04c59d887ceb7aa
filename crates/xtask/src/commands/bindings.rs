//! `cargo xtask bindings`: the TypeScript types of everything that crosses between the program and its window.
//!
//! ts-rs writes them from tests named `export_bindings_…`, so running those tests is making the files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use crate::process;
use crate::project::Project;

/// Whether to write or to compare.
#[derive(Args)]
pub(crate) struct Options {
    /// Change nothing; fail when a file is not what the Rust types give
    #[arg(long)]
    check: bool,
}

/// File names below the folder, with `/`, and contents.
type Files = BTreeMap<String, Vec<u8>>;

pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    let export = Export::new(project)?;
    let mut tests = project.cargo(["test", "--workspace", "--lib", "--quiet", "--", "export_bindings_"]);
    process::run(export.direct(&mut tests))?;
    if options.check { export.check(project) } else { export.write(project) }
}

/// An empty folder that tests are told to write the types to.
pub(crate) struct Export {
    folder: PathBuf,
}

impl Export {
    /// Empties the folder.
    pub(crate) fn new(project: &Project) -> Result<Self> {
        let folder = project.target.join("bindings");
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
        }
        Ok(Self { folder })
    }

    /// Makes a test command write its types here. Numbers of 64 bits become `number`: none of ours is beyond 2^53.
    pub(crate) fn direct<'command>(&self, tests: &'command mut Command) -> &'command mut Command {
        tests.env("TS_RS_EXPORT_DIR", &self.folder).env("TS_RS_LARGE_INT", "number")
    }

    /// Fails when the files in the repository are not those that were exported.
    pub(crate) fn check(&self, project: &Project) -> Result<()> {
        let wanted = self.files()?;
        let differences = differences(&wanted, &read(&generated(project))?);
        if !differences.is_empty() {
            bail!(
                "the types of the window are not those of the program: {}. Run `cargo xtask bindings`",
                differences.join(", ")
            );
        }
        println!("the types of the window are up to date, files: {}", wanted.len());
        Ok(())
    }

    fn write(&self, project: &Project) -> Result<()> {
        let wanted = self.files()?;
        let folder = generated(project);
        let present = read(&folder)?;
        for (name, content) in wanted.iter().filter(|(name, content)| present.get(*name) != Some(*content)) {
            let path = folder.join(name);
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
        }
        for name in present.keys().filter(|name| !wanted.contains_key(*name)) {
            fs::remove_file(folder.join(name))?;
        }
        println!("files in {}: {}", project.shorten(&folder).display(), wanted.len());
        Ok(())
    }

    fn files(&self) -> Result<Files> {
        let files = read(&self.folder)?;
        ensure!(!files.is_empty(), "no test exported a type: is `#[ts(export)]` gone?");
        Ok(files)
    }
}

fn generated(project: &Project) -> PathBuf {
    project.interface().join("src/lib/api/generated")
}

/// Reads all TypeScript files below a folder; a folder that is not there has none.
fn read(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    let mut pending = vec![(folder.to_path_buf(), String::new())];
    while let Some((folder, prefix)) = pending.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                pending.push((entry.path(), format!("{name}/")));
            } else if name.ends_with(".ts") {
                files.insert(name, fs::read(entry.path())?);
            }
        }
    }
    Ok(files)
}

fn differences(wanted: &Files, present: &Files) -> Vec<String> {
    let missing_or_changed = wanted.iter().filter_map(|(name, content)| match present.get(name) {
        None => Some(format!("{name} is missing")),
        Some(other) if other != content => Some(format!("{name} differs")),
        Some(_) => None,
    });
    let superfluous = present.keys().filter(|name| !wanted.contains_key(*name));
    missing_or_changed.chain(superfluous.map(|name| format!("{name} has no Rust type"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn differences_are_named() {
        let files = |list: &[(&str, &str)]| -> Files {
            list.iter().map(|(name, content)| ((*name).to_owned(), content.as_bytes().to_vec())).collect()
        };
        let wanted = files(&[("Boot.ts", "a"), ("Hit.ts", "b"), ("Toc.ts", "c")]);
        assert!(differences(&wanted, &wanted).is_empty());
        let present = files(&[("Boot.ts", "a"), ("Hit.ts", "old"), ("Gone.ts", "d")]);
        assert_eq!(
            differences(&wanted, &present),
            ["Hit.ts differs", "Toc.ts is missing", "Gone.ts has no Rust type"]
        );
    }

    #[test]
    fn only_typescript_counts() {
        let scratch = Scratch::new().unwrap();
        fs::write(scratch.path().join("Boot.ts"), "a").unwrap();
        fs::write(scratch.path().join("README.md"), "b").unwrap();
        fs::write(scratch.folder("inner").unwrap().join("Json.ts"), "c").unwrap();
        let names: Vec<String> = read(scratch.path()).unwrap().into_keys().collect();
        assert_eq!(names, ["Boot.ts", "inner/Json.ts"]);
        assert!(read(&scratch.path().join("absent")).unwrap().is_empty());
    }
}
