//! `cargo xtask licences`: the licences of everything inside the window, as its settings show them.
//!
//! What is inside is found out as for the packages; here it is only written down or compared.

use std::fs;

use anyhow::{Context, Result, ensure};
use clap::Args;

use super::package;
use crate::interface;
use crate::project::Project;

/// Below the folder of the interface, which loads it when somebody wants to read it.
const FILE: &str = "src/lib/licences/components.json";

/// Whether to write or to compare.
#[derive(Args, Default)]
pub(crate) struct Options {
    /// Change nothing; fail when the file does not list what is inside the window
    #[arg(long)]
    pub(crate) check: bool,
}

pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    interface::install(project)?;
    let path = project.interface().join(FILE);
    let shown = project.shorten(&path).display();
    let present = fs::read_to_string(&path).with_context(|| format!("cannot read {shown}"))?;
    let wanted = package::shown_licences(project)?;
    if options.check {
        ensure!(present == wanted, "{shown} is out of date. Run `cargo xtask licences`");
        println!("{shown} is up to date");
        return Ok(());
    }
    if present != wanted {
        fs::write(&path, wanted).with_context(|| format!("cannot write {shown}"))?;
    }
    println!("{shown}");
    Ok(())
}
