//! An upgrade while the window is open: the older program goes on, takes what the newer one is asked for, and nothing is lost.
//!
//! Both are the same program under two versions; what a real change of version changes between them is not seen here.

use std::fs;

use anyhow::{Context, Result, ensure};

use super::Bench;
use super::debian::Root;
use super::install::{as_user, data, versions};

const SCRIPT: &str = include_str!("running.sh");

/// Begins and ends with the newer version installed.
pub(super) fn check(bench: &Bench<'_>, root: &Root) -> Result<()> {
    fs::write(root.path("/tmp/running.sh"), SCRIPT)?;
    let (older, newer) = (bench.release.previous().version, &bench.release.version);
    let printed = root.run(&format!(
        "sh /tmp/running.sh /srv/previous/express-help_{older}_amd64.deb \
         /srv/repository/express-help_{newer}_amd64.deb"
    ))?;
    ensure!(printed.contains("user.sqlite"), "draft and bookmark are gone: {printed}");
    versions(root, newer)?;
    data(root)?;
    let printed = as_user(root, "express-help --selftest --json")?;
    let test: serde_json::Value = serde_json::from_str(&printed)?;
    let checks = test["checks"].as_array().context("the self-test has no checks")?;
    let sound = |check: &serde_json::Value| check["part"] == "user-data" && check["result"] == "passed";
    ensure!(checks.iter().any(sound), "the user's file is not sound: {printed}");
    Ok(())
}
