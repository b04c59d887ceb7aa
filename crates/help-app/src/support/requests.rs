//! What the person decides about a request whose attempt is over, and copies of it.

use std::time::SystemTime;

use crate::app::HelpApp;
use crate::dto::SupportView;
use crate::error::{AppError, ErrorCode};

impl HelpApp {
    /// Takes the person's word that a request has arrived: they sent the mail themselves, or support has answered.
    /// # Errors
    /// `NotFound` when it is gone, `Invalid` unless it is prepared or its outcome is unknown.
    pub fn settle_request(&self, id: &str, now: SystemTime) -> Result<SupportView, AppError> {
        self.store.settle(&help_store::RequestId::new(id), now)?;
        self.support()
    }

    /// Saves a copy of a request as one file and gives its path; where the request stands does not change.
    /// # Errors
    /// `NotFound` when it is gone, `Invalid` when its files were deleted because they have arrived or there is no folder,
    /// `Store` when the file cannot be written.
    pub fn export_request(&self, id: &str) -> Result<String, AppError> {
        let missing = || AppError::new(ErrorCode::NotFound, "there is no such request any more");
        let entry = self.store.request(&help_store::RequestId::new(id))?.ok_or_else(missing)?;
        let incomplete = "the request cannot be saved: its files are no longer on this computer";
        let parcel = self
            .parcel(&entry)
            .map_err(|reason| AppError::new(ErrorCode::Invalid, incomplete).because(&reason.detail))?;
        let nowhere =
            "there is no folder to save the request in; ask the administrator to set SupportExportDir";
        let file = self.file().ok_or_else(|| AppError::new(ErrorCode::Invalid, nowhere))?;
        let failed = "the copy was not saved; check the folder and the free space, and try again";
        let path =
            file.write(&parcel).map_err(|error| AppError::new(ErrorCode::Store, failed).because(&error))?;
        Ok(path.display().to_string())
    }
}
