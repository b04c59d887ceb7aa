//! Decision trees and pictures with labels: one file for both languages.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod harness;

use harness::{listed, load, tree};
use help_content::{Corpus, Finder, FinderLead, Language, Strictness};

const SECTION: &str = "---\ntitle: S\nicon: wrench\nsummary: Words\n---\n";
const ARTICLE: &str = "---\ntitle: T\ndescription: D\nupdated: 2026-11-20\n---\n## A heading {#steps}\n";

const SOUND: &str = r#"title: { ru: "Нет звука", en: "No sound" }
summary: { ru: "Кто кого не слышит.", en: "Who cannot hear whom." }
order: 2
icon: video
articles: [a/one]
steps:
  - id: who
    ask: { ru: "Кто не слышит?", en: "Who hears nothing?" }
    answers:
      - say: { ru: "Я", en: "I" }
        step: loud
      - say: { ru: "Другие", en: "Others" }
        article: a/one#steps
        otherwise: loud
  - id: loud
    ask: { ru: "Проверьте громкость", en: "Check the volume" }
    note: { ru: "Откройте **Настройки > Звук**.", en: "Open **Settings > Sound**." }
    ticks:
      - say: { ru: "Звук в системе включён.", en: "The system's sound is on." }
        how: a/one
    answers:
      - say: { ru: "Не помогло", en: "It did not help" }
        support: true
"#;

fn content(files: &[(&str, &str)]) -> (Corpus, Vec<String>) {
    let mut all = vec![
        ("ru/index.md", "---\ntitle: Home\n---\n"),
        ("en/index.md", "---\ntitle: Home\n---\n"),
        ("ru/a/_section.md", SECTION),
        ("en/a/_section.md", SECTION),
        ("ru/a/one.md", ARTICLE),
        ("en/a/one.md", ARTICLE),
    ];
    all.extend_from_slice(files);
    let folder = tree(&all);
    let (corpus, problems) = load(folder.path(), Strictness::Strict);
    (corpus, listed(&problems))
}

fn check(from: &str, to: &str, expected: &[&str]) {
    assert!(SOUND.contains(from), "{from}");
    let (_, problems) = content(&[("finders/no-sound.yaml", &SOUND.replacen(from, to, 1))]);
    assert_eq!(problems, expected, "{from} -> {to}");
}

#[test]
fn a_tree_is_compiled_in_every_language() {
    let (corpus, problems) = content(&[("finders/no-sound.yaml", SOUND)]);
    assert_eq!(problems, [""; 0]);
    let finder = |language| -> &Finder {
        &corpus.languages.iter().find(|corpus| corpus.language == language).unwrap().finders[0]
    };
    let (ru, en) = (finder(Language::Ru), finder(Language::En));
    assert_eq!((ru.id.as_str(), ru.title.as_str(), en.title.as_str()), ("no-sound", "Нет звука", "No sound"));
    assert_eq!(ru.steps[0].ask, "Кто не\u{a0}слышит?");
    assert_eq!(en.steps[1].ticks[0].text, "The system's sound is on.");
    assert!(ru.steps[1].note.contains("<b class=\"ui\">Звук</b>"), "{}", ru.steps[1].note);
    assert!(!ru.steps[1].note.contains("<p>"));
    let leads: Vec<&FinderLead> =
        en.steps.iter().flat_map(|step| &step.answers).map(|answer| &answer.lead).collect();
    assert!(matches!(leads[0], FinderLead::Step { step } if step == "loud"));
    assert!(matches!(leads[1], FinderLead::Article { shown, otherwise: Some(step) }
        if shown.article == "a/one" && shown.anchor.as_deref() == Some("steps") && step == "loud"));
    assert_eq!(leads[2], &FinderLead::Support);
}

#[test]
fn trees_are_in_their_order() {
    let first = SOUND.replace("order: 2", "order: 1");
    let (corpus, _) = content(&[("finders/a.yaml", SOUND), ("finders/b.yaml", &first)]);
    let ids: Vec<&str> = corpus.languages[0].finders.iter().map(|finder| finder.id.as_str()).collect();
    assert_eq!(ids, ["b", "a"]);
}

#[test]
fn what_leads_nowhere_is_refused() {
    const FILE: &str = "finders/no-sound.yaml";
    let at = |line: usize, code: &str| format!("{FILE}:{line} {code}");
    let one = |from: &str, to: &str, line, code| check(from, to, &[&at(line, code)]);
    // Dead ends.
    check(
        "    answers:\n      - say: { ru: \"Не помогло\", en: \"It did not help\" }\n        support: true\n",
        "",
        &[&at(15, "finder-dead-end")],
    );
    one("        step: loud", "        step: quiet", 7, "finder-dead-end");
    one("otherwise: loud", "otherwise: quiet", 7, "finder-dead-end");
    // A circle without an exit.
    one("        support: true", "        step: loud", 15, "finder-no-exit");
    // A circle with one is none.
    check("        support: true", "        step: who", &[]);
    // Nothing leads there.
    let text = SOUND.replace("        otherwise: loud\n", "").replace("step: loud", "support: true");
    let (_, problems) = content(&[(FILE, &text)]);
    assert_eq!(problems, [at(14, "finder-unreachable")]);
    // Addresses, in each language.
    let twice = |from: &str, to: &str, line, code: &str| check(from, to, &[&at(line, code), &at(line, code)]);
    twice("a/one#steps", "a/one#nothing", 7, "broken-anchor");
    twice("a/one#steps", "a/two", 7, "broken-link");
    twice("how: a/one", "how: b/one", 15, "broken-link");
    twice("[a/one]", "[a/none]", 1, "broken-link");
    one("[a/one]", "[]", 1, "missing-key");
}

#[test]
fn what_is_not_said_is_refused() {
    const FILE: &str = "finders/no-sound.yaml";
    let one =
        |from: &str, to: &str, line: usize, code: &str| check(from, to, &[&format!("{FILE}:{line} {code}")]);
    one("\"No sound\"", "\"\"", 1, "missing-translation");
    one(", en: \"Who hears nothing?\"", "", 7, "missing-translation");
    one(", en: \"The system's sound is on.\"", "", 15, "missing-translation");
    one(", en: \"Others\"", "", 7, "missing-translation");
    one("        support: true", "        support: false", 15, "finder-answer");
    one("        support: true", "        support: true\n        step: who", 15, "finder-answer");
    one("        support: true", "        support: true\n        otherwise: who", 15, "finder-answer");
    one("id: who", "id: Who!", 7, "invalid-id");
    one("icon: video", "icno: video", 4, "bad-yaml");
    one("order: 2", "order: [", 3, "bad-yaml");
    check("**Settings > Sound**", "[here](https://example.com)\\n\\n- b", &[&format!("{FILE} finder-text")]);
}

#[test]
fn one_picture_has_words_in_every_language() {
    const SVG: &str =
        "<svg viewBox='0 0 200 40'><text x='10' y='20' fill='var(--text)'>{server}</text></svg>";
    let article = format!("{ARTICLE}\n![a](../../pictures/way.svg)\n");
    let with = |labels: &str| {
        content(&[
            ("pictures/way.svg", SVG),
            ("pictures/way.yaml", labels),
            ("ru/a/two.md", &article),
            ("en/a/two.md", &article),
        ])
    };
    let (corpus, problems) = with("server: { ru: Сервер, en: Server }\n");
    assert_eq!(problems, [""; 0]);
    let names: Vec<&str> = corpus.assets.keys().map(String::as_str).collect();
    let expected = ["en.dark", "en.light", "ru.dark", "ru.light"]
        .map(|variant| format!("assets/pictures/way.{variant}.svg"));
    assert_eq!(names, expected);
    let html =
        &corpus.languages[0].articles.iter().find(|article| article.id.as_str() == "a/two").unwrap().html;
    assert!(
        html.contains("way.ru.light.svg") && html.contains("way.ru.dark.svg") && !html.contains("way.en"),
        "{html}"
    );

    let missing =
        ["en/a/two.md:8 missing-picture", "pictures/way.svg bad-picture", "ru/a/two.md:8 missing-picture"];
    assert_eq!(with("").1, missing);
    assert_eq!(with("server: { ru: Сервер, en: Server }\nother: { ru: a, en: b }\n").1, missing);
    assert_eq!(with("server: { ru: Сервер }\n").1, ["pictures/way.yaml missing-translation"]);
    assert!(with("server: Сервер\n").1.contains(&"pictures/way.yaml:1 bad-yaml".to_owned()));
}
