//! The system's web view: old enough to be told about, and what happens when its process ends.

use std::path::{Path, PathBuf};
use std::{fs, iter};

use help_app::dto::Language;
use tauri::WebviewWindow;

/// How often within [`PERIOD`] the page is loaded again before the program gives up.
#[cfg(target_os = "linux")]
const MOST_RELOADS: usize = 3;
#[cfg(target_os = "linux")]
const PERIOD: std::time::Duration = std::time::Duration::from_secs(60);

/// The version of the web view, or what the system says when it is asked.
pub(crate) fn version() -> Result<String, String> {
    let version = tauri::webview_version();
    // Windows says in many words that a file is missing.
    version.map_err(|error| if cfg!(windows) { "WebView2 Runtime".to_owned() } else { error.to_string() })
}

/// Compares the web view with the oldest one the window is built for.
///
/// # Errors
/// What is wrong and how an administrator mends it, in the language given; it was shown in a native message too.
pub(crate) fn check(language: Language) -> Result<(), String> {
    match help_app::judge_web_view(&version(), language) {
        Ok(()) => Ok(()),
        Err(message) => {
            tell(language, &message);
            Err(message)
        }
    }
}

/// Loads the page again when the web view's process ends, which would leave an empty window; says so natively when that does
/// not help. Drafts are in the user's file by then.
#[cfg(target_os = "linux")]
pub(crate) fn watch(window: &WebviewWindow, language: Language) -> tauri::Result<()> {
    use std::cell::RefCell;
    use std::time::Instant;
    use webkit2gtk::WebViewExt;

    window.with_webview(move |view| {
        let ended = RefCell::new(Vec::<Instant>::new());
        view.inner().connect_web_process_terminated(move |view, reason| {
            tracing::error!(?reason, "the web view's process ended");
            let mut ended = ended.borrow_mut();
            ended.retain(|moment| moment.elapsed() < PERIOD);
            ended.push(Instant::now());
            if ended.len() <= MOST_RELOADS {
                view.reload();
                return;
            }
            let message = broken(language);
            eprintln!("express-help: {message}");
            tell(language, message);
            gtk::main_quit();
            std::process::exit(1);
        });
    })
}

/// The other systems' web views are watched by the toolkit.
#[cfg(not(target_os = "linux"))]
pub(crate) fn watch(_window: &WebviewWindow, _language: Language) -> tauri::Result<()> {
    Ok(())
}

#[cfg(target_os = "linux")]
fn broken(language: Language) -> &'static str {
    match language {
        Language::Ru => {
            "Веб-движок этого компьютера (WebKitGTK) завершается сразу после запуска. Сообщите администратору: поможет \
             переустановка пакета с библиотекой libwebkit2gtk-4.1. Подробности: express-help --selftest"
        }
        Language::En => {
            "This computer's web view (WebKitGTK) ends as soon as it is started. Tell your administrator: installing the \
             package with the library libwebkit2gtk-4.1 again helps. Details: express-help --selftest"
        }
    }
}

/// A folder for the web view's own files, out of the user's data, because nothing in it would be missed. In a home that cannot
/// be written it lies with the session's files, and where these cannot be written either there is none.
pub(crate) fn folder(cache: &Path, session: Option<PathBuf>) -> Option<PathBuf> {
    let session = session.map(|session| session.join("express-help"));
    let mut parents = iter::once(cache.to_owned()).chain(session);
    parents.find_map(|parent| {
        let folder = parent.join("webview");
        fs::create_dir_all(&folder).is_ok().then_some(folder)
    })
}

/// Shows a message without the web view.
#[cfg(target_os = "linux")]
fn tell(language: Language, message: &str) {
    use gtk::prelude::*;
    let (flags, kind) = (gtk::DialogFlags::MODAL, gtk::MessageType::Error);
    let parent: Option<&gtk::Window> = None;
    let dialog = gtk::MessageDialog::new(parent, flags, kind, gtk::ButtonsType::Close, message);
    dialog.set_title(crate::window::title(language));
    dialog.run();
}

/// Shows a message without the web view.
#[cfg(windows)]
fn tell(language: Language, message: &str) {
    crate::win32::show_error(crate::window::title(language), message);
}

/// Shows a message without the web view.
#[cfg(target_os = "macos")]
fn tell(_language: Language, message: &str) {
    eprintln!("express-help: {message}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_web_view_finds_a_folder_that_can_be_made() {
        let home = tempfile::tempdir().unwrap();
        let [cache, session] = ["cache", "session"].map(|name| home.path().join(name));
        assert_eq!(folder(&cache, Some(session.clone())), Some(cache.join("webview")));
        // A file in its way: for root too a folder that cannot be made.
        let file = home.path().join("file");
        fs::write(&file, "").unwrap();
        let in_session = session.join("express-help/webview");
        assert_eq!(folder(&file, Some(session)), Some(in_session.clone()));
        assert!(in_session.is_dir());
        assert_eq!(folder(&file, Some(file.clone())), None);
        assert_eq!(folder(&file, None), None);
    }
}
