//! Words in two languages, and values as people read them.

use help_policy::{Definition, Effect, Items, Kind, Language, Reach};

/// The words of a language.
pub(crate) fn pick(language: Language, russian: &'static str, english: &'static str) -> &'static str {
    match language {
        Language::Ru => russian,
        Language::En => english,
    }
}

/// The type of a key with what is allowed, in words.
pub(crate) fn kind(definition: &Definition, language: Language) -> String {
    match definition.kind {
        Kind::Bool => pick(language, "да или нет", "yes or no").to_owned(),
        Kind::Integer { least, most } => match language {
            Language::Ru => format!("целое число от {least} до {most}"),
            Language::En => format!("a whole number from {least} to {most}"),
        },
        Kind::Text(form) => form.description(language),
        Kind::Choice(words) => format!("{}{}", pick(language, "одно из: ", "one of: "), words.join(", ")),
        Kind::List(Items::Of(form)) => {
            format!(
                "{}{}",
                pick(language, "список; пункт — ", "a list; an item is "),
                form.description(language)
            )
        }
        Kind::List(Items::OneOf(words)) => {
            format!("{}{}", pick(language, "список из: ", "a list of: "), words.join(", "))
        }
        Kind::Object(_) => pick(language, "объект JSON", "a JSON object").to_owned(),
    }
}

/// The built-in value, in words.
pub(crate) fn default(definition: &Definition, language: Language) -> String {
    match definition.default {
        "null" => pick(language, "не задано", "not set").to_owned(),
        value => value.to_owned(),
    }
}

/// Who may set a key, in words.
pub(crate) fn reach(definition: &Definition, language: Language) -> &'static str {
    match definition.reach {
        Reach::Anyone => {
            pick(language, "для компьютера и для пользователя", "for the machine and for a user")
        }
        Reach::MachineOnly => pick(language, "только для компьютера", "for the machine only"),
    }
}

/// When a running program follows a change, in words.
pub(crate) fn effect(definition: &Definition, language: Language) -> &'static str {
    if definition.is_planned() {
        return pick(language, "ещё нет", "not yet");
    }
    match definition.effect() {
        Effect::AtOnce => pick(language, "сразу", "at once"),
        Effect::AtNextStart => pick(language, "после перезапуска", "at the next start"),
    }
}

/// What to say of a key on which nothing acts yet.
pub(crate) fn planned(language: Language) -> &'static str {
    pick(
        language,
        "Проверяется, но в этой версии ещё не действует.",
        "Read and checked, but not in effect in this version yet.",
    )
}
