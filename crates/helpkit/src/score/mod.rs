//! Scores of a search run: mean reciprocal rank among the first ten, recall at one and at five, times, per
//! kind of query.
//!
//! The rules: ids are compared without `.md`; articles in a query's `sources` are taken out of the ranking
//! first (the query is the text of a link in them, so they contain it word for word), unless they are
//! relevant; a query that the run does not answer counts as not found. Nothing here runs a search.

mod bootstrap;
pub(crate) mod compare;
pub(crate) mod files;
pub(crate) mod report;

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

/// Ranks beyond this one count as not found.
const DEPTH: usize = 10;
/// Kinds of queries that are as somebody wrote them; the others are disturbed forms of these.
const UNDISTURBED: [&str; 4] = ["anchor", "titlelike", "question", "base"];

/// A query with known answers.
#[derive(Debug, Deserialize)]
pub(crate) struct Query {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) query: String,
    pub(crate) relevant: Vec<String>,
    #[serde(default)]
    pub(crate) sources: Vec<String>,
    /// What the forms of one query have in common.
    #[serde(default)]
    pub(crate) base: Option<String>,
}

impl Query {
    fn is_undisturbed(&self) -> bool {
        UNDISTURBED.contains(&self.kind.as_str())
    }
}

/// What a search found for a query, best first, each article once: a line of `helpkit search --batch`.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Answer {
    pub(crate) id: String,
    pub(crate) hits: Vec<String>,
    /// Time the search took, in microseconds.
    pub(crate) micros: Option<u64>,
    /// What was searched for instead, if a correction changed the query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) corrected: Option<String>,
}

/// A query with the place of the first relevant article, counted from 0.
#[derive(Debug)]
pub(crate) struct Judged<'a> {
    pub(crate) query: &'a Query,
    pub(crate) answer: Option<&'a Answer>,
    pub(crate) rank: Option<usize>,
}

impl Judged<'_> {
    pub(crate) fn reciprocal_rank(&self) -> f64 {
        self.rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64)
    }
}

/// The scores of one kind of query, from 0 to 1.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Score {
    pub(crate) kind: String,
    pub(crate) queries: usize,
    #[serde(rename = "mrr")]
    pub(crate) mean_reciprocal_rank: f64,
    pub(crate) recall_at_1: f64,
    pub(crate) recall_at_5: f64,
    #[serde(flatten)]
    pub(crate) latency: Option<Latency>,
}

/// Times of a run in microseconds.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Latency {
    #[serde(rename = "p50_micros")]
    pub(crate) median: u64,
    #[serde(rename = "p99_micros")]
    pub(crate) percentile_99: u64,
}

/// Finds the rank of every query, in their order.
pub(crate) fn judge<'a>(queries: &'a [Query], run: &'a [Answer]) -> Vec<Judged<'a>> {
    let answers: HashMap<&str, &Answer> = run.iter().map(|answer| (answer.id.as_str(), answer)).collect();
    let judge = |query: &'a Query| {
        let answer = answers.get(query.id.as_str()).copied();
        Judged { query, answer, rank: answer.and_then(|answer| rank(query, answer)) }
    };
    queries.iter().map(judge).collect()
}

/// Sums up each kind, in the order in which they first appear.
pub(crate) fn scores(judged: &[Judged<'_>]) -> Vec<Score> {
    kinds(judged)
        .into_iter()
        .filter_map(|kind| summarise(kind, judged.iter().filter(of_kind(kind))))
        .collect()
}

/// Sums up queries under one name; `None` when there are none.
pub(crate) fn summarise<'a>(name: &str, judged: impl Iterator<Item = &'a Judged<'a>>) -> Option<Score> {
    let judged: Vec<&Judged<'_>> = judged.collect();
    if judged.is_empty() {
        return None;
    }
    let count = judged.len() as f64;
    let recall = |depth: usize| judged.iter().filter(|one| one.rank.is_some_and(|rank| rank < depth)).count();
    let times = judged.iter().filter_map(|one| one.answer.and_then(|answer| answer.micros)).collect();
    Some(Score {
        kind: name.to_owned(),
        queries: judged.len(),
        mean_reciprocal_rank: judged.iter().map(|one| one.reciprocal_rank()).sum::<f64>() / count,
        recall_at_1: recall(1) as f64 / count,
        recall_at_5: recall(5) as f64 / count,
        latency: latency(times),
    })
}

/// The undisturbed queries, and those of them that a correction changed.
pub(crate) fn changed<'a>(judged: &'a [Judged<'a>]) -> (usize, Vec<(&'a Query, &'a str)>) {
    let undisturbed = || judged.iter().filter(|one| one.query.is_undisturbed());
    let correction = |one: &'a Judged<'a>| Some((one.query, one.answer?.corrected.as_deref()?));
    (undisturbed().count(), undisturbed().filter_map(correction).collect())
}

fn kinds<'a>(judged: &[Judged<'a>]) -> Vec<&'a str> {
    let mut kinds: Vec<&str> = Vec::new();
    for one in judged {
        if !kinds.contains(&one.query.kind.as_str()) {
            kinds.push(&one.query.kind);
        }
    }
    kinds
}

fn of_kind<'a>(kind: &'a str) -> impl Fn(&&Judged<'_>) -> bool + 'a {
    move |one| one.query.kind == kind
}

fn latency(mut micros: Vec<u64>) -> Option<Latency> {
    micros.sort_unstable();
    let median = *micros.get(micros.len() / 2)?;
    let percentile_99 = *micros.get(micros.len() * 99 / 100)?;
    Some(Latency { median, percentile_99 })
}

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

#[cfg(test)]
mod tests;
