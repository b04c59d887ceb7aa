//! Files of a draft: attached, looked at, cropped and covered, taken away.
//!
//! A picture is written anew before it is kept, so that what a camera notes beside it (place, device) is neither in the user's
//! file nor in the request. One that cannot be read is refused for the same reason.

use std::time::SystemTime;

use help_store::{DraftId, NewAttachment};
use help_support::picture::{self, Edits, Kind};
use help_support::{Attachment, AttachmentId, FileName, SupportError};

use super::views;
use crate::app::HelpApp;
use crate::dto::AttachmentView;
use crate::error::{AppError, ErrorCode};

/// A file as it is kept.
struct Kept {
    name: String,
    media_type: &'static str,
    bytes: Vec<u8>,
}

impl Kept {
    fn as_new(&self) -> NewAttachment<'_> {
        NewAttachment { name: &self.name, media_type: self.media_type, bytes: &self.bytes }
    }
}

impl HelpApp {
    /// Copies a file to a draft, a picture without all that is no pixel; the answer has all its files.
    /// # Errors
    /// `Limit` when it would be too many or too large, `Forbidden` for a picture that policy does not allow, `Picture` for one
    /// that cannot be read, `NotFound` when the draft is gone.
    pub fn attach(
        &self,
        id: i64,
        name: &str,
        bytes: &[u8],
        now: SystemTime,
    ) -> Result<Vec<AttachmentView>, AppError> {
        let written = self.unsealed(id, now)?;
        let limits = views::limits(&self.form(&written.draft));
        if bytes.len() as u64 > limits.each {
            // Before it is unpacked: that costs more than its length says.
            let limit = help_store::AttachmentLimit::Each(limits.each);
            return Err(help_store::StoreError::OverLimit { limit }.into());
        }
        let kept = self.accepted(&FileName::new(name), bytes.to_vec(), &Edits::default())?;
        self.store.add_attachment(DraftId::from(id), kept.as_new(), limits, now)?;
        Ok(self.draft(id)?.attachments)
    }

    /// Takes a file away from a draft; the answer has the others.
    /// # Errors
    /// `NotFound` when it is not there.
    pub fn detach(&self, id: i64, attachment: i64, now: SystemTime) -> Result<Vec<AttachmentView>, AppError> {
        self.unsealed(id, now)?;
        self.store.remove_attachment(attachment.into())?;
        Ok(self.draft(id)?.attachments)
    }

    /// The bytes of a picture of a draft.
    /// # Errors
    /// `NotFound` when the draft has no such picture.
    pub fn attachment_picture(&self, id: i64, attachment: i64) -> Result<Vec<u8>, AppError> {
        self.picture(id, attachment).map(|(_, bytes)| bytes)
    }

    /// Crops and covers a picture of a draft for good: what is hidden stays nowhere in the user's file. The picture has a new
    /// id then; the answer has all files of the draft.
    /// # Errors
    /// `NotFound` when the draft has no such picture, `Invalid` when nothing of it would be left, `Limit` when it would be too
    /// large; the picture stays as it was then.
    pub fn edit_attachment(
        &self,
        id: i64,
        attachment: i64,
        edits: &Edits,
        now: SystemTime,
    ) -> Result<Vec<AttachmentView>, AppError> {
        let (name, bytes) = self.picture(id, attachment)?;
        let written = self.unsealed(id, now)?;
        let kept = self.accepted(&FileName::new(&name), bytes, edits)?;
        let limits = views::limits(&self.form(&written.draft));
        self.store.replace_attachment(DraftId::from(id), attachment.into(), kept.as_new(), limits, now)?;
        Ok(self.draft(id)?.attachments)
    }

    /// Name and bytes of a picture of a draft.
    fn picture(&self, id: i64, attachment: i64) -> Result<(String, Vec<u8>), AppError> {
        let missing = || AppError::new(ErrorCode::NotFound, "there is no such picture any more");
        let (_, files) = self.stored(id)?;
        let file = files.into_iter().find(|file| i64::from(file.id) == attachment).ok_or_else(missing)?;
        let bytes = self.store.attachment_bytes(file.id)?;
        match picture::kind(&bytes) {
            Kind::Readable => Ok((file.name, bytes)),
            Kind::Unreadable | Kind::Other => Err(missing()),
        }
    }

    fn accepted(&self, name: &FileName, bytes: Vec<u8>, edits: &Edits) -> Result<Kept, AppError> {
        let kind = picture::kind(&bytes);
        if kind != Kind::Other && !self.policy().allow_screenshots() {
            let message = "the organisation does not allow pictures; describe in words what they show";
            return Err(AppError::new(ErrorCode::Forbidden, message));
        }
        if kind == Kind::Unreadable {
            let message = "a picture of this kind cannot be freed of place and device; save it as PNG or JPEG, or put it into a ZIP";
            return Err(AppError::new(ErrorCode::Picture, message));
        }
        let prepared = picture::prepare(name, bytes, edits).map_err(refused)?;
        let described = Attachment::describe(AttachmentId(String::new()), prepared.name, &prepared.content);
        // By content: only then a picture is one.
        let media_type = match described.media_type() {
            image if image.starts_with("image/") && kind == Kind::Other => "application/octet-stream",
            media_type => media_type,
        };
        Ok(Kept { media_type, name: described.name.to_string(), bytes: prepared.content })
    }
}

fn refused(error: SupportError) -> AppError {
    let code = match error {
        SupportError::EmptyCrop | SupportError::TooManyCovers { .. } => ErrorCode::Invalid,
        _ => ErrorCode::Picture,
    };
    AppError::new(code, error.to_string())
}
