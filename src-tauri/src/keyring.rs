//! The system's keyring: Secret Service on Linux, Credential Manager on Windows, Keychain on macOS.
//!
//! It is opened for every question, because it may start, stop or be locked while the program runs.

use std::sync::Arc;

use help_app::{Keyring, SecretString, SecretsError};
use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error};
use secrecy::ExposeSecret;

/// What secrets are filed under in the keyring.
const SERVICE: &str = "express-help";

/// The keyring of the person who runs the program.
pub(crate) struct SystemKeyring;

impl Keyring for SystemKeyring {
    fn probe(&self) -> Result<(), SecretsError> {
        store().map(drop).map_err(|error| failed(&error))
    }

    fn read(&self, account: &str) -> Result<Option<SecretString>, SecretsError> {
        match entry(account).and_then(|entry| entry.get_password()) {
            Ok(secret) => Ok(Some(SecretString::from(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(failed(&error)),
        }
    }

    fn write(&self, account: &str, secret: &SecretString) -> Result<(), SecretsError> {
        let kept = entry(account).and_then(|entry| entry.set_password(secret.expose_secret()));
        kept.map_err(|error| failed(&error))
    }

    fn holds(&self, account: &str) -> Result<bool, SecretsError> {
        holds(account)
    }

    fn forget(&self, account: &str) -> Result<(), SecretsError> {
        match entry(account).and_then(|entry| entry.delete_credential()) {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(failed(&error)),
        }
    }
}

/// Asks the service itself: a search through the store would have the person unlock the keyring.
#[cfg(target_os = "linux")]
fn holds(account: &str) -> Result<bool, SecretsError> {
    use secret_service::EncryptionType;
    use secret_service::blocking::SecretService;
    let attributes = [("service", SERVICE), ("username", account)];
    // No secret is read, so there is nothing to encrypt.
    let found = SecretService::connect(EncryptionType::Plain).and_then(|service| {
        service.search_items(attributes.into()).map(|found| found.unlocked.len() + found.locked.len())
    });
    found.map(|count| count > 0).map_err(|error| SecretsError { source: error.to_string().into() })
}

#[cfg(not(target_os = "linux"))]
fn holds(account: &str) -> Result<bool, SecretsError> {
    match entry(account).and_then(|entry| entry.get_attributes()) {
        Ok(_) => Ok(true),
        Err(Error::NoEntry) => Ok(false),
        Err(error) => Err(failed(&error)),
    }
}

fn entry(account: &str) -> keyring_core::Result<Entry> {
    store()?.build(SERVICE, account, None)
}

#[cfg(target_os = "linux")]
fn store() -> keyring_core::Result<Arc<zbus_secret_service_keyring_store::Store>> {
    zbus_secret_service_keyring_store::Store::new()
}

#[cfg(target_os = "macos")]
fn store() -> keyring_core::Result<Arc<apple_native_keyring_store::keychain::Store>> {
    apple_native_keyring_store::keychain::Store::new()
}

#[cfg(windows)]
fn store() -> keyring_core::Result<Arc<windows_native_keyring_store::Store>> {
    windows_native_keyring_store::Store::new()
}

/// Only the words: the error itself may hold the secret it could not read.
fn failed(error: &Error) -> SecretsError {
    SecretsError { source: error.to_string().into() }
}
