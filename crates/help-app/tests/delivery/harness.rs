//! The help over a user's file and policies, a mail server that plays a part, and a keyring in memory.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

pub use crate::common::now;
use crate::common::options;
use help_app::dto::{RequestEntry, RequestKind, SentView, TransportKind};
use help_app::{HelpApp, Keyring, Round, SecretString, SecretsError, Watch};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

pub type Policies = Vec<(&'static str, Value)>;

pub fn open(folder: &Path, policies: &Policies, keyring: Option<Arc<dyn Keyring>>) -> HelpApp {
    let mut options = options(Some(folder), "ru_RU.UTF-8", policies);
    options.surroundings.keyring = keyring;
    HelpApp::open(&options).unwrap()
}

/// Policies with a mail server at this port that encrypts nothing.
pub fn server_at(port: u16) -> Policies {
    vec![
        ("SupportTransports", json!(["smtp", "mailto", "file"])),
        ("SupportEmailTo", json!("support@example.com")),
        ("SmtpHost", json!("127.0.0.1")),
        ("SmtpPort", json!(port)),
        ("SmtpSecurity", json!("none")),
    ]
}

/// A port that was free a moment ago.
pub fn nobody() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A previewed draft with a file.
pub fn begun(app: &HelpApp, email: &str) -> i64 {
    let id = i64::from(app.new_draft(RequestKind::Problem, "", &[], now()).unwrap().id);
    let values = [("subject", "Нет звука"), ("area", "calls"), ("steps", "Позвонить."), ("email", email)];
    let values: BTreeMap<String, String> =
        values.map(|(field, value)| (field.to_owned(), value.to_owned())).into();
    app.save_draft(id, &values, now()).unwrap();
    app.attach(id, "a.txt", b"attached", now()).unwrap();
    id
}

/// Two requests of one instant still get two ids.
pub fn chance(draft: i64) -> [u8; 10] {
    let mut chance = [7; 10];
    chance[..8].copy_from_slice(&draft.to_be_bytes());
    chance
}

pub fn send(app: &HelpApp, transport: TransportKind) -> SentView {
    let id = begun(app, "ivanov@example.com");
    let seen = app.preview(id, chance(id), now()).unwrap().request;
    app.send(id, &seen, transport, now()).unwrap()
}

/// One round of delivery.
pub fn round(app: &HelpApp) -> Round {
    app.deliver_due(&Watch { now: &now, ending: &|| false, changed: &|| {} }).unwrap()
}

pub fn only(app: &HelpApp) -> RequestEntry {
    let mut requests = app.support().unwrap().requests;
    assert_eq!(requests.len(), 1);
    requests.remove(0)
}

/// What a server does once it has heard the message.
#[derive(Clone, Copy)]
pub enum Part {
    Takes,
    HangsUp,
    /// Says that the program ends when the message begins.
    EndsProgram,
}

pub struct Server {
    pub port: u16,
    pub program_ends: Arc<AtomicBool>,
    thread: JoinHandle<String>,
}

impl Server {
    /// Serves one connection.
    pub fn start(part: Part) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let program_ends = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&program_ends);
        let thread = std::thread::spawn(move || serve(listener.accept().unwrap().0, part, &flag));
        Self { port, program_ends, thread }
    }

    /// Everything that it heard.
    pub fn heard(self) -> String {
        self.thread.join().unwrap()
    }
}

fn serve(mut stream: TcpStream, part: Part, program_ends: &AtomicBool) -> String {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut heard = String::new();
    stream.write_all(b"220 mail.example.com\r\n").unwrap();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return heard;
        }
        heard.push_str(&line);
        if line == "DATA\r\n" {
            program_ends.store(matches!(part, Part::EndsProgram), Ordering::Release);
            stream.write_all(b"354 go on\r\n").unwrap();
            while !heard.ends_with("\r\n.\r\n") && reader.read_line(&mut heard).unwrap_or(0) > 0 {}
            if matches!(part, Part::HangsUp) {
                return heard;
            }
        }
        let _ = stream.write_all(b"250 ok\r\n");
    }
}

/// A keyring in memory, or one that is locked.
#[derive(Default)]
pub struct FakeKeyring {
    pub secrets: Mutex<BTreeMap<String, String>>,
    pub locked: AtomicBool,
}

impl FakeKeyring {
    fn unlocked(&self) -> Result<(), SecretsError> {
        if self.locked.load(Ordering::Acquire) {
            Err(SecretsError { source: "locked".into() })
        } else {
            Ok(())
        }
    }
}

impl Keyring for FakeKeyring {
    fn probe(&self) -> Result<(), SecretsError> {
        self.unlocked()
    }

    fn read(&self, account: &str) -> Result<Option<SecretString>, SecretsError> {
        self.unlocked()?;
        Ok(self.secrets.lock().unwrap().get(account).cloned().map(SecretString::from))
    }

    fn write(&self, account: &str, secret: &SecretString) -> Result<(), SecretsError> {
        self.unlocked()?;
        self.secrets.lock().unwrap().insert(account.to_owned(), secret.expose_secret().to_owned());
        Ok(())
    }

    /// A locked keyring still says what it has.
    fn holds(&self, account: &str) -> Result<bool, SecretsError> {
        Ok(self.secrets.lock().unwrap().contains_key(account))
    }

    fn forget(&self, account: &str) -> Result<(), SecretsError> {
        self.unlocked()?;
        self.secrets.lock().unwrap().remove(account);
        Ok(())
    }
}
