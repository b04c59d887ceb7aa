//! Signatures, with keys made here: what administrators verify holds, and what was changed or signed by another does not.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::super::package::{Keys, SUMS, files_ending, sign_and_list};
use super::Bench;
use crate::process;

/// A key and where it lies.
struct Key {
    home: PathBuf,
    /// The public half, as people get it.
    public: PathBuf,
    /// The same as gpgv reads it.
    ring: PathBuf,
}

/// The packages signed by a key of this run: a copy of the folder, and the public key.
pub(super) struct Signed {
    pub(super) folder: PathBuf,
    pub(super) ring: PathBuf,
}

pub(super) fn check(bench: &Bench<'_>) -> Result<()> {
    let key = Key::make(&bench.scratch.folder("key")?, "packager@example.com")?;
    let other = Key::make(&bench.scratch.folder("other-key")?, "other@example.com")?;
    let folder = sign(bench, &key, "signed")?;
    lists(&folder, &key, &other)?;
    rpms(bench, &folder, &key)
}

/// Signs a copy of the packages for the test that installs them.
pub(super) fn signed(bench: &Bench<'_>) -> Result<Signed> {
    let key = Key::make(&bench.scratch.folder("repository-key")?, "repository@example.com")?;
    Ok(Signed { folder: sign(bench, &key, "repository")?, ring: key.ring.clone() })
}

fn sign(bench: &Bench<'_>, key: &Key, name: &str) -> Result<PathBuf> {
    // Not private, as that of a packager: apt reads it as a user of its own.
    let folder = bench.folder(name);
    fs::create_dir_all(&folder)?;
    for path in files_ending(&bench.folder("packages"), "")? {
        fs::copy(&path, folder.join(path.file_name().unwrap_or_default()))?;
    }
    let named = |kind: &str| Some(kind.to_owned());
    let keys = Keys {
        lists: named("@example.com"),
        rpm: named("@example.com"),
        windows: None,
        home: Some(key.home.clone()),
    };
    sign_and_list(&folder, &bench.release, &keys)?;
    Ok(folder)
}

impl Key {
    fn make(home: &Path, address: &str) -> Result<Self> {
        let gpg = |arguments: &[&str]| {
            let mut command = Command::new("gpg");
            command.arg("--homedir").arg(home).args(["--batch", "--yes", "--passphrase", ""]).args(arguments);
            process::output(&mut command)
        };
        gpg(&["--quick-generate-key", &format!("Test <{address}>"), "rsa3072", "sign", "never"])?;
        let (public, ring) = (home.join("public.asc"), home.join("public.gpg"));
        let path = |path: &Path| path.to_string_lossy().into_owned();
        gpg(&["--armor", "--output", &path(&public), "--export"])?;
        gpg(&["--output", &path(&ring), "--export"])?;
        Ok(Self { home: home.to_path_buf(), public, ring })
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        // The agent would outlive the folder with its socket.
        let mut stop = Command::new("gpgconf");
        process::succeeds(stop.args(["--kill", "gpg-agent"]).env("GNUPGHOME", &self.home));
    }
}

fn lists(folder: &Path, key: &Key, other: &Key) -> Result<()> {
    let verified = |key: &Key, files: &[&str]| {
        let mut command = Command::new("gpgv");
        process::succeeds(command.arg("--keyring").arg(&key.ring).args(files).current_dir(folder))
    };
    for files in [&["SHA256SUMS.asc", SUMS][..], &["InRelease"]] {
        ensure!(verified(key, files), "{files:?} do not verify");
        ensure!(!verified(other, files), "{files:?} verify with another key");
    }
    let sums = folder.join(SUMS);
    let text = fs::read_to_string(&sums)?;
    fs::write(&sums, format!("{text} "))?;
    ensure!(!verified(key, &["SHA256SUMS.asc", SUMS]), "a changed list verifies");
    fs::write(&sums, text)?;
    process::output(Command::new("sha256sum").args(["--check", "--strict", SUMS]).current_dir(folder))
        .map(drop)
}

fn rpms(bench: &Bench<'_>, folder: &Path, key: &Key) -> Result<()> {
    let database = bench.scratch.folder("rpm-keys")?;
    let keys = |arguments: &[&str], file: &Path| {
        let mut command = Command::new("rpmkeys");
        command.arg("--dbpath").arg(&database).args(arguments).arg(file);
        process::output(command.env("LC_ALL", "C.UTF-8"))
    };
    let package = files_ending(folder, ".rpm")?.into_iter().next().context("there is no rpm")?;
    ensure!(keys(&["--checksig"], &package).is_err(), "a signature by an unknown key passes");
    keys(&["--import"], &key.public)?;
    let printed = keys(&["--checksig"], &package)?;
    ensure!(printed.contains("digests signatures OK"), "{printed}");
    let unsigned = bench.package("packages", "express-help", ".rpm")?;
    let printed = keys(&["--checksig"], &unsigned)?;
    ensure!(!printed.contains("signatures"), "an unsigned rpm passes for signed: {printed}");
    let mut bytes = fs::read(&package)?;
    *bytes.last_mut().context("the rpm is empty")? ^= 1;
    let changed = bench.scratch.path().join("changed.rpm");
    fs::write(&changed, bytes)?;
    ensure!(keys(&["--checksig"], &changed).is_err(), "a changed rpm passes");
    Ok(())
}
