//! Asking an index: which steps of the analysis take part, and one line of a run a query.

use std::time::Instant;

use clap::Args;
use help_search::analysis::{TEXT_STEPS, WORD_STEPS, Without};
use help_search::{Request, SearchError, SearchIndex};

use crate::score::Answer;

/// Which steps of the analysis to leave out.
#[derive(Debug, Args)]
pub(crate) struct Left {
    /// Leave out this step of the analysis; may be given several times.
    #[arg(long, value_name = "STEP", value_parser = step)]
    pub(crate) without: Vec<&'static str>,
    /// Correct nothing: only what was typed.
    #[arg(long)]
    exact: bool,
}

impl Left {
    /// For the index.
    pub(crate) fn out(&self) -> Without<'_> {
        Without { steps: &self.without, corrections: self.exact }
    }

    /// These and more.
    pub(crate) fn with(&self, more: &[&'static str]) -> Self {
        Self { without: [&self.without, more].concat(), exact: self.exact }
    }

    /// No corrections, all other steps.
    pub(crate) fn corrections() -> Self {
        Self { without: Vec::new(), exact: true }
    }
}

/// All steps, in their order.
pub(crate) fn steps() -> impl Iterator<Item = &'static str> {
    TEXT_STEPS.iter().chain(WORD_STEPS).map(|step| step.name())
}

/// The step of this name, for the command line.
pub(crate) fn step(name: &str) -> Result<&'static str, String> {
    let known = || steps().collect::<Vec<_>>().join(", ");
    steps()
        .find(|step| *step == name)
        .ok_or_else(|| format!("there is no such step; the steps are {}", known()))
}

/// Answers one query and takes the time.
pub(crate) fn ask(
    index: &SearchIndex,
    (id, query): (&str, &str),
    limit: usize,
    left: &Left,
) -> Result<Answer, SearchError> {
    let request = Request { without: left.out(), ..Request::new(query, limit) };
    let start = Instant::now();
    let response = index.answer(&request)?;
    let micros = u64::try_from(start.elapsed().as_micros()).ok();
    let corrected = response.analysis.corrected();
    let hits = response.hits.into_iter().map(|hit| hit.id).collect();
    Ok(Answer { id: id.to_owned(), hits, micros, corrected })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_known_by_name() {
        assert_eq!(step("prefix"), Ok("prefix"));
        let message = step("prefixes").unwrap_err();
        assert!(steps().all(|step| message.contains(step)), "{message}");
    }
}
