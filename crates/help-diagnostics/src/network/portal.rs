//! Whether a sign-in page of the network (a captive portal) answers in the place of a target.
//!
//! Only plain HTTP can tell: such pages cannot answer inside TLS.

use std::net::IpAddr;

use super::http::Answer;
use super::report::Verdict;
use super::target::{Service, Target};
use crate::DiagnosticsError;
use crate::error::shortened;

/// An address whose answer is known, so that another one gives a sign-in page away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortalProbe {
    target: Target,
    path: String,
    expected: String,
}

impl PortalProbe {
    /// Makes a probe of a host, a port, a path, and a text that the answer contains (empty: status 204, no text).
    ///
    /// # Errors
    ///
    /// When the host is not valid, or the path does not begin with `/` or has other characters than an address may have.
    pub fn new(host: &str, port: u16, path: &str, expected: &str) -> Result<Self, DiagnosticsError> {
        if !path.starts_with('/') || path.len() > 1000 || !path.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(DiagnosticsError::Target { text: shortened(path), reason: "the path is not valid" });
        }
        let target = Target::new(host, port, Service::Http)?;
        Ok(Self { target, path: path.to_owned(), expected: expected.to_owned() })
    }

    pub(crate) fn target(&self) -> &Target {
        &self.target
    }

    pub(crate) fn path(&self) -> &str {
        &self.path
    }
}

/// Judges an answer over plain HTTP: a page of the network, or the target itself.
pub(crate) fn judge(answer: &Answer, target: &Target, probe: Option<&PortalProbe>) -> Verdict {
    let unexpected = probe.is_some_and(|probe| match answer.status {
        204 => !probe.expected.is_empty(),
        200..=299 => probe.expected.is_empty() || !answer.body.contains(&probe.expected),
        // Errors are the server's own; redirects are judged by where they lead.
        _ => false,
    });
    let led_away = answer.redirect_host.as_deref().is_some_and(|host| !related(host, target.host()));
    if answer.status == 511 || unexpected || led_away { Verdict::CaptivePortal } else { Verdict::Fine }
}

/// Tells whether two hosts belong together: the same address, or names with the same last two labels.
fn related(left: &str, right: &str) -> bool {
    let is_address = |host: &str| host.parse::<IpAddr>().is_ok();
    let ending = |host: &str| {
        let labels: Vec<_> = host.trim_end_matches('.').rsplit('.').take(2).map(str::to_lowercase).collect();
        labels
    };
    left.eq_ignore_ascii_case(right)
        || (!is_address(left) && !is_address(right) && ending(left) == ending(right))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(status: u16, redirect: Option<&str>, body: &str, expected: Option<&str>, verdict: Verdict) {
        let probe =
            expected.map(|expected| PortalProbe::new("probe.example.com", 80, "/", expected).unwrap());
        let target = Target::new("probe.example.com", 80, Service::Http).unwrap();
        let answer = Answer {
            status,
            redirect_host: redirect.map(ToOwned::to_owned),
            body: body.to_owned(),
            ..Answer::default()
        };
        assert_eq!(
            judge(&answer, &target, probe.as_ref()),
            verdict,
            "{status} {redirect:?} {body:?} {expected:?}"
        );
    }

    #[test]
    fn sign_in_pages_are_recognised() {
        check(200, None, "whatever", None, Verdict::Fine);
        check(301, Some("probe.example.com"), "", None, Verdict::Fine);
        check(301, Some("www.example.com"), "", None, Verdict::Fine);
        check(302, Some("login.hotspot.example"), "", None, Verdict::CaptivePortal);
        check(302, Some("192.0.2.1"), "", None, Verdict::CaptivePortal);
        check(511, None, "", None, Verdict::CaptivePortal);
        check(200, None, "success\n", Some("success"), Verdict::Fine);
        check(200, None, "<h1>Welcome, please sign in</h1>", Some("success"), Verdict::CaptivePortal);
        check(204, None, "", Some(""), Verdict::Fine);
        check(200, None, "", Some(""), Verdict::CaptivePortal);
        check(503, None, "", Some("success"), Verdict::Fine);
    }

    #[test]
    fn paths_are_checked() {
        for path in ["", "no-slash", "/a b", "/a\r\nX: 1", "/путь"] {
            assert!(PortalProbe::new("probe.example.com", 80, path, "").is_err(), "{path:?}");
        }
    }
}
