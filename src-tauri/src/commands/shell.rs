//! What the desktop does for the window: clipboard, browser, printer, full screen.

use help_app::dto::Target;
use help_app::{AppError, ErrorCode};
use tauri::{State, WebviewWindow};

use super::App;
use crate::clipboard::Clipboard;
use crate::closing::Closing;
use crate::delivery::Deliveries;
use crate::policy_watch::PolicyWatch;
use crate::wishes::Wishes;

#[tauri::command(async)]
pub(crate) fn copy_text(clipboard: State<'_, Clipboard>, text: &str) -> Result<(), AppError> {
    clipboard.set(text)
}

#[tauri::command(async)]
pub(crate) fn copy_about(app: App<'_>, clipboard: State<'_, Clipboard>) -> Result<String, AppError> {
    let text = app.about_text();
    clipboard.set(&text)?;
    Ok(text)
}

/// Opens an address in the system's browser, unless policy forbids it. The window has shown it to the user and asked.
#[tauri::command(async)]
pub(crate) fn open_external(app: App<'_>, url: &str) -> Result<(), AppError> {
    if !is_external(url) {
        return Err(AppError::new(ErrorCode::InvalidAddress, "this address cannot be opened"));
    }
    app.check_external(url)?;
    open::that_detached(url).map_err(|error| {
        let message = "the browser could not be started; copy the address and open it by hand";
        AppError::new(ErrorCode::Internal, message).because(&error)
    })
}

/// Web, mail and telephone addresses without control characters or blanks.
fn is_external(url: &str) -> bool {
    let known = ["https://", "http://", "mailto:", "tel:"];
    let scheme =
        |prefix: &&str| url.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    url.len() <= 4_000
        && known.iter().any(scheme)
        && !url.chars().any(|c| c.is_control() || c.is_whitespace())
}

#[tauri::command]
pub(crate) fn print_page(window: WebviewWindow) -> Result<(), AppError> {
    window.print().map_err(|error| {
        AppError::new(ErrorCode::Internal, "the print dialog could not be opened").because(&error)
    })
}

#[tauri::command]
pub(crate) fn toggle_full_screen(window: WebviewWindow) -> Result<(), AppError> {
    let full = window.is_fullscreen().unwrap_or(false);
    window.set_fullscreen(!full).map_err(|error| {
        AppError::new(ErrorCode::Internal, "full screen is not possible here").because(&error)
    })
}

/// The page has saved what was being typed: a window that is being closed may go.
#[tauri::command]
pub(crate) fn close_window(closing: State<'_, Closing>) {
    closing.saved();
}

/// The first frame is painted: said on standard error for programs that wait for it (`EXPRESS_HELP_READY=1`). From now on
/// requests are delivered, changes of policy noticed, and wishes of later starts reach the page; gives the one that came before.
#[tauri::command]
pub(crate) fn window_ready(
    deliveries: State<'_, Deliveries>,
    policy: State<'_, PolicyWatch>,
    wishes: State<'_, Wishes>,
) -> Option<Target> {
    tracing::info!("first frame");
    deliveries.wake();
    policy.wake();
    if std::env::var_os("EXPRESS_HELP_READY").is_some_and(|value| value == "1") {
        eprintln!("express-help: ready");
    }
    wishes.listening()
}

#[cfg(test)]
mod tests {
    use super::is_external;

    #[test]
    fn only_web_mail_and_telephone_addresses_are_opened() {
        for url in [
            "https://example.com/a?b#c",
            "HTTP://example.com",
            "mailto:ivanov@example.com",
            "tel:+70000000000",
        ] {
            assert!(is_external(url), "{url}");
        }
        for url in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "/bin/sh",
            "https://a b",
            "https://a\n",
            "express-help://home",
            "",
            "-x",
        ] {
            assert!(!is_external(url), "{url}");
        }
    }
}
