//! What a step found, in words.

use help_content::Language;
use help_diagnostics::network::{
    CertificateSummary, Evidence, Interface, InterfaceKind, InterfaceState, Link, ProxyCredentials,
    ProxyMode, ProxySource, SystemProxy, TrustedBy, Vpn,
};

use crate::words::pick;

/// The most interfaces, tunnels or addresses that are named.
const MOST: usize = 8;

pub(super) fn words(evidence: &Evidence, language: Language) -> String {
    let say = |ru, en| pick(ru, en, language);
    match evidence {
        Evidence::Interfaces { interfaces } => self::interfaces(interfaces, language),
        Evidence::Vpn { vpn } => self::vpn(vpn, language),
        Evidence::Proxy { proxy } => self::proxy(proxy, language),
        Evidence::ExtraAuthorities { count } => format!("{}: {count}", say("прочитано", "read")),
        Evidence::Dns { addresses } => {
            let addresses: Vec<_> = addresses.iter().take(MOST).map(ToString::to_string).collect();
            format!("{} {}", say("найден:", "found:"), addresses.join(", "))
        }
        Evidence::Tcp { address } => format!("{} {address}", say("отвечает", "answers from")),
        Evidence::Tls { version, certificate, trusted_by } => {
            tls(version.as_deref(), certificate.as_ref(), *trusted_by, language)
        }
        Evidence::Http { status, redirect_host } => {
            let leads =
                redirect_host.as_ref().map(|host| format!(", {} {host}", say("ведёт на", "leads to")));
            format!("{} {status}{}", say("код ответа", "status"), leads.unwrap_or_default())
        }
        Evidence::Clock { ahead_seconds } => clock(*ahead_seconds, language),
    }
}

fn interfaces(interfaces: &[Interface], language: Language) -> String {
    let say = |ru, en| pick(ru, en, language);
    // Parts of virtual machines and tunnels that are switched off say nothing about the way out.
    let telling = interfaces.iter().filter(|interface| {
        interface.state == InterfaceState::Up
            || matches!(interface.kind, InterfaceKind::Cable | InterfaceKind::WiFi | InterfaceKind::Mobile)
    });
    let worded: Vec<_> = telling
        .take(MOST)
        .map(|interface| {
            let kind = match interface.kind {
                InterfaceKind::Cable => say("кабель", "cable"),
                InterfaceKind::WiFi => "Wi-Fi",
                InterfaceKind::Mobile => say("мобильная сеть", "mobile network"),
                InterfaceKind::Tunnel => say("туннель", "tunnel"),
                InterfaceKind::Virtual => say("виртуальная сеть", "virtual network"),
                InterfaceKind::Unknown => say("другая сеть", "other network"),
            };
            let state = match (interface.state, interface.link) {
                (InterfaceState::Down, _) => say("нет связи", "not connected"),
                (_, Link::Routable) => say("есть связь", "connected"),
                _ => say("нет адреса", "no address"),
            };
            format!("{kind} ({}): {state}", interface.name)
        })
        .collect();
    if worded.is_empty() {
        say("сетевых подключений нет", "there are no network interfaces").to_owned()
    } else {
        worded.join("; ")
    }
}

fn vpn(vpn: &Vpn, language: Language) -> String {
    let say = |ru, en| pick(ru, en, language);
    if vpn.tunnels.is_empty() {
        return say("не обнаружен", "none found").to_owned();
    }
    let tunnels: Vec<_> = vpn.tunnels.iter().take(MOST).map(String::as_str).collect();
    let all = if vpn.default_routes.is_empty() {
        ""
    } else {
        say(", через него идёт весь трафик", ", all traffic goes through it")
    };
    format!("{} {}{all}", say("туннель", "tunnel"), tunnels.join(", "))
}

fn proxy(proxy: &SystemProxy, language: Language) -> String {
    let say = |ru, en| pick(ru, en, language);
    let from = match proxy.source {
        None => "",
        Some(ProxySource::Environment) => say(", из переменных среды", ", from environment variables"),
        Some(ProxySource::Gnome) => say(", из настроек GNOME", ", from the settings of GNOME"),
        Some(ProxySource::Kde) => say(", из настроек KDE", ", from the settings of KDE"),
        Some(ProxySource::Windows) => say(", из настроек Windows", ", from the settings of Windows"),
        Some(ProxySource::MacOs) => say(", из настроек macOS", ", from the settings of macOS"),
    };
    match &proxy.mode {
        ProxyMode::Direct => say("не настроен", "none").to_owned(),
        ProxyMode::Manual { server, credentials } => {
            let password = match credentials {
                ProxyCredentials::Absent => "",
                ProxyCredentials::Present => say(", с именем или паролем", ", with a name or a password"),
            };
            format!("{server}{password}{from}")
        }
        ProxyMode::Automatic { script: Some(script) } => {
            format!("{} {script}{from}", say("сценарий", "script"))
        }
        ProxyMode::Automatic { script: None } => {
            format!("{}{from}", say("определяется автоматически", "chosen automatically"))
        }
    }
}

fn tls(
    version: Option<&str>,
    certificate: Option<&CertificateSummary>,
    trusted_by: Option<TrustedBy>,
    language: Language,
) -> String {
    let say = |ru, en| pick(ru, en, language);
    let mut parts = Vec::new();
    parts.extend(version.map(|version| version.replace("TLSv", "TLS ").replace('_', ".")));
    if let Some(certificate) = certificate {
        let names = [&certificate.issuer_name, &certificate.issuer_organisation];
        let names: Vec<_> = names.into_iter().flatten().map(String::as_str).collect();
        parts.push(match (certificate.self_signed, names.is_empty()) {
            (true, _) => {
                say("сертификат подписан сам собой", "the certificate is signed by itself").to_owned()
            }
            (false, true) => {
                say("кто выдал сертификат, не указано", "the certificate names no issuer").to_owned()
            }
            (false, false) => format!("{} {}", say("сертификат выдал", "certificate by"), names.join(", ")),
        });
    }
    if trusted_by == Some(TrustedBy::ExtraFile) {
        parts.push(say("доверие из файла организации", "trusted by the organisation's file").to_owned());
    }
    parts.join(", ")
}

/// Rounded to minutes: seconds do not matter to anybody.
fn clock(ahead_seconds: i64, language: Language) -> String {
    let minutes = ahead_seconds.unsigned_abs() / 60;
    let fast = ahead_seconds > 0;
    match (minutes, language) {
        (0, Language::Ru) => "расходятся с сервером меньше чем на минуту".to_owned(),
        (0, Language::En) => "less than a minute from the server's".to_owned(),
        (minutes, Language::Ru) => format!("{} на {minutes} мин", if fast { "спешат" } else { "отстают" }),
        (minutes, Language::En) => format!("{minutes} min {}", if fast { "fast" } else { "slow" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(evidence: &Evidence, russian: &str, english: &str) {
        assert_eq!([words(evidence, Language::Ru), words(evidence, Language::En)], [russian, english]);
    }

    fn interface(name: &str, kind: InterfaceKind, state: InterfaceState, link: Link) -> Interface {
        Interface { name: name.to_owned(), kind, state, link }
    }

    #[test]
    fn the_machine_is_worded() {
        let interfaces = vec![
            interface("eth0", InterfaceKind::Cable, InterfaceState::Down, Link::NoAddress),
            interface("wlan0", InterfaceKind::WiFi, InterfaceState::Up, Link::Routable),
            interface("wwan0", InterfaceKind::Mobile, InterfaceState::Up, Link::LinkLocal),
            interface("docker0", InterfaceKind::Virtual, InterfaceState::Down, Link::NoAddress),
        ];
        check(
            &Evidence::Interfaces { interfaces },
            "кабель (eth0): нет связи; Wi-Fi (wlan0): есть связь; мобильная сеть (wwan0): нет адреса",
            "cable (eth0): not connected; Wi-Fi (wlan0): connected; mobile network (wwan0): no address",
        );
        let none = Evidence::Interfaces { interfaces: Vec::new() };
        check(&none, "сетевых подключений нет", "there are no network interfaces");
        let vpn = Vpn { tunnels: vec!["tun0".to_owned()], default_routes: vec!["tun0".to_owned()] };
        let vpn = Evidence::Vpn { vpn };
        check(&vpn, "туннель tun0, через него идёт весь трафик", "tunnel tun0, all traffic goes through it");
        let mode = ProxyMode::Manual {
            server: "proxy.example.com:3128".to_owned(),
            credentials: ProxyCredentials::Present,
        };
        let proxy = SystemProxy { source: Some(ProxySource::Gnome), mode, bypass: Vec::new() };
        check(
            &Evidence::Proxy { proxy },
            "proxy.example.com:3128, с именем или паролем, из настроек GNOME",
            "proxy.example.com:3128, with a name or a password, from the settings of GNOME",
        );
    }

    #[test]
    fn servers_are_worded() {
        let certificate = CertificateSummary {
            subject: Some("chat.example.com".to_owned()),
            issuer_organisation: Some("Example Antivirus".to_owned()),
            issuer_name: Some("Example Root".to_owned()),
            not_before: 0,
            not_after: 0,
            self_signed: false,
            known_interceptor: false,
        };
        let tls = |certificate| Evidence::Tls {
            version: Some("TLSv1_3".to_owned()),
            certificate: Some(certificate),
            trusted_by: Some(TrustedBy::ExtraFile),
        };
        check(
            &tls(certificate.clone()),
            "TLS 1.3, сертификат выдал Example Root, Example Antivirus, доверие из файла организации",
            "TLS 1.3, certificate by Example Root, Example Antivirus, trusted by the organisation's file",
        );
        check(
            &tls(CertificateSummary { self_signed: true, ..certificate }),
            "TLS 1.3, сертификат подписан сам собой, доверие из файла организации",
            "TLS 1.3, the certificate is signed by itself, trusted by the organisation's file",
        );
        let http = Evidence::Http { status: 302, redirect_host: Some("login.example.com".to_owned()) };
        check(&http, "код ответа 302, ведёт на login.example.com", "status 302, leads to login.example.com");
        for (ahead_seconds, russian, english) in [
            (59, "расходятся с сервером меньше чем на минуту", "less than a minute from the server's"),
            (-59, "расходятся с сервером меньше чем на минуту", "less than a minute from the server's"),
            (420, "спешат на 7 мин", "7 min fast"),
            (-7200, "отстают на 120 мин", "120 min slow"),
        ] {
            check(&Evidence::Clock { ahead_seconds }, russian, english);
        }
    }
}
