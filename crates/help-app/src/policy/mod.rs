//! Policy as people and programs see it, and what it says about links to the outside.

pub(crate) mod live;
mod text;
mod words;

use help_policy::{Area, Effect, Entry, Layer, Problem, Reach, Severity, Source, Words};
use percent_encoding::percent_decode_str;

use crate::app::HelpApp;
use crate::dto::{
    Contacts, ExternalLinks, Language, PolicyEntry, PolicyLayer, PolicyOrigin, PolicyProblem, PolicySeverity,
    PolicyView,
};
use crate::error::{AppError, ErrorCode};

impl HelpApp {
    /// What holds for every key, with the user's own choices, in the language of the settings.
    pub fn policy_view(&self) -> PolicyView {
        self.policy_view_in(self.settings().language)
    }

    /// The table for the window: [`HelpApp::policy_view`] in a language, so that words of both can be searched for.
    /// # Errors
    /// `NotFound` when policy hides the page from users.
    pub fn policy_page(&self, language: Language) -> Result<PolicyView, AppError> {
        self.check_policy_page()?;
        Ok(self.policy_view_in(language))
    }

    /// [`HelpApp::policy_json`] for the window.
    /// # Errors
    /// As [`HelpApp::policy_page`].
    pub fn policy_page_json(&self) -> Result<String, AppError> {
        self.check_policy_page()?;
        self.policy_json()
    }

    fn check_policy_page(&self) -> Result<(), AppError> {
        let message = "your organisation does not show this page; ask the administrator of this computer";
        let is_shown = self.settings().policy_page;
        if is_shown { Ok(()) } else { Err(AppError::new(ErrorCode::NotFound, message)) }
    }

    fn policy_view_in(&self, language: Language) -> PolicyView {
        let language = language_of_policy(language);
        let (policy, in_force) = self.both_policies();
        let entry_of_area = |area| {
            let here = in_force.entries().iter().filter(move |entry| entry.key.definition().area == area);
            let with_word = here
                .map(|found| PolicyEntry { waiting: self.waits(found, &policy), ..entry(found, language) });
            with_word.collect::<Vec<_>>()
        };
        PolicyView {
            entries: Area::ALL.into_iter().flat_map(entry_of_area).collect(),
            problems: in_force.general_problems().iter().map(|found| problem(found, language)).collect(),
        }
    }

    /// [`HelpApp::policy_view`] as JSON text, for other programs (docs/policy.md).
    /// # Errors
    /// Never in practice: when the table cannot be written as JSON.
    pub fn policy_json(&self) -> Result<String, AppError> {
        serde_json::to_string_pretty(&self.policy_view())
            .map_err(|error| AppError::new(ErrorCode::Internal, "cannot write the policy").because(&error))
    }

    /// [`HelpApp::policy_view`] as lines of at most 100 characters, for a terminal.
    pub fn policy_text(&self) -> String {
        text::table(&self.policy_view(), self.settings().language)
    }

    /// How the organisation's support is reached besides the forms.
    pub(crate) fn contacts(&self, language: Language) -> Option<Contacts> {
        let set = self.policy().support_contacts();
        let in_language = |words: &Words| words.in_language(language_of_policy(language)).to_owned();
        let contacts = Contacts {
            organization: set.organization.as_ref().map(in_language),
            phone: set.phone,
            hours: set.hours.as_ref().map(in_language),
            portal: set.portal,
            knowledge_base: set.knowledge_base,
        };
        (contacts != Contacts::default()).then_some(contacts)
    }

    /// Whether policy lets an address be opened outside the program.
    ///
    /// Under `block` only the mail program is, and only with a request to support, whose way policy names itself.
    /// # Errors
    /// `Invalid` when links to the outside are blocked.
    pub fn check_external(&self, url: &str) -> Result<(), AppError> {
        if self.settings().external_links == ExternalLinks::Block && !self.is_mail_to_support(url) {
            let message = "links to the outside are blocked by your organisation; copy the address instead";
            return Err(AppError::new(ErrorCode::Invalid, message));
        }
        Ok(())
    }

    fn is_mail_to_support(&self, url: &str) -> bool {
        let Some(rest) = url.strip_prefix("mailto:") else { return false };
        let to = rest.split('?').next().unwrap_or_default();
        let to = percent_decode_str(to).decode_utf8_lossy();
        let policy = self.policy();
        let has_way = policy.support_transports().contains(&help_policy::TransportKind::Mailto);
        has_way && to == policy.support_email_to().unwrap_or_default()
    }
}

/// A language as policy names it.
pub(crate) fn language_of_policy(language: Language) -> help_policy::Language {
    match language {
        Language::Ru => help_policy::Language::Ru,
        Language::En => help_policy::Language::En,
    }
}

fn entry(entry: &Entry, language: help_policy::Language) -> PolicyEntry {
    let definition = entry.key.definition();
    let allowed = definition.kind.allowed().unwrap_or_default();
    PolicyEntry {
        key: entry.key.name().to_owned(),
        area: definition.area.title(language).to_owned(),
        title: definition.title(language).to_owned(),
        description: definition.description(language).to_owned(),
        kind: definition.kind.name().to_owned(),
        allowed: allowed.iter().map(|word| (*word).to_owned()).collect(),
        value: entry.value.clone(),
        default: definition.default_value(),
        source: origin(&entry.source),
        locked: entry.locked,
        machine_only: definition.reach == Reach::MachineOnly,
        planned: definition.is_planned(),
        next_start: definition.effect() == Effect::AtNextStart,
        waiting: false,
        problems: entry.problems.iter().map(|found| problem(found, language)).collect(),
    }
}

pub(crate) fn origin(source: &Source) -> PolicyOrigin {
    let layer = match source.layer {
        Layer::MachineMandatory => PolicyLayer::MachineMandatory,
        Layer::UserMandatory => PolicyLayer::UserMandatory,
        Layer::CommandLine => PolicyLayer::CommandLine,
        Layer::UserSettings => PolicyLayer::UserSettings,
        Layer::UserRecommended => PolicyLayer::UserRecommended,
        Layer::MachineRecommended => PolicyLayer::MachineRecommended,
        Layer::BuiltIn => PolicyLayer::BuiltIn,
    };
    PolicyOrigin { layer, place: source.place.clone() }
}

fn problem(problem: &Problem, language: help_policy::Language) -> PolicyProblem {
    PolicyProblem {
        code: problem.reason.code(),
        severity: match problem.severity {
            Severity::Warning => PolicySeverity::Warning,
            Severity::Error => PolicySeverity::Error,
        },
        message: problem.reason.message(language),
        key: problem.key.clone(),
        part: problem.part.clone(),
        source: origin(&problem.source),
    }
}
