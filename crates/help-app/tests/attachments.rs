//! Files of a draft: what a picture says beside its pixels is dropped, what was covered is gone, what policy forbids is refused.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use common::{now, options};
use help_app::dto::{AttachmentView, Edits, Rectangle, RequestKind, TransportKind};
use help_app::{ErrorCode, HelpApp};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use serde_json::{Value, json};

/// What a camera notes; found nowhere else.
const NOTED: &[u8] = b"GPS 55.75 N 37.61 E, camera Zenit";

fn open(folder: &Path, policies: &[(&str, Value)]) -> HelpApp {
    HelpApp::open(&options(Some(folder), "ru_RU.UTF-8", policies)).unwrap()
}

fn begun(app: &HelpApp) -> i64 {
    let draft = app.new_draft(RequestKind::Feature, "Тема", &[], now()).unwrap();
    let values = [("subject", "Тема"), ("point", "Суть")];
    let values: BTreeMap<String, String> = values.map(|(id, value)| (id.to_owned(), value.to_owned())).into();
    app.save_draft(draft.id.into(), &values, now()).unwrap();
    draft.id.into()
}

/// Every pixel is another colour, so that none can be taken for another.
fn colours(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| Rgb([40 + x as u8, 40 + y as u8, 200]))
}

fn encoded(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(colours(120, 80)).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A photo with an Exif block, as cameras write it, and the same words after its end.
fn photo() -> Vec<u8> {
    let jpeg = encoded(ImageFormat::Jpeg);
    let mut block = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x0e\x01\x02\0".to_vec();
    block.extend(u32::try_from(NOTED.len()).unwrap().to_le_bytes());
    block.extend(26_u32.to_le_bytes());
    block.extend([0; 4]);
    block.extend(NOTED);
    let length = u16::try_from(block.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &block, &jpeg[2..], NOTED].concat()
}

fn holds(content: &[u8], part: &[u8]) -> bool {
    content.windows(part.len()).any(|window| window == part)
}

/// Everything below a folder.
fn contents(folder: &Path) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().flatten();
    entries
        .flat_map(|entry| match entry.path() {
            path if path.is_dir() => contents(&path),
            path => vec![fs::read(path).unwrap()],
        })
        .collect()
}

/// Sends a draft as a file and gives the attached files, unpacked.
fn sent(app: &HelpApp, id: i64) -> Vec<(String, Vec<u8>)> {
    let seen = app.preview(id, [7; 10], now()).unwrap().request;
    let path = app.send(id, &seen, TransportKind::File, now()).unwrap().request.reference.unwrap();
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let attached = names.into_iter().filter(|name| name.starts_with("attachments/"));
    attached
        .map(|name| {
            let mut bytes = Vec::new();
            archive.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
            (name, bytes)
        })
        .collect()
}

fn attach(app: &HelpApp, id: i64, name: &str, bytes: &[u8]) -> AttachmentView {
    app.attach(id, name, bytes, now()).unwrap().pop().unwrap()
}

#[test]
fn what_a_camera_notes_is_neither_kept_nor_sent() {
    assert!(holds(&photo(), NOTED));
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), &[]);
    let id = begun(&app);
    let attached = attach(&app, id, "photo.jpg", &photo());
    let kept = app.attachment_picture(id, attached.id.into()).unwrap();
    assert_eq!((attached.picture, attached.bytes as usize), (true, kept.len()));
    let files = sent(&app, id);
    assert_eq!(files, [("attachments/photo.jpg".to_owned(), kept)]);
    app.flush().unwrap();
    for content in contents(folder.path()) {
        assert!(!holds(&content, b"camera Zenit") && !holds(&content, b"Exif"));
    }
}

#[test]
fn a_file_is_a_picture_by_its_content_and_called_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), &[]);
    let id = begun(&app);
    for (name, bytes, expected, picture) in [
        ("no-ending", encoded(ImageFormat::Png), "no-ending.png", true),
        ("photo.txt", photo(), "photo.jpg", true),
        ("screen.bmp", encoded(ImageFormat::Bmp), "screen.png", true),
        ("text.png", b"only called so".to_vec(), "text.png", false),
        ("журнал.log", b"BM is how this text begins".to_vec(), "журнал.log", false),
    ] {
        let attached = attach(&app, id, name, &bytes);
        assert_eq!((attached.name.as_str(), attached.picture), (expected, picture), "{name}");
        let found = app.attachment_picture(id, attached.id.into()).map_err(|error| error.code);
        assert_eq!(found.is_ok(), picture, "{name}: {found:?}");
    }
}

#[test]
fn names_are_kept_and_sent_harmless() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), &[]);
    let id = begun(&app);
    for (name, expected) in [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("\u{202e}gpj.exe", "gpj.exe"),
        ("a\r\nb\u{7}\u{0}.txt", "a__b__.txt"),
        ("CON", "_CON"),
        ("", "file"),
    ] {
        assert_eq!(attach(&app, id, name, b"x").name, expected, "{name:?}");
    }
    for (name, _) in sent(&app, id) {
        let name = name.strip_prefix("attachments/").unwrap();
        assert!(!name.contains(['/', '\\', '\u{202e}']) && !name.contains(char::is_control), "{name:?}");
    }
}

#[test]
fn a_picture_that_cannot_be_read_is_refused_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), &[]);
    let id = begun(&app);
    let mut cut_off = encoded(ImageFormat::Png);
    cut_off.truncate(60);
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic with a place in it".to_vec();
    for (bytes, words) in
        [(cut_off, "Save it as PNG or JPEG"), (heic, "put it into a ZIP"), (b"II*\0\x08".to_vec(), "ZIP")]
    {
        let error = app.attach(id, "a.png", &bytes, now()).unwrap_err();
        assert_eq!(error.code, ErrorCode::Picture);
        assert!(error.message.contains(words), "{}", error.message);
    }
    assert!(app.draft(id).unwrap().attachments.is_empty());
}

#[test]
fn limits_count_what_is_kept_and_say_which_one_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let limits = json!({ "limits": { "files": 2, "fileBytes": 30_000, "totalBytes": 40_000 } });
    let app = open(folder.path(), &[("RequestFields", limits)]);
    let id = begun(&app);
    let refused = |bytes: &[u8]| {
        let error = app.attach(id, "a", bytes, now()).unwrap_err();
        (error.code, error.details.unwrap_or_default())
    };
    let limit = |which: &str| (ErrorCode::Limit, which.to_owned());
    assert_eq!(refused(&vec![b'x'; 30_001]), limit("file-too-large"));
    attach(&app, id, "a", &[b'x'; 30_000]);
    assert_eq!(refused(&[b'x'; 10_001]), limit("files-too-large"));
    attach(&app, id, "b", b"x");
    assert_eq!(refused(b"x"), limit("too-many-files"));
}

#[test]
fn what_is_covered_and_cut_off_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), &[]);
    let id = begun(&app);
    attach(&app, id, "first.txt", b"first");
    let attached = attach(&app, id, "screen.png", &encoded(ImageFormat::Png));
    attach(&app, id, "last.txt", b"last");
    let original = app.attachment_picture(id, attached.id.into()).unwrap();
    let seen = app.preview(id, [7; 10], now()).unwrap().request;
    let edits = Edits {
        crop: Some(Rectangle { x: 10, y: 20, width: 100, height: 50 }),
        covers: vec![Rectangle { x: 0, y: 0, width: 30, height: 40 }],
    };
    let files = app.edit_attachment(id, attached.id.into(), &edits, now()).unwrap();
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["first.txt", "screen.png", "last.txt"]);
    // What was seen in the preview is not what would be sent now.
    assert_eq!(app.send(id, &seen, TransportKind::File, now()).unwrap_err().code, ErrorCode::Changed);
    // The bytes of the original's middle, where the pixels are, stand nowhere any more.
    let pixels = &original[original.len() / 2..][..64];
    for content in contents(folder.path()) {
        assert!(!holds(&content, pixels), "the original is still on the disk");
    }
    let again = app.edit_attachment(id, attached.id.into(), &edits, now()).unwrap_err();
    assert_eq!(again.code, ErrorCode::NotFound);
    let expected = RgbImage::from_fn(100, 50, |x, y| {
        if x < 20 && y < 20 { Rgb([0, 0, 0]) } else { *colours(120, 80).get_pixel(x + 10, y + 20) }
    });
    let (_, bytes) = sent(&app, id).into_iter().find(|(name, _)| name.ends_with("screen.png")).unwrap();
    assert!(image::load_from_memory(&bytes).unwrap().into_rgb8() == expected);
}

#[test]
fn an_edit_that_makes_no_sense_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), &[]);
    let id = begun(&app);
    let picture = attach(&app, id, "screen.png", &encoded(ImageFormat::Png));
    let text = attach(&app, id, "text.png", b"text");
    let other = begun(&app);
    let part = Rectangle { x: 500, y: 0, width: 10, height: 10 };
    let nothing_left = Edits { crop: Some(part), ..Edits::default() };
    let too_many = Edits { covers: vec![part; 1000], ..Edits::default() };
    let check = |draft: i64, attachment: i32, edits: &Edits, expected: ErrorCode| {
        let error = app.edit_attachment(draft, attachment.into(), edits, now()).unwrap_err();
        assert_eq!(error.code, expected, "{}", error.message);
    };
    check(id, picture.id, &nothing_left, ErrorCode::Invalid);
    check(id, picture.id, &too_many, ErrorCode::Invalid);
    check(id, text.id, &Edits::default(), ErrorCode::NotFound);
    check(other, picture.id, &Edits::default(), ErrorCode::NotFound);
    assert_eq!(app.attachment_picture(other, picture.id.into()).unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(app.draft(id).unwrap().attachments, [picture, text]);
}

#[test]
fn policy_keeps_pictures_out_by_their_content() {
    let folder = tempfile::tempdir().unwrap();
    let allowed = open(folder.path(), &[]);
    let id = begun(&allowed);
    attach(&allowed, id, "before.png", &encoded(ImageFormat::Png));
    drop(allowed);
    let app = open(folder.path(), &[("AllowScreenshots", json!(false))]);
    assert!(!app.draft(id).unwrap().pictures);
    for (name, bytes) in
        [("a.png", encoded(ImageFormat::Png)), ("a.txt", photo()), ("a.txt", b"II*\0\x08".to_vec())]
    {
        assert_eq!(app.attach(id, name, &bytes, now()).unwrap_err().code, ErrorCode::Forbidden, "{name}");
    }
    attach(&app, id, "only called so.png", b"text");
    // One that was attached when it was allowed is named.
    let preview = app.preview(id, [7; 10], now()).unwrap();
    let problems: Vec<_> =
        preview.problems.iter().map(|found| (found.code.as_str(), found.name.as_deref())).collect();
    assert_eq!(problems, [("picture-forbidden", Some("before.png"))]);
    assert_eq!(
        app.send(id, &preview.request, TransportKind::File, now()).unwrap_err().code,
        ErrorCode::Invalid
    );
    let before = app.draft(id).unwrap().attachments[0].id;
    app.detach(id, before.into(), now()).unwrap();
    assert_eq!(sent(&app, id).len(), 1);
}
