//! The network interfaces: which there are, of what kind, and whether they are connected.
//!
//! On Linux the kernel's files say the kind; elsewhere only the interface's name does. Addresses are not reported, only
//! what kind of address there is.

use std::collections::BTreeMap;
use std::fs;
use std::net::IpAddr;
use std::path::Path;

use serde::Serialize;

use super::certificate::clean;

/// The longest name of an interface that is taken over, in characters.
const NAME_LENGTH: usize = 64;

/// A network interface of the machine. Loopback is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Interface {
    /// Its name in the system.
    pub name: String,
    /// What it is.
    pub kind: InterfaceKind,
    /// Whether it is connected.
    pub state: InterfaceState,
    /// How far its addresses lead.
    pub link: Link,
}

/// What an interface is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum InterfaceKind {
    /// A network cable.
    Cable,
    /// Wi-Fi.
    WiFi,
    /// A mobile network.
    Mobile,
    /// A tunnel: what VPNs use.
    Tunnel,
    /// A part of virtual machines or containers.
    Virtual,
    /// Not known.
    Unknown,
}

/// Whether an interface is connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum InterfaceState {
    /// It is.
    Up,
    /// It is not: no cable, no Wi-Fi network, switched off.
    Down,
}

/// How far an interface's addresses lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Link {
    /// No address.
    NoAddress,
    /// Only addresses of the link itself (RFC 3927, RFC 4291): no server gave one.
    LinkLocal,
    /// An address that can lead further.
    Routable,
}

impl Link {
    pub(crate) fn of(address: IpAddr) -> Self {
        let local = match address {
            IpAddr::V4(address) => address.is_link_local() || address.is_loopback(),
            IpAddr::V6(address) => address.is_unicast_link_local() || address.is_loopback(),
        };
        if local { Self::LinkLocal } else { Self::Routable }
    }
}

/// What the system's library says of an interface: its best link, and whether it is connected.
pub(crate) type Addresses = BTreeMap<String, (Link, InterfaceState)>;

/// Asks the system for the interfaces that have addresses. Opens no IPv4 or IPv6 socket.
pub(crate) fn addresses() -> Addresses {
    let mut found = Addresses::new();
    for entry in if_addrs::get_if_addrs().unwrap_or_default() {
        if entry.is_loopback() {
            continue;
        }
        let state = match entry.oper_status {
            if_addrs::IfOperStatus::Up | if_addrs::IfOperStatus::Unknown => InterfaceState::Up,
            _ => InterfaceState::Down,
        };
        let link = Link::of(entry.ip());
        let known = found.entry(entry.name).or_insert((link, state));
        known.0 = known.0.max(link);
    }
    found
}

/// Lists the interfaces from the kernel's files below `folder`, normally `/sys/class/net`.
///
/// Without such a folder the names of `addresses` are all that is known.
pub(crate) fn list(folder: &Path, addresses: &Addresses) -> Vec<Interface> {
    let Ok(entries) = fs::read_dir(folder) else {
        return addresses.iter().map(|(name, (link, state))| named(name, *link, *state)).collect();
    };
    let mut interfaces: Vec<_> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let link = addresses.get(&name).map_or(Link::NoAddress, |(link, _)| *link);
            from_kernel(&entry.path(), &name, link)
        })
        .collect();
    interfaces.sort_by(|left, right| left.name.cmp(&right.name));
    interfaces
}

fn named(name: &str, link: Link, state: InterfaceState) -> Interface {
    Interface { name: clean(name, NAME_LENGTH), kind: kind_by_name(name), state, link }
}

/// Reads one interface; none for loopback and for files that are no interface.
fn from_kernel(folder: &Path, name: &str, link: Link) -> Option<Interface> {
    let read = |file: &str| fs::read_to_string(folder.join(file)).map(|text| text.trim().to_owned());
    let hardware: u32 = read("type").ok()?.parse().ok()?;
    if hardware == LOOPBACK {
        return None;
    }
    let device_type = read("uevent")
        .ok()
        .and_then(|text| text.lines().find_map(|line| line.strip_prefix("DEVTYPE=").map(ToOwned::to_owned)));
    let has = |file: &str| folder.join(file).exists();
    let kind = match device_type.as_deref() {
        Some("wlan") => InterfaceKind::WiFi,
        Some("wwan") => InterfaceKind::Mobile,
        Some("wireguard" | "ppp") => InterfaceKind::Tunnel,
        Some("bridge" | "bond" | "vlan" | "veth" | "macvlan" | "vxlan") => InterfaceKind::Virtual,
        _ if has("wireless") || has("phy80211") => InterfaceKind::WiFi,
        _ if has("tun_flags") || TUNNELS.contains(&hardware) => InterfaceKind::Tunnel,
        _ if hardware == RAW_IP => InterfaceKind::Mobile,
        _ if hardware == ETHERNET && has("device") => InterfaceKind::Cable,
        _ if hardware == ETHERNET => InterfaceKind::Virtual,
        _ => InterfaceKind::Unknown,
    };
    let switched_on =
        read("flags").ok().and_then(|flags| u32::from_str_radix(flags.trim_start_matches("0x"), 16).ok());
    let state = match read("operstate").as_deref() {
        Ok("up") => InterfaceState::Up,
        // Tunnels never report a state (Documentation/networking/operstates.rst of the kernel).
        Ok("unknown") if switched_on.is_some_and(|flags| flags & 1 == 1) => InterfaceState::Up,
        _ => InterfaceState::Down,
    };
    Some(Interface { name: clean(name, NAME_LENGTH), kind, state, link })
}

// Hardware types of include/uapi/linux/if_arp.h.
const ETHERNET: u32 = 1;
const LOOPBACK: u32 = 772;
const RAW_IP: u32 = 519;
/// PPP, IP in IP, IPv6 in IP, IPv6 in IPv4, GRE, GRE over IPv6, and "none": TUN and WireGuard.
const TUNNELS: [u32; 7] = [512, 768, 769, 776, 778, 823, 65534];

/// Guesses the kind by the name that Windows (in Russian and English) and macOS give.
pub(crate) fn kind_by_name(name: &str) -> InterfaceKind {
    let name = name.to_lowercase();
    let begins = |names: &[&str]| names.iter().any(|known| name.starts_with(known));
    let contains = |names: &[&str]| names.iter().any(|known| name.contains(known));
    if contains(&["vpn", "wireguard", "openvpn", "anyconnect", "tap-"])
        || begins(&["utun", "tun", "tap", "wg", "ppp", "ipsec"])
    {
        InterfaceKind::Tunnel
    } else if contains(&["wi-fi", "wireless", "беспроводн"]) || begins(&["wlan", "wlp"]) {
        InterfaceKind::WiFi
    } else if contains(&["cellular", "mobile", "мобильн", "сотов"]) || begins(&["wwan", "pdp_ip"])
    {
        InterfaceKind::Mobile
    } else if contains(&["vethernet", "virtualbox", "vmware", "docker", "hyper-v"])
        || begins(&["bridge", "awdl", "llw", "anpi"])
    {
        InterfaceKind::Virtual
    } else if begins(&["ethernet", "подключение по локальной сети", "eth", "enp", "eno"])
    {
        InterfaceKind::Cable
    } else {
        InterfaceKind::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes the files of one interface as the kernel does.
    fn interface(root: &Path, name: &str, files: &[(&str, &str)]) {
        let folder = root.join(name);
        fs::create_dir_all(&folder).unwrap();
        for (file, text) in files {
            if text.is_empty() {
                fs::create_dir(folder.join(file)).unwrap();
            } else {
                fs::write(folder.join(file), text).unwrap();
            }
        }
    }

    /// Name, files, and what they say.
    type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], InterfaceKind, InterfaceState);

    #[test]
    fn the_kernel_says_kind_and_state() {
        let root = tempfile::tempdir().unwrap();
        let cases: &[Case] = &[
            (
                "enp3s0",
                &[("type", "1\n"), ("device", ""), ("operstate", "up\n")],
                InterfaceKind::Cable,
                InterfaceState::Up,
            ),
            (
                "eth1",
                &[("type", "1\n"), ("device", ""), ("operstate", "down\n")],
                InterfaceKind::Cable,
                InterfaceState::Down,
            ),
            (
                "wlp2s0",
                &[
                    ("type", "1"),
                    ("device", ""),
                    ("uevent", "DEVTYPE=wlan\nINTERFACE=wlp2s0\n"),
                    ("operstate", "up"),
                ],
                InterfaceKind::WiFi,
                InterfaceState::Up,
            ),
            (
                "wlan0",
                &[("type", "1"), ("wireless", ""), ("operstate", "dormant")],
                InterfaceKind::WiFi,
                InterfaceState::Down,
            ),
            ("wwan0", &[("type", "519"), ("operstate", "up")], InterfaceKind::Mobile, InterfaceState::Up),
            (
                "tun0",
                &[("type", "65534"), ("tun_flags", "0x1001"), ("flags", "0x1091"), ("operstate", "unknown")],
                InterfaceKind::Tunnel,
                InterfaceState::Up,
            ),
            (
                "wg0",
                &[
                    ("type", "65534"),
                    ("uevent", "DEVTYPE=wireguard"),
                    ("flags", "0x90"),
                    ("operstate", "unknown"),
                ],
                InterfaceKind::Tunnel,
                InterfaceState::Down,
            ),
            ("ppp0", &[("type", "512"), ("operstate", "up")], InterfaceKind::Tunnel, InterfaceState::Up),
            (
                "docker0",
                &[("type", "1"), ("operstate", "down")],
                InterfaceKind::Virtual,
                InterfaceState::Down,
            ),
        ];
        interface(root.path(), "lo", &[("type", "772\n"), ("operstate", "unknown")]);
        fs::write(root.path().join("bonding_masters"), "").unwrap();
        for (name, files, _, _) in cases {
            interface(root.path(), name, files);
        }
        let found = list(root.path(), &Addresses::new());
        assert_eq!(found.len(), cases.len(), "{found:?}");
        for (name, _, kind, state) in cases {
            let interface = found.iter().find(|interface| interface.name == *name).unwrap();
            assert_eq!((interface.kind, interface.state), (*kind, *state), "{name}");
        }
    }

    #[test]
    fn without_the_kernels_files_names_decide() {
        let addresses = Addresses::from([
            ("Беспроводная сеть".to_owned(), (Link::Routable, InterfaceState::Up)),
            ("utun3".to_owned(), (Link::LinkLocal, InterfaceState::Up)),
        ]);
        let found = list(Path::new("/does/not/exist"), &addresses);
        let found: Vec<_> = found.iter().map(|interface| (interface.kind, interface.link)).collect();
        assert_eq!(found, [(InterfaceKind::Tunnel, Link::LinkLocal), (InterfaceKind::WiFi, Link::Routable)]);
    }

    #[test]
    fn addresses_lead_so_far() {
        for (address, expected) in [
            ("192.0.2.1", Link::Routable),
            ("169.254.10.1", Link::LinkLocal),
            ("fe80::1", Link::LinkLocal),
            ("2001:db8::1", Link::Routable),
        ] {
            assert_eq!(Link::of(address.parse().unwrap()), expected, "{address}");
        }
    }
}
