//! The built-in help: opening it, and one search inside Rust with snippets and highlights.
//!
//! `cargo bench -p help-app`, and with `EXPRESS_HELP_PACK=FILE.helppack EXPRESS_HELP_QUERIES=FILE.jsonl` before it also
//! the queries of another corpus. Beside criterion's figures the percentiles over all queries are printed.

#![allow(missing_docs)]

use std::hint::black_box;
use std::time::Instant;

use criterion::{Criterion, criterion_group, criterion_main};
use help_app::dto::{Language, SearchRequest};
use help_app::{HelpApp, OpenOptions};

/// Typed letter by letter, as the window asks.
const QUERIES: [(Language, &str); 8] = [
    (Language::Ru, "не приходят уведомления на андроид"),
    (Language::Ru, "Пользователь не зарегистрирован на сервере"),
    (Language::Ru, "как обновить приложение"),
    (Language::Ru, "меня не слышно"),
    (Language::Ru, "портал jira статусы обращений"),
    (Language::En, "user not found"),
    (Language::En, "clear the cache on android"),
    (Language::En, "how to contact support"),
];

const LIMIT: u32 = 20;

fn request(query: &str) -> SearchRequest {
    SearchRequest { query: query.to_owned(), limit: LIMIT, ..SearchRequest::default() }
}

fn open() -> HelpApp {
    HelpApp::open(&OpenOptions::default()).expect("the built-in pack opens")
}

fn keystrokes() -> Vec<(Language, String)> {
    let prefixes = |(language, query): (Language, &str)| {
        let ends: Vec<usize> = query.char_indices().skip(1).map(|(at, _)| at).chain([query.len()]).collect();
        ends.into_iter().map(move |end| (language, query[..end].to_owned())).collect::<Vec<_>>()
    };
    QUERIES.into_iter().flat_map(prefixes).collect()
}

fn opening(criterion: &mut Criterion) {
    criterion.bench_function("open the built-in help", |bench| bench.iter(|| black_box(open())));
    criterion.bench_function("open it and answer the first query", |bench| {
        bench.iter(|| black_box(open().search(Language::Ru, &request("звук")).expect("the index answers")));
    });
}

fn searching(criterion: &mut Criterion) {
    let app = open();
    for (language, query) in QUERIES {
        criterion.bench_function(&format!("search: {query}"), |bench| {
            bench.iter(|| black_box(app.search(language, &request(query)).expect("the index answers")));
        });
    }
    let mut micros: Vec<f64> = Vec::new();
    for _ in 0..20 {
        for (language, query) in keystrokes() {
            micros.push(timed(&app, language, &query));
        }
    }
    report("keystrokes of the queries above", &mut micros);
}

fn timed(app: &HelpApp, language: Language, query: &str) -> f64 {
    let start = Instant::now();
    black_box(app.search(language, &request(query)).expect("the index answers"));
    start.elapsed().as_secs_f64() * 1e6
}

fn report(what: &str, micros: &mut [f64]) {
    micros.sort_by(f64::total_cmp);
    let at = |share: f64| micros[((micros.len() - 1) as f64 * share) as usize];
    println!("{what}: {} answers, median {:.0} µs, p99 {:.0} µs\n", micros.len(), at(0.5), at(0.99));
}

/// The queries of a file of JSON lines on a pack that the environment names; without it, those of the built-in help.
fn corpus(criterion: &mut Criterion) {
    let (Ok(pack), Ok(queries)) = (std::env::var("EXPRESS_HELP_PACK"), std::env::var("EXPRESS_HELP_QUERIES"))
    else {
        println!("EXPRESS_HELP_PACK and EXPRESS_HELP_QUERIES name no corpus to measure\n");
        return;
    };
    let options = OpenOptions { pack: Some(pack.into()), ..OpenOptions::default() };
    let app = HelpApp::open(&options).expect("the pack opens");
    let language = app.settings().language;
    let queries = std::fs::read_to_string(queries).expect("the queries can be read");
    let queries: Vec<String> = queries
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("a line is JSON"))
        .filter_map(|line| line["query"].as_str().map(str::to_owned))
        .collect();
    criterion.bench_function("all queries of the corpus", |bench| {
        bench.iter(|| queries.iter().map(|query| timed(&app, language, query)).sum::<f64>());
    });
    let mut micros: Vec<f64> =
        (0..5).flat_map(|_| queries.iter().map(|query| timed(&app, language, query))).collect();
    report("queries of the corpus", &mut micros);
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = opening, searching, corpus
}
criterion_main!(benches);
