//! What the machine itself says about its network, without contacting anyone.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::Serialize;

use super::interfaces::{self, Interface, InterfaceKind, InterfaceState, Link};
use super::proxy::SystemProxy;
use super::proxy_settings;

/// Interfaces, default routes and proxy of the machine.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LocalNetwork {
    /// Every interface but loopback.
    pub interfaces: Vec<Interface>,
    /// The names of the interfaces that traffic to the world leaves through; known on Linux only.
    pub default_routes: BTreeSet<String>,
    /// The proxy of the system.
    pub proxy: SystemProxy,
}

/// Signs of a VPN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Vpn {
    /// The connected tunnels with an address that leads further.
    pub tunnels: Vec<String>,
    /// Those of them that traffic to the world leaves through.
    pub default_routes: Vec<String>,
}

impl LocalNetwork {
    /// Asks the system. Opens no IPv4 or IPv6 socket; may start the desktop's own program for reading its settings.
    ///
    /// `environment` gives the value of an environment variable.
    #[must_use]
    pub fn of_this_machine(environment: &dyn Fn(&str) -> Option<String>) -> Self {
        let routes = |file: &str| fs::read_to_string(file).unwrap_or_default();
        Self {
            interfaces: interfaces::list(Path::new("/sys/class/net"), &interfaces::addresses()),
            default_routes: default_routes(&routes("/proc/net/route"), &routes("/proc/net/ipv6_route")),
            proxy: proxy_settings::read(environment),
        }
    }

    /// Finds the signs of a VPN.
    ///
    /// A tunnel without an address of its own does not count: macOS always has some.
    #[must_use]
    pub fn vpn(&self) -> Vpn {
        let tunnels: Vec<_> = self
            .interfaces
            .iter()
            .filter(|interface| interface.kind == InterfaceKind::Tunnel)
            .filter(|interface| interface.state == InterfaceState::Up && interface.link == Link::Routable)
            .map(|interface| interface.name.clone())
            .collect();
        let default_routes =
            tunnels.iter().filter(|tunnel| self.default_routes.contains(*tunnel)).cloned().collect();
        Vpn { tunnels, default_routes }
    }
}

/// Reads the interfaces of the default routes from `/proc/net/route` and `/proc/net/ipv6_route`.
///
/// A route to one half of all addresses counts: that is how OpenVPN takes over the traffic (`redirect-gateway def1`).
fn default_routes(version_4: &str, version_6: &str) -> BTreeSet<String> {
    const UP: u32 = 1;
    const REJECT: u32 = 0x200;
    let mut found = BTreeSet::new();
    for line in version_4.lines().skip(1) {
        let columns: Vec<_> = line.split_whitespace().collect();
        let &[name, destination, _, flags, _, _, _, mask, ..] = columns.as_slice() else { continue };
        let usable = u32::from_str_radix(flags, 16).is_ok_and(|flags| flags & UP != 0 && flags & REJECT == 0);
        // The kernel prints the words in the machine's byte order: 128.0.0.0 is 00000080 on a small-endian one.
        if usable && destination == "00000000" && matches!(mask, "00000000" | "00000080" | "80000000") {
            found.insert(name.to_owned());
        }
    }
    for line in version_6.lines() {
        let columns: Vec<_> = line.split_whitespace().collect();
        let &[destination, prefix, _, _, _, _, _, _, flags, name] = columns.as_slice() else { continue };
        let usable = u32::from_str_radix(flags, 16).is_ok_and(|flags| flags & UP != 0 && flags & REJECT == 0);
        if usable
            && destination.bytes().all(|byte| byte == b'0')
            && matches!(prefix, "00" | "01")
            && name != "lo"
        {
            found.insert(name.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n";

    fn check(version_4: &str, version_6: &str, expected: &[&str]) {
        let found = default_routes(&format!("{HEAD}{version_4}"), version_6);
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), expected, "{version_4}{version_6}");
    }

    #[test]
    fn default_routes_are_found() {
        check("eth0\t00000000\t0102A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n", "", &["eth0"]);
        check("tun0\t00000000\t0108000A\t0003\t0\t0\t0\t00000080\t0\t0\t0\n", "", &["tun0"]);
        check("eth0\t0002A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\n", "", &[]);
        check("eth0\t00000000\t00000000\t0200\t0\t0\t0\t00000000\t0\t0\t0\n", "", &[]);
        check("broken line\n", "broken line\n", &[]);
        let zeros = "0".repeat(32);
        check("", &format!("{zeros} 00 {zeros} 00 {zeros} 00000400 1 0 00000003 wg0\n"), &["wg0"]);
        check("", &format!("{zeros} 00 {zeros} 00 {zeros} ffffffff 1 0 00200200 lo\n"), &[]);
    }

    #[test]
    fn a_vpn_is_a_connected_tunnel_with_an_address() {
        let tunnel = |name: &str, state, link| Interface {
            name: name.to_owned(),
            kind: InterfaceKind::Tunnel,
            state,
            link,
        };
        let local = LocalNetwork {
            interfaces: vec![
                tunnel("tun0", InterfaceState::Up, Link::Routable),
                tunnel("utun1", InterfaceState::Up, Link::LinkLocal),
                tunnel("wg0", InterfaceState::Down, Link::Routable),
                tunnel("wg1", InterfaceState::Up, Link::Routable),
            ],
            default_routes: BTreeSet::from(["wg1".to_owned(), "eth0".to_owned()]),
            proxy: SystemProxy::default(),
        };
        let expected = Vpn {
            tunnels: vec!["tun0".to_owned(), "wg1".to_owned()],
            default_routes: vec!["wg1".to_owned()],
        };
        assert_eq!(local.vpn(), expected);
    }
}
