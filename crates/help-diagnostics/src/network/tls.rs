//! The third step of a target: encryption, verified, with a look at who issued the certificate.

use std::io;
use std::sync::Arc;

use rustls::pki_types::ServerName;
use rustls::{AlertDescription, CertificateError, ClientConfig, Error};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::context::{Failure, Found, WallClock};
use super::report::{Evidence, Verdict};
use super::target::{Service, Target};
use super::trust::{Seen, Trust, Witness};

/// Agrees on encryption and verifies the server's certificate for the target's host.
pub(crate) async fn encrypt<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    target: &Target,
    trust: &Trust,
    clock: WallClock,
) -> Result<Found<TlsStream<S>>, Failure> {
    let witness = Arc::new(Witness::new(trust.clone()));
    let config = configuration(target, trust, clock, Arc::clone(&witness))
        .map_err(|error| Failure::new(Verdict::TlsIncompatible, error))?;
    let name = ServerName::try_from(target.host().to_owned())
        .map_err(|error| Failure::new(Verdict::TlsInvalidCertificate, error))?;
    let handshake = TlsConnector::from(Arc::new(config)).connect(name, stream).await;
    let Seen { certificate, trusted_by } = witness.seen();
    match handshake {
        Ok(stream) => {
            let intercepted = certificate.as_ref().is_some_and(|certificate| certificate.known_interceptor);
            let version = stream.get_ref().1.protocol_version().map(|version| format!("{version:?}"));
            Ok(Found {
                value: stream,
                evidence: Evidence::Tls { version, certificate, trusted_by },
                verdict: if intercepted { Verdict::TlsIntercepted } else { Verdict::Fine },
            })
        }
        Err(error) => {
            let self_signed = certificate.as_ref().is_some_and(|certificate| certificate.self_signed);
            let refused =
                || Box::new(Evidence::Tls { version: None, certificate: certificate.clone(), trusted_by });
            let evidence = certificate.is_some().then(refused);
            Err(Failure { code: handshake_verdict(&error, self_signed), detail: error.to_string(), evidence })
        }
    }
}

fn configuration(
    target: &Target,
    trust: &Trust,
    clock: WallClock,
    witness: Arc<Witness>,
) -> Result<ClientConfig, Error> {
    let mut config = ClientConfig::builder_with_details(Arc::clone(&trust.provider), Arc::new(clock))
        .with_safe_default_protocol_versions()?
        // "Dangerous" because it is an own verifier: it remembers, and leaves the decision to the usual ones.
        .dangerous()
        .with_custom_certificate_verifier(witness)
        .with_no_client_auth();
    if target.service() != Service::Tls {
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
    }
    Ok(config)
}

fn handshake_verdict(error: &io::Error, self_signed: bool) -> Verdict {
    match tls_error(error) {
        Some(Error::InvalidCertificate(reason)) => certificate_verdict(reason, self_signed),
        Some(error) => protocol_verdict(error),
        None => Verdict::TlsConnectionLost,
    }
}

/// Finds the TLS library's error inside one of the connection.
pub(crate) fn tls_error(error: &io::Error) -> Option<&Error> {
    error.get_ref()?.downcast_ref()
}

/// Turns an error of the protocol, not of the certificate, into a code.
pub(crate) fn protocol_verdict(error: &Error) -> Verdict {
    match error {
        Error::InvalidMessage(_) | Error::PeerSentOversizedRecord | Error::InappropriateMessage { .. } => {
            Verdict::TlsNotSpoken
        }
        Error::PeerIncompatible(_)
        | Error::NoApplicationProtocol
        | Error::AlertReceived(
            AlertDescription::ProtocolVersion
            | AlertDescription::HandshakeFailure
            | AlertDescription::InsufficientSecurity
            | AlertDescription::NoApplicationProtocol,
        ) => Verdict::TlsIncompatible,
        _ => Verdict::TlsRefused,
    }
}

fn certificate_verdict(error: &CertificateError, self_signed: bool) -> Verdict {
    match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => Verdict::TlsExpired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            Verdict::TlsNotYetValid
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            Verdict::TlsWrongName
        }
        CertificateError::Revoked => Verdict::TlsRevoked,
        CertificateError::UnknownIssuer => Verdict::TlsUnknownIssuer,
        // A server that shows its own authority is refused for that before anyone asks who issued it.
        _ if self_signed => Verdict::TlsUnknownIssuer,
        _ => Verdict::TlsInvalidCertificate,
    }
}
