//! Opening, reading, following links, the contents, tabs and callouts.

use anyhow::{Result, ensure};

use crate::session::{Session, key};

pub(crate) const TESTS: &[crate::Test] = &[
    ("reading: home shows sections, quick answers and the version", home),
    ("reading: every article of both languages opens", every_article),
    ("reading: links, back and forward", links_and_history),
    ("reading: contents lead to articles and mark the open one", contents),
    ("reading: platform tabs keep the choice across articles", platform_tabs),
    ("reading: administrator blocks open for administrators", audience),
    ("reading: pictures follow the theme", pictures),
    ("reading: an address that leads nowhere says so", missing_article),
    ("reading: external links are asked about", external_links),
    ("reading: copies the address of an article", copies_address),
];

fn home(session: &mut Session) -> Result<()> {
    session.open(&[])?;
    session.wait_for("home")?;
    let cards = session.js("return document.querySelectorAll('[data-testid=home] [data-section], [data-testid=section-card]').length")?;
    ensure!(cards.as_u64() >= Some(16), "there are {cards} section cards");
    ensure!(session.text("version")?.contains(env!("CARGO_PKG_VERSION")), "{}", session.text("version")?);
    let place = session
        .js("const r = document.querySelector('[data-testid=version]').getBoundingClientRect();
         return r.left < 60 && innerHeight - r.bottom < 40")?;
    ensure!(place == true, "the version is not in the bottom-left corner");
    session.click("version")?;
    session.wait_text("toast", env!("CARGO_PKG_VERSION"))?;
    ensure!(session.js("return document.activeElement !== null")? == true);
    Ok(())
}

fn every_article(session: &mut Session) -> Result<()> {
    session.open(&[])?;
    for language in ["ru", "en"] {
        let script = "const done = arguments[arguments.length - 1];
            const invoke = window.__TAURI_INTERNALS__.invoke;
            invoke('get_corpus', { language: 'LANG' })
              .then((corpus) => done(corpus.toc.sections.flatMap((s) => s.articles.map((a) => a.id))))
              .catch((error) => done(String(error.message)));";
        let ids = session.js_async(&script.replace("LANG", language))?;
        let ids: Vec<String> = serde_json::from_value(ids)?;
        ensure!(ids.len() >= 30, "{language}: only {} articles", ids.len());
        for id in &ids {
            // A link as articles have them, so that the window's own way is taken.
            let link = format!(
                "const a = document.createElement('a'); a.href = 'express-help://article/{id}'; a.dataset.article = '{id}';
                 document.querySelector('main').append(a); a.click(); a.remove(); return true"
            );
            session.js(&link)?;
            session.wait_article(id)?;
            let shown = session.js("const a = document.querySelector('[data-testid=article]');
                 return [a.lang, document.querySelectorAll('h1').length, a.textContent.length > 400]")?;
            ensure!(shown == serde_json::json!([language, 1, true]), "{language}/{id}: {shown}");
        }
        session.click("language-switch")?;
    }
    Ok(())
}

fn links_and_history(session: &mut Session) -> Result<()> {
    session.open(&["--article", "login/user-not-found-errors"])?;
    session.wait_article("login/user-not-found-errors")?;
    let target = session.js(
        "const link = document.querySelector('[data-testid=article] a[data-article]:not([data-article=\"login/user-not-found-errors\"])');
         link.scrollIntoView({ block: 'center' }); link.setAttribute('data-under-test', ''); return link.dataset.article",
    )?;
    let target = target.as_str().unwrap_or_default().to_owned();
    session.click_css("a[data-under-test]")?;
    session.wait_article(&target)?;
    let focused = "return document.activeElement?.matches('h1') === true";
    session.wait_js("the heading to have the focus", focused)?;
    session.click("back")?;
    session.wait_article("login/user-not-found-errors")?;
    session.click("forward")?;
    session.wait_article(&target)?;
    session.press(&[key::ALT, key::LEFT])?;
    session.wait_article("login/user-not-found-errors")?;
    session.press(&[key::ALT, key::RIGHT])?;
    session.wait_article(&target)?;
    session.press(&[key::ALT, key::HOME])?;
    session.wait_for("home")
}

fn contents(session: &mut Session) -> Result<()> {
    session.open(&["--article", "login/sms-code-does-not-arrive"])?;
    let current = "const e = document.querySelector('[data-testid=contents] [aria-current=page]');
        return e !== null && e.textContent.includes('SMS')";
    session.wait_js("the open article to be marked", current)?;
    session.click_css("[data-testid=contents] [aria-expanded=false]")?;
    session.wait_js(
        "a second section to be open",
        "return document.querySelectorAll('[data-testid=contents] [aria-expanded=true]').length === 2",
    )?;
    let next = session.js("return document.querySelector('[data-testid=next-article]') !== null")?;
    ensure!(next == true, "there is no next article");
    session.click("next-article")?;
    session.wait_js("another article", "return document.querySelector('[data-testid=article]').dataset.article !== 'login/sms-code-does-not-arrive'")
}

fn platform_tabs(session: &mut Session) -> Result<()> {
    session.open(&["--article", "install-and-update/find-the-version-number"])?;
    let pick = "const tab = [...document.querySelectorAll('[role=tab]')].find((t) => t.textContent.includes('Android'));
        tab.setAttribute('data-under-test', ''); return tab !== undefined";
    session.wait_js("the tabs", "return document.querySelectorAll('[role=tab]').length > 1")?;
    ensure!(session.js(pick)? == true);
    session.click_css("[role=tab][data-under-test]")?;
    let chosen = "return [...document.querySelectorAll('[role=tab][aria-selected=true]')].some((t) => t.textContent.includes('Android'))";
    session.wait_js("Android to be chosen", chosen)?;
    let visible = "return [...document.querySelectorAll('[role=tabpanel]')].filter((p) => p.offsetHeight > 0).length === 1";
    session.wait_js("one panel", visible)?;
    session.close()?;
    session.open(&["--article", "install-and-update/update-the-app"])?;
    session.wait_js("the choice in another article after a restart", chosen)
}

fn audience(session: &mut Session) -> Result<()> {
    session.open(&["--article", "login/user-not-found-errors"])?;
    let open = "return document.querySelector('details.callout-admin').open";
    session.wait_js(
        "the block to be there",
        "return document.querySelector('details.callout-admin') !== null",
    )?;
    ensure!(session.js(open)? == false, "the block is open for users");
    session.js(
        "window.__TAURI_INTERNALS__.invoke('update_settings', { patch: { audience: 'admin' } }); return true",
    )?;
    session.close()?;
    session.open(&["--article", "login/user-not-found-errors"])?;
    session.wait_js("the block to be open", open)
}

fn pictures(session: &mut Session) -> Result<()> {
    session.open(&["--article", "chats/chat-routing", "--theme", "light"])?;
    let shown = |class: &str| {
        format!(
            "const i = document.querySelector('figure img.{class}'); i.scrollIntoView();
             return i.offsetHeight > 50 && i.complete && i.naturalWidth > 0 && i.alt.length > 10"
        )
    };
    session.wait_js("the light picture", &shown("only-light"))?;
    ensure!(session.js("return document.querySelector('figure img.only-dark').offsetHeight === 0")? == true);
    session.click("theme-toggle")?;
    session.wait_js("the dark picture", &shown("only-dark"))
}

fn missing_article(session: &mut Session) -> Result<()> {
    session.open(&["--article", "login/no-such-article"])?;
    session.wait_for("error")?;
    ensure!(
        session.js("return document.querySelector('main button, main a') !== null")? == true,
        "a dead end"
    );
    Ok(())
}

fn external_links(session: &mut Session) -> Result<()> {
    session.open(&["--article", "support/contact-support"])?;
    session.wait_for("article")?;
    session.js(
        "const a = document.createElement('a'); a.href = 'https://example.com/a?b=c'; a.className = 'external';
         a.textContent = 'outside'; a.id = 'outside'; document.querySelector('[data-testid=article] p').prepend(a); return true",
    )?;
    session.click_css("#outside")?;
    session.wait_text("external-address", "https://example.com/a?b=c")?;
    session.press(&[key::ESCAPE])?;
    session.wait_gone("external-dialog")?;
    session.wait_article("support/contact-support")
}

fn copies_address(session: &mut Session) -> Result<()> {
    session.open(&["--article", "support/contact-support"])?;
    session.wait_for("copy-address")?;
    session.click("copy-address")?;
    session.wait_text("toast", "express-help://article/support/contact-support")
}
