//! What the program keeps on this computer for the user: how much of each kind, and forgetting it.

use help_store::{Amount, Records};

use crate::app::HelpApp;
use crate::dto::{FolderName, FolderView, KeptEntry, KeptKind};
use crate::error::{AppError, ErrorCode};
use crate::{log, support};

/// The beginning of the settings under which progress in problem finders is kept.
pub(crate) const FINDERS: &str = "finder/";
/// The setting under which the place for the next start is kept.
pub(crate) const LAST_PLACE: &str = "last-place";

/// Every kind, in the order of the window.
const ALL: [KeptKind; 8] = [
    KeptKind::Bookmarks,
    KeptKind::Searches,
    KeptKind::Finders,
    KeptKind::LastPlace,
    KeptKind::Person,
    KeptKind::Drafts,
    KeptKind::Requests,
    KeptKind::Log,
];

impl HelpApp {
    /// How much is kept of each kind.
    /// # Errors
    /// When the user's file cannot be read.
    pub fn kept(&self) -> Result<Vec<KeptEntry>, AppError> {
        ALL.into_iter().map(|kind| Ok(entry(kind, self.amount(kind)?))).collect()
    }

    /// Forgets everything of these kinds; requests that wait to be sent stay. The answer has what is left of every kind.
    /// # Errors
    /// When something cannot be written; the kinds before it are forgotten.
    pub fn forget_kept(&self, kinds: &[KeptKind]) -> Result<Vec<KeptEntry>, AppError> {
        for kind in kinds {
            self.forget_kind(*kind)?;
        }
        self.kept()
    }

    /// Where the program's folders are.
    pub fn folder_views(&self) -> Vec<FolderView> {
        let all = [FolderName::Data, FolderName::Log, FolderName::Cache];
        let view = |name| Some(FolderView { name, path: self.folder(name).ok()?.display().to_string() });
        all.into_iter().filter_map(view).collect()
    }

    /// The path of a folder of the program.
    /// # Errors
    /// `NotFound` where the system names no home.
    pub fn folder(&self, name: FolderName) -> Result<&std::path::Path, AppError> {
        let missing = || AppError::new(ErrorCode::NotFound, "this user has no home folder; nothing is kept");
        let folders = self.folders.as_ref().ok_or_else(missing)?;
        Ok(match name {
            FolderName::Data => &folders.data,
            FolderName::Cache => &folders.cache,
            FolderName::Log => &folders.log,
        })
    }

    fn amount(&self, kind: KeptKind) -> Result<Amount, AppError> {
        Ok(match place(kind) {
            Place::Records(records) => self.store.amount(records)?,
            Place::Settings(prefix) => self.store.amount_of_settings(prefix)?,
            Place::Log => self.folder(FolderName::Log).map(log::amount).unwrap_or_default(),
        })
    }

    fn forget_kind(&self, kind: KeptKind) -> Result<(), AppError> {
        match place(kind) {
            Place::Records(records) => Ok(self.store.forget_all(records)?),
            Place::Settings(prefix) => Ok(self.store.forget_settings(prefix)?),
            Place::Log => log::clear(self.folder(FolderName::Log)?).map_err(|error| {
                let message = "the log could not be deleted; close programs that show it and try again";
                AppError::new(ErrorCode::Internal, message).because(&error)
            }),
        }
    }
}

/// Where a kind is kept.
enum Place {
    Records(Records),
    /// Settings with this beginning.
    Settings(&'static str),
    Log,
}

fn place(kind: KeptKind) -> Place {
    match kind {
        KeptKind::Bookmarks => Place::Records(Records::Bookmarks),
        KeptKind::Searches => Place::Records(Records::Searches),
        KeptKind::Finders => Place::Settings(FINDERS),
        KeptKind::LastPlace => Place::Settings(LAST_PLACE),
        KeptKind::Person => Place::Settings(support::PERSON),
        KeptKind::Drafts => Place::Records(Records::Drafts),
        KeptKind::Requests => Place::Records(Records::Requests),
        KeptKind::Log => Place::Log,
    }
}

fn entry(kind: KeptKind, amount: Amount) -> KeptEntry {
    let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    let Amount { count, bytes, staying } = amount;
    KeptEntry { kind, count: small(count), bytes: small(bytes), staying: small(staying) }
}
