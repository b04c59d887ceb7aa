//! The words of the forms in both languages: the window shows them, and the request that leaves repeats them.

use help_content::Language;
use help_support::{Choice, Field, Hint, Label, Wording};

use crate::words::pick;

/// A key, Russian, English.
const WORDS: &[(&str, &str, &str)] = &[
    ("support-field-subject", "Тема", "Subject"),
    ("support-field-area", "С чем связана неполадка", "What the problem is about"),
    ("support-field-when", "Когда это случилось", "When it happened"),
    ("support-field-where", "Где: чат, звонок, экран", "Where: chat, call, screen"),
    ("support-field-with-whom", "У кого", "Who has it"),
    ("support-field-steps", "Шаги, которые приводят к неполадке", "The steps that lead to it"),
    ("support-field-platform", "Платформа", "Platform"),
    ("support-field-device", "Модель устройства", "Model of the device"),
    ("support-field-app-version", "Версия приложения", "Version of the app"),
    ("support-field-point", "Суть: что, где, когда", "The point: what, where, when"),
    ("support-field-purpose", "Зачем это нужно", "What it is needed for"),
    ("support-field-demand", "Как часто об этом просят", "How often people ask for it"),
    ("support-field-importance", "Насколько это важно для вас", "How important it is to you"),
    ("support-field-attachments", "Файлы", "Files"),
    ("support-field-name", "Ваше имя", "Your name"),
    ("support-field-email", "Ваша почта", "Your e-mail"),
    ("support-choice-area-sign-in", "Вход и регистрация", "Signing in"),
    ("support-choice-area-messages", "Чаты и сообщения", "Chats and messages"),
    ("support-choice-area-calls", "Звонки", "Calls"),
    ("support-choice-area-notifications", "Уведомления", "Notifications"),
    ("support-choice-area-files", "Файлы", "Files"),
    ("support-choice-area-contacts", "Контакты и поиск", "Contacts and search"),
    ("support-choice-area-app", "Работа приложения", "The app itself"),
    ("support-choice-area-other", "Другое", "Something else"),
    ("support-choice-with-whom-only-me", "Только у меня", "Only me"),
    ("support-choice-with-whom-some", "У нескольких человек", "Several people"),
    ("support-choice-with-whom-everyone", "У всех", "Everyone"),
    ("support-choice-platform-all", "Все платформы", "All platforms"),
    ("support-choice-platform-windows", "Windows", "Windows"),
    ("support-choice-platform-macos", "macOS", "macOS"),
    ("support-choice-platform-linux", "Linux", "Linux"),
    ("support-choice-platform-web", "Веб", "Web"),
    ("support-choice-platform-android", "Android", "Android"),
    ("support-choice-platform-ios", "iPhone или iPad", "iPhone or iPad"),
    ("support-choice-demand-once", "Один раз", "Once"),
    ("support-choice-demand-monthly", "Каждый месяц", "Every month"),
    ("support-choice-demand-weekly", "Каждую неделю", "Every week"),
    ("support-choice-demand-daily", "Каждый день", "Every day"),
    ("support-choice-importance-low", "Было бы удобно", "Nice to have"),
    ("support-choice-importance-medium", "Важно", "Important"),
    ("support-choice-importance-high", "Мешает работать", "It keeps me from working"),
];

/// The words of one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words(pub Language);

impl Words {
    pub fn label(self, label: &Label) -> String {
        match label {
            Label::Key(key) => self.key(key).to_owned(),
            Label::Words(words) => {
                let wanted = super::language_of(self.0);
                words.get(&wanted).or_else(|| words.values().next()).cloned().unwrap_or_default()
            }
        }
    }

    /// What is worth attaching.
    pub fn hint(self, hint: Hint) -> &'static str {
        let (ru, en) = match hint {
            Hint::ErrorScreenshot => ("снимок экрана с ошибкой", "a screenshot of the error"),
            Hint::ScreenRecording => ("запись экрана с шагами", "a recording of the screen with the steps"),
            Hint::SignInMethod => {
                ("способ входа и адрес сервера", "the way of signing in and the server address")
            }
            Hint::RoutingScreenshot => {
                ("снимок роутинга в свойствах чата", "a screenshot of the routing in the chat properties")
            }
            Hint::MicrophonePermission => {
                ("снимок разрешения на микрофон", "a screenshot of the microphone permission")
            }
            Hint::CameraPermission => {
                ("снимок разрешения на камеру", "a screenshot of the camera permission")
            }
            Hint::CallParticipants => {
                ("время звонка и его участники", "the time of the call and who took part")
            }
            Hint::NetworkCheck => {
                ("вид сети и включён ли VPN", "the kind of network and whether a VPN is on")
            }
            Hint::NotificationSettings => (
                "снимок настроек уведомлений устройства",
                "a screenshot of the device's notification settings",
            ),
            Hint::BatterySettings => {
                ("снимок настроек батареи для eXpress", "a screenshot of the battery settings for eXpress")
            }
            Hint::FileDetails => ("имя, вид и размер файла", "the name, kind and size of the file"),
            Hint::ContactsPermission => {
                ("снимок разрешения на контакты", "a screenshot of the permission to read contacts")
            }
            Hint::AppVersion => ("номер версии приложения", "the version number of the app"),
        };
        pick(ru, en, self.0)
    }

    fn key(self, key: &str) -> &'static str {
        let found = WORDS.iter().find(|(known, _, _)| *known == key);
        found.map_or("", |(_, ru, en)| pick(ru, en, self.0))
    }
}

impl Wording for Words {
    fn field(&self, field: &Field) -> String {
        self.label(&field.label)
    }

    fn choice(&self, _: &Field, choice: &Choice) -> String {
        self.label(&choice.label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use help_support::{FieldKind, Form, RequestKind};

    #[test]
    fn every_label_of_both_forms_has_words() {
        for kind in [RequestKind::Problem, RequestKind::Feature] {
            for field in Form::built_in(kind).fields {
                let FieldKind::Choice { choices } = &field.kind else {
                    continue;
                };
                let labels = choices.iter().map(|choice| &choice.label).chain([&field.label]);
                for label in labels {
                    for language in Language::ALL {
                        assert!(!Words(language).label(label).is_empty(), "{label:?} in {language}");
                    }
                }
            }
        }
    }
}
