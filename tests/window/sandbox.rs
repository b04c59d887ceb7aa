//! A place without a network and with a screen: the suite starts itself again inside it.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitCode, Stdio};

/// Set for the suite inside.
const INSIDE: &str = "EXPRESS_HELP_WINDOW_SUITE";

/// Whether this process is already inside.
pub(crate) fn is_inside() -> bool {
    std::env::var_os(INSIDE).is_some()
}

/// Replaces this process by the same suite in a new network namespace with a session bus of its own.
pub(crate) fn enter() -> ExitCode {
    // An ordinary user needs a user namespace for it, in which it is root.
    let flags = if is_root() { "-n" } else { "-rn" };
    let script = "ip link set lo up && exec dbus-run-session -- \"$0\" \"$@\"";
    let Ok(this) = std::env::current_exe() else { return ExitCode::FAILURE };
    let error = Command::new("unshare")
        .args([flags, "--", "sh", "-c", script])
        .arg(this)
        .args(std::env::args_os().skip(1))
        .env(INSIDE, "1")
        .exec();
    eprintln!("cannot start unshare: {error}; `cargo xtask test` installs what the suite needs");
    ExitCode::FAILURE
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// An Xvfb for all sessions, stopped at the end; [`display`] has its number.
pub(crate) struct Screen(Child);

static DISPLAY: std::sync::OnceLock<String> = std::sync::OnceLock::new();

/// The display the programs are to use.
pub(crate) fn display() -> &'static str {
    DISPLAY.get().map_or(":0", String::as_str)
}

impl Screen {
    /// Starts the server and waits until it takes connections.
    ///
    /// # Panics
    /// When Xvfb is missing or does not start: no test could run.
    pub(crate) fn start() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts; `cargo xtask test` installs it");
        let mut number = String::new();
        let output = server.stdout.take().expect("the output is piped");
        BufReader::new(output).read_line(&mut number).expect("Xvfb says its number");
        assert!(!number.trim().is_empty(), "Xvfb did not start");
        DISPLAY.get_or_init(|| format!(":{}", number.trim()));
        Self(server)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
