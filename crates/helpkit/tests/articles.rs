//! The articles of this repository are consistent: compiled without a problem, terms, labels, spelling, links.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]
#![allow(dead_code, reason = "each file of tests uses a part of what they share")]

mod common;

use std::path::Path;

/// Debian's hunspell-ru and hunspell-en-gb, which `cargo xtask test` installs.
const DICTIONARIES: &str = "/usr/share/hunspell/ru_RU.dic";

#[test]
fn the_articles_have_no_problem() {
    let is_spelling_checked = Path::new(DICTIONARIES).exists() || !cfg!(target_os = "linux");
    assert!(is_spelling_checked, "install hunspell-ru and hunspell-en-gb");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    common::check(&root, &["check", "--content", "content"], common::WELL, &[" articles, 0 problems"]);
}
