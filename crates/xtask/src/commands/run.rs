//! `cargo xtask run`: builds what is out of date and starts the program.

use std::process::Command;

use anyhow::{Result, bail};
use clap::Args;

use crate::project::{Profile, Project};
use crate::{interface, process, setup};

const NO_DISPLAY: &str = "the program is built, but there is no display to show its window on\n\
                          (DISPLAY and WAYLAND_DISPLAY are not set). A display in memory: xvfb-run -a cargo xtask run";

/// What to build and how to start it.
#[derive(Args)]
pub(crate) struct Options {
    /// Optimise, as for a package: builds for minutes
    #[arg(long)]
    release: bool,
    /// Arguments for the program itself
    #[arg(last = true, value_name = "ARGS")]
    arguments: Vec<String>,
}

pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    let profile = if options.release { Profile::Release } else { Profile::Development };
    prepare(project, profile)?;
    if !has_display(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty())) {
        bail!(NO_DISPLAY);
    }
    process::run(Command::new(project.program("express-help", profile)).args(&options.arguments))
}

/// Makes the program and everything it is made from.
pub(crate) fn prepare(project: &Project, profile: Profile) -> Result<()> {
    setup::packages(setup::Need::Build)?;
    setup::node()?;
    interface::install(project)?;
    interface::build_when_stale(project, profile)?;
    process::run(&mut project.build_programs(profile))
}

fn has_display(is_set: impl Fn(&str) -> bool) -> bool {
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn either_kind_of_display_will_do() {
        assert!(has_display(|name| name == "DISPLAY"));
        assert!(has_display(|name| name == "WAYLAND_DISPLAY"));
        assert!(!has_display(|_| false));
    }
}
