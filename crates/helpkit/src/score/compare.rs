//! Paired comparisons: the same queries in two runs, and the disturbed forms of a query beside the
//! undisturbed one.
//!
//! The difference is taken query by query, so what makes a query hard or easy drops out; the interval is that
//! of the mean of these differences.

use std::collections::HashMap;

use serde::Serialize;

use super::bootstrap::{Interval, interval};
use super::{Judged, kinds, of_kind};

/// How much the reciprocal ranks of a kind of query differ.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Difference {
    pub(crate) kind: String,
    pub(crate) queries: usize,
    /// The mean; negative when something was lost.
    pub(crate) mean: f64,
    /// The interval that holds the mean with a certainty of 95 %.
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) better: usize,
    pub(crate) worse: usize,
}

/// How much better `this` run is than `other`, per kind; both are of the same queries in the same order.
pub(crate) fn runs(this: &[Judged<'_>], other: &[Judged<'_>]) -> Vec<Difference> {
    let pairs = |kind| this.iter().zip(other).filter(move |(one, _)| of_kind(kind)(one));
    let gain = |(one, other): (&Judged<'_>, &Judged<'_>)| one.reciprocal_rank() - other.reciprocal_rank();
    kinds(this)
        .into_iter()
        .filter_map(|kind| difference(kind, &pairs(kind).map(gain).collect::<Vec<_>>()))
        .collect()
}

/// How much better each disturbed kind is than the undisturbed queries of the same base; as a rule it is
/// worse.
pub(crate) fn with_undisturbed(judged: &[Judged<'_>]) -> Vec<Difference> {
    let undisturbed = judged.iter().filter(|one| one.query.is_undisturbed()).rev();
    let bases: HashMap<&str, &Judged<'_>> =
        undisturbed.filter_map(|one| Some((one.query.base.as_deref()?, one))).collect();
    let change = |one: &Judged<'_>| {
        let base = bases.get(one.query.base.as_deref()?)?;
        Some(one.reciprocal_rank() - base.reciprocal_rank())
    };
    let disturbed = |kind| judged.iter().filter(of_kind(kind)).filter(|one| !one.query.is_undisturbed());
    let of_a_kind = |kind| difference(kind, &disturbed(kind).filter_map(change).collect::<Vec<_>>());
    kinds(judged).into_iter().filter_map(of_a_kind).collect()
}

fn difference(kind: &str, changes: &[f64]) -> Option<Difference> {
    let Interval { mean, low, high } = interval(changes)?;
    let count = |is: fn(f64) -> bool| changes.iter().filter(|change| is(**change)).count();
    Some(Difference {
        kind: kind.to_owned(),
        queries: changes.len(),
        mean,
        low,
        high,
        better: count(|change| change > 0.0),
        worse: count(|change| change < 0.0),
    })
}

#[cfg(test)]
mod tests {
    use super::super::judge;
    use super::super::tests::case;
    use super::*;

    fn check(found: &[Difference], expected: &[(&str, usize, f64, usize, usize)]) {
        let found: Vec<_> =
            found.iter().map(|d| (d.kind.as_str(), d.queries, d.mean, d.better, d.worse)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn runs_are_compared_query_by_query() {
        let this =
            case(&[("typo", "1", "", Some(0)), ("typo", "2", "", Some(0)), ("anchor", "3", "", Some(1))]);
        let other =
            case(&[("typo", "1", "", Some(1)), ("typo", "2", "", Some(0)), ("anchor", "3", "", Some(0))]);
        let found = runs(&judge(&this.queries, &this.run), &judge(&this.queries, &other.run));
        check(&found, &[("typo", 2, 0.25, 1, 0), ("anchor", 1, -0.5, 0, 1)]);
        assert_eq!((found[0].low, found[0].high), (0.0, 0.5));
    }

    #[test]
    fn disturbed_queries_are_compared_with_the_undisturbed_ones() {
        let case = case(&[
            ("anchor", "1", "one", Some(0)),
            ("typo", "2", "one", Some(1)),
            ("prefix", "3", "one", Some(0)),
            ("typo", "4", "two", Some(1)),
            ("base", "5", "two", None),
            ("typo", "6", "three", Some(0)),
            ("question", "7", "four", Some(0)),
        ]);
        let found = with_undisturbed(&judge(&case.queries, &case.run));
        check(&found, &[("typo", 2, 0.0, 1, 1), ("prefix", 1, 0.0, 0, 0)]);
    }
}
