//! The program itself: output, messages and exit codes of every command, with good and bad input.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod common;

use std::fs;

use common::{IMPOSSIBLE, WELL, check, content, packed, write};
use serde_json::Value;

/// Exit code: there were errors in the content, or nothing was found.
const FAILED: i32 = 1;

#[test]
fn build_writes_a_pack_and_says_what_is_in_it() {
    let (_folder, path) = content();
    let ran = check(
        &path,
        &["build", "--content", "content", "--out", "x.helppack", "--name", "Mine", "--pack-version", "3"],
        WELL,
        &["x.helppack: 2 articles, ", " articles per second"],
    );
    assert!(ran.err.is_empty() && !ran.out.contains("warnings"), "{} {}", ran.out, ran.err);
    check(
        &path,
        &["inspect", "x.helppack"],
        WELL,
        &["name      Mine\n", "version   3\n", "created   2026-11-20\n"],
    );
    let first = fs::read(path.join("x.helppack")).unwrap();
    check(
        &path,
        &["build", "--content", "content", "--out", "x.helppack", "--name", "Mine", "--pack-version", "3"],
        WELL,
        &[],
    );
    assert_eq!(fs::read(path.join("x.helppack")).unwrap(), first);
}

#[test]
fn build_writes_nothing_when_the_content_has_errors() {
    let (_folder, path) = content();
    write(&path, "content/ru/a/sms.md", "[x](y.md)\n");
    let strict = ["build", "--content", "content", "--out", "x.helppack"];
    check(
        &path,
        &strict,
        FAILED,
        &[
            "ru/a/sms.md:1: error[broken-link]",
            "help: check the spelling",
            "4 errors; no pack was written. --lenient",
        ],
    );
    assert!(!path.join("x.helppack").exists());
    let lenient = ["build", "--lenient", "--content", "content", "--out", "x.helppack"];
    check(&path, &lenient, WELL, &["1 warnings; helpkit check lists them"]);
    assert!(path.join("x.helppack").exists());
}

#[test]
fn build_takes_trees_of_one_language() {
    let (_folder, path) = content();
    write(&path, "other/x/y.md", "# Title\n\nSome text.\n");
    check(
        &path,
        &["build", "--lenient", "--lang", "en", "--content", "other", "--out", "en.helppack"],
        WELL,
        &["1 articles"],
    );
    check(
        &path,
        &["inspect", "en.helppack"],
        WELL,
        &["version   0\n", "created   unknown\n", "en        1 sections, 1 articles\n"],
    );
}

#[test]
fn build_that_is_impossible_says_why() {
    let (_folder, path) = content();
    fs::create_dir(path.join("empty")).unwrap();
    check(
        &path,
        &["build", "--content", "nope", "--out", "x"],
        IMPOSSIBLE,
        &["helpkit: cannot read the content folder nope", "check the path"],
    );
    check(
        &path,
        &["build", "--content", "empty", "--out", "x"],
        IMPOSSIBLE,
        &["no Markdown file in empty; expected ru/"],
    );
    check(
        &path,
        &["build", "--content", "content", "--out", "no/such/x"],
        IMPOSSIBLE,
        &["cannot write no/such/x: "],
    );
    check(&path, &["build", "--content", "content"], IMPOSSIBLE, &["--out", "Usage"]);
    check(&path, &["build", "--content", "content", "--out", "x", "--lang", "fr"], IMPOSSIBLE, &["ru, en"]);
    assert_eq!(fs::read_dir(&path).unwrap().count(), 2, "something was left behind");
}

#[test]
fn check_lists_problems() {
    let (_folder, path) = content();
    check(&path, &["check", "--content", "content"], WELL, &["2 articles, 0 problems\n"]);
    write(
        &path,
        "content/ru/a/sms.md",
        "---\ntitle: T\ndescription: D\nupdated: 2026-11-20\ntpyo: x\n---\n\n![](z.png)\n",
    );
    let ran = check(&path, &["check", "--content", "content"], FAILED, &["2 articles, 3 problems\n"]);
    let lines: Vec<&str> = ran.out.lines().filter(|line| line.contains("error[")).collect();
    assert_eq!(lines.len(), 3, "{}", ran.out);
    assert!(lines[0].starts_with("ru/a/sms.md:5: error[unknown-key]: unknown key `tpyo`"), "{}", ran.out);
    assert!(ran.out.contains("\n    help: known keys: title, "), "{}", ran.out);
    check(
        &path,
        &["check", "--lenient", "--content", "content"],
        WELL,
        &["ru/a/sms.md:8: warning[missing-alt]", "2 problems"],
    );
    check(&path, &["check", "--content", "nope"], IMPOSSIBLE, &["cannot read the content folder nope"]);
}

#[test]
fn check_gives_json() {
    let (_folder, path) = content();
    assert_eq!(check(&path, &["check", "--json", "--content", "content"], WELL, &[]).out, "[]\n");
    write(&path, "content/ru/b/x.md", "");
    let ran = check(&path, &["check", "--json", "--content", "content"], FAILED, &[]);
    let problems: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    let codes: Vec<&str> = problems.iter().map(|problem| problem["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["missing-translation", "no-section", "missing-key", "missing-key", "missing-key"]);
    for problem in &problems {
        assert_eq!(problem["file"], "ru/b/x.md");
        assert_eq!(problem["severity"], "error");
        assert!(
            !problem["message"].as_str().unwrap().is_empty() && !problem["help"].as_str().unwrap().is_empty()
        );
    }
    assert_eq!((&problems[0]["line"], &problems[2]["line"]), (&Value::Null, &Value::from(1)));
}

#[test]
fn search_finds_and_marks() {
    let (_folder, path) = packed();
    let found = "a/sms\n  SMS-[код]\n  [Код] не пришёл.\n\n1 found\n";
    assert_eq!(check(&path, &["search", "--pack", "good.helppack", "код"], WELL, &[]).out, found);
    check(
        &path,
        &["search", "--pack", "good.helppack", "минуту"],
        WELL,
        &["  # Шаги\n  Подождите [минуту].\n"],
    );
    check(&path, &["search", "--pack", "good.helppack", "--lang", "en", "code"], WELL, &["SMS [code]"]);
    check(&path, &["search", "--pack", "good.helppack", "велосипед"], FAILED, &["0 found"]);
    check(&path, &["search", "--pack", "good.helppack", ""], FAILED, &["0 found"]);
    check(
        &path,
        &["search", "--pack", "good.helppack", "--limit", "18446744073709551615", "код"],
        WELL,
        &["1 found"],
    );
    check(
        &path,
        &["search", "--pack", "nope.helppack", "код"],
        IMPOSSIBLE,
        &["cannot open nope.helppack: cannot read the pack"],
    );
    check(&path, &["search", "--pack", "good.helppack"], IMPOSSIBLE, &["Usage"]);
}

#[test]
fn search_gives_json() {
    let (_folder, path) = packed();
    let ran = check(&path, &["search", "--json", "--pack", "good.helppack", "минуту"], WELL, &[]);
    let hits: Value = serde_json::from_str(&ran.out).unwrap();
    let hit = &hits.as_array().unwrap()[0];
    assert_eq!(
        (&hit["id"], &hit["title"], &hit["section"], &hit["snippet"]),
        (&"a/sms".into(), &"SMS-код".into(), &"steps".into(), &"Подождите минуту.".into())
    );
    assert!(hit["score"].as_f64().unwrap() > 0.0);
    assert_eq!(
        check(&path, &["search", "--json", "--pack", "good.helppack", "велосипед"], FAILED, &[]).out,
        "[]\n"
    );
}

#[test]
fn search_corrects_and_says_so() {
    let (_folder, path) = packed();
    let search = |more: &[&str], code, parts: &[&str]| {
        check(&path, &[&["search", "--pack", "good.helppack"], more].concat(), code, parts)
    };
    search(&["минтуу"], WELL, &["shown instead: «минуту»\n\na/sms\n", "1 found"]);
    search(&["--without", "typos", "минтуу"], FAILED, &["0 found"]);
    search(&["--exact", "минтуу"], FAILED, &["0 found"]);
    search(&["--without", "yo", "--without", "prefix", "минтуу"], WELL, &["«минуту»"]);
    search(
        &["--without", "nothing", "x"],
        IMPOSSIBLE,
        &["'nothing'", "no such step", "prefix, typos, forms"],
    );
    write(&path, "queries.jsonl", "{\"id\": \"1\", \"query\": \"минтуу\"}\n");
    let batch = ["--batch", "queries.jsonl"];
    search(&batch, WELL, &["{\"id\":\"1\",\"hits\":[\"a/sms\"],\"micros\":", ",\"corrected\":\"минуту\"}"]);
    for left_out in [&["--exact"][..], &["--without", "typos"]] {
        let ran = search(&[&batch, left_out].concat(), WELL, &["\"hits\":[],"]);
        assert!(!ran.out.contains("corrected"), "{}", ran.out);
    }
}

#[test]
fn search_explains_itself() {
    let (_folder, path) = packed();
    let explain = ["search", "--explain", "--pack", "good.helppack"];
    let ran =
        check(&path, &[&explain[..], &["минтуу"]].concat(), WELL, &["1 found\n\nsteps\n", "first hit a/sms"]);
    for (at, word) in
        [("\n  typos ", "минуту"), ("\nминуту ", " body "), ("\n× factor ", "1.000"), ("\n= score ", ".")]
    {
        let line = ran.out.split(at).nth(1).and_then(|rest| rest.lines().next()).unwrap_or_default();
        assert!(line.contains(word), "no {word:?} after {at:?} in {}", ran.out);
    }
    check(
        &path,
        &[&explain[..], &["велосипед"]].concat(),
        FAILED,
        &["0 found\n\nsteps\n  none changed anything\n"],
    );

    let ran = check(&path, &[&explain[..], &["--json", "минтуу"]].concat(), WELL, &[]);
    let answer: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&answer["corrected"], &answer["total"]), (&"минуту".into(), &1.into()));
    assert_eq!((&answer["hits"][0]["id"], &answer["steps"][0]["step"]), (&"a/sms".into(), &"typos".into()));
    let number = |value: &Value| value.as_f64().unwrap();
    let why = &answer["explanation"];
    let bonuses: f64 = ["pairs", "title", "error"].iter().map(|part| number(&why[*part])).sum();
    let score = (number(&why["sum"]) + bonuses) * number(&why["factor"]);
    for shown in [&why["score"], &answer["hits"][0]["score"]] {
        assert!((number(shown) - score).abs() < 1e-4, "{answer}");
    }
    let part = &why["contributions"][0];
    assert_eq!((&part["word"], &part["field"]), (&"минуту".into(), &"body".into()));
    let ran = check(&path, &[&explain[..], &["--json", "велосипед"]].concat(), FAILED, &[]);
    let answer: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&answer["explanation"], &answer["corrected"]), (&Value::Null, &Value::Null));
}

#[test]
fn search_answers_a_file_of_queries() {
    let (_folder, path) = packed();
    write(
        &path,
        "queries.jsonl",
        "{\"id\": \"1\", \"query\": \"код\"}\n\n{\"id\": \"2\", \"query\": \"велосипед\", \"more\": 1}\n",
    );
    let batch = ["search", "--pack", "good.helppack", "--batch", "queries.jsonl"];
    let ran = check(&path, &batch, WELL, &[]);
    let answers: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), 2);
    assert_eq!((&answers[0]["id"], &answers[0]["hits"]), (&"1".into(), &serde_json::json!(["a/sms"])));
    assert_eq!((&answers[1]["id"], &answers[1]["hits"]), (&"2".into(), &serde_json::json!([])));
    assert!(answers.iter().all(|answer| answer["micros"].is_u64()));
    write(&path, "queries.jsonl", "{\"id\": \"1\", \"query\": \"код\"}\nnot JSON\n");
    check(&path, &batch, IMPOSSIBLE, &["queries.jsonl:2: expected {\"id\": …, \"query\": …}"]);
    check(
        &path,
        &["search", "--pack", "good.helppack", "--batch", "nope"],
        IMPOSSIBLE,
        &["cannot read nope"],
    );
    check(
        &path,
        &["search", "--pack", "good.helppack", "--batch", "queries.jsonl", "код"],
        IMPOSSIBLE,
        &["cannot be used with"],
    );
}

#[test]
fn inspect_tells_what_is_in_a_pack() {
    let (_folder, path) = packed();
    check(
        &path,
        &["inspect", "good.helppack"],
        WELL,
        &[
            "name      eXpress Help\n",
            "version   2026-11-20\n",
            "program   0.1.0 or newer\n",
            "ru        1 sections, 1 articles\n",
            "en        1 sections, 1 articles\n",
            "whole     yes, ",
        ],
    );
}

#[test]
fn inspect_finds_damage() {
    let (_folder, path) = packed();
    let sound = fs::read(path.join("good.helppack")).unwrap();
    let word = "Подождите".as_bytes();
    let at = sound.windows(word.len()).position(|window| window == word).unwrap();
    let mut changed = sound.clone();
    changed[at] ^= 1;
    fs::write(path.join("bad.helppack"), changed).unwrap();
    check(
        &path,
        &["inspect", "bad.helppack"],
        IMPOSSIBLE,
        &["the pack is damaged", "is not what its manifest says; get it again"],
    );
    fs::write(path.join("bad.helppack"), &sound[..sound.len() - 40]).unwrap();
    check(
        &path,
        &["inspect", "bad.helppack"],
        IMPOSSIBLE,
        &["cannot open bad.helppack: this is not a help pack, or it is damaged"],
    );
    check(&path, &["inspect", "content"], IMPOSSIBLE, &["cannot open content"]);
    check(&path, &["inspect", "nope"], IMPOSSIBLE, &["cannot open nope: cannot read the pack"]);
}

#[test]
fn the_program_explains_itself() {
    let (_folder, path) = content();
    check(&path, &["--help"], WELL, &["build", "check", "search", "eval", "inspect"]);
    check(&path, &["--version"], WELL, &["helpkit 0."]);
    check(&path, &[], IMPOSSIBLE, &["Usage"]);
    check(&path, &["destroy"], IMPOSSIBLE, &["unrecognized subcommand"]);
}
