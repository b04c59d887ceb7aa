//! The seam to the network: everything that opens a socket goes through [`Network`].

use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};

use dns_lookup::{LookupError, LookupErrorKind};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

/// Why a name gave no address.
#[derive(Debug)]
pub enum LookupFailure {
    /// The name server says that there is no such name, or none with an address.
    NotFound,
    /// No name server answered, or it could not answer now.
    NoAnswer,
    /// Something else; the text is the system's.
    Other(String),
}

/// What a check needs of the network. Real checks use [`SystemNetwork`].
pub trait Network {
    /// A connection.
    type Stream: AsyncRead + AsyncWrite + Unpin;

    /// Looks up the addresses of a name. The check cancels it by dropping the future.
    fn look_up(&self, host: &str) -> impl Future<Output = Result<Vec<IpAddr>, LookupFailure>>;

    /// Opens a TCP connection. The check cancels it by dropping the future.
    fn connect(&self, address: SocketAddr) -> impl Future<Output = io::Result<Self::Stream>>;
}

/// The network of this machine: the system's name resolution and its sockets.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemNetwork;

impl Network for SystemNetwork {
    type Stream = TcpStream;

    /// Asks the system in a thread of its own: the system's function cannot be interrupted, so a cancelled look-up is
    /// abandoned and its thread ends when the system gives up.
    async fn look_up(&self, host: &str) -> Result<Vec<IpAddr>, LookupFailure> {
        let host = host.to_owned();
        let answer = tokio::task::spawn_blocking(move || {
            dns_lookup::lookup_host(&host).map(Iterator::collect::<Vec<_>>)
        })
        .await;
        match answer {
            Ok(Ok(addresses)) => Ok(addresses),
            Ok(Err(error)) => Err(lookup_failure(&error)),
            Err(error) => Err(LookupFailure::Other(error.to_string())),
        }
    }

    async fn connect(&self, address: SocketAddr) -> io::Result<TcpStream> {
        TcpStream::connect(address).await
    }
}

fn lookup_failure(error: &LookupError) -> LookupFailure {
    match error.kind() {
        LookupErrorKind::NoName | LookupErrorKind::NoData => LookupFailure::NotFound,
        LookupErrorKind::Again => LookupFailure::NoAnswer,
        _ => LookupFailure::Other(error.to_string()),
    }
}
