//! Servers that misbehave: each plays a fixed part.

use std::cell::Cell;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::JoinHandle;

use help_support::outbox::Attempt;
use help_support::transport::*;
use help_support::{Parcel, Transport};

use crate::common::{Files, draft, rich, validated};
use crate::settings::{Password, code, impatient, settings};

const GREETING: &str = "220 mail.example.com\r\n";
const HELLO: &str = "250-mail.example.com\r\n250 8BITMIME\r\n";
const OK: &str = "250 ok\r\n";
const GO: &str = "354 go on\r\n";

/// One line of a part.
enum Act {
    /// Says something, then hears a line.
    Say(&'static str),
    /// Says something and hears the message up to its end.
    Take(&'static str),
    /// Says the last words and hangs up.
    End(&'static str),
    /// Says nothing until the client leaves.
    Wait,
    /// Says one letter after the other, without end, until the client leaves.
    Drip,
}

/// Plays a part for one connection. Gives what it heard.
fn play(part: Vec<Act>) -> (u16, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut heard = String::new();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        for act in part {
            perform(&act, &stream, &mut reader, &mut heard);
        }
        heard
    });
    (port, server)
}

fn perform(act: &Act, mut stream: &TcpStream, reader: &mut BufReader<TcpStream>, heard: &mut String) {
    match act {
        Act::Say(words) => {
            stream.write_all(words.as_bytes()).unwrap();
            reader.read_line(heard).unwrap();
        }
        Act::Take(words) => {
            stream.write_all(words.as_bytes()).unwrap();
            while !heard.ends_with("\r\n.\r\n") && reader.read_line(heard).unwrap() > 0 {}
        }
        Act::End(words) => {
            let _ = stream.write_all(words.as_bytes());
        }
        Act::Wait => {
            let _ = reader.read_to_string(heard);
        }
        // The client's limit ends this: writing to a closed connection fails.
        Act::Drip => {
            while stream.write_all(b"2").and_then(|()| stream.flush()).is_ok() {
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
        }
    }
}

fn check(part: Vec<Act>, expected: (&str, Option<ReasonCode>)) -> String {
    let (port, server) = play(part);
    let mut settings = settings(port, Security::None, None);
    settings.timeouts = impatient();
    let delivery = SmtpTransport::new(settings, None).deliver(&rich(), Attempt(1));
    assert_eq!(code(&delivery), expected, "{delivery:?}");
    server.join().unwrap()
}

/// Everything up to the message, then the rest.
fn after_data(rest: Vec<Act>) -> Vec<Act> {
    let start = [Act::Say(GREETING), Act::Say(HELLO), Act::Say(OK), Act::Say(OK)];
    start.into_iter().chain(rest).collect()
}

#[test]
fn what_happens_after_the_message_decides() {
    use ReasonCode::*;
    let check = |rest: Vec<Act>, expected: (&str, Option<ReasonCode>)| {
        let heard = check(after_data([Act::Take(GO)].into_iter().chain(rest).collect()), expected);
        assert!(heard.contains("\r\nMessage-ID: <"), "{heard}");
    };
    check(vec![Act::Say("250 2.0.0 queued as 1\r\n"), Act::End("221 bye\r\n")], ("delivered", None));
    check(vec![Act::End("250 queued\r\n")], ("delivered", None));
    check(vec![Act::End("")], ("unknown", Some(ConnectionLost)));
    check(vec![Act::End("25")], ("unknown", Some(ConnectionLost)));
    check(vec![Act::End("what?\r\n")], ("unknown", Some(NotUnderstood)));
    check(vec![Act::End("354 more\r\n")], ("unknown", Some(NotUnderstood)));
    check(vec![Act::Wait], ("unknown", Some(TimedOut)));
    check(vec![Act::Drip], ("unknown", Some(TimedOut)));
    check(vec![Act::End("451 no space\r\n")], ("later", Some(TryLater)));
    check(vec![Act::End("554 looks like spam\r\n")], ("rejected", Some(Refused)));
}

#[test]
fn what_happens_before_the_message_is_safe_to_repeat() {
    use ReasonCode::*;
    let hello = |rest: Vec<Act>| [Act::Say(GREETING)].into_iter().chain(rest).collect::<Vec<_>>();
    check(vec![Act::End("")], ("later", Some(ConnectionLost)));
    check(vec![Act::Wait], ("later", Some(TimedOut)));
    check(vec![Act::Drip], ("later", Some(TimedOut)));
    check(vec![Act::End("421 too busy\r\n")], ("later", Some(TryLater)));
    check(vec![Act::End("554 not you\r\n")], ("rejected", Some(Refused)));
    check(vec![Act::End("HTTP/1.1 400 Bad Request\r\n")], ("later", Some(NotUnderstood)));
    check(hello(vec![Act::End("250-endless\r\n")]), ("later", Some(ConnectionLost)));
    check(hello(vec![Act::Say(HELLO), Act::End("452 full\r\n")]), ("later", Some(TryLater)));
    check(
        hello(vec![Act::Say(HELLO), Act::Say(OK), Act::End("550 nobody\r\n")]),
        ("rejected", Some(Refused)),
    );
    check(after_data(vec![Act::End("250 not 354\r\n")]), ("later", Some(NotUnderstood)));
    check(after_data(vec![Act::End("554 no\r\n")]), ("rejected", Some(Refused)));
}

#[test]
fn the_end_of_the_message_is_marked_before_it_is_sent() {
    let check = |answer: Result<(), Reason>, rest: Vec<Act>, expected: (&str, Option<ReasonCode>)| {
        let (port, server) = play(after_data([Act::Take(GO)].into_iter().chain(rest).collect()));
        let mut settings = settings(port, Security::None, None);
        settings.timeouts = impatient();
        let marks = Cell::new(0);
        let mark = || {
            marks.set(marks.get() + 1);
            answer.clone()
        };
        let delivery = SmtpTransport::new(settings, None).deliver_marked(&rich(), Attempt(1), &mark);
        assert_eq!((code(&delivery), marks.get()), (expected, 1), "{delivery:?}");
        assert_eq!(server.join().unwrap().contains("\r\n.\r\n"), answer.is_ok());
    };
    check(Ok(()), vec![Act::End("250 queued\r\n")], ("delivered", None));
    let ended = ReasonCode::ProgramEnded;
    check(Err(Reason::new(ended, "")), vec![], ("later", Some(ended)));
}

#[test]
fn nothing_is_sent_without_the_encryption_asked_for() {
    let check = |part: Vec<Act>, security: Security, expected: (&str, Option<ReasonCode>)| {
        let (port, server) = play(part);
        let mut settings = settings(port, security, None);
        settings.timeouts = impatient();
        let delivery =
            SmtpTransport::new(settings, Some(Box::new(Password("right")))).deliver(&rich(), Attempt(1));
        assert_eq!(code(&delivery), expected, "{delivery:?}");
        let heard = server.join().unwrap();
        assert!(!heard.contains("MAIL FROM") && !heard.contains("AUTH"), "{heard}");
    };
    let offer = "250-mail.example.com\r\n250 STARTTLS\r\n";
    let refused = ("rejected", Some(ReasonCode::EncryptionRefused));
    check(vec![Act::Say(GREETING), Act::End(HELLO)], Security::Starttls, refused);
    check(
        vec![Act::Say(GREETING), Act::Say(offer), Act::End("502 changed my mind\r\n")],
        Security::Starttls,
        refused,
    );
    check(
        vec![Act::Say(GREETING), Act::Say(offer), Act::End("220 go\r\n250 injected\r\n")],
        Security::Starttls,
        ("later", Some(ReasonCode::NotUnderstood)),
    );
}

#[test]
fn no_socket_is_opened_without_need() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    let check =
        |change: &dyn Fn(&mut SmtpSettings), secrets: Option<Box<dyn Secrets>>, expected: ReasonCode| {
            let mut settings = settings(port, Security::None, None);
            change(&mut settings);
            let delivery = SmtpTransport::new(settings, secrets).deliver(&rich(), Attempt(1));
            assert_eq!(code(&delivery), ("rejected", Some(expected)));
            assert_eq!(listener.accept().unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
        };
    check(&|settings| settings.network = Network::Forbidden, None, ReasonCode::NetworkForbidden);
    check(&|settings| settings.addresses.to = None, None, ReasonCode::Misconfigured);
    check(&|_| {}, Some(Box::new(Password("right"))), ReasonCode::SecretUnprotected);
    let mut nameless = settings(port, Security::None, None);
    nameless.addresses.sender = None;
    let parcel = Parcel::load(validated(&draft(&[])).unwrap(), &Files::default()).unwrap();
    let delivery = SmtpTransport::new(nameless, None).deliver(&parcel, Attempt(1));
    assert_eq!(code(&delivery), ("rejected", Some(ReasonCode::AddressMissing)));
    assert!(listener.accept().is_err());
}

#[test]
fn a_server_that_is_not_there_may_come_back() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut settings = settings(port, Security::Tls, None);
    settings.timeouts = impatient();
    settings.host = "127.0.0.1".to_owned();
    let delivery = SmtpTransport::new(settings.clone(), None).deliver(&rich(), Attempt(1));
    assert_eq!(code(&delivery), ("later", Some(ReasonCode::Unreachable)));
    settings.host = "no-such-server.invalid".to_owned();
    let delivery = SmtpTransport::new(settings, None).deliver(&rich(), Attempt(1));
    assert_eq!(code(&delivery), ("later", Some(ReasonCode::NameNotFound)));
}
