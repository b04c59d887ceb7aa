//! Keys about the proxy, trust and the program itself.

use crate::definition::{Area, Definition, Items, Kind, Reach};
use crate::form::Form;
use crate::key::Key;
use crate::options;

/// Keys about the proxy, trust and the program itself.
pub(crate) const PROGRAM: &[Definition] = &[
    Definition {
        key: Key::ProxyMode,
        area: Area::Network,
        kind: Kind::Choice(options::ProxyMode::WORDS),
        reach: Reach::Anyone,
        default: r#""system""#,
        example: r#""manual""#,
        english_title: "Where the proxy comes from",
        russian_title: "Режим прокси",
        english: "The proxy for connections: system — as the system says, direct — none, manual — the \
                  one of ProxyUrl.",
        russian: "Прокси для соединений: system — как в системе, direct — без прокси, manual — заданный \
                  в ProxyUrl.",
    },
    Definition {
        key: Key::ProxyUrl,
        area: Area::Network,
        kind: Kind::Text(Form::ProxyAddress),
        reach: Reach::Anyone,
        default: "null",
        example: r#""http://proxy.example.com:3128""#,
        english_title: "Address of the proxy",
        russian_title: "Адрес прокси",
        english: "The address of the proxy, for example http://proxy.example.com:3128. No name or \
                  password.",
        russian: "Адрес прокси, например http://proxy.example.com:3128. Без имени и пароля.",
    },
    Definition {
        key: Key::ProxyBypass,
        area: Area::Network,
        kind: Kind::List(Items::Of(Form::BypassRule)),
        reach: Reach::Anyone,
        default: "[]",
        example: r#"[".example.com", "10.0.0.0/8"]"#,
        english_title: "Hosts reached without the proxy",
        russian_title: "Узлы без прокси",
        english: "Hosts reached without the proxy: names, .example.com for all below it, addresses, \
                  networks such as 10.0.0.0/8.",
        russian: "Узлы, к которым программа обращается без прокси: имена, .example.com для всех \
                  поддоменов, адреса, сети вида 10.0.0.0/8.",
    },
    Definition {
        key: Key::ExtraCaFile,
        area: Area::Network,
        kind: Kind::Text(Form::Path),
        reach: Reach::MachineOnly,
        default: "null",
        example: r#""/etc/express-help/ca.pem""#,
        english_title: "Further trusted certificates",
        russian_title: "Дополнительные доверенные сертификаты",
        english: "A PEM file with certificates of authorities that are trusted beside those of the \
                  system.",
        russian: "Файл PEM с сертификатами удостоверяющих центров, которым программа доверяет помимо \
                  системных.",
    },
    Definition {
        key: Key::ExternalLinks,
        area: Area::Program,
        kind: Kind::Choice(options::ExternalLinks::WORDS),
        reach: Reach::Anyone,
        default: r#""confirm""#,
        example: r#""block""#,
        english_title: "Links to the outside",
        russian_title: "Внешние ссылки",
        english: "Links to the outside: open — open at once, confirm — after a question, block — do not \
                  open. The mail program still opens with a request to support.",
        russian: "Внешние ссылки: open — открываются сразу, confirm — после вопроса, block — не \
                  открываются. Почтовая программа с обращением в поддержку открывается и тогда.",
    },
    Definition {
        key: Key::Language,
        area: Area::Reading,
        kind: Kind::Choice(options::Language::WORDS),
        reach: Reach::Anyone,
        default: "null",
        example: r#""ru""#,
        english_title: "Language",
        russian_title: "Язык",
        english: "The language of the program and the articles: ru or en. Without it the system's.",
        russian: "Язык программы и статей: ru или en. Если не задан — как в системе.",
    },
    Definition {
        key: Key::Theme,
        area: Area::Reading,
        kind: Kind::Choice(options::Theme::WORDS),
        reach: Reach::Anyone,
        default: r#""system""#,
        example: r#""light""#,
        english_title: "Colours",
        russian_title: "Оформление",
        english: "Colours: system, light or dark.",
        russian: "Оформление: system — как в системе, light — светлое, dark — тёмное.",
    },
    Definition {
        key: Key::StartArticle,
        area: Area::Reading,
        kind: Kind::Text(Form::ArticleId),
        reach: Reach::Anyone,
        default: "null",
        example: r#""login/qr-login""#,
        english_title: "Article shown at the start",
        russian_title: "Статья при запуске",
        english: "The article shown at the start instead of the home page, for example login/qr-login.",
        russian: "Статья, которая открывается при запуске вместо главной страницы, например \
                  login/qr-login.",
    },
    Definition {
        key: Key::Audience,
        area: Area::Reading,
        kind: Kind::Choice(options::Audience::WORDS),
        reach: Reach::Anyone,
        default: r#""user""#,
        example: r#""user""#,
        english_title: "Who reads",
        russian_title: "Кто читает",
        english: "For whom articles are shown first: user, admin or support.",
        russian: "Для кого статьи показываются в первую очередь: user — сотрудник, admin — \
                  администратор, support — поддержка.",
    },
    Definition {
        key: Key::Platform,
        area: Area::Reading,
        kind: Kind::Choice(options::Platform::WORDS),
        reach: Reach::Anyone,
        default: "null",
        example: r#""desktop""#,
        english_title: "Platform of the reader",
        russian_title: "Платформа пользователя",
        english: "The platform whose instructions come first: web, desktop, ios, android, admin-panel or \
                  server.",
        russian: "Платформа, инструкции для которой показываются первыми: web, desktop, ios, android, \
                  admin-panel или server.",
    },
    Definition {
        key: Key::Autostart,
        area: Area::Program,
        kind: Kind::Bool,
        reach: Reach::Anyone,
        default: "false",
        example: "true",
        english_title: "Start with the system",
        russian_title: "Запуск при входе в систему",
        english: "The program starts when the user signs in to the system. It makes the user's entry for that \
                  itself, so it has to be opened once before; false removes only such an entry.",
        russian: "Программа запускается при входе пользователя в систему. Запись автозапуска для пользователя она \
                  создаёт сама, поэтому один раз её нужно открыть; false удаляет только такую запись.",
    },
    Definition {
        key: Key::HardwareAcceleration,
        area: Area::Program,
        kind: Kind::Choice(options::HardwareAcceleration::WORDS),
        reach: Reach::Anyone,
        default: r#""auto""#,
        example: r#""off""#,
        english_title: "Drawing with the graphics card",
        russian_title: "Отрисовка видеокартой",
        english: "Drawing with the graphics card: auto — as the system can, off — without it, against \
                  blank windows. On Linux and Windows; no effect on macOS.",
        russian: "Отрисовка видеокартой: auto — по возможностям системы, off — без неё, если окно \
                  остаётся пустым. Действует в Linux и Windows, в macOS — нет.",
    },
    Definition {
        key: Key::LogLevel,
        area: Area::Program,
        kind: Kind::Choice(options::LogLevel::WORDS),
        reach: Reach::Anyone,
        default: r#""info""#,
        example: r#""warn""#,
        english_title: "How much is logged",
        russian_title: "Подробность журнала",
        english: "How much is written to the log: error, warn, info, debug or trace.",
        russian: "Подробность журнала: error, warn, info, debug или trace.",
    },
    Definition {
        key: Key::DisableDevTools,
        area: Area::Program,
        kind: Kind::Bool,
        reach: Reach::Anyone,
        default: "false",
        example: "true",
        english_title: "No developer tools",
        russian_title: "Без инструментов разработчика",
        english: "The developer tools of the web view cannot be opened. Released programs have none in \
                  any case; true shuts them in builds made for development too.",
        russian: "Инструменты разработчика в окне программы нельзя открыть. В выпущенной программе их нет \
                  и так; true закрывает их и в сборках для разработки.",
    },
    Definition {
        key: Key::HidePolicyPage,
        area: Area::Program,
        kind: Kind::Bool,
        reach: Reach::Anyone,
        default: "false",
        example: "true",
        english_title: "Hide the page with the policy",
        russian_title: "Скрыть страницу с политикой",
        english: "The page with the policy in force is not shown to users.",
        russian: "Страница с действующей политикой не показывается пользователям.",
    },
];
