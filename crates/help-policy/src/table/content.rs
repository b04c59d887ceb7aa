//! Keys about the network as a whole, updates and content.

use crate::definition::{Area, Definition, Items, Kind, Reach};
use crate::form::Form;
use crate::key::Key;
use crate::options;

/// Keys about the network as a whole, updates and content.
pub(crate) const CONTENT: &[Definition] = &[
    Definition {
        key: Key::OfflineOnly,
        area: Area::Network,
        kind: Kind::Bool,
        reach: Reach::MachineOnly,
        default: "false",
        example: "true",
        english_title: "No network connections",
        russian_title: "Без сетевых соединений",
        english: "The program opens no network connection at all (IPv4 and IPv6). Requests to support \
                  leave only through the mail program or as a file.",
        russian: "Программа не открывает сетевых соединений (IPv4 и IPv6). Обращения в поддержку уходят \
                  только через почтовую программу или файлом.",
    },
    Definition {
        key: Key::UpdateMode,
        area: Area::Updates,
        kind: Kind::Choice(options::UpdateMode::WORDS),
        reach: Reach::MachineOnly,
        default: r#""off""#,
        example: r#""notify""#,
        english_title: "What the updater does",
        russian_title: "Режим обновления",
        english: "What the updater does: off — nothing, notify — says that there is a newer version, \
                  auto — installs it.",
        russian: "Что делает обновление: off — ничего, notify — сообщает о новой версии, auto — \
                  устанавливает её.",
    },
    Definition {
        key: Key::UpdateEndpoints,
        area: Area::Updates,
        kind: Kind::List(Items::Of(Form::HttpsAddress)),
        reach: Reach::MachineOnly,
        default: "[]",
        example: r#"["https://updates.example.com/express-help"]"#,
        english_title: "Where updates come from",
        russian_title: "Адреса обновлений",
        english: "Addresses asked for a newer version, in this order. Only https.",
        russian: "Адреса, по которым проверяется новая версия, по порядку. Только https.",
    },
    Definition {
        key: Key::UpdateChannel,
        area: Area::Updates,
        kind: Kind::Text(Form::Name),
        reach: Reach::MachineOnly,
        default: r#""stable""#,
        example: r#""stable""#,
        english_title: "Update channel",
        russian_title: "Канал обновлений",
        english: "The channel whose versions are offered, for example stable.",
        russian: "Канал, версии которого предлагаются, например stable.",
    },
    Definition {
        key: Key::UpdatePin,
        area: Area::Updates,
        kind: Kind::Text(Form::Version),
        reach: Reach::MachineOnly,
        default: "null",
        example: r#""1.4""#,
        english_title: "Stay with a version",
        russian_title: "Закреплённая версия",
        english: "The version to stay with: a whole one (1.4.2) or its beginning (1.4).",
        russian: "Версия, на которой нужно остаться: полностью (1.4.2) или начало (1.4).",
    },
    Definition {
        key: Key::ContentPacks,
        area: Area::Content,
        kind: Kind::List(Items::Of(Form::PackPlace)),
        reach: Reach::MachineOnly,
        default: "[]",
        example: r#"["https://help.example.com/handbook.helppack"]"#,
        english_title: "Packs of articles",
        russian_title: "Пакеты статей",
        english: "Packs of articles used beside the built-in one: files, folders, shares or https \
                  addresses. Later ones come before earlier ones.",
        russian: "Пакеты статей в дополнение к встроенному: файлы, папки, сетевые ресурсы или адреса \
                  https. Последующие важнее предыдущих.",
    },
    Definition {
        key: Key::ContentTrustedKeys,
        area: Area::Content,
        kind: Kind::List(Items::Of(Form::PublicKey)),
        reach: Reach::MachineOnly,
        default: "[]",
        example: r#"["RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"]"#,
        english_title: "Keys that packs are signed with",
        russian_title: "Ключи подписи пакетов",
        english: "Public minisign keys by which packs are accepted, beside the one of the vendor.",
        russian: "Открытые ключи minisign, по которым принимаются пакеты, кроме ключа разработчика.",
    },
    Definition {
        key: Key::RequireSignedPacks,
        area: Area::Content,
        kind: Kind::Bool,
        reach: Reach::MachineOnly,
        default: "true",
        example: "true",
        english_title: "Only signed packs",
        russian_title: "Только подписанные пакеты",
        english: "Packs without a valid signature are refused.",
        russian: "Пакеты без действительной подписи не принимаются.",
    },
];
