//! What the program keeps on this computer, and where.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A kind of what is kept for the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum KeptKind {
    /// Bookmarked articles.
    Bookmarks,
    /// Recent searches.
    Searches,
    /// How far the user is in problem finders.
    Finders,
    /// The page the user was on last.
    LastPlace,
    /// Name and address for the next request.
    Person,
    /// Drafts of requests with their files.
    Drafts,
    /// Requests with their files.
    Requests,
    /// The log and the reports of crashes.
    Log,
}

/// How much of a kind is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct KeptEntry {
    /// The kind.
    pub kind: KeptKind,
    /// How many.
    pub count: u32,
    /// Bytes of texts and files.
    pub bytes: u32,
    /// How many cannot be deleted now: requests that wait to be sent.
    pub staying: u32,
}

/// A folder of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum FolderName {
    /// The user's file.
    Data,
    /// What can be deleted at any time.
    Cache,
    /// The log and the reports of crashes.
    Log,
}

/// Where a folder of the program is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FolderView {
    /// Which one.
    pub name: FolderName,
    /// Its path.
    pub path: String,
}

/// What is asked about the program less often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Details {
    /// Version of the system's web view; none when it cannot be told.
    pub web_view: Option<String>,
    /// The program's folders; none where the system names no home.
    pub folders: Vec<FolderView>,
}
