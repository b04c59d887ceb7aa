//! The project's own commands: `cargo xtask run`, `test`, `shot`, `screenshots`, `icons`, `bindings`, `policies`,
//! `licences`, `eval`, `bench-start`, `package`.
//!
//! Each command is one file in `commands`; what several need lies beside this file. Nothing here is part of the
//! program that users get, and few dependencies keep the first `cargo xtask` short.

mod capture;
mod commands;
mod display;
mod figures;
mod interface;
mod process;
mod project;
mod scratch;
mod setup;
mod table;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use commands::{
    bench_start, bindings, eval, icons, licences, package, policies, run, screenshots, shot, test,
};
use project::Project;

/// Builds, runs, tests and pictures eXpress Help.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds and starts the program; arguments after `--` go to it.
    Run(run::Options),
    /// Installs what is missing, then builds, lints and tests everything.
    Test(test::Options),
    /// Takes a picture of the program's window.
    Shot(shot::Options),
    /// Takes all pictures in docs/screenshots again.
    Screenshots,
    /// Makes the icon set from icons/icon.svg.
    Icons(icons::Options),
    /// Makes the window's TypeScript types from the Rust ones.
    Bindings(bindings::Options),
    /// Makes templates, schema and documentation of policy from its table.
    Policies(policies::Options),
    /// Makes the list of licences that the window shows.
    Licences(licences::Options),
    /// Measures the search on corpora with known answers.
    Eval(eval::Options),
    /// Measures start and memory against a bare window.
    BenchStart(bench_start::Options),
    /// Makes the packages for Linux and Windows in target/packages.
    Package(package::Options),
}

fn main() -> ExitCode {
    match dispatch(CommandLine::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: Command) -> Result<()> {
    let project = Project::find()?;
    match command {
        Command::Run(options) => run::run(&project, &options),
        Command::Test(options) => test::run(&project, &options),
        Command::Shot(options) => shot::run(&project, &options),
        Command::Screenshots => screenshots::run(&project),
        Command::Icons(options) => icons::run(&project, &options),
        Command::Bindings(options) => bindings::run(&project, &options),
        Command::Policies(options) => policies::run(&project, &options),
        Command::Licences(options) => licences::run(&project, &options),
        Command::Eval(options) => eval::run(&project, &options),
        Command::BenchStart(options) => bench_start::run(&project, &options),
        Command::Package(options) => package::run(&project, &options),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn command_lines_are_understood() {
        for line in [
            "run --release -- --article login/qr-login",
            "test --fast",
            "test --all",
            "test --packages --programs target/release --only rpm",
            "test --windows --programs target/windows/x86_64-pc-windows-gnu/release",
            "shot out.png --article login/qr-login --theme dark --lang en --size 480x720",
            "shot out.png --search уведомления",
            "shot out.png --settings",
            "screenshots",
            "icons --check",
            "bindings --check",
            "policies --check",
            "licences --check",
            "eval --corpora somewhere",
            "eval --corpora somewhere --without typos --without yo --ablation --helpkit program",
            "bench-start --runs 3",
            "package --programs target/debug --out somewhere --quick --linux-only",
        ] {
            let words = ["cargo xtask"].into_iter().chain(line.split(' '));
            assert!(CommandLine::try_parse_from(words).is_ok(), "{line}");
        }
        for line in [
            "shot",
            "shot a.png --section a --article b",
            "shot a.png --size 5",
            "eval",
            "bench",
            "test --fast --packages",
            "test --all --packages",
            "test --all --fast",
            "test --windows --packages",
            "package --linux-only --windows-programs somewhere",
        ] {
            let words = ["cargo xtask"].into_iter().chain(line.split(' '));
            assert!(CommandLine::try_parse_from(words).is_err(), "{line}");
        }
    }
}
