//! Requests to support, as the window sees them.

use std::collections::BTreeMap;

use super::DraftDiagnostics;
pub use help_support::RequestKind;
pub use help_support::picture::{Edits, Rectangle};
pub use help_support::transport::TransportKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A way to support, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TransportView {
    /// The way.
    pub kind: TransportKind,
    /// Address or folder; empty when nobody set one.
    pub destination: String,
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum FieldType {
    /// One line.
    Line,
    /// Several lines.
    Text,
    /// An e-mail address.
    Email,
    /// One of several values.
    Choice,
    /// A local date and time, `2026-11-23T16:05`.
    DateTime,
    /// The attached files.
    Attachments,
    /// `yes` when ticked.
    Checkbox,
}

/// One of the values of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ChoiceView {
    /// What is kept.
    pub value: String,
    /// What is read.
    pub label: String,
}

/// Shows a field only while another one has one of these values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ShownWhen {
    /// The other field.
    pub field: String,
    /// Its values.
    pub values: Vec<String>,
}

/// One question of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FieldView {
    /// Its name.
    pub id: String,
    /// What it takes.
    pub kind: FieldType,
    /// What is read.
    pub label: String,
    /// The values of a choice.
    pub choices: Vec<ChoiceView>,
    /// Whether it must be filled in while it is shown.
    pub required: bool,
    /// When it is shown; null is always.
    pub shown_when: Option<ShownWhen>,
    /// Longest value in characters.
    pub max_length: u32,
}

/// How much may be attached, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LimitsView {
    /// How many files.
    pub files: u32,
    /// One file.
    pub file_bytes: u32,
    /// All together.
    pub total_bytes: u32,
}

/// A form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FormView {
    /// What it is for.
    pub kind: RequestKind,
    /// The questions in order.
    pub fields: Vec<FieldView>,
    /// Limits on attachments.
    pub limits: LimitsView,
    /// What is worth attaching: value of the field `area` → a few words each.
    pub hints: BTreeMap<String, Vec<String>>,
}

/// An attached file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct AttachmentView {
    /// Names it.
    pub id: i32,
    /// Name of the file.
    pub name: String,
    /// Length in bytes.
    pub bytes: u32,
    /// Whether it is a picture that can be cropped and covered.
    pub picture: bool,
}

/// A request that is being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DraftView {
    /// Names it.
    pub id: i32,
    /// The form it fills in.
    pub form: FormView,
    /// What was entered, by field.
    pub values: BTreeMap<String, String>,
    /// Where the person came from, a line each.
    pub context: Vec<String>,
    /// The attached files.
    pub attachments: Vec<AttachmentView>,
    /// The technical information.
    pub diagnostics: DraftDiagnostics,
    /// Whether policy lets pictures be attached.
    pub pictures: bool,
    /// The fields that were filled in from an earlier request and not changed since.
    pub filled: Vec<String>,
}

/// A draft in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DraftEntry {
    /// Names it.
    pub id: i32,
    /// What it is for.
    pub kind: RequestKind,
    /// Its subject; may be empty.
    pub subject: String,
    /// When it was saved last, in seconds since 1970.
    pub changed_at: u32,
}

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum RequestStatus {
    /// Waits for its next attempt.
    Waiting,
    /// Is being sent.
    Sending,
    /// The receiver has it.
    Sent,
    /// Everything is prepared for the person to send.
    Prepared,
    /// It was refused; the person decides.
    Failed,
    /// Nobody knows whether it arrived; the person decides.
    Unknown,
    /// It was taken back.
    Cancelled,
}

/// A request in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RequestEntry {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub kind: RequestKind,
    /// Its subject.
    pub subject: String,
    /// The way it takes.
    pub transport: TransportKind,
    /// Where it stands.
    pub status: RequestStatus,
    /// How many attempts were begun.
    pub attempts: u32,
    /// The file, folder or number it has at the receiver.
    pub reference: Option<String>,
    /// Why the last attempt failed: a code such as `unreachable`.
    pub reason: Option<String>,
    /// What the server or the system said.
    pub detail: Option<String>,
    /// Whether a copy of it can be saved: its files are still there.
    pub exportable: bool,
    /// When its state changed last, in seconds since 1970.
    pub changed_at: u32,
}

/// Everything on the way to support.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SupportView {
    /// The ways there are, the preferred first; none hides the forms.
    pub transports: Vec<TransportView>,
    /// Drafts, the one begun last first.
    pub drafts: Vec<DraftEntry>,
    /// Requests, the newest first.
    pub requests: Vec<RequestEntry>,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FieldProblem {
    /// The field.
    pub field: String,
    /// `missing`, `too-long`, `not-an-address`, …
    pub code: String,
    /// The most there may be, where that is the matter: characters, files or bytes.
    pub limit: Option<u32>,
    /// The file concerned.
    pub name: Option<String>,
}

/// Exactly what leaves the computer, or what keeps it from leaving.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PreviewView {
    /// What has to be mended first; then the rest is empty.
    pub problems: Vec<FieldProblem>,
    /// The id of the request that was seen: sending takes no other.
    pub request: String,
    /// The ways that cannot take it without the person's address.
    pub needs_address: Vec<TransportKind>,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The files.
    pub attachments: Vec<AttachmentView>,
}

/// What became of a request that was just sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SentView {
    /// The request.
    pub request: RequestEntry,
    /// An address to open so that the person can finish: the mail program.
    pub open: Option<String>,
}

/// Where name and password are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum SecretKept {
    /// In the system's keyring.
    Keyring,
    /// In memory, until the program ends.
    Run,
}

/// What has to be known to ask for name and password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SignInView {
    /// The mail server.
    pub host: String,
    /// The name entered last in this run.
    pub user: Option<String>,
    /// Whether there is a keyring that could keep them.
    pub keyring: bool,
    /// Where they are now; nowhere when they were never entered or were forgotten.
    pub kept: Option<SecretKept>,
}

/// Who asks: what is filled into the forms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Person {
    /// Their name; may be empty.
    pub name: String,
    /// Their e-mail address; may be empty.
    pub email: String,
}

/// What became of signing in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SignedInView {
    /// Everything on the way to support: what failed for want of a password goes again.
    pub support: SupportView,
    /// Where name and password are now.
    pub kept: SecretKept,
}
