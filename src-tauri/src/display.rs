//! What has to be right before the window toolkit is touched.

/// Turns off WebKitGTK's DMABUF renderer unless the environment decides: it shows blank windows with some drivers
/// (tauri#13885) and costs a quarter more memory.
///
/// Must run before any thread is started.
#[cfg(target_os = "linux")]
#[allow(unsafe_code, clippy::disallowed_methods)]
pub(crate) fn choose_renderer() {
    const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(VARIABLE).is_none() {
        // SAFETY: this is the first thing the program does; no other thread reads the environment.
        unsafe { std::env::set_var(VARIABLE, "1") };
    }
}

/// Nothing to choose here.
#[cfg(not(target_os = "linux"))]
pub(crate) fn choose_renderer() {}

/// Says in one line why no window can be opened. The window library would panic instead.
#[cfg(target_os = "linux")]
pub(crate) fn check() -> Result<(), String> {
    gtk::init().map_err(|_| {
        "no display: start it in a graphical session, or with xvfb-run; --search TEXT --json needs none"
            .to_owned()
    })
}

/// There is always a display here.
#[cfg(not(target_os = "linux"))]
pub(crate) fn check() -> Result<(), String> {
    Ok(())
}
