//! The command line, a second start, and starts that go wrong.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::keyboard;
use crate::session::{self, PATIENCE, Session};

pub(crate) const TESTS: &[crate::Test] = &[
    ("starting: a second start shows its wish in the first window", second_start),
    ("starting: a second start while the first is still loading is shown too", early_second_start),
    ("starting: --version and --search --json need no display", without_window),
    ("starting: without a display it says so and exits with 1", no_display),
    ("starting: --search and addresses open what they name", wishes),
    ("starting: a damaged user's file is set aside with a word", damaged_store),
    ("starting: the home page is drawn ahead, exactly as the script draws it", drawn_ahead),
    ("starting: the log has what happened and not what was searched for", logged),
    ("starting: --selftest needs no display and passes", self_test),
    ("starting: a web view that crashes is started again", crashed_view),
    ("starting: there is no network in here", no_network),
];

fn second_start(session: &mut Session) -> Result<()> {
    session.open(&[])?;
    session.wait_for("home")?;
    let output = session.run(&["--article", "calls/no-sound"])?;
    ensure!(output.status.success(), "{output:?}");
    session.wait_article("calls/no-sound")?;
    let output = session.run(&["express-help://article/support/contact-support"])?;
    ensure!(output.status.success(), "{output:?}");
    session.wait_article("support/contact-support")?;
    session.run(&["--search", "нет звука"])?;
    session.wait_for("result")
}

/// A driver would wait for the page, so this program runs by itself; its window's title tells what is shown.
fn early_second_start(session: &mut Session) -> Result<()> {
    let mut program = session.command(&Session::program()?);
    program.env_remove("TAURI_AUTOMATION").env_remove("TAURI_WEBVIEW_AUTOMATION");
    let mut program = program.spawn()?;
    let result = wish_early(session);
    program.kill()?;
    program.wait()?;
    result
}

fn wish_early(session: &Session) -> Result<()> {
    // It listens before it has a page.
    let (socket, start) = (session.home().join("XDG_DATA_HOME/express-help/instance.sock"), Instant::now());
    while !socket.exists() {
        ensure!(start.elapsed() < PATIENCE, "the program does not listen");
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = session.run(&["--article", "calls/no-sound"])?;
    ensure!(output.status.success(), "{output:?}");
    keyboard::wait_title("Меня не слышно")
}

fn without_window(session: &mut Session) -> Result<()> {
    let mut command = session.command(&Session::program()?);
    let output = command.arg("--version").env_remove("DISPLAY").output()?;
    let text = String::from_utf8(output.stdout)?;
    ensure!(
        output.status.success() && text.trim() == concat!("express-help ", env!("CARGO_PKG_VERSION")),
        "{text}"
    );
    let mut command = session.command(&Session::program()?);
    let output = command.args(["--search", "не приходит код", "--json"]).env_remove("DISPLAY").output()?;
    ensure!(output.status.success(), "{output:?}");
    let answer: Value = serde_json::from_slice(&output.stdout)?;
    ensure!(answer["hits"][0]["id"] == "login/sms-code-does-not-arrive", "{answer:#}");
    ensure!(answer["hits"][0]["address"].as_str().context("address")?.starts_with("express-help://article/"));
    Ok(())
}

fn no_display(session: &mut Session) -> Result<()> {
    let mut command = session.command(&Session::program()?);
    let output = command.env_remove("DISPLAY").output()?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    ensure!(output.status.code() == Some(1), "{output:?}");
    ensure!(text.lines().filter(|line| line.starts_with("express-help:")).count() == 1, "{text}");
    ensure!(text.contains("display"), "{text}");
    Ok(())
}

fn wishes(session: &mut Session) -> Result<()> {
    session.open(&["--search", "user not found", "--lang", "en"])?;
    session.wait_for("result")?;
    session.close()?;
    session.open(&["express-help://article/login/user-not-found-errors#if-it-did-not-help"])?;
    session.wait_article("login/user-not-found-errors")?;
    session.wait_js("a jump to the heading", "return document.querySelector('#page-scroller').scrollTop > 0")
}

fn damaged_store(session: &mut Session) -> Result<()> {
    let folder = session.home().join("XDG_DATA_HOME/express-help");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("user.sqlite"), vec![0x5a; 20_000])?;
    session.open(&[])?;
    session.wait_js("the notice", "return document.body.textContent.includes('user.sqlite.damaged-')")?;
    let kept = std::fs::read_dir(&folder)?
        .flatten()
        .any(|entry| entry.file_name().to_string_lossy().contains("damaged-"));
    ensure!(kept, "the damaged file is gone");
    Ok(())
}

fn drawn_ahead(session: &mut Session) -> Result<()> {
    const DOCUMENT: &str =
        "return new URL(performance.getEntriesByType('navigation')[0].name, 'tauri://localhost/').pathname";
    // The home page has no address to copy, so the script has no buttons to add to its headings.
    const ADDED: &str = "return document.querySelectorAll('.introduction button').length";
    // Every element with its place on the screen.
    const PICTURE: &str = "return [...document.querySelectorAll('#app *')].map(e => {
        const { x, y, width, height } = e.getBoundingClientRect();
        return [e.tagName, e.getAttribute('class'), x, y, width, height].join(' ') }).join('\\n')";
    for size in ["1100x720", "500x720"] {
        for language in ["ru", "en"] {
            session.open(&["--lang", language, "--size", size])?;
            let document = session.js(DOCUMENT)?;
            let path = document.as_str().unwrap_or_default();
            ensure!(
                path.starts_with("/start/"),
                "the window began with {path}: was the interface built by xtask?"
            );
            let ahead = session.js(PICTURE)?;
            session.js("window.before = true; location.reload(); return true")?;
            session.wait_js(
                "the reload",
                "return !window.before && document.querySelector('[data-testid=home]') !== null",
            )?;
            let document = session.js(DOCUMENT)?;
            ensure!(document == "/index.html", "the reload led to {document}");
            let own = session.js(PICTURE)?;
            ensure!(ahead == own, "{language} {size}: drawn ahead\n{ahead}\ndrawn by the script\n{own}");
            let added = session.js(ADDED)?;
            ensure!(added == 0, "{language} {size}: {added} buttons in the introduction");
            session.close()?;
        }
    }
    session.open(&["--article", "calls/no-sound"])?;
    let document = session.js(DOCUMENT)?;
    ensure!(
        document.as_str().is_some_and(|path| !path.starts_with("/start/")),
        "an article began with {document}"
    );
    Ok(())
}

fn logged(session: &mut Session) -> Result<()> {
    session.open(&["--search", "пароль ivanov", "--lang", "ru"])?;
    session.wait_for("results")?;
    let log = wait_log(session, "first frame", 1)?;
    let lines: Vec<Value> = log.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let messages: Vec<&str> = lines.iter().filter_map(|line| line["message"].as_str()).collect();
    ensure!(messages == ["started", "opened", "first frame"], "{log}");
    let home = session.home().display().to_string();
    ensure!(!log.contains("ivanov") && !log.contains(&home), "{log}");
    Ok(())
}

/// Waits until a message stands so many times in the log, and gives the log.
fn wait_log(session: &Session, message: &str, times: usize) -> Result<String> {
    let path = session.home().join("XDG_STATE_HOME/express-help/express-help.log");
    let start = Instant::now();
    loop {
        let log = std::fs::read_to_string(&path)?;
        if log.matches(message).count() >= times {
            return Ok(log);
        }
        ensure!(start.elapsed() < PATIENCE, "{message} is not {times} times in the log: {log}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn crashed_view(session: &mut Session) -> Result<()> {
    session.open(&[])?;
    wait_log(session, "first frame", 1)?;
    let program = session.programs().pop().context("no program runs")?;
    let children = std::fs::read_to_string(format!("/proc/{program}/task/{program}/children"))?;
    let is_view = |id: &&str| {
        std::fs::read_to_string(format!("/proc/{id}/comm"))
            .is_ok_and(|name| name.starts_with("WebKitWebProc"))
    };
    let view = children.split_whitespace().find(is_view).context("no web view runs")?;
    session::kill(view, "KILL")?;
    let log = wait_log(session, "first frame", 2)?;
    ensure!(log.contains("the web view's process ended"), "{log}");
    // The driver has lost its page.
    session.abandon()
}

fn self_test(session: &mut Session) -> Result<()> {
    let mut command = session.command(&Session::program()?);
    let output = command.args(["--selftest", "--json"]).env_remove("DISPLAY").output()?;
    let report: Value = serde_json::from_slice(&output.stdout)?;
    ensure!(output.status.success() && report["passed"] == true, "{report:#}");
    let parts = report["checks"].as_array().context("checks")?.len();
    ensure!(parts == 6, "{parts} parts were checked: {report:#}");
    Ok(())
}

fn no_network(_session: &mut Session) -> Result<()> {
    let interfaces = std::fs::read_to_string("/proc/net/dev")?;
    let names: Vec<&str> =
        interfaces.lines().skip(2).filter_map(|line| line.split(':').next()).map(str::trim).collect();
    // The kernel may add tunnels that are down; they have no address.
    let routes = std::fs::read_to_string("/proc/net/route")?;
    ensure!(names.contains(&"lo") && routes.lines().count() <= 1, "{names:?}\n{routes}");
    Ok(())
}
