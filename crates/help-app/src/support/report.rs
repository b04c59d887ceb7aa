//! `--send-outbox`: sends what waits without a window and says what became of it. Subjects are left out: the output may end
//! in a log.

use help_content::Language;
use help_support::transport::ReasonCode;
use serde::Serialize;

use super::delivery::Watch;
use super::views;
use crate::app::HelpApp;
use crate::dto::{RequestEntry, RequestStatus};
use crate::error::{AppError, ErrorCode};
use crate::words::pick;

/// What became of the outbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OutboxSent {
    /// Another program is delivering; nothing was done here.
    pub busy: bool,
    /// Requests that arrived.
    pub sent: u32,
    /// Requests that wait for their next attempt, or for somebody at the window.
    pub waiting: u32,
    /// Requests that were refused.
    pub failed: u32,
    /// Requests of which nobody knows whether they arrived.
    pub unknown: u32,
}

impl OutboxSent {
    /// Whether nothing is left to do.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        !self.busy && self.waiting + self.failed + self.unknown == 0
    }

    fn count(&mut self, status: RequestStatus) {
        match status {
            RequestStatus::Sent => self.sent += 1,
            RequestStatus::Failed => self.failed += 1,
            RequestStatus::Unknown => self.unknown += 1,
            _ => self.waiting += 1,
        }
    }
}

/// One request as JSON.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    state: RequestStatus,
    transport: &'a str,
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct Report<'a> {
    requests: Vec<Line<'a>>,
    #[serde(flatten)]
    summary: OutboxSent,
}

impl HelpApp {
    /// Sends everything that waits, due or not, and prints a line for each request and one for all, in the language of the
    /// settings.
    /// # Errors
    /// When the user's file cannot be read or written.
    pub fn send_outbox_text(
        &self,
        watch: &Watch<'_>,
        print: &mut dyn FnMut(&str),
    ) -> Result<OutboxSent, AppError> {
        let language = self.settings().language;
        let mut told = OutboxSent::default();
        self.send_outbox(watch, &mut told, &mut |entry| print(&line(&entry, language)))?;
        print(&summary(told, language));
        Ok(told)
    }

    /// The same as JSON.
    /// # Errors
    /// As [`HelpApp::send_outbox_text`].
    pub fn send_outbox_json(&self, watch: &Watch<'_>) -> Result<(String, OutboxSent), AppError> {
        let mut entries = Vec::new();
        let mut summary = OutboxSent::default();
        self.send_outbox(watch, &mut summary, &mut |entry| entries.push(entry))?;
        let requests = entries.iter().map(|entry| Line {
            id: &entry.id,
            state: entry.status,
            transport: entry.transport.name(),
            reason: entry.reason.as_deref(),
        });
        let report = Report { requests: requests.collect(), summary };
        let failed = |error| AppError::new(ErrorCode::Internal, "the report was not made").because(&error);
        Ok((
            serde_json::to_string_pretty(&report).map_err(|error: serde_json::Error| failed(error))?,
            summary,
        ))
    }

    fn send_outbox(
        &self,
        watch: &Watch<'_>,
        told: &mut OutboxSent,
        tell: &mut dyn FnMut(RequestEntry),
    ) -> Result<(), AppError> {
        // Behind a file that cannot be opened there may be requests.
        self.store_in_use()?;
        let delivered = self.deliver_waiting(watch, &mut |entry| {
            let entry = views::request_entry(entry);
            told.count(entry.status);
            tell(entry);
        })?;
        told.busy = delivered.is_none();
        Ok(())
    }
}

fn line(entry: &RequestEntry, language: Language) -> String {
    let state = match entry.status {
        RequestStatus::Sent => pick("отправлено", "sent", language),
        RequestStatus::Failed => pick("не отправлено", "not sent", language),
        RequestStatus::Unknown => pick(
            "неизвестно, дошло ли: проверьте и решите в окне программы",
            "nobody knows whether it arrived: check, and decide in the window",
            language,
        ),
        RequestStatus::Waiting if entry.reason.is_none() => pick(
            "ждёт: это обращение отправляют из окна программы",
            "waits: this request is sent from the window",
            language,
        ),
        _ => pick("ждёт следующей попытки", "waits for the next attempt", language),
    };
    let reason = entry.reason.as_deref().filter(|_| entry.status != RequestStatus::Sent);
    let reason = reason.map(|reason| format!(": {}", reason_said(reason, language)));
    format!("{}  {state}{}", entry.id, reason.unwrap_or_default())
}

fn summary(sent: OutboxSent, language: Language) -> String {
    if sent.busy {
        let (ru, en) = (
            "Обращения уже отправляет другая запущенная программа.",
            "Another program that is running is already sending the requests.",
        );
        return pick(ru, en, language).to_owned();
    }
    let OutboxSent { sent, waiting, failed, unknown, .. } = sent;
    if sent + waiting + failed + unknown == 0 {
        return pick("Нет обращений, которые ждут отправки.", "No request is waiting to be sent.", language)
            .to_owned();
    }
    match language {
        Language::Ru => {
            format!("Отправлено: {sent}, ждёт: {waiting}, не отправлено: {failed}, неизвестно: {unknown}.")
        }
        Language::En => format!("Sent: {sent}, waiting: {waiting}, not sent: {failed}, unknown: {unknown}."),
    }
}

/// The words of a reason code.
fn reason_said(code: &str, language: Language) -> &'static str {
    let known = serde_json::from_value(serde_json::Value::String(code.to_owned())).ok();
    let (ru, en) = known.map_or(("причина неизвестна", "the reason is not known"), words);
    pick(ru, en, language)
}

fn words(code: ReasonCode) -> (&'static str, &'static str) {
    match code {
        ReasonCode::NetworkForbidden => ("сеть запрещена политикой", "policy forbids the network"),
        ReasonCode::Misconfigured => (
            "способ отправки не настроен: сообщите администратору",
            "the way is not set up: tell the administrator",
        ),
        ReasonCode::AddressMissing => (
            "не указан адрес почты: откройте обращение в программе и впишите его",
            "no e-mail address is given: open the request in the program and enter it",
        ),
        ReasonCode::NameNotFound => {
            ("имя почтового сервера не найдено", "the mail server's name is not known")
        }
        ReasonCode::Unreachable => ("почтовый сервер недоступен", "the mail server cannot be reached"),
        ReasonCode::TimedOut => ("почтовый сервер не ответил вовремя", "the mail server took too long"),
        ReasonCode::ConnectionLost => ("соединение прервалось", "the connection broke"),
        ReasonCode::NotUnderstood => ("ответ сервера непонятен", "the server's answer is not understood"),
        ReasonCode::CertificateRefused => {
            ("сертификату сервера нет доверия", "the server's certificate is not trusted")
        }
        ReasonCode::TrustUnavailable => {
            ("не удалось прочитать доверенные сертификаты", "the trusted certificates cannot be read")
        }
        ReasonCode::EncryptionRefused => ("сервер не шифрует соединение", "the server does not encrypt"),
        ReasonCode::SecretMissing => (
            "нет имени и пароля: откройте программу и войдите на почтовый сервер",
            "name and password are missing: open the program and sign in to the mail server",
        ),
        ReasonCode::SecretUnprotected => (
            "пароль ушёл бы по сети открыто: сообщите администратору",
            "the password would cross the network in the clear: tell the administrator",
        ),
        ReasonCode::SignInRefused => (
            "сервер не принял имя и пароль: откройте программу и войдите ещё раз",
            "the server did not take name and password: open the program and sign in again",
        ),
        ReasonCode::TryLater => ("сервер просит повторить позже", "the server asks to come back later"),
        ReasonCode::Refused => ("сервер отказался принять письмо", "the server refused the mail"),
        ReasonCode::Unwritable => ("обращение не удалось прочитать", "the request cannot be read"),
        ReasonCode::CannotWrite => ("не удалось записать файл", "the file cannot be written"),
        ReasonCode::DiskFull => ("на диске нет места", "the disk is full"),
        ReasonCode::ProgramEnded => {
            ("программа закрылась во время отправки", "the program ended while sending")
        }
    }
}
