//! What a verdict asks of the person, and the article that helps.

use help_content::Language;
use help_diagnostics::network::Verdict;

use crate::words::pick;

const NETWORK: &str = "troubleshooting/check-network";
const REQUIREMENTS: &str = "administration/network-requirements";

/// What the person can do; `None` where there is nothing to do.
pub(super) fn of(verdict: Verdict, language: Language) -> Option<&'static str> {
    use Verdict as V;
    let (ru, en) = match verdict {
        V::Fine | V::Unknown => return None,
        V::NoConnection => {
            ("Подключите сетевой кабель или включите Wi-Fi.", "Plug in the network cable or switch Wi-Fi on.")
        }
        V::NoAddress => (
            "Отключитесь от сети и подключитесь снова. Если не помогло, сообщите тому, кто её обслуживает.",
            "Disconnect from the network and connect again. If that does not help, tell those who run it.",
        ),
        V::VpnLikely => (
            "Обычно так и должно быть. Если eXpress не подключается, попробуйте с VPN и без него.",
            "Usually this is as it should be. If eXpress does not connect, try with the VPN and without it.",
        ),
        V::ProxyConfigured => (
            "Обычно так и должно быть. Если eXpress не подключается, покажите эту строку администратору.",
            "Usually this is as it should be. If eXpress does not connect, show this line to your administrator.",
        ),
        V::ProxyNeeded => (
            "Проверка идёт мимо прокси. Если eXpress подключается, делать ничего не нужно, если нет — сообщите \
             администратору.",
            "This check does not use the proxy. If eXpress connects, there is nothing to do; if not, tell your \
             administrator.",
        ),
        V::ProxyPassword => (
            "Укажите имя и пароль прокси в настройках системы или сообщите администратору.",
            "Enter the proxy's name and password in the settings of the system, or tell your administrator.",
        ),
        V::ExtraAuthoritiesUnreadable | V::TlsUnknownIssuer => (
            "Сообщите администратору: возможно, на этом компьютере нет сертификата организации.",
            "Tell your administrator: this computer may lack the organisation's certificate.",
        ),
        V::DnsNotFound => (
            "Если сервер доступен только внутри организации, подключитесь к её сети или включите VPN.",
            "If the server is only reached inside the organisation, connect to its network or switch the VPN on.",
        ),
        V::DnsNoAnswer | V::DnsFailed => (
            "Проверьте, открываются ли сайты. Если нет, подключитесь к сети заново или смените её.",
            "See whether websites open. If not, connect to the network again or change it.",
        ),
        V::TcpRefused | V::TcpReset | V::TcpUnreachable | V::TcpNoAnswer | V::TcpFailed => (
            "Попробуйте другую сеть или включите VPN. Если не помогло, покажите эту строку администратору.",
            "Try another network or switch the VPN on. If that does not help, show this line to your administrator.",
        ),
        V::TlsIntercepted => (
            "Так делают антивирусы и прокси. Если eXpress не подключается, покажите эту строку администратору.",
            "Antivirus programs and proxies do this. If eXpress does not connect, show this line to your \
             administrator.",
        ),
        V::TlsExpired | V::TlsWrongName | V::TlsRevoked | V::TlsInvalidCertificate => (
            "Проверьте дату и время на компьютере. Если они верны, сообщите администратору.",
            "Check the date and the time of the computer. If they are right, tell your administrator.",
        ),
        V::TlsNotSpoken | V::TlsIncompatible | V::TlsRefused | V::TlsConnectionLost | V::TlsNoAnswer => (
            "Возможно, мешает антивирус, прокси или межсетевой экран. Попробуйте другую сеть.",
            "An antivirus program, a proxy or a firewall may be in the way. Try another network.",
        ),
        V::HttpNoAnswer | V::HttpNotSpoken | V::HttpConnectionLost | V::HttpServerError => (
            "Повторите проверку позже. Если не изменится, сообщите администратору.",
            "Check again later. If nothing changes, tell your administrator.",
        ),
        V::ClockWrong | V::TlsNotYetValid => (
            "Включите в системе автоматическую установку даты, времени и часового пояса.",
            "Let the system set date, time and time zone automatically.",
        ),
        V::CaptivePortal => (
            "Откройте в браузере любой сайт, войдите в сеть и повторите проверку.",
            "Open any website in the browser, sign in to the network and check again.",
        ),
    };
    Some(pick(ru, en, language))
}

/// What to do when the disk is nearly full.
pub(super) fn little_space(language: Language) -> &'static str {
    pick("Освободите место на диске.", "Free some space on the disk.", language)
}

/// The article that helps; `None` where there is nothing to mend.
pub(super) fn article(verdict: Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::Fine | Verdict::Unknown | Verdict::ProxyConfigured => None,
        Verdict::TcpRefused | Verdict::TcpNoAnswer | Verdict::TlsNotSpoken => Some(REQUIREMENTS),
        _ => Some(NETWORK),
    }
}
