//! Reports of crashes on their way to support: among the technical information, and offered once after the crash.
//!
//! Nothing is sent from here. A report is masked like the log, although it was masked when it was written: policy's patterns
//! may have changed since.

use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use help_content::Language;
use help_diagnostics::redact::Redactor;
use help_policy::AttachDiagnostics;
use help_store::Store;

use crate::app::{HelpApp, OpenOptions};
use crate::diagnose::Examined;
use crate::dto::{DiagnosticsLine, DiagnosticsOffer, Notice, NoticeCode};
use crate::error::{AppError, ErrorCode};
use crate::log::CrashReport;
use crate::support::moment;
use crate::words::pick;

/// The most reports among the technical information.
const MOST: usize = 3;
/// The setting with the name of the newest report that nobody has to be told of.
const TOLD: &str = "crash/told";

/// The newest report of a crash that the person was not told of.
#[derive(Debug, Default)]
pub(crate) struct Untold(Mutex<Option<String>>);

impl Untold {
    /// Looks for it, where a report could be sent at all.
    pub(crate) fn find(options: &OpenOptions, store: &Store) -> Self {
        let policy = &options.policy;
        let is_offered = !policy.support_transports().is_empty()
            && policy.attach_diagnostics() != AttachDiagnostics::Never;
        let Some(folders) = options.folders.as_ref().filter(|_| is_offered) else { return Self::default() };
        let now = options.now.unwrap_or_else(SystemTime::now);
        let newest = CrashReport::recent(&folders.log, now).first().map(CrashReport::name);
        let told = store.get::<String>(TOLD).unwrap_or_default();
        Self(Mutex::new(newest.filter(|name| *name > told)))
    }

    fn take(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl HelpApp {
    /// What the person is told at the start; of a crash only once.
    pub(crate) fn told_at_start(&self) -> Vec<Notice> {
        let crash = self.untold.take().map(|name| {
            // Told twice is better than not told.
            let _ = self.store.set(TOLD, &name);
            let message = "the program closed because of an error last time".to_owned();
            Notice { code: NoticeCode::Crashed, message, details: None }
        });
        self.notices.iter().cloned().chain(crash).chain(self.autostart.take()).collect()
    }

    /// Notes that the program ends as it should: the errors of this run have not closed it, so the next start has nothing to
    /// tell. They are among the technical information all the same.
    pub fn ended_well(&self) {
        let Some(folders) = &self.folders else { return };
        if let Some(newest) = CrashReport::in_folder(&folders.log).first()
            && self.store.get::<String>(TOLD).is_none_or(|told| told < newest.name())
        {
            // The program is ending: at worst the next start says too much.
            let _ = self.store.set(TOLD, &newest.name());
        }
    }

    /// The newest report of a crash, line by line as it may go along with a request.
    /// # Errors
    /// `NotFound` when there is none of the last 14 days, `Forbidden` when policy lets none go along.
    pub fn crash_report(
        &self,
        examined: &Examined,
        now: SystemTime,
    ) -> Result<Vec<DiagnosticsLine>, AppError> {
        if self.diagnostics_offer() == DiagnosticsOffer::Never {
            let message = "technical information is not sent from here; send the request without it";
            return Err(AppError::new(ErrorCode::Forbidden, message));
        }
        let missing = || {
            let message = "there is no report of a crash any more; describe in words what happened";
            AppError::new(ErrorCode::NotFound, message)
        };
        let (group, lines) =
            self.crash_reports(&mut self.redactor(examined), now).into_iter().next().ok_or_else(missing)?;
        Ok(lines.into_iter().map(|line| DiagnosticsLine { group: group.clone(), line }).collect())
    }

    /// The newest reports of the last 14 days: title and masked lines of each.
    pub(crate) fn crash_reports(
        &self,
        redactor: &mut Redactor,
        now: SystemTime,
    ) -> Vec<(String, Vec<String>)> {
        let Some(folders) = &self.folders else { return Vec::new() };
        let reports = CrashReport::recent(&folders.log, now).into_iter().take(MOST);
        let masked = reports.map(|report| {
            let text = redactor.redact(&report.text());
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
            (self.title(&report), lines.collect::<Vec<_>>())
        });
        masked.filter(|(_, lines)| !lines.is_empty()).collect()
    }

    /// Tells reports apart by the local time to the second.
    fn title(&self, report: &CrashReport) -> String {
        let written = moment(report.written_at, self.surroundings.offset_minutes).local();
        let language = self.settings().language;
        let format = match language {
            Language::Ru => "%d.%m.%Y, %H:%M:%S",
            Language::En => "%Y-%m-%d, %H:%M:%S",
        };
        let said = pick("Отчёт о сбое программы", "Report of a crash of the program", language);
        format!("{said}, {}", written.strftime(format))
    }
}
