//! axe-core on every screen, in both themes and languages.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::about;
use crate::session::{Session, key};

pub(crate) const TESTS: &[crate::Test] = &[
    ("accessibility: wide, light, Russian", |session| {
        screens(session, &["--theme", "light", "--lang", "ru"])
    }),
    ("accessibility: wide, dark, English", |session| screens(session, &["--theme", "dark", "--lang", "en"])),
    ("accessibility: narrow, light, English", |session| {
        screens(session, &["--theme", "light", "--lang", "en", "--size", "480x720"])
    }),
    ("accessibility: narrow, dark, Russian", |session| {
        screens(session, &["--theme", "dark", "--lang", "ru", "--size", "480x720"])
    }),
    ("accessibility: after a crash, wide, dark, English", |session| {
        crash(session, &["--theme", "dark", "--lang", "en"])
    }),
    ("accessibility: after a crash, narrow, light, Russian", |session| {
        crash(session, &["--theme", "light", "--lang", "ru", "--size", "480x720"])
    }),
];

fn screens(session: &mut Session, arguments: &[&str]) -> Result<()> {
    session.open(arguments)?;
    session.wait_for("home")?;
    inspect(session, "home")?;
    search(session, arguments.contains(&"en"))?;
    session.press(&[key::CONTROL, ','])?;
    session.wait_for("kept-log")?;
    inspect(session, "settings")?;
    licences(session)?;
    session.click_css("[data-testid=kept-searches] button")?;
    session.wait_for("confirm-dialog")?;
    inspect(session, "a question")?;
    session.press(&[key::ESCAPE])?;
    session.wait_gone("confirm-dialog")?;
    session.click("to-policy")?;
    session.wait_for("policy-none")?;
    inspect(session, "no policy")?;
    articles(session)
}

/// What is inside the program, with a text that is open.
fn licences(session: &Session) -> Result<()> {
    session.click("licences-open")?;
    session.wait_for("licences-list")?;
    inspect(session, "licences")?;
    session.send_keys("licences-query", "inter")?;
    session.click_css("[data-testid=licence] summary")?;
    session.wait_for("licence-text")?;
    inspect(session, "a licence")?;
    session.press(&[key::ESCAPE])?;
    session.wait_gone("licences-dialog")
}

/// The word after a crash, and who asks with an address that is none.
fn crash(session: &mut Session, arguments: &[&str]) -> Result<()> {
    about::leave_crash(session)?;
    session.open(arguments)?;
    session.wait_for("notice-report")?;
    inspect(session, "after a crash")?;
    session.click("notice-report")?;
    session.wait_for("diagnostics-lines")?;
    inspect(session, "the report of a crash")?;
    session.run(&["express-help://settings#support"])?;
    session.wait_for("person-email")?;
    session.send_keys("person-email", "ivanov")?;
    session.press(&[key::ENTER])?;
    session.wait_js(
        "what is wrong",
        "return document.querySelector('[data-testid=person-trouble]').textContent !== ''",
    )?;
    inspect(session, "no address")
}

/// Every state of the search.
fn search(session: &Session, english: bool) -> Result<()> {
    session.search_for("eXpress")?;
    session.wait_for("result")?;
    inspect(session, "results")?;
    session.search_for("qqqqqqqq")?;
    session.wait_text("results", "qqqqqqqq")?;
    inspect(session, "no results")?;
    // The same word on the wrong layout of either language.
    let wrong_layout = if english { "тщешашсфешщты" } else { "edtljvktybz" };
    session.find_results(wrong_layout)?;
    session.wait_for("as-typed")?;
    session.choose("filter-section", "notifications")?;
    session.wait_for("filters-reset")?;
    inspect(session, "correction and filters")?;
    session.press(&[key::DOWN])?;
    session.press(&[key::ENTER])?;
    session.wait_for("found-bar")?;
    inspect(session, "found words")?;
    session.press(&[key::ESCAPE])?;
    session.wait_gone("found-bar")?;
    session.click("search-input")?;
    session.wait_for("recent-forget")?;
    session.press(&[key::DOWN])?;
    inspect(session, "an empty field")?;
    session.press(&[key::ESCAPE])?;
    session.wait_gone("start-list")?;
    Ok(())
}

/// Every state of a problem finder, and a picture that is open.
fn finders(session: &Session) -> Result<()> {
    session.run(&["express-help://finders"])?;
    session.wait_for("finders-page")?;
    inspect(session, "finders")?;
    session.run(&["express-help://finder/no-sound-in-call"])?;
    session.wait_for("finder-step")?;
    inspect(session, "a step")?;
    session.click_css("[data-answer=\"0\"]")?;
    session.wait_for("finder-back")?;
    inspect(session, "a step with ticks")?;
    for screen in ["finder-leaf", "finder-support"] {
        // On with the first answer until it is there.
        let next = "[data-answer=\"0\"], [data-testid=finder-failed]";
        while session.js(&format!("return document.querySelector('[data-testid={screen}]') === null"))?
            == true
        {
            let steps = session.js("return document.querySelectorAll('[data-testid=finder-back]').length")?;
            session.click_css(next)?;
            let moved = format!(
                "return document.querySelectorAll('[data-testid=finder-back]').length === {steps} + 1
                   && document.activeElement?.id === 'finder-step'"
            );
            session.wait_js("the next step", &moved)?;
        }
        inspect(session, screen)?;
    }
    session.press(&[key::ALT, key::LEFT])?;
    session.wait_for("finder-helped")?;
    session.click("finder-helped")?;
    session.wait_for("finder-solved")?;
    inspect(session, "solved")?;
    session.run(&["express-help://finder/no-sms"])?;
    session.wait_text("finder", "SMS")?;
    session.click_css(".finder header a")?;
    session.wait_for("finder-text")?;
    inspect(session, "a finder as text")?;
    session.run(&["--article", "notifications/how-push-works"])?;
    session.wait_article("notifications/how-push-works")?;
    session.click_css("figure .picture")?;
    session.wait_for("picture-dialog")?;
    inspect(session, "a picture")?;
    session.press(&[key::ESCAPE])?;
    session.wait_gone("picture-dialog")
}

fn articles(session: &Session) -> Result<()> {
    for article in [
        "install-and-update/find-the-version-number",
        "support/ticket-statuses",
        "login/user-not-found-errors",
    ] {
        session.run(&["--article", article])?;
        session.wait_article(article)?;
        session.js("document.querySelectorAll('details').forEach((d) => { d.open = true }); return true")?;
        inspect(session, article)?;
    }
    session.run(&["express-help://section/login"])?;
    session.wait_for("section-page")?;
    inspect(session, "section")?;
    finders(session)?;
    support(session)?;
    diagnosis(session)?;
    session.press(&[key::F1])?;
    session.wait_for("shortcuts-dialog")?;
    inspect(session, "shortcuts")?;
    session.press(&[key::ESCAPE])?;
    session.run(&["--article", "login/no-such-article"])?;
    session.wait_for("error")?;
    inspect(session, "missing article")
}

/// The way to support: the page, an empty form with what is wrong in it, the preview, and the page with what was written.
fn support(session: &Session) -> Result<()> {
    session.run(&["express-help://support"])?;
    session.wait_for("support-page")?;
    inspect(session, "support")?;
    session.run(&["express-help://support?subject=a"])?;
    session.wait_for("draft-page")?;
    session.click("draft-preview")?;
    session.wait_for("field-problem")?;
    inspect(session, "draft")?;
    picture(session)?;
    session.choose("field-area", "calls")?;
    session.js("document.querySelector('[data-testid=field-steps]').focus(); return true")?;
    session.type_text("a")?;
    session.click("draft-preview")?;
    session.wait_for("preview-text")?;
    inspect(session, "preview")?;
    session.click("preview-back")?;
    session.wait_gone("preview-text")?;
    // A copy can be saved of what has been sent only where no file went along.
    session.click("attachment-remove")?;
    session.wait_gone("attachment-edit")?;
    session.click("draft-preview")?;
    session.wait_for("preview-text")?;
    session.click_css("[data-testid=transports] [value=file]")?;
    session.click("preview-send")?;
    session.wait_for("request")?;
    session.run(&["express-help://support?subject=b"])?;
    session.wait_for("draft-page")?;
    session.click("support-button")?;
    session.wait_for("draft-entry")?;
    // By keyboard: a message at the foot of a narrow window lies over it for a moment.
    session.js("document.querySelector('[data-testid=request-export]').focus(); return true")?;
    session.press(&[key::ENTER])?;
    session.wait_for("request-copy")?;
    inspect(session, "drafts and requests")
}

/// The check of the connection before and after it was run, and technical information in a form.
fn diagnosis(session: &Session) -> Result<()> {
    session.run(&["express-help://connection"])?;
    session.wait_for("connection-page")?;
    inspect(session, "connection")?;
    session.click("connection-action")?;
    session.wait_for("connection-trouble")?;
    inspect(session, "connection checked")?;
    session.click("connection-attach")?;
    session.wait_for("diagnostics-lines")?;
    session.click("diagnostics-action")?;
    let all = "return document.querySelectorAll('[data-testid=diagnostics-group]').length > 2";
    session.wait_js("technical information", all)?;
    session.click_css("[data-testid=diagnostics-line]")?;
    inspect(session, "technical information")
}

/// An attached picture, and what is cropped and covered in it.
fn picture(session: &Session) -> Result<()> {
    session.js_async(
        "const done = arguments[arguments.length - 1]; const canvas = document.createElement('canvas');
         canvas.width = 300; canvas.height = 200; canvas.getContext('2d').fillRect(10, 10, 50, 50);
         canvas.toBlob((blob) => {
           const data = new DataTransfer(); data.items.add(new File([blob], 'image.png', { type: 'image/png' }));
           const event = new Event('paste', { bubbles: true, cancelable: true });
           Object.defineProperty(event, 'clipboardData', { value: data });
           document.body.dispatchEvent(event); done(true) })",
    )?;
    session.wait_for("attachment-edit")?;
    inspect(session, "an attached picture")?;
    session.click("attachment-edit")?;
    session.wait_for("picture-add")?;
    session.click("picture-add")?;
    session.click_css("label:has([data-testid=picture-tool-crop])")?;
    session.click("picture-add")?;
    session.wait_for("picture-remove")?;
    inspect(session, "editing a picture")?;
    session.click("picture-cancel")?;
    session.wait_gone("picture-edit-dialog")
}

/// Runs axe-core and fails on findings of serious or critical impact.
pub(crate) fn inspect(session: &Session, screen: &str) -> Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    if session.js("return typeof window.axe")? == "undefined" {
        let axe = std::fs::read_to_string(&path)
            .with_context(|| format!("{} is missing: npm ci in ui/", path.display()))?;
        // The page's policy forbids a script element, not a script of the driver.
        session.js(&format!("{axe}; window.axe = axe; return true"))?;
    }
    let found = session.js_async(
        "const done = arguments[arguments.length - 1];
         axe.run(document, { resultTypes: ['violations'] }).then((r) => done(r.violations
           .filter((v) => v.impact === 'serious' || v.impact === 'critical')
           .map((v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200)).join(' | '))))
           .catch((error) => done([String(error)]));",
    )?;
    let found: Vec<Value> = serde_json::from_value(found)?;
    ensure!(found.is_empty(), "{screen}: {found:#?}");
    session.keep_picture(screen)
}
