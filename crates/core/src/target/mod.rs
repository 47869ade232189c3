//! Where a hook may point: its URL when it is saved, and the addresses behind the URL when it is called.
//!
//! [`Target::parse`] is asked when a hook is saved and before every attempt; [`verdict`] for every address that the
//! host's name resolves to, at the moment of the connection. Resolving and connecting are not done here.

mod address;
mod error;
mod networks;
mod ranges;
mod spelling;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Position, Url};

pub use address::{Forbidden, verdict};
pub use error::TargetError;
pub use networks::{AllowedNetworks, InvalidNetwork};

/// The longest URL, in bytes.
pub const MAX_URL_LEN: usize = 2048;

/// A URL that a hook may point to.
///
/// The host is read as browsers read it (WHATWG URL standard), so that no spelling of an address gets past the rules.
/// Path and query are kept byte for byte, because receivers compare them: nothing is encoded, decoded or resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    text: Box<str>,
    uri: Box<str>,
    url: Url,
}

impl Target {
    /// Reads a URL and checks everything that can be known without resolving its host: `http` or `https`, a host that
    /// may be called, no user, port 1 to 65535, no fragment, at most [`MAX_URL_LEN`] bytes.
    pub fn parse(text: &str, allowed: &AllowedNetworks) -> Result<Self, TargetError> {
        let (authority, path_and_query) = spelling::split(text)?;
        if authority.contains('@') {
            return Err(TargetError::User);
        }
        let url = Url::parse(text).map_err(|error| match error {
            url::ParseError::EmptyHost => TargetError::NoHost,
            other => TargetError::Malformed(other.to_string()),
        })?;
        if url.port() == Some(0) {
            return Err(TargetError::PortZero);
        }
        check_host(url.host().ok_or(TargetError::NoHost)?, allowed)?;
        let slash = if path_and_query.starts_with('/') { "" } else { "/" };
        let uri = format!("{}{slash}{path_and_query}", &url[..Position::BeforePath]);
        Ok(Self { text: text.into(), uri: uri.into(), url })
    }

    /// The URL as it was given.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The URL as it is called: scheme and host normalised, path and query as given.
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// The host, normalised.
    pub fn host(&self) -> Host<&str> {
        // `parse` has seen to it that there is one; the empty name is refused by every resolver.
        self.url.host().unwrap_or(Host::Domain(""))
    }

    /// The port: the one given, or the one of the scheme.
    pub fn port(&self) -> u16 {
        self.url.port_or_known_default().unwrap_or(443)
    }
}

fn check_host(host: Host<&str>, allowed: &AllowedNetworks) -> Result<(), TargetError> {
    match host {
        Host::Ipv4(address) => Ok(verdict(address.into(), allowed)?),
        Host::Ipv6(address) => Ok(verdict(address.into(), allowed)?),
        Host::Domain(name) if !spelling::is_host_name(name) => Err(TargetError::HostName),
        Host::Domain(name) if is_localhost(name) && !allow_loopback(allowed) => Err(TargetError::Localhost),
        Host::Domain(_) => Ok(()),
    }
}

/// RFC 6761 section 6.3: `localhost` and every name below it stand for loopback, whatever a resolver says.
fn is_localhost(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    name == "localhost" || name.ends_with(".localhost")
}

fn allow_loopback(allowed: &AllowedNetworks) -> bool {
    let loopback = [IpAddr::from(Ipv4Addr::LOCALHOST), Ipv6Addr::LOCALHOST.into()];
    loopback.into_iter().any(|address| allowed.contain(address))
}

#[cfg(test)]
mod tests;
