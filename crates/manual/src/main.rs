//! Writes the manual pages and shell completions of `express-help` and `helpkit` from their arguments, and the script that
//! starts the program on Linux; `cargo xtask package` calls it. The Russian page is written by hand (`packaging/linux/man`); a
//! test here compares its options.

mod start;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use clap::{CommandFactory, Parser};
use clap_complete::Shell;
use help_app::cli::Arguments;

/// What clap does not know: put behind the part made from the arguments.
const EXPRESS_HELP_ENDING: &str = include_str!("express-help.roff");
const HELPKIT_ENDING: &str = include_str!("helpkit.roff");

/// Writes manual pages, shell completions and the script that starts express-help.
#[derive(Parser)]
struct Options {
    /// Where to: man/*.1, bash/*, zsh/*, fish/*, start/express-help
    folder: PathBuf,
    /// A library that the program express-help names; may be repeated
    #[arg(long = "library", value_name = "NAME")]
    libraries: Vec<String>,
}

fn main() -> ExitCode {
    let Options { folder, libraries } = Options::parse();
    match write(&folder, &libraries) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("manual: cannot write to {}: {error}; check the folder's rights", folder.display());
            ExitCode::FAILURE
        }
    }
}

fn write(folder: &Path, libraries: &[String]) -> io::Result<()> {
    for (mut command, ending) in programs() {
        write_completions(&command, folder)?;
        // Gives the inner commands their names: helpkit-build.
        command.build();
        let pages = folder.join("man");
        fs::create_dir_all(&pages)?;
        write_page(&command, ending, &pages)?;
        for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
            write_page(&inner.clone().version(version()), ending, &pages)?;
        }
    }
    let script = start::script(libraries).map_err(io::Error::other)?;
    fs::create_dir_all(folder.join("start"))?;
    fs::write(folder.join("start/express-help"), script)
}

fn programs() -> [(clap::Command, &'static str); 2] {
    [(Arguments::command(), EXPRESS_HELP_ENDING), (helpkit::command(), HELPKIT_ENDING)]
}

fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

fn write_page(command: &clap::Command, ending: &str, folder: &Path) -> io::Result<()> {
    let mut page = Vec::new();
    let man = clap_mangen::Man::new(command.clone());
    man.render(&mut page)?;
    page.extend_from_slice(ending.as_bytes());
    fs::write(folder.join(man.get_filename()), page)
}

fn write_completions(command: &clap::Command, folder: &Path) -> io::Result<()> {
    let name = command.get_name().to_owned();
    for (shell, inner, file) in [
        (Shell::Bash, "bash", name.clone()),
        (Shell::Zsh, "zsh", format!("_{name}")),
        (Shell::Fish, "fish", format!("{name}.fish")),
    ] {
        let folder = folder.join(inner);
        fs::create_dir_all(&folder)?;
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut command.clone(), name.clone(), &mut script);
        fs::write(folder.join(file), script)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const RUSSIAN: &str = include_str!("../../../packaging/linux/man/express-help.ru.1");

    fn visible_options(command: &clap::Command) -> BTreeSet<String> {
        let shown = command.get_arguments().filter(|argument| !argument.is_hide_set());
        shown.filter_map(|argument| argument.get_long()).map(ToOwned::to_owned).collect()
    }

    #[test]
    fn the_russian_page_has_exactly_the_options() {
        let mut wanted = visible_options(&Arguments::command());
        wanted.extend(["help", "version"].map(ToOwned::to_owned));
        let entries = RUSSIAN.lines().filter_map(|line| line.strip_prefix(r"\fB\-\-"));
        let written: BTreeSet<String> = entries
            .filter_map(|line| line.split(r"\fR").next())
            .map(|name| name.replace(r"\-", "-"))
            .collect();
        assert_eq!(written, wanted);
    }

    #[test]
    fn every_program_and_command_has_its_files() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &["liba.so.1".into(), "libb.so.2".into()]).unwrap();
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        for file in ["bash/express-help", "zsh/_express-help", "fish/express-help.fish"] {
            assert!(read(file).contains("diagnose"), "{file}");
        }
        for file in ["bash/helpkit", "zsh/_helpkit", "fish/helpkit.fish"] {
            assert!(read(file).contains("inspect"), "{file}");
        }
        let page = read("man/express-help.1");
        for (needle, there) in [("diagnose", true), ("EXIT STATUS", true), ("WxH", false)] {
            assert_eq!(page.contains(needle), there, "{needle}");
        }
        let script = read("start/express-help");
        assert!(script.contains("for library in liba.so.1 libb.so.2; do"), "{script}");
        let open =
            script.split('@').skip(1).step_by(2).find(|name| name.chars().all(|c| c.is_ascii_uppercase()));
        assert_eq!(open, None, "a place in the script was left open");
        for command in helpkit::command().get_subcommands() {
            assert!(read(&format!("man/helpkit-{}.1", command.get_name())).contains(version()));
        }
    }
}
