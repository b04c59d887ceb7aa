//! A mail server that wants a name and a password, and the keyring of the system that keeps them.

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use express_help_mail_server::Exim;
use serde_json::json;

use crate::accessibility;
use crate::letters;
use crate::session::{PATIENCE, Session};

pub(crate) const TESTS: &[crate::Test] =
    &[("signing in: a password is asked for once and kept in the keyring", kept)];

/// A real gnome-keyring on the suite's session bus, unlocked, with its files in the session's home.
struct RealKeyring(Child);

impl RealKeyring {
    fn start(session: &Session) -> Result<Self> {
        let mut command = Command::new("gnome-keyring-daemon");
        let mut daemon = command
            .args(["--foreground", "--unlock", "--components=secrets"])
            .env("HOME", session.home())
            .env("XDG_DATA_HOME", session.home().join("keyring"))
            .env("XDG_RUNTIME_DIR", session.home())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start gnome-keyring-daemon; `cargo xtask test` installs it")?;
        let mut input = daemon.stdin.take().context("the input is piped")?;
        input.write_all(b"password of the keyring")?;
        drop(input);
        let keyring = Self(daemon);
        let start = Instant::now();
        while !is_there()? {
            ensure!(start.elapsed() < PATIENCE, "the keyring does not come to the session bus");
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(keyring)
    }
}

impl Drop for RealKeyring {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Whether somebody keeps secrets on the session bus.
fn is_there() -> Result<bool> {
    let mut command = Command::new("dbus-send");
    let question = ["--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/"];
    let output = command
        .args(question)
        .args(["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"])
        .output()
        .context("cannot start dbus-send")?;
    Ok(String::from_utf8_lossy(&output.stdout).contains("true"))
}

fn open(session: &mut Session, exim: &Exim) -> Result<()> {
    let mut policy = letters::policy(exim, "private@example.com");
    policy["SmtpAuth"] = json!("keyring");
    session.set_policy(&policy)?;
    session.open(&["--lang", "ru", "--support"])
}

fn report(session: &Session, subject: &str) -> Result<()> {
    letters::begin(session, "begin-problem")?;
    letters::fill_problem(session, subject, "it happens")?;
    let seen = letters::preview(session)?;
    letters::send(session, &seen)
}

/// Opens the dialog and enters a password; whoever signed in before finds the name there.
fn sign_in(session: &Session, user: Option<&str>, password: &str) -> Result<()> {
    session.click("request-sign-in")?;
    session.wait_for("sign-in-dialog")?;
    session
        .wait_js("a keyring", "return !document.querySelector('[data-testid=sign-in-remember]').disabled")?;
    user.map_or(Ok(()), |user| session.send_keys("sign-in-user", user))?;
    session.send_keys("sign-in-password", password)
}

fn kept(session: &mut Session) -> Result<()> {
    let _keyring = RealKeyring::start(session)?;
    let mut exim = Exim::start("localhost");
    open(session, &exim)?;
    report(session, "the first")?;
    session.wait_text("request-reason", "нужны имя и пароль")?;
    sign_in(session, Some("ivanov"), "wrong")?;
    accessibility::inspect(session, "signing in")?;
    session.click("sign-in-submit")?;
    session.wait_text("request-reason", "не принял имя и пароль")?;
    sign_in(session, None, "right")?;
    session.js("const box = document.querySelector('[data-testid=sign-in-remember]');
         if (!box.checked) box.click(); return true")?;
    session.click("sign-in-submit")?;
    letters::wait_listed(session, "the first", &["sent"])?;
    exim.mails(1);
    session.close()?;

    // The next start asks nobody.
    open(session, &exim)?;
    report(session, "the second")?;
    letters::wait_listed(session, "the second", &["sent"])?;
    exim.mails(2);
    forgotten(session)?;
    let file = std::fs::read(session.home().join("XDG_DATA_HOME/express-help/user.sqlite"))?;
    ensure!(!contains(&file, b"ivanov\nright"), "the password is in the user's file");
    Ok(())
}

/// The settings forget what the keyring has, and say so.
fn forgotten(session: &mut Session) -> Result<()> {
    session.run(&["express-help://settings#support"])?;
    session.wait_text("sign-in-kept", "localhost лежат в хранилище паролей")?;
    accessibility::inspect(session, "signed in")?;
    session.click("sign-in-forget")?;
    session.wait_text("sign-in-forgotten", "забыты")?;
    session.run(&["--support"])?;
    report(session, "the third")?;
    session.wait_text("request-reason", "нужны имя и пароль")
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
