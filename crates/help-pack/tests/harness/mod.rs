//! A small bilingual pack with everything a pack can have, made in a folder of its own.

#![allow(dead_code, reason = "each file of tests uses a part")]

use std::fs;
use std::path::{Path, PathBuf};

use help_content::{Corpus, Language, Options, Severity, Strictness};
use help_pack::{Identity, Pack, PackError, PackFiles, Source, SourceError};
use help_search::Bytes;
use tempfile::TempDir;

/// The version of the program that opens the packs.
pub const PROGRAM: &str = "0.1.0";
/// A picture with colours of the theme.
const PICTURE: &str = r##"<svg viewBox="0 0 8 8"><rect fill="var(--accent, #0b63ce)"/></svg>"##;

/// The sources of the pack: path → text.
pub fn sources() -> Vec<(&'static str, String)> {
    let section = |title: &str| format!("---\ntitle: {title}\norder: 1\nicon: wrench\nsummary: Words\n---\n");
    let article = |title: &str, updated: &str, text: &str| {
        format!(
            "---\ntitle: {title}\ndescription: About {title}\nupdated: {updated}\nrelated: [a/two]\n---\n{text}\n"
        )
    };
    vec![
        ("synonyms.yaml", "same: [[код, шифр]]\nmeans: {голосилка: [звонки]}\n".into()),
        ("ru/index.md", "---\ntitle: Помощь\nupdated: 2026-01-02\nquick:\n  - label: Вход\n    article: a/one\n---\nПривет.\n".into()),
        ("ru/a/_section.md", section("Вход")),
        ("ru/a/one.md", article("SMS-код", "2026-11-20", "Код не пришёл: [второй](two.md#steps).\n\n![Экран](p.svg)\n")),
        ("ru/a/two.md", article("Звонки", "2026-11-19", "## Шаги {#steps}\n\nОткройте **Настройки > Звук**.\n").replace("related: [a/two]\n", "")),
        ("ru/a/p.svg", PICTURE.into()),
        ("en/index.md", "---\ntitle: Help\n---\nHello.\n".into()),
        ("en/a/_section.md", section("Sign in")),
        ("en/a/one.md", article("SMS code", "2026-11-18", "The code did not arrive.\n")),
        ("en/a/two.md", article("Calls", "2026-11-17", "## Steps {#steps}\n\nOpen the settings.\n").replace("related: [a/two]\n", "")),
    ]
}

/// Writes sources below a folder, in the given order.
pub fn write_sources(folder: &Path, sources: &[(&str, String)]) {
    for (path, text) in sources {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// Compiles a folder in which nothing may be wrong.
pub fn compile(folder: &Path) -> Corpus {
    let options = Options { strictness: Strictness::Strict, single_language: Language::Ru };
    let (corpus, problems) = help_content::load(folder, options, &|_, _| {}).unwrap();
    assert!(problems.iter().all(|problem| problem.severity != Severity::Error), "{problems:?}");
    corpus
}

pub fn identity() -> Identity {
    Identity { name: "Test".into(), version: "7".into(), minimum_program: PROGRAM.into() }
}

/// The files of the small pack.
pub fn files() -> PackFiles {
    let folder = tempfile::tempdir().unwrap();
    write_sources(folder.path(), &sources());
    help_pack::build(&compile(folder.path()), &identity()).unwrap()
}

/// A folder, and the path of a pack file in it.
pub fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.helppack");
    (folder, path)
}

/// The files of a pack below a folder.
#[derive(Debug)]
pub struct FolderSource(pub PathBuf);

impl Source for FolderSource {
    fn read(&self, path: &str) -> Result<Option<Bytes>, SourceError> {
        match fs::read(self.0.join(path)) {
            Ok(bytes) => Ok(Some(Bytes::new(bytes))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// Everything a pack gives, as text to compare: contents, articles, pictures, answers.
pub fn read_all(pack: &Pack) -> Result<String, PackError> {
    let mut shown = format!("{:?}\n", pack.manifest().created);
    for &language in &pack.manifest().languages {
        let contents = pack.contents(language)?;
        shown.push_str(&format!("{contents:?}\n"));
        for (_, article) in contents.articles() {
            shown.push_str(&format!("{:?}\n", pack.article(language, article.id.as_str())?));
        }
        for query in ["sms код", "code settings", "шаги"] {
            let response = pack.search_index(language)?.search(query, 5);
            shown.push_str(&format!("{:?}\n", response.map_err(|error| error.to_string())));
        }
    }
    for path in pack.manifest().files.keys() {
        if let Some(bytes) = pack.asset(path)? {
            shown.push_str(&format!("{path} {}\n", String::from_utf8_lossy(bytes.as_slice())));
        }
    }
    Ok(shown)
}
