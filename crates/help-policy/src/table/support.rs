//! Keys about reaching support.

use crate::definition::{Area, Definition, Items, Kind, Reach, Shape};
use crate::form::Form;
use crate::key::Key;
use crate::options;

/// Keys about reaching support.
pub(crate) const SUPPORT: &[Definition] = &[
    Definition {
        key: Key::SupportTransports,
        area: Area::Support,
        kind: Kind::List(Items::OneOf(options::TransportKind::WORDS)),
        reach: Reach::Anyone,
        default: r#"["mailto", "file"]"#,
        example: r#"["smtp", "mailto", "file"]"#,
        english_title: "Ways by which requests leave",
        russian_title: "Способы отправки обращений",
        english: "The ways by which a request reaches support, in order: smtp, jsm, mailto, file. An \
                  empty list hides the form.",
        russian: "Способы отправки обращения в поддержку, по порядку: smtp, jsm, mailto, file. Пустой \
                  список скрывает форму.",
    },
    Definition {
        key: Key::SupportContacts,
        area: Area::Support,
        kind: Kind::Object(Shape::Contacts),
        reach: Reach::Anyone,
        default: "{}",
        example: "{\"organization\": {\"ru\": \"ООО «Пример»\", \"en\": \"Example Ltd\"}, \"phone\": \"+7 000 \
                  000-00-00\", \"hours\": {\"ru\": \"пн–пт, 9:00–18:00\", \"en\": \"Mon–Fri, 9–18\"}, \
                  \"portal\": \"https://support.example.com\"}",
        english_title: "How to reach support",
        russian_title: "Контакты поддержки",
        english: "How to reach support without the form: organization, phone, hours, portal and \
                  knowledgeBase (addresses). Shown on the home page, with the forms and where there is none. \
                  Texts may be given for each language as {\"ru\": …, \"en\": …}.",
        russian: "Как связаться с поддержкой без формы: organization, phone, hours, portal и \
                  knowledgeBase (адреса). Показывается на главной странице, рядом с формами и там, где форм \
                  нет. Тексты можно задать для каждого языка: {\"ru\": …, \"en\": …}.",
    },
    Definition {
        key: Key::SupportEmailTo,
        area: Area::Support,
        kind: Kind::Text(Form::Email),
        reach: Reach::Anyone,
        default: "null",
        example: r#""support@example.com""#,
        english_title: "Mail address of support",
        russian_title: "Почтовый адрес поддержки",
        english: "The mail address of support. Requests by smtp and mailto go there.",
        russian: "Почтовый адрес поддержки. Туда уходят обращения способами smtp и mailto.",
    },
    Definition {
        key: Key::SupportEmailFrom,
        area: Area::Support,
        example: r#""help@example.com""#,
        english_title: "Sender of requests",
        russian_title: "Отправитель обращений",
        kind: Kind::Text(Form::Email),
        reach: Reach::MachineOnly,
        default: "null",
        english: "The mail address that requests by smtp come from; answers go to the person's own \
                  address if they gave one. Without it mail comes from the person's own address.",
        russian: "Почтовый адрес, с которого уходят обращения способом smtp; ответ придёт на адрес \
                  человека, если он его указал. Если не задан, письмо уходит с адреса самого человека.",
    },
    Definition {
        key: Key::SupportExportDir,
        area: Area::Support,
        kind: Kind::Text(Form::Path),
        reach: Reach::Anyone,
        default: "null",
        example: r#""/srv/requests""#,
        english_title: "Folder for requests as files",
        russian_title: "Папка для обращений в файлах",
        english: "The folder offered for requests saved as a file.",
        russian: "Папка, предлагаемая для обращений, сохраняемых в файл.",
    },
    Definition {
        key: Key::SupportFileFormat,
        area: Area::Support,
        kind: Kind::Choice(options::SupportFileFormat::WORDS),
        reach: Reach::Anyone,
        default: r#""zip""#,
        example: r#""eml""#,
        english_title: "Form of requests as files",
        russian_title: "Вид обращений в файлах",
        english: "What a request saved as a file is: zip — an archive with request.json, request.txt and \
                  the files, eml — a mail with the files, which mail programs open.",
        russian: "В каком виде сохраняется обращение: zip — архив с request.json, request.txt и файлами, \
                  eml — письмо с вложениями, которое открывают почтовые программы.",
    },
    Definition {
        key: Key::SmtpHost,
        area: Area::Mail,
        kind: Kind::Text(Form::Host),
        reach: Reach::MachineOnly,
        default: "null",
        example: r#""mail.example.com""#,
        english_title: "Mail server",
        russian_title: "Почтовый сервер",
        english: "The mail server for the way smtp.",
        russian: "Почтовый сервер для способа smtp.",
    },
    Definition {
        key: Key::SmtpPort,
        area: Area::Mail,
        kind: Kind::Integer { least: 1, most: 65_535 },
        reach: Reach::MachineOnly,
        default: "null",
        example: "587",
        english_title: "Port of the mail server",
        russian_title: "Порт почтового сервера",
        english: "The port of the mail server. Without it the usual one for SmtpSecurity: 465 for tls, \
                  587 for starttls, 25 for none.",
        russian: "Порт почтового сервера. Если не задан — обычный для SmtpSecurity: 465 для tls, 587 для \
                  starttls, 25 для none.",
    },
    Definition {
        key: Key::SmtpSecurity,
        area: Area::Mail,
        kind: Kind::Choice(options::SmtpSecurity::WORDS),
        reach: Reach::MachineOnly,
        default: r#""starttls""#,
        example: r#""starttls""#,
        english_title: "Protection of the connection to the mail server",
        russian_title: "Защита соединения с почтовым сервером",
        english: "Protection of the connection to the mail server: tls, starttls or none. The program \
                  never falls back to a weaker one.",
        russian: "Защита соединения с почтовым сервером: tls, starttls или none. Программа никогда не \
                  переходит на более слабую.",
    },
    Definition {
        key: Key::SmtpAuth,
        area: Area::Mail,
        kind: Kind::Choice(options::SmtpAuth::WORDS),
        reach: Reach::MachineOnly,
        default: r#""none""#,
        example: r#""none""#,
        english_title: "Signing in to the mail server",
        russian_title: "Вход на почтовый сервер",
        english: "Signing in to the mail server: none — not at all, keyring — with a name and password \
                  from the system's keyring. No secret stands in policy.",
        russian: "Вход на почтовый сервер: none — без входа, keyring — имя и пароль из системного \
                  хранилища ключей. Секреты в политике не хранятся.",
    },
    Definition {
        key: Key::JsmBaseUrl,
        area: Area::Jira,
        kind: Kind::Text(Form::ApiAddress),
        reach: Reach::MachineOnly,
        default: "null",
        example: r#""https://jira.example.com""#,
        english_title: "Address of Jira Service Management",
        russian_title: "Адрес Jira Service Management",
        english: "The address of Jira Service Management, for example https://jira.example.com. Only \
                  https.",
        russian: "Адрес Jira Service Management, например https://jira.example.com. Только https.",
    },
    Definition {
        key: Key::JsmServiceDeskId,
        area: Area::Jira,
        kind: Kind::Text(Form::Name),
        reach: Reach::MachineOnly,
        default: "null",
        example: r#""4""#,
        english_title: "Service desk in Jira",
        russian_title: "Служба поддержки в Jira",
        english: "The number or key of the service desk in Jira.",
        russian: "Номер или ключ службы поддержки (service desk) в Jira.",
    },
    Definition {
        key: Key::JsmRequestTypes,
        area: Area::Jira,
        kind: Kind::Object(Shape::RequestTypes),
        reach: Reach::MachineOnly,
        default: "{}",
        example: r#"{"problem": "25", "feature": "26"}"#,
        english_title: "Request types in Jira",
        russian_title: "Типы запросов в Jira",
        english: "Numbers of the request types in Jira: problem and feature.",
        russian: "Номера типов запросов в Jira: problem (проблема) и feature (предложение).",
    },
    Definition {
        key: Key::RequestFields,
        area: Area::Support,
        kind: Kind::Object(Shape::RequestFields),
        reach: Reach::Anyone,
        default: "{}",
        example: "{\"hide\": [\"where\"], \"require\": [\"email\"], \"add\": [{\"id\": \"asset-tag\", \"kind\": \
                  \"line\", \"label\": {\"ru\": \"Номер ПК\", \"en\": \"PC number\"}, \"required\": true}], \
                  \"limits\": {\"files\": 5}}",
        english_title: "Changes to the request forms",
        russian_title: "Изменения форм обращений",
        english: "Changes to the forms: hide and require (ids of fields), add (fields of your own), \
                  limits on attachments (files, fileBytes, totalBytes).",
        russian: "Изменения форм: hide и require (имена полей), add (собственные поля), limits — \
                  ограничения вложений (files, fileBytes, totalBytes).",
    },
    Definition {
        key: Key::AttachDiagnostics,
        area: Area::Support,
        kind: Kind::Choice(options::AttachDiagnostics::WORDS),
        reach: Reach::Anyone,
        default: r#""ask""#,
        example: r#""ask""#,
        english_title: "Technical information in requests",
        russian_title: "Техническая информация в обращениях",
        english: "Technical information in a request: never — not offered, ask — the user decides, \
                  always — there from the start. The user sees and can remove every line.",
        russian: "Техническая информация в обращении: never — не предлагается, ask — решает \
                  пользователь, always — добавлена сразу. Пользователь видит каждую строку и может её \
                  убрать.",
    },
    Definition {
        key: Key::AllowScreenshots,
        area: Area::Support,
        kind: Kind::Bool,
        reach: Reach::Anyone,
        default: "true",
        example: "false",
        english_title: "Pictures in requests",
        russian_title: "Изображения в обращениях",
        english: "Pictures may be attached to a request.",
        russian: "К обращению можно прикладывать изображения.",
    },
    Definition {
        key: Key::RedactPatterns,
        area: Area::Diagnostics,
        kind: Kind::List(Items::Of(Form::Pattern)),
        reach: Reach::Anyone,
        default: "[]",
        example: r#"["PC-[0-9]{6}"]"#,
        english_title: "What is masked in technical information",
        russian_title: "Что скрывать в технической информации",
        english: "Regular expressions (Rust regex syntax); what they match is masked in technical \
                  information and in the log. The log follows a change at the next start.",
        russian: "Регулярные выражения (синтаксис Rust regex); совпадения скрываются в технической \
                  информации и в журнале. Журнал учитывает изменение после перезапуска.",
    },
    Definition {
        key: Key::DiagnosticTargets,
        area: Area::Diagnostics,
        kind: Kind::List(Items::Of(Form::Target)),
        reach: Reach::Anyone,
        default: "[]",
        example: r#"["cts.example.com:443"]"#,
        english_title: "Servers that the network check tries",
        russian_title: "Серверы для диагностики сети",
        english: "Servers that the network check tries, as host:port, for example cts.example.com:443.",
        russian: "Серверы, которые проверяет диагностика сети, в виде имя:порт, например \
                  cts.example.com:443.",
    },
];
