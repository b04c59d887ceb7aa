//! The life of the debs on a bare Debian 12 without a network: install, start, upgrade, also while the program runs, remove, purge;
//! and what the program says there without its web view.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, ensure};

use super::super::test::Tried;
use super::debian::{Base, DESKTOP, Root};
use super::{Bench, obstacle, running, signing, window_script, without_web_view};

const INSTALL: &str = "apt-get -q install -y --no-install-recommends";
/// The article that the person bookmarks before the upgrade.
const BOOKMARK: &str = "login/qr-login";
/// Every path, but those of the kernel, of apt's own lists, of logs and of people.
const LIST: &str = "find / -xdev \\( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /run -o -path /srv \
                    -o -path /home -o -path /root -o -path /var/log -o -path /var/cache/apt -o -path /var/lib/apt \\) \
                    -prune -o -print";

pub(super) fn check(bench: &Bench<'_>) -> Result<Tried> {
    if let Some(reason) = obstacle() {
        return Ok(Tried::Nothing(format!("installing the debs in a bare Debian 12: {reason}")));
    }
    live(bench).map(Into::into)
}

fn live(bench: &Bench<'_>) -> Result<()> {
    let debs = ["express-help", "express-helpkit"].map(|product| bench.package("packages", product, ".deb"));
    let debs: Vec<_> = debs.into_iter().collect::<Result<_>>()?;
    let base = Base::prepare(bench.project, &debs)?;
    let signed = signing::signed(bench)?;
    let shown = vec![("repository", signed.folder), ("previous", bench.folder("previous"))];
    let root = base.copy(bench.scratch.path().join("debian"), shown)?;
    fs::copy(&signed.ring, root.path("/usr/share/keyrings/express-help.gpg"))?;
    window_script(&root.path("/usr/local/bin"))?;
    fs::write(
        root.path("/etc/apt/sources.list.d/test.list"),
        "deb [trusted=yes] file:/srv/dependencies ./\n\
         deb [signed-by=/usr/share/keyrings/express-help.gpg] file:/srv/repository ./\n",
    )?;
    root.run("useradd --create-home ivanov; apt-get -q update")?;
    first_install(bench, &root)?;
    let before = paths(&root)?;
    let left: Vec<_> = before.iter().filter(|path| path.contains("express-help")).collect();
    ensure!(left == ["/usr/share/keyrings/express-help.gpg"], "purging left {left:?}");
    old_version(bench, &root)?;
    upgrade(bench, &root)?;
    running::check(bench, &root)?;
    policies(&root)?;
    without_web_view::check(&root)?;
    remove(&root)?;
    let after = paths(&root)?;
    let changed: Vec<_> = before.symmetric_difference(&after).collect();
    ensure!(changed.is_empty(), "after the purge other files are there than before: {changed:?}");
    Ok(())
}

/// From the signed repository; whatever the dependencies themselves leave behind is there after this.
fn first_install(bench: &Bench<'_>, root: &Root) -> Result<()> {
    root.run(&format!("{INSTALL} {DESKTOP} express-help express-helpkit"))?;
    versions(root, &bench.release.version)?;
    for program in ["express-help", "helpkit"] {
        let printed = root.run(&format!("{program} --version"))?;
        ensure!(printed.trim() == format!("{program} {}", env!("CARGO_PKG_VERSION")), "{printed}");
    }
    let handler = as_user(root, "xdg-mime query default x-scheme-handler/express-help")?;
    ensure!(handler.trim() == "express-help.desktop", "express-help:// belongs to {handler:?}");
    root.run("apt-get -q purge -y express-help express-helpkit").map(drop)
}

/// From files, as an administrator tries it; a person sets a bookmark.
fn old_version(bench: &Bench<'_>, root: &Root) -> Result<()> {
    root.run(&format!("{INSTALL} /srv/previous/*.deb"))?;
    versions(root, &bench.release.previous().version)?;
    let found = as_user(root, "express-help --search 'не приходит код' --json")?;
    ensure!(found.contains("\"hits\""), "{found}");
    window(root, &format!("BOOKMARK={BOOKMARK}"), &format!("--article {BOOKMARK}"))?;
    data(root)
}

fn upgrade(bench: &Bench<'_>, root: &Root) -> Result<()> {
    root.run("apt-get -q upgrade -y --no-install-recommends")?;
    versions(root, &bench.release.version)?;
    data(root)?;
    window(root, "", "--lang en")?;
    data(root)
}

/// The installed program accepts every example policy of its own documentation folder, and the example does something.
fn policies(root: &Root) -> Result<()> {
    let examples = "/usr/share/doc/express-help/examples";
    let found = root.run(&format!("cd {examples}; ls managed/*.json recommended/*.json"))?;
    ensure!(found.lines().count() >= 4, "only {found} in {examples}");
    for example in found.lines() {
        let folder = format!("/etc/express-help/policies/{}", example.split('/').next().unwrap_or_default());
        root.run(&format!("mkdir -p {folder}; cp {examples}/{example} {folder}"))?;
        let printed = as_user(root, "express-help --print-policy --json")
            .with_context(|| format!("{example} is not accepted"))?;
        let name = example.split('/').next_back().unwrap_or_default();
        ensure!(printed.contains(name), "{example} sets nothing: {printed}");
        root.run("rm -r /etc/express-help")?;
    }
    Ok(())
}

fn remove(root: &Root) -> Result<()> {
    root.run("apt-get -q remove -y express-help express-helpkit")?;
    let left = root.run("ls /usr/bin/express-help /usr/bin/helpkit 2>/dev/null || true")?;
    ensure!(left.is_empty(), "removing left {left}");
    let handlers = root.run("cat /usr/share/applications/mimeinfo.cache || true")?;
    ensure!(!handlers.contains("express-help"), "the removed program is still a handler: {handlers}");
    root.run("apt-get -q purge -y express-help express-helpkit")?;
    // What belongs to a person is that person's to delete.
    data(root)
}

pub(super) fn versions(root: &Root, wanted: &str) -> Result<()> {
    let printed =
        root.run("dpkg-query -W -f '${Version} ${db:Status-Status}\\n' express-help express-helpkit")?;
    let expected = format!("{wanted} installed\n").repeat(2);
    ensure!(printed == expected, "installed is {printed}, not {expected}");
    Ok(())
}

/// The bookmark is still in the user's file, and that file has not been set aside as damaged.
pub(super) fn data(root: &Root) -> Result<()> {
    let folder = "/home/ivanov/.local/share/express-help";
    let found = root.run(&format!("grep -alr '{BOOKMARK}' {folder} || true; ls {folder}"))?;
    ensure!(found.contains(&format!("{folder}/user.sqlite")), "the bookmark is gone: {found}");
    ensure!(!found.contains("damaged"), "the user's file was set aside: {found}");
    Ok(())
}

fn window(root: &Root, variable: &str, arguments: &str) -> Result<()> {
    let printed = as_user(root, &format!("{variable} sh /usr/local/bin/window.sh express-help {arguments}"))?;
    ensure!(printed.contains("window: ") && printed.contains("eXpress"), "{printed}");
    Ok(())
}

pub(super) fn as_user(root: &Root, command: &str) -> Result<String> {
    let environment = "HOME=/home/ivanov USER=ivanov LC_ALL=C.UTF-8";
    root.run(&format!("cd /home/ivanov; runuser -u ivanov -- env -i PATH=$PATH {environment} {command}"))
}

fn paths(root: &Root) -> Result<BTreeSet<String>> {
    Ok(root.run(LIST)?.lines().map(ToOwned::to_owned).collect())
}
