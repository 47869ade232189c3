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
    let addresses = resolve(host, port).await?;
    for address in &addresses {
        verdict(address.ip(), allowed)
            .map_err(|forbidden| ConnectError::Blocked(blocked(host, &forbidden)))?;
    }
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
