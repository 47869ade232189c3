//! Whether an address may be called: public ones, and what the operator allows. Everything else is denied.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::AllowedNetworks;
use super::ranges::{special_v4, special_v6};

/// An address that must not be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{address} {what}; only public addresses are called. \
     The operator can allow a network with delivery.allow_networks",
    what = Reason(.embedded, .what)
)]
pub struct Forbidden {
    address: IpAddr,
    /// The IPv4 address inside, if it is that one which is special.
    embedded: Option<Ipv4Addr>,
    what: &'static str,
}

struct Reason<'a>(&'a Option<Ipv4Addr>, &'static str);

impl std::fmt::Display for Reason<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self(None, what) => write!(f, "is {what}"),
            Self(Some(inside), what) => write!(f, "leads to {inside}, which is {what}"),
        }
    }
}

/// Whether `address` may be called.
///
/// A v4-mapped address (`::ffff:10.0.0.1`) is the IPv4 address in it, also for `allowed`. Every other form that carries
/// an IPv4 address (v4-compatible, v4-translated, NAT64, 6to4, Teredo, ISATAP) is judged as what it is, where `allowed`
/// can lift the ban; the address inside is then judged too, and that ban is never lifted: a tunnel to a private
/// address is a way around the list of networks, not an entry of it.
pub fn verdict(address: IpAddr, allowed: &AllowedNetworks) -> Result<(), Forbidden> {
    let judged = address.to_canonical();
    let special = match judged {
        IpAddr::V4(v4) => special_v4(v4),
        IpAddr::V6(v6) => special_v6(v6),
    };
    if let Some(what) = special.filter(|_| !allowed.contain(judged)) {
        return Err(Forbidden { address, embedded: None, what });
    }
    let inside = if let IpAddr::V6(v6) = judged { embedded(v6) } else { [None; 3] };
    match inside.into_iter().flatten().find_map(|v4| special_v4(v4).map(|what| (v4, what))) {
        Some((v4, what)) => Err(Forbidden { address, embedded: Some(v4), what }),
        None => Ok(()),
    }
}

/// The IPv4 addresses that a packet to this address may end up at: a network can be a tunnel, and the host in
/// it another.
fn embedded(address: Ipv6Addr) -> [Option<Ipv4Addr>; 3] {
    let [one, other] = in_network(address);
    [one, other, in_host(address)]
}

/// ISATAP: RFC 5214 section 6.1, with and without the bit for "globally unique", in any network.
fn in_host(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let last = Ipv4Addr::from_bits(address.to_bits() as u32);
    matches!(address.segments(), [_, _, _, _, 0 | 0x200, 0x5efe, ..]).then_some(last)
}

fn in_network(address: Ipv6Addr) -> [Option<Ipv4Addr>; 2] {
    let last = Ipv4Addr::from_bits(address.to_bits() as u32);
    let second = Ipv4Addr::from_bits((address.to_bits() >> 64) as u32);
    match address.segments() {
        // The unspecified and the loopback address only look like v4-compatible ones (RFC 4291 section 2.5.5.1).
        [0, 0, 0, 0, 0, 0, 0, 0 | 1] => [None; 2],
        [0, 0, 0, 0, 0, 0, ..] => [Some(last), None],
        // v4-translated: RFC 2765 section 2.1.
        [0, 0, 0, 0, 0xffff, 0, ..] => [Some(last), None],
        // NAT64: RFC 6052 section 2.1 and RFC 8215, both read with a prefix of 96 bits. With a shorter one `last` is
        // an address of "this network", and denied.
        [0x64, 0xff9b, 0 | 1, ..] => [Some(last), None],
        // 6to4: RFC 3056 section 2.
        [0x2002, high, low, ..] => [Some(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low))), None],
        // Teredo: RFC 4380 section 4; the server, and the client with its bits turned over.
        [0x2001, 0, ..] => [Some(second), Some(Ipv4Addr::from_bits(!last.to_bits()))],
        _ => [None; 2],
    }
}
