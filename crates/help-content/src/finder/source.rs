//! A tree as its file has it.

use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::translated::Translated;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceFinder {
    pub title: Translated,
    pub summary: Translated,
    /// Place in the list.
    pub order: i64,
    pub icon: String,
    pub articles: Vec<String>,
    pub steps: Vec<SourceStep>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceStep {
    pub id: Spanned<String>,
    pub ask: Translated,
    pub note: Option<Translated>,
    #[serde(default)]
    pub ticks: Vec<SourceTick>,
    #[serde(default)]
    pub answers: Vec<SourceAnswer>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceTick {
    pub say: Translated,
    pub how: Option<String>,
}

/// Exactly one of `step`, `article` and `support` says where it leads.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceAnswer {
    pub say: Translated,
    pub step: Option<String>,
    pub article: Option<String>,
    #[serde(default)]
    pub support: bool,
    pub otherwise: Option<String>,
}

impl SourceAnswer {
    /// The steps it can lead to.
    pub fn steps(&self) -> impl Iterator<Item = &str> {
        self.step.iter().chain(&self.otherwise).map(String::as_str)
    }

    /// Whether a way ends here: at an article or at support.
    pub fn is_leaf(&self) -> bool {
        self.step.is_none()
    }
}

impl SourceStep {
    /// Line of the file it begins on, counted from 1.
    pub fn line(&self) -> usize {
        usize::try_from(self.id.referenced.line()).unwrap_or(1)
    }

    /// The articles it names.
    pub fn articles(&self) -> impl Iterator<Item = &str> {
        let ticks = self.ticks.iter().filter_map(|tick| tick.how.as_deref());
        ticks.chain(self.answers.iter().filter_map(|answer| answer.article.as_deref()))
    }

    /// Its texts.
    pub fn texts(&self) -> impl Iterator<Item = &Translated> {
        let ticks = self.ticks.iter().map(|tick| &tick.say);
        let answers = self.answers.iter().map(|answer| &answer.say);
        std::iter::once(&self.ask).chain(&self.note).chain(ticks).chain(answers)
    }
}
