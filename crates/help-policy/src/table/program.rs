//! Keys about the proxy, trust and the program itself.

use crate::definition::{Definition, Items, Kind, Reach};
use crate::form::Form;
use crate::key::Key;
use crate::options;

/// Keys about the proxy, trust and the program itself.
pub(crate) const PROGRAM: &[Definition] = &[
    Definition {
        key: Key::ProxyMode,
        kind: Kind::Choice(options::ProxyMode::WORDS),
        reach: Reach::Anyone,
        default: r#""system""#,
        english: "The proxy for connections: system — as the system says, direct — none, manual — the \
                  one of ProxyUrl.",
        russian: "Прокси для соединений: system — как в системе, direct — без прокси, manual — заданный \
                  в ProxyUrl.",
    },
    Definition {
        key: Key::ProxyUrl,
        kind: Kind::Text(Form::ProxyAddress),
        reach: Reach::Anyone,
        default: "null",
        english: "The address of the proxy, for example http://proxy.example.com:3128. No name or \
                  password.",
        russian: "Адрес прокси, например http://proxy.example.com:3128. Без имени и пароля.",
    },
    Definition {
        key: Key::ProxyBypass,
        kind: Kind::List(Items::Of(Form::BypassRule)),
        reach: Reach::Anyone,
        default: "[]",
        english: "Hosts reached without the proxy: names, .example.com for all below it, addresses, \
                  networks such as 10.0.0.0/8.",
        russian: "Узлы, к которым программа обращается без прокси: имена, .example.com для всех \
                  поддоменов, адреса, сети вида 10.0.0.0/8.",
    },
    Definition {
        key: Key::ExtraCaFile,
        kind: Kind::Text(Form::Path),
        reach: Reach::MachineOnly,
        default: "null",
        english: "A PEM file with certificates of authorities that are trusted beside those of the \
                  system.",
        russian: "Файл PEM с сертификатами удостоверяющих центров, которым программа доверяет помимо \
                  системных.",
    },
    Definition {
        key: Key::ExternalLinks,
        kind: Kind::Choice(options::ExternalLinks::WORDS),
        reach: Reach::Anyone,
        default: r#""confirm""#,
        english: "Links to the outside: open — open at once, confirm — after a question, block — do not \
                  open.",
        russian: "Внешние ссылки: open — открываются сразу, confirm — после вопроса, block — не \
                  открываются.",
    },
    Definition {
        key: Key::Language,
        kind: Kind::Choice(options::Language::WORDS),
        reach: Reach::Anyone,
        default: "null",
        english: "The language of the program and the articles: ru or en. Without it the system's.",
        russian: "Язык программы и статей: ru или en. Если не задан — как в системе.",
    },
    Definition {
        key: Key::Theme,
        kind: Kind::Choice(options::Theme::WORDS),
        reach: Reach::Anyone,
        default: r#""system""#,
        english: "Colours: system, light or dark.",
        russian: "Оформление: system — как в системе, light — светлое, dark — тёмное.",
    },
    Definition {
        key: Key::StartArticle,
        kind: Kind::Text(Form::ArticleId),
        reach: Reach::Anyone,
        default: "null",
        english: "The article shown at the start instead of the home page, for example login/qr-login.",
        russian: "Статья, которая открывается при запуске вместо главной страницы, например \
                  login/qr-login.",
    },
    Definition {
        key: Key::Audience,
        kind: Kind::Choice(options::Audience::WORDS),
        reach: Reach::Anyone,
        default: r#""user""#,
        english: "For whom articles are shown first: user, admin or support.",
        russian: "Для кого статьи показываются в первую очередь: user — сотрудник, admin — \
                  администратор, support — поддержка.",
    },
    Definition {
        key: Key::Platform,
        kind: Kind::Choice(options::Platform::WORDS),
        reach: Reach::Anyone,
        default: "null",
        english: "The platform whose instructions come first: web, desktop, ios, android, admin-panel or \
                  server.",
        russian: "Платформа, инструкции для которой показываются первыми: web, desktop, ios, android, \
                  admin-panel или server.",
    },
    Definition {
        key: Key::Autostart,
        kind: Kind::Bool,
        reach: Reach::Anyone,
        default: "false",
        english: "The program starts when the user signs in to the system.",
        russian: "Программа запускается при входе пользователя в систему.",
    },
    Definition {
        key: Key::HardwareAcceleration,
        kind: Kind::Choice(options::HardwareAcceleration::WORDS),
        reach: Reach::Anyone,
        default: r#""auto""#,
        english: "Drawing with the graphics card: auto — as the system can, off — without it, against \
                  blank windows.",
        russian: "Отрисовка видеокартой: auto — по возможностям системы, off — без неё, если окно \
                  остаётся пустым.",
    },
    Definition {
        key: Key::LogLevel,
        kind: Kind::Choice(options::LogLevel::WORDS),
        reach: Reach::Anyone,
        default: r#""info""#,
        english: "How much is written to the log: error, warn, info, debug or trace.",
        russian: "Подробность журнала: error, warn, info, debug или trace.",
    },
    Definition {
        key: Key::DisableDevTools,
        kind: Kind::Bool,
        reach: Reach::Anyone,
        default: "false",
        english: "The developer tools of the web view cannot be opened.",
        russian: "Инструменты разработчика в окне программы нельзя открыть.",
    },
    Definition {
        key: Key::HidePolicyPage,
        kind: Kind::Bool,
        reach: Reach::Anyone,
        default: "false",
        english: "The page with the policy in force is not shown to users.",
        russian: "Страница с действующей политикой не показывается пользователям.",
    },
];
