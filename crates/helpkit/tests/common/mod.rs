//! Running the program in a folder with a small pack.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Exit codes: all is well; the command could not do its work.
pub const WELL: i32 = 0;
pub const IMPOSSIBLE: i32 = 2;

/// What the program did.
pub struct Ran {
    code: i32,
    pub out: String,
    pub err: String,
}

/// Runs the program in a folder.
fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let output =
        Command::new(env!("CARGO_BIN_EXE_helpkit")).args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

/// Runs the program and compares its exit code, and parts of what it says on either channel.
pub fn check(folder: &Path, arguments: &[&str], code: i32, parts: &[&str]) -> Ran {
    let ran = run(folder, arguments);
    let said = format!("{}\n{}", ran.out, ran.err);
    assert_eq!(ran.code, code, "{arguments:?}: {said}");
    for part in parts {
        assert!(said.contains(part), "{arguments:?}: no {part:?} in {said}");
    }
    assert!(!said.contains("panicked"), "{said}");
    ran
}

/// A folder with `content`, a bilingual tree in which nothing is wrong.
pub fn content() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let article = |title: &str, text: &str| {
        format!("---\ntitle: {title}\ndescription: D\nupdated: 2026-11-20\n---\n{text}\n")
    };
    for (path, text) in [
        ("ru/index.md", "---\ntitle: Помощь\n---\n".to_owned()),
        ("en/index.md", "---\ntitle: Help\n---\n".to_owned()),
        ("ru/a/_section.md", "---\ntitle: Вход\nicon: log-in\nsummary: S\n---\n".to_owned()),
        ("en/a/_section.md", "---\ntitle: Sign in\nicon: log-in\nsummary: S\n---\n".to_owned()),
        ("ru/a/sms.md", article("SMS-код", "Код не пришёл.\n\n## Шаги {#steps}\n\nПодождите минуту.")),
        (
            "en/a/sms.md",
            article("SMS code", "The code did not arrive.\n\n## Steps {#steps}\n\nWait a minute."),
        ),
    ] {
        write(&folder.path().join("content"), path, &text);
    }
    let path = folder.path().to_owned();
    (folder, path)
}

pub fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// [`content`] with `good.helppack` beside it.
pub fn packed() -> (TempDir, PathBuf) {
    let (folder, path) = content();
    check(&path, &["build", "--content", "content", "--out", "good.helppack"], WELL, &["2 articles"]);
    (folder, path)
}
