//! The desktop shell: a window over `help-app`. The only crate that depends on tauri.
//!
//! [`run`] reads the arguments, answers what needs no window, hands the rest to a copy that is already running, and
//! otherwise opens the window. Commands hand calls through; what they do is decided in `help-app`.

mod clipboard;
mod commands;
mod display;
mod instance;
mod protocol;
mod window;

use std::io::Write;
use std::process::ExitCode;
use std::time::SystemTime;

use clap::Parser;
use help_app::cli::Arguments;
use help_app::{Folders, HelpApp, OpenOptions};

/// Runs the program and returns its exit code: 0, 1 for a failure said on standard error, 2 for wrong arguments.
pub fn run() -> ExitCode {
    display::choose_renderer();
    let arguments = Arguments::parse();
    match start(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("express-help: {message}");
            ExitCode::FAILURE
        }
    }
}

fn start(arguments: &Arguments) -> Result<(), String> {
    let folders = Folders::from_environment(|name| std::env::var_os(name));
    if arguments.json {
        return print_results(arguments, folders.as_ref());
    }
    display::check()?;
    let claim = match folders.as_ref().filter(|_| arguments.pack.is_none()) {
        Some(folders) => instance::claim(&folders.data, arguments),
        None => instance::Claim::Alone,
    };
    if matches!(claim, instance::Claim::HandedOver) {
        return Ok(());
    }
    // A pack file may be refused, and a toolkit that has begun to start does not always survive being given up.
    let opened = arguments.pack.as_ref().map(|_| open(arguments, folders.as_ref())).transpose()?;
    let help = {
        let (arguments, folders) = (arguments.clone(), folders.clone());
        move || opened.map_or_else(|| open(&arguments, folders.as_ref()), Ok)
    };
    window::run(help, arguments, claim, folders)
}

fn print_results(arguments: &Arguments, folders: Option<&Folders>) -> Result<(), String> {
    let query = arguments.search.as_deref().unwrap_or_default();
    let app = open(arguments, folders)?;
    let json = app.search_json(query).map_err(|error| error.to_string())?;
    match writeln!(std::io::stdout(), "{json}") {
        // A reader that has seen enough (`… | head`) is no failure.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    }
}

/// Opens the help; what the command line asks for holds for this run only.
fn open(arguments: &Arguments, folders: Option<&Folders>) -> Result<HelpApp, String> {
    let options = OpenOptions {
        pack: arguments.pack.clone(),
        store: folders.map(Folders::store),
        locale: locale(),
        now: Some(SystemTime::now()),
    };
    let app = HelpApp::open(&options).map_err(|error| error.to_string())?;
    app.override_settings(|settings| {
        settings.language = arguments.lang.unwrap_or(settings.language);
        settings.theme = arguments.theme.unwrap_or(settings.theme);
    });
    Ok(app)
}

/// The system's language, as POSIX writes it.
fn locale() -> Option<String> {
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
    variables.iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
}
