//! One inconsistency after the other, in small trees.

use std::fs;

use help_content::{Language, Options, Strictness};

use super::*;

const GLOSSARY: &str =
    "terms:\n  - ru: учётная запись\n    en: account\n    avoid: { ru: [аккаунт], en: [profile page] }\n";

/// Writes articles `a`, `b` and `c`, which link to each other, with `text` as the body of `a`, and lists the codes and lines.
fn check(russian: &str, english: &str, expected: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    for (language, text) in [("ru", russian), ("en", english)] {
        let section = folder.path().join(language).join("s");
        fs::create_dir_all(&section).unwrap();
        fs::write(
            section.join("_section.md"),
            "---\ntitle: Раздел\norder: 1\nicon: chats\nsummary: Всё\n---\n",
        )
        .unwrap();
        for id in ["a", "b", "c"] {
            let others: Vec<&str> = ["a", "b", "c"].into_iter().filter(|other| *other != id).collect();
            let body = if id == "a" { text } else { "Текст." };
            let related = format!("[s/{}, s/{}]", others[0], others[1]);
            let source = format!("---\ntitle: Чат\ndescription: Чат\nrelated: {related}\n---\n{body}\n");
            fs::write(section.join(format!("{id}.md")), source).unwrap();
        }
    }
    fs::write(folder.path().join("glossary.yaml"), GLOSSARY).unwrap();
    let options = Options { strictness: Strictness::Lenient, single_language: Language::Ru };
    let (corpus, _) = help_content::load(folder.path(), options, &|_, _| {}).unwrap();
    let problems = super::check(folder.path(), &corpus, None).unwrap();
    let shown: Vec<String> = problems
        .iter()
        .map(|problem| format!("{}:{} {}", problem.file, problem.line.unwrap_or(0), problem.code))
        .collect();
    assert_eq!(shown, expected, "{problems:?}");
}

#[test]
fn consistent_articles_pass() {
    check("Учётная запись — «чат».\n\n`a - \"b\"...`", "An account — “chat”.\n\n`a - \"b\"...`", &[]);
}

#[test]
fn a_thing_has_one_name() {
    check(
        "Текст.\n\nВаши аккаунты.",
        "Open the profile pages.",
        &["en/s/a.md:6 other-term", "ru/s/a.md:8 other-term"],
    );
}

#[test]
fn labels_and_quotes_are_as_the_program_has_them() {
    check("Нажмите **Аккаунт**: «Нет аккаунта».", "Press “Profile page”.", &[]);
}

#[test]
fn marks_are_printed_ones() {
    check(
        "Чат - это \"место\"...",
        "Чат.",
        &["ru/s/a.md:6 typography", "ru/s/a.md:6 typography", "ru/s/a.md:6 typography"],
    );
    check("Слово “чат”.", "A word “chat”.", &["ru/s/a.md:6 typography"]);
}

#[test]
fn labels_are_spelled_one_way() {
    check("**О программе**, **О программе**, **о программе**.", "Text.", &["ru/s/a.md:6 label-spelling"]);
}

#[test]
fn headings_are_the_same_in_all_languages() {
    check("## Раз {#one}\n\nТекст.", "## One {#one}\n\nText.", &[]);
    check("## Раз {#one}\n\nТекст.", "## One {#two}\n\nText.", &["en/s/a.md:0 headings-differ"]);
}

#[test]
fn long_articles_are_reported() {
    check(&"слово ".repeat(800), "Text.", &["ru/s/a.md:0 too-long"]);
}

#[test]
fn misspelled_words_are_reported_where_there_are_dictionaries() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("words.txt"), "роутинг # маршруты\n").unwrap();
    let words = Words::read(folder.path()).unwrap();
    for (name, text) in [("ru_RU", "3\nчат\nновый\nсообщение\n"), ("en_GB", "1\nchat\n")] {
        fs::write(folder.path().join(format!("{name}.aff")), "SET UTF-8\n").unwrap();
        assert!(Dictionaries::read(folder.path()).unwrap().is_none());
        fs::write(folder.path().join(format!("{name}.dic")), text).unwrap();
    }
    let dictionaries = Dictionaries::read(folder.path()).unwrap().unwrap();
    fs::write(folder.path().join("a.md"), "Новый чат, сообщениее о роутинге CTS 3d chat chatt.\n").unwrap();
    let options = Options { strictness: Strictness::Lenient, single_language: Language::Ru };
    let (corpus, _) = help_content::load(folder.path(), options, &|_, _| {}).unwrap();
    let article = &corpus.languages[0].articles[0];
    let found = dictionaries.check(
        Language::Ru,
        &Prose { place: Place::of(article), text: article.text.clone(), own: String::new() },
        &words,
    );
    let found: Vec<&str> = found.iter().map(|finding| finding.needle.as_str()).collect();
    assert_eq!(found, ["сообщениее", "chatt"]);
}

#[test]
fn finders_and_pictures_are_read_over_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    for language in ["ru", "en"] {
        write(&format!("{language}/index.md"), "---\ntitle: Чат\n---\n");
        write(&format!("{language}/s/_section.md"), "---\ntitle: Всё\nicon: bell\nsummary: Всё\n---\n");
        let article = "---\ntitle: Чат\ndescription: Чат\nupdated: 2026-11-20\n---\n";
        write(&format!("{language}/s/a.md"), article);
    }
    write("glossary.yaml", GLOSSARY);
    write(
        "finders/f.yaml",
        "title: { ru: Чат, en: Chat }\nsummary: { ru: Чат, en: Chat }\norder: 1\nicon: bell\narticles: [s/a]\nsteps:\n\
         - id: one\n  ask: { ru: Чат, en: Chat }\n  ticks:\n  - say: { ru: \"Ваш аккаунт\", en: Chat }\n\
         \u{20} answers:\n  - { say: { ru: Да, en: \"Yes...\" }, support: true }\n",
    );
    write("pictures/p.svg", "<svg viewBox='0 0 300 40'><text x='9' y='20'>{a}</text></svg>");
    write("pictures/p.yaml", "a: { ru: Аккаунт, en: Account }\n");
    let options = Options { strictness: Strictness::Strict, single_language: Language::Ru };
    let (corpus, problems) = help_content::load(folder.path(), options, &|_, _| {}).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    let found = super::check(folder.path(), &corpus, None).unwrap();
    let shown: Vec<String> = found
        .iter()
        .filter(|problem| problem.file.ends_with(".yaml"))
        .map(|problem| format!("{}:{} {}", problem.file, problem.line.unwrap_or(0), problem.code))
        .collect();
    assert_eq!(
        shown,
        ["finders/f.yaml:10 other-term", "finders/f.yaml:12 typography", "pictures/p.yaml:1 other-term"]
    );
}
