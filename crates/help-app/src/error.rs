//! Errors on their way to the window.

use help_pack::PackError;
use help_search::SearchError;
use help_store::{AttachmentLimit, StoreError};
use serde::Serialize;
use ts_rs::TS;

/// What the window reacts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ErrorCode {
    /// There is no such article, section or language.
    NotFound,
    /// The address may not be opened.
    InvalidAddress,
    /// It cannot be done as things are; the message says what to do.
    Invalid,
    /// It is no longer what was seen; look at it again.
    Changed,
    /// More or larger files than may be attached.
    Limit,
    /// There is no space for the user's file.
    DiskFull,
    /// A picture that cannot be read, or has too many pixels; the message says what to do.
    Picture,
    /// Policy does not allow it.
    Forbidden,
    /// The user's file failed.
    Store,
    /// The articles or the index are damaged.
    Pack,
    /// Anything else; the message says what.
    Internal,
}

/// An error as the window sees it; it reacts to `code` and shows `message`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[error("{message}")]
#[ts(export)]
pub struct AppError {
    /// What kind.
    pub code: ErrorCode,
    /// What failed and what to do, in English; the window has its own words for each code.
    pub message: String,
    /// The cause, for support; with `Limit`, which limit, in the words of `FieldProblem::code`.
    pub details: Option<String>,
}

impl AppError {
    /// An error without details.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        let message = message.into();
        // What the reader can mend is no matter for the log.
        if matches!(code, ErrorCode::Store | ErrorCode::Pack | ErrorCode::Internal) {
            tracing::error!(?code, message);
        }
        Self { code, message, details: None }
    }

    /// The same error with its cause.
    #[must_use]
    pub fn because(mut self, cause: &dyn std::fmt::Display) -> Self {
        self.details = Some(cause.to_string());
        self
    }
}

impl From<PackError> for AppError {
    fn from(error: PackError) -> Self {
        let code = match &error {
            PackError::NoLanguage(_) => ErrorCode::NotFound,
            _ => ErrorCode::Pack,
        };
        Self::new(code, error.to_string())
    }
}

impl From<SearchError> for AppError {
    fn from(error: SearchError) -> Self {
        Self::new(ErrorCode::Pack, error.to_string())
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::Missing { .. } => ErrorCode::NotFound,
            StoreError::WrongState { .. } => ErrorCode::Invalid,
            StoreError::OverLimit { .. } => ErrorCode::Limit,
            StoreError::Full { .. } => ErrorCode::DiskFull,
            _ => ErrorCode::Store,
        };
        let details = match &error {
            StoreError::OverLimit { limit } => Some(limit_name(*limit).to_owned()),
            _ => None,
        };
        Self { code, message: error.to_string(), details }
    }
}

/// The code of the problem with a field that this limit makes.
fn limit_name(limit: AttachmentLimit) -> &'static str {
    match limit {
        AttachmentLimit::Count(_) => "too-many-files",
        AttachmentLimit::Each(_) => "file-too-large",
        AttachmentLimit::Total(_) => "files-too-large",
    }
}
