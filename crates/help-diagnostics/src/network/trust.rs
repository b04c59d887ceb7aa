//! Who is believed when a certificate is verified: the system's trust store and a file with extra authorities.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};

use super::certificate::CertificateSummary;
use super::report::TrustedBy;

/// The largest file with extra authorities that is read, in bytes.
const LARGEST_FILE: u64 = 1024 * 1024;

/// The authorities that are believed.
#[derive(Debug, Clone)]
pub(crate) struct Trust {
    pub(crate) provider: Arc<CryptoProvider>,
    system: Option<Arc<dyn ServerCertVerifier>>,
    extra: Option<Arc<dyn ServerCertVerifier>>,
}

impl Trust {
    /// Reads the system's trust store, which may be empty, and takes over extra authorities.
    pub(crate) fn new(extra: Vec<CertificateDer<'static>>) -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let system = rustls_platform_verifier::Verifier::new(Arc::clone(&provider)).ok();
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(extra);
        let extra =
            WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider)).build().ok();
        Self {
            provider,
            system: system.map(|verifier| Arc::new(verifier) as Arc<dyn ServerCertVerifier>),
            extra: extra.map(|verifier| verifier as Arc<dyn ServerCertVerifier>),
        }
    }
}

/// Reads the authorities of a PEM file, or of a DER file with one.
///
/// The error is the reason in English.
pub(crate) fn read_authorities(path: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| error.to_string())?;
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err("the file is larger than 1 MiB".to_owned());
    }
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(&bytes)
        .collect::<Result<_, _>>()
        .map_err(|error| format!("the file has a broken PEM block: {error}"))?;
    let certificates = if certificates.is_empty() { vec![CertificateDer::from(bytes)] } else { certificates };
    let mut roots = RootCertStore::empty();
    let (usable, _) = roots.add_parsable_certificates(certificates.iter().cloned());
    if usable == 0 { Err("the file has no certificate".to_owned()) } else { Ok(certificates) }
}

/// What a handshake showed, whether it was accepted or not.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    pub(crate) certificate: Option<CertificateSummary>,
    pub(crate) trusted_by: Option<TrustedBy>,
}

/// Verifies as [`Trust`] says and remembers the certificate. Accepts nothing that neither store vouches for.
#[derive(Debug)]
pub(crate) struct Witness {
    trust: Trust,
    seen: OnceLock<Seen>,
}

impl Witness {
    pub(crate) fn new(trust: Trust) -> Self {
        Self { trust, seen: OnceLock::new() }
    }

    pub(crate) fn seen(&self) -> Seen {
        self.seen.get().cloned().unwrap_or_default()
    }

    /// Asks the system first. Its reason stands unless the extra authorities know the issuer: then theirs does.
    fn verify(
        &self,
        ask: impl Fn(&Arc<dyn ServerCertVerifier>) -> Result<ServerCertVerified, Error>,
    ) -> Result<TrustedBy, Error> {
        let unknown = || Error::InvalidCertificate(CertificateError::UnknownIssuer);
        let system = self.trust.system.as_ref().map_or_else(|| Err(unknown()), &ask);
        let Err(system) = system else { return Ok(TrustedBy::System) };
        match self.trust.extra.as_ref().map(ask) {
            Some(Ok(_)) => Ok(TrustedBy::ExtraFile),
            Some(Err(error)) if error != unknown() => Err(error),
            _ => Err(system),
        }
    }
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verified = self.verify(|verifier| {
            verifier.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
        });
        let certificate = CertificateSummary::from_der(end_entity);
        self.seen.get_or_init(|| Seen { certificate, trusted_by: verified.as_ref().ok().copied() });
        verified.map(|_| ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.trust.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.trust.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.trust.provider.signature_verification_algorithms.supported_schemes()
    }
}
