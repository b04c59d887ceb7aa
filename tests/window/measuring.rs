//! How long a reader waits from a key press to the painted results. A measurement, not a test: it takes part when
//! `EXPRESS_HELP_MEASURE` is set, and fails only when there is nothing to measure.

use anyhow::{Context, Result, ensure};

use crate::session::Session;

/// Set to have it measured.
const VARIABLE: &str = "EXPRESS_HELP_MEASURE";

const MEASUREMENTS: &[crate::Test] = &[("measuring: from key press to painted results", typing)];

/// The measurements that are asked for.
pub(crate) fn asked() -> &'static [crate::Test] {
    if std::env::var_os(VARIABLE).is_some() { MEASUREMENTS } else { &[] }
}

/// What readers type: words, questions, typos, the wrong layout, an error text.
const QUERIES: &[&str] = &[
    "не приходят уведомления",
    "нет звука на звонке",
    "не прихдит смс код",
    "yt ghb[jlzn edtljvktybz",
    "как перенести чаты на новый телефон",
    "пользователь не найден",
    "обновить приложение",
    "ошибка соединения с сервером",
    "kak otkluchit avtozapusk",
    "push android",
];

/// Notes the time of every key press and of the second frame after the list has the results of the field's text: the
/// first of the two is still being drawn when its callback runs. The shortest way, to the changed document, is noted too.
const WATCH: &str = "
    const field = document.querySelector('[data-testid=search-input]');
    const typing = window.__typing = { painted: [], changed: [] };
    let pressed = null;
    window.addEventListener('keydown', () => { pressed = performance.now() }, true);
    const look = () => {
        const shown = document.querySelector('[data-testid=results]')?.dataset.query;
        if (pressed === null || shown !== field.value) return;
        const start = pressed;
        pressed = null;
        const changed = performance.now() - start;
        requestAnimationFrame(() => requestAnimationFrame(() => {
            typing.changed.push(changed);
            typing.painted.push(performance.now() - start);
        }));
    };
    new MutationObserver(look).observe(document.body,
        { subtree: true, childList: true, attributes: true, attributeFilter: ['data-query'] });
    return true";

fn typing(session: &mut Session) -> Result<()> {
    session.open(&[])?;
    session.js(WATCH)?;
    let mut expected = 0;
    for query in QUERIES {
        // A letter at a time, each after the results of the one before: a hand is slower than that.
        session.search_for(&query.chars().take(1).collect::<String>())?;
        for character in query.chars().skip(1).map(Some).chain([None]) {
            expected += 1;
            let there = format!("return window.__typing.painted.length >= {expected}");
            session.wait_js("the results of a key press", &there)?;
            if let Some(character) = character {
                session.type_text(&character.to_string())?;
            }
        }
    }
    for name in ["changed", "painted"] {
        let times = session.js(&format!("return window.__typing.{name}"))?;
        let mut times: Vec<f64> = serde_json::from_value(times)?;
        ensure!(times.len() >= expected, "only {} of {expected} key presses were noted", times.len());
        times.sort_by(f64::total_cmp);
        let count = times.len();
        let (median, late) = (part(&times, 50)?, part(&times, 95)?);
        eprintln!("key press to {name}: median {median:.0} ms, p95 {late:.0} ms, {count} key presses");
    }
    Ok(())
}

/// The value that `percent` of the sorted values do not exceed.
fn part(sorted: &[f64], percent: usize) -> Result<f64> {
    sorted
        .get((sorted.len() * percent).div_ceil(100).saturating_sub(1))
        .copied()
        .context("nothing was measured")
}
