//! A bare Debian 12 in a folder: made once and kept below the target folder, copied for every test.
//!
//! What runs in it has namespaces of its own, so that no mount and no process outlives it, and no network unless it asks.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::super::package::tool;
use crate::process;
use crate::project::Project;

const SUITE: &str = "bookworm";
/// What a desktop has and the tests need.
pub(super) const DESKTOP: &str = "desktop-file-utils xdg-utils xvfb xauth xdotool dbus";
/// Arguments: the root, folders to show below /srv as `name=path`, then the command. Standard error is the caller's.
const ENTER: &str = r#"
root=$1; shift
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
while [ "$1" != -- ]; do
    mkdir -p "$root/srv/${1%%=*}"
    mount --bind "${1#*=}" "$root/srv/${1%%=*}"
    shift
done
shift
ip link set lo up
exec chroot "$root" "$@"
"#;

/// Whether a command may use the machine's network.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Network {
    Machine,
    Loopback,
}

/// What is kept from run to run.
pub(super) struct Base {
    root: PathBuf,
    /// A repository of everything the packages need.
    dependencies: PathBuf,
}

/// A copy to change.
pub(super) struct Root {
    root: PathBuf,
    shown: Vec<(&'static str, PathBuf)>,
}

impl Base {
    /// Takes what is there, or makes it; `debs` are the packages whose dependencies have to be at hand.
    pub(super) fn prepare(project: &Project, debs: &[PathBuf]) -> Result<Self> {
        let folder = project.target.join("packages-test");
        let base = Self { root: folder.join("debian-12"), dependencies: folder.join("dependencies") };
        fs::create_dir_all(&folder)?;
        if !base.root.exists() {
            base.bootstrap(&folder.join("debian-12.partial"))?;
        }
        let (stamp, wanted) = (folder.join("dependencies.stamp"), wanted(debs)?);
        if fs::read_to_string(&stamp).is_ok_and(|there| there == wanted) {
            return Ok(base);
        }
        base.fetch(debs)?;
        fs::write(&stamp, wanted)?;
        Ok(base)
    }

    fn bootstrap(&self, partial: &Path) -> Result<()> {
        if partial.exists() {
            fs::remove_dir_all(partial)?;
        }
        let archive = sources()?.into_iter().find(|line| line.contains(&format!(" {SUITE} ")));
        let archive = archive.as_deref().and_then(|line| line.split(' ').nth(1));
        let mut command = Command::new("debootstrap");
        command.args(["--variant=minbase", "--include=ca-certificates", SUITE]).arg(partial).args(archive);
        process::run(&mut command)?;
        // Nothing is to start services in here.
        let policy = partial.join("usr/sbin/policy-rc.d");
        fs::write(&policy, "#!/bin/sh\nexit 101\n")?;
        process::output(Command::new("chmod").arg("755").arg(&policy))?;
        fs::rename(partial, &self.root).context("cannot keep the bare system")
    }

    /// Downloads what the packages need, from the sources that this machine has for Debian, and makes a repository of it.
    fn fetch(&self, debs: &[PathBuf]) -> Result<()> {
        if self.dependencies.exists() {
            fs::remove_dir_all(&self.dependencies)?;
        }
        fs::create_dir_all(&self.dependencies)?;
        let packages = debs[0].parent().context("a package lies in a folder")?.to_path_buf();
        let names = debs.iter().filter_map(|deb| deb.file_name()?.to_str());
        let paths: Vec<String> = names.map(|name| format!("/srv/packages/{name}")).collect();
        fs::copy("/etc/resolv.conf", self.root.join("etc/resolv.conf"))?;
        fs::write(self.root.join("etc/apt/sources.list"), sources()?.join("\n") + "\n")?;
        let root = Root {
            root: self.root.clone(),
            shown: vec![("packages", packages), ("dependencies", self.dependencies.clone())],
        };
        root.enter(
            Network::Machine,
            &format!(
                "apt-get -q update; apt-get -q install -y --no-install-recommends --download-only {DESKTOP} {}; \
                 mv /var/cache/apt/archives/*.deb /srv/dependencies; \
                 rm -rf /var/lib/apt/lists/* /etc/apt/sources.list /etc/resolv.conf",
                paths.join(" ")
            ),
        )?;
        let list = tool("dpkg-scanpackages", &self.dependencies, 0, &["--multiversion", "."])?;
        Ok(fs::write(self.dependencies.join("Packages"), list)?)
    }

    /// Makes a copy that shows these folders below /srv, and the dependencies.
    pub(super) fn copy(&self, to: PathBuf, mut shown: Vec<(&'static str, PathBuf)>) -> Result<Root> {
        process::output(Command::new("cp").args(["-a", "--reflink=auto"]).arg(&self.root).arg(&to))?;
        shown.push(("dependencies", self.dependencies.clone()));
        Ok(Root { root: to, shown })
    }
}

impl Root {
    /// Where it lies.
    pub(super) fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside.trim_start_matches('/'))
    }

    /// Runs a script of the shell as root; gives what it prints. It has no network but loopback.
    pub(super) fn run(&self, script: &str) -> Result<String> {
        self.enter(Network::Loopback, script)
    }

    fn enter(&self, network: Network, script: &str) -> Result<String> {
        let mut command = Command::new("unshare");
        command.args(["--mount", "--pid", "--fork", "--kill-child"]);
        if network == Network::Loopback {
            command.arg("--net");
        }
        command.args(["sh", "-ec", ENTER, "sh"]).arg(&self.root);
        for (name, path) in &self.shown {
            command.arg(format!("{name}={}", path.display()));
        }
        command.args(["--", "sh", "-ec", script]).env_clear();
        command.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").env("LC_ALL", "C.UTF-8").env("HOME", "/root");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        for name in ["http_proxy", "https_proxy", "no_proxy"] {
            command.envs(std::env::var_os(name).map(|value| (name, value)));
        }
        process::output(&mut command)
    }
}

/// The lines for sources.list: what this machine itself takes Debian from.
fn sources() -> Result<Vec<String>> {
    let format = "$(ORIGIN)|deb $(REPO_URI) $(RELEASE) $(COMPONENT)";
    let printed = process::output(Command::new("apt-get").args([
        "indextargets",
        "--format",
        format,
        "Created-By: Packages",
    ]))?;
    let lines = debian_lines(&printed);
    if lines.is_empty() {
        bail!("this machine takes no packages of Debian 12 from anywhere: the test needs one that does");
    }
    Ok(lines)
}

fn debian_lines(printed: &str) -> Vec<String> {
    let ours = |line: &&str| line.split(' ').nth(2).is_some_and(|suite| suite.starts_with(SUITE));
    let mut lines: Vec<String> = printed
        .lines()
        .filter_map(|line| line.strip_prefix("Debian|"))
        .filter(ours)
        .map(ToOwned::to_owned)
        .collect();
    lines.sort();
    lines.dedup();
    lines
}

/// What the repository of dependencies is made for.
fn wanted(debs: &[PathBuf]) -> Result<String> {
    let mut wanted = format!("{SUITE} {DESKTOP}\n");
    for deb in debs {
        wanted.push_str(&process::output(Command::new("dpkg-deb").arg("--field").arg(deb).arg("Depends"))?);
    }
    Ok(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_debian_itself_is_a_source() {
        let printed = "Debian|deb http://deb.example/debian/ bookworm main\n\
                       Debian|deb http://deb.example/debian/ bookworm main\n\
                       Debian|deb http://deb.example/debian/ bookworm-updates main\n\
                       Debian|deb http://deb.example/debian/ trixie main\n\
                       Other|deb http://other.example/ bookworm main\n";
        assert_eq!(
            debian_lines(printed),
            [
                "deb http://deb.example/debian/ bookworm main",
                "deb http://deb.example/debian/ bookworm-updates main"
            ]
        );
    }
}
