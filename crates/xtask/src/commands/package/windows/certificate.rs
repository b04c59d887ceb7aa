//! Authenticode signatures, with a certificate that the environment names. Without one the run says "unsigned".

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// The file with certificate and key, PKCS #12.
const FILE: &str = "EXPRESS_HELP_WINDOWS_PKCS12";
/// A file with its password: an argument or a variable would be read by others.
const PASSWORD: &str = "EXPRESS_HELP_WINDOWS_PASSWORD_FILE";
/// The address of a time stamping service (RFC 3161); a signature without a time ends with its certificate.
const TIME: &str = "EXPRESS_HELP_WINDOWS_TIMESTAMP";

/// What signs the program and its package.
#[derive(Clone)]
pub(crate) struct Certificate {
    pub(crate) file: PathBuf,
    pub(crate) password: Option<PathBuf>,
    pub(crate) time_service: Option<String>,
}

impl Certificate {
    /// The certificate that the environment names.
    pub(crate) fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let given = |name: &str| variable(name).filter(|value| !value.is_empty());
        Some(Self {
            file: given(FILE)?.into(),
            password: given(PASSWORD).map(Into::into),
            time_service: given(TIME),
        })
    }

    /// Signs a program or a package in place.
    pub(crate) fn sign(&self, path: &Path) -> Result<()> {
        let signed = path.with_extension("signed");
        let mut command = Command::new("osslsigncode");
        command.args(["sign", "-h", "sha256", "-n", "eXpress Help", "-pkcs12"]).arg(&self.file);
        if let Some(password) = &self.password {
            command.arg("-readpass").arg(password);
        }
        if let Some(service) = &self.time_service {
            command.args(["-ts", service]);
        }
        process::output(command.arg("-in").arg(path).arg("-out").arg(&signed))?;
        fs::rename(&signed, path).with_context(|| format!("cannot write {}", path.display()))
    }
}
