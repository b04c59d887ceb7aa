//! Why an answer is what it is: what the steps of the analysis did, and how the first hit got its score.

use anyhow::Result;
use help_search::analysis::Analysis;
use help_search::{Contribution, Explanation, Request, Response, SearchIndex};
use serde::Serialize;

use crate::table;

/// How many contributions are shown.
const LARGEST: usize = 12;

/// What `--explain` shows.
#[derive(Debug, Serialize)]
pub(crate) struct Reasons {
    /// What each step did, in order.
    pub(crate) steps: Vec<Change>,
    /// `None` when nothing was found.
    pub(crate) explanation: Option<Score>,
}

/// What a step did.
#[derive(Debug, Serialize)]
pub(crate) struct Change {
    step: &'static str,
    change: String,
}

/// How the first hit got its score.
#[derive(Debug, Serialize)]
pub(crate) struct Score {
    id: String,
    contributions: Vec<Part>,
    /// The contributions put together word by word: less than their plain sum where several alternatives of a
    /// word match, more where every word does.
    sum: f32,
    pairs: f32,
    title: f32,
    error: f32,
    factor: f32,
    score: f32,
}

/// What one found term adds in one field.
#[derive(Debug, Serialize)]
struct Part {
    word: String,
    found: String,
    field: &'static str,
    score: f32,
}

impl Reasons {
    /// Collects them for an answer.
    pub(crate) fn of(index: &SearchIndex, request: &Request<'_>, response: &Response) -> Result<Self> {
        let explanation = match response.hits.first() {
            Some(hit) => index.explain(request, &hit.id)?.map(|found| Score::new(&hit.id, found)),
            None => None,
        };
        Ok(Self { steps: changes(&response.analysis), explanation })
    }

    /// The steps and the score as text.
    pub(crate) fn text(&self) -> String {
        let mut text = String::from("\nsteps\n");
        if self.steps.is_empty() {
            text.push_str("  none changed anything\n");
        }
        let width = self.steps.iter().map(|change| change.step.len()).max().unwrap_or(0);
        text.extend(
            self.steps.iter().map(|change| format!("  {:<width$}  {}\n", change.step, change.change)),
        );
        text.extend(self.explanation.as_ref().map(Score::text));
        text
    }
}

fn changes(analysis: &Analysis) -> Vec<Change> {
    analysis.applied.iter().map(|done| Change { step: done.step, change: done.change.clone() }).collect()
}

impl Score {
    fn new(id: &str, found: Explanation) -> Self {
        let Explanation { contributions, first, bonus } = found;
        let part = |Contribution { word, found, field, score }| Part { word, found, field, score };
        Self {
            id: id.to_owned(),
            contributions: contributions.into_iter().take(LARGEST).map(part).collect(),
            sum: first,
            pairs: bonus.pairs,
            title: bonus.title,
            error: bonus.error,
            factor: bonus.factor,
            score: bonus.apply(first),
        }
    }

    fn text(&self) -> String {
        let number = |value: f32| format!("{value:.3}");
        let row = |part: &Part| {
            vec![part.word.clone(), part.found.clone(), part.field.to_owned(), number(part.score)]
        };
        let parts: Vec<Vec<String>> = self.contributions.iter().map(row).collect();
        let sums = [
            ("sum", self.sum),
            ("+ pairs", self.pairs),
            ("+ title", self.title),
            ("+ error", self.error),
            ("× factor", self.factor),
            ("= score", self.score),
        ];
        let contributions = table::render(&["word", "found", "field", "score"], &parts);
        let sums = sums.map(|(name, value)| format!("{name:<10}{value:>9.3}\n")).concat();
        format!("\nfirst hit {}\n{contributions}\n{sums}", self.id)
    }
}
