//! The figures that `helpkit eval --json` prints: those of several corpora put together, and those of runs
//! without a step beside those of the whole search. Nothing here runs a search.

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::table;

/// The scores of one kind of query, from 0 to 1.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(crate) struct Figure {
    kind: String,
    queries: usize,
    #[serde(rename = "mrr")]
    mean_reciprocal_rank: f64,
    recall_at_1: f64,
    recall_at_5: f64,
}

/// The figures of a corpus: each kind of query, all of them, and the pairs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figures(Vec<Figure>);

/// The figures without each of some steps, by the step's name.
pub(crate) type Ablation = Vec<(String, Figures)>;

#[derive(Deserialize)]
struct Printed {
    steps: Vec<String>,
    kinds: Vec<Figure>,
    all: Option<Figure>,
    pairs: Option<Pairs>,
}

#[derive(Deserialize)]
struct Pairs {
    score: Option<Figure>,
}

/// Reads what helpkit printed: the steps it knows and the figures.
pub(crate) fn read(json: &str) -> Result<(Vec<String>, Figures)> {
    let Printed { steps, kinds, all, pairs } =
        serde_json::from_str(json).context("helpkit printed something that is not as expected")?;
    let pairs = pairs.and_then(|pairs| pairs.score);
    Ok((steps, Figures(kinds.into_iter().chain(all).chain(pairs).collect())))
}

/// The figures of all corpora as if they were one: every query counts the same.
pub(crate) fn pool<'a>(corpora: impl IntoIterator<Item = &'a Figures>) -> Figures {
    let mut pooled: Vec<Figure> = Vec::new();
    for figure in corpora.into_iter().flat_map(|figures| &figures.0) {
        match pooled.iter_mut().find(|known| known.kind == figure.kind) {
            Some(known) => known.add(figure),
            None => pooled.push(figure.clone()),
        }
    }
    // Kinds that only a later corpus has must not come after the sums.
    pooled.sort_by_key(|figure| {
        ["all", "pairs"].iter().position(|&sum| sum == figure.kind).map_or(0, |at| at + 1)
    });
    Figures(pooled)
}

/// The same for the runs without a step; each corpus has the same steps.
pub(crate) fn pool_ablations(corpora: &[&Ablation]) -> Ablation {
    let Some(first) = corpora.first() else { return Ablation::new() };
    let without = |at: usize| pool(corpora.iter().filter_map(|ablation| Some(&ablation.get(at)?.1)));
    first.iter().enumerate().map(|(at, (step, _))| (step.clone(), without(at))).collect()
}

impl Figure {
    fn add(&mut self, other: &Self) {
        let (mine, theirs) = (self.queries as f64, other.queries as f64);
        let mean = |one: f64, other: f64| (one * mine + other * theirs) / (mine + theirs);
        self.mean_reciprocal_rank = mean(self.mean_reciprocal_rank, other.mean_reciprocal_rank);
        self.recall_at_1 = mean(self.recall_at_1, other.recall_at_1);
        self.recall_at_5 = mean(self.recall_at_5, other.recall_at_5);
        self.queries += other.queries;
    }
}

impl Figures {
    /// A row a kind.
    pub(crate) fn table(&self) -> String {
        let row = |figure: &Figure| {
            let shares = [figure.mean_reciprocal_rank, figure.recall_at_1, figure.recall_at_5];
            let shares = shares.map(|share| format!("{share:.3}"));
            [vec![figure.kind.clone(), figure.queries.to_string()], shares.to_vec()].concat()
        };
        let rows: Vec<Vec<String>> = self.0.iter().map(row).collect();
        table::render(&["kind", "queries", "MRR@10", "R@1", "R@5"], &rows)
    }

    /// How MRR@10 changes without each step: a row a step, a column a kind.
    pub(crate) fn ablation_table(&self, ablation: &Ablation) -> String {
        let headings: Vec<&str> =
            std::iter::once("without").chain(self.0.iter().map(|figure| figure.kind.as_str())).collect();
        let row = |(step, without): &(String, Self)| {
            let cells = self.0.iter().map(|figure| without.change_from(figure));
            std::iter::once(step.clone()).chain(cells).collect()
        };
        let rows: Vec<Vec<String>> = ablation.iter().map(row).collect();
        table::render(&headings, &rows)
    }

    /// A point stands for no change, so that changes are seen at a glance.
    fn change_from(&self, whole: &Figure) -> String {
        let Some(figure) = self.0.iter().find(|figure| figure.kind == whole.kind) else {
            return "–".to_owned();
        };
        let change = figure.mean_reciprocal_rank - whole.mean_reciprocal_rank;
        if change.abs() < 1e-9 { "·".to_owned() } else { format!("{change:+.3}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(lines: &[(&str, usize, f64)]) -> Figures {
        let figure = |&(kind, queries, rank): &(&str, usize, f64)| Figure {
            kind: kind.to_owned(),
            queries,
            mean_reciprocal_rank: rank,
            recall_at_1: rank / 2.0,
            recall_at_5: 1.0,
        };
        Figures(lines.iter().map(figure).collect())
    }

    #[test]
    fn what_helpkit_prints_is_read() {
        let figure = |kind: &str| {
            format!(
                r#"{{"kind": "{kind}", "queries": 2, "mrr": 0.5, "recall_at_1": 0.25, "recall_at_5": 1, "more": 1}}"#
            )
        };
        let json = format!(
            r#"{{"steps": ["yo"], "kinds": [{}], "all": {}, "pairs": {{"listed": 3, "score": {}}}}}"#,
            figure("typo"),
            figure("all"),
            figure("pairs")
        );
        let (steps, found) = read(&json).unwrap();
        assert_eq!(steps, ["yo"]);
        assert_eq!(found, figures(&[("typo", 2, 0.5), ("all", 2, 0.5), ("pairs", 2, 0.5)]));
        let (_, found) = read(r#"{"steps": [], "kinds": [], "all": null, "pairs": null}"#).unwrap();
        assert_eq!(found, figures(&[]));
        assert!(read("kind  queries").is_err());
    }

    #[test]
    fn every_query_counts_the_same() {
        let one = figures(&[("anchor", 10, 1.0), ("all", 10, 1.0), ("pairs", 4, 0.5)]);
        let other = figures(&[("anchor", 30, 0.6), ("yo", 10, 0.2), ("all", 40, 0.5)]);
        let expected = "kind    queries  MRR@10    R@1    R@5\n\
                        anchor       40   0.700  0.350  1.000\n\
                        yo           10   0.200  0.100  1.000\n\
                        all          50   0.600  0.300  1.000\n\
                        pairs         4   0.500  0.250  1.000\n";
        assert_eq!(pool([&one, &other]).table(), expected);
    }

    #[test]
    fn steps_are_rows_and_kinds_columns() {
        let whole = figures(&[("anchor", 10, 0.5), ("typo", 10, 0.5)]);
        let ablation = |change: f64| {
            vec![
                ("yo".to_owned(), whole.clone()),
                ("typos".to_owned(), figures(&[("typo", 10, 0.5 + change)])),
            ]
        };
        let expected = "without  anchor    typo\n\
                        yo            ·       ·\n\
                        typos         –  -0.300\n";
        assert_eq!(whole.ablation_table(&ablation(-0.3)), expected);
        let pooled = pool_ablations(&[&ablation(-0.2), &ablation(-0.4)]);
        assert_eq!(pool([&whole, &whole]).ablation_table(&pooled), expected);
        assert_eq!(pool_ablations(&[]), Ablation::new());
    }
}
