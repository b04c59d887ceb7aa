//! A pack file in place of the built-in articles: its answers, and what is said of one that cannot be used.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

use std::fs;
use std::path::{Path, PathBuf};

use help_app::dto::{Language, SearchRequest};
use help_app::{ErrorCode, HelpApp, OpenOptions};
use help_content::{Options, Strictness};
use tempfile::TempDir;

const SOURCES: [(&str, &str); 3] = [
    ("a/_section.md", "---\ntitle: Звонки\n---\n"),
    (
        "a/sound.md",
        "---\ntitle: Нет звука\n---\nПроверьте громкость.\n\n## Если звука нет {#if-it-did-not-help}\n\nНапишите Ивану Образцову.\n",
    ),
    ("a/video.md", "---\ntitle: Нет картинки\n---\nЗвук есть, картинки нет.\n"),
];

fn request(query: &str) -> SearchRequest {
    SearchRequest { query: query.to_owned(), limit: 5, ..SearchRequest::default() }
}

/// Makes a Russian pack file.
fn pack() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in SOURCES {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let options = Options { strictness: Strictness::Lenient, single_language: Language::Ru };
    let (corpus, _) = help_content::load(folder.path(), options, &|_, _| {}).unwrap();
    let identity =
        help_pack::Identity { name: "Small".into(), version: "7".into(), minimum_program: "0.1.0".into() };
    let path = folder.path().join("small.helppack");
    help_pack::write::to_file(&help_pack::build(&corpus, &identity).unwrap(), &path).unwrap();
    (folder, path)
}

fn open(path: &Path) -> Result<HelpApp, help_app::AppError> {
    let options =
        OpenOptions { pack: Some(path.to_owned()), locale: Some("en".into()), ..OpenOptions::default() };
    HelpApp::open(&options)
}

#[test]
fn results_for_other_programs_keep_their_shape() {
    let (_folder, path) = pack();
    let app = open(&path).unwrap();
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("search_json", app.search_json("нет звука").unwrap());
        insta::assert_snapshot!("search_json_nothing", app.search_json("«?»").unwrap());
    });
}

#[test]
fn a_pack_of_one_language_decides_the_language() {
    let (_folder, path) = pack();
    let app = open(&path).unwrap();
    assert_eq!((app.settings().language, app.about().pack_name.as_str()), (Language::Ru, "Small 7"));
    app.override_settings(|settings| settings.language = Language::En);
    assert_eq!(app.settings().language, Language::Ru);
    for code in [
        app.corpus(Language::En).unwrap_err().code,
        app.article(Language::En, "a/sound").unwrap_err().code,
        app.search(Language::En, &request("звук")).unwrap_err().code,
    ] {
        assert_eq!(code, ErrorCode::NotFound);
    }
    assert_eq!(app.corpus(Language::Ru).unwrap().home.title, "");
}

#[test]
fn a_language_the_pack_does_not_have_is_not_taken() {
    let (_folder, path) = pack();
    let app = open(&path).unwrap();
    let patch = serde_json::from_str(r#"{"language":"en"}"#).unwrap();
    assert_eq!(app.update_settings(&patch).unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(app.boot(None).unwrap().settings.language, Language::Ru);
}

/// Compares code and message of a pack file made of these bytes.
fn check_refused(bytes: &[u8], expected: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bad.helppack");
    fs::write(&path, bytes).unwrap();
    let error = open(&path).unwrap_err();
    assert_eq!(error.code, ErrorCode::Pack, "{error}");
    assert!(error.message.contains(expected), "{error}");
}

#[test]
fn packs_that_cannot_be_used_are_refused() {
    let (_folder, path) = pack();
    let sound = fs::read(&path).unwrap();
    check_refused(b"", "this is not a help pack");
    check_refused(&sound[..sound.len() / 2], "this is not a help pack, or it is damaged");
    let error = open(Path::new("/no/such.helppack")).unwrap_err();
    assert!(error.code == ErrorCode::Pack && error.message.starts_with("cannot read the pack"), "{error}");
}

#[test]
fn damage_behind_the_manifest_is_reported_when_it_is_met() {
    let (folder, path) = pack();
    let mut bytes = fs::read(&path).unwrap();
    let word = "громкость".as_bytes();
    let at = bytes.windows(word.len()).position(|window| window == word).unwrap();
    bytes[at] ^= 1;
    let damaged = folder.path().join("damaged.helppack");
    fs::write(&damaged, bytes).unwrap();
    let app = open(&damaged).unwrap();
    let error = app.article(Language::Ru, "a/sound").unwrap_err();
    assert_eq!(error.code, ErrorCode::Pack, "{error}");
    assert!(error.message.contains("is not what its manifest says; get it again"), "{error}");
    assert!(app.article(Language::Ru, "a/video").is_ok());
}
