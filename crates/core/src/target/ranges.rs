//! The special-purpose ranges of the IANA IPv4 and IPv6 registries (RFC 6890 and its updates), as far as they must not
//! be called. Those that IANA marks as globally reachable (AS112, AMT, 6to4 relays, NAT64) are here as well: no webhook
//! receiver lives there. One address is in no registry: every virtual machine of Azure finds its host there,
//! and secrets with it.

use std::net::{Ipv4Addr, Ipv6Addr};

/// First address, length of the prefix, what an address of the range is.
type Range<Address> = (Address, u32, &'static str);

const fn v4(a: u8, b: u8, c: u8, prefix: u32, what: &'static str) -> Range<Ipv4Addr> {
    (Ipv4Addr::new(a, b, c, 0), prefix, what)
}

const IPV4: &[Range<Ipv4Addr>] = &[
    v4(0, 0, 0, 8, "an address of \"this network\""),
    v4(10, 0, 0, 8, "a private address"),
    v4(100, 64, 0, 10, "a shared address (carrier-grade NAT)"),
    v4(127, 0, 0, 8, "a loopback address"),
    (Ipv4Addr::new(168, 63, 129, 16), 32, "the address of Azure's host"),
    v4(169, 254, 0, 16, "a link-local address"),
    v4(172, 16, 0, 12, "a private address"),
    v4(192, 0, 0, 24, "an address for IETF protocols"),
    v4(192, 0, 2, 24, "an address for documentation"),
    v4(192, 31, 196, 24, "an address of AS112"),
    v4(192, 52, 193, 24, "an address of AMT"),
    v4(192, 88, 99, 24, "an address of 6to4 relays"),
    v4(192, 168, 0, 16, "a private address"),
    v4(192, 175, 48, 24, "an address of AS112"),
    v4(198, 18, 0, 15, "an address for benchmarks"),
    v4(198, 51, 100, 24, "an address for documentation"),
    v4(203, 0, 113, 24, "an address for documentation"),
    v4(224, 0, 0, 4, "a multicast address"),
    (Ipv4Addr::BROADCAST, 32, "the broadcast address"),
    v4(240, 0, 0, 4, "a reserved address"),
];

const fn v6(segments: [u16; 4], prefix: u32, what: &'static str) -> Range<Ipv6Addr> {
    let [a, b, c, d] = segments;
    (Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0), prefix, what)
}

/// The narrower range first, where one contains another.
const IPV6: &[Range<Ipv6Addr>] = &[
    (Ipv6Addr::UNSPECIFIED, 128, "the unspecified address"),
    (Ipv6Addr::LOCALHOST, 128, "a loopback address"),
    (Ipv6Addr::UNSPECIFIED, 96, "an IPv4-compatible address"),
    v6([0x64, 0xff9b, 0, 0], 96, "a NAT64 address"),
    v6([0x64, 0xff9b, 1, 0], 48, "a NAT64 address"),
    v6([0x100, 0, 0, 0], 64, "a discard-only address"),
    v6([0x2001, 0, 0, 0], 32, "a Teredo address"),
    v6([0x2001, 2, 0, 0], 48, "an address for benchmarks"),
    v6([0x2001, 0x10, 0, 0], 28, "an ORCHID"),
    v6([0x2001, 0x20, 0, 0], 28, "an ORCHID"),
    v6([0x2001, 0, 0, 0], 23, "an address for IETF protocols"),
    v6([0x2001, 0xdb8, 0, 0], 32, "an address for documentation"),
    v6([0x2002, 0, 0, 0], 16, "a 6to4 address"),
    v6([0x2620, 0x4f, 0x8000, 0], 48, "an address of AS112"),
    v6([0x3fff, 0, 0, 0], 20, "an address for documentation"),
    v6([0x5f00, 0, 0, 0], 16, "a segment identifier"),
    v6([0xfc00, 0, 0, 0], 7, "a private address (unique local)"),
    v6([0xfe80, 0, 0, 0], 10, "a link-local address"),
    v6([0xfec0, 0, 0, 0], 10, "a private address (site-local)"),
    v6([0xff00, 0, 0, 0], 8, "a multicast address"),
];

/// What is special about an IPv4 address; `None` if it is public.
pub(super) fn special_v4(address: Ipv4Addr) -> Option<&'static str> {
    let differing = |first: &Ipv4Addr| address.to_bits() ^ first.to_bits();
    let range = IPV4.iter().find(|(first, prefix, _)| differing(first).leading_zeros() >= *prefix);
    range.map(|&(.., what)| what)
}

/// What is special about an IPv6 address, taken as it stands; `None` if it is public.
pub(super) fn special_v6(address: Ipv6Addr) -> Option<&'static str> {
    let differing = |first: &Ipv6Addr| address.to_bits() ^ first.to_bits();
    let range = IPV6.iter().find(|(first, prefix, _)| differing(first).leading_zeros() >= *prefix);
    // 2000::/3 is all that IANA gives out for the public net.
    let is_global_unicast = address.to_bits() >> 125 == 1;
    range.map(|&(.., what)| what).or_else(|| (!is_global_unicast).then_some("not a global unicast address"))
}
