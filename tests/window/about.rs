//! What the settings tell of the program and of who asks: licences, folders, name and address; and the word after a crash.

use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::letters;
use crate::session::{PATIENCE, Session, key};

pub(crate) const TESTS: &[crate::Test] = &[
    ("about: the licences are listed, found and read by keyboard", licences),
    ("about: the folder of the log is opened in the file manager", log_folder),
    ("about: name and address of the settings are in the next form", person),
    ("about: a crash is told once, and its report goes along as it was seen", crash),
    ("about: without a way to support nobody is told of a crash", crash_without_support),
];

fn open_settings(session: &mut Session) -> Result<()> {
    session.open(&["--lang", "ru", "express-help://settings#about"])?;
    session.wait_for("settings")
}

fn licences(session: &mut Session) -> Result<()> {
    open_settings(session)?;
    session.js("document.querySelector('[data-testid=licences-open]').focus(); return true")?;
    session.press(&[key::ENTER])?;
    session.wait_for("licences-list")?;
    let all = session.js("return document.querySelectorAll('[data-testid=licence]').length")?;
    let parts = all.as_u64().context("a number")? - 1;
    ensure!(parts > 300, "{parts}");
    session.wait_text("licences-count", &format!("Показано {parts} из {parts}"))?;
    // The keyboard is in the field; the list follows what is typed.
    session.type_text("sqlite bless")?;
    session.wait_text("licences-count", &format!("Показано 1 из {parts}"))?;
    session.press(&[key::TAB])?;
    session.press(&[key::TAB])?;
    session.wait_js("the part", "return document.activeElement?.tagName === 'SUMMARY'")?;
    session.press(&[key::ENTER])?;
    session.wait_text("licence-text", "May you find forgiveness")?;
    session.press(&[key::ESCAPE])?;
    session.wait_gone("licences-dialog")?;
    session.wait_js("the button", "return document.activeElement?.dataset.testid === 'licences-open'")
}

fn log_folder(session: &mut Session) -> Result<()> {
    let opened = session.home().join("opened");
    let programs = session.home().join("bin");
    std::fs::create_dir_all(&programs)?;
    let manager = programs.join("xdg-open");
    std::fs::write(&manager, format!("#!/bin/sh\nprintf %s \"$1\" > '{}'\n", opened.display()))?;
    std::fs::set_permissions(&manager, std::fs::Permissions::from_mode(0o755))?;
    open_settings(session)?;
    session.wait_for("folder-log")?;
    session.click_css("[data-testid=folder-log] button")?;
    let folder = session.home().join("XDG_STATE_HOME/express-help");
    let start = Instant::now();
    while std::fs::read_to_string(&opened).unwrap_or_default() != folder.display().to_string() {
        ensure!(start.elapsed() < PATIENCE, "the file manager was not started");
        std::thread::sleep(Duration::from_millis(20));
    }
    ensure!(folder.join("express-help.log").exists());
    Ok(())
}

/// What stands in the fields of the form that is shown.
fn in_form(session: &Session, name: &str, email: &str) -> Result<()> {
    session.wait_for("draft-page")?;
    let found = session
        .js("return ['name', 'email'].map((field) => document.querySelector(`[name=${field}]`).value)")?;
    ensure!(found == json!([name, email]), "{found}");
    Ok(())
}

fn person(session: &mut Session) -> Result<()> {
    session.open(&["--lang", "ru", "express-help://settings#support"])?;
    session.wait_text("settings-ways", "Через почтовую программу")?;
    session.send_keys("person-name", "Ivan Ivanov")?;
    session.send_keys("person-email", "ivanov")?;
    session.press(&[key::ENTER])?;
    session.wait_text("person-trouble", "не похоже на адрес")?;
    session.wait_js("the field", "return document.activeElement?.dataset.testid === 'person-email'")?;
    session.type_text("@example.com")?;
    session.press(&[key::ENTER])?;
    session.wait_text("kept-person", "Сейчас: 1 (")?;
    session.close()?;
    session.open(&["--lang", "ru", "--support"])?;
    letters::begin(session, "begin-problem")?;
    in_form(session, "Ivan Ivanov", "ivanov@example.com")?;
    session.run(&["express-help://settings#support"])?;
    session.wait_for("person-clear")?;
    session.wait_js(
        "the name",
        "return document.querySelector('[data-testid=person-name]').value === 'Ivan Ivanov'",
    )?;
    session.click("person-clear")?;
    session.wait_text("kept-person", "Сейчас ничего нет")?;
    session.run(&["--support"])?;
    letters::begin(session, "begin-feature")?;
    in_form(session, "", "")
}

/// Leaves the report of a crash of a moment ago, as the program writes it.
pub(crate) fn leave_crash(session: &Session) -> Result<()> {
    let folder = session.home().join("XDG_STATE_HOME/express-help");
    std::fs::create_dir_all(&folder)?;
    let milliseconds = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
    let text = format!(
        "eXpress Help 0.1.0 (tests)\nDebian\nthread main\nwindow.rs:1:1\ncannot read {}/x of petrov@example.com\n\n   0: main\n",
        session.home().display()
    );
    Ok(std::fs::write(folder.join(format!("crash-{milliseconds}.txt")), text)?)
}

fn crash(session: &mut Session) -> Result<()> {
    leave_crash(session)?;
    session.open(&["--lang", "ru"])?;
    session.wait_text("notice", "В прошлый раз программа закрылась из-за ошибки.")?;
    session.js("document.querySelector('[data-testid=notice-report]').focus(); return true")?;
    session.press(&[key::ENTER])?;
    session.wait_text("diagnostics-lines", "Отчёт о сбое программы")?;
    session.wait_gone("notice")?;
    let lines = "return [...document.querySelectorAll('[data-testid=diagnostics-line]')].map((box) => [box.checked, box.closest('label').textContent.trim()])";
    let lines: Vec<(bool, String)> = serde_json::from_value::<Vec<(bool, String)>>(session.js(lines)?)?;
    ensure!(lines.len() == 6 && lines.iter().all(|(ticked, _)| *ticked), "{lines:#?}");
    let home = session.home().display().to_string();
    ensure!(lines.iter().all(|(_, line)| !line.contains(&home) && !line.contains("petrov@")), "{lines:#?}");
    // The system's name is left out.
    session.js("document.querySelectorAll('[data-testid=diagnostics-line]')[1].click(); return true")?;
    letters::fill_problem(session, "closed", "it was open")?;
    session.click("draft-preview")?;
    session.wait_for("preview-text")?;
    let seen = session.js("return document.querySelector('[data-testid=preview-text]').textContent")?;
    let seen = seen.as_str().context("a text")?.to_owned();
    ensure!(seen.contains("- thread main") && !seen.contains("- Debian") && !seen.contains(&home), "{seen}");
    session.close()?;
    // It was told, and the draft with the report is there.
    session.open(&["--lang", "ru"])?;
    session.wait_for("home")?;
    ensure!(count(session, "notice")? == 0);
    session.run(&["--support"])?;
    session.wait_for("draft-continue")?;
    session.click("draft-continue")?;
    session.wait_text("diagnostics-lines", "thread main")
}

fn count(session: &Session, id: &str) -> Result<Value> {
    session.js(&format!("return document.querySelectorAll('[data-testid={id}]').length"))
}

fn crash_without_support(session: &mut Session) -> Result<()> {
    session.set_policy(&json!({ "SupportTransports": [] }))?;
    leave_crash(session)?;
    session.open(&["--lang", "ru"])?;
    session.wait_for("home")?;
    ensure!(count(session, "notice")? == 0);
    Ok(())
}
