//! Shortcuts, also with a Russian keyboard layout, and the order of the focus.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use crate::sandbox;
use crate::session::{PATIENCE, Session, key};

pub(crate) const TESTS: &[crate::Test] = &[
    ("keyboard: shortcuts of the table", shortcuts),
    ("keyboard: shortcuts with a Russian layout", russian_layout),
    ("keyboard: Tab reaches the article", focus_order),
    ("keyboard: zoom is remembered", zoom),
    ("keyboard: bookmarks", bookmarks),
];

const IN_FIELD: &str = "return document.activeElement?.dataset.testid === 'search-input'";

fn leave_field(session: &Session) -> Result<()> {
    session.js("document.activeElement?.blur(); document.querySelector('h1').focus(); return true")?;
    Ok(())
}

fn shortcuts(session: &mut Session) -> Result<()> {
    session.open(&["--article", "login/user-not-found-errors"])?;
    for chord in [&[key::CONTROL, 'k'][..], &[key::CONTROL, 'l'], &['/']] {
        leave_field(session)?;
        session.press(chord)?;
        session.wait_js("the focus in the field", IN_FIELD)?;
    }
    leave_field(session)?;
    session.press(&[key::F1])?;
    session.wait_for("shortcuts-dialog")?;
    session.press(&[key::ESCAPE])?;
    session.wait_gone("shortcuts-dialog")?;
    session.press(&[key::CONTROL, ','])?;
    session.wait_for("settings")?;
    session.press(&[key::ALT, key::LEFT])?;
    session.wait_for("article")?;
    let contents =
        "const e = document.querySelector('[data-testid=contents]'); return e !== null && e.offsetWidth > 0";
    ensure!(session.js(contents)? == true);
    session.press(&[key::CONTROL, 'b'])?;
    session.wait_js("the contents to go", &format!("return !(() => {{ {contents} }})()"))?;
    session.press(&[key::CONTROL, 'b'])?;
    session.wait_js("the contents to come back", contents)?;
    session.press(&[key::CONTROL, 'r'])?;
    session.wait_article("login/user-not-found-errors")
}

/// Keys sent by WebDriver know no layout and a driven window takes no others, so this program runs by itself: real key
/// presses go through the X server, and the window's title tells what is shown.
fn russian_layout(session: &mut Session) -> Result<()> {
    let mut program = session.command(&Session::program()?);
    program.env_remove("TAURI_AUTOMATION").env_remove("TAURI_WEBVIEW_AUTOMATION");
    let mut program = program.args(["--article", "login/user-not-found-errors"]).spawn()?;
    let result = press_with_russian_layout();
    x("setxkbmap", &["-layout", "us"])?;
    program.kill()?;
    program.wait()?;
    result
}

/// Key codes of physical keys: Tab, left Ctrl, the one of K, the slash, and those of т, у, е.
const TAB: &str = "23";
const CONTROL: &str = "37";
const K: &str = "45";
const SLASH: &str = "61";
const WORD: [&str; 3] = ["57", "26", "28"];

fn press_with_russian_layout() -> Result<()> {
    wait_title("Пользователь не найден")?;
    x("xdotool", &["search", "--onlyvisible", "--name", "eXpress", "windowfocus", "--sync"])?;
    x("setxkbmap", &["-layout", "ru"])?;
    for shortcut in [&["keydown", CONTROL, "key", K, "keyup", CONTROL][..], &["key", SLASH]] {
        // Out of the field: what is typed without the shortcut would reach no field.
        x("xdotool", &["key", TAB, "key", TAB, "key", TAB])?;
        x("xdotool", shortcut)?;
        x("xdotool", &["key", WORD[0], "key", WORD[1], "key", WORD[2]])?;
        wait_title("Поиск")?;
        x("xdotool", &["key", "Escape"])?;
        wait_title("Пользователь не найден")?;
    }
    Ok(())
}

fn x(program: &str, arguments: &[&str]) -> Result<String> {
    let output = Command::new(program).args(arguments).env("DISPLAY", sandbox::display()).output()?;
    ensure!(output.status.success(), "{program} {arguments:?} failed: {output:?}");
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Waits until the title of a program that no driver has says this.
pub(crate) fn wait_title(part: &str) -> Result<()> {
    let start = Instant::now();
    loop {
        let title = x("xdotool", &["search", "--onlyvisible", "--name", "eXpress", "getwindowname"])
            .unwrap_or_default();
        if title.contains(part) {
            return Ok(());
        }
        ensure!(start.elapsed() < PATIENCE, "waited in vain for {part} in the window's title: {title}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn focus_order(session: &mut Session) -> Result<()> {
    session.open(&["--article", "login/user-not-found-errors"])?;
    session.wait_js("the focus in the field", IN_FIELD)?;
    let mut seen = Vec::new();
    for _ in 0..60 {
        session.press(&[key::TAB])?;
        let place = session.js(
            "const e = document.activeElement; const style = getComputedStyle(e);
             const outlined = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || e.closest('.field') !== null;
             return [e.closest('[data-testid]')?.dataset.testid ?? e.tagName, outlined, e.outerHTML.slice(0, 300)]",
        )?;
        let name = place[0].as_str().unwrap_or_default().to_owned();
        ensure!(place[1] == true, "the focus on {name} cannot be seen: {}", place[2]);
        seen.push(name);
        if seen.iter().any(|name| name == "article") {
            return Ok(());
        }
    }
    anyhow::bail!("Tab does not reach the article: {seen:?}")
}

fn zoom(session: &mut Session) -> Result<()> {
    session.open(&[])?;
    let width = session.js("return innerWidth")?.as_f64().unwrap_or_default();
    session.press(&[key::CONTROL, '='])?;
    session.press(&[key::CONTROL, '='])?;
    session.wait_js("a larger page", &format!("return innerWidth < {width} * 0.9"))?;
    session.close()?;
    session.open(&[])?;
    session.wait_js("the zoom after a restart", &format!("return innerWidth < {width} * 0.9"))?;
    session.press(&[key::CONTROL, '0'])?;
    session.wait_js("the usual size", &format!("return Math.abs(innerWidth - {width}) < 2"))
}

fn bookmarks(session: &mut Session) -> Result<()> {
    session.open(&["--article", "calls/no-sound"])?;
    session.wait_article("calls/no-sound")?;
    leave_field(session)?;
    session.press(&[key::CONTROL, 'd'])?;
    session.wait_js(
        "the star",
        "return document.querySelector('[data-testid=bookmark]').getAttribute('aria-pressed') === 'true'",
    )?;
    session.close()?;
    session.open(&[])?;
    session.wait_text("home", "Меня не слышно или")
}
