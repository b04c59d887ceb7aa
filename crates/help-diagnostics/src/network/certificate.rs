//! Who issued a certificate: the sign by which an intercepting proxy shows.

use serde::Serialize;
use x509_parser::prelude::{FromDer, X509Certificate, X509Name};

/// The longest name that is taken from a certificate, in characters.
const NAME_LENGTH: usize = 120;

/// Names by which programs and devices that read encrypted traffic sign their certificates, in lower case.
///
/// From the products' own documentation; a name in the list says what to look for, not that something is wrong.
const INTERCEPTORS: [&str; 27] = [
    "kaspersky",
    "dr.web",
    "doctor web",
    "eset",
    "avast",
    "avg ",
    "bitdefender",
    "adguard",
    "fortinet",
    "fortigate",
    "zscaler",
    "netskope",
    "palo alto",
    "checkpoint",
    "check point",
    "sophos",
    "blue coat",
    "forcepoint",
    "mcafee",
    "usergate",
    "ideco",
    "cisco umbrella",
    "squid",
    "mitmproxy",
    "fiddler",
    "charles proxy",
    "portswigger",
];

/// What a certificate says about itself. Everything in it is a claim unless the step says who vouches for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CertificateSummary {
    /// The common name of the server.
    pub subject: Option<String>,
    /// The organisation of the issuer.
    pub issuer_organisation: Option<String>,
    /// The common name of the issuer.
    pub issuer_name: Option<String>,
    /// Since when it is valid, in seconds since 1970 (UTC).
    pub not_before: i64,
    /// Until when it is valid, in seconds since 1970 (UTC).
    pub not_after: i64,
    /// Whether the issuer is the certificate itself.
    pub self_signed: bool,
    /// Whether the issuer's name is one of a program or device known to read encrypted traffic.
    pub known_interceptor: bool,
}

impl CertificateSummary {
    /// Reads a certificate in DER form; none if it is no X.509 certificate (RFC 5280).
    pub(crate) fn from_der(der: &[u8]) -> Option<Self> {
        let (_, certificate) = X509Certificate::from_der(der).ok()?;
        let issuer = certificate.issuer();
        let issuer_organisation = first(issuer.iter_organization());
        let issuer_name = first(issuer.iter_common_name());
        Some(Self {
            subject: first(certificate.subject().iter_common_name()),
            known_interceptor: is_interceptor(&[&issuer_organisation, &issuer_name]),
            issuer_organisation,
            issuer_name,
            not_before: certificate.validity().not_before.timestamp(),
            not_after: certificate.validity().not_after.timestamp(),
            self_signed: same_name(certificate.subject(), issuer),
        })
    }
}

fn same_name(subject: &X509Name<'_>, issuer: &X509Name<'_>) -> bool {
    subject.as_raw() == issuer.as_raw()
}

fn first<'a>(
    mut attributes: impl Iterator<Item = &'a x509_parser::x509::AttributeTypeAndValue<'a>>,
) -> Option<String> {
    let name = clean(attributes.next()?.as_str().ok()?, NAME_LENGTH);
    (!name.is_empty()).then_some(name)
}

fn is_interceptor(names: &[&Option<String>]) -> bool {
    names.iter().filter_map(|name| name.as_deref()).any(|name| {
        let separated =
            |character: char| if character.is_alphanumeric() || character == '.' { character } else { ' ' };
        let words: String = name.to_lowercase().chars().map(separated).collect();
        INTERCEPTORS.iter().any(|known| format!(" {words} ").contains(&format!(" {known}")))
    })
}

/// Removes control characters and marks of writing direction from a text of the network, and shortens it.
pub(crate) fn clean(text: &str, length: usize) -> String {
    let harmful = |character: char| {
        character.is_control()
            || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(|character| !harmful(*character)).take(length).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_are_cleaned() {
        for (text, expected) in [
            ("Example CA", "Example CA"),
            ("Пример\r\nЦентр", "ПримерЦентр"),
            ("a\u{202e}b\u{0}c\u{1b}[31m", "abc[31m"),
            ("123456789 and more", "123456789 a"),
        ] {
            assert_eq!(clean(text, 11), expected, "{text:?}");
        }
    }

    #[test]
    fn known_interceptors_are_recognised() {
        for (name, expected) in [
            ("Kaspersky Anti-Virus Personal Root Certificate", true),
            ("FortiGate CA", true),
            ("UserGate CA", true),
            ("AVG", true),
            ("Let's Encrypt", false),
            ("GlobalSign", false),
            ("Preset CA", false),
        ] {
            assert_eq!(is_interceptor(&[&None, &Some(name.to_owned())]), expected, "{name}");
        }
    }

    #[test]
    fn what_is_no_certificate_gives_nothing() {
        assert_eq!(CertificateSummary::from_der(b"\x30\x82\xff\xff"), None);
    }
}
