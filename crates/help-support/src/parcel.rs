//! A request together with the bytes of its files: what a transport delivers.

use std::io;

use crate::error::SupportError;
use crate::request::{AttachmentId, Request, sha256};

/// Where the bytes of attached files are kept until the receiver has acknowledged them.
pub trait AttachmentSource {
    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// What the system said.
    fn read(&self, id: &AttachmentId) -> io::Result<Vec<u8>>;
}

/// A request and the bytes of its files, in the same order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    request: Request,
    contents: Vec<Vec<u8>>,
}

impl Parcel {
    /// Reads the files of a request and compares them with what the person saw.
    ///
    /// # Errors
    /// [`SupportError::ReadAttachment`] when a file is gone, [`SupportError::AttachmentChanged`] when it is another one.
    pub fn load(request: Request, source: &dyn AttachmentSource) -> Result<Self, SupportError> {
        let mut contents = Vec::with_capacity(request.attachments.len());
        for attachment in &request.attachments {
            let name = attachment.name.to_string();
            let content = source
                .read(&attachment.id)
                .map_err(|source| SupportError::ReadAttachment { name: name.clone(), source })?;
            if content.len() as u64 != attachment.bytes || sha256(&content) != attachment.sha256 {
                return Err(SupportError::AttachmentChanged { name });
            }
            contents.push(content);
        }
        Ok(Self { request, contents })
    }

    /// The request.
    #[must_use]
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// The files: description and bytes.
    pub fn files(&self) -> impl Iterator<Item = (&crate::Attachment, &[u8])> {
        self.request.attachments.iter().zip(self.contents.iter().map(Vec::as_slice))
    }
}
