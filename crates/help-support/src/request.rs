//! A complete request: what the person checked and what is delivered, whatever the transport.
//!
//! A request never changes once it is made. Its id is made on this PC and goes with every attempt, so that a server can
//! recognise a second one. The bytes of attached files are not here but in a [`crate::Parcel`].

use std::fmt;
use std::time::{Duration, SystemTime};

use jiff::civil::DateTime;
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::file_name::FileName;
use crate::form::{FieldId, Language, RequestKind};
use crate::text::{self, MAX_SUBJECT};

/// The id of a request: a UUID of version 7 (RFC 9562, section 5.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RequestId(Uuid);

impl RequestId {
    /// Makes an id of the time and ten random bytes.
    #[must_use]
    pub fn new(at: Moment, random: &[u8; 10]) -> Self {
        let milliseconds = u64::try_from(at.unix_seconds).unwrap_or(0).saturating_mul(1000);
        Self(uuid::Builder::from_unix_timestamp_millis(milliseconds, random).into_uuid())
    }

    /// Reads an id from its usual form with hyphens.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Uuid::try_parse(text).ok().map(Self)
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0.hyphenated())
    }
}

/// A second, and the difference of the local clock from UTC at that time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Moment {
    /// Seconds since 1970 in UTC.
    pub unix_seconds: i64,
    /// Minutes east of Greenwich.
    pub offset_minutes: i32,
}

impl Moment {
    /// The date and time on the local clock; the Unix epoch where the seconds are out of range.
    #[must_use]
    pub fn local(self) -> DateTime {
        let offset = Offset::from_seconds(self.offset_minutes.saturating_mul(60)).unwrap_or(Offset::UTC);
        offset.to_datetime(jiff::Timestamp::from_second(self.unix_seconds).unwrap_or_default())
    }

    /// The time for interfaces of the standard library.
    #[must_use]
    pub fn system_time(self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(self.unix_seconds).unwrap_or(0))
    }
}

impl fmt::Display for Moment {
    /// `2026-11-23 16:05 +03:00`
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.offset_minutes < 0 { '-' } else { '+' };
        let minutes = self.offset_minutes.unsigned_abs();
        let local = self.local().strftime("%Y-%m-%d %H:%M");
        write!(formatter, "{local} {sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

/// One line of at most 250 characters without control characters or marks of direction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Subject(String);

impl Subject {
    /// Cleans and shortens a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text::line(text, MAX_SUBJECT))
    }

    /// The subject.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for Subject {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

impl From<Subject> for String {
    fn from(subject: Subject) -> Self {
        subject.0
    }
}

/// An e-mail address in ASCII, as RFC 5321 has it. Quoted local parts are refused: nobody has one, and they can hold
/// anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(lettre::Address);

impl EmailAddress {
    /// Reads an address; `None` when it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let plain = text.len() <= 254
            && text
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'(' | b')' | b'<' | b'>'));
        if plain { text.parse().ok().map(Self) } else { None }
    }

    pub(crate) fn address(&self) -> &lettre::Address {
        &self.0
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not an e-mail address")
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.to_string()
    }
}

/// Who asks. Both may be unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name, one line.
    pub name: Option<String>,
    /// Where the answer goes.
    pub email: Option<EmailAddress>,
}

/// One answered question, in the words that the person saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The question.
    pub field: FieldId,
    /// Its label.
    pub label: String,
    /// The value for programs: for a choice the value of the form.
    pub value: String,
    /// The value for people.
    pub shown: String,
}

/// The name under which the caller keeps the bytes of an attached file.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AttachmentId(pub String);

/// An attached file, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Where its bytes are.
    pub id: AttachmentId,
    /// Its name.
    pub name: FileName,
    /// Its size in bytes.
    pub bytes: u64,
    /// The SHA-256 of its bytes in hexadecimal digits: a file that changed after the preview is not sent.
    pub sha256: String,
}

impl Attachment {
    /// Describes a file with these bytes.
    #[must_use]
    pub fn describe(id: AttachmentId, name: FileName, content: &[u8]) -> Self {
        Self { id, name, bytes: content.len() as u64, sha256: sha256(content) }
    }

    /// The media type by the ending of the name; `application/octet-stream` for everything unknown, so that no mail program
    /// shows it in place.
    #[must_use]
    pub fn media_type(&self) -> &'static str {
        match self.name.ending().as_str() {
            "png" => "image/png",
            "jpg" | "jpeg" => "image/jpeg",
            "gif" => "image/gif",
            "webp" => "image/webp",
            "mp4" => "video/mp4",
            "webm" => "video/webm",
            "pdf" => "application/pdf",
            "zip" => "application/zip",
            "txt" | "log" => "text/plain",
            _ => "application/octet-stream",
        }
    }
}

pub(crate) fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A request that passed the checks of its form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Its id, the same in every attempt.
    pub id: RequestId,
    /// Problem or feature.
    pub kind: RequestKind,
    /// The language it is written in.
    pub language: Language,
    /// When it was made.
    pub created: Moment,
    /// Its subject.
    pub subject: Subject,
    /// Who asks.
    pub person: Person,
    /// The answers in the order of the form, without the subject and the person.
    pub answers: Vec<Answer>,
    /// Where the person came from: the article, the query, the steps of a problem finder; one line each.
    pub context: Vec<String>,
    /// The lines about the PC that the person left in.
    pub diagnostics: Vec<String>,
    /// The attached files, with different names.
    pub attachments: Vec<Attachment>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_of_time_and_chance() {
        let at = Moment { unix_seconds: 1_795_167_005, offset_minutes: 180 };
        let id = RequestId::new(at, &[0xab; 10]);
        assert_eq!(id, RequestId::new(at, &[0xab; 10]));
        assert_ne!(id, RequestId::new(at, &[0xac; 10]));
        assert_eq!(id.0.get_version_num(), 7);
        assert_eq!(RequestId::parse(&id.to_string()), Some(id));
        assert_eq!(RequestId::parse("x"), None);
        let before_1970 = Moment { unix_seconds: -5, offset_minutes: 0 };
        assert_eq!(RequestId::new(before_1970, &[0; 10]).0.get_version_num(), 7);
    }

    #[test]
    fn moments_are_shown_on_the_local_clock() {
        let check = |offset_minutes: i32, expected: &str| {
            assert_eq!(Moment { unix_seconds: 1_795_167_005, offset_minutes }.to_string(), expected);
        };
        check(0, "2026-11-20 09:30 +00:00");
        check(180, "2026-11-20 12:30 +03:00");
        check(-210, "2026-11-20 06:00 -03:30");
        assert_eq!(
            Moment { unix_seconds: i64::MAX, offset_minutes: 0 }.to_string(),
            "1970-01-01 00:00 +00:00"
        );
    }

    #[test]
    fn addresses_are_checked() {
        let check = |text: &str, expected: bool| {
            assert_eq!(EmailAddress::parse(text).is_some(), expected, "{text:?}");
            let json = serde_json::to_string(text).unwrap();
            assert_eq!(serde_json::from_str::<EmailAddress>(&json).is_ok(), expected, "{text:?}");
        };
        check("ivanov@example.com", true);
        check(" ivanov+help@example.com ", true);
        check("", false);
        check("ivanov", false);
        check("ivanov@example.com\r\nBcc: b@example.com", false);
        check("ivanov@example.com, b@example.com", false);
        check("ivanov@example.com>", false);
        check("\"a\r\nb\"@example.com", false);
        check("\"a b\"@example.com", false);
        check("иванов@example.com", false);
        check(&format!("{}@example.com", "a".repeat(300)), false);
    }

    #[test]
    fn stored_subjects_are_cleaned_again() {
        let subject: Subject = serde_json::from_str("\"a\\r\\nBcc: b@example.com\"").unwrap();
        assert_eq!(subject.as_str(), "a Bcc: b@example.com");
    }
}
