//! What a real server makes of our mail.

use std::path::Path;

use express_help_mail_server::Exim;
use help_support::outbox::Attempt;
use help_support::transport::*;
use help_support::*;
use mail_parser::{MessageParser, MimeHeaders};

use crate::common::{address, addresses, rich};
use crate::settings::{Nothing, Password, code, settings};

fn to(receiver: &str, exim: &Exim, security: Security) -> SmtpSettings {
    let mut settings = settings(exim.port, security, Some(&exim.authority()));
    settings.addresses.to = Some(address(receiver));
    settings
}

fn deliver(settings: SmtpSettings, secrets: Option<Box<dyn Secrets>>) -> Delivery {
    SmtpTransport::new(settings, secrets).deliver(&rich(), Attempt(1))
}

fn with_password(password: &'static str) -> Option<Box<dyn Secrets>> {
    Some(Box::new(Password(password)))
}

/// The mail as it was sent stands in the maildir after what the server put before it.
fn assert_same(delivered: &[u8], sent: &[u8]) {
    let delivered = String::from_utf8(delivered.to_vec()).unwrap().replace('\n', "\r\n");
    let sent = String::from_utf8(sent.to_vec()).unwrap();
    let start = delivered.find("Date: ").unwrap();
    assert_eq!(delivered[start..], sent[sent.find("Date: ").unwrap()..]);
    assert!(delivered.ends_with(&sent), "the server changed the mail:\n{delivered}");
}

#[test]
fn the_mail_arrives_byte_by_byte() {
    let mut exim = Exim::start("localhost");
    let delivery = deliver(to("private@example.com", &exim, Security::Starttls), with_password("right"));
    let Delivery::Delivered { reference: Reference::Mail { message_id, answer } } = &delivery else {
        panic!("{delivery:?}\n{}", exim.log())
    };
    assert!(answer.starts_with("250 OK id="), "{answer}");
    let mails = exim.mails(1);
    assert_eq!(mails.len(), 1);
    let parcel = rich();
    assert_same(&mails[0], &mail::message(&parcel, &addresses("private@example.com")).unwrap());
    let parsed = MessageParser::default().parse(&mails[0]).unwrap();
    assert_eq!(parsed.subject(), Some("Не приходит код"));
    assert_eq!(format!("<{}>", parsed.message_id().unwrap()), *message_id);
    assert_eq!(parsed.body_text(0).unwrap().replace("\r\n", "\n"), mail::body(parcel.request()));
    let attached: Vec<(String, Vec<u8>)> = parsed
        .attachments()
        .map(|part| (part.attachment_name().unwrap().to_owned(), part.contents().to_vec()))
        .collect();
    let expected: Vec<(String, Vec<u8>)> =
        parcel.files().map(|(file, content)| (file.name.to_string(), content.to_vec())).collect();
    assert_eq!(attached, expected);
    assert!(exim.log().contains("A=plain:ivanov"), "nobody signed in:\n{}", exim.log());
    assert!(exim.log().contains("X=TLS1."), "nothing was encrypted:\n{}", exim.log());
}

#[test]
fn a_mail_without_encryption_or_person_arrives() {
    let mut exim = Exim::start("localhost");
    let draft = crate::common::draft(&[]);
    let parcel =
        Parcel::load(crate::common::validated(&draft).unwrap(), &crate::common::Files::default()).unwrap();
    let settings = to("support@example.com", &exim, Security::None);
    let sent = mail::message(&parcel, &settings.addresses).unwrap();
    let delivery = SmtpTransport::new(settings, None).deliver(&parcel, Attempt(1));
    assert_eq!(code(&delivery), ("delivered", None), "{delivery:?}");
    let mails = exim.mails(1);
    assert_same(&mails[0], &sent);
    assert!(exim.log().contains("<= help@example.com"), "{}", exim.log());
}

#[test]
fn a_greylisted_mail_is_taken_later() {
    let mut exim = Exim::start("localhost");
    let settings = to("greylist@example.com", &exim, Security::Starttls);
    let first = deliver(settings.clone(), None);
    assert_eq!(code(&first), ("later", Some(ReasonCode::TryLater)), "{first:?}");
    assert_eq!(exim.mails(0).len(), 0);
    exim.accept();
    assert_eq!(code(&deliver(settings, None)), ("delivered", None));
    assert_eq!(exim.mails(1).len(), 1);
}

#[test]
fn refusals_are_final_and_explained() {
    let exim = Exim::start("localhost");
    let check = |receiver: &str, secrets: Option<Box<dyn Secrets>>, expected: ReasonCode, detail: &str| {
        let delivery = deliver(to(receiver, &exim, Security::Starttls), secrets);
        let Delivery::Rejected { reason } = &delivery else { panic!("{delivery:?}") };
        assert_eq!(reason.code, expected);
        assert!(reason.detail.contains(detail), "{reason:?}");
        let shown = format!("{delivery:?}");
        assert!(!shown.contains("wrong") && !shown.contains("d3Jvbmc"), "the secret shows: {shown}");
    };
    check("refused@example.com", None, ReasonCode::Refused, "550 no such person here");
    check("private@example.com", None, ReasonCode::Refused, "550 sign in first");
    check("private@example.com", with_password("wrong"), ReasonCode::SignInRefused, "535");
    check("private@example.com", Some(Box::new(Nothing)), ReasonCode::SecretMissing, "");
}

#[test]
fn an_untrusted_server_gets_nothing() {
    let exim = Exim::start("localhost");
    let stranger = Exim::start("mail.example.com");
    let check = |exim: &Exim, authority: Option<&Path>, expected: ReasonCode| {
        let mut settings = to("private@example.com", exim, Security::Starttls);
        settings.extra_ca_file = authority.map(Path::to_owned);
        let delivery = deliver(settings, with_password("right"));
        assert_eq!(code(&delivery), ("rejected", Some(expected)), "{delivery:?}");
        assert!(!exim.log().contains("<="), "{}", exim.log());
    };
    check(&exim, Some(&stranger.authority()), ReasonCode::CertificateRefused);
    check(&stranger, Some(&stranger.authority()), ReasonCode::CertificateRefused);
    check(&exim, Some(Path::new("/no/such/file.pem")), ReasonCode::TrustUnavailable);
    check(&exim, Some(&exim.authority().with_file_name("server.key")), ReasonCode::TrustUnavailable);
}
