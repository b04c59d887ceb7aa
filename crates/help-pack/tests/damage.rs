//! Damaged, cut, foreign and hostile pack files: the right content or a clear error, never anything else.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod harness;

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use harness::{PROGRAM, files, place, read_all};
use help_pack::{FileEntry, MemorySource, Origin, Pack, PackError, PackFiles, ZipSource, write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Opens a pack file as the program does, checks all of it and reads all of it.
fn read(path: &Path) -> Result<String, PackError> {
    let pack = Pack::open(Box::new(ZipSource::open(path)?), Origin::File, PROGRAM)?;
    pack.verify()?;
    read_all(&pack)
}

/// Reads what is readable of a pack that `verify` refused: no part may be wrong, whatever else is.
fn check_parts(path: &Path, expected: &str) {
    let Ok(source) = ZipSource::open(path) else { return };
    let Ok(pack) = Pack::open(Box::new(source), Origin::File, PROGRAM) else { return };
    for &language in &pack.manifest().languages {
        let Ok(contents) = pack.contents(language) else { continue };
        for (_, article) in contents.articles() {
            if let Ok(article @ Some(_)) = pack.article(language, article.id.as_str()) {
                let shown = format!("{article:?}");
                assert!(expected.contains(&shown), "wrong content: {shown}");
            }
        }
    }
}

/// Whether changed bytes still read; if they do, the content is right, and if not, the error says something.
fn still_reads(path: &Path, bytes: &[u8], expected: &str, case: &dyn Fn() -> String) -> bool {
    fs::write(path, bytes).unwrap();
    match read(path) {
        Ok(content) => {
            assert_eq!(content, expected, "{}", case());
            true
        }
        Err(error) => {
            assert!(error.to_string().len() > 15, "{}: {error}", case());
            check_parts(path, expected);
            false
        }
    }
}

#[test]
fn a_changed_byte_is_noticed_or_harmless() {
    let (_folder, path) = place();
    write::to_file(&files(), &path).unwrap();
    let sound = fs::read(&path).unwrap();
    let expected = read(&path).unwrap();
    // Primes, so that every field of the ZIP's headers is hit somewhere; the tail is the table of entries.
    let tail = sound.len() - 6_000;
    let every_change = [0x01, 0x80, 0xff];
    let changes = |at: usize| if at < tail { &every_change[at % 3..][..1] } else { &every_change[..] };
    let positions = (0..tail).step_by(113).chain((tail..sound.len()).step_by(11));
    let (mut tried, mut noticed) = (0, 0);
    for at in positions {
        for change in changes(at) {
            let mut bytes = sound.clone();
            bytes[at] ^= change;
            tried += 1;
            let case = || format!("byte {at} of {} ^ {change:#x}", sound.len());
            noticed += usize::from(!still_reads(&path, &bytes, &expected, &case));
        }
    }
    assert!(tried > 2_000 && noticed > tried * 3 / 4, "{noticed} of {tried} changes were noticed");
}

#[test]
fn a_cut_file_is_never_read() {
    let (_folder, path) = place();
    write::to_file(&files(), &path).unwrap();
    let sound = fs::read(&path).unwrap();
    let expected = read(&path).unwrap();
    let lengths = (0..sound.len()).step_by(149).chain(sound.len() - 100..sound.len());
    for length in lengths {
        let case = || format!("{length} of {} bytes", sound.len());
        assert!(!still_reads(&path, &sound[..length], &expected, &case), "{}", case());
    }
    let longer = [sound.as_slice(), b"\0\0\0"].concat();
    still_reads(&path, &longer, &expected, &|| "longer".to_owned());
}

/// Compares the error of a pack file made of these bytes.
fn check_foreign(bytes: &[u8], expected: &str) {
    let (_folder, path) = place();
    fs::write(&path, bytes).unwrap();
    let error = read(&path).unwrap_err().to_string();
    assert!(error.contains(expected), "expected {expected:?}: {error}");
}

/// Makes a ZIP of these entries.
fn zipped(files: &PackFiles, method: CompressionMethod) -> Vec<u8> {
    let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn foreign_files_are_refused() {
    let not_a_pack = "this is not a help pack";
    check_foreign(b"", not_a_pack);
    check_foreign(b"PK", not_a_pack);
    check_foreign("Просто текст.\n".repeat(1_000).as_bytes(), not_a_pack);
    check_foreign(&[0; 100_000], not_a_pack);
    check_foreign(&zipped(&PackFiles::new(), CompressionMethod::Stored), "no manifest.json");
    check_foreign(
        &zipped(&PackFiles::from([("a.txt".into(), b"x".to_vec())]), CompressionMethod::Stored),
        "no manifest.json",
    );
    let (folder, _) = place();
    assert!(
        ZipSource::open(&folder.path().join("nope"))
            .unwrap_err()
            .to_string()
            .starts_with("cannot read the pack")
    );
    assert!(ZipSource::open(folder.path()).is_err());
}

/// Sets the method of every entry to deflate without packing anything: the program must refuse before it unpacks.
#[test]
fn compressed_entries_are_refused() {
    let (_folder, path) = place();
    let mut bytes = zipped(&files(), CompressionMethod::Stored);
    for (signature, method_at) in [(b"PK\x03\x04", 8), (b"PK\x01\x02", 10)] {
        let places: Vec<usize> = bytes
            .windows(4)
            .enumerate()
            .filter(|(_, window)| window == signature)
            .map(|(at, _)| at)
            .collect();
        assert!(places.len() >= files().len());
        places.into_iter().for_each(|at| bytes[at + method_at] = 8);
    }
    fs::write(&path, bytes).unwrap();
    let error = read(&path).unwrap_err().to_string();
    assert!(error.contains("compressed") || error.contains("not supported"), "{error}");
}

/// Changes the text of the manifest and compares the error.
fn check_manifest(from: &str, to: &str, expected: &str) {
    let mut files = files();
    let manifest = String::from_utf8(files["manifest.json"].clone()).unwrap();
    let changed = manifest.replacen(from, to, 1);
    assert_ne!(changed, manifest, "{from}");
    files.insert("manifest.json".into(), changed.into());
    check_foreign(&zipped(&files, CompressionMethod::Stored), expected);
}

#[test]
fn manifests_that_do_not_fit_are_refused() {
    check_manifest("\"format\":1", "\"format\":2", "has format 2, this program reads 1; update the program");
    check_manifest("\"format\":1", "\"format\":99999999999", "has format 4294967295");
    check_manifest("\"format\":1", "\"form\":1", "has format 0");
    check_manifest(
        "\"minimumProgram\":\"0.1.0\"",
        "\"minimumProgram\":\"0.2.0\"",
        "needs version 0.2.0 of the program or newer",
    );
    check_manifest("\"name\"", "\"nome\"", "damaged: manifest.json");
    check_manifest("[\"ru\"", "[\"fr\"", "damaged: manifest.json");
    check_manifest("{", "{{", "damaged: manifest.json");
    check_manifest("{", "[", "damaged: manifest.json");
    check_manifest("\"size\":", "\"size\":9", "is not what its manifest says");
    check_manifest("\"sha256\":\"", "\"sha256\":\"0", "is not what its manifest says");
    check_manifest(
        "\"files\":{",
        "\"files\":{\"ru/more.json\":{\"sha256\":\"\",\"size\":0},",
        "ru/more.json is missing",
    );
    check_manifest("\"ru/contents.json\"", "\"ru/contents.jsan\"", "ru/contents.jsan is missing");
    check_foreign(
        &zipped(
            &PackFiles::from([("manifest.json".into(), "[".repeat(100_000).into())]),
            CompressionMethod::Stored,
        ),
        "damaged: manifest.json",
    );
}

#[test]
fn missing_and_swapped_files_are_named() {
    let sound = files();
    for path in sound.keys().filter(|path| *path != "manifest.json") {
        let mut missing = sound.clone();
        missing.remove(path);
        check_foreign(&zipped(&missing, CompressionMethod::Stored), &format!("{path} is missing"));
    }
    let mut swapped = sound.clone();
    swapped.insert("ru/articles/a/one.json".into(), sound["ru/articles/a/two.json"].clone());
    check_foreign(
        &zipped(&swapped, CompressionMethod::Stored),
        "ru/articles/a/one.json is not what its manifest says",
    );
}

#[test]
fn entries_nobody_asked_for_are_never_read() {
    let (_folder, path) = place();
    let mut more = files();
    let expected =
        read_all(&Pack::open(Box::new(MemorySource(more.clone())), Origin::BuiltIn, PROGRAM).unwrap())
            .unwrap();
    for name in [
        "../../outside.svg",
        "/etc/passwd",
        "C:\\x",
        "assets/../x.svg",
        "assets/extra.svg",
        "ru/articles/a/extra.json",
        "ru/search/extra",
        "x\u{202e}y",
    ] {
        more.insert(name.into(), b"extra".to_vec());
    }
    fs::write(&path, zipped(&more, CompressionMethod::Stored)).unwrap();
    assert_eq!(read(&path).unwrap(), expected);
    let pack = Pack::open(Box::new(ZipSource::open(&path).unwrap()), Origin::File, PROGRAM).unwrap();
    assert!(pack.asset("assets/extra.svg").unwrap().is_none());
    assert!(pack.asset("assets/../x.svg").unwrap().is_none());
    assert!(pack.article(help_content::Language::Ru, "a/extra").unwrap().is_none());
}

/// Sizes in the table of entries that go far beyond the file must not be believed, or memory would run out.
#[test]
fn sizes_that_lie_are_refused() {
    let sound = zipped(&files(), CompressionMethod::Stored);
    let entries: Vec<usize> =
        sound.windows(4).enumerate().filter(|(_, w)| w == b"PK\x01\x02").map(|(at, _)| at).collect();
    let (_folder, path) = place();
    for (number, at) in entries.into_iter().enumerate() {
        for (field, value) in
            [(24, 0x7fff_fff0_u32), (20, 0x7fff_fff0), (24, 0), (42, 0x7fff_fff0), (28, 0xffff)]
        {
            let mut bytes = sound.clone();
            let width = if field == 28 { 2 } else { 4 };
            bytes[at + field..at + field + width].copy_from_slice(&value.to_le_bytes()[..width]);
            fs::write(&path, bytes).unwrap();
            let result = read(&path);
            // The packed size of a stored entry is not used: only the size itself has to be right.
            assert!(result.is_err() || field == 20, "entry {number}, field {field}, value {value:#x}");
        }
    }
}

/// A ZIP64 size has room for an exabyte: making room for it would end the program.
#[test]
fn an_endless_size_is_refused_before_memory_is_taken() {
    let mut bytes = zipped(&files(), CompressionMethod::Stored);
    let at = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    let name_length = usize::from(u16::from_le_bytes([bytes[at + 28], bytes[at + 29]]));
    bytes[at + 20..at + 28].fill(0xff);
    bytes[at + 30..at + 32].copy_from_slice(&20_u16.to_le_bytes());
    let size = (1_u64 << 60).to_le_bytes();
    let extra = [&[1, 0, 16, 0], size.as_slice(), size.as_slice()].concat();
    bytes.splice(at + 46 + name_length..at + 46 + name_length, extra);
    let end = bytes.len() - 22;
    let table = u32::from_le_bytes(bytes[end + 12..end + 16].try_into().unwrap()) + 20;
    bytes[end + 12..end + 16].copy_from_slice(&table.to_le_bytes());
    check_foreign(&bytes, "an entry lies outside the file");
}

#[test]
fn a_file_that_shrinks_while_it_is_open_gives_errors() {
    let (_folder, path) = place();
    write::to_file(&files(), &path).unwrap();
    let pack = Pack::open(Box::new(ZipSource::open(&path).unwrap()), Origin::File, PROGRAM).unwrap();
    File::options().write(true).open(&path).unwrap().set_len(100).unwrap();
    assert!(pack.verify().unwrap_err().to_string().starts_with("cannot read the pack"));
    assert!(pack.contents(help_content::Language::Ru).is_err());
}

/// Puts other content into a file of the pack, with a manifest that says it belongs there.
fn forged(path: &str, content: &str) -> PackFiles {
    let mut files = files();
    let mut manifest: help_pack::Manifest = serde_json::from_slice(&files["manifest.json"]).unwrap();
    manifest.files.insert(path.to_owned(), FileEntry::of(content.as_bytes()));
    files.insert(path.to_owned(), content.as_bytes().to_vec());
    files.insert("manifest.json".into(), serde_json::to_vec(&manifest).unwrap());
    files
}

#[test]
fn hostile_html_comes_out_sanitised() {
    let hostile = "<p onclick='x()'>kept</p><script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:x()'>a</a>\
                   <iframe src='https://example.com'></iframe><style>*{}</style>";
    let deep = "<div>".repeat(200_000) + "kept";
    for html in [hostile, deep.as_str()] {
        let text = serde_json::to_string(html).unwrap();
        let article = format!(r#"{{"html":{text},"outline":[],"related":[]}}"#);
        let home = format!(
            r#"{{"home":{{"title":"","description":"","html":{text},"quick":[],"support":[]}},"sections":[]}}"#
        );
        let pack = |files| Pack::open(Box::new(MemorySource(files)), Origin::File, PROGRAM).unwrap();
        let language = help_content::Language::Ru;
        let shown = [
            pack(forged("ru/articles/a/one.json", &article))
                .article(language, "a/one")
                .unwrap()
                .unwrap()
                .html,
            pack(forged("ru/contents.json", &home)).contents(language).unwrap().home.clone().unwrap().html,
        ];
        for html in shown {
            assert!(html.contains("kept"), "{}", &html[..html.len().min(200)]);
            for bad in [
                "<script",
                "onclick",
                "onerror",
                "javascript",
                "<iframe",
                "<style",
                "<div><div>",
                "example.com",
            ] {
                assert!(!html.contains(bad), "{bad} in {}", &html[..html.len().min(200)]);
            }
        }
    }
}

#[test]
fn json_of_another_shape_is_damage() {
    for (path, content) in [
        ("ru/contents.json", "{}"),
        ("ru/contents.json", "null"),
        ("ru/contents.json", "\u{feff}{"),
        ("ru/search/documents.json", "[]"),
        ("ru/search/meta.json", "{}"),
    ] {
        let pack = Pack::open(Box::new(MemorySource(forged(path, content))), Origin::File, PROGRAM).unwrap();
        let error = pack.verify().unwrap_err().to_string();
        assert!(error.contains("damaged"), "{path} {content}: {error}");
    }
    let pack =
        Pack::open(Box::new(MemorySource(forged("ru/articles/a/one.json", "[1]"))), Origin::File, PROGRAM)
            .unwrap();
    assert!(matches!(pack.article(help_content::Language::Ru, "a/one"), Err(PackError::Json { .. })));
}
