//! The networks that the operator allows although they are not public.

use std::net::IpAddr;

use ipnet::IpNet;

/// Networks that may be called although their addresses are not public. None by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllowedNetworks(Vec<IpNet>);

/// The networks, separated by commas; empty where there are none.
impl std::fmt::Display for AllowedNetworks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (place, network) in self.0.iter().enumerate() {
            let comma = if place == 0 { "" } else { ", " };
            write!(f, "{comma}{network}")?;
        }
        Ok(())
    }
}

impl AllowedNetworks {
    /// Reads networks such as `127.0.0.0/8` or `fd00::/8`; a lone address is the network of that one.
    ///
    /// IPv4 inside IPv6 (`::ffff:10.0.0.0/104`) is refused: such addresses are looked up in their IPv4 form.
    pub fn parse<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Result<Self, InvalidNetwork> {
        texts.into_iter().map(|text| network(text.as_ref().trim())).collect::<Result<_, _>>().map(Self)
    }

    /// True if one of the networks contains the address.
    pub fn contain(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }
}

/// A text names no network.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a network: use CIDR as in `10.0.0.0/8` or `fd00::/8`")]
pub struct InvalidNetwork(String);

fn network(text: &str) -> Result<IpNet, InvalidNetwork> {
    let network = text.parse::<IpNet>().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from));
    let is_mapped = |net: &IpNet| matches!(net.addr(), IpAddr::V6(v6) if v6.to_ipv4_mapped().is_some());
    network.filter(|net| !is_mapped(net)).ok_or_else(|| InvalidNetwork(text.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_and_lone_addresses_are_read() {
        let allowed = AllowedNetworks::parse(["10.1.2.3/8", " ::1 ", "192.168.0.1"]).unwrap();
        for (address, expected) in [
            ("10.255.255.255", true),
            ("11.0.0.0", false),
            ("::1", true),
            ("::2", false),
            ("192.168.0.1", true),
            ("192.168.0.2", false),
        ] {
            assert_eq!(allowed.contain(address.parse().unwrap()), expected, "{address}");
        }
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for text in ["", "localhost", "10.0.0.0/33", "10.0.0/8", "::ffff:10.0.0.0/104", "*"] {
            assert!(AllowedNetworks::parse([text]).is_err(), "{text:?} was accepted");
        }
    }
}
