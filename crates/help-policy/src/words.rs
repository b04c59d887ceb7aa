//! What a problem says in Russian. The English words are those of [`std::fmt::Display`].

use crate::form::Form;
use crate::key::Key;
use crate::options::Language;
use crate::problem::Reason;

impl Reason {
    /// One of every reason, for the documentation.
    #[must_use]
    pub fn examples() -> Vec<Self> {
        let text = || "x".to_owned();
        vec![
            Self::UnknownKey { meant: Some(Key::Theme) },
            Self::UnknownKey { meant: None },
            Self::MachineOnly,
            Self::WrongType { expected: "bool", found: "text" },
            Self::OutOfRange { least: 1, most: 2 },
            Self::NotAllowed { allowed: &["a", "b"] },
            Self::Malformed { form: Form::Host },
            Self::InvisibleCharacters,
            Self::Credentials,
            Self::Length { most: 2 },
            Self::TooManyItems { most: 2 },
            Self::Repeated,
            Self::NotNumbered,
            Self::Pattern { detail: text() },
            Self::Object { detail: text() },
            Self::Needs { key: Key::Theme },
            Self::PasswordInTheClear,
            Self::Unreadable { detail: text() },
            Self::WrongOwner { owner: 1 },
            Self::WritableByOthers { mode: text() },
            Self::LinkedFolder,
            Self::LeadsOutside,
            Self::NotAFile,
            Self::NotAFolder,
            Self::TooLarge { most: 2 },
            Self::TooManyFiles { most: 2 },
            Self::ByteOrderMark,
            Self::InvalidJson { line: 1, column: 2 },
            Self::DuplicateKey { name: text(), line: 2 },
            Self::NotAnObject,
            Self::InvalidPropertyList,
        ]
    }

    /// What is wrong and what to do, in a language.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::En => self.to_string(),
            Language::Ru => {
                russian_of_value(self).or_else(|| russian_of_source(self)).unwrap_or_else(|| self.to_string())
            }
        }
    }
}

/// The messages about keys and values.
fn russian_of_value(reason: &Reason) -> Option<String> {
    Some(match reason {
        Reason::UnknownKey { meant: Some(key) } => {
            format!("такого ключа нет; возможно, имелся в виду {key}. Проверьте написание")
        }
        Reason::UnknownKey { meant: None } => "такого ключа нет. Проверьте написание".to_owned(),
        Reason::MachineOnly => {
            "этот ключ не берётся с уровня пользователя. Задайте его для компьютера".to_owned()
        }
        Reason::WrongType { expected, found } => {
            format!("значение имеет тип {found}, а нужен {expected}. Запишите его этим типом")
        }
        Reason::OutOfRange { least, most } => {
            format!("число должно быть от {least} до {most}. Выберите число из этого диапазона")
        }
        Reason::NotAllowed { allowed } => {
            format!("допустимые значения: {}. Выберите одно из них", allowed.join(", "))
        }
        Reason::Malformed { form } => {
            format!("нужен другой вид текста: {}. Исправьте его", russian_form(*form))
        }
        Reason::InvisibleCharacters => {
            "в тексте есть переводы строк или невидимые символы. Запишите его одной строкой без них"
                .to_owned()
        }
        Reason::Credentials => {
            "в адресе есть имя пользователя или пароль. Уберите их: секретам в политике не место".to_owned()
        }
        Reason::Length { most } => format!("длина текста должна быть от 1 до {most} символов. Измените её"),
        Reason::TooManyItems { most } => format!("пунктов может быть не больше {most}. Уберите лишние"),
        Reason::Repeated => "этот пункт уже есть в списке. Уберите один из двух".to_owned(),
        Reason::NotNumbered => {
            "имя значения — не число. Назовите значения списка 1, 2, 3 и так далее".to_owned()
        }
        Reason::Pattern { detail } => {
            format!("регулярное выражение не подходит: {detail}. Исправьте его (синтаксис Rust regex)")
        }
        Reason::Object { detail } => {
            format!("объект не подходит: {detail}. Сравните его с документацией")
        }
        Reason::Needs { key } => format!("это не действует, пока не задан {key}. Задайте и его"),
        Reason::PasswordInTheClear => {
            "пароль уходил бы без шифрования. Задайте для SmtpSecurity значение tls или starttls".to_owned()
        }
        _ => return None,
    })
}

/// The messages about files, folders and what stands in them.
fn russian_of_source(reason: &Reason) -> Option<String> {
    Some(match reason {
        Reason::Unreadable { detail } => format!("не читается: {detail}. Проверьте права доступа"),
        Reason::WrongOwner { owner } => {
            format!("принадлежит пользователю с номером {owner}. Сделайте владельцем root")
        }
        Reason::WritableByOthers { mode } => {
            format!("доступно для записи не только владельцу (права {mode}). Уберите это право")
        }
        Reason::LinkedFolder => "это символическая ссылка. Поместите сюда настоящую папку".to_owned(),
        Reason::LeadsOutside => {
            "это символическая ссылка за пределы папки. Поместите сюда сам файл".to_owned()
        }
        Reason::NotAFile => "это не обычный файл. Поместите сюда файл или уберите это".to_owned(),
        Reason::NotAFolder => "это не папка. Поместите сюда папку или уберите это".to_owned(),
        Reason::TooLarge { most } => format!("размер больше {most} байт. Уменьшите его"),
        Reason::TooManyFiles { most } => {
            format!("файлов больше {most}. Соберите ключи в меньшее число файлов")
        }
        Reason::ByteOrderMark => {
            "начинается с метки порядка байтов (BOM). Сохраните файл в UTF-8 без неё".to_owned()
        }
        Reason::InvalidJson { line, column } => {
            format!("ошибка JSON в строке {line}, столбце {column}. Исправьте её")
        }
        Reason::DuplicateKey { name, line } => format!(
            "ключ {name:?} стоит в одном объекте дважды, второй раз в строке {line}. Уберите один из двух"
        ),
        Reason::NotAnObject => {
            "нужен один объект JSON. Запишите его в виде { \"Ключ\": значение }".to_owned()
        }
        Reason::InvalidPropertyList => {
            "это не пригодный список свойств. Исправьте профиль и установите его снова".to_owned()
        }
        _ => return None,
    })
}

impl Form {
    /// What a text of this form is, in a language.
    #[must_use]
    pub fn description(self, language: Language) -> String {
        match language {
            Language::En => self.to_string(),
            Language::Ru => russian_form(self).to_owned(),
        }
    }
}

fn russian_form(form: Form) -> &'static str {
    match form {
        Form::Line => "одна строка текста",
        Form::Host => "имя или адрес узла",
        Form::Target => "узел и порт, например cts.example.com:443",
        Form::Email => "почтовый адрес, например support@example.com",
        Form::HttpsAddress => "адрес, который начинается с https://",
        Form::WebAddress => "адрес, который начинается с https:// или http://",
        Form::ApiAddress => "адрес, который начинается с https://, без ? и #",
        Form::ProxyAddress => "адрес прокси, например http://proxy.example.com:3128",
        Form::BypassRule => "узел, .example.com, адрес или сеть",
        Form::Path => "абсолютный путь",
        Form::PackPlace => "абсолютный путь или адрес, который начинается с https://",
        Form::ArticleId => "имя статьи, например login/qr-login",
        Form::Name => "латинские буквы, цифры, «.», «_» и «-», не больше 64",
        Form::Version => "версия, например 1.4.2 или 1.4",
        Form::PublicKey => "открытый ключ minisign (56 символов, RW…)",
        Form::Pattern => "регулярное выражение",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_russian_words_with_the_same_data() {
        for reason in Reason::examples() {
            let (russian, english) = (reason.message(Language::Ru), reason.message(Language::En));
            assert_ne!(russian, english);
            assert!(!reason.code().is_empty());
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            if !matches!(reason, Reason::Malformed { .. } | Reason::NotNumbered) {
                assert_eq!(digits(&russian), digits(&english), "{russian}");
            }
            assert!(
                russian.chars().any(|c| ('а'..='я').contains(&c)) && !russian.ends_with('.'),
                "{russian}"
            );
        }
    }
}
