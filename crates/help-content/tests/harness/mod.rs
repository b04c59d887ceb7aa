//! Trees of files made for one test, and what the loader says of them.

#![allow(dead_code, reason = "each file of tests uses a part")]

use std::fs;
use std::path::Path;

use help_content::{Corpus, Language, Options, Problem, Strictness};
use tempfile::TempDir;

/// Writes `files` (path → bytes) into a new folder.
pub fn tree<B: AsRef<[u8]>>(files: &[(&str, B)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// Loads a folder that holds something; a tree of one language counts as Russian.
pub fn load(root: &Path, strictness: Strictness) -> (Corpus, Vec<Problem>) {
    let options = Options { strictness, single_language: Language::Ru };
    help_content::load(root, options, &|_, _| {}).unwrap()
}

/// `file:line code` of every problem.
pub fn listed(problems: &[Problem]) -> Vec<String> {
    let place = |problem: &Problem| match problem.line {
        Some(line) => format!("{}:{line} {}", problem.file, problem.code),
        None => format!("{} {}", problem.file, problem.code),
    };
    problems.iter().map(place).collect()
}
