//! What a hostile article, a hostile pack and a hostile page can not do.

use std::path::PathBuf;

use anyhow::{Result, bail, ensure};
use help_content::{Language, Options, Strictness};
use help_pack::Identity;

use crate::session::Session;

pub(crate) const TESTS: &[crate::Test] = &[
    ("security: a hostile article does nothing", hostile_article),
    ("security: the page's policy stops scripts, frames and requests", policy),
    ("security: the page cannot leave the program", navigation),
    ("security: only listed commands answer, and pictures come from the pack only", commands),
    ("security: a pack that is none is refused with a reason", foreign_pack),
];

const HOSTILE: &str = r##"---
title: Hostile
---

Text that stays.

<script>window.__owned = 1</script>
<img src="x" onerror="window.__owned = 2">
<img src="https://example.com/pixel.png">
<a id="js" href="javascript:window.__owned=3">js</a>
<a href="data:text/html,<script>1</script>">data</a>
<a href="file:///etc/passwd">file</a>
<iframe src="https://example.com"></iframe>
<iframe srcdoc="<script>parent.__owned = 4</script>"></iframe>
<style>body { display: none }</style>
<svg onload="window.__owned = 5"><script>window.__owned = 6</script></svg>
<form action="https://example.com"><input name="q"><button>send</button></form>
<meta http-equiv="refresh" content="0;url=https://example.com">
<base href="https://example.com/">
<object data="https://example.com"></object>
<details open ontoggle="window.__owned = 7"><summary>x</summary></details>
<p style="position:fixed;inset:0">cover</p>

[md-js](javascript:window.__owned=8) [md-file](file:///etc/passwd) ![md-img](https://example.com/a.png)
"##;

/// Builds a pack of one hostile article, as somebody else's Markdown would be.
fn hostile_pack(session: &Session) -> Result<PathBuf> {
    let content = session.home().join("content/one");
    std::fs::create_dir_all(&content)?;
    std::fs::write(content.join("hostile.md"), HOSTILE)?;
    let options = Options { strictness: Strictness::Lenient, single_language: Language::Ru };
    let (corpus, _) = help_content::load(&session.home().join("content"), options, &|_, _| {})?;
    let identity = Identity { name: "Hostile".into(), version: "1".into(), minimum_program: "0.0.0".into() };
    let mut files = help_pack::build(&corpus, &identity)?;
    // Put the raw HTML back, as a forger would who does not use our sanitiser.
    let path = "ru/articles/one/hostile.json".to_owned();
    let mut article: serde_json::Value = serde_json::from_slice(&files[&path])?;
    article["html"] = serde_json::Value::String(format!("<p>Text that stays.</p>{HOSTILE}"));
    let bytes = serde_json::to_vec(&article)?;
    let mut manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"])?;
    manifest["files"][&path] = serde_json::to_value(help_pack::FileEntry::of(&bytes))?;
    files.insert(path, bytes);
    files.insert("manifest.json".into(), serde_json::to_vec(&manifest)?);
    let pack = session.home().join("hostile.helppack");
    help_pack::write::to_file(&files, &pack)?;
    Ok(pack)
}

fn hostile_article(session: &mut Session) -> Result<()> {
    let pack = hostile_pack(session)?;
    session.open(&["--pack", &pack.to_string_lossy(), "--article", "one/hostile"])?;
    session.wait_text("article", "Text that stays.")?;
    let found = session.js(
        "const a = document.querySelector('[data-testid=article]');
         return { owned: window.__owned ?? null,
           elements: a.querySelectorAll('script, iframe, style, svg[onload], form, input:not([type=checkbox][disabled]), object, meta, base, [onerror], [ontoggle], [style*=fixed]').length,
           links: [...a.querySelectorAll('a[href]')].map((l) => l.getAttribute('href')).filter((h) => /^(javascript|data|file):/i.test(h)),
           images: [...a.querySelectorAll('img')].map((i) => i.src).filter((s) => s !== '' && !s.startsWith('pack:')),
           buttons: [...a.querySelectorAll('button')].filter((b) => b.textContent === 'send').length,
           visible: getComputedStyle(document.body).display !== 'none', place: location.href }",
    )?;
    ensure!(found["owned"].is_null(), "a script ran: {found}");
    ensure!(
        found["elements"] == 0 && found["buttons"] == 0 && found["links"] == serde_json::json!([]),
        "{found}"
    );
    ensure!(found["images"] == serde_json::json!([]) && found["visible"] == true, "{found}");
    ensure!(found["place"].as_str().is_some_and(|place| place.starts_with("tauri://localhost")), "{found}");
    Ok(())
}

/// As if the sanitiser had failed: the elements are put into the page itself.
fn policy(session: &mut Session) -> Result<()> {
    session.expect_error("securitypolicyviolation");
    session.expect_error("Refused");
    session.open(&["--article", "calls/no-sound"])?;
    session.wait_for("article")?;
    session.js(
        "const box = document.createElement('div'); document.querySelector('[data-testid=article]').append(box);
         box.innerHTML = '<img src=x onerror=\"window.__owned=1\"><iframe srcdoc=\"<script>parent.__owned=2</script>\"></iframe><style>body{display:none}</style>';
         const script = document.createElement('script'); script.textContent = 'window.__owned=3'; document.body.append(script);
         const remote = document.createElement('script'); remote.src = 'https://example.com/x.js'; document.body.append(remote);
         const image = document.createElement('img'); image.src = 'https://example.com/x.png'; document.body.append(image);
         return true",
    )?;
    let fetched = session.js_async(
        "const done = arguments[arguments.length - 1];
         fetch('https://example.com/').then(() => done('reached')).catch(() => done('stopped'));",
    )?;
    ensure!(fetched == "stopped", "{fetched}");
    let evaluated =
        session.js("try { return eval('1') === 1 ? 'evaluated' : '' } catch (error) { return 'stopped' }")?;
    ensure!(evaluated == "stopped", "eval works in the page");
    session.wait_js(
        "the policy to be violated",
        "return window.__errors.filter((e) => e.includes('securitypolicyviolation')).length >= 4",
    )?;
    ensure!(
        session.js(
            "return (window.__owned ?? null) === null && getComputedStyle(document.body).display !== 'none'"
        )? == true
    );
    Ok(())
}

fn navigation(session: &mut Session) -> Result<()> {
    session.expect_error("securitypolicyviolation");
    session.open(&["--article", "calls/no-sound"])?;
    session.wait_for("article")?;
    for attempt in [
        "location.href = 'https://example.com/'",
        "location.href = 'file:///etc/passwd'",
        "location.href = 'data:text/html,<h1>gone</h1>'",
        "location.href = 'pack://localhost/assets/pictures/routing-path.ru.light.svg'",
        "window.open('https://example.com/')",
        "const m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = '0;url=https://example.com/'; document.head.append(m)",
        "const f = document.createElement('form'); f.action = 'https://example.com/'; document.body.append(f); f.submit()",
        "const a = document.createElement('a'); a.href = 'file:///etc/passwd'; a.target = '_blank'; document.body.append(a); a.click()",
    ] {
        session.js(&format!("{attempt}; return true"))?;
        // Whatever the attempt started would be over after a round trip through the page's own protocol.
        session.js_async("const done = arguments[arguments.length - 1]; setTimeout(() => done(1), 300)")?;
        let place = session.js("return location.href")?;
        let stayed = place.as_str().is_some_and(|place| place.starts_with("tauri://localhost"));
        ensure!(stayed, "{attempt} led to {place}");
    }
    session.wait_article("calls/no-sound")
}

fn commands(session: &mut Session) -> Result<()> {
    session.open(&[])?;
    for (command, arguments) in [
        ("plugin:shell|open", "{ path: 'https://example.com' }"),
        ("plugin:fs|read_text_file", "{ path: '/etc/passwd' }"),
        ("plugin:http|fetch", "{ url: 'https://example.com' }"),
        ("plugin:window|create", "{ options: { label: 'other' } }"),
        (
            "plugin:webview|create_webview_window",
            "{ options: { label: 'other', url: 'https://example.com' } }",
        ),
        ("plugin:event|emit", "{ event: 'target', payload: {} }"),
        ("plugin:path|resolve_directory", "{ directory: 1 }"),
        ("open_external", "{ url: 'file:///etc/passwd' }"),
        ("open_external", "{ url: '/usr/bin/xterm' }"),
        ("no_such_command", "{}"),
    ] {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             window.__TAURI_INTERNALS__.invoke('{command}', {arguments}).then(() => done('answered')).catch(() => done('refused'));"
        );
        ensure!(session.js_async(&script)? == "refused", "{command} {arguments} was answered");
    }
    for (path, expected) in [
        ("assets/pictures/routing-path.ru.light.svg", "loaded"),
        ("manifest.json", "failed"),
        ("assets/../manifest.json", "failed"),
        ("etc/passwd", "failed"),
    ] {
        let script = format!(
            "const done = arguments[arguments.length - 1]; const i = new Image();
             i.onload = () => done('loaded'); i.onerror = () => done('failed'); i.src = 'pack://localhost/{path}';"
        );
        let found = session.js_async(&script)?;
        ensure!(found == expected, "{path}: {found}");
    }
    Ok(())
}

fn foreign_pack(session: &mut Session) -> Result<()> {
    let file = session.home().join("foreign.helppack");
    for content in [&b"no pack"[..], b"", b"PK\x03\x04 but no more"] {
        std::fs::write(&file, content)?;
        let output = session.run(&["--pack", &file.to_string_lossy()])?;
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.code() != Some(1) || !text.contains("not a help pack") {
            bail!("{output:?}");
        }
    }
    Ok(())
}
