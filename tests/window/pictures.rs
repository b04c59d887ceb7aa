//! The articles' pictures: shown in the theme's colours and the article's language, within the column, and opened large.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::session::{Session, key};

pub(crate) const TESTS: &[crate::Test] = &[
    ("pictures: wide, light", |session| every_picture(session, "light", "1100x720")),
    ("pictures: narrow, dark", |session| every_picture(session, "dark", "480x720")),
    ("pictures: open large and close with Esc", opens_large),
];

fn every_picture(session: &mut Session, theme: &str, size: &str) -> Result<()> {
    session.open(&["--theme", theme, "--size", size, "--lang", "ru"])?;
    let mut different = std::collections::BTreeSet::new();
    for language in ["ru", "en"] {
        for (article, count) in illustrated(session, language)? {
            session.run(&["--article", &article])?;
            session.wait_article(&article)?;
            for index in 0..count {
                let address =
                    picture(session, theme, index).with_context(|| format!("{language}/{article}"))?;
                ensure!(address.contains(&format!(".{language}.{theme}.svg")), "{article} shows {address}");
                session.keep_picture(&format!("{article}-{language}-{index}"))?;
                different.insert(address);
            }
        }
        session.click("language-switch")?;
        session.wait_js("the language", &format!("return document.documentElement.lang !== '{language}'"))?;
    }
    ensure!(different.len() >= 2 * 14, "only {} pictures", different.len());
    Ok(())
}

/// Articles with figures, and how many each has.
fn illustrated(session: &Session, language: &str) -> Result<Vec<(String, usize)>> {
    let script = "const done = arguments[arguments.length - 1];
        const invoke = window.__TAURI_INTERNALS__.invoke;
        const count = (article) => [article.id, article.html.split('<figure').length - 1];
        invoke('get_corpus', { language: 'LANG' })
          .then((corpus) => Promise.all(corpus.toc.sections.flatMap((s) => s.articles)
            .map(({ id }) => invoke('get_article', { language: 'LANG', id }).then(count))))
          .then((counts) => done(counts.filter(([, figures]) => figures > 0)))
          .catch((error) => done(String(error.message)));";
    Ok(serde_json::from_value(session.js_async(&script.replace("LANG", language))?)?)
}

/// Waits for a figure's picture, checks that it is whole and within the column, and gives its address.
fn picture(session: &Session, theme: &str, index: usize) -> Result<String> {
    let find = format!(
        "const figure = document.querySelectorAll('figure')[{index}];
         const image = figure.querySelector('img.only-{theme}');"
    );
    session.wait_js(
        "the picture",
        &format!("{find} figure.scrollIntoView({{ block: 'center' }}); return image.complete && image.naturalWidth > 0"),
    )?;
    let fits = session.js(&format!(
        "{find} const column = figure.parentElement.getBoundingClientRect(), box = image.getBoundingClientRect();
         return box.width > 200 && box.height > 60 && box.left >= column.left - 1 && box.right <= column.right + 1
           && image.alt.length > 20 && figure.querySelector('figcaption').textContent !== ''"
    ))?;
    ensure!(fits == true, "the picture does not fit into the column, or is not described");
    let address = session.js(&format!("{find} return image.src"))?;
    Ok(address.as_str().context("no address")?.to_owned())
}

fn opens_large(session: &mut Session) -> Result<()> {
    session.open(&["--article", "notifications/how-push-works", "--theme", "light", "--size", "480x720"])?;
    session.wait_for("article")?;
    let small = "document.querySelector('figure img.only-light').getBoundingClientRect().width";
    for close in ["Esc", "button"] {
        session.js("document.querySelector('figure .picture').focus(); return true")?;
        session.press(&[key::ENTER])?;
        session.wait_js(
            "the large picture",
            "const image = document.querySelector('[data-testid=picture-dialog] img.only-light');
             return image !== null && image.complete && image.naturalWidth > 0 && image.getBoundingClientRect().width > 0",
        )?;
        let large = session.js(&format!(
            "return document.querySelector('[data-testid=picture-dialog] img.only-light').getBoundingClientRect().width / {small}"
        ))?;
        // In a narrow window it is scrolled rather than too small to read.
        ensure!(large.as_f64() > Some(1.4), "only {large} times as large");
        match close {
            "Esc" => session.press(&[key::ESCAPE])?,
            _ => session.click("dialog-close")?,
        }
        session.wait_gone("picture-dialog")?;
        ensure!(
            session.js("return document.activeElement.className")? == json!("picture"),
            "the keyboard does not come back"
        );
    }
    session.wait_article("notifications/how-push-works")
}
