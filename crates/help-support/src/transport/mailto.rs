//! The person's own mail program: an address with receiver, subject and text (RFC 6068).
//!
//! Such an address carries no files, so they are saved into a folder of their own, with the whole text beside them. The caller opens
//! both; whether the person then sends the mail cannot be known.

use std::path::PathBuf;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::writing::{create_new_folder, failed, name_of, write_all, write_new};
use super::{Completeness, Delivery, Handover, Mark, ReasonCode, Transport, TransportKind};
use crate::error::SupportError;
use crate::file_name::{FileName, distinct};
use crate::mail;
use crate::outbox::Attempt;
use crate::parcel::Parcel;
use crate::request::EmailAddress;

/// The unreserved characters of RFC 3986 stay; everything else is encoded, also those that RFC 6068 would allow, because mail
/// programs differ.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// What `@` and `+` of an address may do, RFC 6068, section 2.
const ENCODED_ADDRESS: &AsciiSet = &ENCODED.remove(b'@').remove(b'+');
const TEXT_NAME: &str = "request.txt";

/// Delivery by the person's own mail program.
#[derive(Debug, Clone)]
pub struct MailtoTransport {
    /// The receiver; without one the person fills it in.
    pub to: Option<EmailAddress>,
    /// Where the folder with the files is made.
    pub folder: PathBuf,
    /// The longest address in characters. Windows takes [`MailtoTransport::SHORT`]; Linux and macOS take far more.
    pub longest: usize,
}

impl MailtoTransport {
    /// What every system takes: the shell of Windows cuts addresses at 2,083 characters.
    pub const SHORT: usize = 2000;

    /// Saves the files and makes the address.
    ///
    /// # Errors
    /// [`SupportError::WriteFile`].
    pub fn prepare(&self, parcel: &Parcel) -> Result<Handover, SupportError> {
        let (address, completeness) = self.address(parcel);
        let needs_folder = completeness == Completeness::Shortened || parcel.files().next().is_some();
        let folder = if needs_folder { Some(self.save(parcel)?) } else { None };
        Ok(Handover { address, folder, completeness })
    }

    fn address(&self, parcel: &Parcel) -> (String, Completeness) {
        let request = parcel.request();
        let to = self.to.as_ref().map_or_else(String::new, |to| encode(&to.to_string(), ENCODED_ADDRESS));
        let start = format!("mailto:{to}?subject={}&body=", encode(request.subject.as_str(), ENCODED));
        let body = mail::body(request);
        let whole = encoded_text(&body);
        if start.len() + whole.len() <= self.longest {
            return (start + &whole, Completeness::Whole);
        }
        let end = encoded_text(&format!("…\n\n{}", mail::shortened(request.language)));
        if start.len() + end.len() > self.longest {
            // Not even the subject fits: a long one in Cyrillic takes six characters a letter.
            let room = self.longest.saturating_sub("mailto:?subject=".len() + to.len());
            let subject = fitting(request.subject.as_str(), room);
            return (format!("mailto:{to}?subject={subject}"), Completeness::Shortened);
        }
        let beginning = fitting(&body, self.longest - start.len() - end.len());
        (start + &beginning + &end, Completeness::Shortened)
    }

    fn save(&self, parcel: &Parcel) -> Result<PathBuf, SupportError> {
        let folder = create_new_folder(&self.folder, &name_of(parcel.request(), ""))?;
        let text = mail::body(parcel.request()).replace('\n', "\r\n");
        let attached = parcel.files().map(|(attachment, _)| attachment.name.clone());
        let names = distinct(std::iter::once(FileName::new(TEXT_NAME)).chain(attached));
        let contents = std::iter::once(text.as_bytes()).chain(parcel.files().map(|(_, content)| content));
        for (name, content) in names.iter().zip(contents) {
            write_new(&folder, name, |file| write_all(file, &folder, content))?;
        }
        Ok(folder)
    }
}

impl Transport for MailtoTransport {
    fn kind(&self) -> TransportKind {
        TransportKind::Mailto
    }

    fn destination(&self) -> String {
        self.to.as_ref().map(ToString::to_string).unwrap_or_default()
    }

    fn deliver_marked(&self, parcel: &Parcel, _attempt: Attempt, _mark: Mark<'_>) -> Delivery {
        match self.prepare(parcel) {
            Ok(handover) if handover.address.len() <= self.longest => Delivery::Prepared { handover },
            Ok(_) => Delivery::rejected(ReasonCode::Misconfigured, "the receiver's address is too long"),
            Err(error) => failed(&error),
        }
    }
}

fn encode(text: &str, set: &'static AsciiSet) -> String {
    utf8_percent_encode(text, set).to_string()
}

/// Line breaks are `%0D%0A` (RFC 6068, section 5).
fn encoded_text(text: &str) -> String {
    encode(&text.replace('\n', "\r\n"), ENCODED)
}

/// The longest beginning of a text that takes at most `room` characters when encoded; never half a letter.
fn fitting(text: &str, room: usize) -> String {
    let mut result = String::new();
    for character in text.chars() {
        let encoded = encoded_text(character.encode_utf8(&mut [0; 4]));
        if result.len() + encoded.len() > room {
            break;
        }
        result.push_str(&encoded);
    }
    result
}
