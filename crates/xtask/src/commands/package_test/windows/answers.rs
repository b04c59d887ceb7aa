//! What the installed program answers without a window, where its words go, and what it says without a web view.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::wine::{PROGRAM, Wine};
use crate::process;

/// Looks for the message, writes down its title, closes it: `sh -c MESSAGE sh TITLE PROGRAM …`.
const MESSAGE: &str = r#"
title=$1; shift
"$@" &
program=$!
window=$(timeout 60 xdotool search --sync --onlyvisible --name "$title" | head -n 1)
xdotool getwindowname "$window"
xdotool windowfocus "$window"
for second in $(seq 60); do
    kill -0 "$program" 2>/dev/null || break
    xdotool key --window "$window" Return
    sleep 1
done
kill "$program" 2>/dev/null
wait "$program"
echo "ended with $?"
"#;

pub(super) fn check(wine: &Wine) -> Result<()> {
    for (query, article) in [
        ("не приходит смс код", "login/sms-code-does-not-arrive"),
        ("yt ghb[jlbn rjl", "login/sms-code-does-not-arrive"),
        ("sms code does not arrive", "login/sms-code-does-not-arrive"),
    ] {
        let found = json(wine, &["--search", query, "--json"], 0)?;
        ensure!(found["hits"][0]["id"] == article, "{query:?} finds {}", found["hits"][0]);
    }
    let diagnosis = json(wine, &["--diagnose", "--json"], 0)?;
    ensure!(diagnosis.to_string().contains("Windows"), "the diagnosis does not name Windows: {diagnosis}");
    let test = json(wine, &["--selftest", "--json"], 1)?;
    let checks = test["checks"].as_array().context("the self-test has no checks")?;
    let failed: Vec<_> =
        checks.iter().filter(|check| check["result"] == "failed").map(|check| &check["part"]).collect();
    ensure!(failed == ["web-view"], "wine lacks the web view, but the self-test failed for {failed:?}");
    wine.expect(&[PROGRAM, "--send-outbox"])?;
    let refused = wine.run(&[PROGRAM, "--no-such-option"])?;
    ensure!(
        refused.code == 2 && refused.err.contains("--no-such-option"),
        "{} {}",
        refused.code,
        refused.err
    );
    Ok(())
}

fn json(wine: &Wine, arguments: &[&str], code: i32) -> Result<Value> {
    let ended = wine.run(&[&[PROGRAM], arguments].concat())?;
    ensure!(ended.code == code, "{arguments:?} ended with {}: {}{}", ended.code, ended.out, ended.err);
    serde_json::from_str(&ended.out).with_context(|| format!("{arguments:?} printed no JSON: {}", ended.out))
}

/// A program with a window joins the terminal it was started from, writes into files, and gives batch files its exit code.
pub(super) fn terminal(wine: &Wine) -> Result<()> {
    for (arguments, code) in [("--version", 0), ("--selftest", 1), ("--no-such-option", 2)] {
        let found = wine.batch(&format!(r#""{PROGRAM}" {arguments} >nul 2>nul"#))?;
        ensure!(found == code, "after {arguments} the next line of a batch file sees {found}");
    }
    wine.batch(&format!(r#""{PROGRAM}" --version >C:\version.txt"#))?;
    let written = std::fs::read_to_string(wine.path("version.txt"))?;
    ensure!(
        written.trim() == concat!("express-help ", env!("CARGO_PKG_VERSION")),
        "the file says {written:?}"
    );
    // A terminal of its own: a pipe would be inherited.
    std::fs::write(wine.path("terminal.cmd"), format!("@\"{PROGRAM}\" --version\r\n"))?;
    let mut command = Command::new("script");
    let line = format!(r"{} cmd /c 'C:\terminal.cmd'", wine.command(&[]).get_program().to_string_lossy());
    command.args(["-q", "-e", "-c", &line, "/dev/null"]);
    wine.surround(&mut command);
    let printed = process::output(&mut command)?;
    ensure!(
        printed.contains(concat!("express-help ", env!("CARGO_PKG_VERSION"))),
        "the terminal shows {printed:?}"
    );
    Ok(())
}

/// The native message and the exit code when the window cannot be drawn.
pub(super) fn no_web_view(wine: &Wine) -> Result<()> {
    // A desktop that began without a screen gets none later.
    wine.stop();
    let mut command = Command::new("xvfb-run");
    command.args([
        "-a",
        "-s",
        "-screen 0 1280x1024x24 -noreset",
        "sh",
        "-c",
        MESSAGE,
        "sh",
        "^eXpress Help$",
    ]);
    let start = wine.command(&[PROGRAM, "--lang", "en"]);
    command.arg(start.get_program()).args(start.get_args());
    wine.surround(&mut command);
    let printed = process::output(command.stdin(Stdio::null()))?;
    ensure!(printed.contains("eXpress Help\n") && printed.contains("ended with 1"), "{printed}");
    Ok(())
}
