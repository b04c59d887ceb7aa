//! The technical information of a draft: what the person left in of it, and whether policy lets it go along.
//!
//! The lines lie in the draft, as they are sent; the titles of their groups beside it, for the form alone.

use std::time::SystemTime;

use help_policy::AttachDiagnostics;
use help_support::Draft;
use serde::{Deserialize, Serialize};

use crate::app::HelpApp;
use crate::dto::{DiagnosticsLine, DiagnosticsOffer, DraftDiagnostics};
use crate::error::{AppError, ErrorCode};

/// What is kept beside the lines of a draft.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Gathered {
    /// Whether they were ever gathered: all may have been taken out.
    done: bool,
    /// The group of each line, in their order.
    groups: Vec<String>,
}

impl HelpApp {
    /// Sets the lines that go along with a draft: those that the person has seen and left in.
    /// # Errors
    /// `Invalid` when policy lets none go along, `NotFound` when the draft is gone, `Store` when it cannot be written.
    pub fn set_diagnostics(
        &self,
        id: i64,
        lines: Vec<DiagnosticsLine>,
        now: SystemTime,
    ) -> Result<(), AppError> {
        if self.diagnostics_offer() == DiagnosticsOffer::Never {
            let message = "technical information is not sent from here; send the request without it";
            return Err(AppError::new(ErrorCode::Invalid, message));
        }
        let (groups, lines) = lines.into_iter().map(|line| (line.group, line.line)).unzip();
        self.change_draft(id, now, |written| {
            written.draft.diagnostics = lines;
            written.gathered = Gathered { done: true, groups };
        })
    }

    /// What policy says about technical information in requests.
    pub(crate) fn diagnostics_offer(&self) -> DiagnosticsOffer {
        match self.policy().attach_diagnostics() {
            AttachDiagnostics::Never => DiagnosticsOffer::Never,
            AttachDiagnostics::Ask => DiagnosticsOffer::Ask,
            AttachDiagnostics::Always => DiagnosticsOffer::Always,
        }
    }

    pub(super) fn draft_diagnostics(&self, draft: &Draft, gathered: Gathered) -> DraftDiagnostics {
        let groups = gathered.groups.into_iter().chain(std::iter::repeat(String::new()));
        let lines = draft.diagnostics.iter().zip(groups);
        let lines = lines.map(|(line, group)| DiagnosticsLine { group, line: line.clone() });
        DraftDiagnostics { offer: self.diagnostics_offer(), gathered: gathered.done, lines: lines.collect() }
    }

    /// Policy may have changed since the lines were gathered.
    pub(super) fn leave_out_forbidden(&self, draft: &mut Draft) {
        if self.diagnostics_offer() == DiagnosticsOffer::Never {
            draft.diagnostics.clear();
        }
    }
}
