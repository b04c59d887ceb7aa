//! The shapes that cross to the window. Every type here is exported to TypeScript by `cargo xtask bindings`.

mod contacts;
mod diagnosis;
mod kept;
mod policy;
mod settings;
mod support;

pub use contacts::*;
pub use diagnosis::*;
pub use help_content::{Audience, Finder, LabelledLink, Language, OutlineItem, Platform};
pub use help_search::Fragment;
pub use kept::*;
pub use policy::*;
pub use settings::*;
use std::collections::BTreeMap;
pub use support::*;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An article in the contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TocArticle {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// One sentence; may be empty.
    pub description: String,
    /// Whom it is for.
    pub audience: Vec<Audience>,
    /// Where it applies; empty is everywhere.
    pub platforms: Vec<Platform>,
    /// `YYYY-MM-DD`.
    pub updated: Option<String>,
}

/// A section of the contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TocSection {
    /// Id.
    pub id: String,
    /// Name.
    pub title: String,
    /// A few words.
    pub summary: String,
    /// Name of an icon of the interface's set.
    pub icon: String,
    /// Articles in order.
    pub articles: Vec<TocArticle>,
}

/// A problem finder in the contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TocFinder {
    /// Id.
    pub id: String,
    /// The trouble.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Name of an icon of the interface's set.
    pub icon: String,
    /// Ids of the articles that offer it.
    pub articles: Vec<String>,
}

/// The contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Toc {
    /// Language of the titles.
    pub language: Language,
    /// Sections in order.
    pub sections: Vec<TocSection>,
}

/// The home page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Home {
    /// Greeting; empty when the pack has no home page.
    pub title: String,
    /// Sentence under it.
    pub description: String,
    /// Introduction, sanitised HTML.
    pub html: String,
    /// One-click answers.
    pub quick: Vec<LabelledLink>,
    /// Buttons to support.
    pub support: Vec<LabelledLink>,
}

/// Everything of one language that is not an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Corpus {
    /// Contents.
    pub toc: Toc,
    /// Home page.
    pub home: Home,
    /// Problem finders in order.
    pub finders: Vec<TocFinder>,
    /// Languages there are.
    pub languages: Vec<Language>,
    /// How the organisation's support is reached besides the forms; none where policy says nothing.
    pub contacts: Option<Contacts>,
}

/// A place in the help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase", tag = "kind")]
#[ts(export)]
pub enum Target {
    /// The home page.
    Home,
    /// An article, perhaps at a heading.
    Article {
        /// Id.
        id: String,
        /// Anchor of the heading.
        anchor: Option<String>,
    },
    /// A section's page.
    Section {
        /// Id.
        id: String,
    },
    /// The list of problem finders.
    Finders,
    /// A problem finder.
    Finder {
        /// Id.
        id: String,
    },
    /// The way to support; with a subject, a new draft.
    Support {
        /// The subject of the draft.
        subject: Option<String>,
    },
    /// The check of the connection; it is not begun by going there.
    Connection,
    /// The settings.
    Settings {
        /// The group to show first, by its name in the window.
        #[serde(default)]
        group: Option<String>,
    },
    /// What the organisation has set.
    Policy,
    /// Search results.
    Search {
        /// What to look for.
        query: String,
    },
}

/// What the program is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct About {
    /// Version of the program.
    pub version: String,
    /// The commit it was built from.
    pub build: String,
    /// `YYYY-MM-DD`, or empty.
    pub corpus_date: String,
    /// Operating system and processor.
    pub system: String,
    /// Name and version of the pack.
    pub pack_name: String,
}

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum NoticeCode {
    /// The user's file was damaged; a new one was begun. Details: where the old one is.
    StoreSetAside,
    /// The user's file cannot be opened; nothing will be remembered. Details: why.
    StoreUnavailable,
    /// The last run ended with an error that left a report.
    Crashed,
    /// The system does not start the program as the setting says. Details: why.
    AutostartFailed,
}

/// Something the user should know at the start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Notice {
    /// What about.
    pub code: NoticeCode,
    /// In English; the window has its own words for each code.
    pub message: String,
    /// A path or a cause.
    pub details: Option<String>,
}

/// A bookmarked article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Bookmark {
    /// Id.
    pub id: String,
    /// Title in the asked language.
    pub title: String,
}

/// Everything the first frame needs.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Boot {
    /// The program.
    pub about: About,
    /// The user's settings.
    pub settings: Settings,
    /// Contents and home page.
    pub corpus: Corpus,
    /// What to show first.
    pub target: Target,
    /// The article of `target`, if it is one.
    pub article: Option<ArticleView>,
    /// The problem finder of `target`, if it is one.
    pub finder: Option<FinderView>,
    /// What the user should know.
    pub notices: Vec<Notice>,
    /// Newest first.
    pub bookmarks: Vec<Bookmark>,
    /// Whether policy leaves a way to send requests.
    pub forms: bool,
}

/// A link to an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ArticleRef {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
}

/// An article to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ArticleView {
    /// Id.
    pub id: String,
    /// Language.
    pub language: Language,
    /// Title.
    pub title: String,
    /// One sentence; may be empty.
    pub description: String,
    /// Id of its section.
    pub section_id: String,
    /// Name of its section.
    pub section_title: String,
    /// Whom it is for.
    pub audience: Vec<Audience>,
    /// Where it applies; empty is everywhere.
    pub platforms: Vec<Platform>,
    /// `YYYY-MM-DD`.
    pub updated: Option<String>,
    /// Sanitised HTML of the body.
    pub html: String,
    /// Headings.
    pub outline: Vec<OutlineItem>,
    /// The article before it in the section.
    pub previous: Option<ArticleRef>,
    /// The article after it in the section.
    pub next: Option<ArticleRef>,
    /// Worth reading next.
    pub related: Vec<ArticleRef>,
    /// `express-help://article/<id>`.
    pub address: String,
}

/// An answer given to a step of a problem finder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct FinderChoice {
    /// Name of the step.
    pub step: String,
    /// Which of its answers, from 0.
    pub answer: u32,
    /// The article it led to did not help.
    pub in_vain: bool,
}

/// How far the reader is in a problem finder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct FinderProgress {
    /// The answers given, from the first step on.
    pub way: Vec<FinderChoice>,
    /// What was ticked off: name of the step → numbers of its things to do, from 0.
    pub ticks: BTreeMap<String, Vec<u32>>,
}

/// A problem finder to work through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FinderView {
    /// Language.
    pub language: Language,
    /// The tree.
    pub finder: Finder,
    /// How far the reader was; made for the tree as it was then.
    pub progress: FinderProgress,
}

/// The section of a hit to jump to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct BestSection {
    /// Anchor.
    pub anchor: String,
    /// Heading with the found words marked.
    pub title: Vec<Fragment>,
}

/// A found article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Hit {
    /// Id.
    pub id: String,
    /// Title with the found words marked.
    pub title: Vec<Fragment>,
    /// Name of its section.
    pub section_title: String,
    /// The part of the text that answers.
    pub snippet: Vec<Fragment>,
    /// The section that answers.
    pub best: Option<BestSection>,
    /// Whom it is for.
    pub audience: Vec<Audience>,
    /// Where it applies; empty is everywhere.
    pub platforms: Vec<Platform>,
}

/// What results are narrowed down to; an empty key leaves all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct SearchFilters {
    /// For these readers.
    pub audience: Option<Audience>,
    /// For this platform.
    pub platform: Option<Platform>,
    /// Id of a section.
    pub section: Option<String>,
}

/// A question to the search.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct SearchRequest {
    /// What was typed.
    pub query: String,
    /// How many articles at most.
    pub limit: u32,
    /// Exactly what was typed: nothing is corrected.
    #[serde(default)]
    pub exact: bool,
    /// What results are narrowed down to.
    #[serde(default)]
    pub filters: SearchFilters,
}

/// Number of articles that a filter would leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FilterCount {
    /// Name of the audience or platform, or id of the section.
    pub value: String,
    /// Articles found with it, the other filters considered.
    pub count: u32,
}

/// What the results can be narrowed down to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FilterCounts {
    /// Names as in [`Audience`].
    pub audience: Vec<FilterCount>,
    /// Names as in [`Platform`].
    pub platform: Vec<FilterCount>,
    /// Ids of sections in the order of the contents.
    pub section: Vec<FilterCount>,
}

/// The answer to a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SearchResponse {
    /// The query as asked.
    pub query: String,
    /// What was searched for instead, when a correction made it another query.
    pub corrected: Option<String>,
    /// What may have been meant, where nothing was changed because it is not sure.
    pub suggestion: Option<String>,
    /// Whether nothing fitted and the hits only begin like what was typed.
    pub relaxed: bool,
    /// How many articles answer at least in part.
    pub total: u32,
    /// The best, best first.
    pub hits: Vec<Hit>,
    /// What the results can be narrowed down to.
    pub filters: FilterCounts,
    /// When there are no hits: ids of the sections whose names and titles are nearest to the query.
    pub sections: Vec<String>,
    /// Time inside Rust, in microseconds.
    pub micros: u32,
}
