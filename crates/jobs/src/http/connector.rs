//! Opens sockets: resolves the name, judges every address, connects.

use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use billhook_core::target::{AllowedNetworks, verdict};
use http::Uri;
use tokio::net::TcpStream;
use tower_service::Service;

use super::carried::Socket;
use super::dial::{Unreachable, dial};
use super::resolver::Resolver;

/// Why no socket was opened.
#[derive(Debug, thiserror::Error)]
pub(super) enum ConnectError {
    #[error("{0}")]
    Blocked(String),
    #[error("the name `{host}` does not resolve: {error}")]
    Dns { host: String, error: Arc<io::Error> },
    #[error("no connection to {}: {}", .0.address, .0.error)]
    Refused(Unreachable),
    #[error("the URL has no host")]
    NoHost,
}

/// A connector that asks [`verdict`] about every address before it connects to any: a name that resolves to a good
/// and a bad one is refused. Called for each connection, so that a name that has come to mean something else
/// is judged by what it means now.
#[derive(Clone)]
pub(super) struct GuardedConnector {
    allowed: Arc<AllowedNetworks>,
    names: Resolver,
}

impl GuardedConnector {
    pub(super) fn new(allowed: Arc<AllowedNetworks>, names: Resolver) -> Self {
        Self { allowed, names }
    }

    async fn connect(&self, uri: &Uri) -> Result<TcpStream, ConnectError> {
        let host = uri.host().ok_or(ConnectError::NoHost)?;
        let port = uri.port_u16().unwrap_or(if uri.scheme_str() == Some("https") { 443 } else { 80 });
        let ips = judged(host, self.resolve(host).await?, &self.allowed)?;
        let addresses = ips.into_iter().map(|ip| SocketAddr::new(ip, port)).collect();
        dial(addresses).await.map_err(|failed| failed.map_or(ConnectError::NoHost, ConnectError::Refused))
    }

    async fn resolve(&self, host: &str) -> Result<Vec<IpAddr>, ConnectError> {
        let literal = host.trim_start_matches('[').trim_end_matches(']');
        if let Ok(ip) = literal.parse::<IpAddr>() {
            return Ok(vec![ip]);
        }
        let dns = |error| ConnectError::Dns { host: host.to_owned(), error };
        Ok(self.names.addresses(host).await.map_err(dns)?.to_vec())
    }
}

impl Service<Uri> for GuardedConnector {
    type Response = Socket;
    type Error = ConnectError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, ConnectError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ConnectError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let connector = self.clone();
        Box::pin(async move { connector.connect(&uri).await.map(Socket::new) })
    }
}

/// The addresses, if every one of them may be called: one bad address among good ones is an attempt to get in.
fn judged(host: &str, ips: Vec<IpAddr>, allowed: &AllowedNetworks) -> Result<Vec<IpAddr>, ConnectError> {
    for ip in &ips {
        verdict(*ip, allowed).map_err(|forbidden| ConnectError::Blocked(blocked(host, &forbidden)))?;
    }
    Ok(ips)
}

fn blocked(host: &str, forbidden: &impl std::fmt::Display) -> String {
    format!("`{host}` may not be called: {forbidden}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocked_for(host: &str, addresses: &[&str], allowed: &[&str]) -> Option<String> {
        let addresses = addresses.iter().map(|address| address.parse().unwrap());
        let allowed = AllowedNetworks::parse(allowed).unwrap();
        match judged(host, addresses.collect(), &allowed) {
            Ok(_) => None,
            Err(error) => Some(error.to_string()),
        }
    }

    fn guarded() -> GuardedConnector {
        GuardedConnector::new(Arc::default(), Resolver::new(1))
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
            let refused = guarded().connect(&uri(url)).await;
            assert!(matches!(refused, Err(ConnectError::Blocked(_))), "{url}: {refused:?}");
        }
    }

    /// None of these is read as an address here, as a browser would; whatever a resolver makes of them is judged.
    #[tokio::test]
    async fn odd_spellings_of_loopback_open_no_socket() {
        for host in ["2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0"] {
            let uri = format!("http://{host}:9/").parse().unwrap();
            let refused = guarded().connect(&uri).await;
            assert!(
                matches!(refused, Err(ConnectError::Blocked(_) | ConnectError::Dns { .. })),
                "{host}: {refused:?}"
            );
        }
    }
}
