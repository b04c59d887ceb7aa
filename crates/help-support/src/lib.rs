//! Requests to support: forms, drafts, checks, the mail, the ways to deliver it, and the states on the way.
//!
//! Forms are data ([`Form`]); a [`Draft`] takes whatever is typed; [`Draft::validate`] makes a [`Request`]; [`Parcel::load`] adds
//! the bytes of its files; a [`Transport`] makes one attempt; [`outbox::wait`] says when the next is due. The crate stores nothing,
//! reads no policy and has no clock of its own for anything but time limits: the caller passes ids, times and chance. It has no
//! words for the window, only codes; the text of the mail is the exception.

mod draft;
mod error;
mod file_name;
mod form;
pub mod mail;
pub mod outbox;
mod parcel;
pub mod picture;
mod request;
mod text;
pub mod transport;

pub use draft::{Draft, FieldError, FieldErrorCode, Wording};
pub use error::SupportError;
pub use file_name::{FileName, distinct};
pub use form::{
    AddedField, Area, AttachmentLimits, ChangeProblem, Choice, Condition, Field, FieldId, FieldKind, Form,
    FormChanges, Hint, Label, Language, LimitChanges, ProblemCode, RequestKind, Requirement,
};
pub use parcel::{AttachmentSource, Parcel};
pub use request::{
    Answer, Attachment, AttachmentId, EmailAddress, Moment, Person, Request, RequestId, Subject,
};
pub use text::{MAX_SUBJECT, block, line};
pub use transport::{Delivery, Transport};
