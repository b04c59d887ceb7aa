//! What employees type, and the articles that answer: the right one has to be first, or nearly.
//!
//! The queries were written from the articles by somebody who knew neither the keywords nor the synonyms. When one is
//! missed, the article, its keywords or the synonyms are to be mended, not the query.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

use std::path::Path;

use help_app::dto::{Language, SearchRequest};
use help_app::{HelpApp, OpenOptions};
use serde::Deserialize;

/// Of the queries, the share whose right article is first, and among the first five.
const FIRST: f64 = 0.85;
const FIRST_FIVE: f64 = 0.97;

#[derive(Deserialize)]
struct Question {
    query: String,
    relevant: Vec<String>,
}

fn check(language: Language, file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/search").join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let questions: Vec<Question> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(questions.len() >= 90, "{} queries", questions.len());
    let app = HelpApp::open(&OpenOptions::default()).unwrap();
    let (mut first, mut first_five, mut missed) = (0, 0, String::new());
    for question in &questions {
        for id in &question.relevant {
            assert!(app.article(language, id).is_ok(), "{}: there is no article {id}", question.query);
        }
        let request = SearchRequest { query: question.query.clone(), limit: 5, ..SearchRequest::default() };
        let hits = app.search(language, &request).unwrap().hits;
        let rank = hits.iter().position(|hit| question.relevant.contains(&hit.id));
        first += usize::from(rank == Some(0));
        first_five += usize::from(rank.is_some());
        if rank != Some(0) {
            let got = hits.first().map_or("nothing", |hit| &hit.id);
            missed.push_str(&format!(
                "\n  {}: {}, not {got}",
                question.query,
                question.relevant.join(" or ")
            ));
        }
    }
    let share = |count: usize| count as f64 / questions.len() as f64;
    let (first, first_five) = (share(first), share(first_five));
    println!(
        "{file}: {} queries, first {first:.3}, first five {first_five:.3}; not first:{missed}",
        questions.len()
    );
    assert!(
        first >= FIRST && first_five >= FIRST_FIVE,
        "first {first:.3}, first five {first_five:.3}{missed}"
    );
}

#[test]
fn russian_questions_find_their_articles() {
    check(Language::Ru, "questions.ru.jsonl");
}

#[test]
fn english_questions_find_their_articles() {
    check(Language::En, "questions.en.jsonl");
}
