//! The proxy of the system as data, and the texts it is read from.
//!
//! A password in a proxy's address is dropped while reading: only that there was one is kept.

use serde::Serialize;

use super::certificate::clean;

/// The proxy settings of the system.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SystemProxy {
    /// Where the settings were found; none when there is no proxy.
    pub source: Option<ProxySource>,
    /// What they say.
    pub mode: ProxyMode,
    /// The hosts that are reached directly, as the system writes them.
    pub bypass: Vec<String>,
}

/// Where proxy settings were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProxySource {
    /// Environment variables such as `https_proxy`.
    Environment,
    /// The settings of GNOME and its relatives.
    Gnome,
    /// The settings of KDE.
    Kde,
    /// The settings of Windows.
    Windows,
    /// The settings of macOS.
    MacOs,
}

/// How a proxy is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "kind")]
pub enum ProxyMode {
    /// There is none.
    #[default]
    Direct,
    /// One for all addresses.
    Manual {
        /// Its address: `host:port`, with the scheme if one is given.
        server: String,
        /// Whether a name or password stands in the settings.
        credentials: ProxyCredentials,
    },
    /// A script decides, or the network is asked for one (WPAD).
    Automatic {
        /// The address of the script, without credentials and query; none when the network is asked.
        script: Option<String>,
    },
}

/// Whether credentials stand in the proxy settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProxyCredentials {
    /// No.
    Absent,
    /// Yes; they are not kept.
    Present,
}

impl ProxyMode {
    /// Makes a manual proxy of an address, without its credentials.
    pub(crate) fn manual(address: &str) -> Self {
        let (server, credentials) = without_credentials(address);
        if server.is_empty() { Self::Direct } else { Self::Manual { server, credentials } }
    }

    /// Makes an automatic choice of a script's address; an empty one asks the network.
    pub(crate) fn automatic(script: &str) -> Self {
        let (script, _) = without_credentials(script);
        Self::Automatic { script: (!script.is_empty()).then_some(script) }
    }
}

impl SystemProxy {
    /// Makes settings; without a proxy they have no source.
    pub(crate) fn new(source: ProxySource, mode: ProxyMode, bypass: Vec<String>) -> Self {
        if mode == ProxyMode::Direct { Self::default() } else { Self { source: Some(source), mode, bypass } }
    }

    /// Tells whether the system would reach a host through a proxy.
    ///
    /// Bypass entries are names, endings (`.example.com`, `*.example.com`), addresses, and `<local>` for names without
    /// a dot. Address ranges are not understood: such a host counts as one for the proxy.
    #[must_use]
    pub fn applies_to(&self, host: &str) -> bool {
        self.mode != ProxyMode::Direct && !self.bypass.iter().any(|entry| bypasses(entry, host))
    }
}

fn bypasses(entry: &str, host: &str) -> bool {
    let entry = entry.trim().to_lowercase();
    let host = host.to_lowercase();
    match entry.as_str() {
        "" => false,
        "*" => true,
        "<local>" => !host.contains('.') && !host.contains(':'),
        entry => {
            let ending = entry.trim_start_matches('*').trim_start_matches('.');
            !ending.is_empty() && (host == ending || host.ends_with(&format!(".{ending}")))
        }
    }
}

/// Cuts user name, password, query and fragment out of an address.
fn without_credentials(address: &str) -> (String, ProxyCredentials) {
    let address = address.trim().trim_end_matches('/');
    let (scheme, rest) = match address.split_once("://") {
        Some((scheme, rest)) => (format!("{scheme}://"), rest),
        None => (String::new(), address),
    };
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    // The last @: a password may contain one that was not escaped.
    let (credentials, rest) = match rest.rsplit_once('@') {
        Some((_, rest)) => (ProxyCredentials::Present, rest),
        None => (ProxyCredentials::Absent, rest),
    };
    let server = if rest.is_empty() { String::new() } else { clean(&format!("{scheme}{rest}"), 200) };
    (server, credentials)
}

/// Splits a list of hosts at commas, semicolons and spaces.
pub(crate) fn host_list(text: &str) -> Vec<String> {
    let entries = text.split([',', ';', ' ', '|']).map(str::trim).filter(|entry| !entry.is_empty());
    entries.map(|entry| clean(entry, 200)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_never_kept() {
        for (address, server, credentials) in [
            ("proxy.example.com:3128", "proxy.example.com:3128", ProxyCredentials::Absent),
            ("http://proxy.example.com:3128/", "http://proxy.example.com:3128", ProxyCredentials::Absent),
            (
                "http://ivanov:pa@ss@proxy.example.com:3128",
                "http://proxy.example.com:3128",
                ProxyCredentials::Present,
            ),
            (
                "http://proxy.example.com:3128/?token=abc#x",
                "http://proxy.example.com:3128/",
                ProxyCredentials::Absent,
            ),
        ] {
            let expected = ProxyMode::Manual { server: server.to_owned(), credentials };
            assert_eq!(ProxyMode::manual(address), expected, "{address}");
        }
        assert_eq!(ProxyMode::manual("  "), ProxyMode::Direct);
    }

    #[test]
    fn bypassed_hosts_need_no_proxy() {
        let proxy = |bypass: &str| {
            SystemProxy::new(ProxySource::Environment, ProxyMode::manual("proxy:3128"), host_list(bypass))
        };
        for (bypass, host, applies) in [
            ("", "chat.example.com", true),
            ("*", "chat.example.com", false),
            ("example.com", "chat.example.com", false),
            (".example.com", "chat.example.com", false),
            ("*.Example.com;<local>", "CHAT.example.com", false),
            ("example.com", "chat.notexample.com", true),
            ("<local>", "chat", false),
            ("<local>", "chat.example.com", true),
            ("localhost, 192.0.2.1", "192.0.2.1", false),
        ] {
            assert_eq!(proxy(bypass).applies_to(host), applies, "{bypass:?} {host}");
        }
        assert!(!SystemProxy::default().applies_to("chat.example.com"));
    }
}
