//! Searches that say what they understood, filters, recent searches, and the words found in the opened article.

use anyhow::{Result, ensure};

use crate::session::{Session, key};

pub(crate) const TESTS: &[crate::Test] = &[
    ("forgiving: the wrong layout is corrected, taken back and corrected again", correction),
    ("forgiving: a suggestion is taken with a key", suggestion),
    ("forgiving: results are narrowed down, and the filters survive the way back", filters),
    ("forgiving: found words are counted and stepped through", found_words),
    ("forgiving: what is not found goes to support with the query", support),
    ("forgiving: recent searches come back, and can be forgotten", recent),
    ("forgiving: the home page offers recent searches when its field is clicked", home_field),
];

/// "не приходят уведомления" on the other layout.
const WRONG_LAYOUT: &str = "yt ghb[jlzn edtljvktybz";

fn results(session: &Session) -> Result<u64> {
    let count = session.js("return document.querySelectorAll('[data-testid=result]').length")?;
    Ok(count.as_u64().unwrap_or_default())
}

fn correction(session: &mut Session) -> Result<()> {
    session.open(&[])?;
    session.find_results(WRONG_LAYOUT)?;
    session.wait_text("reading", "«не приходят уведомления»")?;
    session.wait_text("result", "Не приходят уведомления")?;
    session.press(&[key::ALT, 'z'])?;
    session.wait_for("mend")?;
    ensure!(session.text("reading")?.contains(WRONG_LAYOUT), "{}", session.text("reading")?);
    ensure!(results(session)? == 0, "the query was searched for as it is, and found something");
    session.click("mend")?;
    session.wait_text("reading", "«не приходят уведомления»")?;
    session.click("as-typed")?;
    session.wait_for("mend")?;
    session.find_results("уведомления")?;
    session.wait_gone("mend")?;
    let kept = session.js("return document.activeElement.dataset.testid")?;
    ensure!(kept == "search-input", "the keyboard went to {kept}");
    Ok(())
}

fn suggestion(session: &mut Session) -> Result<()> {
    session.open(&[])?;
    session.find_results("логн ")?;
    session.wait_for("suggestion")?;
    let text = session.text("suggestion")?;
    session.press(&[key::ALT, 'x'])?;
    session.wait_gone("suggestion")?;
    let query = session.js("return document.querySelector('[data-testid=search-input]').value")?;
    ensure!(text.contains(&format!("«{}»", query.as_str().unwrap_or_default())), "{text} led to {query}");
    session.wait_for("result")
}

fn filters(session: &mut Session) -> Result<()> {
    const SECTION_ONLY: &str = "const all = [...document.querySelectorAll('[data-testid=result] .path')];
        return all.length > 0 && all.every((path) => path.textContent.includes('Уведомления'))";
    session.open(&[])?;
    session.find_results("уведомления")?;
    let all = results(session)?;
    session.choose("filter-section", "notifications")?;
    session.wait_js("results of the section only", SECTION_ONLY)?;
    session.choose("filter-platform", "android")?;
    session.wait_for("filter-platform-remove")?;
    let few = results(session)?;
    ensure!(few >= 1 && few < all, "{few} of {all}");
    session.js("document.querySelector('[data-testid=search-input]').focus(); return true")?;
    session.press(&[key::DOWN])?;
    session.press(&[key::ENTER])?;
    session.wait_for("article")?;
    session.press(&[key::ALT, key::LEFT])?;
    session.wait_for("filter-platform-remove")?;
    session.click("filter-platform-remove")?;
    session.wait_gone("filter-platform-remove")?;
    session.click("filters-reset")?;
    session.wait_js(
        "all results",
        &format!("return document.querySelectorAll('[data-testid=result]').length === {all}"),
    )?;
    session.choose("filter-platform", "android")?;
    session.wait_for("filter-platform-remove")?;
    session.click_css(".search .clear")?;
    session.find_results("уведомления")?;
    session.wait_gone("filter-platform-remove")
}

fn found_words(session: &mut Session) -> Result<()> {
    session.open(&[])?;
    session.find_results("уведомления android")?;
    session.press(&[key::DOWN])?;
    session.press(&[key::ENTER])?;
    session.wait_for("found-bar")?;
    let marked = session.js("return CSS.highlights.get('found-words').size")?;
    let marked = marked.as_u64().unwrap_or_default();
    ensure!(marked > 3, "only {marked} words are marked");
    session.wait_text("found-count", &format!("Найдено слов: {marked}"))?;
    session.press(&[key::ENTER])?;
    session.wait_text("found-count", &format!("1 из {marked}"))?;
    let current =
        session.js("return [...CSS.highlights.get('found-current')][0].toString().toLowerCase()")?;
    ensure!(
        current.as_str().is_some_and(|word| word.starts_with("уведомлени") || word == "android"),
        "{current}"
    );
    session.press(&[key::ENTER])?;
    session.wait_text("found-count", &format!("2 из {marked}"))?;
    session.press(&[key::SHIFT, key::ENTER])?;
    session.press(&[key::SHIFT, key::ENTER])?;
    session.wait_text("found-count", &format!("{marked} из {marked}"))?;
    session.click("found-next")?;
    session.wait_text("found-count", &format!("1 из {marked}"))?;
    session.press(&[key::ESCAPE])?;
    session.wait_gone("found-bar")?;
    ensure!(session.js("return CSS.highlights.has('found-words')")? == false, "the marks are still there");
    session.wait_article("notifications/android-notifications")
}

fn support(session: &mut Session) -> Result<()> {
    session.open(&[])?;
    session.find_results("щщщщщщ")?;
    session.wait_text("results", "щщщщщщ")?;
    let sections =
        session.js("return document.querySelectorAll('[data-testid=results] [data-section]').length")?;
    ensure!(sections.as_u64() >= Some(2), "{sections} sections are offered");
    session.click("none-support")?;
    session.wait_for("draft-page")?;
    session.wait_text("draft-context", "щщщщщщ")
}

fn open_first(session: &Session, query: &str) -> Result<()> {
    session.find_results(query)?;
    session.press(&[key::DOWN])?;
    session.press(&[key::ENTER])?;
    session.wait_for("article")?;
    session.wait_gone("results")
}

fn recent(session: &mut Session) -> Result<()> {
    const OPTIONS: &str = "return [...document.querySelectorAll('[data-testid=start-list] [aria-keyshortcuts=Delete]')].map((o) => o.textContent.trim())";
    session.open(&[])?;
    session.wait_gone("start-list")?;
    session.find_results("только набрано")?;
    open_first(session, "нет звука")?;
    open_first(session, WRONG_LAYOUT)?;
    session.close()?;
    session.open(&["--article", "calls/no-sound"])?;
    session.click("search-input")?;
    session.wait_for("recent-forget")?;
    let kept = session.js(OPTIONS)?;
    ensure!(kept == serde_json::json!(["не приходят уведомления", "нет звука"]), "{kept}");
    let combobox = session.js(
        "const f = document.querySelector('[data-testid=search-input]');
         return f.getAttribute('aria-expanded') === 'true' && document.getElementById(f.getAttribute('aria-controls'))?.role === 'listbox'",
    )?;
    ensure!(combobox == true, "the field does not tell of its list");
    session.press(&[key::ESCAPE])?;
    session.wait_gone("start-list")?;
    // From the top again: down to the second, forget it, and search for the one that is left.
    session.press(&[key::DOWN])?;
    session.press(&[key::DOWN])?;
    session.wait_js(
        "the second option",
        "return document.querySelector('#start-bar-1[aria-selected=true]') !== null",
    )?;
    session.press(&[key::DELETE])?;
    session.wait_js("one to be forgotten", &format!("return (() => {{ {OPTIONS} }})().length === 1"))?;
    session.press(&[key::UP])?;
    session.press(&[key::ENTER])?;
    session.wait_text("result", "Не приходят уведомления")?;
    session.press(&[key::ESCAPE])?;
    session.press(&[key::DOWN])?;
    session.wait_for("recent-clear")?;
    session.click("recent-clear")?;
    session.wait_gone("recent-clear")?;
    session.close()?;
    session.open(&[])?;
    session.press(&[key::CONTROL, ','])?;
    session.wait_js(
        "an empty history",
        "return document.querySelector('[data-testid=history-clear]')?.getAttribute('aria-disabled') === 'true'",
    )
}

fn home_field(session: &mut Session) -> Result<()> {
    session.open(&[])?;
    open_first(session, "нет звука")?;
    session.press(&[key::ALT, key::HOME])?;
    session.wait_for("home")?;
    session.wait_gone("start-list")?;
    session.click("home-search-input")?;
    session.wait_text("start-list", "нет звука")?;
    session.click_css("#start-home-0")?;
    session.wait_for("result")?;
    session.wait_gone("start-list")?;
    let query = session.js("return document.querySelector('[data-testid=search-input]').value")?;
    ensure!(query == "нет звука", "{query}");
    Ok(())
}
