//! The figures of a measurement, as tables for people and as JSON for other programs.

use serde::Serialize;

use super::Score;
use super::compare::Difference;
use crate::table;

/// All figures of a run; what was not asked for is left out.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    /// The steps of the analysis, and the ones that were left out.
    pub(crate) steps: Vec<&'static str>,
    pub(crate) without: Vec<&'static str>,
    pub(crate) kinds: Vec<Score>,
    pub(crate) all: Option<Score>,
    /// The disturbed kinds beside the undisturbed queries of the same base.
    pub(crate) against_base: Vec<Difference>,
    pub(crate) against_run: Option<Comparison>,
    pub(crate) changed: Changed,
    pub(crate) pairs: Option<Pairs>,
}

/// This run beside another one.
#[derive(Debug, Serialize)]
pub(crate) struct Comparison {
    /// What the other run is.
    pub(crate) run: String,
    pub(crate) kinds: Vec<Difference>,
}

/// Undisturbed queries that a correction changed.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Changed {
    pub(crate) undisturbed: usize,
    pub(crate) queries: Vec<ChangedQuery>,
}

/// One of them.
#[derive(Debug, Serialize)]
pub(crate) struct ChangedQuery {
    pub(crate) id: String,
    pub(crate) query: String,
    pub(crate) corrected: String,
}

/// Pairs of a typed form and the term that is meant.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Pairs {
    /// How many the list has, and why some of them were not judged.
    pub(crate) listed: usize,
    pub(crate) term_unknown: usize,
    pub(crate) typed_known: usize,
    /// The others.
    pub(crate) score: Option<Score>,
    pub(crate) missed: Vec<MissedPair>,
}

/// A pair whose article is not among the first ten.
#[derive(Debug, Serialize)]
pub(crate) struct MissedPair {
    pub(crate) typed: String,
    pub(crate) term: String,
    pub(crate) corrected: Option<String>,
}

impl Report {
    /// The tables, one below the other.
    pub(crate) fn text(&self) -> String {
        let scores: Vec<&Score> = self.kinds.iter().chain(&self.all).collect();
        let mut parts = Vec::new();
        if !scores.is_empty() {
            parts.push(score_table(&scores));
        }
        if !self.against_base.is_empty() {
            let heading = "against the undisturbed query of the same base\n";
            parts.push(format!("{heading}{}", difference_table(&self.against_base)));
        }
        if let Some(comparison) = &self.against_run {
            parts.push(format!("against {}\n{}", comparison.run, difference_table(&comparison.kinds)));
        }
        if self.changed.undisturbed > 0 {
            parts.push(self.changed.text());
        }
        parts.extend(self.pairs.as_ref().map(Pairs::text));
        parts.join("\n")
    }
}

impl Changed {
    fn text(&self) -> String {
        let head =
            format!("{} of {} undisturbed queries were corrected\n", self.queries.len(), self.undisturbed);
        let lines = self.queries.iter().map(|q| format!("  {}  «{}» → «{}»\n", q.id, q.query, q.corrected));
        std::iter::once(head).chain(lines).collect()
    }
}

impl Pairs {
    fn text(&self) -> String {
        let left_out = self.term_unknown + self.typed_known;
        let mut text = format!(
            "{} pairs; of {} the term is unknown, of {} the typed form is known; {} judged\n",
            self.listed,
            self.term_unknown,
            self.typed_known,
            self.listed - left_out
        );
        text.extend(self.score.iter().map(|score| score_table(&[score])));
        for missed in &self.missed {
            let instead = missed.corrected.as_ref().map(|text| format!(", shown instead: «{text}»"));
            let line =
                format!("  missed: {} → {}{}\n", missed.typed, missed.term, instead.unwrap_or_default());
            text.push_str(&line);
        }
        text
    }
}

fn score_table(scores: &[&Score]) -> String {
    let row = |score: &&Score| {
        let shares = [score.mean_reciprocal_rank, score.recall_at_1, score.recall_at_5];
        let times = match &score.latency {
            Some(latency) => [latency.median.to_string(), latency.percentile_99.to_string()],
            None => ["–".to_owned(), "–".to_owned()],
        };
        let mut row = vec![score.kind.clone(), score.queries.to_string()];
        row.extend(shares.map(|share| format!("{share:.3}")));
        row.extend(times);
        row
    };
    let rows: Vec<Vec<String>> = scores.iter().map(row).collect();
    table::render(&["kind", "queries", "MRR@10", "R@1", "R@5", "p50 µs", "p99 µs"], &rows)
}

fn difference_table(differences: &[Difference]) -> String {
    let row = |found: &Difference| {
        vec![
            found.kind.clone(),
            found.queries.to_string(),
            format!("{:+.3}", found.mean),
            format!("{:+.3} … {:+.3}", found.low, found.high),
            found.better.to_string(),
            found.worse.to_string(),
        ]
    };
    let rows: Vec<Vec<String>> = differences.iter().map(row).collect();
    table::render(&["kind", "queries", "MRR@10", "95 % interval", "better", "worse"], &rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::Latency;

    fn score(kind: &str, latency: Option<Latency>) -> Score {
        let kind = kind.to_owned();
        Score { kind, queries: 12, mean_reciprocal_rank: 0.6374, recall_at_1: 0.5, recall_at_5: 1.0, latency }
    }

    fn difference(kind: &str) -> Difference {
        let kind = kind.to_owned();
        Difference { kind, queries: 12, mean: -0.0514, low: -0.1, high: 0.002, better: 2, worse: 5 }
    }

    fn report() -> Report {
        let query = ChangedQuery { id: "q1".into(), query: "чатт".into(), corrected: "чат".into() };
        let missed = MissedPair { typed: "виндовс".into(), term: "windows".into(), corrected: None };
        Report {
            steps: vec!["prefix"],
            kinds: vec![score("anchor", Some(Latency { median: 250, percentile_99: 1900 }))],
            all: Some(score("all", None)),
            against_base: vec![difference("typo1")],
            against_run: Some(Comparison {
                run: "the run without prefix".into(),
                kinds: vec![difference("anchor")],
            }),
            changed: Changed { undisturbed: 12, queries: vec![query] },
            pairs: Some(Pairs {
                listed: 20,
                term_unknown: 5,
                typed_known: 3,
                score: Some(score("pairs", None)),
                missed: vec![missed],
            }),
            ..Report::default()
        }
    }

    #[test]
    fn figures_are_set_out_as_tables() {
        let expected = "\
kind    queries  MRR@10    R@1    R@5  p50 µs  p99 µs
anchor       12   0.637  0.500  1.000     250    1900
all          12   0.637  0.500  1.000       –       –

against the undisturbed query of the same base
kind   queries  MRR@10    95 % interval  better  worse
typo1       12  -0.051  -0.100 … +0.002       2      5

against the run without prefix
kind    queries  MRR@10    95 % interval  better  worse
anchor       12  -0.051  -0.100 … +0.002       2      5

1 of 12 undisturbed queries were corrected
  q1  «чатт» → «чат»

20 pairs; of 5 the term is unknown, of 3 the typed form is known; 12 judged
kind   queries  MRR@10    R@1    R@5  p50 µs  p99 µs
pairs       12   0.637  0.500  1.000       –       –
  missed: виндовс → windows
";
        assert_eq!(report().text(), expected);
        assert_eq!(Report::default().text(), "");
    }

    #[test]
    fn json_has_the_figures_unrounded() {
        let json = serde_json::to_value(report()).unwrap();
        assert_eq!(json["kinds"][0]["mrr"], 0.6374);
        assert_eq!(
            (&json["kinds"][0]["p50_micros"], &json["all"]["p50_micros"]),
            (&250.into(), &serde_json::Value::Null)
        );
        assert_eq!(
            (&json["against_base"][0]["low"], &json["pairs"]["score"]["queries"]),
            (&(-0.1).into(), &12.into())
        );
        assert_eq!(json["steps"][0], "prefix");
    }
}
