//! `helpkit eval`: figures and comparisons over a small pack, and what is said about bad input.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod common;

use std::path::{Path, PathBuf};

use common::{IMPOSSIBLE, Ran, WELL, check, packed, write};
use serde_json::Value;
use tempfile::TempDir;

const EVAL: [&str; 3] = ["eval", "--pack", "good.helppack"];

/// A pack beside queries that the search answers, with one typo each but for the first.
fn measured() -> (TempDir, PathBuf) {
    let (folder, path) = packed();
    let query = |id: &str, kind: &str, query: &str| {
        format!(
            "{{\"id\": \"{id}\", \"base\": \"b\", \"kind\": \"{kind}\", \"query\": \"{query}\", \"relevant\": [\"a/sms.md\"]}}\n"
        )
    };
    let queries =
        [query("1", "anchor", "минуту"), query("2", "typo1", "минтуу"), query("3", "typo1", "велосипед")]
            .concat();
    write(&path, "queries.jsonl", &queries);
    write(&path, "pairs.tsv", "# list\nminutu\tминуту\nkod\tкод\nkot\tкот\nминуту\tминута\nzzzzzz\tкод\n");
    (folder, path)
}

fn eval(path: &Path, more: &[&str], code: i32, parts: &[&str]) -> Ran {
    check(path, &[&EVAL[..], more].concat(), code, parts)
}

fn json(path: &Path, more: &[&str]) -> Value {
    serde_json::from_str(&eval(path, &[&["--json"], more].concat(), WELL, &[]).out).unwrap()
}

#[test]
fn figures_are_printed_per_kind() {
    let (_folder, path) = measured();
    let parts = [
        "kind    queries  MRR@10",
        "anchor        1   1.000",
        "typo1         2   0.500",
        "all           3   0.667",
    ];
    let ran = eval(&path, &["--queries", "queries.jsonl"], WELL, &parts);
    let against = "against the undisturbed query of the same base\nkind   queries  MRR@10    95 % interval  better  worse\n\
                   typo1        2  -0.500  -1.000 … +0.000       0      1\n";
    assert!(ran.out.contains(against), "{}", ran.out);
    assert!(ran.out.ends_with("\n0 of 1 undisturbed queries were corrected\n"), "{}", ran.out);

    let figures = json(&path, &["--queries", "queries.jsonl", "--without", "typos", "--lang", "ru"]);
    assert_eq!((&figures["kinds"][1]["kind"], &figures["kinds"][1]["mrr"]), (&"typo1".into(), &0.0.into()));
    assert_eq!((&figures["without"], &figures["pairs"]), (&serde_json::json!(["typos"]), &Value::Null));
    assert!(
        figures["all"]["p99_micros"].is_u64() && figures["steps"].as_array().unwrap().len() > 5,
        "{figures}"
    );
}

#[test]
fn two_runs_are_compared() {
    let (_folder, path) = measured();
    let found = eval(
        &path,
        &["--queries", "queries.jsonl", "--compare-without", "typos"],
        WELL,
        &["against the run without typos\n"],
    );
    let batch = ["search", "--pack", "good.helppack", "--batch", "queries.jsonl", "--without", "typos"];
    write(&path, "saved.jsonl", &check(&path, &batch, WELL, &[]).out);
    let saved = eval(
        &path,
        &["--queries", "queries.jsonl", "--against", "saved.jsonl"],
        WELL,
        &["against saved.jsonl\n"],
    );
    for ran in [found, saved] {
        let comparison = "anchor        1  +0.000  +0.000 … +0.000       0      0\n\
                          typo1         2  +0.500  +0.000 … +1.000       1      0\n";
        assert!(ran.out.contains(comparison), "{}", ran.out);
    }
}

#[test]
fn undisturbed_queries_that_were_changed_are_listed() {
    let (_folder, path) = packed();
    let query = "{\"id\": \"1\", \"kind\": \"question\", \"query\": \"минтуу\", \"relevant\": [\"x\"]}";
    write(&path, "queries.jsonl", query);
    let parts = ["1 of 1 undisturbed queries were corrected\n  1  «минтуу» → «минуту»\n"];
    eval(&path, &["--queries", "queries.jsonl"], WELL, &parts);
}

#[test]
fn pairs_that_fit_the_corpus_are_judged() {
    let (_folder, path) = measured();
    let parts = [
        "5 pairs; of 1 the term is unknown, of 1 the typed form is known; 3 judged\n",
        "pairs        3   0.667",
        "  missed: zzzzzz → код\n",
    ];
    let ran = eval(&path, &["--pairs", "pairs.tsv"], WELL, &parts);
    assert!(!ran.out.contains("all") && !ran.out.contains("undisturbed"), "{}", ran.out);
    let more = ["--pairs", "pairs.tsv", "--queries", "queries.jsonl", "--compare-without", "translit"];
    let figures = json(&path, &more);
    assert_eq!((&figures["pairs"]["score"]["queries"], &figures["all"]["queries"]), (&3.into(), &3.into()));
    let kinds = figures["against_run"]["kinds"].as_array().unwrap();
    let gains: Vec<(&Value, &Value)> = kinds.iter().map(|kind| (&kind["kind"], &kind["better"])).collect();
    assert_eq!(
        gains,
        [(&"anchor".into(), &0.into()), (&"typo1".into(), &0.into()), (&"pairs".into(), &2.into())]
    );
    // Leaving out a step changes the figures, never which pairs are judged.
    let without = json(&path, &["--pairs", "pairs.tsv", "--without", "translit"]);
    assert_eq!(
        (&without["pairs"]["score"]["queries"], &without["pairs"]["score"]["mrr"]),
        (&3.into(), &0.0.into())
    );
    write(&path, "pairs.tsv", "kot\tкот\n");
    assert_eq!(json(&path, &["--pairs", "pairs.tsv"])["pairs"]["score"], Value::Null);
}

#[test]
fn what_cannot_be_measured_is_named() {
    let (_folder, path) = measured();
    write(&path, "bad.jsonl", "\n{\"id\": \"1\", \"query\": \"код\"}\n");
    write(&path, "bad.tsv", "# list\nkod код\n");
    write(&path, "empty.jsonl", "\n");
    write(&path, "other.jsonl", "{\"id\": \"other\", \"hits\": []}\n");
    write(&path, "other/x.md", "# Title\n\nText.\n");
    let build = ["build", "--lenient", "--lang", "en", "--content", "other", "--out", "en.helppack"];
    check(&path, &build, WELL, &[]);
    let cases: &[(&[&str], &str)] = &[
        (&[], "Usage"),
        (&["--queries", "nope.jsonl"], "cannot read nope.jsonl"),
        (&["--pairs", "nope.tsv"], "cannot read nope.tsv"),
        (&["--queries", "empty.jsonl"], "there are no queries in empty.jsonl"),
        (&["--queries", "bad.jsonl"], "bad.jsonl:2: expected {\"id\": …, \"kind\": …"),
        (&["--pairs", "bad.tsv"], "bad.tsv:2: expected a typed form, a tab and a term"),
        (
            &["--queries", "queries.jsonl", "--against", "bad.jsonl"],
            "bad.jsonl:2: expected {\"id\": …, \"hits\": […]}",
        ),
        (
            &["--queries", "queries.jsonl", "--against", "other.jsonl"],
            "other.jsonl answers none of the queries",
        ),
        (&["--pairs", "pairs.tsv", "--against", "other.jsonl"], "--queries"),
        (&["--queries", "queries.jsonl", "--compare-without", "x"], "there is no such step; the steps are "),
        (&["--queries", "queries.jsonl", "--against", "x", "--compare-without", "yo"], "cannot be used with"),
    ];
    for (arguments, part) in cases {
        eval(&path, arguments, IMPOSSIBLE, &[part]);
    }
    let wrong = ["eval", "--pack", "en.helppack", "--lang", "ru", "--queries", "queries.jsonl"];
    check(
        &path,
        &wrong,
        IMPOSSIBLE,
        &["cannot search en.helppack: the pack has no articles in the language ru"],
    );
}
