//! What is answered on the terminal, without a window.

use std::io::Write;
use std::process::ExitCode;
use std::time::SystemTime;

use help_app::cli::Arguments;
use help_app::dto::Language;
use help_app::{Desktop, Display, Folders, SelfTest, Watch};

use crate::{display, examined, language, open, options, web_view};

pub(crate) fn results(arguments: &Arguments, folders: Option<&Folders>) -> Result<(), String> {
    let query = arguments.search.as_deref().unwrap_or_default();
    let app = open(arguments, folders, crate::policy())?;
    print(&app.search_json(query).map_err(|error| error.to_string())?)
}

/// Prints the policy; what in it does not hold makes the exit code 1.
pub(crate) fn policy(arguments: &Arguments, folders: Option<&Folders>) -> Result<ExitCode, String> {
    // The user's choices belong to it, but looking must not make a file.
    let app = open(arguments, folders.filter(|folders| folders.store().exists()), crate::policy())?;
    let table = if arguments.json {
        app.policy_json().map_err(|error| error.to_string())?
    } else {
        app.policy_text()
    };
    print(&table)?;
    Ok(if app.policy_view().has_errors() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

pub(crate) fn diagnosis(arguments: &Arguments, folders: Option<&Folders>) -> Result<(), String> {
    // What is looked at is the machine; the user's file stays closed.
    let app = open(arguments, None, crate::policy())?;
    let examined = examined::without_window(folders);
    let environment = |name: &str| std::env::var(name).ok();
    let now = SystemTime::now();
    let report = if arguments.json {
        app.diagnose_json(&examined, &environment, now)
    } else {
        app.diagnose_text(&examined, &environment, now)
    };
    print(report.map_err(|error| error.to_string())?.trim_end())
}

pub(crate) fn self_test(arguments: &Arguments, folders: Option<&Folders>) -> Result<ExitCode, String> {
    let options = options(arguments, folders, crate::policy());
    // What other programs read does not depend on the user's language.
    let language =
        if arguments.json && arguments.lang.is_none() { Language::En } else { language(arguments) };
    let desktop = Desktop {
        web_view: web_view::version(),
        display: if display::check().is_ok() { Display::Present } else { Display::Absent },
    };
    let test = SelfTest::run(&options, &desktop, language);
    let text = if arguments.json {
        serde_json::to_string_pretty(&test).map_err(|error| error.to_string())?
    } else {
        test.text(language)
    };
    print(text.trim_end())?;
    Ok(if test.passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Sends what waits; anything that is left to do makes the exit code 1.
pub(crate) fn outbox(arguments: &Arguments, folders: Option<&Folders>) -> Result<ExitCode, String> {
    let Some(folders) = folders else {
        return Err("the folder with your requests is not known; set HOME and try again".to_owned());
    };
    let app = open(arguments, Some(folders), crate::policy())?;
    let watch = Watch { now: &SystemTime::now, ending: &|| false, changed: &|| {} };
    let failed = |error: help_app::AppError| error.to_string();
    let mut printed = Ok(());
    let sent = if arguments.json {
        let (report, sent) = app.send_outbox_json(&watch).map_err(failed)?;
        printed = print(&report);
        sent
    } else {
        // A reader that has gone away does not keep requests from being sent.
        app.send_outbox_text(&watch, &mut |line| printed = print(line)).map_err(failed)?
    };
    printed?;
    Ok(if sent.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn print(text: &str) -> Result<(), String> {
    match writeln!(std::io::stdout(), "{text}") {
        // A reader that has seen enough (`… | head`) is no failure.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    }
}
