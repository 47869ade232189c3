//! Why a URL is refused, in words for the one who typed it.

use super::{Forbidden, MAX_URL_LEN};

/// A hook may not point there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    /// Longer than [`MAX_URL_LEN`].
    #[error("must be at most {MAX_URL_LEN} bytes long")]
    TooLong,
    /// Neither `http://` nor `https://`.
    #[error("must begin with http:// or https://")]
    Scheme,
    /// A user or a password before the host.
    #[error("must not contain a user or password before the host; use a header or the query instead")]
    User,
    /// Nothing between `//` and the path.
    #[error("must name a host")]
    NoHost,
    /// The name of the host is none that DNS could have.
    #[error("must name a host by letters, digits, `-`, `_` and dots")]
    HostName,
    /// Port 0.
    #[error("must not name port 0")]
    PortZero,
    /// A `#` and what follows it, which is never sent.
    #[error("must not contain a fragment (`#`): it would never be sent")]
    Fragment,
    /// A byte that a request line cannot carry.
    #[error("must not contain {0:?}; write it percent-encoded")]
    Character(char),
    /// Anything else that is no URL.
    #[error("is not a URL: {0}")]
    Malformed(String),
    /// A name that stands for this machine.
    #[error(
        "localhost is this machine; only public addresses are called. \
         The operator can allow a network with delivery.allow_networks"
    )]
    Localhost,
    /// The host is an address that must not be called.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
}
