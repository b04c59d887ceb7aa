//! `helpkit`: the command line for authors and administrators. One file a command in `commands`.
//!
//! A library, so that the program `manual` can describe the arguments; [`run`] is the whole program.

mod asking;
mod commands;
mod explain;
mod memory;
mod score;
mod style;
/// The same file as xtask's, which must not depend on what helpkit depends on.
#[path = "../../xtask/src/table.rs"]
mod table;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

/// Builds, checks and searches packs of the eXpress help centre.
#[derive(Debug, Parser)]
#[command(name = "helpkit", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Compile a folder of Markdown into a pack.
    Build(commands::build::Arguments),
    /// Report everything that is wrong with a folder of Markdown.
    Check(commands::check::Arguments),
    /// Search a pack.
    Search(commands::search::Arguments),
    /// Measure the search with queries whose answers are known.
    Eval(commands::eval::Arguments),
    /// Show what is in a pack and whether it is whole.
    Inspect(commands::inspect::Arguments),
}

/// The command line as the manual pages and the shells describe it.
pub fn command() -> clap::Command {
    Arguments::command()
}

/// Runs the program: 0 for done, 1 for errors in the content or nothing found, 2 for wrong arguments or a failure.
pub fn run() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Build(arguments) => commands::build::run(&arguments),
        Command::Check(arguments) => commands::check::run(&arguments),
        Command::Search(arguments) => commands::search::run(&arguments),
        Command::Eval(arguments) => commands::eval::run(&arguments),
        Command::Inspect(arguments) => commands::inspect::run(&arguments),
    };
    match result {
        Ok(code) => code,
        // A reader that has seen enough (`helpkit search … | head`) is no failure.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("helpkit: {}", message(&error));
            ExitCode::from(2)
        }
    }
}

/// The causes from the outermost in; one whose text the text before it already holds is left out.
fn message(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).fold(String::new(), |text, cause| match text.as_str() {
        "" => cause,
        known if known.contains(&cause) => text,
        _ => format!("{text}: {cause}"),
    })
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let kind = error.root_cause().downcast_ref::<std::io::Error>().map(std::io::Error::kind);
    kind == Some(std::io::ErrorKind::BrokenPipe)
}
