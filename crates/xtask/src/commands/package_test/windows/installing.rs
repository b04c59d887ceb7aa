//! The life of the package: install, repair, upgrade, refusals, removal, all silent.

use std::fs;
use std::process::Command;

use anyhow::{Result, ensure};

use super::WindowsBench;
use super::wine::{PROGRAM, Values, Wine};
use crate::process;

const OWN: &str = r"HKEY_LOCAL_MACHINE\SOFTWARE\eXpress";
const POLICIES: &str = r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\eXpress";
const PROTOCOL: &str = r"HKEY_LOCAL_MACHINE\SOFTWARE\Classes\express-help";
const AUTOSTART: &str = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Run\eXpress Help";
const RUN: &str = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Run";
const PROGRAMS: &str = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall";
/// How that list shows the program.
const NAME: &str = "REG_SZ eXpress Help";
const FOLDER: &str = "Program Files/eXpress/Help";
/// What stands below it, sorted.
const FILES: &[&str] = &[
    "PolicyDefinitions/en-US/express-help.adml",
    "PolicyDefinitions/express-help.admx",
    "PolicyDefinitions/ru-RU/express-help.adml",
    "WebView2Loader.dll",
    "express-help.exe",
    "licences.txt",
    "policies.example.json",
];
/// ERROR_INSTALL_FAILURE.
const FAILED: u32 = 1603;
/// What a person has that no package may touch.
const DATA: &str = "AppData/Roaming/eXpress/Help/kept.txt";
const SEEDS: &str = r#"POLICY_OFFLINEONLY=1 POLICY_SUPPORTEMAILTO=support@example.com POLICY_SUPPORTTRANSPORTS="mailto; file" RECOMMENDED_THEME=dark"#;

/// Windows 7 is refused, and nothing is left behind.
pub(super) fn refused(bench: &WindowsBench<'_>) -> Result<()> {
    let wine = bench.wine()?;
    wine.pretend("win7")?;
    let code = wine.batch(r"msiexec /i C:\0.msi /qn")?;
    wine.pretend("win10")?;
    ensure!(code == FAILED, "installing on Windows 7 ended with {code}");
    ensure!(files(wine)?.is_empty() && wine.values(OWN)?.is_empty(), "a refused package left something");
    Ok(())
}

pub(super) fn first(bench: &WindowsBench<'_>) -> Result<()> {
    let wine = bench.wine()?;
    let code = wine.batch(&format!(r"msiexec /i C:\0.msi /qn /norestart DESKTOP=1 AUTOSTART=1 {SEEDS}"))?;
    ensure!(code == 0, "the installation ended with {code}");
    fs::create_dir_all(user(wine)?.join("AppData/Roaming/eXpress/Help"))?;
    fs::write(user(wine)?.join(DATA), "a person's own")?;
    installed(bench, 0)?;
    chosen(wine)
}

/// What an administrator runs when files or values were damaged. The tries of policy have taken the seeds away.
pub(super) fn repair(bench: &WindowsBench<'_>) -> Result<()> {
    let wine = bench.wine()?;
    fs::remove_file(wine.path(FOLDER).join("WebView2Loader.dll"))?;
    let code = wine.batch(r"msiexec /i C:\0.msi /qn REINSTALL=ALL REINSTALLMODE=amus")?;
    ensure!(code == 0, "the repair ended with {code}");
    installed(bench, 0)?;
    chosen(wine)
}

/// Choices and seeds stay without being named again.
pub(super) fn upgrade(bench: &WindowsBench<'_>) -> Result<()> {
    let wine = bench.wine()?;
    let code = wine.batch(r"msiexec /i C:\1.msi /qn /norestart")?;
    ensure!(code == 0, "the upgrade ended with {code}");
    installed(bench, 1)?;
    chosen(wine)
}

pub(super) fn downgrade(bench: &WindowsBench<'_>) -> Result<()> {
    let code = bench.wine()?.batch(r"msiexec /i C:\0.msi /qn")?;
    ensure!(code == FAILED, "an older package over a newer one ended with {code}");
    installed(bench, 1)
}

/// `KEEP=0` begins anew.
pub(super) fn forget(bench: &WindowsBench<'_>) -> Result<()> {
    let wine = bench.wine()?;
    let code = wine.batch(r"msiexec /i C:\2.msi /qn KEEP=0 STARTMENU=0 PROTOCOL=0 SHORTCUTS=ru")?;
    ensure!(code == 0, "the upgrade ended with {code}");
    installed(bench, 2)?;
    for key in [POLICIES, PROTOCOL] {
        ensure!(wine.values(key)?.is_empty(), "{key} is still there: {:?}", wine.values(key)?);
    }
    let shortcuts = shortcuts(wine)?;
    ensure!(shortcuts.is_empty(), "there are still {shortcuts:?}");
    ensure!(!wine.values(RUN)?.contains_key(AUTOSTART), "it still starts with the session");
    Ok(())
}

pub(super) fn remove(bench: &WindowsBench<'_>) -> Result<()> {
    let wine = bench.wine()?;
    let code = wine.batch(r"msiexec /x C:\2.msi /qn")?;
    ensure!(code == 0, "the removal ended with {code}");
    ensure!(files(wine)?.is_empty(), "files are left: {:?}", files(wine)?);
    ensure!(!wine.path("Program Files/eXpress").exists(), "the folder of the program is left");
    for key in [OWN, POLICIES, PROTOCOL] {
        ensure!(wine.values(key)?.is_empty(), "{key} is left: {:?}", wine.values(key)?);
    }
    ensure!(products(wine)?.is_empty(), "the list of programs still names it");
    ensure!(user(wine)?.join(DATA).exists(), "what belongs to the person is gone");
    Ok(())
}

/// What holds after every installation.
fn installed(bench: &WindowsBench<'_>, number: usize) -> Result<()> {
    let wine = bench.wine()?;
    let version = bench.versions()[number].to_string();
    ensure!(files(wine)? == FILES, "other files are installed: {:?}", files(wine)?);
    let licences = fs::read_to_string(wine.path(FOLDER).join("licences.txt"))?;
    for part in ["WebView2Loader.dll 1.", "mingw-w64 runtime", "libgcc", "Rust standard library", "tauri 2."]
    {
        ensure!(licences.lines().any(|line| line.starts_with(part)), "licences.txt does not name {part}");
    }
    let values = wine.values(OWN)?;
    expect(&values, &format!(r"{OWN}\Help\Version"), &format!("REG_SZ {version}"))?;
    expect(&values, &format!(r"{OWN}\Help\InstallFolder"), r"REG_SZ C:\Program Files\eXpress\Help\")?;
    let products = products(wine)?;
    ensure!(
        products == [version.clone()],
        "the list of programs names the versions {products:?}, not {version}"
    );
    let printed = wine.expect(&[PROGRAM, "--version"])?;
    ensure!(printed.trim() == concat!("express-help ", env!("CARGO_PKG_VERSION")), "{printed}");
    ensure!(user(wine)?.join(DATA).exists(), "what belongs to the person is gone");
    Ok(())
}

/// What was asked for at the first installation.
fn chosen(wine: &Wine) -> Result<()> {
    let policies = wine.values(POLICIES)?;
    for (name, value) in [
        ("OfflineOnly", "REG_DWORD 0x1"),
        ("SupportEmailTo", "REG_SZ support@example.com"),
        ("SupportTransports", "REG_SZ mailto; file"),
        (r"Recommended\Theme", "REG_SZ dark"),
    ] {
        expect(&policies, &format!(r"{POLICIES}\Help\{name}"), value)?;
    }
    ensure!(policies.len() == 4, "more policies were written than asked for: {policies:?}");
    expect(
        &wine.values(PROTOCOL)?,
        &format!(r"{PROTOCOL}\shell\open\command\(Default)"),
        &format!(r#"REG_SZ "{PROGRAM}" "%1""#),
    )?;
    expect(&wine.values(RUN)?, AUTOSTART, &format!(r#"REG_SZ "{PROGRAM}""#))?;
    let shortcuts = shortcuts(wine)?;
    ensure!(shortcuts.len() == 2, "not one shortcut in the menu and one on the desktop: {shortcuts:?}");
    Ok(())
}

fn expect(values: &Values, name: &str, content: &str) -> Result<()> {
    let found = values.get(name).map(String::as_str);
    ensure!(found == Some(content), "{name} is {found:?}, not {content:?}");
    Ok(())
}

/// The installed files, sorted.
fn files(wine: &Wine) -> Result<Vec<String>> {
    let folder = wine.path(FOLDER);
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let printed = process::output(Command::new("find").args([".", "-type", "f"]).current_dir(folder))?;
    let mut files: Vec<String> =
        printed.lines().map(|line| line.trim_start_matches("./").to_owned()).collect();
    files.sort();
    Ok(files)
}

/// Every shortcut to the program, wherever wine keeps its menu and its desktop.
fn shortcuts(wine: &Wine) -> Result<Vec<String>> {
    let mut find = Command::new("find");
    let printed = process::output(find.args([".", "-iname", "*express*.lnk"]).current_dir(wine.folder()))?;
    Ok(printed.lines().map(ToOwned::to_owned).collect())
}

/// The versions that the list of installed programs names.
fn products(wine: &Wine) -> Result<Vec<String>> {
    let values = wine.values(PROGRAMS)?;
    let ours = values.iter().filter(|(name, content)| name.ends_with(r"\DisplayName") && *content == NAME);
    let version = |name: &str| {
        let key = name.trim_end_matches("DisplayName");
        values.get(&format!("{key}DisplayVersion")).map(|text| text.trim_start_matches("REG_SZ ").to_owned())
    };
    Ok(ours.filter_map(|(name, _)| version(name)).collect())
}

/// The folder of the person under whose name wine runs.
fn user(wine: &Wine) -> Result<std::path::PathBuf> {
    let printed = wine.expect(&["cmd", "/c", "echo %USERNAME%"])?;
    Ok(wine.path("users").join(printed.trim()))
}
