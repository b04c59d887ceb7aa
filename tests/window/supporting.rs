//! Requests to support: begun, filled in, kept, seen in full and handed over.

use anyhow::{Context, Result, ensure};

use crate::letters::{self, fill};
use crate::session::{Session, key};

pub(crate) const TESTS: &[crate::Test] = &[
    ("supporting: a problem is reported and saved as a file", problem),
    ("supporting: a feature is suggested and saved as a file", feature),
    ("supporting: what is missing is said at its field", missing),
    ("supporting: a draft survives the end of the program", kept),
    ("supporting: an address begins a draft and sends nothing", address),
];

fn begin(session: &mut Session, kind: &str) -> Result<()> {
    session.open(&["--lang", "ru", "--support"])?;
    letters::begin(session, kind).map(drop)
}

/// Looks at the preview, saves the request as a file and gives the file's path.
fn save_as_file(session: &Session, words: &str) -> Result<String> {
    session.click("draft-preview")?;
    session.wait_text("preview-text", words)?;
    session.click_css("[data-testid=transports] [value=file]")?;
    session.click("preview-send")?;
    session.wait_for("request")?;
    session.text("request-reference")
}

fn problem(session: &mut Session) -> Result<()> {
    begin(session, "begin-problem")?;
    fill(session, "subject", "no sound in a call")?;
    session.choose("field-area", "calls")?;
    fill(session, "steps", "call; silence")?;
    session.wait_text("draft-saved", "Сохранено")?;
    let shown = save_as_file(session, "call; silence")?;
    let folder = session.home().join("eXpress Help");
    let file = std::fs::read_dir(&folder).context("no folder")?.flatten().next().context("no file")?;
    ensure!(shown.contains("eXpress Help"), "{shown}");
    ensure!(file.metadata()?.len() > 200 && file.file_name().to_string_lossy().ends_with(".zip"));
    ensure!(session.js("return document.querySelectorAll('[data-testid=draft-entry]').length")? == 0);
    Ok(())
}

fn feature(session: &mut Session) -> Result<()> {
    begin(session, "begin-feature")?;
    fill(session, "subject", "dark stickers")?;
    fill(session, "point", "stickers for the dark theme")?;
    save_as_file(session, "stickers for the dark theme").map(|_| ())
}

fn missing(session: &mut Session) -> Result<()> {
    begin(session, "begin-problem")?;
    fill(session, "subject", "a")?;
    session.click("draft-preview")?;
    session.wait_for("field-problem")?;
    session.wait_js("the first wrong field", "return document.activeElement?.name === 'area'")
}

fn kept(session: &mut Session) -> Result<()> {
    begin(session, "begin-problem")?;
    fill(session, "steps", "typed and not lost")?;
    session.wait_text("draft-saved", "Сохранено")?;
    session.close()?;
    session.open(&["--lang", "ru", "--support"])?;
    session.wait_for("draft-continue")?;
    session.click("draft-continue")?;
    session
        .wait_js("the text", "return document.querySelector('[name=steps]')?.value === 'typed and not lost'")
}

fn address(session: &mut Session) -> Result<()> {
    session.open(&["--lang", "ru", "express-help://support?subject=from+a+link"])?;
    session
        .wait_js("the subject", "return document.querySelector('[name=subject]')?.value === 'from a link'")?;
    session.press(&[key::ALT, key::HOME])?;
    session.run(&["express-help://support"])?;
    session.wait_for("support-page")?;
    ensure!(
        session.js("return document.querySelectorAll('[data-testid=request]').length")? == 0,
        "a link sent something"
    );
    Ok(())
}
