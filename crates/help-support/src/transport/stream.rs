//! A connection in the clear or encrypted, and whom it trusts.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, StreamOwned};
use rustls_platform_verifier::Verifier;

/// The name that a server must prove, and the certificates that may vouch for it.
pub(super) struct Trust {
    name: ServerName<'static>,
    config: Arc<ClientConfig>,
}

impl Trust {
    /// Trusts what the system trusts, and the certificates of an extra file in PEM. The failure is one line for the reader.
    pub(super) fn of_system(host: &str, extra_ca_file: Option<&Path>) -> Result<Self, String> {
        let extra = extra_ca_file.map(certificates).transpose()?.unwrap_or_default();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let said = |error: rustls::Error| error.to_string();
        let verifier = Verifier::new_with_extra_roots(extra, Arc::clone(&provider)).map_err(said)?;
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(said)?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
            .with_no_client_auth();
        let name = ServerName::try_from(host.to_owned()).map_err(|error| error.to_string())?;
        Ok(Self { name, config: Arc::new(config) })
    }
}

/// Reads a file of extra authorities as a delivery would; gives how many it names.
/// # Errors
/// One line for the reader: the file and what is wrong with it.
pub fn count_authorities(path: &Path) -> Result<usize, String> {
    certificates(path).map(|certificates| certificates.len())
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let failed = |problem: String| format!("{}: {problem}", path.display());
    let pem = std::fs::read(path).map_err(|error| failed(error.to_string()))?;
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(&pem)
        .collect::<Result<_, _>>()
        .map_err(|error| failed(error.to_string()))?;
    // A file of another kind reads as an empty list.
    if certificates.is_empty() { Err(failed("no certificate in PEM".to_owned())) } else { Ok(certificates) }
}

pub(super) enum Stream {
    Plain(TcpStream),
    Encrypted(Box<StreamOwned<ClientConnection, TcpStream>>),
}

impl Stream {
    /// Connects to the first address that answers.
    pub(super) fn connect(addresses: &[SocketAddr], limit: Duration) -> io::Result<Self> {
        let mut failure = io::ErrorKind::AddrNotAvailable.into();
        for address in addresses {
            match TcpStream::connect_timeout(address, limit) {
                Ok(stream) => return Ok(Self::Plain(stream)),
                Err(error) => failure = error,
            }
        }
        Err(failure)
    }

    /// Encrypts everything from now on. The certificate is checked with the first bytes that follow.
    pub(super) fn encrypted(self, trust: &Trust) -> Result<Self, rustls::Error> {
        match self {
            Self::Plain(stream) => {
                let client = ClientConnection::new(Arc::clone(&trust.config), trust.name.clone())?;
                Ok(Self::Encrypted(Box::new(StreamOwned::new(client, stream))))
            }
            already @ Self::Encrypted(_) => Ok(already),
        }
    }

    /// Limits the next reads and writes.
    pub(super) fn limit(&self, limit: Duration) -> io::Result<()> {
        let socket = match self {
            Self::Plain(stream) => stream,
            Self::Encrypted(stream) => stream.get_ref(),
        };
        // Both, because encrypting may have to read before it can write.
        socket.set_read_timeout(Some(limit))?;
        socket.set_write_timeout(Some(limit))
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.read(buffer),
            Self::Encrypted(stream) => stream.read(buffer),
        }
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.write(bytes),
            Self::Encrypted(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(stream) => stream.flush(),
            Self::Encrypted(stream) => stream.flush(),
        }
    }
}
