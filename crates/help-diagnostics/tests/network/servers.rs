//! Servers on loopback, each in a thread that ends with the test program.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// Listens on a free port and hands every connection over, each in a thread of its own.
pub(crate) fn serve(answer: impl Fn(TcpStream) + Send + Sync + 'static) -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let answer = Arc::new(answer);
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let answer = Arc::clone(&answer);
            std::thread::spawn(move || answer(stream));
        }
    });
    port
}

/// A port where nothing listens.
pub(crate) fn refusing() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}

/// Accepts and says nothing until the other side ends.
pub(crate) fn silent() -> u16 {
    serve(|mut stream| {
        let _ = stream.read_to_end(&mut Vec::new());
    })
}

/// Breaks off when the first bytes arrive: a socket closed with unread bytes sends a reset (RFC 1122, 4.2.2.13).
pub(crate) fn resetting() -> u16 {
    serve(|stream| {
        let _ = stream.peek(&mut [0]);
    })
}

/// Answers the head of a request with fixed bytes.
pub(crate) fn answering(answer: &'static str) -> u16 {
    serve(move |mut stream| respond(&mut stream, answer))
}

/// Greets at once, as mail servers do.
pub(crate) fn greeting() -> u16 {
    serve(|mut stream| {
        let _ = stream.write_all(b"220 mail.example.com ESMTP\r\n");
        let _ = stream.read_to_end(&mut Vec::new());
    })
}

fn respond(stream: &mut (impl Read + Write), answer: &str) {
    let mut lines = BufReader::new(&mut *stream).lines();
    while lines.next().and_then(Result::ok).is_some_and(|line| !line.is_empty()) {}
    let _ = stream.write_all(answer.as_bytes());
    let _ = stream.flush();
}

/// An authority of the tests and the file with its certificate.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pub(crate) file: PathBuf,
    _folder: tempfile::TempDir,
}

/// What a certificate of the tests is like.
#[derive(Clone, Copy)]
pub(crate) struct Leaf {
    pub(crate) name: &'static str,
    /// The year of its beginning and its end.
    pub(crate) years: (i32, i32),
}

impl Authority {
    pub(crate) fn new(name: &str) -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::OrganizationName, name);
        params.distinguished_name.push(DnType::CommonName, format!("{name} Root"));
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("authority.pem");
        std::fs::write(&file, certificate.pem()).unwrap();
        Self { issuer: Issuer::new(params, key), file, _folder: folder }
    }

    /// Serves TLS with a certificate of this authority and answers requests inside with fixed bytes.
    pub(crate) fn serve(&self, leaf: Leaf, answer: &'static str) -> u16 {
        let mut params = CertificateParams::new(vec![leaf.name.to_owned()]).unwrap();
        params.distinguished_name.push(DnType::CommonName, leaf.name);
        params.not_before = date_time_ymd(leaf.years.0, 1, 1);
        params.not_after = date_time_ymd(leaf.years.1, 1, 1);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        encrypted(certificate.der().clone(), &key, answer)
    }
}

/// Serves TLS with a certificate that signs itself.
pub(crate) fn self_signed(name: &str, answer: &'static str) -> u16 {
    let made = rcgen::generate_simple_self_signed(vec![name.to_owned()]).unwrap();
    encrypted(made.cert.der().clone(), &made.signing_key, answer)
}

fn encrypted(
    certificate: rustls::pki_types::CertificateDer<'static>,
    key: &KeyPair,
    answer: &'static str,
) -> u16 {
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let config = Arc::new(config);
    serve(move |stream| {
        let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
        respond(&mut StreamOwned::new(connection, stream), answer);
    })
}
