//! A host and a port to try, read from a policy: hostile until parsed.

use std::net::IpAddr;
use std::str::FromStr;

use serde::Serialize;

use crate::DiagnosticsError;
use crate::error::shortened;

/// A host and port that the check tries. The host is a name or an address that is safe to put into a request.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Target {
    host: String,
    port: u16,
    service: Service,
}

/// What is expected to answer at a target, which decides the steps after the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Service {
    /// HTTP inside TLS.
    Https,
    /// HTTP in plain text.
    Http,
    /// TLS with some other protocol inside.
    Tls,
    /// Some other protocol: the connection is all that is tried.
    Tcp,
    /// Not known: TLS and HTTP are tried, and it is no failure when they are not spoken.
    Unknown,
}

impl Service {
    /// Returns the service that usually listens on a port (IANA's registry of port numbers; 8080 and 8443 by custom).
    #[must_use]
    pub fn usual_at(port: u16) -> Self {
        match port {
            443 | 8443 => Self::Https,
            80 | 8080 => Self::Http,
            465 | 563 | 636 | 853 | 989..=990 | 992..=995 | 5061 | 5349 => Self::Tls,
            // STARTTLS begins in plain text; what delivers the mail tries it, not this check.
            21..=22 | 25 | 53 | 110 | 119 | 143 | 389 | 445 | 587 | 3128 | 3478 | 5060 | 5222 => Self::Tcp,
            _ => Self::Unknown,
        }
    }
}

impl Target {
    /// Makes a target of a host (name, IPv4 or IPv6 address with or without brackets), a port and its service.
    ///
    /// International names are turned into their ASCII form (RFC 5891).
    ///
    /// # Errors
    ///
    /// When the host has no valid form or the port is 0.
    pub fn new(host: &str, port: u16, service: Service) -> Result<Self, DiagnosticsError> {
        let invalid = |reason| DiagnosticsError::Target { text: shortened(host), reason };
        if port == 0 {
            return Err(invalid("the port is 0"));
        }
        let bare = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host);
        if let Ok(address) = bare.parse::<IpAddr>() {
            return Ok(Self { host: address.to_string(), port, service });
        }
        let ascii = idna::domain_to_ascii(host).map_err(|_| invalid("the host is no valid name"))?;
        if is_host_name(&ascii) {
            Ok(Self { host: ascii, port, service })
        } else {
            Err(invalid("the host is no valid name"))
        }
    }

    /// Returns the host: an ASCII name, or an address without brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Returns the port, never 0.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Returns what is expected to answer.
    #[must_use]
    pub fn service(&self) -> Service {
        self.service
    }

    /// Returns the address, if the host is one.
    pub(crate) fn address(&self) -> Option<IpAddr> {
        self.host.parse().ok()
    }

    /// Returns the value of the `Host` header (RFC 9110, section 7.2).
    pub(crate) fn host_header(&self) -> String {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        match (self.service, self.port) {
            (Service::Http, 80) | (Service::Https, 443) => host,
            (_, port) => format!("{host}:{port}"),
        }
    }
}

impl FromStr for Target {
    type Err = DiagnosticsError;

    /// Reads `host:port`, `192.0.2.1:443` or `[2001:db8::1]:443`; the service is the one usual at the port.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = |reason| DiagnosticsError::Target { text: shortened(text), reason };
        let (host, port) = text.trim().rsplit_once(':').ok_or_else(|| invalid("the port is missing"))?;
        if host.contains(':') && !(host.starts_with('[') && host.ends_with(']')) {
            return Err(invalid("an IPv6 address needs brackets"));
        }
        let port = port.parse().map_err(|_| invalid("the port is no number up to 65535"))?;
        Self::new(host, port, Service::usual_at(port))
    }
}

/// Tells whether a name is one of letters, digits, hyphens and dots (RFC 1123, section 2.1; underscores occur).
fn is_host_name(name: &str) -> bool {
    let labels = name.strip_suffix('.').unwrap_or(name);
    name.len() <= 253
        && labels.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(&str, u16, Service)>) {
        let found = text.parse::<Target>().ok();
        let found = found.as_ref().map(|target| (target.host(), target.port(), target.service()));
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn targets_are_read() {
        check("chat.example.com:443", Some(("chat.example.com", 443, Service::Https)));
        check(" Chat.Example.com:80 ", Some(("chat.example.com", 80, Service::Http)));
        check("mail.example.com:465", Some(("mail.example.com", 465, Service::Tls)));
        check("mail.example.com:587", Some(("mail.example.com", 587, Service::Tcp)));
        check("chat.example.com:9443", Some(("chat.example.com", 9443, Service::Unknown)));
        check("192.0.2.7:443", Some(("192.0.2.7", 443, Service::Https)));
        check("[2001:db8::7]:443", Some(("2001:db8::7", 443, Service::Https)));
        check("чат.пример.рф:443", Some(("xn--80a0bn.xn--e1afmkfd.xn--p1ai", 443, Service::Https)));
        check("my_server:443", Some(("my_server", 443, Service::Https)));
    }

    #[test]
    fn what_is_no_target_is_refused() {
        for text in [
            "",
            ":443",
            "chat.example.com",
            "chat.example.com:",
            "chat.example.com:0",
            "chat.example.com:70000",
            "chat.example.com:-1",
            "2001:db8::7:443",
            "https://chat.example.com:443",
            "a\r\nX-Header: 1:443",
            "chat example.com:443",
            "user@chat.example.com:443",
            "chat..example.com:443",
            "-chat.example.com:443",
            "[::1:443",
        ] {
            check(text, None);
        }
        check(&format!("{}:443", "a".repeat(300)), None);
    }

    #[test]
    fn the_host_header_names_the_port_where_it_is_unusual() {
        for (target, expected) in [
            ("chat.example.com:443", "chat.example.com"),
            ("chat.example.com:80", "chat.example.com"),
            ("chat.example.com:8443", "chat.example.com:8443"),
            ("[2001:db8::7]:8080", "[2001:db8::7]:8080"),
        ] {
            assert_eq!(target.parse::<Target>().unwrap().host_header(), expected);
        }
    }
}
