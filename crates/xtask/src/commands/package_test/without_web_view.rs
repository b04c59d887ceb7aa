//! The installed program on a system that has lost WebKitGTK: what can be said without it is said, in the same shape.

use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::debian::Root;
use super::install::as_user;

const LIBRARY: &str = "libwebkit2gtk-4.1-0";
/// Stands in for a program that shows dialogs.
const DIALOG: &str = "#!/bin/sh\nprintf '%s\\n' \"$@\" > /tmp/dialog\n";

/// Takes the library away and puts it back.
pub(super) fn check(root: &Root) -> Result<()> {
    let help = as_user(root, "express-help --help")?;
    let version = as_user(root, "express-help --version")?;
    let whole = self_test(root, 0)?;
    root.run(&format!("dpkg --remove --force-depends {LIBRARY}"))?;
    ensure!(
        as_user(root, "express-help --help")? == help,
        "--help prints something else without the library"
    );
    ensure!(as_user(root, "express-help --version")? == version, "--version does too");
    let broken = self_test(root, 1)?;
    ensure!(keys(&broken) == keys(&whole), "the self-test has another shape: {broken}");
    ensure!(broken["build"] == whole["build"] && broken["version"] == whole["version"], "{broken}");
    let check = &broken["checks"][0];
    ensure!(keys(check) == keys(&whole["checks"][0]), "a check has another shape: {check}");
    let detail = check["detail"].as_str().context("the check has no detail")?;
    ensure!(check["part"] == "web-view" && check["result"] == "failed", "{check}");
    ensure!(detail.contains("libwebkit2gtk-4.1.so.0") && detail.contains(LIBRARY), "{detail}");
    start(root, detail)?;
    root.run(&format!("apt-get -q install -y --no-install-recommends {LIBRARY}"))?;
    self_test(root, 0).map(drop)
}

/// A start from the menu says the same: without any program for dialogs, and with one.
fn start(root: &Root, detail: &str) -> Result<()> {
    let started = |arguments: &str| {
        let path = "PATH=/usr/local/bin:$PATH";
        let line = format!("{path} xvfb-run -a express-help {arguments} 2>&1; echo \"ended with $?\"");
        as_user(root, &format!("sh -c '{line}'"))
    };
    let printed = started("--lang en")?;
    ensure!(printed.contains(&format!("express-help: {detail}\n")), "{printed}");
    ensure!(printed.trim_end().ends_with("ended with 1"), "{printed}");
    let dialog = root.path("/usr/local/bin/zenity");
    fs::write(&dialog, DIALOG)?;
    root.run("chmod 755 /usr/local/bin/zenity")?;
    let printed = started("--article login/qr-login")?;
    ensure!(printed.trim_end().ends_with("ended with 1"), "{printed}");
    let shown = root.run("cat /tmp/dialog; rm /tmp/dialog")?;
    ensure!(shown.contains("Справка eXpress") && shown.contains(LIBRARY), "the dialog says {shown}");
    fs::remove_file(dialog)?;
    Ok(())
}

/// The printed self-test, which has to end so.
fn self_test(root: &Root, code: u8) -> Result<Value> {
    let printed = as_user(root, "sh -c 'express-help --selftest --json; echo \"ended with $?\"'")?;
    let (json, ended) = printed.rsplit_once("ended with ").context("the self-test did not end")?;
    ensure!(ended.trim() == code.to_string(), "the self-test ended with {ended}: {json}");
    let test: Value = serde_json::from_str(json)?;
    ensure!(test["passed"] == (code == 0), "{test}");
    Ok(test)
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().into_iter().flat_map(|object| object.keys().map(String::as_str)).collect()
}
