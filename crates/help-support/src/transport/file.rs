//! One file for networks from which nothing may leave: an archive or a mail, for an administrator to carry.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::writing::{failed, name_of, write_all, write_new};
use super::{Delivery, Mark, Reference, Transport, TransportKind};
use crate::error::SupportError;
use crate::mail::{self, MailAddresses};
use crate::outbox::Attempt;
use crate::parcel::Parcel;

/// What kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileFormat {
    /// `request.json`, `request.txt` and the attached files in a ZIP.
    Zip,
    /// The mail as it would be sent.
    Eml,
}

/// Delivery into a folder.
#[derive(Debug, Clone)]
pub struct FileTransport {
    /// The folder; it is made when it is not there.
    pub folder: PathBuf,
    /// What kind of file.
    pub format: FileFormat,
    /// Receiver and sender of a mail file.
    pub addresses: MailAddresses,
}

impl FileTransport {
    /// Writes the request and tells where it lies. A file of the same name stays as it is.
    ///
    /// # Errors
    /// [`SupportError::WriteFile`], [`SupportError::WriteArchive`], [`SupportError::WriteJson`], [`SupportError::BuildMail`]; then
    /// there is no file.
    pub fn write(&self, parcel: &Parcel) -> Result<PathBuf, SupportError> {
        let request = parcel.request();
        match self.format {
            FileFormat::Zip => {
                write_new(&self.folder, &name_of(request, ".zip"), |file| write_zip(file, parcel))
            }
            FileFormat::Eml => {
                let message = mail::message(parcel, &self.addresses)?;
                write_new(&self.folder, &name_of(request, ".eml"), |file| {
                    write_all(file, &self.folder, &message)
                })
            }
        }
    }
}

impl Transport for FileTransport {
    fn kind(&self) -> TransportKind {
        TransportKind::File
    }

    fn destination(&self) -> String {
        self.folder.display().to_string()
    }

    fn deliver_marked(&self, parcel: &Parcel, _attempt: Attempt, _mark: Mark<'_>) -> Delivery {
        match self.write(parcel) {
            Ok(path) => Delivery::Delivered { reference: Reference::File(path) },
            Err(error) => failed(&error),
        }
    }
}

fn write_zip(file: &mut File, parcel: &Parcel) -> Result<(), SupportError> {
    let json =
        serde_json::to_vec_pretty(parcel.request()).map_err(|source| SupportError::WriteJson { source })?;
    // Windows' own Explorer and Notepad are what the administrator has: names in UTF-8, lines ending with CRLF.
    let text = mail::body(parcel.request()).replace('\n', "\r\n");
    zipped(file, parcel, &json, text.as_bytes()).map_err(|source| SupportError::WriteArchive { source })
}

fn zipped(file: &mut File, parcel: &Parcel, json: &[u8], text: &[u8]) -> Result<(), zip::result::ZipError> {
    let mut archive = ZipWriter::new(file);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let own = [("request.json".to_owned(), json), ("request.txt".to_owned(), text)];
    let attached =
        parcel.files().map(|(attachment, content)| (format!("attachments/{}", attachment.name), content));
    for (name, content) in own.into_iter().chain(attached) {
        archive.start_file(name, options)?;
        archive.write_all(content)?;
    }
    archive.finish()?;
    Ok(())
}
