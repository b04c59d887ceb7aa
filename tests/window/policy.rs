//! The organisation changes its policy while the window is open.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::accessibility::inspect;
use crate::session::{Session, key};

pub(crate) const TESTS: &[crate::Test] = &[
    ("policy: a setting is locked, changed and freed while the window is open", settings),
    ("policy: a draft that is being typed survives the end of the ways to support", draft),
    ("policy: a file that others may write to is refused, and the page says so", refused),
    ("policy: what waits for a restart says so, and holds after it", restart),
    ("policy: links to the outside follow at once", links),
    ("policy: accessibility of what changes, wide and light", |session| {
        accessible(session, &["--theme", "light", "--lang", "ru"])
    }),
    ("policy: accessibility of what changes, narrow and dark", |session| {
        accessible(session, &["--theme", "dark", "--lang", "en", "--size", "480x720"])
    }),
];

const CHANGED: &str = "Организация изменила настройки";

/// The window gets the focus: the program looks for a change.
fn look(session: &Session) -> Result<()> {
    session.js("window.dispatchEvent(new Event('focus')); return true")?;
    Ok(())
}

/// Waits until an attribute of the page has a value.
fn wait_page(session: &Session, attribute: &str, value: &str) -> Result<()> {
    let script = format!("return document.documentElement.getAttribute('{attribute}') === '{value}'");
    session.wait_js(&format!("{attribute} {value}"), &script)
}

fn contacts() -> Value {
    json!({
        "organization": { "ru": "ООО «Пример»", "en": "Example Ltd" }, "phone": "+7 000 000-00-00",
        "hours": { "ru": "пн–пт, 9:00–18:00", "en": "Mon–Fri, 9–18" },
        "portal": "https://support.example.com", "knowledgeBase": "https://wiki.example.com/express"
    })
}

fn settings(session: &mut Session) -> Result<()> {
    session.open(&["--settings"])?;
    session.wait_for("settings")?;
    session.set_policy(&json!({ "Theme": "dark" }))?;
    look(session)?;
    session.wait_for("locked-theme")?;
    wait_page(session, "data-theme", "dark")?;
    session.wait_text("toast", CHANGED)?;
    session.set_policy(&json!({ "Theme": "light", "Language": "en" }))?;
    look(session)?;
    wait_page(session, "lang", "en")?;
    wait_page(session, "data-theme", "light")?;
    session.wait_for("locked-language")?;
    session.take_policy_back();
    look(session)?;
    session.wait_gone("locked-theme")?;
    wait_page(session, "lang", "ru")?;
    // The reader may choose again, and the program keeps it.
    session.click_css("[name=theme][value=dark]")?;
    wait_page(session, "data-theme", "dark")
}

fn draft(session: &mut Session) -> Result<()> {
    session.open(&["--lang", "ru", "--support", "--subject", "Нет звука"])?;
    session.wait_for("draft-page")?;
    session.click_css("[data-testid=draft-page] textarea")?;
    session.type_text("Позвонил, ")?;
    session.set_policy(&json!({ "SupportTransports": [], "SupportContacts": contacts() }))?;
    look(session)?;
    session.wait_text("draft-no-way", "отключила отправку обращений")?;
    session.wait_text("toast", CHANGED)?;
    // The keyboard is where it was.
    session.type_text("тишина")?;
    let typed = "return document.querySelector('[data-testid=draft-page] textarea').value";
    ensure!(session.js(typed)? == "Позвонил, тишина", "{}", session.js(typed)?);
    session.click_css("[data-testid=draft-no-way] a")?;
    session.wait_text("contacts-phone", "+7 000 000-00-00")?;
    session.wait_for("support-no-way")?;
    session.take_policy_back();
    look(session)?;
    session.wait_for("begin-problem")?;
    session.wait_gone("contacts")?;
    session.close()?;
    // What changed is logged by the names of the keys, without what they say.
    let log = fs::read_to_string(session.home().join("XDG_STATE_HOME/express-help/express-help.log"))?;
    ensure!(log.contains("SupportTransports SupportContacts") && log.contains("policy changed"), "{log}");
    ensure!(!log.contains("000-00") && !log.contains("example.com"), "{log}");
    session.open(&["--lang", "ru", "express-help://support"])?;
    session.wait_text("support-page", "Нет звука")?;
    session.click("draft-continue")?;
    session.wait_for("draft-page")?;
    ensure!(session.js(typed)? == "Позвонил, тишина", "{}", session.js(typed)?);
    Ok(())
}

fn refused(session: &mut Session) -> Result<()> {
    session.set_policy(&json!({ "Theme": "dark" }))?;
    session.open(&["--lang", "ru", "express-help://policy"])?;
    session.wait_for("policy-locked")?;
    wait_page(session, "data-theme", "dark")?;
    fs::set_permissions(session.policy_file()?, Permissions::from_mode(0o666))?;
    look(session)?;
    session.wait_text("policy-problem", "доступно для записи не только владельцу")?;
    session.wait_text("policy-problem", "/etc/express-help/policies/managed/tests.json")?;
    session.wait_gone("policy-locked")?;
    wait_page(session, "data-theme", "light")?;
    fs::set_permissions(session.policy_file()?, Permissions::from_mode(0o644))?;
    look(session)?;
    session.wait_for("policy-locked")?;
    session.wait_gone("policy-problem")?;
    wait_page(session, "data-theme", "dark")
}

/// Whether a web view of this session was started without compositing.
fn is_without_compositing(session: &Session) -> Result<bool> {
    let home = format!("HOME={}\0", session.home().display());
    let mut seen = 0;
    for process in fs::read_dir("/proc")?.flatten() {
        let is_web_view = fs::read_to_string(process.path().join("comm")).is_ok_and(|name| {
            // The kernel keeps fifteen characters of the name.
            "WebKitWebProcess".starts_with(name.trim()) && name.starts_with("WebKitWeb")
        });
        let environment = fs::read(process.path().join("environ")).unwrap_or_default();
        let environment = String::from_utf8_lossy(&environment).into_owned();
        if is_web_view && environment.contains(&home) {
            seen += 1;
            if environment.contains("WEBKIT_DISABLE_COMPOSITING_MODE=1\0") {
                return Ok(true);
            }
        }
    }
    ensure!(seen > 0, "no web view of this session is there");
    Ok(false)
}

fn restart(session: &mut Session) -> Result<()> {
    session.open(&["--lang", "ru", "express-help://policy"])?;
    session.wait_for("policy-row")?;
    ensure!(!is_without_compositing(session)?);
    session.set_policy(&json!({ "HardwareAcceleration": "off", "StartArticle": "login/qr-login" }))?;
    look(session)?;
    let waiting = "return [...document.querySelectorAll('[data-testid=policy-waiting]')]
        .map((e) => e.closest('[data-key]').dataset.key).sort().join(' ')";
    session.wait_js(
        "what waits",
        &format!("return (() => {{ {waiting} }})() === 'HardwareAcceleration StartArticle'"),
    )?;
    session.wait_text("policy-waiting", "вступит в силу после перезапуска")?;
    session.close()?;
    session.open(&["--lang", "ru"])?;
    session.wait_article("login/qr-login")?;
    ensure!(is_without_compositing(session)?, "the web view composites all the same");
    session.run(&["express-help://policy"])?;
    session.wait_text("policy-row", "HardwareAcceleration")?;
    ensure!(session.js(waiting)? == "", "{}", session.js(waiting)?);
    Ok(())
}

fn links(session: &mut Session) -> Result<()> {
    session.set_policy(&json!({ "SupportContacts": contacts() }))?;
    session.open(&["--lang", "ru"])?;
    session.click_css("[data-testid=contacts-portal] a")?;
    session.wait_text("external-address", "https://support.example.com")?;
    session.wait_for("external-open")?;
    session.set_policy(&json!({ "SupportContacts": contacts(), "ExternalLinks": "block" }))?;
    look(session)?;
    session.wait_gone("external-open")?;
    session.wait_text("external-text", "не разрешает открывать")?;
    let answer = session.js_async(
        "const done = arguments[arguments.length - 1];
         window.__TAURI_INTERNALS__.invoke('open_external', { url: 'https://support.example.com' })
           .then(() => done('opened')).catch((error) => done(error.code));",
    )?;
    ensure!(answer == "invalid", "{answer}");
    // A telephone number is no link.
    ensure!(session.js("return document.querySelector('[data-testid=contacts-phone] a') === null")? == true);
    Ok(())
}

fn accessible(session: &mut Session, arguments: &[&str]) -> Result<()> {
    session.set_policy(&json!({ "SupportContacts": contacts() }))?;
    session.open(arguments)?;
    session.wait_for("contacts")?;
    inspect(session, "home with contacts")?;
    session.js("document.querySelector('[data-testid=contacts]').scrollIntoView(); return true")?;
    session.keep_picture("contacts")?;
    session.run(&["express-help://support?subject=звук"])?;
    session.wait_for("draft-page")?;
    session.set_policy(&json!({
        "SupportContacts": contacts(), "SupportTransports": [], "LogLevel": "debug", "ExternalLinks": "block"
    }))?;
    look(session)?;
    session.wait_js(
        "the closed form",
        "return document.querySelector('[data-testid=draft-no-way] a') !== null",
    )?;
    inspect(session, "a form that was closed")?;
    session.click_css("[data-testid=draft-no-way] a")?;
    session.wait_for("support-no-way")?;
    inspect(session, "support without forms")?;
    session.click_css("[data-testid=contacts-portal] a")?;
    session.wait_for("external-text")?;
    inspect(session, "a link that is blocked")?;
    session.press(&[key::ESCAPE])?;
    session.wait_gone("external-dialog")?;
    session.run(&["express-help://policy"])?;
    session.wait_for("policy-waiting").context("LogLevel waits for a restart")?;
    session.js("document.querySelector('[data-testid=policy-waiting]').scrollIntoView({ block: 'center' }); return true")?;
    inspect(session, "a value that waits")?;
    let sideways =
        "const s = document.querySelector('#page-scroller'); return s.scrollWidth <= s.clientWidth";
    ensure!(session.js(sideways)? == true, "the page scrolls sideways");
    Ok(())
}
