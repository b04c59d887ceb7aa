//! Signing in to the mail server: name and password from the system's keyring, or from the person for this run.
//!
//! The name and the password lie in the keyring as one secret of two lines under the server's name; nothing of them is written
//! anywhere else.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use help_policy::SmtpAuth;
use help_store::RequestState;
use help_support::transport::{Credentials, Reason, ReasonCode, Secrets, SecretsError};
use secrecy::{ExposeSecret, SecretString};

use crate::app::HelpApp;
use crate::dto::{SecretKept, SignInView, SignedInView, TransportKind};
use crate::error::{AppError, ErrorCode};

/// The system's keyring.
pub trait Keyring: Send + Sync {
    /// Fails when there is none that could keep a secret.
    ///
    /// # Errors
    /// [`SecretsError`].
    fn probe(&self) -> Result<(), SecretsError>;

    /// The secret of an account; `None` when there is none.
    ///
    /// # Errors
    /// [`SecretsError`] when the keyring cannot be asked.
    fn read(&self, account: &str) -> Result<Option<SecretString>, SecretsError>;

    /// Keeps the secret of an account in place of an earlier one.
    ///
    /// # Errors
    /// [`SecretsError`] when it is not kept.
    fn write(&self, account: &str, secret: &SecretString) -> Result<(), SecretsError>;

    /// Whether there is a secret of an account. Asks nobody to unlock the keyring.
    ///
    /// # Errors
    /// [`SecretsError`] when the keyring cannot be asked.
    fn holds(&self, account: &str) -> Result<bool, SecretsError>;

    /// Deletes the secret of an account; one that is not there is no error.
    ///
    /// # Errors
    /// [`SecretsError`] when it is still there.
    fn forget(&self, account: &str) -> Result<(), SecretsError>;
}

/// Who knows how to sign in: what was entered in this run, then the keyring.
#[derive(Clone, Default)]
pub(crate) struct Keeper {
    entered: Arc<Mutex<BTreeMap<String, (String, SecretString)>>>,
    keyring: Option<Arc<dyn Keyring>>,
}

impl fmt::Debug for Keeper {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Keeper").finish_non_exhaustive()
    }
}

impl Keeper {
    pub fn new(keyring: Option<Arc<dyn Keyring>>) -> Self {
        Self { entered: Arc::default(), keyring }
    }

    fn remember(&self, host: &str, user: &str, password: SecretString) {
        let mut entered = self.entered.lock().unwrap_or_else(PoisonError::into_inner);
        entered.insert(host.to_owned(), (user.to_owned(), password));
    }

    /// Where name and password are, without reading them.
    fn kept(&self, host: &str) -> Option<SecretKept> {
        if self.keyring.as_ref().is_some_and(|keyring| keyring.holds(host).unwrap_or(false)) {
            return Some(SecretKept::Keyring);
        }
        let entered = self.entered.lock().unwrap_or_else(PoisonError::into_inner);
        entered.contains_key(host).then_some(SecretKept::Run)
    }

    fn forget(&self, host: &str) -> Result<(), SecretsError> {
        let was_entered = self.entered.lock().unwrap_or_else(PoisonError::into_inner).remove(host).is_some();
        let Some(keyring) = &self.keyring else { return Ok(()) };
        match keyring.holds(host) {
            Ok(true) => keyring.forget(host),
            Ok(false) => Ok(()),
            // Where there is no keyring, it was known to this run alone.
            Err(_) if was_entered => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Whether the keyring has it now.
    fn keep(&self, host: &str, user: &str, password: &SecretString) -> bool {
        let secret = SecretString::from(format!("{user}\n{}", password.expose_secret()));
        self.keyring.as_ref().is_some_and(|keyring| keyring.write(host, &secret).is_ok())
    }
}

impl Secrets for Keeper {
    fn credentials(&self, host: &str) -> Result<Option<Credentials>, SecretsError> {
        let entered = self.entered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((user, secret)) = entered.get(host) {
            return Ok(Some(Credentials { user: user.clone(), secret: secret.clone() }));
        }
        // The keyring may ask the person to unlock it: others must not wait for that.
        drop(entered);
        let Some(keyring) = &self.keyring else { return Ok(None) };
        Ok(keyring.read(host)?.and_then(|secret| {
            let (user, password) = secret.expose_secret().split_once('\n')?;
            Some(Credentials { user: user.to_owned(), secret: SecretString::from(password) })
        }))
    }
}

impl HelpApp {
    /// What has to be known to ask for name and password.
    /// # Errors
    /// `Invalid` when policy asks for no signing in.
    pub fn sign_in_view(&self) -> Result<SignInView, AppError> {
        let host = self.signed_in_host()?;
        let entered = self.keeper.entered.lock().unwrap_or_else(PoisonError::into_inner);
        let user = entered.get(&host).map(|(user, _)| user.clone());
        drop(entered);
        let keyring = self.keeper.keyring.as_ref().is_some_and(|keyring| keyring.probe().is_ok());
        let kept = self.keeper.kept(&host);
        Ok(SignInView { host, user, keyring, kept })
    }

    /// Forgets name and password of the mail server, here and in the keyring; requests ask for them again then.
    /// # Errors
    /// `Internal` when the keyring could not be opened: what it has stays, what was known to this run is forgotten.
    /// `Invalid` when policy asks for no signing in.
    pub fn forget_sign_in(&self) -> Result<SignInView, AppError> {
        let host = self.signed_in_host()?;
        self.keeper.forget(&host).map_err(|error| {
            let message = "the keyring still has name and password; unlock it and try again";
            AppError::new(ErrorCode::Internal, message).because(&error)
        })?;
        self.sign_in_view()
    }

    /// Takes name and password, keeps them as asked, and sets the requests going again that failed for want of them.
    /// # Errors
    /// `Invalid` for an empty name or password or one with a line break, or when policy asks for no signing in.
    pub fn sign_in(
        &self,
        user: &str,
        password: SecretString,
        kept: SecretKept,
        now: SystemTime,
    ) -> Result<SignedInView, AppError> {
        let host = self.signed_in_host()?;
        let user = user.trim();
        let is_line = |text: &str| !text.is_empty() && !text.contains(|c: char| c.is_control());
        if !is_line(user) || !is_line(password.expose_secret()) {
            return Err(AppError::new(ErrorCode::Invalid, "name or password is missing; enter both"));
        }
        let is_kept = kept == SecretKept::Keyring && self.keeper.keep(&host, user, &password);
        self.keeper.remember(&host, user, password);
        for entry in self.store.outbox()? {
            let reason = entry.reason.as_deref().and_then(|text| serde_json::from_str::<Reason>(text).ok());
            let wants = matches!(
                reason.map(|reason| reason.code),
                Some(ReasonCode::SecretMissing | ReasonCode::SignInRefused)
            );
            if wants && entry.state == RequestState::Failed && entry.transport == TransportKind::Smtp.name() {
                self.store.retry(&entry.id, None, now)?;
            }
        }
        let kept = if is_kept { SecretKept::Keyring } else { SecretKept::Run };
        Ok(SignedInView { support: self.support()?, kept })
    }

    fn signed_in_host(&self) -> Result<String, AppError> {
        let smtp = self.policy().smtp().filter(|smtp| smtp.auth == SmtpAuth::Keyring);
        let nowhere = || AppError::new(ErrorCode::Invalid, "nobody signs in to a mail server here");
        smtp.map(|smtp| smtp.host).ok_or_else(nowhere)
    }
}
