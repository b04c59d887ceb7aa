//! Words of the table of policies on the command line.

use help_content::Language;

use crate::dto::{PolicyLayer, PolicySeverity};
use crate::words::pick;

/// Where a value comes from.
pub(super) fn layer(layer: PolicyLayer, language: Language) -> &'static str {
    let (ru, en) = match layer {
        PolicyLayer::MachineMandatory => ("закреплено для компьютера", "locked for the machine"),
        PolicyLayer::UserMandatory => ("закреплено для пользователя", "locked for the user"),
        PolicyLayer::CommandLine => ("командная строка", "command line"),
        PolicyLayer::UserSettings => ("выбор пользователя", "chosen by the user"),
        PolicyLayer::UserRecommended => ("рекомендовано пользователю", "recommended for the user"),
        PolicyLayer::MachineRecommended => ("рекомендовано для компьютера", "recommended for the machine"),
        PolicyLayer::BuiltIn => ("встроенное", "built in"),
    };
    pick(ru, en, language)
}

/// How much a problem matters.
pub(super) fn severity(severity: PolicySeverity, language: Language) -> &'static str {
    match severity {
        PolicySeverity::Warning => pick("предупреждение", "warning", language),
        PolicySeverity::Error => pick("ошибка", "error", language),
    }
}

/// The heading of what belongs to no key.
pub(super) fn general(language: Language) -> &'static str {
    pick("Неизвестные ключи и непринятые файлы", "Unknown keys and refused files", language)
}

/// What is said where no value is.
pub(super) fn nothing(language: Language) -> &'static str {
    pick("не задано", "not set", language)
}

/// What is said of a key that was set, but has no effect yet.
pub(super) fn planned(language: Language) -> &'static str {
    pick("в этой версии ещё не действует", "not in effect in this version yet", language)
}

/// The last line.
pub(super) fn summary(errors: usize, warnings: usize, language: Language) -> String {
    match language {
        Language::Ru => format!("Ошибок: {errors}. Предупреждений: {warnings}."),
        Language::En => format!("Errors: {errors}. Warnings: {warnings}."),
    }
}
