//! The same sources give the same bytes: anywhere, at any time, in whatever order the files were made.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod harness;

use std::fs;

use harness::{compile, identity, place, sources, write_sources};
use help_pack::write;

/// The bytes of the pack file made from sources that are written in this order.
fn packed(sources: &[(&str, String)]) -> Vec<u8> {
    let (folder, path) = place();
    let content = folder.path().join("content");
    write_sources(&content, sources);
    let files = help_pack::build(&compile(&content), &identity()).unwrap();
    write::to_file(&files, &path).unwrap();
    fs::read(path).unwrap()
}

#[test]
fn the_same_tree_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    write_sources(folder.path(), &sources());
    let first = help_pack::build(&compile(folder.path()), &identity()).unwrap();
    let second = help_pack::build(&compile(folder.path()), &identity()).unwrap();
    assert_eq!(first, second);
}

#[test]
fn neither_the_folder_nor_the_order_of_writing_matters() {
    let mut sources = sources();
    let expected = packed(&sources);
    sources.reverse();
    assert_eq!(packed(&sources), expected);
    sources.rotate_left(3);
    assert_eq!(packed(&sources), expected);
}

#[test]
fn a_changed_word_changes_the_bytes() {
    let mut changed = sources();
    let (_, text) = changed.iter_mut().find(|(path, _)| *path == "en/a/two.md").unwrap();
    *text = text.replace("settings", "Settings");
    assert_ne!(packed(&changed), packed(&sources()));
}

/// Sets the dates of the articles and the home page; compares the date of the corpus.
fn check_date(dates: &[(&str, &str)], expected: Option<&str>) {
    let folder = tempfile::tempdir().unwrap();
    let sources: Vec<(&str, String)> =
        dates.iter().map(|(path, line)| (*path, format!("---\ntitle: T\n{line}\n---\ntext\n"))).collect();
    write_sources(folder.path(), &sources);
    let options = help_content::Options {
        strictness: help_content::Strictness::Strict,
        single_language: help_content::Language::Ru,
    };
    let (corpus, _) = help_content::load(folder.path(), options, &|_, _| {}).unwrap();
    assert_eq!(corpus.date.as_deref(), expected, "{dates:?}");
    let files = help_pack::build(&corpus, &identity()).unwrap();
    let manifest: help_pack::Manifest = serde_json::from_slice(&files["manifest.json"]).unwrap();
    assert_eq!(manifest.created, corpus.date);
}

#[test]
fn the_date_is_the_newest_of_all_articles() {
    check_date(
        &[
            ("ru/a/x.md", "updated: 2026-09-30"),
            ("ru/b/y.md", "updated: 2026-10-01"),
            ("en/a/x.md", "updated: 2025-12-31"),
        ],
        Some("2026-10-01"),
    );
    check_date(
        &[("ru/a/x.md", "updated: 2024-02-29"), ("en/a/x.md", "updated: 2026-01-01")],
        Some("2026-01-01"),
    );
    check_date(
        &[("ru/a/x.md", "updated: 2026-01-01"), ("ru/index.md", "updated: 2026-02-01")],
        Some("2026-02-01"),
    );
    check_date(
        &[("ru/a/x.md", "updated: 2026-01-01"), ("ru/a/y.md", "updated: 2026-02-30")],
        Some("2026-01-01"),
    );
    check_date(&[("ru/a/x.md", "order: 1")], None);
}
