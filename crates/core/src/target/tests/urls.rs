//! Spellings of URLs and of the addresses in them.

use super::*;

fn refusal(text: &str) -> String {
    match Target::parse(text, &none()) {
        Ok(target) => panic!("{text:?} was accepted as {}", target.uri()),
        Err(error) => error.to_string(),
    }
}

#[test]
fn path_and_query_are_called_as_they_were_written() {
    for (text, uri) in [
        ("https://example.com/in?token=s3", "https://example.com/in?token=s3"),
        ("https://example.com", "https://example.com/"),
        ("https://example.com?a=1", "https://example.com/?a=1"),
        ("HTTPS://Example.COM:443/In?A=%2f%2F+b", "https://example.com/In?A=%2f%2F+b"),
        ("http://example.com:8080/a/../b/./c//d", "http://example.com:8080/a/../b/./c//d"),
        ("https://example.com/?q='{x}|[1]^'&&=", "https://example.com/?q='{x}|[1]^'&&="),
        ("https://bücher.example/ok", "https://xn--bcher-kva.example/ok"),
        ("https://example.com./dot", "https://example.com./dot"),
        ("https://[2606:4700::1]:8443/", "https://[2606:4700::1]:8443/"),
    ] {
        let target = Target::parse(text, &none()).unwrap();
        assert_eq!((target.as_str(), target.uri()), (text, uri));
    }
}

#[test]
fn host_and_port_are_known() {
    let target = Target::parse("http://Example.com/", &none()).unwrap();
    assert_eq!((target.host(), target.port()), (Host::Domain("example.com"), 80));
    let target = Target::parse("https://8.8.8.8:444/", &none()).unwrap();
    assert_eq!((target.host(), target.port()), (Host::Ipv4(Ipv4Addr::new(8, 8, 8, 8)), 444));
}

#[test]
fn every_spelling_of_a_private_address_is_refused() {
    for host in [
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0X7F.0.0.0x1",
        "017700000001",
        "0177.0.0.1",
        "127.0.0.1.",
        "１２７.０.０.１",
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",
        "127%2e0%2e0%2e1",
        "%31%32%37.1",
        "0",
        "0x",
        "10.1",
        "192.168.257",
        "0xa9fea9fe",
        "169.254.169.254",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:ffff:a9fe:a9fe]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fd00::1]",
        "[fe80::1]",
    ] {
        let message = refusal(&format!("http://{host}/"));
        assert!(message.contains("only public addresses are called"), "{host}: {message}");
    }
}

#[test]
fn names_of_this_machine_are_refused() {
    for host in
        ["localhost", "LOCALHOST", "localhost.", "a.localhost", "a.b.localhost.", "ｌocalhost", "loc%61lhost"]
    {
        assert!(refusal(&format!("http://{host}:8080/")).starts_with("localhost is this machine"), "{host}");
    }
    assert!(Target::parse("http://mylocalhost/", &none()).is_ok());
    assert!(Target::parse("http://localhost.example/", &none()).is_ok());
}

#[test]
fn an_allowed_network_opens_its_addresses_and_localhost_with_loopback() {
    let allowed = allow(&["127.0.0.0/8"]);
    for (text, accepted) in [
        ("http://127.0.0.1:9000/in", true),
        ("http://2130706433/", true),
        ("http://localhost:9000/", true),
        ("http://[::1]/", false),
        ("http://10.0.0.1/", false),
    ] {
        assert_eq!(Target::parse(text, &allowed).is_ok(), accepted, "{text}");
    }
    assert!(Target::parse("http://localhost/", &allow(&["10.0.0.0/8"])).is_err());
}

#[test]
fn what_is_wrong_with_a_url_is_said() {
    for (text, expected) in [
        ("", "must begin with http:// or https://"),
        ("example.com/in", "must begin with http:// or https://"),
        ("file:///etc/passwd", "must begin with http:// or https://"),
        ("ftp://example.com/", "must begin with http:// or https://"),
        ("http:example.com", "must begin with http:// or https://"),
        ("http://", "must name a host"),
        ("http:///path", "must name a host"),
        ("https://?a=1", "must name a host"),
        (
            "http://user@example.com/",
            "must not contain a user or password before the host; use a header or the query instead",
        ),
        (
            "http://:pw@example.com/",
            "must not contain a user or password before the host; use a header or the query instead",
        ),
        (
            "http://@example.com/",
            "must not contain a user or password before the host; use a header or the query instead",
        ),
        ("http://example.com:0/", "must not name port 0"),
        ("http://example.com:65536/", "is not a URL: invalid port number"),
        ("http://example.com/#top", "must not contain a fragment (`#`): it would never be sent"),
        ("http://example.com/a b", "must not contain ' '; write it percent-encoded"),
        (" http://example.com/", "must not contain ' '; write it percent-encoded"),
        ("http://example.com/\r\nX: y", "must not contain '\\r'; write it percent-encoded"),
        ("http://example.com\\@10.0.0.1/", "must not contain '\\\\'; write it percent-encoded"),
        ("http://example.com/ü", "must not contain 'ü'; write it percent-encoded"),
        ("http://a{b}/", "must name a host by letters, digits, `-`, `_` and dots"),
        ("http://a..b/", "must name a host by letters, digits, `-`, `_` and dots"),
        ("http://1.2.3.256/", "is not a URL: invalid IPv4 address"),
        ("http://[::1%25lo]/", "is not a URL: invalid IPv6 address"),
    ] {
        assert_eq!(refusal(text), expected, "{text:?}");
    }
}

#[test]
fn a_url_may_have_2048_bytes() {
    let url = |len: usize| format!("https://example.com/{}", "a".repeat(len - 20));
    assert!(Target::parse(&url(2048), &none()).is_ok());
    assert_eq!(refusal(&url(2049)), "must be at most 2048 bytes long");
}

proptest! {
    #[test]
    fn any_text_is_refused_or_read_as_it_will_be_called(text in "\\PC*|https?://\\PC*|https?://[a-z0-9.@:\\[\\]%]{0,20}[/?#]\\PC*") {
        if let Ok(target) = Target::parse(&text, &none()) {
            let called = Target::parse(target.uri(), &none()).map(|called| called.uri().to_owned());
            prop_assert_eq!(called, Ok(target.uri().to_owned()));
        }
    }

    #[test]
    fn what_is_accepted_can_be_called_as_it_was_written(rest in "[/?][ -~]{0,40}") {
        let text = format!("https://example.com{rest}");
        if let Ok(target) = Target::parse(&text, &none()) {
            let uri: http::Uri = target.uri().parse().unwrap();
            let sent = uri.path_and_query().unwrap().as_str();
            prop_assert_eq!(sent, if rest.starts_with('?') { format!("/{rest}") } else { rest });
        }
    }

    #[test]
    fn an_address_is_refused_in_decimal_hexadecimal_and_octal(host in 0u32..1 << 24) {
        let address = 10 << 24 | host;
        for spelled in [format!("{address}"), format!("0x{address:x}"), format!("0{address:o}"), format!("10.{host}"), format!("012.0x{host:X}")] {
            prop_assert!(Target::parse(&format!("http://{spelled}/"), &none()).is_err(), "{}", spelled);
        }
    }
}
