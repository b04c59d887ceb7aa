//! An examination of the machine and the network, as the window sees it. Every text in it is masked.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ArticleRef;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum DiagnosisScope {
    /// The network.
    Connection,
    /// The program, the machine and the network.
    Everything,
}

/// What a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum DiagnosisVerdict {
    /// It has not been tried yet.
    Pending,
    /// It is told, not judged.
    Plain,
    /// It is in order.
    Good,
    /// It is worth a look.
    Notice,
    /// It does not work.
    Bad,
    /// It was not tried, or not to the end.
    Unknown,
}

/// Which servers an examination tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum DiagnosisReach {
    /// Those of the organisation.
    Servers,
    /// None: the organisation names none.
    NoServers,
    /// None: the organisation forbids connections.
    Offline,
}

/// How an examination ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum DiagnosisEnd {
    /// Everything was tried.
    Complete,
    /// It was stopped.
    Stopped,
}

/// One thing about the machine or the network, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DiagnosisLine {
    /// Names it: the same in every examination of a machine.
    pub id: String,
    /// The title over it and its neighbours.
    pub group: String,
    /// What it is about; empty for a line of the log.
    pub label: String,
    /// What was found; empty while it is pending.
    pub text: String,
    /// The whole as it goes into a request: it stands without its group.
    pub line: String,
    /// What it means.
    pub verdict: DiagnosisVerdict,
    /// What the person can do.
    pub advice: Option<String>,
    /// The article that helps.
    pub article: Option<ArticleRef>,
}

/// What is told of an examination while it runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case", tag = "kind")]
#[ts(export)]
pub enum DiagnosisEvent {
    /// It has begun: all lines in their order, those to come pending.
    Planned {
        /// The lines.
        lines: Vec<DiagnosisLine>,
    },
    /// A pending line is there.
    Found {
        /// The line.
        line: DiagnosisLine,
    },
}

/// An examination that has ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DiagnosisView {
    /// All lines in their order; none is pending.
    pub lines: Vec<DiagnosisLine>,
    /// Which servers were tried.
    pub reach: DiagnosisReach,
    /// How it ended.
    pub end: DiagnosisEnd,
    /// Whether it may go along with a request.
    pub offer: DiagnosticsOffer,
}

/// Whether technical information goes along with a request (`AttachDiagnostics`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum DiagnosticsOffer {
    /// It does not.
    Never,
    /// The person decides.
    Ask,
    /// It is there from the start; the person can take lines out.
    Always,
}

/// A line of technical information that goes along with a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct DiagnosticsLine {
    /// The title it stands under in the form.
    pub group: String,
    /// What is sent.
    pub line: String,
}

/// The technical information of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DraftDiagnostics {
    /// Whether it is offered.
    pub offer: DiagnosticsOffer,
    /// Whether the person, or policy for them, has had it gathered; it may be empty all the same.
    pub gathered: bool,
    /// What goes along.
    pub lines: Vec<DiagnosticsLine>,
}
