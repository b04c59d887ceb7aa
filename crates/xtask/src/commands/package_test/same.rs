//! Two runs over the same programs give the same bytes.

use std::fs;

use anyhow::{Result, ensure};

use super::super::package::files_ending;
use super::Bench;

pub(super) fn check(bench: &Bench<'_>) -> Result<()> {
    let again = bench.make(&bench.gather("second")?, &bench.release, "again")?;
    let first = files_ending(&bench.folder("packages"), "")?;
    let names = |files: &[std::path::PathBuf]| -> Vec<_> {
        files.iter().map(|path| path.file_name().unwrap_or_default().to_owned()).collect()
    };
    ensure!(names(&first) == names(&files_ending(&again, "")?), "the second run made other files");
    ensure!(first.len() > 10, "only {} files were made", first.len());
    let mut different = Vec::new();
    for path in &first {
        let name = path.file_name().unwrap_or_default();
        if fs::read(path)? != fs::read(again.join(name))? {
            different.push(name.to_string_lossy().into_owned());
        }
    }
    ensure!(different.is_empty(), "two runs made different bytes: {}", different.join(", "));
    println!("the same bytes twice, files: {}", first.len());
    Ok(())
}
