//! Typing, results, opening them, coming back.

use anyhow::{Result, ensure};

use crate::session::{Session, key};

pub(crate) const TESTS: &[crate::Test] = &[
    ("searching: results while typing, in Russian", russian),
    ("searching: results while typing, in English", english),
    ("searching: arrows and Enter open a result, Back returns to the list", keyboard),
    ("searching: Esc brings the article back at its place", escape),
    ("searching: the section of a result is jumped to", section),
    ("searching: nothing found is no dead end", nothing),
    ("searching: find in the article", find),
];

fn first_result(session: &Session, part: &str) -> Result<()> {
    let part = serde_json::to_string(part)?;
    session.wait_js(
        "the first result",
        &format!(
            "return document.querySelector('[data-testid=result]')?.textContent.includes({part}) === true"
        ),
    )
}

fn russian(session: &mut Session) -> Result<()> {
    session.open(&[])?;
    session.wait_js(
        "the focus in the field",
        "return document.activeElement?.dataset.testid === 'search-input'",
    )?;
    session.type_text("не приходит смс код")?;
    first_result(session, "SMS")?;
    ensure!(session.js("return document.querySelectorAll('[data-testid=result] mark').length > 0")? == true);
    session.wait_js(
        "the number of results to be announced",
        "const e = document.querySelector('[data-testid=results-announced][role=status]');
         return e !== null && /[0-9]/.test(e.textContent)",
    )?;
    let combobox = session.js(
        "const f = document.querySelector('[data-testid=search-input]');
         return f.getAttribute('role') === 'combobox' && f.getAttribute('aria-expanded') === 'true' && document.getElementById(f.getAttribute('aria-controls')) !== null",
    )?;
    ensure!(combobox == true, "the field is no combobox");
    Ok(())
}

fn english(session: &mut Session) -> Result<()> {
    session.open(&["--lang", "en"])?;
    session.type_text("user not found")?;
    first_result(session, "not found")
}

fn keyboard(session: &mut Session) -> Result<()> {
    session.open(&[])?;
    session.type_text("уведомления android")?;
    first_result(session, "Android")?;
    session.press(&[key::DOWN])?;
    session.wait_js(
        "an active option",
        "return document.querySelector('[role=option][aria-selected=true]') !== null",
    )?;
    session.press(&[key::DOWN])?;
    session.press(&[key::UP])?;
    session.press(&[key::ENTER])?;
    session.wait_article("notifications/android-notifications")?;
    session.press(&[key::ALT, key::LEFT])?;
    first_result(session, "Android")?;
    let query = session.js("return document.querySelector('[data-testid=search-input]').value")?;
    ensure!(query == "уведомления android", "the query is lost: {query}");
    Ok(())
}

fn escape(session: &mut Session) -> Result<()> {
    session.open(&["--article", "troubleshooting/general-troubleshooting"])?;
    session.wait_article("troubleshooting/general-troubleshooting")?;
    session.js("document.querySelector('#page-scroller').scrollTop = 300; return true")?;
    session.wait_js("the scroll", "return document.querySelector('#page-scroller').scrollTop === 300")?;
    session.search_for("звук")?;
    session.wait_for("result")?;
    session.press(&[key::ESCAPE])?;
    session.wait_gone("results")?;
    session.wait_js("the same place", "return document.querySelector('#page-scroller').scrollTop === 300")?;
    session.wait_article("troubleshooting/general-troubleshooting")
}

fn section(session: &mut Session) -> Result<()> {
    session.open(&[])?;
    session.type_text("смахните приложение из списка недавних")?;
    session.wait_js(
        "a section among the results",
        "return document.querySelector('[role=option].best') !== null",
    )?;
    session.click_css("[role=option].best")?;
    session.wait_for("article")?;
    session.wait_js("a jump below the top", "return document.querySelector('#page-scroller').scrollTop > 0")
}

fn nothing(session: &mut Session) -> Result<()> {
    session.open(&[])?;
    session.type_text("щщщщщщ")?;
    session.wait_text("results", "щщщщщщ")?;
    let ways = session.js(
        "return document.querySelectorAll('[data-testid=results] button, [data-testid=results] a').length",
    )?;
    ensure!(ways.as_u64() >= Some(2), "only {ways} ways on");
    Ok(())
}

fn find(session: &mut Session) -> Result<()> {
    session.open(&["--article", "troubleshooting/general-troubleshooting"])?;
    session.wait_article("troubleshooting/general-troubleshooting")?;
    session.press(&[key::CONTROL, 'f'])?;
    session.wait_js("the find field", "return document.activeElement?.dataset.testid === 'find-input'")?;
    session.type_text("версии")?;
    session.wait_js(
        "a count",
        "return /1\\D+[1-9]/.test(document.querySelector('[data-testid=find-count]').textContent)",
    )?;
    let count = session.text("find-count")?;
    session.press(&[key::ENTER])?;
    session.wait_js("the next match", &format!("return document.querySelector('[data-testid=find-count]').textContent.replace(/\\s+/g, ' ').trim() !== {}", serde_json::to_string(&count)?))?;
    session.press(&[key::SHIFT, key::ENTER])?;
    session.wait_text("find-count", &count)?;
    session.press(&[key::ESCAPE])?;
    session.wait_gone("find-bar")
}
