//! Where a request comes from, through proxies that are trusted.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use actix_web::HttpRequest;

use crate::state::ApiConfig;

/// The address of the client: the peer's, or, where the peer is a trusted proxy, the last address of
/// `X-Forwarded-For` that is not a trusted proxy.
pub(crate) fn of(request: &HttpRequest, config: &ApiConfig) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip().to_canonical();
    if !config.trusted_proxies.contains(&peer) {
        return Some(peer);
    }
    let forwarded = request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
    let forwarded: Vec<&str> = forwarded.flat_map(|value| value.split(',')).collect();
    Some(client(peer, &forwarded, &config.trusted_proxies))
}

/// What an address is counted under: itself, or, of version 6, its network of 64 bits, within which devices
/// change the rest by themselves (RFC 8981) and whoever has one address has 2^64.
pub(crate) fn place(address: &str) -> String {
    const NETWORK: u128 = u128::MAX << 64;
    match address.parse() {
        Ok(IpAddr::V6(address)) => format!("{}/64", Ipv6Addr::from_bits(address.to_bits() & NETWORK)),
        _ => address.to_owned(),
    }
}

/// True if two addresses are somebody's at one [`place`].
pub(crate) fn is_same_network(one: &str, other: &str) -> bool {
    place(one) == place(other)
}

fn client(peer: IpAddr, forwarded: &[&str], trusted: &[IpAddr]) -> IpAddr {
    let mut client = peer;
    for hop in forwarded.iter().rev() {
        if !trusted.contains(&client) {
            break;
        }
        match hop_address(hop.trim()) {
            Some(address) => client = address.to_canonical(),
            // What a client wrote in front of the proxies' own entries is not to be read.
            None => break,
        }
    }
    client
}

/// An address, or one with its port, as some proxies write it.
fn hop_address(hop: &str) -> Option<IpAddr> {
    hop.parse().ok().or_else(|| hop.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_device_that_changes_its_own_half_of_an_address_has_not_moved() {
        assert!(is_same_network("192.0.2.1", "192.0.2.1") && !is_same_network("192.0.2.1", "192.0.2.2"));
        assert!(is_same_network("2001:db8:0:1::1", "2001:db8:0:1:ffff::9"));
        assert!(!is_same_network("2001:db8:0:1::1", "2001:db8:0:2::1"));
        assert!(!is_same_network("2001:db8::1", "192.0.2.1"));
        assert_eq!(place("2001:db8:0:1:ffff::9"), "2001:db8:0:1::/64");
    }

    #[test]
    fn a_forwarded_address_counts_only_behind_a_trusted_proxy() {
        let hops = ["203.0.113.9", " 198.51.100.7"];
        assert_eq!(client(ip("192.0.2.1"), &hops, &[]), ip("192.0.2.1"));
        assert_eq!(client(ip("192.0.2.1"), &hops, &[ip("192.0.2.1")]), ip("198.51.100.7"));
        assert_eq!(client(ip("192.0.2.1"), &hops, &[ip("192.0.2.1"), ip("198.51.100.7")]), ip("203.0.113.9"));
        assert_eq!(client(ip("192.0.2.1"), &["forged"], &[ip("192.0.2.1")]), ip("192.0.2.1"));
        for with_port in ["198.51.100.7:5678", "[::ffff:198.51.100.7]:80"] {
            assert_eq!(client(ip("192.0.2.1"), &[with_port], &[ip("192.0.2.1")]), ip("198.51.100.7"));
        }
    }
}
