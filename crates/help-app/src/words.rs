//! Words of the program itself that stand outside the window: in requests and on the command line.

use help_content::Language;

/// The words of a language.
pub(crate) fn pick(ru: &'static str, en: &'static str, language: Language) -> &'static str {
    match language {
        Language::Ru => ru,
        Language::En => en,
    }
}
