//! Scores of a search run: mean reciprocal rank among the first ten, recall at one and at five, per kind of query.
//!
//! The rules: ids are compared without `.md`; articles in a query's `sources` are taken out of the ranking first (the
//! query is the text of a link in them, so they contain it word for word), unless they are relevant; a query that the
//! run does not answer counts as not found. Nothing here runs a search.

use std::collections::{BTreeSet, HashMap};

use anyhow::{Context, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Ranks beyond this one count as not found.
const DEPTH: usize = 10;

/// A query with known answers.
#[derive(Deserialize)]
pub(crate) struct Query {
    id: String,
    kind: String,
    relevant: Vec<String>,
    #[serde(default)]
    sources: Vec<String>,
}

/// What a search found for a query, best first, each article once.
#[derive(Deserialize)]
pub(crate) struct Answer {
    id: String,
    hits: Vec<String>,
    /// Time the search took, in microseconds.
    micros: Option<u64>,
}

/// The scores of one kind of query, from 0 to 1.
#[derive(Debug, PartialEq)]
pub(crate) struct Score {
    pub(crate) kind: String,
    pub(crate) queries: usize,
    pub(crate) mean_reciprocal_rank: f64,
    pub(crate) recall_at_1: f64,
    pub(crate) recall_at_5: f64,
}

/// Times of a run in microseconds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Latency {
    pub(crate) median: u64,
    pub(crate) percentile_99: u64,
}

/// Reads one JSON value a line; empty lines are passed over.
pub(crate) fn read_lines<T: DeserializeOwned>(text: &str) -> Result<Vec<T>> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| {
            serde_json::from_str(line).with_context(|| format!("line {} is not as expected", index + 1))
        })
        .collect()
}

/// Scores a run; kinds come in the order in which they first appear among the queries.
pub(crate) fn score(queries: &[Query], run: &[Answer]) -> Vec<Score> {
    let answers: HashMap<&str, &Answer> = run.iter().map(|answer| (answer.id.as_str(), answer)).collect();
    let mut kinds: Vec<(&str, Vec<Option<usize>>)> = Vec::new();
    for query in queries {
        let rank = answers.get(query.id.as_str()).and_then(|answer| rank(query, answer));
        match kinds.iter_mut().find(|(kind, _)| *kind == query.kind) {
            Some((_, ranks)) => ranks.push(rank),
            None => kinds.push((&query.kind, vec![rank])),
        }
    }
    kinds.into_iter().map(|(kind, ranks)| summarise(kind, &ranks)).collect()
}

/// Summarises the times of a run; `None` when it has none.
pub(crate) fn latency(run: &[Answer]) -> Option<Latency> {
    let mut micros: Vec<u64> = run.iter().filter_map(|answer| answer.micros).collect();
    micros.sort_unstable();
    let median = *micros.get(micros.len() / 2)?;
    let percentile_99 = *micros.get(micros.len() * 99 / 100)?;
    Some(Latency { median, percentile_99 })
}

/// The place of the first relevant article, counted from 0.
fn rank(query: &Query, answer: &Answer) -> Option<usize> {
    let relevant: BTreeSet<&str> = query.relevant.iter().map(|id| normalise(id)).collect();
    let skipped: BTreeSet<&str> =
        query.sources.iter().map(|id| normalise(id)).filter(|id| !relevant.contains(id)).collect();
    let hits = answer.hits.iter().map(|id| normalise(id)).filter(|id| !skipped.contains(id));
    hits.take(DEPTH).position(|id| relevant.contains(id))
}

fn normalise(id: &str) -> &str {
    id.strip_suffix(".md").unwrap_or(id)
}

fn summarise(kind: &str, ranks: &[Option<usize>]) -> Score {
    let mean = |value: fn(usize) -> f64| {
        ranks.iter().flatten().map(|&rank| value(rank)).sum::<f64>() / ranks.len() as f64
    };
    Score {
        kind: kind.to_owned(),
        queries: ranks.len(),
        mean_reciprocal_rank: mean(|rank| 1.0 / (rank + 1) as f64),
        recall_at_1: mean(|rank| f64::from(rank == 0)),
        recall_at_5: mean(|rank| f64::from(rank < 5)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, hits: &[&str], expected: Option<usize>) {
        let query: Query = serde_json::from_str(query).unwrap();
        let hits = hits.iter().map(|&hit| hit.to_owned()).collect();
        let answer = Answer { id: query.id.clone(), hits, micros: None };
        assert_eq!(rank(&query, &answer), expected);
    }

    #[test]
    fn ranks_follow_the_rules() {
        let plain = r#"{"id": "q", "kind": "anchor", "relevant": ["a/b.md", "c.md"]}"#;
        check(plain, &["a/b"], Some(0));
        check(plain, &["x.md", "c.md", "a/b"], Some(1));
        check(plain, &[], None);
        check(plain, &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "c"], None);
        check(plain, &["0", "1", "2", "3", "4", "5", "6", "7", "8", "c"], Some(9));
    }

    #[test]
    fn sources_are_taken_out_unless_relevant() {
        let query =
            r#"{"id": "q", "kind": "k", "relevant": ["a.md"], "sources": ["s.md", "a.md"], "grades": {}}"#;
        check(query, &["s", "a"], Some(0));
        check(query, &["x", "s", "a"], Some(1));
        check(query, &["0", "1", "2", "3", "4", "5", "6", "7", "8", "s", "a"], Some(9));
    }

    #[test]
    fn kinds_are_summed_up() {
        let query =
            |id: &str, kind: &str| format!(r#"{{"id": "{id}", "kind": "{kind}", "relevant": ["a"]}}"#);
        let text =
            [query("1", "typo"), query("2", "anchor"), query("3", "typo"), query("4", "typo")].join("\n\n");
        let queries: Vec<Query> = read_lines(&text).unwrap();
        let run: Vec<Answer> =
            read_lines("{\"id\": \"1\", \"hits\": [\"a.md\"]}\n{\"id\": \"3\", \"hits\": [\"x\", \"a\"]}\n")
                .unwrap();
        let scores = score(&queries, &run);
        let kinds: Vec<(&str, usize)> =
            scores.iter().map(|score| (score.kind.as_str(), score.queries)).collect();
        assert_eq!(kinds, [("typo", 3), ("anchor", 1)]);
        assert!((scores[0].mean_reciprocal_rank - 0.5).abs() < 1e-9);
        assert!((scores[0].recall_at_1 - 1.0 / 3.0).abs() < 1e-9);
        assert!((scores[0].recall_at_5 - 2.0 / 3.0).abs() < 1e-9);
        assert_eq!(scores[1].mean_reciprocal_rank, 0.0);
    }

    #[test]
    fn times_are_ranked() {
        let run: Vec<Answer> = (0..200)
            .map(|micros| Answer { id: String::new(), hits: Vec::new(), micros: Some(micros) })
            .collect();
        assert_eq!(latency(&run), Some(Latency { median: 100, percentile_99: 198 }));
        assert_eq!(latency(&[]), None);
    }

    #[test]
    fn a_broken_line_is_named() {
        let error = read_lines::<Answer>("{\"id\": \"1\", \"hits\": []}\nnonsense").err().unwrap();
        assert!(format!("{error:#}").contains("line 2"), "{error:#}");
    }
}
