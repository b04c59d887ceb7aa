//! What is shown at the start where nothing else was asked for.

use help_content::Language;

use crate::address::parse_address;
use crate::app::HelpApp;
use crate::dto::{Settings, SettingsPatch, StartPage, Target};
use crate::error::AppError;
use crate::kept::LAST_PLACE;

impl HelpApp {
    /// The page that the user or policy wants shown at the start, if this language has it; else the home page.
    pub(crate) fn start(&self, language: Language) -> Target {
        let target = match self.settings().start_page {
            StartPage::Home => None,
            StartPage::Last => {
                self.store.get::<String>(LAST_PLACE).and_then(|address| parse_address(&address))
            }
            StartPage::Article => {
                let policy = self.policy();
                policy.start_article().map(|id| Target::Article { id: id.to_owned(), anchor: None })
            }
        };
        target.filter(|target| self.is_there(language, target)).unwrap_or(Target::Home)
    }

    /// Keeps where the user is, for the next start, if that is what the user wants shown then. Places that a start cannot
    /// show again, such as drafts and searches, are not kept.
    /// # Errors
    /// When the store cannot be written.
    pub fn keep_place(&self, address: &str) -> Result<(), AppError> {
        let is_wanted = self.settings().start_page == StartPage::Last;
        let target = parse_address(address).filter(|_| is_wanted);
        let is_page =
            !matches!(target, None | Some(Target::Search { .. } | Target::Support { subject: Some(_) }));
        if is_page {
            self.store.set(LAST_PLACE, address)?;
        }
        Ok(())
    }

    /// Forgets what is not to be kept any more after a change of settings.
    pub(crate) fn forget_unwanted(&self, patch: &SettingsPatch, settings: &Settings) -> Result<(), AppError> {
        if patch.keep_searches == Some(false) {
            self.store.forget_searches(None)?;
        }
        let has_start = patch.start_page.is_some() || patch.reset.is_some();
        if has_start && settings.start_page != StartPage::Last {
            self.store.forget_setting(LAST_PLACE)?;
        }
        Ok(())
    }

    fn is_there(&self, language: Language, target: &Target) -> bool {
        match target {
            Target::Article { id, .. } => self.entry(language, id).is_some(),
            Target::Finder { id } => self.finder(language, id).is_ok(),
            Target::Policy => self.settings().policy_page,
            _ => true,
        }
    }
}
