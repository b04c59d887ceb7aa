//! The built-in help: opening it, and one search inside Rust with snippets and highlights.
//!
//! `cargo bench -p help-app`. Beside criterion's figures the percentiles over all queries are printed.

#![allow(missing_docs)]

use std::hint::black_box;
use std::time::Instant;

use criterion::{Criterion, criterion_group, criterion_main};
use help_app::dto::Language;
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

const LIMIT: usize = 20;

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
        bench.iter(|| black_box(open().search(Language::Ru, "звук", LIMIT).expect("the index answers")));
    });
}

fn searching(criterion: &mut Criterion) {
    let app = open();
    for (language, query) in QUERIES {
        criterion.bench_function(&format!("search: {query}"), |bench| {
            bench.iter(|| black_box(app.search(language, query, LIMIT).expect("the index answers")));
        });
    }
    let mut micros: Vec<f64> = Vec::new();
    for _ in 0..20 {
        for (language, query) in keystrokes() {
            let start = Instant::now();
            black_box(app.search(language, &query, LIMIT).expect("the index answers"));
            micros.push(start.elapsed().as_secs_f64() * 1e6);
        }
    }
    micros.sort_by(f64::total_cmp);
    let at = |share: f64| micros[((micros.len() - 1) as f64 * share) as usize];
    println!("keystrokes: {} answers, median {:.0} µs, p99 {:.0} µs\n", micros.len(), at(0.5), at(0.99));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = opening, searching
}
criterion_main!(benches);
