//! Asks a running process on this machine whether it can work.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use crate::commands::Failure;
use crate::stdout::say;

/// More than the process itself takes to find out.
const PATIENCE: Duration = Duration::from_secs(4);

/// Fails unless the process that listens there says that it is ready.
pub(super) async fn ask(listen: SocketAddr) -> Result<(), Failure> {
    let url = format!("http://{}/health/ready", reachable(listen));
    let failed = |error: reqwest::Error| Failure::new(format!("{url} does not answer: {error}"));
    let client = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build().map_err(failed)?;
    let response = client.get(&url).send().await.map_err(failed)?;
    let status = response.status();
    let text = response.text().await.map_err(failed)?;
    if !status.is_success() {
        return Err(Failure::new(format!("{url} answers {status}: {text}")));
    }
    say!("ready")
}

/// Where a process that listens on every address is reached from its own machine.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        _ => listen.ip(),
    };
    SocketAddr::new(ip, listen.port())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::receiver::{Receiver, Script};

    #[test]
    fn every_address_means_this_machine() {
        for (listen, asked) in
            [("0.0.0.0:80", "127.0.0.1:80"), ("[::]:80", "[::1]:80"), ("10.0.0.1:80", "10.0.0.1:80")]
        {
            assert_eq!(reachable(listen.parse().unwrap()).to_string(), asked);
        }
    }

    #[tokio::test]
    async fn only_a_process_that_is_ready_is_well() {
        let receiver = Receiver::bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let address = receiver.address();
        let script = Script::new(["200", "503"].map(|text| text.parse().unwrap()));
        tokio::spawn(receiver.serve(
            Arc::new(script),
            Box::new(|received| {
                assert_eq!(received.target, "/health/ready");
            }),
        ));
        ask(address).await.unwrap();
        assert!(ask(address).await.is_err());
    }
}
