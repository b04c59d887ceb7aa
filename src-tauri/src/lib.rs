//! The desktop shell: a window over `help-app`. The only crate that depends on tauri.
//!
//! [`run`] reads the arguments, answers what needs no window, hands the rest to a copy that is already running, and
//! otherwise opens the window. Commands hand calls through; what they do is decided in `help-app`.

mod autostart;
mod clipboard;
mod closing;
mod commands;
mod delivery;
mod display;
mod examined;
mod instance;
mod keyring;
mod policy_watch;
mod printing;
mod protocol;
mod web_view;
#[cfg(windows)]
mod win32;
mod window;
mod wishes;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::SystemTime;

use clap::Parser;
use help_app::cli::Arguments;
use help_app::dto::Language;
use help_app::log::{self, Log};
use help_app::{
    Folders, HelpApp, Layer, Machine, OpenOptions, Owner, Policy, Surroundings, language_of_locale,
    system_sources,
};

/// Runs the program and returns its exit code: 0, 1 for a failure said on standard error or a policy that does not hold,
/// 2 for wrong arguments.
pub fn run() -> ExitCode {
    #[cfg(windows)]
    win32::join_terminal();
    let arguments = Arguments::parse();
    match start(&arguments) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("express-help: {message}");
            ExitCode::FAILURE
        }
    }
}

fn start(arguments: &Arguments) -> Result<ExitCode, String> {
    let folders = Folders::from_environment(|name| std::env::var_os(name));
    if arguments.selftest {
        return printing::self_test(arguments, folders.as_ref());
    }
    if arguments.print_policy {
        return printing::policy(arguments, folders.as_ref());
    }
    if arguments.diagnose {
        printing::diagnosis(arguments, folders.as_ref())?;
    } else if arguments.send_outbox {
        return printing::outbox(arguments, folders.as_ref());
    } else if arguments.json {
        printing::results(arguments, folders.as_ref())?;
    } else {
        show(arguments, folders)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Hands the wish to the program that runs already, or opens the window.
fn show(arguments: &Arguments, folders: Option<Folders>) -> Result<(), String> {
    let policy = policy();
    display::choose_renderer(&policy);
    display::check()?;
    web_view::check(language(arguments))?;
    let log = begin_log(folders.as_ref(), &policy);
    let claim = match folders.as_ref().filter(|_| arguments.pack.is_none()) {
        Some(folders) => instance::claim(&folders.data, arguments),
        None => instance::Claim::Alone,
    };
    if matches!(claim, instance::Claim::HandedOver) {
        tracing::info!("handed over to the running program");
        return Ok(());
    }
    // A pack file may be refused, and a toolkit that has begun to start does not always survive being given up.
    let opened =
        arguments.pack.as_ref().map(|_| open(arguments, folders.as_ref(), policy.clone())).transpose()?;
    let help = {
        let (arguments, folders, policy) = (arguments.clone(), folders.clone(), policy.clone());
        move || opened.map_or_else(|| open(&arguments, folders.as_ref(), policy), Ok)
    };
    #[cfg(windows)]
    win32::leave_terminal();
    window::run(help, arguments, claim, folders, log, policy)
}

/// Begins the log and the reports of crashes; without a place for them the program runs all the same.
fn begin_log(folders: Option<&Folders>, policy: &Policy) -> Option<Log> {
    let folder = &folders?.log;
    let log = log::start(folder, policy, &owner())
        .inspect_err(|error| eprintln!("express-help: no log: {error}"))
        .ok()?;
    log::report_crashes(folder, policy, &owner());
    let set = policy.entries().iter().filter(|entry| entry.source.layer != Layer::BuiltIn).count();
    tracing::info!(version = help_app::VERSION, build = help_app::BUILD, policies = set, "started");
    policy.problems().for_each(help_app::log_problem);
    Some(log)
}

fn owner() -> Owner {
    Owner {
        user_name: std::env::var("USER").or_else(|_| std::env::var("USERNAME")).ok(),
        home_folder: dirs::home_dir(),
    }
}

/// Opens the help; what the command line asks for holds for this run only.
fn open(arguments: &Arguments, folders: Option<&Folders>, policy: Policy) -> Result<HelpApp, String> {
    let app = HelpApp::open(&options(arguments, folders, policy)).map_err(|error| error.to_string())?;
    app.override_settings(|settings| {
        settings.language = arguments.lang.unwrap_or(settings.language);
        settings.theme = arguments.theme.unwrap_or(settings.theme);
    });
    Ok(app)
}

fn options(arguments: &Arguments, folders: Option<&Folders>, policy: Policy) -> OpenOptions {
    OpenOptions {
        pack: arguments.pack.clone(),
        store: folders.map(Folders::store),
        locale: locale(),
        now: Some(SystemTime::now()),
        policy,
        surroundings: surroundings(),
        folders: folders.cloned(),
    }
}

/// What the organisation has set on this machine. What is wrong in it is left out.
fn policy() -> Policy {
    let machine = Machine {
        install_folder: std::env::current_exe().ok().and_then(|program| program.parent().map(Into::into)),
        user_name: std::env::var("USER").ok(),
    };
    Policy::resolve(system_sources(&machine).iter().map(|source| source.read()))
}

fn surroundings() -> Surroundings {
    let zone = jiff::tz::TimeZone::try_system().unwrap_or(jiff::tz::TimeZone::UTC);
    let offset_minutes = zone.to_offset(jiff::Timestamp::now()).seconds() / 60;
    Surroundings {
        documents: dirs::document_dir().or_else(dirs::home_dir),
        offset_minutes,
        keyring: Some(Arc::new(keyring::SystemKeyring)),
    }
}

/// The language before there are settings: that of the command line or of the system.
fn language(arguments: &Arguments) -> Language {
    arguments.lang.unwrap_or_else(|| language_of_locale(locale().as_deref()))
}

/// The system's language, as POSIX writes it; elsewhere as the system writes it, unless the environment names one.
fn locale() -> Option<String> {
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let named = variables.iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    #[cfg(not(target_os = "linux"))]
    let named = named.or_else(sys_locale::get_locale);
    named
}
