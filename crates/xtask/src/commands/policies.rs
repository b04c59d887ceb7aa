//! `cargo xtask policies`: templates, schema, examples and documentation of policy, from the one table of keys.
//!
//! The work is done by a program of the workspace, as this crate depends on none of the others.

use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::process;
use crate::project::{Profile, Project};

/// Whether to write or to compare.
#[derive(Args, Default)]
pub(crate) struct Options {
    /// Change nothing; fail when a file is not what the table gives
    #[arg(long)]
    pub(crate) check: bool,
}

pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    process::run(&mut project.build_program("policy-templates", Profile::Development))?;
    let mut command = Command::new(project.program("policy-templates", Profile::Development));
    command.arg(&project.root);
    if options.check {
        command.arg("--check");
    }
    process::run(&mut command)
}
