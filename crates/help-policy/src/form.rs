//! The forms a text can have: hosts, addresses, paths, patterns. Pure: nothing is looked up or opened.

use std::fmt;
use std::path::Path;

use regex::{Regex, RegexBuilder};
use serde::{Serialize, Serializer};
use url::{Host, Url};

use crate::problem::Reason;

/// The longest text, in characters. Longer than any path or address in use.
const MOST_CHARACTERS: usize = 2_000;
/// The memory a regular expression may take, in bytes: some short ones compile to gigabytes.
const PATTERN_BYTES: usize = 1 << 20;

/// A form that a text must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Any line.
    Line,
    /// A host name, IPv4 address, or IPv6 address in brackets.
    Host,
    /// A host and a port: `host:port`.
    Target,
    /// A mail address without a display name (RFC 5322, section 3.4.1; the part before the @ as a dot-atom).
    Email,
    /// An https address.
    HttpsAddress,
    /// An http or https address.
    WebAddress,
    /// An https address without query and fragment; http only for this machine (`localhost`, 127.0.0.1, [::1]).
    ApiAddress,
    /// The address of a proxy: http, https, socks5 or socks5h, without a path.
    ProxyAddress,
    /// What is reached without the proxy: `localhost`, `.example.com`, `*.example.com`, an address, `10.0.0.0/8`.
    BypassRule,
    /// An absolute path as this system writes it.
    Path,
    /// Where a pack lies: an absolute path or an https address.
    PackPlace,
    /// The id of an article: `section/name`, in small Latin letters, digits and hyphens.
    ArticleId,
    /// Latin letters, digits, `.`, `_`, `-`; at most 64, the first a letter or digit.
    Name,
    /// A version or its beginning: `1`, `1.4`, `1.4.2`.
    Version,
    /// A public key of minisign: 56 characters of Base64 that begin with `RW`.
    PublicKey,
    /// A regular expression.
    Pattern,
}

/// A host and port to try.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Target {
    /// The host: a name in ASCII (as DNS has it), or an IP address without brackets.
    pub host: String,
    /// The port, not 0.
    pub port: u16,
}

impl Target {
    /// Reads `host:port`; an IPv6 address stands in brackets.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (host, port) = text.rsplit_once(':')?;
        let digits = !port.is_empty() && port.len() <= 5 && port.bytes().all(|byte| byte.is_ascii_digit());
        let port = port.parse::<u16>().ok().filter(|port| digits && *port != 0)?;
        let host = match parse_host(host)? {
            Host::Domain(name) => name,
            Host::Ipv4(address) => address.to_string(),
            Host::Ipv6(address) => address.to_string(),
        };
        Some(Self { host, port })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { host, port } = self;
        if host.contains(':') {
            write!(formatter, "[{host}]:{port}")
        } else {
            write!(formatter, "{host}:{port}")
        }
    }
}

impl Form {
    /// The name of the form as a code.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.words().0
    }

    /// Code, and how messages name it.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Line => ("line", "one line of text"),
            Self::Host => ("host", "the name or address of a host"),
            Self::Target => ("target", "a host and a port such as cts.example.com:443"),
            Self::Email => ("email", "a mail address such as support@example.com"),
            Self::HttpsAddress => ("https-address", "an address that begins with https://"),
            Self::WebAddress => ("web-address", "an address that begins with https:// or http://"),
            Self::ApiAddress => ("api-address", "an address that begins with https://, without ? and #"),
            Self::ProxyAddress => ("proxy-address", "a proxy such as http://proxy.example.com:3128"),
            Self::BypassRule => ("bypass-rule", "a host, .example.com, an address or a network"),
            Self::Path => ("path", "an absolute path"),
            Self::PackPlace => ("pack-place", "an absolute path or an address that begins with https://"),
            Self::ArticleId => ("article-id", "the id of an article such as login/qr-login"),
            Self::Name => ("name", "Latin letters, digits, '.', '_' and '-', 64 at most"),
            Self::Version => ("version", "a version such as 1.4.2 or 1.4"),
            Self::PublicKey => ("public-key", "a public minisign key (56 characters, RW…)"),
            Self::Pattern => ("pattern", "a regular expression"),
        }
    }

    /// Examines a text.
    pub(crate) fn check(self, text: &str) -> Result<(), Reason> {
        if text.trim().is_empty() || text.chars().count() > MOST_CHARACTERS {
            return Err(Reason::Length { most: MOST_CHARACTERS });
        }
        if text.chars().any(is_invisible) {
            return Err(Reason::InvisibleCharacters);
        }
        if self == Self::Pattern {
            return compile(text).map(drop);
        }
        if has_credentials(text) && self.is_address() {
            return Err(Reason::Credentials);
        }
        if self.fits(text) { Ok(()) } else { Err(Reason::Malformed { form: self }) }
    }

    fn is_address(self) -> bool {
        matches!(
            self,
            Self::HttpsAddress | Self::WebAddress | Self::ApiAddress | Self::ProxyAddress | Self::PackPlace
        )
    }

    fn fits(self, text: &str) -> bool {
        match self {
            Self::Line | Self::Pattern => true,
            Self::Host => parse_host(text).is_some(),
            Self::Target => Target::parse(text).is_some(),
            Self::Email => is_email(text),
            Self::HttpsAddress => is_address(text, &["https"]),
            Self::WebAddress => is_address(text, &["https", "http"]),
            Self::ApiAddress => is_api_address(text),
            Self::ProxyAddress => is_proxy_address(text),
            Self::BypassRule => is_bypass_rule(text),
            Self::Path => Path::new(text).is_absolute(),
            Self::PackPlace => Path::new(text).is_absolute() || is_address(text, &["https"]),
            Self::ArticleId => text.split('/').all(is_slug),
            Self::Name => is_name(text),
            Self::Version => is_version(text),
            Self::PublicKey => is_public_key(text),
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.words().1)
    }
}

impl Serialize for Form {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// Compiles a regular expression within the limits on its size.
pub(crate) fn compile(pattern: &str) -> Result<Regex, Reason> {
    RegexBuilder::new(pattern).size_limit(PATTERN_BYTES).dfa_size_limit(PATTERN_BYTES).build().map_err(
        |error| {
            // The message repeats the expression on lines of its own; the last line says what is wrong.
            let message = error.to_string();
            let last = message.lines().last().unwrap_or_default();
            Reason::Pattern { detail: last.trim_start_matches("error: ").to_owned() }
        },
    )
}

/// Small Latin letters, digits and hyphens, beginning and ending with a letter or digit; at most 64.
pub(crate) fn is_slug(text: &str) -> bool {
    let inside = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty()
        && text.len() <= 64
        && text.bytes().all(inside)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// Control characters, line and paragraph separators, and marks that turn the direction of writing or have no width:
/// they could make a text look like another one.
pub(crate) fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn parse_host(text: &str) -> Option<Host> {
    // The parser decodes %41 and drops nothing; a host written like that is no mistake but a trick.
    if text.len() > 253 || text.contains('%') {
        return None;
    }
    let host = Host::parse(text).ok()?;
    match &host {
        Host::Domain(name) => {
            let labels = name.trim_end_matches('.').split('.');
            let good = |label: &str| {
                !label.is_empty()
                    && label.len() <= 63
                    && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
            };
            labels.into_iter().all(good).then_some(host)
        }
        // The parser takes 1 and 0x7f000001 for IPv4 addresses, as browsers do.
        Host::Ipv4(address) => (address.to_string() == text).then_some(host),
        Host::Ipv6(_) => Some(host),
    }
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let atom = |part: &str| {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
        !part.is_empty() && part.bytes().all(allowed)
    };
    local.len() <= 64 && local.split('.').all(atom) && matches!(parse_host(domain), Some(Host::Domain(_)))
}

fn parse_address(text: &str) -> Option<Url> {
    // The parser removes white space and turns backslashes; what it corrects is not what was meant.
    let plain = !text.contains(|character: char| character.is_whitespace() || character == '\\');
    let url = Url::parse(text).ok().filter(|_| plain)?;
    let written_out = text.get(url.scheme().len()..)?.starts_with("://");
    (written_out && url.host_str().is_some_and(|host| !host.is_empty())).then_some(url)
}

fn is_address(text: &str, schemes: &[&str]) -> bool {
    parse_address(text).is_some_and(|url| schemes.contains(&url.scheme()))
}

fn is_api_address(text: &str) -> bool {
    parse_address(text).is_some_and(|url| {
        let here = match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        let safe = url.scheme() == "https" || (url.scheme() == "http" && here);
        safe && url.query().is_none() && url.fragment().is_none()
    })
}

fn is_proxy_address(text: &str) -> bool {
    parse_address(text).is_some_and(|url| {
        let known = ["http", "https", "socks5", "socks5h"].contains(&url.scheme());
        known && matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none()
    })
}

/// Finds a name or password before the host, also in an address that is wrong otherwise.
fn has_credentials(text: &str) -> bool {
    let Some((_, rest)) = text.split_once("://") else { return false };
    rest.split(['/', '\\', '?', '#']).next().is_some_and(|authority| authority.contains('@'))
}

fn is_bypass_rule(text: &str) -> bool {
    if let Some((address, bits)) = text.split_once('/') {
        let Ok(address) = address.parse::<std::net::IpAddr>() else { return false };
        let most = if address.is_ipv4() { 32 } else { 128 };
        return bits.len() <= 3
            && bits.bytes().all(|byte| byte.is_ascii_digit())
            && bits.parse::<u8>().is_ok_and(|bits| bits <= most);
    }
    let host = text.strip_prefix("*.").or_else(|| text.strip_prefix('.')).unwrap_or(text);
    host.parse::<std::net::IpAddr>().is_ok() || parse_host(host).is_some()
}

/// Begins with a letter or digit: names become parts of addresses, where `..` has a meaning.
fn is_name(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    text.len() <= 64
        && text.bytes().all(allowed)
        && text.starts_with(|first: char| first.is_ascii_alphanumeric())
}

fn is_version(text: &str) -> bool {
    let number =
        |part: &str| !part.is_empty() && part.len() <= 9 && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split('.').count() <= 3 && text.split('.').all(number)
}

fn is_public_key(text: &str) -> bool {
    let base64 = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    text.len() == 56 && text.starts_with("RW") && text.bytes().all(base64)
}
