//! Requests to support: drafts, the preview, sending, and the list of what is on its way.
//!
//! A draft lies in the user's file as a [`help_support::Draft`] without its files, which the file keeps beside it. The preview
//! seals it: id and time are then those that sending uses, so that what leaves is what was seen; any change breaks the seal.
//! Sending checks it, queues the request in one transaction, and delivers at once what waits for nobody; the rest is delivered by
//! rounds that the shell makes in a thread of their own.

mod attachments;
mod delivery;
mod diagnostics;
mod person;
mod previewed;
mod report;
mod requests;
mod sign_in;
mod views;
mod waking;
mod ways;
mod words;

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use help_content::Language;
use help_store::{Content, DraftId, NewRequest};
use help_support::{
    Attachment, AttachmentId, Draft, FieldError, FieldErrorCode, FieldId, FileName, Form, Moment, Request,
    RequestId, mail, picture,
};
use serde::{Deserialize, Serialize};

use crate::app::HelpApp;
use crate::dto::{DraftView, PreviewView, RequestEntry, RequestKind, SentView, SupportView, TransportKind};
use crate::error::{AppError, ErrorCode};
pub use delivery::{Round, Watch};
use diagnostics::Gathered;
pub(crate) use person::KEY as PERSON;
pub(crate) use previewed::Previewed;
pub use report::OutboxSent;
pub(crate) use sign_in::Keeper;
pub use sign_in::Keyring;
use words::Words;

/// A draft as it lies in the user's file.
#[derive(Debug, Serialize, Deserialize)]
struct Written {
    draft: Draft,
    /// Time and chance of the id that was previewed.
    seal: Option<(Moment, [u8; 10])>,
    /// The technical information beside the draft's lines of it.
    #[serde(default)]
    gathered: Gathered,
    /// Fields that were filled in from an earlier request and not changed since.
    #[serde(default)]
    filled: Vec<FieldId>,
}

/// What sending needs of the machine.
#[derive(Clone, Default)]
pub struct Surroundings {
    /// Where requests are saved as files when policy names no folder: the user's documents.
    pub documents: Option<PathBuf>,
    /// Minutes that the local clock is east of Greenwich.
    pub offset_minutes: i32,
    /// Where passwords are kept; `None` where there is no such place.
    pub keyring: Option<Arc<dyn Keyring>>,
}

impl fmt::Debug for Surroundings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Surroundings");
        shown.field("documents", &self.documents).field("offset_minutes", &self.offset_minutes);
        shown.finish_non_exhaustive()
    }
}

impl HelpApp {
    /// Everything on the way to support.
    /// # Errors
    /// When the user's file cannot be read.
    pub fn support(&self) -> Result<SupportView, AppError> {
        Ok(SupportView {
            transports: self
                .transports()
                .iter()
                .map(|transport| views::transport(transport.as_ref()))
                .collect(),
            drafts: self.store.drafts()?.iter().map(views::draft_entry).collect(),
            requests: self.store.outbox()?.iter().map(views::request_entry).collect(),
        })
    }

    /// Begins a draft with a subject and the lines that say where the person came from.
    /// # Errors
    /// When it cannot be written.
    pub fn new_draft(
        &self,
        kind: RequestKind,
        subject: &str,
        context: &[String],
        now: SystemTime,
    ) -> Result<DraftView, AppError> {
        let language = self.settings().language;
        let mut draft = Draft::new(kind, language_of(language));
        draft.values.insert(FieldId::new(FieldId::SUBJECT), subject.to_owned());
        draft.context = context.to_vec();
        let filled = self.fill_in_person(&mut draft);
        let content = Content::of(&Written { draft, seal: None, gathered: Gathered::default(), filled })?;
        let id = self.store.new_draft(form_name(kind), &content, now)?;
        self.draft(id.into())
    }

    /// A draft with its form.
    /// # Errors
    /// `NotFound` when it was sent or deleted.
    pub fn draft(&self, id: i64) -> Result<DraftView, AppError> {
        let (Written { draft, gathered, filled, .. }, files) = self.stored(id)?;
        Ok(DraftView {
            diagnostics: self.draft_diagnostics(&draft, gathered),
            id: views::small(id),
            form: views::form(&self.form(&draft), Words(self.settings().language)),
            values: draft.values.iter().map(|(id, value)| (id.to_string(), value.clone())).collect(),
            context: draft.context,
            attachments: files.iter().map(views::attachment).collect(),
            pictures: self.policy().allow_screenshots(),
            filled: filled.iter().map(ToString::to_string).collect(),
        })
    }

    /// Saves what was entered.
    /// # Errors
    /// `NotFound` when it was sent or deleted meanwhile; `Store` when it cannot be written.
    pub fn save_draft(
        &self,
        id: i64,
        values: &BTreeMap<String, String>,
        now: SystemTime,
    ) -> Result<(), AppError> {
        self.change_draft(id, now, |Written { draft, filled, .. }| {
            filled.retain(|field| values.get(field.as_str()) == draft.values.get(field));
            draft.values = values.iter().map(|(id, value)| (FieldId::new(id), value.clone())).collect();
        })
    }

    /// Puts other lines in the place of those that say where the person came from.
    /// # Errors
    /// As [`HelpApp::save_draft`].
    pub fn set_context(&self, id: i64, lines: &[String], now: SystemTime) -> Result<(), AppError> {
        self.change_draft(id, now, |Written { draft, .. }| draft.context = lines.to_vec())
    }

    /// Deletes a draft with its files.
    /// # Errors
    /// When it cannot be written.
    pub fn delete_draft(&self, id: i64) -> Result<(), AppError> {
        Ok(self.store.delete_draft(DraftId::from(id))?)
    }

    /// Exactly what would leave the computer, or what has to be mended first. `random` makes the request's id, by which a
    /// receiver recognises a second attempt.
    /// # Errors
    /// `NotFound` when the draft is gone.
    pub fn preview(&self, id: i64, random: [u8; 10], now: SystemTime) -> Result<PreviewView, AppError> {
        let _alone = self.drafting();
        let (mut written, files) = self.stored(id)?;
        written.seal = Some((moment(now, self.surroundings.offset_minutes), random));
        self.write(id, &written, now)?;
        let policy = self.policy();
        let request = self.request(written, &files)?;
        if let Ok(request) = &request {
            self.previewed.remember(&request.id, policy);
        }
        Ok(match request {
            Ok(request) if self.only_address_missing(&request) => {
                PreviewView { problems: vec![views::address_missing()], ..PreviewView::default() }
            }
            Ok(request) => PreviewView {
                problems: Vec::new(),
                request: request.id.to_string(),
                needs_address: self.needing_address(&request),
                subject: request.subject.as_str().to_owned(),
                text: mail::body(&request),
                attachments: files.iter().map(views::attachment).collect(),
            },
            Err(problems) => PreviewView {
                problems: problems.iter().map(views::problem).collect(),
                ..PreviewView::default()
            },
        })
    }

    /// Queues a draft as it was previewed, and delivers it at once if its way waits for nobody. `seen` is the
    /// [`PreviewView::request`] of that preview: another program may have changed the draft and previewed it since.
    /// # Errors
    /// `Changed` when it was changed since its preview; `Invalid` when it cannot be sent as it is, or policy does not offer the way;
    /// `Store` when it cannot be written, and it stays a draft then.
    pub fn send(
        &self,
        id: i64,
        seen: &str,
        transport: TransportKind,
        now: SystemTime,
    ) -> Result<SentView, AppError> {
        let _alone = self.drafting();
        let invalid = |message: &str| AppError::new(ErrorCode::Invalid, message);
        if !self.transports().iter().any(|offered| offered.kind() == transport) {
            return Err(invalid("this way to support is not offered here; choose another one"));
        }
        let (written, files) = self.stored(id)?;
        let person = written.draft.values.clone();
        let is_sealed = written.seal.is_some();
        let Ok(request) = self.request(written, &files)? else {
            return Err(invalid("the request is not complete; look at its preview"));
        };
        if !is_sealed || request.id.to_string() != seen || !self.previewed.holds(seen, &self.policy()) {
            let message =
                "the request, or where it goes, was changed since its preview; look at it once more";
            return Err(AppError::new(ErrorCode::Changed, message));
        }
        if self.needing_address(&request).contains(&transport) {
            return Err(invalid("a mail needs the address it comes from; enter yours"));
        }
        let name = help_store::RequestId::new(request.id.to_string());
        let content = Content::of(&request)?;
        let new = NewRequest { id: &name, content: &content, transport: transport.name() };
        self.store.queue(DraftId::from(id), new, now)?;
        self.remember_person(&person);
        let open = self.deliver_here(&name, now)?;
        Ok(SentView { request: self.entry_of(&name)?, open })
    }

    /// Sends a request again, or another way: at once if that waits for nobody.
    /// # Errors
    /// `NotFound` when it is gone, `Invalid` when it is being sent or was sent.
    pub fn retry_request(
        &self,
        id: &str,
        transport: Option<TransportKind>,
        now: SystemTime,
    ) -> Result<SentView, AppError> {
        let id = help_store::RequestId::new(id);
        self.store.retry(&id, transport.map(TransportKind::name), now)?;
        let open = self.deliver_here(&id, now)?;
        Ok(SentView { request: self.entry_of(&id)?, open })
    }

    /// Takes a request back that was not sent yet; it stays in the list.
    /// # Errors
    /// As [`HelpApp::retry_request`].
    pub fn cancel_request(&self, id: &str, now: SystemTime) -> Result<SupportView, AppError> {
        self.store.cancel(&help_store::RequestId::new(id), now)?;
        self.support()
    }

    /// Turns a request that was not sent yet back into a draft.
    /// # Errors
    /// As [`HelpApp::retry_request`].
    pub fn edit_request(&self, id: &str, now: SystemTime) -> Result<DraftView, AppError> {
        let draft = i64::from(self.store.edit(&help_store::RequestId::new(id), now)?);
        self.unsealed(draft, now)?;
        self.draft(draft)
    }

    /// Takes a request that is over off the list.
    /// # Errors
    /// `Invalid` while it waits or is being sent.
    pub fn forget_request(&self, id: &str) -> Result<SupportView, AppError> {
        self.store.forget_request(&help_store::RequestId::new(id))?;
        self.support()
    }

    fn entry_of(&self, id: &help_store::RequestId) -> Result<RequestEntry, AppError> {
        let missing = || AppError::new(ErrorCode::NotFound, "there is no such request any more");
        Ok(views::request_entry(&self.store.request(id)?.ok_or_else(missing)?))
    }

    fn stored(&self, id: i64) -> Result<(Written, Vec<help_store::Attachment>), AppError> {
        let missing = || AppError::new(ErrorCode::NotFound, "there is no such draft any more");
        let stored = self.store.draft(DraftId::from(id))?.ok_or_else(missing)?;
        Ok((stored.content.decode()?, stored.attachments))
    }

    fn write(&self, id: i64, written: &Written, now: SystemTime) -> Result<(), AppError> {
        Ok(self.store.save_draft(DraftId::from(id), &Content::of(written)?, now)?)
    }

    /// Changes a draft and breaks its seal; one change waits for the other.
    fn change_draft(
        &self,
        id: i64,
        now: SystemTime,
        change: impl FnOnce(&mut Written),
    ) -> Result<(), AppError> {
        let _alone = self.drafting();
        let (mut written, _) = self.stored(id)?;
        change(&mut written);
        written.seal = None;
        self.write(id, &written, now)
    }

    /// Held while a draft is read, changed and written back: the window does not wait for one change before it asks for the
    /// next.
    fn drafting(&self) -> MutexGuard<'_, ()> {
        self.drafting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Breaks the seal, before anything is changed: a change that is cut off must not leave a preview behind that holds.
    fn unsealed(&self, id: i64, now: SystemTime) -> Result<Written, AppError> {
        let _alone = self.drafting();
        let (mut written, _) = self.stored(id)?;
        if written.seal.take().is_some() {
            self.write(id, &written, now)?;
        }
        Ok(written)
    }

    /// Whether no way is left open but those that want the person's address, and the form asks for it.
    fn only_address_missing(&self, request: &Request) -> bool {
        let needing = self.needing_address(request).len();
        let form = self.form(&Draft::new(request.kind, request.language));
        needing > 0
            && needing == self.transports().len()
            && form.fields.iter().any(|field| field.id == FieldId::new(FieldId::EMAIL))
    }

    fn form(&self, draft: &Draft) -> Form {
        let mut form = Form::built_in(draft.kind);
        form.apply(&views::changes(&self.policy()));
        form
    }

    /// The request a draft would be, or what is wrong with its fields. Without a seal its id is none that was sent.
    fn request(
        &self,
        Written { mut draft, seal, .. }: Written,
        files: &[help_store::Attachment],
    ) -> Result<Result<Request, Vec<FieldError>>, AppError> {
        self.leave_out_forbidden(&mut draft);
        let mut forbidden = Vec::new();
        for file in files {
            let bytes = self.store.attachment_bytes(file.id)?;
            if !self.policy().allow_screenshots() && picture::kind(&bytes) != picture::Kind::Other {
                let code = FieldErrorCode::PictureForbidden { name: file.name.clone() };
                forbidden.push(FieldError { field: FieldId::new(FieldId::ATTACHMENTS), code });
            }
            let kept = AttachmentId(i64::from(file.id).to_string());
            draft.attachments.push(Attachment::describe(kept, FileName::new(&file.name), &bytes));
        }
        let (moment, random) = seal.unwrap_or((moment(UNIX_EPOCH, 0), [0; 10]));
        let words = Words(match draft.language {
            help_support::Language::Ru => Language::Ru,
            help_support::Language::En => Language::En,
        });
        let checked = draft.validate(&self.form(&draft), RequestId::new(moment, &random), moment, &words);
        if forbidden.is_empty() {
            return Ok(checked);
        }
        // Policy has changed since they were attached.
        Ok(Err(checked.err().unwrap_or_default().into_iter().chain(forbidden).collect()))
    }
}

fn form_name(kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::Problem => "problem",
        RequestKind::Feature => "feature",
    }
}

fn language_of(language: Language) -> help_support::Language {
    match language {
        Language::Ru => help_support::Language::Ru,
        Language::En => help_support::Language::En,
    }
}

/// An instant with the local clock beside it.
pub(crate) fn moment(now: SystemTime, offset_minutes: i32) -> Moment {
    let seconds = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Moment { unix_seconds: i64::try_from(seconds).unwrap_or(0), offset_minutes }
}
