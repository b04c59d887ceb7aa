//! Signing with a certificate made here: the package verifies with it, and not after a change; without one it is unsigned.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::super::super::package::{Certificate, make_msi};
use super::WindowsBench;
use crate::process;

const PASSWORD: &str = "not a secret: a key of this test";

pub(super) fn check(bench: &WindowsBench<'_>) -> Result<()> {
    let folder = bench.scratch.folder("certificate")?;
    let certificate = make(&folder)?;
    let out = bench.scratch.folder("signed")?;
    let version = &bench.versions()[0];
    let package = make_msi(bench.material()?, &bench.release, version, Some(&certificate), &out)?;
    let authority = folder.join("certificate.pem");
    ensure!(verifies(&package, &authority), "a signed package does not verify");
    let unsigned = bench.scratch.path().join(format!("packages/express-help-{version}-x64.msi"));
    ensure!(!verifies(&unsigned, &authority), "an unsigned package passes for signed");
    process::output(Command::new("msiextract").arg("-C").arg(&out).arg(&package))?;
    let printed = process::output(Command::new("find").arg(&out).args(["-name", "express-help.exe"]))?;
    let program = printed.lines().next().context("the package has no program")?;
    ensure!(verifies(Path::new(program), &authority), "the program in a signed package does not verify");
    let mut bytes = fs::read(program)?;
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let changed = out.join("changed.exe");
    fs::write(&changed, bytes)?;
    ensure!(!verifies(&changed, &authority), "a changed program verifies");
    Ok(())
}

fn make(folder: &Path) -> Result<Certificate> {
    let path = |name: &str| folder.join(name);
    fs::write(path("password"), PASSWORD)?;
    let mut request = Command::new("openssl");
    request.args([
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "30",
        "-subj",
        "/CN=Test of eXpress Help",
    ]);
    request.args(["-addext", "extendedKeyUsage=codeSigning"]);
    request.arg("-keyout").arg(path("key.pem")).arg("-out").arg(path("certificate.pem"));
    process::output(&mut request)?;
    let mut pack = Command::new("openssl");
    pack.args(["pkcs12", "-export", "-passout"]).arg(format!("file:{}", path("password").display()));
    pack.arg("-inkey")
        .arg(path("key.pem"))
        .arg("-in")
        .arg(path("certificate.pem"))
        .arg("-out")
        .arg(path("certificate.p12"));
    process::output(&mut pack)?;
    Ok(Certificate { file: path("certificate.p12"), password: Some(path("password")), time_service: None })
}

fn verifies(file: &Path, authority: &Path) -> bool {
    let mut command = Command::new("osslsigncode");
    process::succeeds(command.arg("verify").arg("-CAfile").arg(authority).arg("-in").arg(file))
}
