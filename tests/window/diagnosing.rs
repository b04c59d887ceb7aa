//! The check of the connection and the technical information of a request, in a place with no network but loopback.

use anyhow::{Result, ensure};
use serde_json::Value;

use crate::session::{Session, key};

pub(crate) const TESTS: &[crate::Test] = &[
    ("diagnosing: an address shows the check and begins nothing", shown),
    ("diagnosing: without a network the check says so, and what helps", no_network),
    ("diagnosing: the check is begun from the support page and by keyboard", begun),
    ("diagnosing: what was found goes along with a request", attached),
    ("diagnosing: technical information is gathered, left out and kept", gathered),
];

fn open(session: &mut Session) -> Result<()> {
    session.open(&["--lang", "ru", "express-help://connection"])?;
    session.wait_for("connection-page")
}

/// Waits until the check has ended by itself.
fn wait_checked(session: &Session) -> Result<()> {
    session.wait_js(
        "the end of the check",
        "return document.querySelector('[data-testid=connection-verdict]')?.dataset.stage === 'complete'",
    )
}

fn check(session: &Session) -> Result<()> {
    session.click("connection-action")?;
    wait_checked(session)
}

/// The kernel's files may list interfaces of the machine outside, but none of them has an address in here.
fn has_no_network(words: &str) -> bool {
    words.contains("компьютер не подключён к сети") || words.contains("сеть есть, но адрес не получен")
}

fn count(session: &Session, id: &str) -> Result<u64> {
    let count = session.js(&format!("return document.querySelectorAll('[data-testid={id}]').length"))?;
    Ok(count.as_u64().unwrap_or_default())
}

fn shown(session: &mut Session) -> Result<()> {
    open(session)?;
    ensure!(session.text("connection-sentence")? == "Проверка ещё не запускалась");
    ensure!(count(session, "diagnosis-line")? == 0);
    session.run(&["--article", "troubleshooting/check-network"])?;
    session.wait_article("troubleshooting/check-network")?;
    // The article's foot leads there too, and begins it: that was a person.
    session.click("check-connection")?;
    session.wait_for("connection-page")?;
    wait_checked(session)
}

fn no_network(session: &mut Session) -> Result<()> {
    open(session)?;
    check(session)?;
    let sentence = session.text("connection-sentence")?;
    ensure!(sentence == "Найдена 1 неполадка", "{sentence}");
    session.wait_text("connection-verdict", "организация их не указала")?;
    let trouble = session.text("connection-trouble")?;
    ensure!(trouble.starts_with("Неполадка: Подключения: ") && has_no_network(&trouble), "{trouble}");
    let pending = session.js(
        "return document.querySelectorAll('[data-testid=diagnosis-line][data-verdict=pending]').length",
    )?;
    ensure!(pending == 0, "{pending}");
    session.click("connection-article")?;
    session.wait_article("troubleshooting/check-network")?;
    session.press(&[key::ALT, key::LEFT])?;
    session.wait_text("connection-sentence", "Найдена 1 неполадка")
}

fn begun(session: &mut Session) -> Result<()> {
    session.open(&["--lang", "ru", "--support"])?;
    session.wait_for("support-page")?;
    session.js("document.querySelector('[data-testid=check-connection]').focus(); return true")?;
    session.press(&[key::ENTER])?;
    session.wait_for("connection-page")?;
    wait_checked(session)?;
    // The keyboard arrives at the title, and the next stop is the one button.
    session.wait_js("the title", "return document.activeElement?.tagName === 'H1'")?;
    session.press(&[key::TAB])?;
    let focused = "return document.activeElement?.dataset.testid === 'connection-action'";
    session.wait_js("the button", focused)?;
    session.press(&[key::ENTER])?;
    wait_checked(session)?;
    session.wait_js("the same button", focused)
}

fn attached(session: &mut Session) -> Result<()> {
    open(session)?;
    check(session)?;
    session.click("connection-attach")?;
    session.wait_for("diagnostics-lines")?;
    let found = session.text("diagnostics-lines")?;
    ensure!(has_no_network(&found), "{found}");
    session.wait_text("draft-saved", "Сохранено")?;
    session.close()?;
    session.open(&["--lang", "ru", "--support"])?;
    session.wait_for("draft-continue")?;
    session.click("draft-continue")?;
    session.wait_text("diagnostics-lines", &found)
}

/// The texts of the lines that are ticked.
fn ticked(session: &Session) -> Result<Vec<String>> {
    let found: Value = session.js(
        "return [...document.querySelectorAll('[data-testid=diagnostics-line]')].filter((box) => box.checked)
           .map((box) => box.closest('label').textContent.trim())",
    )?;
    Ok(serde_json::from_value(found)?)
}

fn gathered(session: &mut Session) -> Result<()> {
    session.open(&["--lang", "ru", "--support"])?;
    session.wait_for("support-page")?;
    session.click("begin-feature")?;
    session.wait_for("diagnostics-action")?;
    session.click("diagnostics-action")?;
    session.wait_for("diagnostics-lines")?;
    let all = ticked(session)?;
    for part in ["Версия программы: ", "Версия веб-движка: ", "Экран 1: 1400×1000", "Память: ", "Прокси: "]
    {
        ensure!(all.iter().any(|line| line.starts_with(part)), "{part} in {all:#?}");
    }
    let home = session.home().display().to_string();
    ensure!(!all.concat().contains(&home), "{all:#?}");
    // The first line and the second group are left out.
    session.click_css("[data-testid=diagnostics-line]")?;
    session.js("document.querySelectorAll('[data-testid=diagnostics-group]')[1].click(); return true")?;
    let left = ticked(session)?;
    ensure!(left.len() < all.len() - 1 && !left.contains(&all[0]), "{left:#?}");
    for (field, text) in [("subject", "dark stickers"), ("point", "for the dark theme")] {
        session.js(&format!("document.querySelector('[name={field}]').focus(); return true"))?;
        session.type_text(text)?;
    }
    session.click("draft-preview")?;
    session.wait_for("preview-text")?;
    // Exactly what was left in, in its order.
    let script = "return document.querySelector('[data-testid=preview-text]').textContent";
    let preview = session.js(script)?.as_str().unwrap_or_default().to_owned();
    let lines: Vec<&str> = preview.lines().filter_map(|line| line.strip_prefix("- ")).collect();
    ensure!(lines == left, "{preview}\n{left:#?}");
    session.click("preview-back")?;
    session.wait_gone("preview-text")?;
    session.click("diagnostics-clear")?;
    session.wait_gone("diagnostics-lines")?;
    session.click("draft-preview")?;
    session.wait_for("preview-text")?;
    let preview = session.js(script)?.as_str().unwrap_or_default().to_owned();
    ensure!(!preview.contains("Версия программы"), "{preview}");
    Ok(())
}
