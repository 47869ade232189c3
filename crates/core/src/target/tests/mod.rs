//! What may be called, in tables.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use proptest::prelude::*;

use super::*;

mod addresses;
mod urls;

fn none() -> AllowedNetworks {
    AllowedNetworks::default()
}

fn allow(networks: &[&str]) -> AllowedNetworks {
    AllowedNetworks::parse(networks).unwrap()
}

fn may_be_called(address: &str, allowed: &AllowedNetworks) -> bool {
    verdict(address.parse().unwrap(), allowed).is_ok()
}
