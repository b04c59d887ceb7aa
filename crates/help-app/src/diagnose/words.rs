//! What facts and checks are called, and what came of them, in plain words.

use help_content::Language;
use help_diagnostics::facts::FactGroup;
use help_diagnostics::network::{SkipReason, StepKind, Verdict};

use crate::words::pick;

/// What was tried.
pub(super) fn kind(kind: StepKind, language: Language) -> &'static str {
    let (ru, en) = match kind {
        StepKind::Interfaces => ("Подключения", "Connections"),
        StepKind::Vpn => ("VPN", "VPN"),
        StepKind::Proxy => ("Прокси", "Proxy"),
        StepKind::ExtraAuthorities => ("Сертификаты организации", "The organisation's certificates"),
        StepKind::Dns => ("Адрес сервера", "Address of the server"),
        StepKind::Tcp => ("Соединение", "Connection"),
        StepKind::Tls => ("Шифрование", "Encryption"),
        StepKind::Http => ("Ответ сервера", "Answer of the server"),
        StepKind::Clock => ("Часы", "Clock"),
        StepKind::Portal => ("Страница входа в сеть", "Sign-in page of the network"),
    };
    pick(ru, en, language)
}

/// What came of it, in one sentence.
pub(super) fn verdict(verdict: Verdict, language: Language) -> &'static str {
    let (ru, en) = match verdict {
        Verdict::Fine => ("в порядке", "fine"),
        Verdict::Unknown => ("узнать не удалось", "could not be found out"),
        Verdict::NoConnection => {
            ("компьютер не подключён к сети", "the computer is not connected to a network")
        }
        Verdict::NoAddress => {
            ("сеть есть, но адрес не получен", "there is a network, but it gave no address")
        }
        Verdict::VpnLikely => ("похоже, включён VPN", "a VPN is probably on"),
        Verdict::ProxyConfigured => ("в системе настроен прокси", "the system has a proxy"),
        Verdict::ProxyNeeded => (
            "напрямую сервер недоступен: нужен прокси",
            "the server is not reached directly: a proxy is needed",
        ),
        Verdict::ProxyPassword => ("прокси требует имя и пароль", "the proxy asks for a name and a password"),
        Verdict::ExtraAuthoritiesUnreadable => (
            "файл сертификатов организации не удалось прочитать",
            "the organisation's certificate file cannot be read",
        ),
        Verdict::DnsNotFound => ("такого имени нет", "there is no such name"),
        Verdict::DnsNoAnswer => ("сервер имён не отвечает", "the name server does not answer"),
        Verdict::DnsFailed => ("узнать адрес не удалось", "the address could not be found out"),
        Verdict::TcpRefused => ("сервер не принимает соединений", "the server accepts no connections"),
        Verdict::TcpReset => ("соединение обрывается", "the connection is cut"),
        Verdict::TcpUnreachable => ("до сервера нет пути", "there is no way to the server"),
        Verdict::TcpNoAnswer => (
            "сервер не отвечает: возможно, мешает межсетевой экран",
            "no answer: a firewall may be in the way",
        ),
        Verdict::TcpFailed => ("соединиться не удалось", "the connection failed"),
        Verdict::TlsUnknownIssuer => (
            "сертификат выдан тем, кому система не доверяет",
            "the certificate comes from nobody the system trusts",
        ),
        Verdict::TlsIntercepted => (
            "соединение просматривает программа или прокси",
            "a program or a proxy looks into the connection",
        ),
        Verdict::TlsExpired => ("срок сертификата истёк", "the certificate has expired"),
        Verdict::TlsNotYetValid => ("сертификат ещё не действует", "the certificate is not valid yet"),
        Verdict::TlsWrongName => {
            ("сертификат выдан другому серверу", "the certificate is for another server")
        }
        Verdict::TlsRevoked => ("сертификат отозван", "the certificate has been revoked"),
        Verdict::TlsInvalidCertificate => ("сертификат неверен", "the certificate is not valid"),
        Verdict::TlsNotSpoken => ("сервер не шифрует соединения", "the server does not encrypt"),
        Verdict::TlsIncompatible => ("нет общего способа шифрования", "there is no common way to encrypt"),
        Verdict::TlsRefused => ("сервер отказался шифровать", "the server refused to encrypt"),
        Verdict::TlsConnectionLost => ("соединение оборвалось", "the connection was lost"),
        Verdict::TlsNoAnswer | Verdict::HttpNoAnswer => ("сервер замолчал", "the server went silent"),
        Verdict::HttpNotSpoken => ("сервер отвечает не по HTTP", "the server does not speak HTTP"),
        Verdict::HttpConnectionLost => ("ответ оборвался", "the answer was cut"),
        Verdict::HttpServerError => {
            ("сервер сообщает о своей ошибке", "the server reports an error of its own")
        }
        Verdict::ClockWrong => ("часы компьютера идут неверно", "the computer's clock is wrong"),
        Verdict::CaptivePortal => (
            "сеть просит сначала войти: откройте браузер",
            "the network wants you to sign in: open a browser",
        ),
    };
    pick(ru, en, language)
}

/// Why a step was not tried.
pub(super) fn skipped(because: SkipReason, language: Language) -> &'static str {
    let (ru, en) = match because {
        SkipReason::Offline => ("не проверялось: сеть запрещена", "not tried: the network is forbidden"),
        SkipReason::EarlierStepFailed => {
            ("не проверялось: не удался шаг перед этим", "not tried: the step before it failed")
        }
        SkipReason::TargetIsAddress => ("не нужен: адрес уже известен", "not needed: the address is known"),
        SkipReason::NotSpoken => ("не используется этим сервером", "not used by this server"),
        SkipReason::NoDate => ("сервер не сообщил время", "the server did not tell the time"),
    };
    pick(ru, en, language)
}

/// The title over the lines about the network of this machine.
pub(super) fn network(language: Language) -> &'static str {
    pick("Сеть этого компьютера", "Network of this computer", language)
}

/// The title over the facts of a group.
pub(super) fn group(group: FactGroup, language: Language) -> &'static str {
    let (ru, en) = match group {
        FactGroup::Program => ("Программа", "Program"),
        FactGroup::System => ("Система", "System"),
        FactGroup::Desktop => ("Рабочий стол", "Desktop"),
        FactGroup::Storage => ("Диск", "Disk"),
        FactGroup::Policy => ("Политики организации", "Policies of the organisation"),
        FactGroup::Log => ("Журнал программы", "Log of the program"),
    };
    pick(ru, en, language)
}

/// What a fact is about; empty for a line of the log.
pub(super) fn fact(id: &str, language: Language) -> String {
    let (ru, en) = match id {
        "program-version" => ("Версия программы", "Version of the program"),
        "corpus-version" => ("Статьи", "Articles"),
        "web-view-version" => ("Версия веб-движка", "Version of the web view"),
        "system-name" => ("Система", "System"),
        "system-version" => ("Версия системы", "Version of the system"),
        "kernel-version" => ("Ядро", "Kernel"),
        "processor-architecture" => ("Архитектура", "Architecture"),
        "processor" => ("Процессор", "Processor"),
        "processor-threads" => ("Потоков процессора", "Threads of the processor"),
        "memory-total" => ("Память", "Memory"),
        "memory-available" => ("Свободно памяти", "Free memory"),
        "desktop-name" => ("Рабочий стол", "Desktop"),
        "session-type" => ("Вид сеанса", "Kind of session"),
        "locale" => ("Язык системы", "Language of the system"),
        "time-zone" => ("Часовой пояс", "Time zone"),
        "utc-offset" => ("Разница с UTC", "Difference from UTC"),
        "disk-total" => ("Размер диска", "Size of the disk"),
        "disk-available" => ("Свободно на диске", "Free on the disk"),
        _ if id.starts_with("policy-") => ("Политика", "Policy"),
        _ if id.starts_with("log-") => ("", ""),
        _ => match id.strip_prefix("screen-") {
            Some(number) => return format!("{} {number}", pick("Экран", "Screen", language)),
            None => return id.to_owned(),
        },
    };
    pick(ru, en, language).to_owned()
}
