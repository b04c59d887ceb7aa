//! Requests to support.

use std::collections::BTreeMap;
use std::time::SystemTime;

use help_app::dto::{
    AttachmentView, DraftView, Edits, Person, PreviewView, RequestKind, SecretKept, SentView, SignInView,
    SignedInView, SupportView, TransportKind,
};
use help_app::{AppError, ErrorCode, SecretString};
use percent_encoding::percent_decode_str;
use tauri::State;
use tauri::ipc::{InvokeBody, Request, Response};

use super::App;
use crate::delivery::Deliveries;

#[tauri::command(async)]
pub(crate) fn get_support(app: App<'_>) -> Result<SupportView, AppError> {
    app.support()
}

#[tauri::command(async)]
pub(crate) fn new_draft(
    app: App<'_>,
    kind: RequestKind,
    subject: &str,
    context: Vec<String>,
) -> Result<DraftView, AppError> {
    app.new_draft(kind, subject, &context, SystemTime::now())
}

#[tauri::command(async)]
pub(crate) fn get_draft(app: App<'_>, id: i32) -> Result<DraftView, AppError> {
    app.draft(id.into())
}

#[tauri::command(async)]
pub(crate) fn save_draft(app: App<'_>, id: i32, values: BTreeMap<String, String>) -> Result<(), AppError> {
    app.save_draft(id.into(), &values, SystemTime::now())
}

#[tauri::command(async)]
pub(crate) fn delete_draft(app: App<'_>, id: i32) -> Result<SupportView, AppError> {
    app.delete_draft(id.into())?;
    app.support()
}

/// Copies a file to a draft. Its bytes are the body of the call; draft and name, percent-encoded, are headers.
#[tauri::command(async)]
pub(crate) fn attach_file(app: App<'_>, request: Request<'_>) -> Result<Vec<AttachmentView>, AppError> {
    let invalid = || AppError::new(ErrorCode::Internal, "the file did not arrive whole; attach it again");
    let InvokeBody::Raw(bytes) = request.body() else { return Err(invalid()) };
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let draft: i64 = header("draft").and_then(|id| id.parse().ok()).ok_or_else(invalid)?;
    let name = percent_decode_str(header("name").ok_or_else(invalid)?).decode_utf8_lossy().into_owned();
    app.attach(draft, &name, bytes, SystemTime::now())
}

/// The bytes of an attached picture, as they are.
#[tauri::command(async)]
pub(crate) fn attachment_picture(app: App<'_>, draft: i32, attachment: i32) -> Result<Response, AppError> {
    app.attachment_picture(draft.into(), attachment.into()).map(Response::new)
}

/// Crops and covers an attached picture for good.
#[tauri::command(async)]
pub(crate) fn edit_attachment(
    app: App<'_>,
    draft: i32,
    attachment: i32,
    edits: Edits,
) -> Result<Vec<AttachmentView>, AppError> {
    app.edit_attachment(draft.into(), attachment.into(), &edits, SystemTime::now())
}

#[tauri::command(async)]
pub(crate) fn set_context(app: App<'_>, draft: i32, lines: Vec<String>) -> Result<(), AppError> {
    app.set_context(draft.into(), &lines, SystemTime::now())
}

#[tauri::command(async)]
pub(crate) fn forget_person(app: App<'_>, draft: i32) -> Result<(), AppError> {
    app.forget_person(draft.into(), SystemTime::now())
}

#[tauri::command(async)]
pub(crate) fn get_person(app: App<'_>) -> Person {
    app.person()
}

#[tauri::command(async)]
pub(crate) fn set_person(app: App<'_>, person: Person) -> Result<Person, AppError> {
    app.set_person(&person)
}

#[tauri::command(async)]
pub(crate) fn detach_file(
    app: App<'_>,
    draft: i32,
    attachment: i32,
) -> Result<Vec<AttachmentView>, AppError> {
    app.detach(draft.into(), attachment.into(), SystemTime::now())
}

#[tauri::command(async)]
pub(crate) fn preview_request(app: App<'_>, draft: i32) -> Result<PreviewView, AppError> {
    let mut random = [0; 10];
    getrandom::fill(&mut random).map_err(|error| {
        AppError::new(ErrorCode::Internal, "the request got no id; try again").because(&error)
    })?;
    app.preview(draft.into(), random, SystemTime::now())
}

/// Sends a draft as it was previewed. The window opens what the person finishes by hand; what waits for a server is sent by the
/// delivery thread.
#[tauri::command(async)]
pub(crate) fn send_request(
    app: App<'_>,
    deliveries: State<'_, Deliveries>,
    draft: i32,
    seen: &str,
    transport: TransportKind,
) -> Result<SentView, AppError> {
    let sent = app.send(draft.into(), seen, transport, SystemTime::now());
    deliveries.wake();
    sent
}

#[tauri::command(async)]
pub(crate) fn retry_request(
    app: App<'_>,
    deliveries: State<'_, Deliveries>,
    id: &str,
    transport: Option<TransportKind>,
) -> Result<SentView, AppError> {
    let sent = app.retry_request(id, transport, SystemTime::now());
    deliveries.wake();
    sent
}

#[tauri::command(async)]
pub(crate) fn settle_request(app: App<'_>, id: &str) -> Result<SupportView, AppError> {
    app.settle_request(id, SystemTime::now())
}

#[tauri::command(async)]
pub(crate) fn export_request(app: App<'_>, id: &str) -> Result<String, AppError> {
    app.export_request(id)
}

#[tauri::command(async)]
pub(crate) fn get_sign_in(app: App<'_>) -> Result<SignInView, AppError> {
    app.sign_in_view()
}

/// Takes name and password of the mail server; what failed for want of them is sent.
#[tauri::command(async)]
pub(crate) fn sign_in(
    app: App<'_>,
    deliveries: State<'_, Deliveries>,
    user: &str,
    password: SecretString,
    kept: SecretKept,
) -> Result<SignedInView, AppError> {
    let signed_in = app.sign_in(user, password, kept, SystemTime::now());
    deliveries.wake();
    signed_in
}

/// Forgets name and password of the mail server. The system may ask the person to unlock the keyring.
#[tauri::command(async)]
pub(crate) fn forget_sign_in(app: App<'_>) -> Result<SignInView, AppError> {
    app.forget_sign_in()
}

#[tauri::command(async)]
pub(crate) fn cancel_request(app: App<'_>, id: &str) -> Result<SupportView, AppError> {
    app.cancel_request(id, SystemTime::now())
}

#[tauri::command(async)]
pub(crate) fn edit_request(app: App<'_>, id: &str) -> Result<DraftView, AppError> {
    app.edit_request(id, SystemTime::now())
}

#[tauri::command(async)]
pub(crate) fn forget_request(app: App<'_>, id: &str) -> Result<SupportView, AppError> {
    app.forget_request(id)
}
