//! One tree of files, whatever holds it: memory, a folder, a ZIP.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod harness;

use std::fs;

use harness::{FolderSource, PROGRAM, compile, files, identity, place, read_all, sources, write_sources};
use help_content::Language;
use help_pack::{MemorySource, Origin, Pack, PackError, Source, ZipSource, write};

fn open(source: impl Source + 'static, origin: Origin) -> Pack {
    Pack::open(Box::new(source), origin, PROGRAM).unwrap()
}

#[test]
fn every_source_gives_the_same() {
    let (folder, path) = place();
    let files = files();
    let expected = read_all(&open(MemorySource(files.clone()), Origin::BuiltIn)).unwrap();
    for part in
        ["Код не&nbsp;пришёл", "ui-path", "SMS-код", "#6cb0ff", "2026-11-20", "hits: [Hit { id: \"a/one\""]
    {
        assert!(expected.contains(part), "no {part} in {expected}");
    }
    let tree = folder.path().join("tree");
    write::to_folder(&files, &tree).unwrap();
    write::to_file(&files, &path).unwrap();
    for pack in [
        open(MemorySource(files), Origin::File),
        open(FolderSource(tree.clone()), Origin::BuiltIn),
        open(FolderSource(tree), Origin::File),
        open(ZipSource::open(&path).unwrap(), Origin::File),
    ] {
        pack.verify().unwrap();
        assert_eq!(read_all(&pack).unwrap(), expected, "{pack:?}");
    }
}

#[test]
fn synonyms_are_the_authors_own_and_the_general_ones() {
    let pack = open(MemorySource(files()), Origin::File);
    let index = pack.search_index(Language::Ru).unwrap();
    for (query, expected) in [("шифр ", "a/one"), ("голосилка ", "a/two"), ("опции ", "a/two")]
    {
        let hits = index.search(query, 5).unwrap().hits;
        assert_eq!(hits.first().map(|hit| hit.id.as_str()), Some(expected), "{query}");
    }
    // In a corpus without a list of its own.
    let folder = tempfile::tempdir().unwrap();
    let sources: Vec<_> = sources().into_iter().filter(|(path, _)| *path != "synonyms.yaml").collect();
    write_sources(folder.path(), &sources);
    let files = help_pack::build(&compile(folder.path()), &identity()).unwrap();
    let pack = open(MemorySource(files), Origin::File);
    let found = |query| pack.search_index(Language::Ru).unwrap().search(query, 5).unwrap().hits.len();
    assert_eq!((found("опции "), found("голосилка ")), (1, 0));
}

#[test]
fn the_manifest_describes_every_file() {
    let files = files();
    let pack = open(MemorySource(files.clone()), Origin::File);
    let manifest = pack.manifest();
    assert_eq!(
        (manifest.name.as_str(), manifest.version.as_str(), manifest.minimum_program.as_str()),
        ("Test", "7", PROGRAM)
    );
    assert_eq!(manifest.languages, [Language::Ru, Language::En]);
    let described: Vec<&String> = manifest.files.keys().collect();
    let others: Vec<&String> = files.keys().filter(|path| *path != "manifest.json").collect();
    assert_eq!(described, others);
    let picture = &manifest.files["assets/ru/a/p.dark.svg"];
    assert_eq!((picture.size, picture.sha256.len()), (files["assets/ru/a/p.dark.svg"].len() as u64, 64));
}

#[test]
fn entries_of_a_file_are_stored() {
    let (_folder, path) = place();
    let files = files();
    write::to_file(&files, &path).unwrap();
    let bytes = fs::read(&path).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    assert_eq!(archive.len(), files.len());
    for index in 0..archive.len() {
        let entry = archive.by_index(index).unwrap();
        let start = usize::try_from(entry.data_start().unwrap()).unwrap();
        let content = &files[&entry.name().unwrap().into_owned()];
        assert_eq!(&bytes[start..start + content.len()], content);
    }
}

#[test]
fn what_is_not_there_is_none() {
    let pack = open(MemorySource(files()), Origin::File);
    for id in ["a/nope", "", "/", "../a/one", "a/one.json", "../../manifest", "a/one\0"] {
        assert_eq!(pack.article(Language::Ru, id).unwrap(), None, "{id:?}");
    }
    for path in [
        "",
        "assets/",
        "assets/nope.svg",
        "manifest.json",
        "ru/contents.json",
        "assets/../manifest.json",
        "/assets/ru/a/p.dark.svg",
    ] {
        assert!(pack.asset(path).unwrap().is_none(), "{path:?}");
    }
    let mut one_language = files();
    one_language.retain(|path, _| path == "manifest.json" || path.starts_with("ru/"));
    let manifest = String::from_utf8(one_language["manifest.json"].clone()).unwrap();
    one_language.insert("manifest.json".into(), manifest.replace(r#"["ru","en"]"#, r#"["ru"]"#).into());
    let pack = open(MemorySource(one_language), Origin::File);
    assert!(matches!(pack.contents(Language::En), Err(PackError::NoLanguage(Language::En))));
    assert!(matches!(pack.search_index(Language::En), Err(PackError::NoLanguage(Language::En))));
}

#[test]
fn writing_replaces_whole_files() {
    let (folder, path) = place();
    let files = files();
    fs::write(&path, "an older pack").unwrap();
    write::to_file(&files, &path).unwrap();
    let again = fs::read(&path).unwrap();
    write::to_file(&files, &path).unwrap();
    assert_eq!(fs::read(&path).unwrap(), again);
    assert_eq!(folder.path().read_dir().unwrap().count(), 1, "something was left beside the pack");
    let nowhere = folder.path().join("no/such/folder/x.helppack");
    assert!(write::to_file(&files, &nowhere).is_err());
    let occupied = folder.path().join("occupied");
    fs::create_dir_all(occupied.join("x")).unwrap();
    assert!(write::to_file(&files, &occupied).is_err());
    assert_eq!(folder.path().read_dir().unwrap().count(), 2, "a part of a pack was left");
}

#[test]
fn writing_to_a_folder_leaves_nothing_of_the_old() {
    let (folder, _) = place();
    let tree = folder.path().join("tree");
    fs::create_dir_all(tree.join("old")).unwrap();
    fs::write(tree.join("old/x"), "old").unwrap();
    write::to_folder(&files(), &tree).unwrap();
    assert!(!tree.join("old").exists() && tree.join("manifest.json").exists());
}
