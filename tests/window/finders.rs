//! Problem finders: every way to every leaf, back with the ticks, over a restart, to support.

use std::collections::{BTreeMap, VecDeque};

use anyhow::{Context, Result, ensure};
use help_content::{Finder, FinderAnswer, FinderLead};
use serde_json::{Value, json};

use crate::session::{Session, key};

pub(crate) const TESTS: &[crate::Test] = &[
    ("finders: every leaf of every finder is reached by mouse, in Russian", |session| {
        every_leaf(session, "ru", Session::click_css)
    }),
    ("finders: every leaf of every finder is reached by keyboard, in English", |session| {
        every_leaf(session, "en", |session, selector| {
            let focus = format!("document.querySelector('{selector}').focus(); return true");
            session.js(&focus)?;
            session.press(&[key::ENTER])
        })
    }),
    ("finders: back keeps the ticks, and a restart the whole way", ticks_are_kept),
    ("finders: what was tried goes along to support", to_support),
    ("finders: home, section and article lead there", ways_in),
    ("finders: all steps are a text", as_text),
];

const SOUND: &str = "express-help://finder/no-sound-in-call";

/// A move at a step: its answer, and whether the article it led to did not help.
#[derive(Clone, Debug)]
struct Move {
    answer: usize,
    in_vain: bool,
}

/// How the reader presses what a selector finds.
type Press = fn(&Session, &str) -> Result<()>;

fn every_leaf(session: &mut Session, language: &str, press: Press) -> Result<()> {
    session.open(&["--lang", language, "express-help://finders"])?;
    session.wait_for("finders-page")?;
    let finders = finders(session, language)?;
    ensure!(finders.len() >= 8, "only {} finders", finders.len());
    for finder in &finders {
        session.run(&[&format!("express-help://finder/{}", finder.id)])?;
        let shown = format!("return document.querySelector('[data-finder={}] h1') !== null", finder.id);
        session.wait_js(&finder.id, &shown)?;
        let ways = ways(finder);
        ensure!(ways.len() == finder.steps.len(), "{}: steps that are not reached", finder.id);
        for step in &finder.steps {
            for (index, answer) in step.answers.iter().enumerate() {
                if !matches!(answer.lead, FinderLead::Step { .. }) {
                    let place = format!("{language}/{} {}: {}", finder.id, step.id, answer.say);
                    leaf(session, finder, &ways[step.id.as_str()], (index, answer), press).context(place)?;
                }
            }
        }
    }
    Ok(())
}

/// The trees as the window gets them.
fn finders(session: &Session, language: &str) -> Result<Vec<Finder>> {
    let script = "const done = arguments[arguments.length - 1];
        const invoke = window.__TAURI_INTERNALS__.invoke;
        invoke('get_corpus', { language: 'LANG' })
          .then((corpus) => Promise.all(corpus.finders.map(({ id }) => invoke('get_finder', { language: 'LANG', id }))))
          .then((views) => done(views.map((view) => view.finder)))
          .catch((error) => done(String(error.message)));";
    Ok(serde_json::from_value(session.js_async(&script.replace("LANG", language))?)?)
}

/// The shortest way to each step.
fn ways(finder: &Finder) -> BTreeMap<&str, Vec<Move>> {
    let mut ways = BTreeMap::new();
    let mut open = VecDeque::from([(finder.steps[0].id.as_str(), Vec::new())]);
    while let Some((id, way)) = open.pop_front() {
        if ways.contains_key(id) {
            continue;
        }
        let Some(step) = finder.steps.iter().find(|step| step.id == id) else { continue };
        for (answer, FinderAnswer { lead, .. }) in step.answers.iter().enumerate() {
            let mut longer = way.clone();
            longer.push(Move { answer, in_vain: false });
            match lead {
                FinderLead::Step { step } => open.push_back((step, longer)),
                FinderLead::Article { otherwise: Some(step), .. } => {
                    longer.push(Move { answer, in_vain: true });
                    open.push_back((step, longer));
                }
                _ => {}
            }
        }
        ways.insert(id, way);
    }
    ways
}

/// Goes from the first step to a leaf, looks at it, and from an article on to what follows when it did not help.
fn leaf(
    session: &Session,
    finder: &Finder,
    way: &[Move],
    (index, answer): (usize, &FinderAnswer),
    press: Press,
) -> Result<()> {
    begin(session, finder, press)?;
    for made in way {
        make(session, made, press)?;
    }
    make(session, &Move { answer: index, in_vain: false }, press)?;
    let FinderLead::Article { shown, otherwise } = &answer.lead else {
        return session.wait_for("finder-support");
    };
    let leaf = format!(
        "const leaf = document.querySelector('[data-testid=finder-leaf]');
         const body = leaf?.querySelector('.article-body');
         return leaf?.dataset.article === {} && leaf.querySelector('h2').textContent !== ''
           && body?.textContent.trim().length > 20 && document.activeElement === leaf.querySelector('h2')",
        json!(shown.article)
    );
    session.wait_js("the article's section", &leaf)?;
    ensure!(
        session.js("return document.querySelectorAll('.article-body h2').length")? == 0,
        "more than a section"
    );
    make(session, &Move { answer: index, in_vain: true }, press)?;
    match otherwise {
        Some(step) => session.wait_js("the step after the article", &stands_at(step)),
        None => session.wait_for("finder-support"),
    }
}

fn begin(session: &Session, finder: &Finder, press: Press) -> Result<()> {
    if session.js("return document.querySelector('[data-testid=finder-restart]') !== null")? == true {
        press(session, "[data-testid=finder-restart]")?;
    }
    session.wait_js("the first step", &stands_at(&finder.steps[0].id))
}

fn make(session: &Session, made: &Move, press: Press) -> Result<()> {
    let selector = match made {
        Move { in_vain: true, .. } => "[data-testid=finder-failed]".to_owned(),
        Move { answer, .. } => format!("[data-answer=\"{answer}\"]"),
    };
    session.wait_js(&selector, &format!("return document.querySelector('{selector}') !== null"))?;
    let before = session.js("return document.querySelectorAll('[data-testid=finder-back]').length")?;
    press(session, &selector)?;
    let moved =
        format!("return document.querySelectorAll('[data-testid=finder-back]').length === {before} + 1");
    session.wait_js("the next step", &moved)
}

fn stands_at(step: &str) -> String {
    format!("return document.querySelector('[data-testid=finder-step]')?.dataset.step === {}", json!(step))
}

/// The first step of the finder on sound that has things to tick off, and the way to it.
fn step_with_ticks(session: &Session) -> Result<(Finder, String, Vec<Move>)> {
    let finders = finders(session, "ru")?;
    let finder = finders.into_iter().find(|finder| SOUND.ends_with(&finder.id)).context("no such finder")?;
    let steps = finder.steps.iter().filter(|step| step.ticks.len() > 1 && step.id != finder.steps[0].id);
    let step = steps.map(|step| step.id.clone()).next().context("nothing to tick off")?;
    let way = ways(&finder)[step.as_str()].clone();
    Ok((finder, step, way))
}

fn ticks(session: &Session) -> Result<Value> {
    session.js("return [...document.querySelectorAll('[data-testid=finder-step] input')].map((box) => box.checked).slice(0, 2)")
}

fn ticks_are_kept(session: &mut Session) -> Result<()> {
    session.open(&["--lang", "ru", SOUND])?;
    session.wait_for("finder-step")?;
    let (finder, step, way) = step_with_ticks(session)?;
    for made in &way {
        make(session, made, Session::click_css)?;
    }
    session.wait_js(&step, &stands_at(&step))?;
    session.click_css("[data-testid=finder-step] .tick:nth-of-type(2) input")?;
    ensure!(ticks(session)? == json!([false, true]), "{}", ticks(session)?);

    session.press(&[key::ALT, key::LEFT])?;
    session.wait_js(
        "back",
        &format!(
            "return document.querySelectorAll('[data-testid=finder-back]').length === {}",
            way.len() - 1
        ),
    )?;
    session.press(&[key::ALT, key::RIGHT])?;
    session.wait_js(&step, &stands_at(&step))?;
    ensure!(ticks(session)? == json!([false, true]), "the tick is gone after the way back");

    session.js("window.before = true; location.reload(); return true")?;
    session.wait_js(
        "the same step after a reload",
        &format!("if (window.before) return false; {}", stands_at(&step)),
    )?;
    ensure!(ticks(session)? == json!([false, true]), "the tick is gone after a reload");

    session.close()?;
    session.open(&["--lang", "ru", SOUND])?;
    session.wait_js("the same step after a restart", &stands_at(&step))?;
    ensure!(ticks(session)? == json!([false, true]), "the tick is gone after a restart");
    let answered = session.js("return document.querySelectorAll('[data-testid=finder-back]').length")?;
    ensure!(answered == json!(way.len()), "{answered} answers after a restart");

    // Each earlier answer leads back to its step, where it is marked.
    session.click("finder-back")?;
    session.wait_js("the first step", &stands_at(&finder.steps[0].id))?;
    ensure!(
        session.js("return document.querySelector('.chosen')?.dataset.answer")?
            == json!(way[0].answer.to_string())
    );
    // The language changes under the reader, who stays where they are.
    session.click("language-switch")?;
    session.wait_js("English", "return document.documentElement.lang === 'en'")?;
    session.wait_js("the first step", &stands_at(&finder.steps[0].id))
}

fn to_support(session: &mut Session) -> Result<()> {
    session.open(&["--lang", "ru", SOUND])?;
    session.wait_for("finder-step")?;
    let (_, step, way) = step_with_ticks(session)?;
    for made in &way {
        make(session, made, Session::click_css)?;
    }
    session.wait_js(&step, &stands_at(&step))?;
    let done = session.js("return document.querySelector('.tick label').textContent.trim()")?;
    session.click_css(".tick input")?;
    // On with the first answer until everything was tried.
    for _ in 0..20 {
        if session.js("return document.querySelector('[data-testid=finder-support]') !== null")? == true {
            break;
        }
        let failed =
            session.js("return document.querySelector('[data-testid=finder-failed]') !== null")? == true;
        make(session, &Move { answer: 0, in_vain: failed }, Session::click_css)?;
    }
    session.wait_for("finder-support")?;
    session.click("finder-to-support")?;
    session.wait_for("draft-page")?;
    let done = done.as_str().context("no text")?;
    session.wait_text("draft-context", &format!("Сделано: {}", done.replace('\u{a0}', " ")))?;
    session.wait_text("draft-context", "Не помогло: статья «")
}

fn ways_in(session: &mut Session) -> Result<()> {
    session.open(&["--lang", "ru"])?;
    session.wait_for("home")?;
    session.click_css("[data-testid=home-finders] h2 a")?;
    session.wait_for("finders-page")?;
    ensure!(session.js("return document.querySelectorAll('[data-testid=finders-page] .card').length")? == 8);
    session.click_css("[data-testid=finders-page] [href=\"express-help://finder/no-sms\"]")?;
    session.wait_for("finder-step")?;
    for (section, finder) in [("troubleshooting", "no-sms"), ("calls", "no-sound-in-call")] {
        session.run(&[&format!("express-help://section/{section}")])?;
        session.wait_for("section-page")?;
        session
            .click_css(&format!("[data-testid=section-page] [href=\"express-help://finder/{finder}\"]"))?;
        session.wait_js(
            finder,
            &format!("return document.querySelector('.finder[data-finder={finder}]') !== null"),
        )?;
    }
    session.run(&["--article", "login/sms-code-does-not-arrive"])?;
    session.wait_article("login/sms-code-does-not-arrive")?;
    session.click_css("[data-testid=offered-finders] a")?;
    session.wait_text("finder", "SMS")?;
    session.run(&["express-help://finder/no-such-finder"])?;
    session.wait_for("error")
}

fn as_text(session: &mut Session) -> Result<()> {
    session.open(&["--lang", "ru", SOUND])?;
    session.wait_for("finder-step")?;
    let finders = finders(session, "ru")?;
    let finder = finders.iter().find(|finder| SOUND.ends_with(&finder.id)).context("no such finder")?;
    session.click_css(".finder header a")?;
    session.wait_for("finder-text")?;
    let text = session.text("finder-text")?;
    for step in &finder.steps {
        ensure!(
            text.contains(&step.ask.replace('\u{a0}', " ")) || text.contains(&step.ask),
            "no {}",
            step.ask
        );
        for answer in &step.answers {
            ensure!(
                text.contains(&answer.say) || text.contains(&answer.say.replace('\u{a0}', " ")),
                "no {}",
                answer.say
            );
        }
    }
    session.click_css("[data-testid=finder-text] a[data-anchor]")?;
    session.wait_js("the step in sight", "return document.activeElement?.tagName === 'H2'")
}
