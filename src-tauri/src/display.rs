//! What has to be right before the window toolkit is touched.

#[cfg(any(target_os = "linux", windows, test))]
use help_app::HardwareAcceleration;
#[cfg(target_os = "linux")]
use help_app::Key;
use help_app::Policy;

/// Turns off WebKitGTK's DMABUF renderer unless the environment decides: it shows blank windows with some drivers
/// (tauri#13885) and costs a quarter more memory. Where policy wants no graphics card (`HardwareAcceleration`), compositing
/// is turned off too, and what policy has locked the environment does not decide.
///
/// Must run before any thread is started.
#[cfg(target_os = "linux")]
#[allow(unsafe_code, clippy::disallowed_methods)]
pub(crate) fn choose_renderer(policy: &Policy) {
    let card = policy.hardware_acceleration();
    let decides = match (card, policy.entry(Key::HardwareAcceleration).locked) {
        (HardwareAcceleration::Off, true) => Decides::Policy,
        _ => Decides::Environment,
    };
    for variable in renderer(card, decides, |name| std::env::var_os(name).is_some()) {
        // SAFETY: no thread has been started yet; no other one reads the environment.
        unsafe { std::env::set_var(variable, "1") };
    }
}

/// Who decides where policy and environment say different things.
#[cfg(target_os = "linux")]
#[derive(Clone, Copy, Debug, PartialEq)]
enum Decides {
    Environment,
    Policy,
}

/// The variables of WebKitGTK to set before there is a web view.
#[cfg(target_os = "linux")]
fn renderer(
    card: HardwareAcceleration,
    decides: Decides,
    is_set: impl Fn(&str) -> bool,
) -> Vec<&'static str> {
    const DMABUF: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    const COMPOSITING: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";
    let variables: &[&str] = match card {
        HardwareAcceleration::Auto => &[DMABUF],
        HardwareAcceleration::Off => &[DMABUF, COMPOSITING],
    };
    variables.iter().copied().filter(|name| decides == Decides::Policy || !is_set(name)).collect()
}

/// Nothing to choose here: the web view of Windows takes it as an argument, that of macOS does not let anybody choose.
#[cfg(not(target_os = "linux"))]
pub(crate) fn choose_renderer(_policy: &Policy) {}

/// The arguments of WebView2. Its usual ones (wry's) stand among them: arguments of our own take their place.
#[cfg(any(windows, test))]
pub(crate) fn browser_arguments(card: HardwareAcceleration) -> Option<&'static str> {
    match card {
        HardwareAcceleration::Auto => None,
        HardwareAcceleration::Off => Some(
            "--disable-features=msWebOOUI,msPdfOOUI,msSmartScreenProtection \
             --autoplay-policy=no-user-gesture-required --disable-gpu",
        ),
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_for_the_web_view_keep_its_usual_ones() {
        assert_eq!(browser_arguments(HardwareAcceleration::Auto), None);
        let off = browser_arguments(HardwareAcceleration::Off).unwrap();
        let usual = [
            "--disable-features=msWebOOUI,msPdfOOUI,msSmartScreenProtection",
            "--autoplay-policy=no-user-gesture-required",
        ];
        assert_eq!(off.split_whitespace().collect::<Vec<_>>(), [&usual[..], &["--disable-gpu"]].concat());
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_environment_decides_unless_policy_has_locked_it() {
        use Decides::{Environment, Policy};
        use HardwareAcceleration::{Auto, Off};
        let (dmabuf, compositing) = ("WEBKIT_DISABLE_DMABUF_RENDERER", "WEBKIT_DISABLE_COMPOSITING_MODE");
        for (card, decides, set, expected) in [
            (Auto, Environment, &[][..], &[dmabuf][..]),
            (Auto, Environment, &[dmabuf], &[]),
            (Off, Environment, &[], &[dmabuf, compositing]),
            (Off, Environment, &[dmabuf], &[compositing]),
            (Off, Environment, &[compositing], &[dmabuf]),
            (Off, Policy, &[dmabuf, compositing], &[dmabuf, compositing]),
        ] {
            let chosen = renderer(card, decides, |name| set.contains(&name));
            assert_eq!(chosen, expected, "{card:?} {decides:?} {set:?}");
        }
    }
}
