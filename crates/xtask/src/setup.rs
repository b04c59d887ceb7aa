//! What the system must have before anything can be built or tested: packages and Node.
//!
//! On Debian and its relatives missing packages are installed where that needs no password; everywhere else the
//! command is printed and the work stops. The window's own packages are the business of `interface`.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::{fs, io};

use anyhow::{Context, Result, bail};

use crate::process;

const BUILD_PACKAGES: &[&str] =
    &["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev", "librsvg2-dev", "libssl-dev"];
/// `dbus-x11` brings `dbus-run-session` on every release: which package holds it has changed.
const TEST_PACKAGES: &[&str] = &[
    "xvfb",
    "xauth",
    "webkit2gtk-driver",
    "dbus-x11",
    "gnome-keyring",
    "xdotool",
    "x11-xkb-utils",
    "iproute2",
    "util-linux",
    "imagemagick",
    "librsvg2-bin",
    "hunspell-ru",
    "hunspell-en-gb",
];
/// What makes packages.
const PACKAGE_PACKAGES: &[&str] = &["dpkg-dev", "binutils", "xz-utils", "gnupg", "rpm"];
/// What builds the program for Windows and packs it: Debian's own compiler, because it comes with the sources of Rust's library.
const WINDOWS_PACKAGES: &[&str] = &[
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "gcc-mingw-w64-x86-64",
    "g++-mingw-w64-x86-64",
    "wixl",
    "msitools",
    "osslsigncode",
    "faketime",
];
/// What installs and runs it here.
const WINDOWS_TEST_PACKAGES: &[&str] = &["wine64", "openssl"];
/// What checks and installs them.
const PACKAGE_TEST_PACKAGES: &[&str] =
    &["lintian", "rpmlint", "appstream", "desktop-file-utils", "debootstrap", "man-db", "gpgv", "shellcheck"];
/// Downloads without rights and without installing; `--reinstall` also what this machine has already.
const MAIL_SERVER: &[&str] =
    &["-q", "-y", "--download-only", "--reinstall", "--no-install-recommends", "-oDebug::NoLocking=1"];
const MAIL_PACKAGES: &[&str] = &["install", "exim4-daemon-light", "libnss-wrapper"];
/// The same on systems without dpkg: what pkg-config and the search path must know.
const BUILD_LIBRARIES: &[&str] = &["webkit2gtk-4.1", "librsvg-2.0", "openssl"];
const TEST_PROGRAMS: &[&str] = &[
    "Xvfb",
    "xauth",
    "WebKitWebDriver",
    "dbus-run-session",
    "gnome-keyring-daemon",
    "xdotool",
    "setxkbmap",
    "ip",
    "unshare",
    "import",
    "rsvg-convert",
];
const FEDORA_BUILD: &str =
    "sudo dnf install @development-tools pkgconf webkit2gtk4.1-devel librsvg2-devel openssl-devel";
const FEDORA_TESTS: &str = "sudo dnf install xorg-x11-server-Xvfb xauth webkit2gtk4.1 dbus-daemon gnome-keyring xdotool setxkbmap \
                            iproute util-linux ImageMagick librsvg2-tools hunspell-ru hunspell-en-GB";
/// The oldest Node that the bundler of the window runs on.
const NODE: (u32, u32) = (20, 19);

/// What the packages are for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Compiling the program.
    Build,
    /// Compiling it and driving its window.
    BuildAndTests,
    /// Making packages of compiled programs.
    Packages,
    /// Making packages, checking and installing them.
    PackagesAndTests,
    /// Building the program for Windows and making its package.
    Windows,
    /// Making the package for Windows, installing it and running the program.
    WindowsAndTests,
}

/// Makes sure the system's packages are there, installing them where that is possible without a question.
pub(crate) fn packages(need: Need) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    if process::find("dpkg-query").is_some() { debian_packages(need) } else { other_packages(need) }
}

/// Fetches the mail server that requests are delivered to in tests, with what this machine lacks of its libraries. It is not
/// installed: the tests unpack it.
pub(crate) fn mail_server(target: &Path) -> Result<()> {
    if process::find("apt-get").is_none() {
        return Ok(());
    }
    let folder = target.join("exim4");
    fs::create_dir_all(folder.join("partial"))
        .with_context(|| format!("cannot make {}", folder.display()))?;
    let is_package = |entry: io::Result<fs::DirEntry>| {
        entry.is_ok_and(|entry| entry.path().extension().is_some_and(|ending| ending == "deb"))
    };
    if folder.join("root/usr/sbin/exim4").exists() || fs::read_dir(&folder)?.any(is_package) {
        return Ok(());
    }
    let fetch =
        || process::run(Command::new("apt-get").args(MAIL_SERVER).arg(archives(&folder)).args(MAIL_PACKAGES));
    if fetch().is_ok() {
        return Ok(());
    }
    // A fresh machine has no lists of packages yet.
    let Some(prefix) = root_prefix() else { return fetch() };
    process::run(Command::new(prefix[0]).args(&prefix[1..]).args(["apt-get", "-q", "update"]))?;
    fetch()
}

fn archives(folder: &Path) -> OsString {
    let mut option = OsString::from("-oDir::Cache::archives=");
    option.push(folder);
    option
}

/// Makes sure Node is there and new enough.
pub(crate) fn node() -> Result<()> {
    let (major, minor) = NODE;
    let advice = format!("install Node {major}.{minor} or newer (the long-term version) and start again");
    let printed = process::output(Command::new("node").arg("--version"))
        .with_context(|| format!("Node is missing: {advice}"))?;
    let printed = printed.trim();
    match parse_version(printed) {
        Some(version) if version >= NODE => Ok(()),
        _ => bail!("Node is {printed}, which is too old: {advice}"),
    }
}

fn debian_packages(need: Need) -> Result<()> {
    let wanted: Vec<&str> = match need {
        Need::Build => BUILD_PACKAGES.to_vec(),
        Need::BuildAndTests => [BUILD_PACKAGES, TEST_PACKAGES].concat(),
        Need::Packages => PACKAGE_PACKAGES.to_vec(),
        Need::Windows => [BUILD_PACKAGES, WINDOWS_PACKAGES].concat(),
        Need::WindowsAndTests => [TEST_PACKAGES, WINDOWS_PACKAGES, WINDOWS_TEST_PACKAGES].concat(),
        Need::PackagesAndTests => [TEST_PACKAGES, PACKAGE_PACKAGES, PACKAGE_TEST_PACKAGES].concat(),
    };
    let missing = missing_packages(&wanted, &installed_packages(&wanted)?);
    if missing.is_empty() {
        return Ok(());
    }
    eprintln!("missing system packages: {}", missing.join(" "));
    match root_prefix() {
        Some(prefix) => install_lines(&missing).into_iter().try_for_each(|line| {
            let words: Vec<&str> = prefix.iter().copied().chain(line).collect();
            process::run(Command::new(words[0]).args(&words[1..]))
        }),
        None => bail!(
            "installing packages needs a password here; run this and start again:\n  \
             sudo apt-get update && sudo apt-get install -y --no-install-recommends {}",
            missing.join(" ")
        ),
    }
}

/// dpkg-query fails when one of the names is unknown, yet prints the others: its exit code says nothing here.
fn installed_packages(names: &[&str]) -> Result<String> {
    let mut command = Command::new("dpkg-query");
    command.args(["-W", "-f", "${Package} ${db:Status-Status}\n"]).args(names);
    let output = command.output().context("cannot ask dpkg-query for the installed packages")?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn missing_packages<'name>(wanted: &[&'name str], listing: &str) -> Vec<&'name str> {
    let installed: BTreeSet<&str> =
        listing.lines().filter_map(|line| line.strip_suffix(" installed")).collect();
    wanted.iter().copied().filter(|name| !installed.contains(name)).collect()
}

/// What to put before a command that only root may run; `None` when that would ask for a password.
fn root_prefix() -> Option<&'static [&'static str]> {
    let user = process::output(Command::new("id").arg("-u")).unwrap_or_default();
    if user.trim() == "0" {
        return Some(&["env"]);
    }
    process::succeeds(Command::new("sudo").args(["-n", "true"])).then_some(&["sudo", "-n", "env"])
}

fn install_lines<'name>(missing: &[&'name str]) -> [Vec<&'name str>; 2] {
    let quiet = "DEBIAN_FRONTEND=noninteractive";
    let update = vec![quiet, "apt-get", "-q", "update"];
    let install = vec![quiet, "apt-get", "-q", "install", "-y", "--no-install-recommends"];
    [update, [install, missing.to_vec()].concat()]
}

fn other_packages(need: Need) -> Result<()> {
    if !matches!(need, Need::Build | Need::BuildAndTests) {
        bail!("packages are made on Debian 12 or newer: their dependencies are computed there");
    }
    let library = |name: &&&str| !process::succeeds(Command::new("pkg-config").args(["--exists", name]));
    let missing: Vec<&str> = BUILD_LIBRARIES.iter().filter(library).copied().collect();
    if !missing.is_empty() {
        bail!("missing libraries: {}. On Fedora this installs them: {FEDORA_BUILD}", missing.join(", "));
    }
    let program = |name: &&&str| process::find(name).is_none();
    let missing: Vec<&str> = TEST_PROGRAMS.iter().filter(program).copied().collect();
    if need == Need::BuildAndTests && !missing.is_empty() {
        bail!("missing programs: {}. On Fedora this installs them: {FEDORA_TESTS}", missing.join(", "));
    }
    Ok(())
}

/// Reads `v20.19.1` as (20, 19).
fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.strip_prefix('v')?.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_packages_that_are_installed_count() {
        let listing = "xvfb installed\nxauth config-files\nlibssl-dev not-installed\n";
        assert_eq!(
            missing_packages(&["xvfb", "xauth", "libssl-dev", "new"], listing),
            ["xauth", "libssl-dev", "new"]
        );
        assert!(missing_packages(&["xvfb"], listing).is_empty());
    }

    #[test]
    fn packages_are_installed_without_questions() {
        let [update, install] = install_lines(&["xvfb", "xauth"]);
        assert_eq!(update.join(" "), "DEBIAN_FRONTEND=noninteractive apt-get -q update");
        assert_eq!(
            install.join(" "),
            "DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends xvfb xauth"
        );
    }

    #[test]
    fn versions_of_node_are_compared() {
        let check = |text: &str, expected: bool| {
            assert_eq!(parse_version(text).is_some_and(|version| version >= NODE), expected, "{text}");
        };
        check("v20.19.0", true);
        check("v22.1.0", true);
        check("v20.18.3", false);
        check("v18.20.4", false);
        check("20.19.0", false);
        check("", false);
    }
}
