//! The one table of all keys. Administrative templates, profile, schema and documentation are made from it.

mod content;
mod program;
mod support;

pub(crate) use content::CONTENT;
pub(crate) use program::PROGRAM;
pub(crate) use support::SUPPORT;

use crate::key::Key;

/// Keys on which nothing acts yet. A key leaves this list with the change that makes it work.
pub(crate) const PLANNED: &[Key] = &[
    Key::UpdateMode,
    Key::UpdateEndpoints,
    Key::UpdateChannel,
    Key::UpdatePin,
    Key::ContentPacks,
    Key::ContentTrustedKeys,
    Key::RequireSignedPacks,
    Key::JsmBaseUrl,
    Key::JsmServiceDeskId,
    Key::JsmRequestTypes,
    Key::ProxyMode,
    Key::ProxyUrl,
    Key::ProxyBypass,
];

/// Keys whose values a running program does not take over: what they are about is over once the window is there. All others
/// take effect at once.
pub(crate) const AT_NEXT_START: &[Key] =
    &[Key::StartArticle, Key::HardwareAcceleration, Key::LogLevel, Key::DisableDevTools];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definition::{Items, Kind, definitions};
    use crate::form::Form;

    #[test]
    fn every_key_is_defined_once_and_in_order() {
        let defined: Vec<Key> = [CONTENT, SUPPORT, PROGRAM].into_iter().flatten().map(|d| d.key).collect();
        assert_eq!(defined, Key::ALL);
        for key in Key::ALL {
            assert_eq!(key.definition().key, *key);
            assert_eq!(Key::from_name(key.name()), Some(*key));
        }
    }

    #[test]
    fn what_waits_for_a_start_acts_at_a_start() {
        for key in AT_NEXT_START {
            assert!(!PLANNED.contains(key), "{key} has no effect at all");
        }
    }

    #[test]
    fn every_default_is_valid() {
        for definition in definitions() {
            let value = definition.default_value();
            if !value.is_null() {
                let checked = definition.check(&value);
                assert_eq!((checked.value, checked.faults), (Some(value), Vec::new()), "{}", definition.key);
            }
        }
    }

    #[test]
    fn every_example_is_valid() {
        for definition in definitions() {
            // Paths are those of Linux.
            let is_path =
                matches!(definition.kind, Kind::Text(Form::Path) | Kind::List(Items::Of(Form::PackPlace)));
            if cfg!(windows) && is_path {
                continue;
            }
            let value = definition.example_value();
            let checked = definition.check(&value);
            assert_eq!((checked.value, checked.faults), (Some(value), Vec::new()), "{}", definition.key);
        }
    }

    #[test]
    fn every_title_is_short_and_of_its_language() {
        let mut seen = std::collections::BTreeSet::new();
        for definition in definitions() {
            for text in [definition.english_title, definition.russian_title] {
                let fits = (2..=60).contains(&text.chars().count()) && !text.ends_with('.');
                assert!(fits && seen.insert(text), "{}: {text}", definition.key);
            }
            assert!(definition.english_title.is_ascii(), "{}", definition.key);
            assert!(!definition.russian_title.is_ascii(), "{}", definition.key);
        }
    }

    #[test]
    fn every_description_is_a_text_of_its_language() {
        let is_cyrillic = |c: char| ('а'..='я').contains(&c.to_lowercase().next().unwrap_or(c));
        for definition in definitions() {
            let key = definition.key;
            assert!(definition.russian.chars().any(is_cyrillic), "{key}");
            assert!(!definition.english.chars().any(is_cyrillic), "{key}");
            for text in [definition.english, definition.russian] {
                assert!(text.ends_with('.') && text.len() > 20 && !text.contains('\n'), "{key}: {text}");
                // An administrator must find every allowed word explained.
                for word in definition.kind.allowed().unwrap_or_default() {
                    let named = text.contains(word) || matches!(definition.kind, Kind::List(_));
                    assert!(named, "{key} does not explain {word}: {text}");
                }
            }
        }
    }

    #[test]
    fn no_key_is_for_a_secret() {
        for key in Key::ALL {
            let name = key.name().to_lowercase();
            for word in ["password", "secret", "token", "credential"] {
                assert!(!name.contains(word), "{key}");
            }
        }
    }
}
