//! What a check found: steps, their outcomes, and the codes that the window turns into words.

use std::net::{IpAddr, SocketAddr};

use serde::Serialize;

use super::certificate::CertificateSummary;
use super::interfaces::Interface;
use super::local::Vpn;
use super::proxy::SystemProxy;
use super::target::Target;

/// All steps of one check: those of the machine first, then those of each target in the order they ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NetworkReport {
    /// The steps.
    pub steps: Vec<Step>,
}

/// One step of a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// The target that was tried; none for a step that looks at the machine.
    pub target: Option<Target>,
    /// What was tried.
    pub kind: StepKind,
    /// How it ended.
    pub outcome: Outcome,
    /// What that means, with the machine's proxy and clock considered: the code to word for the user.
    pub verdict: Verdict,
    /// How long it took, in milliseconds.
    pub milliseconds: u64,
}

/// What a step tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// The machine's network interfaces.
    Interfaces,
    /// Whether the traffic goes through a VPN.
    Vpn,
    /// The proxy of the system.
    Proxy,
    /// The file with extra certificate authorities, when one is given.
    ExtraAuthorities,
    /// Finding the addresses of the target's name.
    Dns,
    /// Connecting.
    Tcp,
    /// Encrypting, and verifying the certificate.
    Tls,
    /// Asking for `/` and reading the status.
    Http,
    /// Comparing the clock with the one of the server.
    Clock,
    /// Whether a sign-in page of the network answers in the place of the target.
    Portal,
}

/// How a step ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "state")]
pub enum Outcome {
    /// It worked; the verdict may still point at something.
    Ok {
        /// What was found.
        evidence: Evidence,
    },
    /// It did not work.
    Failed {
        /// What went wrong, before the circumstances are considered.
        code: Verdict,
        /// The words of the system or the library, in English, for support.
        detail: String,
        /// What was found nevertheless, such as the certificate that was refused.
        evidence: Option<Evidence>,
    },
    /// It was not tried.
    Skipped {
        /// Why not.
        because: SkipReason,
    },
    /// The user stopped the check.
    Cancelled,
    /// There was no result within the time limit.
    TimedOut,
}

/// Why a step was not tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SkipReason {
    /// The policy forbids connections.
    Offline,
    /// The step before it did not succeed.
    EarlierStepFailed,
    /// The target is an address: there is no name to look up.
    TargetIsAddress,
    /// The target does not speak this protocol.
    NotSpoken,
    /// The answer has no date.
    NoDate,
}

/// What a step found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "kind")]
pub enum Evidence {
    /// The interfaces.
    Interfaces {
        /// Every interface but loopback.
        interfaces: Vec<Interface>,
    },
    /// Signs of a VPN.
    Vpn {
        /// The signs.
        vpn: Vpn,
    },
    /// The proxy of the system.
    Proxy {
        /// Its settings, without a password.
        proxy: SystemProxy,
    },
    /// Certificate authorities that were read from the extra file.
    ExtraAuthorities {
        /// How many.
        count: usize,
    },
    /// The addresses of a name.
    Dns {
        /// At most 16.
        addresses: Vec<IpAddr>,
    },
    /// A connection.
    Tcp {
        /// The address that answered.
        address: SocketAddr,
    },
    /// An encrypted connection, or what a refused one showed.
    Tls {
        /// The version, like `TLSv1_3`; none when the handshake did not finish.
        version: Option<String>,
        /// The server's certificate, when it sent one.
        certificate: Option<CertificateSummary>,
        /// Who vouches for it; none when nobody does.
        trusted_by: Option<TrustedBy>,
    },
    /// An HTTP answer.
    Http {
        /// The status code.
        status: u16,
        /// The host that the answer redirects to.
        redirect_host: Option<String>,
    },
    /// The difference of the clocks.
    Clock {
        /// How many seconds this machine is ahead of the server; negative: behind.
        ahead_seconds: i64,
    },
}

/// Whose trust makes a certificate valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TrustedBy {
    /// The trust store of the system.
    System,
    /// The file with extra certificate authorities.
    ExtraFile,
}

/// What a step means. The window has words and an article for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Nothing to remark.
    Fine,
    /// The step was not tried or not finished.
    Unknown,
    /// No network interface is connected.
    NoConnection,
    /// Interfaces are connected, but none has an address that leads anywhere.
    NoAddress,
    /// A VPN is likely.
    VpnLikely,
    /// The system has a proxy.
    ProxyConfigured,
    /// The target cannot be reached directly, and the system has a proxy for it.
    ProxyNeeded,
    /// The proxy asks for a password (HTTP 407).
    ProxyPassword,
    /// The file with extra certificate authorities cannot be read.
    ExtraAuthoritiesUnreadable,
    /// There is no such name.
    DnsNotFound,
    /// The name server does not answer.
    DnsNoAnswer,
    /// Looking up the name failed otherwise.
    DnsFailed,
    /// Nothing listens on the port, or a firewall refuses.
    TcpRefused,
    /// The connection was broken off at once.
    TcpReset,
    /// There is no way to the address.
    TcpUnreachable,
    /// The address does not answer; a firewall may swallow the attempts.
    TcpNoAnswer,
    /// Connecting failed otherwise, for instance because the system forbids it.
    TcpFailed,
    /// Nobody known vouches for the certificate.
    TlsUnknownIssuer,
    /// The certificate is by a program or device known to read encrypted traffic.
    TlsIntercepted,
    /// The certificate has expired.
    TlsExpired,
    /// The certificate is not valid yet.
    TlsNotYetValid,
    /// The certificate is for another name.
    TlsWrongName,
    /// The certificate was revoked.
    TlsRevoked,
    /// The certificate is invalid for another reason.
    TlsInvalidCertificate,
    /// The port does not speak TLS.
    TlsNotSpoken,
    /// Both sides speak TLS, but agree on no version or method.
    TlsIncompatible,
    /// The server refused, for instance because it wants a certificate of the client.
    TlsRefused,
    /// The connection broke off while encryption was agreed on; filters do this.
    TlsConnectionLost,
    /// The server does not answer to the wish for encryption.
    TlsNoAnswer,
    /// The server accepts the connection, but answers nothing.
    HttpNoAnswer,
    /// What answered is not HTTP.
    HttpNotSpoken,
    /// The connection broke off before an answer.
    HttpConnectionLost,
    /// The server reports an error of its own (status 5xx).
    HttpServerError,
    /// The clock of this machine is wrong by more than five minutes.
    ClockWrong,
    /// A sign-in page of the network answers in the place of the target.
    CaptivePortal,
}
