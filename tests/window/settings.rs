//! The settings and the page with the policy: changed, kept over a restart, locked, and with their effect.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::accessibility::inspect;
use crate::session::{PATIENCE, Session, key};

pub(crate) const TESTS: &[crate::Test] = &[
    ("settings: every choice holds after a restart", kept),
    ("settings: what is locked cannot be changed", locked),
    ("settings: the system starts the program where the user or policy wants it", autostart),
    ("settings: the column and the motion change the page", page),
    ("settings: nothing is corrected and no search kept where nobody wants it", searching),
    ("settings: the next start is where the last one ended", last_place),
    ("settings: what is kept is counted and deleted after a question", forgetting),
    ("settings: the groups are reached by address and by keyboard", groups),
    ("settings: the policy page shows, finds and copies", policy),
    ("settings: the policy page is hidden where policy says so", hidden),
    ("settings: accessibility of what policy sets, wide and dark", |session| {
        accessible(session, &["--theme", "dark", "--lang", "ru"])
    }),
    ("settings: accessibility of what policy sets, narrow and light", |session| {
        accessible(session, &["--theme", "light", "--lang", "ru", "--size", "480x720"])
    }),
];

fn open(session: &mut Session) -> Result<()> {
    session.open(&["--settings"])?;
    session.wait_for("settings")
}

/// Ticks a value of a choice with the mouse and waits until the program has kept it.
fn choose(session: &Session, name: &str, value: &str) -> Result<()> {
    session.click_css(&format!("[name={name}][value={value}]"))?;
    wait_chosen(session, name, value)
}

fn wait_chosen(session: &Session, name: &str, value: &str) -> Result<()> {
    let script = format!("return document.querySelector('[name={name}][value={value}]')?.checked === true");
    session.wait_js(&format!("{name} to be {value}"), &script)
}

/// Waits until the program itself keeps a value under a name of the settings.
fn wait_setting(session: &Session, name: &str, value: &Value) -> Result<()> {
    wait_boot(session, &format!("settings.{name}"), value)
}

/// Waits until the program would give this value to a window that begins now.
fn wait_boot(session: &Session, part: &str, value: &Value) -> Result<()> {
    let script = format!(
        "const done = arguments[arguments.length - 1];
         window.__TAURI_INTERNALS__.invoke('boot').then((boot) => done(boot.{part})).catch(done);"
    );
    let start = Instant::now();
    loop {
        let found = session.js_async(&script)?;
        if found == *value {
            return Ok(());
        }
        ensure!(start.elapsed() < PATIENCE, "{part} is {found}, not {value}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Presses a tick until it is as wanted.
fn tick(session: &Session, name: &str, on: bool) -> Result<()> {
    session.click_css(&format!("[name={name}]"))?;
    wait_setting(session, name, &json!(on))
}

fn kept(session: &mut Session) -> Result<()> {
    let choices = [
        ("theme", "dark", json!("dark")),
        ("platform", "ios", json!("ios")),
        ("audience", "admin", json!("admin")),
        ("startPage", "last", json!("last")),
        ("column", "wide", json!("wide")),
        ("motion", "reduce", json!("reduce")),
        ("language", "en", json!("en")),
    ];
    open(session)?;
    for (name, value, kept) in &choices {
        choose(session, name, value)?;
        wait_setting(session, name, kept)?;
    }
    tick(session, "corrections", false)?;
    tick(session, "keepSearches", false)?;
    session.click_css(".zoom button:nth-of-type(2)")?;
    wait_setting(session, "zoom", &json!(1.1))?;
    session.close()?;
    open(session)?;
    for (name, value, _) in &choices {
        wait_chosen(session, name, value)?;
    }
    let ticks = session.js("return ['corrections', 'keepSearches'].map((name) => document.querySelector(`[name=${name}]`).checked)")?;
    ensure!(ticks == json!([false, false]), "{ticks}");
    wait_setting(session, "zoom", &json!(1.1))
}

/// What the program answers to an attempt to change a setting past the window.
fn attempt(session: &Session, patch: &str) -> Result<Value> {
    session.js_async(&format!(
        "const done = arguments[arguments.length - 1];
         window.__TAURI_INTERNALS__.invoke('update_settings', {{ patch: {patch} }})
           .then(() => done('changed')).catch((error) => done(error.code));"
    ))
}

fn locked(session: &mut Session) -> Result<()> {
    session.set_policy(&json!({
        "Theme": "dark", "Language": "ru", "Audience": "admin", "Platform": "ios", "StartArticle": "login/qr-login"
    }))?;
    session.open(&[])?;
    // A start that asks for nothing shows the organisation's article.
    session.wait_article("login/qr-login")?;
    session.press(&[key::CONTROL, ','])?;
    session.wait_for("settings")?;
    for (name, other, patch) in [
        ("theme", "light", "{ theme: 'light' }"),
        ("language", "en", "{ language: 'en' }"),
        ("audience", "user", "{ audience: 'user' }"),
        ("platform", "none", "{ platform: null }"),
        ("startPage", "home", "{ startPage: 'home' }"),
    ] {
        session.wait_text(&format!("locked-{name}"), "Задано организацией")?;
        let before = session.js(&format!("return document.querySelector('[name={name}]:checked').value"))?;
        session.click_css(&format!("[name={name}][value={other}]"))?;
        let focused = format!(
            "const e = document.querySelector('[name={name}]:checked'); e.focus(); return document.activeElement === e"
        );
        ensure!(session.js(&focused)? == false, "{name} takes the keyboard");
        session.press(&[key::RIGHT])?;
        let answer = attempt(session, patch)?;
        ensure!(answer == "invalid", "{name}: {answer}");
        let after = session.js(&format!("return document.querySelector('[name={name}]:checked').value"))?;
        ensure!(before == after, "{name}: {before} became {after}");
    }
    // The switches at the top say so too.
    session.click("theme-toggle")?;
    session
        .wait_js("the refusal", "return document.body.textContent.includes('здесь её изменить нельзя')")?;
    session.click("language-switch")?;
    ensure!(
        session.js("return [document.documentElement.dataset.theme, document.documentElement.lang]")?
            == json!(["dark", "ru"])
    );
    // The keyboard goes from the lock to the page that says who locked it.
    session.js("document.querySelector('[data-testid=locked-theme] a').focus(); return true")?;
    session.press(&[key::ENTER])?;
    session.wait_text("policy-page", "/etc/express-help/policies/managed/tests.json")
}

fn autostart(session: &mut Session) -> Result<()> {
    let file = session.home().join("XDG_CONFIG_HOME/autostart/ms.express.help.desktop");
    let program = format!("Exec={}", Session::program()?.display());
    let stands = |session: &Session, wanted: bool| -> Result<()> {
        // The setting is kept before the system follows, and the page may ask in between.
        let start = Instant::now();
        loop {
            let text = std::fs::read_to_string(&file).ok();
            let found = text.as_deref().is_some_and(|text| text.lines().any(|line| line == program));
            if found == wanted && text.is_some() == wanted {
                return Ok(());
            }
            ensure!(
                start.elapsed() < PATIENCE,
                "{} has {text:?}, wanted: {wanted}",
                session.home().display()
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    open(session)?;
    let folder = session.home().join("XDG_CONFIG_HOME/autostart");
    ensure!(!folder.exists(), "a start that nobody asked anything of has made {}", folder.display());
    tick(session, "autostart", true)?;
    stands(session, true)?;
    tick(session, "autostart", false)?;
    stands(session, false)?;
    // Policy is followed while the window is open, when it comes and when it goes, and at the start.
    session.set_policy(&json!({ "Autostart": true }))?;
    session.js("window.dispatchEvent(new Event('focus')); return true")?;
    session.wait_text("locked-autostart", "Задано организацией")?;
    stands(session, true)?;
    ensure!(attempt(session, "{ autostart: false }")? == "invalid");
    session.click_css("[name=autostart]")?;
    ensure!(
        session.js("const e = document.querySelector('[name=autostart]'); return e.checked && e.disabled")?
            == true
    );
    session.close()?;
    std::fs::remove_file(&file)?;
    open(session)?;
    stands(session, true)?;
    session.take_policy_back();
    session.js("window.dispatchEvent(new Event('focus')); return true")?;
    session.wait_gone("locked-autostart")?;
    stands(session, false)?;
    session.close()?;
    // A folder that cannot be made is said once.
    std::fs::remove_dir(&folder)?;
    std::fs::write(&folder, "")?;
    open(session)?;
    tick(session, "autostart", true)?;
    session.wait_text("toast", "система её не приняла")?;
    session.close()?;
    open(session)?;
    session.wait_text("notice", "Не получилось настроить запуск при входе в систему")?;
    session.close()?;
    open(session)?;
    ensure!(
        session.js("return document.querySelector('[data-testid=notice]') === null")? == true,
        "it is said again"
    );
    Ok(())
}

fn page(session: &mut Session) -> Result<()> {
    session.open(&["--settings", "--size", "1390x900"])?;
    session.wait_for("settings")?;
    choose(session, "column", "wide")?;
    choose(session, "motion", "reduce")?;
    let width = "return document.querySelector('[data-testid=settings]').getBoundingClientRect().width";
    let wide = session.js(width)?.as_f64().unwrap_or_default();
    choose(session, "column", "narrow")?;
    let narrow = session.js(width)?.as_f64().unwrap_or_default();
    ensure!(narrow <= 460.0 && wide > 700.0, "{narrow} of {wide}");
    let motion =
        "return parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--duration'))";
    ensure!(session.js(motion)? == 0);
    choose(session, "motion", "system")?;
    ensure!(session.js(motion)? != 0);
    choose(session, "motion", "reduce")?;
    wait_setting(session, "motion", &json!("reduce"))?;
    session.close()?;
    session.open(&[])?;
    session.wait_for("home")?;
    ensure!(session.js("return document.documentElement.dataset.column")? == "narrow");
    ensure!(session.js(motion)? == 0);
    Ok(())
}

fn searching(session: &mut Session) -> Result<()> {
    session.open(&["--lang", "ru", "--settings"])?;
    session.wait_for("settings")?;
    session.find_results("уведомления")?;
    session.wait_for("result")?;
    session.press(&[key::DOWN])?;
    session.press(&[key::ENTER])?;
    session.wait_for("article")?;
    session.run(&["express-help://settings#search"])?;
    session.wait_text("kept-searches", "Сейчас: 1 (")?;
    tick(session, "keepSearches", false)?;
    session.wait_text("kept-searches", "Сейчас ничего нет")?;
    tick(session, "corrections", false)?;
    // The wrong layout finds nothing by itself, and all of it when asked to.
    session.find_results("edtljvktybz")?;
    ensure!(session.js("return document.querySelector('[data-testid=as-typed]') === null")? == true);
    session.press(&[key::ALT, 'z'])?;
    session.wait_for("as-typed")?;
    session.wait_for("result")?;
    session.press(&[key::DOWN])?;
    session.press(&[key::ENTER])?;
    session.wait_for("article")?;
    session.run(&["express-help://settings#privacy"])?;
    session.wait_text("kept-searches", "Сейчас ничего нет")
}

fn last_place(session: &mut Session) -> Result<()> {
    open(session)?;
    choose(session, "startPage", "last")?;
    session.run(&["express-help://section/login"])?;
    session.wait_for("section-page")?;
    // It is kept a moment after it is shown.
    wait_boot(session, "target.kind", &json!("section"))?;
    session.close()?;
    session.open(&[])?;
    session.wait_for("section-page")?;
    // What is asked for goes first.
    session.close()?;
    session.open(&["--article", "login/qr-login"])?;
    session.wait_article("login/qr-login")?;
    session.press(&[key::CONTROL, ','])?;
    session.wait_for("settings")?;
    choose(session, "startPage", "home")?;
    wait_setting(session, "startPage", &json!("home"))?;
    session.close()?;
    session.open(&[])?;
    session.wait_for("home")
}

fn forgetting(session: &mut Session) -> Result<()> {
    session.open(&["--lang", "ru", "--article", "login/qr-login"])?;
    session.wait_article("login/qr-login")?;
    session.click("bookmark")?;
    session.run(&["express-help://support?subject=звук"])?;
    session.wait_for("draft-page")?;
    session.run(&["express-help://settings#privacy"])?;
    session.wait_text("kept-bookmarks", "Сейчас: 1 (")?;
    session.wait_text("kept-drafts", "Сейчас: 1 (")?;
    session.click("kept-forget-all")?;
    session.wait_text("confirm-dialog", "Останутся: 1 черновик.")?;
    session.press(&[key::ESCAPE])?;
    session.wait_gone("confirm-dialog")?;
    session.wait_text("kept-bookmarks", "Сейчас: 1 (")?;
    session.click("kept-forget-all")?;
    session.click("confirm-accept")?;
    session.wait_text("kept-bookmarks", "Сейчас ничего нет")?;
    session.wait_text("kept-drafts", "Сейчас: 1 (")?;
    session.click_css("[data-testid=kept-drafts] button")?;
    session.wait_text("confirm-dialog", "Удалить 1 черновик")?;
    session.click("confirm-accept")?;
    session.wait_text("kept-drafts", "Сейчас ничего нет")?;
    // The keyboard is where it was, and the way back does not lead to the draft.
    session.wait_js(
        "the keyboard on the button",
        "return document.activeElement?.closest('[data-testid=kept-drafts]') !== null",
    )?;
    session.press(&[key::ALT, key::LEFT])?;
    session.wait_article("login/qr-login")?;
    ensure!(
        session.js("return document.querySelector('[data-testid=bookmark]').getAttribute('aria-pressed')")?
            == "false"
    );
    session.close()?;
    session.open(&["--settings", "--lang", "ru"])?;
    session.wait_text("kept-bookmarks", "Сейчас ничего нет")?;
    session.wait_text("kept-drafts", "Сейчас ничего нет")?;
    let data = session.home().join("XDG_DATA_HOME/express-help").display().to_string();
    session.wait_text("folder-data", &data)
}

fn groups(session: &mut Session) -> Result<()> {
    session.open(&["--lang", "ru", "express-help://settings#privacy"])?;
    session.wait_for("settings")?;
    let at = |group: &str| {
        format!(
            "const top = document.querySelector('#settings-{group}').getBoundingClientRect().top
               - document.querySelector('#page-scroller').getBoundingClientRect().top;
             return top >= 0 && top < 60"
        )
    };
    session.wait_js("the group on privacy", &at("privacy"))?;
    // From the title on, every setting is reached by Tab, and a choice is changed by an arrow.
    session.run(&["express-help://settings#reading"])?;
    session.wait_js("the group on reading", &at("reading"))?;
    session.wait_js("the heading", "return document.activeElement?.id === 'settings-reading'")?;
    let in_column = "return document.activeElement?.getAttribute('name') === 'column'";
    for _ in 0..6 {
        if session.js(in_column)? == true {
            break;
        }
        session.press(&[key::TAB])?;
    }
    ensure!(session.js(in_column)? == true, "the column is not reached");
    session.press(&[key::RIGHT])?;
    wait_setting(session, "column", &json!("wide"))?;
    session.click_css("[data-testid=outline] [data-anchor=settings-search]")?;
    session.wait_js("the group on search", &at("search"))
}

/// One key of every kind, one that is wrong, and one that does not exist.
fn many() -> Value {
    json!({
        "Theme": "dark", "SupportTransports": ["mailto", "file"], "Audience": "boss", "Colour": "red",
        "RequestFields": { "hide": ["where"], "require": ["email"], "limits": { "files": 5, "fileBytes": 1000 } }
    })
}

fn policy(session: &mut Session) -> Result<()> {
    session.open(&["--lang", "ru", "express-help://policy"])?;
    session.wait_text("policy-none", "На этом компьютере политик нет")?;
    session.close()?;
    session.set_policy(&many())?;
    session.open(&["--lang", "ru", "express-help://policy"])?;
    session.wait_text("policy-problem", "Colour — такого ключа нет")?;
    ensure!(session.js("return document.querySelector('[data-testid=policy-none]') === null")? == true);
    let row = |key: &str| {
        format!("return document.querySelector('[data-key={key}]')?.textContent.replace(/\\s+/g, ' ') ?? ''")
    };
    for (key, part) in [
        ("Theme", "dark Закреплено"),
        ("Theme", "/etc/express-help/policies/managed/tests.json"),
        ("Audience", "Ошибка: допустимые значения: user, admin, support"),
        ("SupportTransports", "mailtofile"),
        ("RequestFields", "Показать значение"),
        ("Language", "не задано"),
    ] {
        let text = session.js(&row(key))?;
        ensure!(text.as_str().is_some_and(|text| text.contains(part)), "{key}: {part} in {text}");
    }
    let keys = "return [...document.querySelectorAll('[data-testid=policy-row]')].map((row) => row.dataset.key).sort()";
    session.click("policy-only-set")?;
    let set = json!(["Audience", "RequestFields", "SupportTransports", "Theme"]);
    session.wait_js("what is set", &format!("return JSON.stringify((() => {{ {keys} }})()) === '{set}'"))?;
    session.click("policy-query")?;
    // Words of the other language find too.
    session.type_text("who reads")?;
    session.wait_js(
        "what is found",
        &format!("return (() => {{ {keys} }})().includes('Audience') && (() => {{ {keys} }})().length < 4"),
    )?;
    session.click("policy-copy")?;
    session.wait_js("the words", "return document.body.textContent.includes('--print-policy --json')")?;
    let printed = session.run(&["--print-policy", "--json"])?;
    ensure!(String::from_utf8_lossy(&printed.stdout).contains("\"Colour\""));
    Ok(())
}

fn hidden(session: &mut Session) -> Result<()> {
    session.set_policy(&json!({ "HidePolicyPage": true, "Theme": "dark" }))?;
    session.open(&["--lang", "ru", "--settings"])?;
    session.wait_for("locked-theme")?;
    ensure!(session.js("return document.querySelector('[data-testid=to-policy]') === null")? == true);
    session.run(&["express-help://policy"])?;
    session.wait_for("policy-hidden")?;
    let answer = session.js_async(
        "const done = arguments[arguments.length - 1];
         window.__TAURI_INTERNALS__.invoke('get_policy', { language: 'ru' })
           .then(() => done('shown')).catch((error) => done(error.code));",
    )?;
    ensure!(answer == "not_found", "{answer}");
    Ok(())
}

fn accessible(session: &mut Session, arguments: &[&str]) -> Result<()> {
    let mut all = many();
    all["Theme"] = Value::Null;
    all["Platform"] = json!("ios");
    all["Autostart"] = json!(true);
    session.set_policy(&all)?;
    session.open(&[arguments, &["--settings"]].concat())?;
    session.wait_for("locked-platform")?;
    session.wait_for("kept-log")?;
    inspect(session, "settings with locks")?;
    for group in ["reading", "privacy", "about"] {
        session.run(&[&format!("express-help://settings#{group}")])?;
        let arrived = format!("return document.activeElement?.id === 'settings-{group}'");
        session.wait_js(group, &arrived)?;
        session.keep_picture(group)?;
    }
    session.run(&["express-help://policy"])?;
    session.wait_for("policy-row")?;
    let sideways =
        "const s = document.querySelector('#page-scroller'); return s.scrollWidth <= s.clientWidth";
    ensure!(session.js(sideways)? == true, "the page scrolls sideways");
    inspect(session, "policy")?;
    session.click("policy-only-set")?;
    session.js("document.querySelectorAll('details').forEach((d) => { d.open = true }); return true")?;
    ensure!(session.js(sideways)? == true, "the page scrolls sideways");
    inspect(session, "policy that is set")
}
