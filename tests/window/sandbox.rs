//! A place without a network and with a screen, where disks can be full and the system's settings written: the suite starts
//! itself again inside it. Nothing that is mounted or written below `/etc` here is seen outside.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// Set for the suite inside.
const INSIDE: &str = "EXPRESS_HELP_WINDOW_SUITE";

/// Whether this process is already inside.
pub(crate) fn is_inside() -> bool {
    std::env::var_os(INSIDE).is_some()
}

/// Loopback only, and a copy of `/etc` in place of the system's. Not an overlay: inside a container there is often no way to
/// have one over another. What an ordinary user cannot read (`/etc/shadow`) is left out.
const SCRIPT: &str = "ip link set lo up \
    && mount --rbind /etc /mnt && mount -t tmpfs -o mode=755 express-help /etc \
    && { cp -a /mnt/. /etc/ 2> /dev/null; umount -l /mnt; } \
    && exec dbus-run-session -- \"$0\" \"$@\"";

/// Replaces this process by the same suite in new network and mount namespaces with a session bus of its own.
pub(crate) fn enter() -> ExitCode {
    // An ordinary user needs a user namespace for it, in which it is root.
    let flags = if is_root() { "-nm" } else { "-rnm" };
    let Ok(this) = std::env::current_exe() else { return ExitCode::FAILURE };
    let error = Command::new("unshare")
        .args([flags, "--", "sh", "-c", SCRIPT])
        .arg(this)
        .args(std::env::args_os().skip(1))
        .env(INSIDE, "1")
        .exec();
    eprintln!("cannot start unshare: {error}; `cargo xtask test` installs what the suite needs");
    ExitCode::FAILURE
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// An Xvfb for all sessions, stopped at the end; [`display`] has its number.
pub(crate) struct Screen(Child);

static DISPLAY: std::sync::OnceLock<String> = std::sync::OnceLock::new();

/// The display the programs are to use.
pub(crate) fn display() -> &'static str {
    DISPLAY.get().map_or(":0", String::as_str)
}

impl Screen {
    /// Starts the server and waits until it takes connections.
    ///
    /// # Panics
    /// When Xvfb is missing or does not start: no test could run.
    pub(crate) fn start() -> Self {
        let mut server = Command::new("Xvfb")
            // Without -noreset it begins anew when its last program leaves, and refuses the next one meanwhile.
            .args(["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp", "-noreset"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts; `cargo xtask test` installs it");
        let mut number = String::new();
        let output = server.stdout.take().expect("the output is piped");
        BufReader::new(output).read_line(&mut number).expect("Xvfb says its number");
        assert!(!number.trim().is_empty(), "Xvfb did not start");
        DISPLAY.get_or_init(|| format!(":{}", number.trim()));
        Self(server)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A file system of its own at a folder, gone when this is dropped.
pub(crate) struct Disk(PathBuf);

impl Disk {
    /// Makes a disk with `kilobytes` of space at a folder, which is made too.
    pub(crate) fn mount(folder: &Path, kilobytes: u32) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let size = format!("size={kilobytes}k,mode=700");
        run(Command::new("mount").args(["-t", "tmpfs", "-o", &size, "express-help"]).arg(folder))?;
        Ok(Self(folder.to_owned()))
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

/// Takes the right to write to a disk away, from root too.
pub(crate) fn make_read_only(disk: &Path) -> Result<()> {
    // Of this mount, not of the file system: that would need rights an ordinary user has not.
    run(Command::new("mount").args(["-o", "remount,bind,ro"]).arg(disk))
}

/// Writes a file until no byte fits on a disk any more; the answer is the file.
pub(crate) fn fill(disk: &Path) -> Result<PathBuf> {
    let path = disk.join("ballast");
    let mut file = std::fs::File::create(&path)?;
    for size in [64 << 10, 1 << 10, 1] {
        while file.write_all(&vec![b'x'; size]).is_ok() {}
    }
    Ok(path)
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily: a program that is ending may have files open.
        let _ = run(Command::new("umount").arg("-l").arg(&self.0));
    }
}

fn run(command: &mut Command) -> Result<()> {
    let output = command.output().with_context(|| format!("{command:?}"))?;
    ensure!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

/// What the organisation has set, until this is dropped.
pub(crate) struct Policy(PathBuf);

impl Policy {
    /// Writes the policy where the program reads it.
    pub(crate) fn write(policy: &Value) -> Result<Self> {
        ensure!(is_inside(), "outside this would be the policy of the machine");
        let folder = Path::new("/etc/express-help/policies/managed");
        std::fs::create_dir_all(folder)?;
        // The program refuses files and folders that others may write, whatever the umask is here.
        for folder in folder.ancestors().take(3) {
            std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755))?;
        }
        let file = folder.join("tests.json");
        std::fs::write(&file, policy.to_string())?;
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644))?;
        Ok(Self(file))
    }

    /// The file it stands in.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Policy {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}
