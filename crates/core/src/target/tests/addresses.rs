//! Ranges with their neighbours, and addresses inside addresses.

use super::*;

/// A range, and what lies right before and right after it: `.` for public, `x` for special, `-` for nothing.
const RANGES: &[(&str, &str, &str, &str)] = &[
    ("0.0.0.0", "0.255.255.255", "-", "."),
    ("10.0.0.0", "10.255.255.255", ".", "."),
    ("100.64.0.0", "100.127.255.255", ".", "."),
    ("127.0.0.0", "127.255.255.255", ".", "."),
    ("168.63.129.16", "168.63.129.16", ".", "."),
    ("169.254.0.0", "169.254.255.255", ".", "."),
    ("172.16.0.0", "172.31.255.255", ".", "."),
    ("192.0.0.0", "192.0.0.255", ".", "."),
    ("192.0.2.0", "192.0.2.255", ".", "."),
    ("192.31.196.0", "192.31.196.255", ".", "."),
    ("192.52.193.0", "192.52.193.255", ".", "."),
    ("192.88.99.0", "192.88.99.255", ".", "."),
    ("192.168.0.0", "192.168.255.255", ".", "."),
    ("192.175.48.0", "192.175.48.255", ".", "."),
    ("198.18.0.0", "198.19.255.255", ".", "."),
    ("198.51.100.0", "198.51.100.255", ".", "."),
    ("203.0.113.0", "203.0.113.255", ".", "."),
    ("224.0.0.0", "239.255.255.255", ".", "x"),
    ("240.0.0.0", "255.255.255.255", "x", "-"),
    ("::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "-", "."),
    ("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", ".", "."),
    ("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", ".", "."),
    ("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ".", "."),
    ("2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff", ".", "."),
    ("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", ".", "."),
    ("4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ".", "-"),
];

fn step(address: IpAddr, by: i128) -> IpAddr {
    match address {
        IpAddr::V4(v4) => Ipv4Addr::from_bits((i128::from(v4.to_bits()) + by) as u32).into(),
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits().wrapping_add_signed(by)).into(),
    }
}

#[test]
fn each_special_range_is_denied_from_its_first_to_its_last_address() {
    for &(first, last, before, after) in RANGES {
        let [first, last]: [IpAddr; 2] = [first.parse().unwrap(), last.parse().unwrap()];
        assert!(verdict(first, &none()).is_err(), "{first} is called");
        assert!(verdict(last, &none()).is_err(), "{last} is called");
        for (neighbour, expected) in [(step(first, -1), before), (step(last, 1), after)] {
            let got = if verdict(neighbour, &none()).is_ok() { "." } else { "x" };
            assert!(expected == "-" || expected == got, "{neighbour} next to {first}-{last}: {got}");
        }
    }
}

#[test]
fn the_message_names_the_range_and_the_way_out() {
    for (address, expected) in [
        ("127.0.0.1", "127.0.0.1 is a loopback address"),
        ("::1", "::1 is a loopback address"),
        ("::", ":: is the unspecified address"),
        ("169.254.169.254", "169.254.169.254 is a link-local address"),
        ("255.255.255.255", "255.255.255.255 is the broadcast address"),
        ("::ffff:10.1.2.3", "::ffff:10.1.2.3 is a private address"),
        ("::10.1.2.3", "::a01:203 is an IPv4-compatible address"),
        ("64:ff9b::a00:1", "64:ff9b::a00:1 is a NAT64 address"),
        ("64:ff9b:1::a00:1", "64:ff9b:1::a00:1 is a NAT64 address"),
        ("2001:0:1::1", "2001:0:1::1 is a Teredo address"),
        ("2001:20::1", "2001:20::1 is an ORCHID"),
        ("2001:db8::1", "2001:db8::1 is an address for documentation"),
        ("2002:a00:1::", "2002:a00:1:: is a 6to4 address"),
        ("5f00::1", "5f00::1 is a segment identifier"),
        ("100::1", "100::1 is a discard-only address"),
        ("fd00::1", "fd00::1 is a private address (unique local)"),
        ("fe80::1", "fe80::1 is a link-local address"),
        ("fec0::1", "fec0::1 is a private address (site-local)"),
        ("ff02::1", "ff02::1 is a multicast address"),
        ("8000::1", "8000::1 is not a global unicast address"),
        ("2a00:1450::5efe:a00:1", "2a00:1450::5efe:a00:1 leads to 10.0.0.1, which is a private address"),
    ] {
        let message = verdict(address.parse().unwrap(), &none()).unwrap_err().to_string();
        let way_out =
            "only public addresses are called. The operator can allow a network with delivery.allow_networks";
        assert_eq!(message, format!("{expected}; {way_out}"));
    }
}

#[test]
fn public_addresses_are_called() {
    for address in ["1.1.1.1", "8.8.8.8", "::ffff:8.8.8.8", "2606:4700:4700::1111", "2a00:1450::5efe:808:808"]
    {
        assert!(may_be_called(address, &none()), "{address}");
    }
}

#[test]
fn an_allowed_network_lifts_the_ban_and_no_more() {
    let allowed = allow(&["127.0.0.0/8", "::1/128", "fd00::/8"]);
    for (address, expected) in [
        ("127.0.0.1", true),
        ("::ffff:127.0.0.1", true),
        ("::1", true),
        ("fd12::1", true),
        ("10.0.0.1", false),
        ("::127.0.0.1", false),
        ("64:ff9b::7f00:1", false),
        ("2002:7f00:1::", false),
        ("fc00::1", false),
    ] {
        assert_eq!(may_be_called(address, &allowed), expected, "{address}");
    }
}

#[test]
fn allowing_a_tunnel_does_not_allow_what_it_leads_to() {
    let allowed = allow(&["::/0", "0.0.0.0/0"]);
    for (public, private) in [
        ("::8.8.8.8", "::10.0.0.1"),
        ("::ffff:0:808:808", "::ffff:0:a00:1"),
        ("64:ff9b::808:808", "64:ff9b::a00:1"),
        ("64:ff9b:1::808:808", "64:ff9b:1::a00:1"),
        ("2002:808:808::1", "2002:a00:1::1"),
        ("2001:0:808:808::f7f7:f7f7", "2001:0:a00:1::f7f7:f7f7"),
        ("2001:0:808:808::f7f7:f7f7", "2001:0:808:808::f5ff:fffe"),
        ("fe80::5efe:808:808", "fe80::5efe:a00:1"),
        ("2a00::200:5efe:808:808", "2a00::200:5efe:a00:1"),
    ] {
        assert!(may_be_called(public, &allowed), "{public}");
        assert!(!may_be_called(private, &allowed), "{private}");
    }
}

#[test]
fn a_tunnel_within_a_tunnel_is_seen() {
    let everything = allow(&["::/0"]);
    for address in
        ["2002:100::5efe:a00:0", "2002:808:808::200:5efe:7f00:1", "2001:0:808:808:0:5efe:a9fe:a9fe"]
    {
        assert!(verdict(address.parse().unwrap(), &everything).is_err(), "{address}");
    }
}

proptest! {
    #[test]
    fn what_the_standard_library_knows_to_be_special_is_denied(bits: u32) {
        let v4 = Ipv4Addr::from_bits(bits);
        let special = v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_multicast()
            || v4.is_broadcast() || v4.is_documentation() || v4.is_unspecified();
        prop_assert!(!special || verdict(v4.into(), &none()).is_err());
    }

    #[test]
    fn a_mapped_address_is_the_one_it_maps(bits: u32, network: u32, prefix in 0u8..=32) {
        let v4 = Ipv4Addr::from_bits(bits);
        let allowed = allow(&[&format!("{}/{prefix}", Ipv4Addr::from_bits(network))]);
        let mapped = verdict(v4.to_ipv6_mapped().into(), &allowed);
        prop_assert_eq!(mapped.is_ok(), verdict(v4.into(), &allowed).is_ok());
    }

    #[test]
    fn only_global_unicast_is_called(bits: u128) {
        let v6 = Ipv6Addr::from_bits(bits);
        let called = verdict(v6.into(), &none()).is_ok();
        prop_assert!(!called || bits >> 125 == 1 || v6.to_ipv4_mapped().is_some());
    }

    #[test]
    fn no_tunnel_leads_to_a_private_address(host in 0u32..1 << 24, other: u64) {
        let (everything, private) = (allow(&["::/0"]), u128::from(10 << 24 | host));
        for address in [
            private,
            0xffff_0000 << 32 | private,
            0x64_ff9b << 96 | private,
            0x64_ff9b_0001 << 80 | private,
            0x2002 << 112 | private << 80 | u128::from(other),
            0x2001_0000 << 96 | private << 64 | u128::from(other),
            u128::from(other) << 64 | 0x5efe << 32 | private,
            u128::from(other) << 64 | 0x0200_5efe << 32 | private,
        ] {
            let v6 = Ipv6Addr::from_bits(address);
            prop_assert!(verdict(v6.into(), &everything).is_err(), "{}", v6);
        }
    }
}
