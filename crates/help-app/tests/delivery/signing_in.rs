//! Name and password of the mail server.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use help_app::dto::{RequestStatus, SecretKept, TransportKind};
use help_app::{ErrorCode, HelpApp, Keyring, SecretString, SecretsError};
use serde_json::json;

use crate::harness::{FakeKeyring, nobody, now, only, open, round, send, server_at};

const PASSWORD: &str = "correct horse";

/// A server that wants a password; nobody listens, so that what is known of the password shows before the connection.
fn wanting(folder: &Path, keyring: Option<Arc<dyn Keyring>>) -> HelpApp {
    let mut policies = server_at(nobody());
    policies[4].1 = json!("starttls");
    policies.push(("SmtpAuth", json!("keyring")));
    open(folder, &policies, keyring)
}

fn sign_in(app: &HelpApp, kept: SecretKept) -> SecretKept {
    let signed_in = app.sign_in(" ivanov ", SecretString::from(PASSWORD), kept, now()).unwrap();
    assert_eq!(signed_in.support.requests[0].status, RequestStatus::Waiting);
    signed_in.kept
}

#[test]
fn a_request_without_a_password_goes_again_once_the_person_has_signed_in() {
    let folder = tempfile::tempdir().unwrap();
    let keyring = Arc::new(FakeKeyring::default());
    let app = wanting(folder.path(), Some(keyring.clone()));
    send(&app, TransportKind::Smtp);
    round(&app);
    assert_eq!(
        (only(&app).status, only(&app).reason.as_deref()),
        (RequestStatus::Failed, Some("secret-missing"))
    );
    let view = app.sign_in_view().unwrap();
    assert_eq!((view.host.as_str(), view.user, view.keyring), ("127.0.0.1", None, true));
    assert_eq!(sign_in(&app, SecretKept::Keyring), SecretKept::Keyring);
    assert_eq!(keyring.secrets.lock().unwrap()["127.0.0.1"], format!("ivanov\n{PASSWORD}"));
    // The password is there: now it is the server that is missing.
    round(&app);
    assert_eq!(only(&app).reason.as_deref(), Some("unreachable"));

    // The next start, from the keyring alone.
    let app = wanting(folder.path(), Some(keyring.clone()));
    app.retry_request(&only(&app).id, None, now()).unwrap();
    round(&app);
    assert_eq!((only(&app).reason.as_deref(), only(&app).attempts), (Some("unreachable"), 3));
    keyring.locked.store(true, Ordering::Release);
    app.retry_request(&only(&app).id, None, now()).unwrap();
    round(&app);
    assert_eq!(only(&app).reason.as_deref(), Some("secret-missing"));
    assert!(only(&app).detail.unwrap().contains("keyring"));
}

#[test]
fn what_no_keyring_keeps_is_known_until_the_program_ends() {
    let locked = FakeKeyring::default();
    locked.locked.store(true, Ordering::Release);
    let keyrings: [(Option<Arc<dyn Keyring>>, SecretKept); 3] = [
        (None, SecretKept::Keyring),
        (Some(Arc::new(locked)), SecretKept::Keyring),
        (Some(Arc::new(FakeKeyring::default())), SecretKept::Run),
    ];
    for (keyring, wish) in keyrings {
        let folder = tempfile::tempdir().unwrap();
        let app = wanting(folder.path(), keyring.clone());
        send(&app, TransportKind::Smtp);
        round(&app);
        assert_eq!(sign_in(&app, wish), SecretKept::Run);
        assert_eq!(app.sign_in_view().unwrap().user.as_deref(), Some("ivanov"));
        round(&app);
        assert_eq!(only(&app).reason.as_deref(), Some("unreachable"));
        let app = wanting(folder.path(), keyring);
        app.retry_request(&only(&app).id, None, now()).unwrap();
        round(&app);
        assert_eq!(only(&app).reason.as_deref(), Some("secret-missing"));
    }
}

#[test]
fn signing_in_is_forgotten_here_and_in_the_keyring() {
    let folder = tempfile::tempdir().unwrap();
    let keyring = Arc::new(FakeKeyring::default());
    let app = wanting(folder.path(), Some(keyring.clone()));
    assert_eq!(app.sign_in_view().unwrap().kept, None);
    send(&app, TransportKind::Smtp);
    round(&app);
    sign_in(&app, SecretKept::Keyring);
    assert_eq!(app.sign_in_view().unwrap().kept, Some(SecretKept::Keyring));
    keyring.locked.store(true, Ordering::Release);
    let error = app.forget_sign_in().unwrap_err();
    assert!(error.message.contains("unlock") && error.details.is_some(), "{error:?}");
    // What only this run knew is forgotten, and the locked keyring is not.
    let view = app.sign_in_view().unwrap();
    assert_eq!((view.kept, view.user), (Some(SecretKept::Keyring), None));
    keyring.locked.store(false, Ordering::Release);
    assert_eq!(app.forget_sign_in().unwrap().kept, None);
    assert!(keyring.secrets.lock().unwrap().is_empty());
    app.retry_request(&only(&app).id, None, now()).unwrap();
    round(&app);
    assert_eq!(only(&app).reason.as_deref(), Some("secret-missing"));
}

/// What the program finds on a desktop that keeps no secrets.
struct NoKeyring;

impl NoKeyring {
    fn fail<Answer>() -> Result<Answer, SecretsError> {
        Err(SecretsError { source: "nobody keeps secrets here".into() })
    }
}

impl Keyring for NoKeyring {
    fn probe(&self) -> Result<(), SecretsError> {
        Self::fail()
    }

    fn read(&self, _: &str) -> Result<Option<SecretString>, SecretsError> {
        Self::fail()
    }

    fn write(&self, _: &str, _: &SecretString) -> Result<(), SecretsError> {
        Self::fail()
    }

    fn holds(&self, _: &str) -> Result<bool, SecretsError> {
        Self::fail()
    }

    fn forget(&self, _: &str) -> Result<(), SecretsError> {
        Self::fail()
    }
}

#[test]
fn without_a_keyring_the_run_forgets_signing_in() {
    let absent: [Option<Arc<dyn Keyring>>; 2] = [None, Some(Arc::new(NoKeyring))];
    for keyring in absent {
        let is_asked = keyring.is_some();
        let folder = tempfile::tempdir().unwrap();
        let app = wanting(folder.path(), keyring);
        send(&app, TransportKind::Smtp);
        round(&app);
        assert_eq!(sign_in(&app, SecretKept::Run), SecretKept::Run);
        assert_eq!(app.sign_in_view().unwrap().kept, Some(SecretKept::Run));
        assert_eq!(app.forget_sign_in().unwrap().kept, None);
        // Now there is nothing left to forget, and nobody who could say so.
        assert_eq!(app.forget_sign_in().is_err(), is_asked);
    }
}

#[test]
fn nobody_signs_in_without_a_name_a_password_and_a_server_that_asks() {
    let folder = tempfile::tempdir().unwrap();
    let app = wanting(folder.path(), None);
    for (user, password) in
        [("", PASSWORD), (" ", PASSWORD), ("ivanov", ""), ("a\nb", PASSWORD), ("a", "b\r\nc")]
    {
        let error = app.sign_in(user, SecretString::from(password), SecretKept::Run, now()).unwrap_err();
        assert_eq!(error.code, ErrorCode::Invalid, "{user:?} {password:?}");
    }
    let app = open(folder.path(), &server_at(nobody()), None);
    assert_eq!(app.sign_in_view().unwrap_err().code, ErrorCode::Invalid);
}

#[test]
fn the_password_shows_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let app = wanting(folder.path(), None);
    send(&app, TransportKind::Smtp);
    round(&app);
    sign_in(&app, SecretKept::Run);
    round(&app);
    let shown = format!("{app:?} {:?} {:?}", app.support().unwrap(), app.sign_in_view().unwrap());
    assert!(!shown.contains(PASSWORD));
    app.flush().unwrap();
    for file in std::fs::read_dir(folder.path()).unwrap().flatten() {
        let bytes = std::fs::read(file.path()).unwrap_or_default();
        assert!(!bytes.windows(PASSWORD.len()).any(|part| part == PASSWORD.as_bytes()), "{:?}", file.path());
    }
}
