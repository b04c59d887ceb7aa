//! The text and the mail of a request, and that nothing typed can become a header.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod common;

use common::*;
use help_support::*;
use mail_parser::{MessageParser, MimeHeaders};

const INJECTION: &str = "x\r\nBcc: victim@example.com\r\n\r\n<script>\n.\r\n\u{0}\u{202E}";

fn written(parcel: &Parcel) -> Vec<u8> {
    mail::message(parcel, &addresses("support@example.com")).unwrap()
}

fn without_files(request: Request) -> Parcel {
    Parcel::load(request, &Files::default()).unwrap()
}

fn header_names(message: &[u8]) -> Vec<String> {
    let text = String::from_utf8(message.to_vec()).unwrap();
    let head = text.split("\r\n\r\n").next().unwrap().to_owned();
    let lines = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
    lines.map(|line| line.split(':').next().unwrap().to_owned()).collect()
}

#[test]
fn the_text_says_everything_in_the_language_of_the_request() {
    let body = mail::body(rich().request());
    assert_eq!(
        body,
        "Неполадка: Не приходит код\n\nИмя: Иванов Иван\nПочта: ivanov@example.com\narea: «sign-in»\nsteps:\n\
         1. Открыть\n2. Войти\nplatform: «android»\n\nЧто читал в справке:\n- Статья: login/qr-login\n\n\
         Сведения о компьютере:\n- Version 0.1.0\n- .\n\nВложения:\n- Снимок экрана, с _кавычками_.png (68,3 КиБ)\n\
         - app.log (21 байт)\n- empty.txt (0 байт)\n\n\
         Обращение 01a1f84a-a948-7101-8101-010101010101, 2026-11-20 12:30 +03:00\n"
    );
    let mut draft = Draft::new(RequestKind::Feature, Language::En);
    draft.values.insert(FieldId::new("subject"), "Dark theme".to_owned());
    draft.values.insert(FieldId::new("point"), "A dark theme".to_owned());
    let body = mail::body(&validated(&draft).unwrap());
    assert!(body.starts_with("Suggestion: Dark theme\n\npoint: A dark theme\n\nRequest "), "{body}");
}

#[test]
fn the_mail_is_the_same_every_time() {
    let message = written(&rich());
    assert_eq!(message, written(&rich()));
    let text = String::from_utf8(message.clone()).unwrap();
    assert!(text.is_ascii());
    assert!(text.lines().all(|line| line.len() <= 998), "RFC 5322, section 2.1.1");
    assert!(text.replace("\r\n", "").chars().all(|character| !matches!(character, '\r' | '\n')));
    let parsed = MessageParser::default().parse(&message).unwrap();
    assert_eq!(parsed.date().unwrap().to_timestamp(), CREATED.unix_seconds);
    assert_eq!(format!("<{}>", parsed.message_id().unwrap()), mail::message_id(&id(1)));
    let from = parsed.from().unwrap().first().unwrap();
    assert_eq!((from.name(), from.address()), (Some("Иванов Иван"), Some("help@example.com")));
    assert_eq!(parsed.reply_to().unwrap().first().unwrap().address(), Some("ivanov@example.com"));
    assert_eq!(parsed.to().unwrap().first().unwrap().address(), Some("support@example.com"));
    assert_eq!(parsed.attachment_count(), 3);
}

#[test]
fn the_sender_is_the_configured_one_or_the_person() {
    let check = |email: Option<&str>, sender: Option<&str>, from: &str, reply_to: Option<&str>| {
        let mut addresses = addresses("support@example.com");
        addresses.sender = sender.map(address);
        let parcel = without_files(validated(&draft(&[("email", email.unwrap_or_default())])).unwrap());
        let message = mail::message(&parcel, &addresses).unwrap();
        let parsed = MessageParser::default().parse(&message).unwrap();
        assert_eq!(parsed.from().unwrap().first().unwrap().address(), Some(from));
        let answers = parsed.reply_to().and_then(|to| to.first()).and_then(|to| to.address());
        assert_eq!(answers, reply_to);
    };
    let (person, help) = ("ivanov@example.com", "help@example.com");
    check(Some(person), Some(help), help, Some(person));
    check(None, Some(help), help, None);
    check(Some(person), None, person, None);
    check(None, None, "nobody@express-help.invalid", None);
}

/// Every text of a request from outside, also of one that was not made by a form.
#[test]
fn no_field_can_add_a_header() {
    let expected = header_names(&written(&rich()));
    let check = |what: &str, change: &dyn Fn(&mut Request)| {
        let mut files = Files::default();
        let mut request = rich().request().clone();
        request.attachments = vec![files.attach("a.png", b"")];
        change(&mut request);
        let message = written(&Parcel::load(request, &files).unwrap());
        assert_eq!(header_names(&message), expected, "{what}");
        let parsed = MessageParser::default().parse(&message).unwrap();
        assert_eq!((parsed.bcc().is_none(), parsed.attachment_count()), (true, 1), "{what}");
        let subject = parsed.subject().unwrap();
        assert!(!subject.contains(['\r', '\n', '\0', '\u{202E}']), "{what}: {subject:?}");
        let name = parsed.attachment(0).unwrap().attachment_name().unwrap();
        assert!(!name.contains(['\r', '\n', '\0', '\u{202E}', '/']), "{what}: {name:?}");
    };
    let text = || INJECTION.to_owned();
    check("subject", &|request| request.subject = Subject::new(INJECTION));
    check("long subject", &|request| request.subject = Subject::new(&"Ж".repeat(100_000)));
    check("long word", &|request| request.subject = Subject::new(&"x".repeat(100_000)));
    check("name", &|request| request.person.name = Some(text()));
    check("quoted name", &|request| request.person.name = Some("\"Иванов\" <x@example.com>, y".to_owned()));
    check("only marks", &|request| request.person.name = Some("\u{202E}".to_owned()));
    check("label", &|request| request.answers[0].label = text());
    check("answer", &|request| request.answers[0].shown = text());
    check("context", &|request| request.context = vec![text()]);
    check("diagnostics", &|request| request.diagnostics = vec![text()]);
    check("file", &|request| {
        request.attachments[0].name = FileName::new(&format!("{INJECTION}\"; x=\".png"))
    });
    check("long file", &|request| request.attachments[0].name = FileName::new(&"Ж".repeat(1000)));
    check("boundary", &|request| request.answers[0].shown = format!("--express-help-{}--", request.id));
}
