//! Asks the machine for the addresses of names, a bounded number at once.

use std::collections::{HashMap, HashSet};
use std::io;
use std::net::{IpAddr, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use futures::future::{BoxFuture, OptionFuture, Shared};
use parking_lot::Mutex;
use tokio::sync::Semaphore;
use tokio::time::Instant;

/// A name server that takes longer is silent, or as good as that.
const SLOW_AFTER: Duration = Duration::from_secs(1);
/// More names than this are not remembered as slow: then all of them are tried again.
const MAX_SLOW: usize = 10_000;

type Found = Result<Arc<[IpAddr]>, Arc<io::Error>>;
type LookUp = dyn Fn(&str) -> io::Result<Vec<IpAddr>> + Send + Sync;

/// Looks names up as every program of this machine does, with its hosts file and its name servers.
///
/// The system's call blocks a thread for as long as a name server is silent, and the database's work runs on the same
/// threads. So a bounded number of names is looked up at once, each by one thread however many ask for it, and
/// whoever no longer waits for the answer does not free its place. No address is remembered: a name means what it means
/// when a connection is opened. Names that took long the last time have half of the places, so that those of
/// one tenant whose name server is silent leave others theirs. Clones share the places.
#[derive(Clone)]
pub struct Resolver {
    look_up: Arc<LookUp>,
    places: Arc<Semaphore>,
    places_of_slow: Arc<Semaphore>,
    /// The names that took longer than [`Self::slow_after`] the last time.
    slow: Arc<Mutex<HashSet<Box<str>>>>,
    slow_after: Duration,
    under_way: Arc<Mutex<HashMap<Box<str>, Shared<BoxFuture<'static, Found>>>>>,
}

impl Resolver {
    /// A resolver that keeps at most `max_at_once` threads waiting; at least one.
    pub fn new(max_at_once: usize) -> Self {
        Self::asking(max_at_once, |host| {
            Ok((host, 0).to_socket_addrs()?.map(|address| address.ip()).collect())
        })
    }

    fn asking(
        max_at_once: usize,
        look_up: impl Fn(&str) -> io::Result<Vec<IpAddr>> + Send + Sync + 'static,
    ) -> Self {
        Self {
            look_up: Arc::new(look_up),
            places: Arc::new(Semaphore::new(max_at_once.max(1))),
            places_of_slow: Arc::new(Semaphore::new((max_at_once / 2).max(1))),
            slow: Arc::default(),
            slow_after: SLOW_AFTER,
            under_way: Arc::default(),
        }
    }

    /// The addresses of `host`, at least one.
    ///
    /// # Errors
    /// If the name has no address, or nobody can be asked.
    pub async fn addresses(&self, host: &str) -> Found {
        let lookup = {
            let mut under_way = self.under_way.lock();
            under_way.entry(host.into()).or_insert_with(|| self.begin(host.into())).clone()
        };
        lookup.await
    }

    /// A task of its own, so that the place is held until the thread is free.
    fn begin(&self, host: Box<str>) -> Shared<BoxFuture<'static, Found>> {
        let resolver = self.clone();
        let task = tokio::spawn(async move {
            let found = resolver.ask(host.clone()).await.map_err(Arc::new);
            resolver.under_way.lock().remove(&host);
            found
        });
        task.map(|ended| ended.unwrap_or_else(|error| Err(Arc::new(io::Error::other(error)))))
            .boxed()
            .shared()
    }

    async fn ask(&self, host: Box<str>) -> io::Result<Arc<[IpAddr]>> {
        let was_slow = self.slow.lock().contains(&host);
        let of_slow = if was_slow { Some(&self.places_of_slow) } else { None };
        let _of_slow = OptionFuture::from(of_slow.map(|places| places.acquire())).await;
        let _place = self.places.acquire().await.map_err(io::Error::other)?;
        let (look_up, name, began) = (self.look_up.clone(), host.clone(), Instant::now());
        let found = tokio::task::spawn_blocking(move || look_up(&name)).await;
        self.note(host, began.elapsed());
        let found = found.map_err(io::Error::other)??;
        if found.is_empty() { Err(io::Error::other("no address")) } else { Ok(found.into()) }
    }
}

impl Resolver {
    fn note(&self, host: Box<str>, took: Duration) {
        let mut slow = self.slow.lock();
        if took <= self.slow_after {
            slow.remove(&host);
            return;
        }
        if slow.len() >= MAX_SLOW {
            slow.clear();
        }
        slow.insert(host);
    }
}

impl std::fmt::Debug for Resolver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Resolver").field("places", &self.places.available_permits()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc;

    use super::*;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    /// A resolver whose lookups end when something is sent, and the number of them that have begun.
    fn held_up(max_at_once: usize) -> (Resolver, mpsc::Sender<()>, Arc<AtomicUsize>) {
        let (go, gate) = mpsc::channel::<()>();
        let gate = Mutex::new(gate);
        let begun = Arc::new(AtomicUsize::new(0));
        let counted = begun.clone();
        let resolver = Resolver::asking(max_at_once, move |_| {
            counted.fetch_add(1, Ordering::SeqCst);
            let _ = gate.lock().recv();
            Ok(vec![HERE])
        });
        (resolver, go, begun)
    }

    /// Waits until the tasks have done what they can without the gate.
    async fn until_begun(begun: &AtomicUsize, lookups: usize) {
        while begun.load(Ordering::SeqCst) < lookups {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn everyone_who_asks_for_a_name_gets_the_answer_to_one_lookup() {
        let (resolver, go, begun) = held_up(4);
        let asked = futures::future::join_all((0..10).map(|_| resolver.addresses("receiver.example")));
        let answers = futures::future::join(asked, async {
            until_begun(&begun, 1).await;
            go.send(()).unwrap();
        });
        for answer in answers.await.0 {
            assert_eq!(answer.unwrap().as_ref(), [HERE]);
        }
        assert_eq!(begun.load(Ordering::SeqCst), 1);
        go.send(()).unwrap();
        resolver.addresses("receiver.example").await.unwrap();
        assert_eq!(begun.load(Ordering::SeqCst), 2, "an answer is not remembered");
    }

    #[test]
    fn name_servers_that_are_silent_leave_the_threads_to_the_database() {
        let runtime = tokio::runtime::Builder::new_current_thread().max_blocking_threads(3).build().unwrap();
        runtime.block_on(async {
            let (resolver, go, begun) = held_up(2);
            let hosts = (0..5).map(|n| {
                let resolver = resolver.clone();
                tokio::spawn(async move { resolver.addresses(&format!("silent{n}.example")).await })
            });
            let asked: Vec<_> = hosts.collect();
            until_begun(&begun, 2).await;
            assert_eq!(
                tokio::task::spawn_blocking(|| "the database's work").await.unwrap(),
                "the database's work"
            );
            assert_eq!(begun.load(Ordering::SeqCst), 2);
            for _ in 0..5 {
                go.send(()).unwrap();
            }
            for answer in asked {
                answer.await.unwrap().unwrap();
            }
        });
    }

    #[tokio::test]
    async fn names_that_took_long_leave_places_to_others() {
        let (resolver, go, begun) = held_up(2);
        let resolver = Resolver { slow_after: Duration::ZERO, ..resolver };
        let ask = |host: &'static str| {
            let resolver = resolver.clone();
            tokio::spawn(async move { resolver.addresses(host).await })
        };
        let silent = ["silent.example", "as-silent.example"];
        for host in silent {
            go.send(()).unwrap();
            ask(host).await.unwrap().unwrap();
        }
        let slow = silent.map(ask);
        until_begun(&begun, 3).await;
        let quick = ask("receiver.example");
        until_begun(&begun, 4).await;
        assert_eq!(resolver.places_of_slow.available_permits(), 0);
        for _ in 0..3 {
            go.send(()).unwrap();
        }
        quick.await.unwrap().unwrap();
        for slow in slow {
            slow.await.unwrap().unwrap();
        }
    }

    #[tokio::test]
    async fn whoever_stops_waiting_does_not_free_the_place() {
        let (resolver, go, begun) = held_up(1);
        let impatient = tokio::spawn({
            let resolver = resolver.clone();
            async move { resolver.addresses("silent.example").await }
        });
        until_begun(&begun, 1).await;
        impatient.abort();
        let _ = impatient.await;
        assert_eq!(resolver.places.available_permits(), 0);
        go.send(()).unwrap();
        go.send(()).unwrap();
        resolver.addresses("receiver.example").await.unwrap();
    }

    #[tokio::test]
    async fn a_name_without_an_address_is_an_error() {
        let resolver = Resolver::asking(1, |_| Ok(Vec::new()));
        assert_eq!(resolver.addresses("empty.example").await.unwrap_err().to_string(), "no address");
    }
}
