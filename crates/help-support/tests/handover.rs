//! Delivery without a network of our own: the person's mail program, and files for an administrator.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod common;

use std::fs;
use std::io::Read;
use std::path::Path;

use common::*;
use help_support::outbox::Attempt;
use help_support::transport::*;
use help_support::*;
use percent_encoding::percent_decode_str;

fn names(folder: &Path) -> Vec<String> {
    let entries =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = entries.collect();
    names.sort();
    names
}

fn mailto(folder: &Path, longest: usize) -> MailtoTransport {
    MailtoTransport { to: Some(address("support+express@example.com")), folder: folder.to_owned(), longest }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

fn plain(values: &[(&str, &str)]) -> Parcel {
    Parcel::load(validated(&draft(values)).unwrap(), &Files::default()).unwrap()
}

#[test]
fn a_short_request_fits_into_the_address() {
    let folder = tempfile::tempdir().unwrap();
    let parcel = plain(&[("where", "a&b=c?d#e%41+f\"'<>")]);
    let Delivery::Prepared { handover } = mailto(folder.path(), 4000).deliver(&parcel, Attempt(1)) else {
        panic!()
    };
    let rest = handover.address.strip_prefix("mailto:support+express@example.com?subject=").unwrap();
    let (subject, body) = rest.split_once("&body=").unwrap();
    assert_eq!(decoded(subject), "Не приходит код");
    assert_eq!(decoded(body), mail::body(parcel.request()).replace('\n', "\r\n"));
    let harmless = |character: char| character.is_ascii_alphanumeric() || "-._~%".contains(character);
    assert!(rest.replacen("&body=", "", 1).chars().all(harmless), "{rest}");
    assert_eq!((handover.folder, handover.completeness), (None, Completeness::Whole));
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn a_long_request_is_shortened_and_saved_whole() {
    let check = |longest: usize, subject: &str| {
        let folder = tempfile::tempdir().unwrap();
        let parcel = plain(&[("steps", &"Шаг за шагом. ".repeat(1000)), ("subject", subject)]);
        let handover = mailto(folder.path(), longest).prepare(&parcel).unwrap();
        assert!(handover.address.len() <= longest, "{} > {longest}", handover.address.len());
        assert_eq!(handover.completeness, Completeness::Shortened);
        decoded(&handover.address);
        let saved = fs::read_to_string(handover.folder.unwrap().join("request.txt")).unwrap();
        assert_eq!(saved, mail::body(parcel.request()).replace('\n', "\r\n"));
        handover.address
    };
    for longest in [1900, MailtoTransport::SHORT, 8000] {
        assert!(decoded(&check(longest, "Тема")).ends_with("в request.txt он целиком."));
    }
    let address = check(MailtoTransport::SHORT, &"Ж".repeat(100_000));
    assert!(!address.contains("body="), "{address}");
}

#[test]
fn files_are_saved_beside_the_mail_and_never_over_others() {
    let folder = tempfile::tempdir().unwrap();
    let parcel = rich();
    for expected in ["2026-11-20 Не приходит код", "2026-11-20 Не приходит код (2)"]
    {
        let handover = mailto(folder.path(), 8000).prepare(&parcel).unwrap();
        let saved = handover.folder.unwrap();
        assert_eq!(saved, folder.path().join(expected));
        for (file, content) in parcel.files() {
            assert_eq!(fs::read(saved.join(file.name.as_str())).unwrap(), content);
        }
        assert_eq!(names(&saved).len(), 4);
    }
}

#[test]
fn a_zip_has_the_request_its_text_and_its_files() {
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().join("not/yet/there");
    let parcel = rich();
    let transport = FileTransport {
        folder: into.clone(),
        format: FileFormat::Zip,
        addresses: addresses("support@example.com"),
    };
    for _ in 0..2 {
        assert!(matches!(transport.deliver(&parcel, Attempt(1)), Delivery::Delivered { .. }));
    }
    assert_eq!(names(&into), ["2026-11-20 Не приходит код (2).zip", "2026-11-20 Не приходит код.zip"]);
    let both = names(&into).into_iter().map(|name| fs::read(into.join(name)).unwrap()).collect::<Vec<_>>();
    assert_eq!(both[0], both[1], "the same request gives the same archive");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&both[0])).unwrap();
    let mut content = |name: &str| {
        let mut content = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut content).unwrap();
        content
    };
    assert_eq!(serde_json::from_slice::<Request>(&content("request.json")).unwrap(), *parcel.request());
    assert_eq!(
        String::from_utf8(content("request.txt")).unwrap(),
        mail::body(parcel.request()).replace('\n', "\r\n")
    );
    for (file, bytes) in parcel.files() {
        assert_eq!(content(&format!("attachments/{}", file.name)), bytes);
    }
    assert_eq!(archive.len(), 5);
}

#[test]
fn a_mail_file_is_the_mail() {
    let folder = tempfile::tempdir().unwrap();
    let addresses = mail::MailAddresses { to: None, sender: None };
    let transport = FileTransport {
        folder: folder.path().to_owned(),
        format: FileFormat::Eml,
        addresses: addresses.clone(),
    };
    for parcel in [rich(), plain(&[("subject", "../../etc/passwd")])] {
        let path = transport.write(&parcel).unwrap();
        assert_eq!(path.parent(), Some(folder.path()));
        assert_eq!(fs::read(path).unwrap(), mail::message(&parcel, &addresses).unwrap());
    }
    assert_eq!(names(folder.path()), ["2026-11-20 etc passwd.eml", "2026-11-20 Не приходит код.eml"]);
}

#[test]
fn what_cannot_be_written_is_said() {
    // A folder that cannot be made: a file stands where it should be. What a full disk does is beside `write_new`.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "mine").unwrap();
    let zip = FileTransport {
        folder: file.clone(),
        format: FileFormat::Zip,
        addresses: addresses("a@example.com"),
    };
    for delivery in [zip.deliver(&rich(), Attempt(1)), mailto(&file, 2000).deliver(&rich(), Attempt(1))] {
        let Delivery::Rejected { reason } = delivery else { panic!("{delivery:?}") };
        assert_eq!(reason.code, ReasonCode::CannotWrite);
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}
