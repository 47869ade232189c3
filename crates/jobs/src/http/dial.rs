//! Opens one socket to whichever of several addresses answers first.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// How long one address is waited for before the next is tried beside it (RFC 8305, section 5: 250 ms recommended).
const HEAD_START: Duration = Duration::from_millis(250);

/// The address that was tried first, and why it cannot be reached.
#[derive(Debug)]
pub(super) struct Unreachable {
    pub(super) address: SocketAddr,
    pub(super) error: io::Error,
}

/// A connection to one of `addresses`: each is tried as soon as the one before it has failed, or has been silent for
/// 250 ms, so that one that swallows packets costs a quarter of a second and not the whole deadline.
///
/// # Errors
/// The failure of the address that failed first; `None` if there is no address.
pub(super) async fn dial(addresses: Vec<SocketAddr>) -> Result<TcpStream, Option<Unreachable>> {
    if let [address] = addresses[..] {
        return open(address).await.map_err(Some);
    }
    let mut rest = by_turns(addresses).into_iter();
    let mut tries = JoinSet::new();
    let mut first = None;
    loop {
        if let Some(address) = rest.next() {
            tries.spawn(open(address));
        }
        tokio::select! {
            ended = tries.join_next() => match ended {
                Some(Ok(Ok(stream))) => return Ok(stream),
                Some(Ok(Err(failed))) => { first.get_or_insert(failed); }
                Some(Err(_)) => {}
                None => return Err(first),
            },
            () = tokio::time::sleep(HEAD_START), if rest.len() > 0 => {}
        }
    }
}

async fn open(address: SocketAddr) -> Result<TcpStream, Unreachable> {
    let stream = TcpStream::connect(address).await.map_err(|error| Unreachable { address, error })?;
    // Requests are small and answered one by one: waiting to fill a segment only delays them.
    let _ = stream.set_nodelay(true);
    Ok(stream)
}

/// The families by turns, beginning with that of the first address, each in the order given (RFC 8305, section 4).
fn by_turns(addresses: Vec<SocketAddr>) -> Vec<SocketAddr> {
    let v6_first = addresses.first().is_some_and(SocketAddr::is_ipv6);
    let (ours, others): (Vec<_>, Vec<_>) = addresses.into_iter().partition(|a| a.is_ipv6() == v6_first);
    let most = ours.len().max(others.len());
    (0..most).flat_map(|n| [ours.get(n), others.get(n)]).flatten().copied().collect()
}

#[cfg(test)]
mod tests {
    use tokio::net::{TcpListener, TcpSocket};

    use super::*;

    fn addresses(of: &[&str]) -> Vec<SocketAddr> {
        of.iter().map(|address| address.parse().unwrap()).collect()
    }

    #[test]
    fn families_take_turns() {
        let mixed =
            addresses(&["[2001:db8::1]:1", "[2001:db8::2]:1", "192.0.2.1:1", "192.0.2.2:1", "192.0.2.3:1"]);
        let order =
            addresses(&["[2001:db8::1]:1", "192.0.2.1:1", "[2001:db8::2]:1", "192.0.2.2:1", "192.0.2.3:1"]);
        assert_eq!(by_turns(mixed), order);
    }

    /// An address that is listened on by nobody who takes: its queue is full, so that further packets are dropped.
    async fn silent() -> (SocketAddr, Vec<TcpStream>, TcpListener) {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let listener = socket.listen(1).unwrap();
        let address = listener.local_addr().unwrap();
        let mut filling = Vec::new();
        while let Ok(Ok(stream)) =
            tokio::time::timeout(Duration::from_millis(100), TcpStream::connect(address)).await
        {
            filling.push(stream);
        }
        (address, filling, listener)
    }

    #[tokio::test]
    async fn a_silent_address_does_not_keep_the_next_one_from_being_called() {
        let (silent, _filling, _listener) = silent().await;
        let listening = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let alive = listening.local_addr().unwrap();
        let stream = dial(vec![silent, alive]).await.unwrap();
        assert_eq!(stream.peer_addr().unwrap(), alive);
    }

    #[tokio::test]
    async fn when_all_refuse_the_first_is_named() {
        let closed = |_| async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            listener.local_addr().unwrap()
        };
        let both = vec![closed(0).await, closed(1).await];
        let failed = dial(both.clone()).await.unwrap_err().unwrap();
        assert_eq!((failed.address, failed.error.kind()), (both[0], io::ErrorKind::ConnectionRefused));
    }

    #[tokio::test]
    async fn no_address_is_no_connection() {
        assert!(dial(Vec::new()).await.unwrap_err().is_none());
    }
}
