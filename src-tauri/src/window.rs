//! The one window: made, guarded, remembered.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use help_app::cli::Arguments;
use help_app::dto::{Language, Settings, Target, Theme};
use help_app::log::Log;
use help_app::{Folders, HelpApp, Policy, WindowState, first_screen};
use tauri::utils::config::Color;
use tauri::{
    AppHandle, Builder, Emitter, LogicalPosition, LogicalSize, Manager, RunEvent, Url, WebviewUrl,
    WebviewWindow, WebviewWindowBuilder, WindowEvent,
};

use crate::autostart::Autostart;
use crate::clipboard::Clipboard;
use crate::delivery::Deliveries;
#[cfg(windows)]
use crate::display;
use crate::instance::{Claim, Taken};
use crate::policy_watch::{Pace, PolicyWatch};
use crate::wishes::Wishes;
use crate::{closing, commands, protocol, web_view};

pub(crate) const LABEL: &str = "main";
const DEFAULT_SIZE: (f64, f64) = (1100.0, 720.0);
const MIN_SIZE: (f64, f64) = (320.0, 320.0);
/// The backgrounds of the light and the dark theme (`--bg` in tokens.css): the window has them before the page is drawn.
const LIGHT: Color = Color(0xff, 0xff, 0xff, 0xff);
const DARK: Color = Color(0x15, 0x18, 0x1d, 0xff);

/// The last size and place of the window while it was neither maximised nor in full screen.
#[derive(Default)]
struct LastState(Mutex<Option<WindowState>>);

/// The window has been closed: nothing can be shown any more.
#[derive(Default)]
struct Ending(AtomicBool);

/// The log while the window is open.
struct OpenLog(Mutex<Option<Log>>);

/// Opens the window and runs until it is closed. The help is opened by `help`, beside the toolkit, which takes longer.
pub(crate) fn run(
    help: impl FnOnce() -> Result<HelpApp, String> + Send + 'static,
    arguments: &Arguments,
    claim: Claim,
    folders: Option<Folders>,
    log: Option<Log>,
    policy: Policy,
) -> Result<(), String> {
    let help = std::thread::spawn(help);
    let arguments = arguments.clone();
    let builder = Builder::default()
        .manage(Clipboard::default())
        .manage(LastState::default())
        .manage(Ending::default())
        .manage(OpenLog(Mutex::new(log)))
        .manage(closing::Closing::default())
        .manage(Wishes::default())
        .register_uri_scheme_protocol("pack", |context, request| {
            protocol::respond(&context.app_handle().state::<Arc<HelpApp>>(), &request)
        })
        .invoke_handler(tauri::generate_handler![
            commands::article::boot,
            commands::article::get_article,
            commands::article::get_corpus,
            commands::diagnosis::examine,
            commands::diagnosis::get_crash_report,
            commands::diagnosis::set_diagnostics,
            commands::diagnosis::stop_examining,
            commands::finder::get_finder,
            commands::finder::keep_finder_progress,
            commands::article::list_bookmarks,
            commands::article::set_bookmark,
            commands::search::search,
            commands::search::found_words,
            commands::search::recent_searches,
            commands::search::remember_search,
            commands::search::forget_searches,
            commands::settings::check_policy,
            commands::settings::copy_policy,
            commands::settings::forget_kept,
            commands::settings::get_details,
            commands::settings::get_kept,
            commands::settings::get_policy,
            commands::settings::keep_place,
            commands::settings::open_folder,
            commands::settings::update_settings,
            commands::support::attach_file,
            commands::support::attachment_picture,
            commands::support::cancel_request,
            commands::support::delete_draft,
            commands::support::detach_file,
            commands::support::edit_attachment,
            commands::support::edit_request,
            commands::support::export_request,
            commands::support::forget_person,
            commands::support::forget_request,
            commands::support::forget_sign_in,
            commands::support::get_draft,
            commands::support::get_person,
            commands::support::get_sign_in,
            commands::support::get_support,
            commands::support::new_draft,
            commands::support::preview_request,
            commands::support::retry_request,
            commands::support::save_draft,
            commands::support::send_request,
            commands::support::set_context,
            commands::support::set_person,
            commands::support::settle_request,
            commands::support::sign_in,
            commands::shell::close_window,
            commands::shell::copy_about,
            commands::shell::copy_text,
            commands::shell::open_external,
            commands::shell::print_page,
            commands::shell::toggle_full_screen,
            commands::shell::window_ready,
        ])
        .setup(move |tauri| {
            let app = Arc::clone(&tauri.state::<Arc<HelpApp>>());
            tauri.manage(follow_autostart(&app));
            open(tauri.handle(), &app, &arguments, folders.as_ref(), &policy)?;
            let told = tauri.handle().clone();
            tauri.manage(Deliveries::start(app, move || {
                // A window that is gone needs to know nothing.
                let _ = told.emit_to(LABEL, "support-changed", ());
            }));
            tauri.manage(watch_policy(tauri.handle(), policy));
            let handle = tauri.handle().clone();
            claim.listen(move |target| show(&handle, target));
            Ok(())
        });
    #[cfg(windows)]
    let builder = builder.plugin(tauri_plugin_single_instance::init(|handle, arguments, _folder| {
        use clap::Parser;
        let target = Arguments::try_parse_from(arguments).ok().and_then(|arguments| arguments.target());
        show(handle, target);
    }));
    let tauri = builder
        .build(tauri::generate_context!())
        .map_err(|error| format!("the window cannot be opened: {error}; is the web view installed?"))?;
    let app = help.join().map_err(|_| "the help cannot be opened".to_owned())??;
    tauri.manage(Arc::new(app));
    tauri.run(|handle, event| on_event(handle, &event));
    Ok(())
}

fn on_event(handle: &AppHandle, event: &RunEvent) {
    match event {
        RunEvent::WindowEvent { event: WindowEvent::CloseRequested { api, .. }, .. } => {
            handle.state::<Ending>().0.store(true, Ordering::Release);
            closing::requested(handle, api);
        }
        RunEvent::WindowEvent { event: WindowEvent::Destroyed, .. } | RunEvent::ExitRequested { .. } => {
            handle.state::<Ending>().0.store(true, Ordering::Release)
        }
        RunEvent::Exit => {
            handle.state::<Deliveries>().end();
            let app = handle.state::<Arc<HelpApp>>();
            app.ended_well();
            if let Err(error) = app.flush() {
                eprintln!("express-help: {error}");
            }
            tracing::info!("ended");
            // The process ends without dropping anything.
            drop(handle.state::<OpenLog>().0.lock().unwrap_or_else(PoisonError::into_inner).take());
        }
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => {
            for url in urls {
                show(handle, help_app::parse_address(url.as_str()));
            }
        }
        _ => {}
    }
}

fn open(
    handle: &AppHandle,
    app: &Arc<HelpApp>,
    arguments: &Arguments,
    folders: Option<&Folders>,
    policy: &Policy,
) -> Result<(), Box<dyn std::error::Error>> {
    let boot = app.boot(arguments.target())?;
    let settings = boot.settings.clone();
    let state = app.window_state().filter(|_| arguments.size.is_none());
    let size = match (arguments.size, state) {
        (Some((width, height)), _) => (f64::from(width), f64::from(height)),
        (None, Some(state)) => (f64::from(state.width), f64::from(state.height)),
        (None, None) => DEFAULT_SIZE,
    };
    let dark = app.is_dark().unwrap_or_else(system_is_dark);
    let drawn = first_screen::name(&boot, dark)?;
    // Looked for, not read: that would unpack it once more.
    let document =
        document(drawn.as_deref(), |path| handle.asset_resolver().iter().any(|(key, _)| key == path));
    let mut builder = WebviewWindowBuilder::new(handle, LABEL, WebviewUrl::App(document.into()));
    if let Some(folders) = folders {
        builder = match web_view::folder(&folders.cache, dirs::runtime_dir()) {
            Some(folder) => builder.data_directory(folder),
            // tauri makes the folder or fails; this one is there, and nothing is written to it.
            None => builder.incognito(true).data_directory("/".into()),
        };
    }
    #[cfg(windows)]
    if let Some(arguments) = display::browser_arguments(policy.hardware_acceleration()) {
        builder = builder.additional_browser_args(arguments);
    }
    let window = builder
        // In a release there are none in any case: tauri's feature `devtools` is off.
        .devtools(!policy.disable_dev_tools())
        .title(title(settings.language))
        .inner_size(size.0.max(MIN_SIZE.0), size.1.max(MIN_SIZE.1))
        .min_inner_size(MIN_SIZE.0, MIN_SIZE.1)
        .maximized(state.is_some_and(|state| state.maximized))
        .background_color(if dark { DARK } else { LIGHT })
        .theme(native_theme(settings.theme))
        .zoom_hotkeys_enabled(false)
        // The page takes dropped files itself.
        .disable_drag_drop_handler()
        .initialization_script(boot_script(&boot, dark)?)
        .on_navigation(is_own)
        .on_new_window(|_, _| tauri::webview::NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_document_title_changed(|window, title| {
            // The task bar then says which article is open.
            let _ = window.set_title(&title);
        })
        .build()?;
    // The builder has set the theme; setting the usual zoom again would cost a layout.
    if (settings.zoom - 1.0).abs() > f64::EPSILON {
        window.set_zoom(settings.zoom)?;
    }
    web_view::watch(&window, settings.language)?;
    restore_position(&window, state);
    if arguments.size.is_none() {
        remember(&window, Arc::clone(app), state);
    }
    Ok(())
}

/// Follows changes of policy: the open help takes them over, the native window and then the page follow.
fn watch_policy(handle: &AppHandle, policy: Policy) -> PolicyWatch {
    let handle = handle.clone();
    PolicyWatch::start(Pace::USUAL, policy, crate::policy, move |policy| {
        let app = handle.state::<Arc<HelpApp>>();
        app.adopt_policy(policy);
        agree_on_autostart(&handle);
        let Some(window) = handle.get_webview_window(LABEL) else { return };
        apply_settings(&window, &app.settings());
        // A window that is gone needs to know nothing.
        let _ = handle.emit_to(LABEL, "policy-changed", ());
    })
}

/// Makes the system start the program as the settings say, before the page is made: the page tells what went wrong.
fn follow_autostart(app: &HelpApp) -> Autostart {
    let autostart = Autostart::of_this_program();
    match autostart.follow(app) {
        Ok(()) => app.autostart_followed(),
        Err(cause) => app.autostart_failed(&cause),
    }
    autostart
}

/// Makes the system start the program as the settings say now; the page is told when it cannot be done.
pub(crate) fn agree_on_autostart(handle: &AppHandle) {
    if handle.state::<Autostart>().follow(&handle.state::<Arc<HelpApp>>()).is_err() {
        // A window that is gone needs to know nothing: the log has it.
        let _ = handle.emit_to(LABEL, "autostart-failed", ());
    }
}

/// The program's name.
pub(crate) fn title(language: Language) -> &'static str {
    match language {
        Language::Ru => "Справка eXpress",
        Language::En => "eXpress Help",
    }
}

/// The page to load: the one that was drawn ahead for such a start, if the build has made it; else the empty one.
fn document(drawn: Option<&str>, exists: impl FnOnce(&str) -> bool) -> String {
    let path = drawn.map(|name| format!("/start/{name}.html")).filter(|path| exists(path));
    path.map_or_else(|| "index.html".to_owned(), |path| path.trim_start_matches('/').to_owned())
}

/// The page's data and theme, there before its first script runs, so that the first frame needs no round trip.
fn boot_script(boot: &help_app::dto::Boot, dark: bool) -> serde_json::Result<String> {
    let theme = if dark { "dark" } else { "light" };
    let json = serde_json::to_string(boot)?;
    // A page that was drawn ahead knows neither: nothing may move when its script takes over.
    let column = serde_json::to_string(&boot.settings.column)?;
    let motion = serde_json::to_string(&boot.settings.motion)?;
    Ok(format!(
        "if (window === window.top) {{ window.__EXPRESS_HELP__ = {json}; \
         document.documentElement?.setAttribute('data-theme', '{theme}'); \
         document.documentElement?.setAttribute('data-column', {column}); \
         document.documentElement?.setAttribute('data-motion', {motion}); }}"
    ))
}

/// Whether the page may go there: only to the program's own pages. The content security policy does not stop
/// `<meta http-equiv=refresh>`.
fn is_own(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    match url.scheme() {
        "tauri" => host == "localhost",
        "http" | "https" => cfg!(windows) && host == "tauri.localhost",
        // The empty document a web view begins with.
        "about" => url.path() == "blank",
        _ => false,
    }
}

#[cfg(target_os = "linux")]
fn system_is_dark() -> bool {
    use gtk::prelude::GtkSettingsExt;
    let Some(settings) = gtk::Settings::default() else { return false };
    let name = settings.gtk_theme_name().unwrap_or_default();
    settings.is_gtk_application_prefer_dark_theme() || name.to_lowercase().contains("dark")
}

/// The page corrects it when it is drawn.
#[cfg(not(target_os = "linux"))]
fn system_is_dark() -> bool {
    false
}

fn native_theme(theme: Theme) -> Option<tauri::Theme> {
    match theme {
        Theme::System => None,
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark => Some(tauri::Theme::Dark),
    }
}

/// Zoom and theme of the native window.
pub(crate) fn apply_settings(window: &WebviewWindow, settings: &Settings) {
    let results = [window.set_zoom(settings.zoom), window.set_theme(native_theme(settings.theme))];
    for error in results.into_iter().filter_map(Result::err) {
        eprintln!("express-help: {error}");
    }
}

/// Brings the window forward and shows what was asked; not while the program is ending.
pub(crate) fn show(handle: &AppHandle, target: Option<Target>) -> Taken {
    let is_ending = handle.state::<Ending>().0.load(Ordering::Acquire);
    let Some(window) = handle.get_webview_window(LABEL).filter(|_| !is_ending) else { return Taken::No };
    let results = [window.unminimize(), window.show(), window.set_focus()];
    let told = target.and_then(|target| handle.state::<Wishes>().add(target));
    let emitted = told.map_or(Ok(()), |target| handle.emit_to(LABEL, "target", target));
    for error in results.into_iter().chain([emitted]).filter_map(Result::err) {
        eprintln!("express-help: {error}");
    }
    Taken::Yes
}

/// Puts the window where it was, unless that place is on no screen any more.
fn restore_position(window: &WebviewWindow, state: Option<WindowState>) {
    let Some((x, y)) = state.and_then(|state| Some((state.x?, state.y?))) else { return };
    let monitors = window.available_monitors().unwrap_or_default();
    let on_screen = monitors.iter().any(|monitor| {
        let scale = monitor.scale_factor();
        let corner = monitor.position().to_logical::<f64>(scale);
        let size = monitor.size().to_logical::<f64>(scale);
        // The title bar has to be within reach.
        let (x, y) = (f64::from(x), f64::from(y));
        x + 100.0 > corner.x
            && x + 40.0 < corner.x + size.width
            && y >= corner.y - 10.0
            && y + 40.0 < corner.y + size.height
    });
    if on_screen {
        // A window manager may refuse; the window then is where it put it.
        let _ = window.set_position(LogicalPosition::new(x, y));
    }
}

/// Follows size and place and writes them when the window closes.
fn remember(window: &WebviewWindow, app: Arc<HelpApp>, before: Option<WindowState>) {
    let watched = window.clone();
    *last(window) = before;
    window.on_window_event(move |event| match event {
        WindowEvent::Resized(_) | WindowEvent::Moved(_) => {
            if let Some(state) = current(&watched) {
                *last(&watched) = Some(state);
            }
        }
        WindowEvent::CloseRequested { .. } => {
            let maximized = watched.is_maximized().unwrap_or(false);
            let state = last(&watched).map(|state| WindowState { maximized, ..state });
            if let Some(Err(error)) = state.map(|state| app.set_window_state(&state)) {
                eprintln!("express-help: {error}");
            }
        }
        _ => {}
    });
}

fn last(window: &WebviewWindow) -> impl std::ops::DerefMut<Target = Option<WindowState>> {
    window.state::<LastState>().inner().0.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Size and place now; `None` while they are not the user's own (maximised, full screen, minimised).
fn current(window: &WebviewWindow) -> Option<WindowState> {
    let is = |state: tauri::Result<bool>| state.unwrap_or(false);
    if is(window.is_maximized()) || is(window.is_fullscreen()) || is(window.is_minimized()) {
        return None;
    }
    let scale = window.scale_factor().ok()?;
    let size: LogicalSize<u32> = window.inner_size().ok()?.to_logical(scale);
    let place: Option<LogicalPosition<i32>> =
        window.outer_position().ok().map(|place| place.to_logical(scale));
    (size.width > 0 && size.height > 0).then_some(WindowState {
        width: size.width,
        height: size.height,
        x: place.map(|place| place.x),
        y: place.map(|place| place.y),
        maximized: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_page_that_there_is_is_loaded() {
        assert_eq!(document(Some("ab"), |path| path == "/start/ab.html"), "start/ab.html");
        assert_eq!(document(Some("ab"), |_| false), "index.html");
        assert_eq!(document(None, |_| true), "index.html");
    }

    #[test]
    fn only_own_pages_are_navigated_to() {
        for (url, expected) in [
            ("tauri://localhost/index.html", true),
            ("tauri://localhost/", true),
            ("about:blank", true),
            ("tauri://example.com/", false),
            ("https://example.com/", false),
            ("https://tauri.localhost/", cfg!(windows)),
            ("file:///etc/passwd", false),
            ("data:text/html,x", false),
            ("javascript:alert(1)", false),
            ("pack://localhost/assets/a.svg", false),
            ("about:srcdoc", false),
        ] {
            assert_eq!(is_own(&Url::parse(url).unwrap()), expected, "{url}");
        }
    }
}
