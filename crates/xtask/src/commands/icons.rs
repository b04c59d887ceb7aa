//! `cargo xtask icons`: the icon set for windows and packages, from one drawing.
//!
//! The work is done by this crate's second program, which only this command compiles.

use anyhow::Result;
use clap::Args;

use crate::process;
use crate::project::Project;

/// Whether to write or to compare.
#[derive(Args, Default)]
pub(crate) struct Options {
    /// Change nothing; fail when a file is not what the drawing gives
    #[arg(long)]
    pub(crate) check: bool,
}

pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    let mut command = project.cargo([
        "run",
        "--quiet",
        "--package",
        "xtask",
        "--features",
        "icons",
        "--bin",
        "icons",
        "--",
    ]);
    command.arg(project.root.join("icons"));
    if options.check {
        command.arg("--check");
    }
    process::run(&mut command)
}
