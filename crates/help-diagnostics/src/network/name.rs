//! The first two steps of a target: finding its addresses and connecting to one of them.

use std::io;
use std::net::{IpAddr, SocketAddr};

use super::context::{Failure, Found};
use super::report::{Evidence, Verdict};
use super::target::Target;
use super::transport::{LookupFailure, Network};

/// How many addresses of a name are reported.
const REPORTED: usize = 16;
/// How many addresses of a name are tried.
const TRIED: usize = 4;

/// Looks up the target's name.
pub(crate) async fn look_up<N: Network>(network: &N, target: &Target) -> Result<Found<Vec<IpAddr>>, Failure> {
    let mut addresses = network.look_up(target.host()).await.map_err(|failure| match failure {
        LookupFailure::NotFound => Failure::new(Verdict::DnsNotFound, "no such name"),
        LookupFailure::NoAnswer => Failure::new(Verdict::DnsNoAnswer, "no answer from the name server"),
        LookupFailure::Other(detail) => Failure::new(Verdict::DnsFailed, detail),
    })?;
    let mut known = Vec::new();
    addresses.retain(|address| {
        !known.contains(address) && {
            known.push(*address);
            true
        }
    });
    addresses.truncate(REPORTED);
    if addresses.is_empty() {
        return Err(Failure::new(Verdict::DnsNotFound, "the name has no address"));
    }
    let evidence = Evidence::Dns { addresses: addresses.clone() };
    Ok(Found { value: addresses, evidence, verdict: Verdict::Fine })
}

/// Connects to the first address that answers; the last failure counts if none does.
///
/// All are tried beside each other: one that swallows packets must not use up the time of the others.
pub(crate) async fn connect<N: Network>(
    network: &N,
    target: &Target,
    addresses: &[IpAddr],
) -> Result<Found<(N::Stream, SocketAddr)>, Failure> {
    use futures_util::stream::{FuturesUnordered, StreamExt};

    let mut attempts: FuturesUnordered<_> = both_families(addresses)
        .into_iter()
        .map(|address| SocketAddr::new(address, target.port()))
        .map(|address| async move { (address, network.connect(address).await) })
        .collect();
    let mut failure = None;
    while let Some((address, connection)) = attempts.next().await {
        match connection {
            Ok(stream) => {
                let evidence = Evidence::Tcp { address };
                return Ok(Found { value: (stream, address), evidence, verdict: Verdict::Fine });
            }
            Err(error) => failure = Some(error),
        }
    }
    let error = failure.unwrap_or_else(|| io::ErrorKind::AddrNotAvailable.into());
    Err(Failure::new(connection_verdict(&error), error))
}

/// Chooses the addresses to try: the first ones, and at least one of each family.
fn both_families(addresses: &[IpAddr]) -> Vec<IpAddr> {
    let family =
        |wanted: bool| addresses.iter().filter(move |address| address.is_ipv6() == wanted).take(TRIED / 2);
    family(true).chain(family(false)).copied().collect()
}

fn connection_verdict(error: &io::Error) -> Verdict {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => Verdict::TcpRefused,
        io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted => Verdict::TcpReset,
        io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkDown
        | io::ErrorKind::AddrNotAvailable => Verdict::TcpUnreachable,
        io::ErrorKind::TimedOut => Verdict::TcpNoAnswer,
        _ => Verdict::TcpFailed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_families_get_their_chance() {
        let addresses =
            ["2001:db8::1", "2001:db8::2", "2001:db8::3", "192.0.2.1"].map(|text| text.parse().unwrap());
        let chosen: Vec<_> = both_families(&addresses).iter().map(ToString::to_string).collect();
        assert_eq!(chosen, ["2001:db8::1", "2001:db8::2", "192.0.2.1"]);
    }

    #[test]
    fn the_systems_errors_have_codes() {
        for (kind, expected) in [
            (io::ErrorKind::ConnectionRefused, Verdict::TcpRefused),
            (io::ErrorKind::ConnectionReset, Verdict::TcpReset),
            (io::ErrorKind::NetworkUnreachable, Verdict::TcpUnreachable),
            (io::ErrorKind::HostUnreachable, Verdict::TcpUnreachable),
            (io::ErrorKind::TimedOut, Verdict::TcpNoAnswer),
            (io::ErrorKind::PermissionDenied, Verdict::TcpFailed),
        ] {
            assert_eq!(connection_verdict(&kind.into()), expected, "{kind:?}");
        }
    }
}
