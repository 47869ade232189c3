//! Opens sockets: resolves the name, judges every address, connects.

use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use billhook_core::target::{AllowedNetworks, verdict};
use http::Uri;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower_service::Service;

/// Why no socket was opened.
#[derive(Debug, thiserror::Error)]
pub(super) enum ConnectError {
    #[error("{0}")]
    Blocked(String),
    #[error("the name `{host}` does not resolve: {error}")]
    Dns { host: String, error: io::Error },
    #[error("no connection to {address}: {error}")]
    Refused { address: SocketAddr, error: io::Error },
    #[error("the URL has no host")]
    NoHost,
}

/// A connector that asks [`verdict`] about every address before it connects to any: a name that resolves to a good
/// and a bad one is refused. Called anew for each connection, so that a name that has come to mean something else
/// is judged by what it means now.
#[derive(Clone)]
pub(super) struct GuardedConnector {
    allowed: Arc<AllowedNetworks>,
}

impl GuardedConnector {
    pub(super) fn new(allowed: Arc<AllowedNetworks>) -> Self {
        Self { allowed }
    }
}

impl Service<Uri> for GuardedConnector {
    type Response = TokioIo<TcpStream>;
    type Error = ConnectError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, ConnectError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ConnectError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let allowed = self.allowed.clone();
        Box::pin(async move { connect(&uri, &allowed).await.map(TokioIo::new) })
    }
}

async fn connect(uri: &Uri, allowed: &AllowedNetworks) -> Result<TcpStream, ConnectError> {
    let host = uri.host().ok_or(ConnectError::NoHost)?;
    let port = uri.port_u16().unwrap_or(if uri.scheme_str() == Some("https") { 443 } else { 80 });
    let addresses = judged(host, resolve(host, port).await?, allowed)?;
    let mut last = None;
    for address in addresses {
        match TcpStream::connect(address).await {
            Ok(stream) => {
                // Requests are small and answered one by one: waiting to fill a segment only delays them.
                let _ = stream.set_nodelay(true);
                return Ok(stream);
            }
            Err(error) => last = Some(ConnectError::Refused { address, error }),
        }
    }
    Err(last.unwrap_or_else(|| ConnectError::Dns {
        host: host.to_owned(),
        error: io::Error::other("no address"),
    }))
}

/// The addresses, if every one of them may be called: one bad address among good ones is an attempt to get in.
fn judged(
    host: &str,
    addresses: Vec<SocketAddr>,
    allowed: &AllowedNetworks,
) -> Result<Vec<SocketAddr>, ConnectError> {
    for address in &addresses {
        verdict(address.ip(), allowed)
            .map_err(|forbidden| ConnectError::Blocked(blocked(host, &forbidden)))?;
    }
    Ok(addresses)
}

async fn resolve(host: &str, port: u16) -> Result<Vec<SocketAddr>, ConnectError> {
    let literal = host.trim_start_matches('[').trim_end_matches(']');
    if let Ok(ip) = literal.parse::<IpAddr>() {
        return Ok(vec![SocketAddr::new(ip, port)]);
    }
    let addresses = tokio::net::lookup_host((host, port)).await;
    let dns = |error| ConnectError::Dns { host: host.to_owned(), error };
    let addresses: Vec<SocketAddr> = addresses.map_err(dns)?.collect();
    if addresses.is_empty() { Err(dns(io::Error::other("no address"))) } else { Ok(addresses) }
}

fn blocked(host: &str, forbidden: &impl std::fmt::Display) -> String {
    format!("`{host}` may not be called: {forbidden}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocked_for(host: &str, addresses: &[&str], allowed: &[&str]) -> Option<String> {
        let addresses = addresses.iter().map(|address| SocketAddr::new(address.parse().unwrap(), 80));
        let allowed = AllowedNetworks::parse(allowed).unwrap();
        match judged(host, addresses.collect(), &allowed) {
            Ok(_) => None,
            Err(error) => Some(error.to_string()),
        }
    }

    #[test]
    fn one_bad_address_among_good_ones_blocks_them_all() {
        let good = ["1.1.1.1", "2606:4700:4700::1111"];
        assert_eq!(blocked_for("example.com", &good, &[]), None);
        for bad in ["10.0.0.1", "::1", "::ffff:169.254.169.254", "64:ff9b::a00:1", "fd00::1"] {
            for place in 0..=good.len() {
                let mut mixed = good.to_vec();
                mixed.insert(place, bad);
                let said = blocked_for("example.com", &mixed, &[]).expect(bad);
                assert!(said.starts_with("`example.com` may not be called"), "{said}");
            }
        }
        assert_eq!(blocked_for("example.com", &["1.1.1.1", "10.0.0.1"], &["10.0.0.0/8"]), None);
    }

    /// Between the look when the hook was saved and this one the name may have come to mean something else, and
    /// between this one and the socket nothing is looked up any more.
    #[tokio::test]
    async fn a_name_is_judged_by_what_it_means_when_the_socket_is_opened() {
        let uri = |text: &str| text.parse::<Uri>().unwrap();
        for url in
            ["http://localhost:9/", "http://127.0.0.1:9/", "http://[::1]:9/", "http://[::ffff:127.0.0.1]:9/"]
        {
            let refused = connect(&uri(url), &AllowedNetworks::default()).await;
            assert!(matches!(refused, Err(ConnectError::Blocked(_))), "{url}: {refused:?}");
        }
    }

    /// None of these is read as an address here, as a browser would; whatever a resolver makes of them is judged.
    #[tokio::test]
    async fn odd_spellings_of_loopback_open_no_socket() {
        for host in ["2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0"] {
            let uri = format!("http://{host}:9/").parse().unwrap();
            let refused = connect(&uri, &AllowedNetworks::default()).await;
            assert!(
                matches!(refused, Err(ConnectError::Blocked(_) | ConnectError::Dns { .. })),
                "{host}: {refused:?}"
            );
        }
    }
}
