//! Where the project lies, where it is built, and cargo as every command starts it.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The folders of the project.
pub(crate) struct Project {
    /// The repository.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds.
    pub(crate) target: PathBuf,
}

/// How much the compiler optimises.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Builds fast.
    Development,
    /// Runs fast.
    Release,
}

impl Project {
    /// Finds the project from where cargo found this program's source.
    pub(crate) fn find() -> Result<Self> {
        let here = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let here = here.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        let root = here.ancestors().nth(2).context("the project's folder has no parent")?.to_path_buf();
        let target = target_folder(&root, |name| env::var_os(name).filter(|value| !value.is_empty()));
        Ok(Self { target: std::path::absolute(target)?, root })
    }

    /// Starts a cargo command line in the project.
    pub(crate) fn cargo<const N: usize>(&self, arguments: [&str; N]) -> Command {
        self.cargo_of(&env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), arguments)
    }

    /// The same with the cargo of another toolchain.
    pub(crate) fn cargo_of<const N: usize>(&self, cargo: &OsStr, arguments: [&str; N]) -> Command {
        let mut command = Command::new(cargo);
        command.args(arguments).current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        // `cargo run` tells this program about its own package. A build script that watches such a variable would
        // run again after every change between `cargo xtask` and plain `cargo`.
        for (name, _) in env::vars_os() {
            if is_about_xtask(&name) {
                command.env_remove(name);
            }
        }
        command
    }

    /// Builds every program of the workspace: naming one package would select other features of its dependencies, and
    /// the next full build would compile them again.
    pub(crate) fn build_programs(&self, profile: Profile) -> Command {
        let mut command = self.build(&["--bins"], profile);
        if cfg!(windows) {
            // Windows does not replace a program that runs, and this one runs.
            command.args(["--exclude", "xtask"]);
        }
        command
    }

    /// Builds one program in the same way.
    pub(crate) fn build_program(&self, name: &str, profile: Profile) -> Command {
        self.build(&["--bin", name], profile)
    }

    fn build(&self, targets: &[&str], profile: Profile) -> Command {
        let mut command = self.cargo(["build", "--workspace"]);
        command.args(targets);
        if profile == Profile::Release {
            command.arg("--release");
        }
        command
    }

    /// The path of a built program.
    pub(crate) fn program(&self, name: &str, profile: Profile) -> PathBuf {
        let folder = match profile {
            Profile::Development => "debug",
            Profile::Release => "release",
        };
        self.target.join(folder).join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// The folder of the user interface.
    pub(crate) fn interface(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// A path as one reads it best: below the project without the project's own path.
    pub(crate) fn shorten<'path>(&self, path: &'path Path) -> &'path Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }
}

/// Chooses the folder for builds: the one asked for; on CI one that outlives the checkout; else the usual one.
fn target_folder(root: &Path, variable: impl Fn(&str) -> Option<OsString>) -> PathBuf {
    if let Some(asked_for) = variable("CARGO_TARGET_DIR") {
        return asked_for.into();
    }
    let cache = variable("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| variable("HOME").map(|home| PathBuf::from(home).join(".cache")));
    match cache {
        Some(cache) if variable("CI").is_some_and(|value| value == "true") => {
            cache.join("express-help").join("target")
        }
        _ => root.join("target"),
    }
}

fn is_about_xtask(variable: &std::ffi::OsStr) -> bool {
    let name = variable.to_string_lossy();
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"]
        .iter()
        .any(|prefix| name.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builds_go_where_they_are_wanted() {
        let check = |variables: &[(&str, &str)], expected: &str| {
            let variable = |name: &str| {
                variables.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value))
            };
            assert_eq!(target_folder(Path::new("/p"), variable), PathBuf::from(expected), "{variables:?}");
        };
        check(&[], "/p/target");
        check(&[("HOME", "/h")], "/p/target");
        check(&[("CI", "false"), ("HOME", "/h")], "/p/target");
        check(&[("CI", "true"), ("HOME", "/h")], "/h/.cache/express-help/target");
        check(&[("CI", "true"), ("HOME", "/h"), ("XDG_CACHE_HOME", "/c")], "/c/express-help/target");
        check(&[("CI", "true"), ("CARGO_TARGET_DIR", "/t"), ("HOME", "/h")], "/t");
        check(&[("CI", "true")], "/p/target");
    }

    #[test]
    fn only_variables_about_this_package_are_taken_away() {
        for (name, expected) in [
            ("CARGO_PKG_NAME", true),
            ("CARGO_MANIFEST_DIR", true),
            ("CARGO_HOME", false),
            ("CARGO_NET_OFFLINE", false),
        ] {
            assert_eq!(is_about_xtask(name.as_ref()), expected, "{name}");
        }
    }
}
