//! The program for Windows, built on Linux.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::super::programs::{build_interface, folder_with};
use crate::process;
use crate::project::{Profile, Project};

const TARGET: &str = "x86_64-pc-windows-gnu";
/// Debian's own compiler: it comes with the sources of Rust's library, from which that of Windows is built.
const CARGO: &str = "/usr/bin/cargo";
pub(in crate::commands::package) const COMPILER: &str = "/usr/bin/rustc";

/// A folder with `express-help.exe` and `WebView2Loader.dll`.
pub(crate) struct Programs {
    folder: PathBuf,
}

impl Programs {
    /// Builds them for users, in a folder of their own: the compiler is another than that of the rest.
    pub(crate) fn build(project: &Project) -> Result<Self> {
        build_interface(project, Profile::Release)?;
        let target = project.target.join("windows");
        let mut command =
            project.cargo_of(CARGO.as_ref(), ["build", "--release", "--package", "express-help"]);
        command.args(["--target", TARGET, "-Zbuild-std=std,panic_unwind"]);
        command.env("CARGO_TARGET_DIR", &target).env("RUSTC", COMPILER).env("RUSTC_BOOTSTRAP", "1");
        process::run(&mut command)?;
        Self::given(&target.join(TARGET).join("release"))
    }

    /// Takes those that lie in a folder.
    pub(crate) fn given(folder: &Path) -> Result<Self> {
        Ok(Self { folder: folder_with(folder, &["express-help.exe", "WebView2Loader.dll"])? })
    }

    /// Where one of the two lies.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}
