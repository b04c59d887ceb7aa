//! Language, theme, narrow windows, what is remembered.

use anyhow::{Result, ensure};

use crate::session::{Session, key};

pub(crate) const TESTS: &[crate::Test] = &[
    ("appearance: the language switch stays on the article", language),
    ("appearance: the theme is switched and remembered", theme),
    ("appearance: a narrow window has a drawer and no sideways scroll", narrow),
    ("appearance: the first document has the theme's background", background),
];

fn language(session: &mut Session) -> Result<()> {
    session.open(&["--article", "login/user-not-found-errors"])?;
    session.wait_article("login/user-not-found-errors")?;
    session.click("language-switch")?;
    session.wait_text("article-title", "not found")?;
    session.wait_article("login/user-not-found-errors")?;
    ensure!(session.js("return document.documentElement.lang")? == "en");
    session.close()?;
    session.open(&["--article", "login/user-not-found-errors"])?;
    session.wait_text("article-title", "not found")
}

fn theme(session: &mut Session) -> Result<()> {
    session.open(&[])?;
    let background = "return getComputedStyle(document.body).backgroundColor";
    let before = session.js(background)?;
    session.click("theme-toggle")?;
    session.wait_js(
        "another background",
        &format!("return getComputedStyle(document.body).backgroundColor !== {before}"),
    )?;
    let after = session.js(background)?;
    session.close()?;
    session.open(&[])?;
    session.wait_js(
        "the theme after a restart",
        &format!("return getComputedStyle(document.body).backgroundColor === {after}"),
    )
}

fn narrow(session: &mut Session) -> Result<()> {
    session.open(&["--size", "480x720", "--article", "support/ticket-statuses"])?;
    session.wait_article("support/ticket-statuses")?;
    ensure!(session.js("return innerWidth")? == 480, "the window is not 480 wide");
    let sideways = "return document.documentElement.scrollWidth <= innerWidth && document.querySelector('#page-scroller').scrollWidth <= document.querySelector('#page-scroller').clientWidth";
    ensure!(session.js(sideways)? == true, "the page scrolls sideways");
    session.click("drawer-button")?;
    let open = "const r = document.querySelector('[data-testid=contents]').getBoundingClientRect(); return r.width > 100 && r.left >= 0";
    session.wait_js("the drawer", open)?;
    session.press(&[key::ESCAPE])?;
    session.wait_js("the drawer to close", &format!("return !(() => {{ {open} }})()"))?;
    ensure!(session.js("const r = document.querySelector('[data-testid=version]').getBoundingClientRect(); return r.left < 60 && innerHeight - r.bottom < 40")? == true);
    Ok(())
}

fn background(session: &mut Session) -> Result<()> {
    session.open(&["--theme", "dark"])?;
    let theme = session
        .js("return [document.documentElement.dataset.theme, window.__EXPRESS_HELP__.settings.theme]")?;
    ensure!(theme == serde_json::json!(["dark", "dark"]), "{theme}");
    Ok(())
}
