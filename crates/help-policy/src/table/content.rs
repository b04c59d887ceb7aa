//! Keys about the network as a whole, updates and content.

use crate::definition::{Definition, Items, Kind, Reach};
use crate::form::Form;
use crate::key::Key;
use crate::options;

/// Keys about the network as a whole, updates and content.
pub(crate) const CONTENT: &[Definition] = &[
    Definition {
        key: Key::OfflineOnly,
        kind: Kind::Bool,
        reach: Reach::MachineOnly,
        default: "false",
        english: "The program opens no network connection at all (IPv4 and IPv6). Requests to support \
                  leave only through the mail program or as a file.",
        russian: "Программа не открывает сетевых соединений (IPv4 и IPv6). Обращения в поддержку уходят \
                  только через почтовую программу или файлом.",
    },
    Definition {
        key: Key::UpdateMode,
        kind: Kind::Choice(options::UpdateMode::WORDS),
        reach: Reach::MachineOnly,
        default: r#""off""#,
        english: "What the updater does: off — nothing, notify — says that there is a newer version, \
                  auto — installs it.",
        russian: "Что делает обновление: off — ничего, notify — сообщает о новой версии, auto — \
                  устанавливает её.",
    },
    Definition {
        key: Key::UpdateEndpoints,
        kind: Kind::List(Items::Of(Form::HttpsAddress)),
        reach: Reach::MachineOnly,
        default: "[]",
        english: "Addresses asked for a newer version, in this order. Only https.",
        russian: "Адреса, по которым проверяется новая версия, по порядку. Только https.",
    },
    Definition {
        key: Key::UpdateChannel,
        kind: Kind::Text(Form::Name),
        reach: Reach::MachineOnly,
        default: r#""stable""#,
        english: "The channel whose versions are offered, for example stable.",
        russian: "Канал, версии которого предлагаются, например stable.",
    },
    Definition {
        key: Key::UpdatePin,
        kind: Kind::Text(Form::Version),
        reach: Reach::MachineOnly,
        default: "null",
        english: "The version to stay with: a whole one (1.4.2) or its beginning (1.4).",
        russian: "Версия, на которой нужно остаться: полностью (1.4.2) или начало (1.4).",
    },
    Definition {
        key: Key::ContentPacks,
        kind: Kind::List(Items::Of(Form::PackPlace)),
        reach: Reach::MachineOnly,
        default: "[]",
        english: "Packs of articles used beside the built-in one: files, folders, shares or https \
                  addresses. Later ones come before earlier ones.",
        russian: "Пакеты статей в дополнение к встроенному: файлы, папки, сетевые ресурсы или адреса \
                  https. Последующие важнее предыдущих.",
    },
    Definition {
        key: Key::ContentTrustedKeys,
        kind: Kind::List(Items::Of(Form::PublicKey)),
        reach: Reach::MachineOnly,
        default: "[]",
        english: "Public minisign keys by which packs are accepted, beside the one of the vendor.",
        russian: "Открытые ключи minisign, по которым принимаются пакеты, кроме ключа разработчика.",
    },
    Definition {
        key: Key::RequireSignedPacks,
        kind: Kind::Bool,
        reach: Reach::MachineOnly,
        default: "true",
        english: "Packs without a valid signature are refused.",
        russian: "Пакеты без действительной подписи не принимаются.",
    },
];
