//! Keeps workers going: one that ends before the process does is begun again, and missed until then.

use std::fmt::Debug;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use apalis_core::worker::builder::WorkerBuilder;
use futures::FutureExt;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::queue::{Leased, Rows};

/// How long to wait before a worker that ended is started again.
const RESTART: Duration = Duration::from_secs(1);

/// What those who keep workers going share.
#[derive(Clone, Copy)]
pub(crate) struct Care<'a> {
    /// Ends them all.
    pub(crate) stop: &'a CancellationToken,
    /// Workers that have ended and are about to be started again.
    pub(crate) down: &'a Arc<AtomicUsize>,
}

/// Keeps one apalis worker going: what `leased` gives, `who` does by `work`. A task that panics takes nobody along: its
/// delivery's lease runs out.
pub(crate) fn supervise<L, S, W, F>(
    name: impl Into<String>,
    leased: L,
    who: &Arc<S>,
    work: W,
    care: Care<'_>,
) -> JoinHandle<()>
where
    L: Leased,
    S: Send + Sync + 'static,
    W: Fn(Arc<S>, L::Item) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let (name, who) = (name.into(), who.clone());
    keep_going(name.clone(), care, move |stop| {
        let (who, work) = (who.clone(), work.clone());
        let task = move |item: L::Item| {
            let future = AssertUnwindSafe(work(who.clone(), item)).catch_unwind();
            async move {
                if future.await.is_err() {
                    tracing::error!("a task panicked; what it was doing is done again");
                }
            }
        };
        let worker = WorkerBuilder::new(name.as_str()).backend(Rows::of(leased.clone())).build(task);
        worker.run_until(cancelled(stop))
    })
}

/// Keeps going what `run` begins, which is to end once its token is cancelled and not before.
pub(crate) fn keep_going<R>(
    name: String,
    Care { stop, down }: Care<'_>,
    run: impl Fn(CancellationToken) -> R + Send + 'static,
) -> JoinHandle<()>
where
    R: Future<Output: Debug + Send> + Send + 'static,
{
    let (stop, down) = (stop.clone(), down.clone());
    tokio::spawn(async move {
        loop {
            let running = run(stop.clone());
            let ended = running.await;
            if stop.is_cancelled() {
                return;
            }
            tracing::error!(worker = name, ?ended, "a worker ended; starting it again");
            down.fetch_add(1, Ordering::Relaxed);
            tokio::time::sleep(RESTART).await;
            down.fetch_sub(1, Ordering::Relaxed);
        }
    })
}

/// Waits for this, as apalis wants it.
pub(crate) async fn cancelled(stop: CancellationToken) -> Result<(), std::io::Error> {
    stop.cancelled().await;
    Ok(())
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn who_ends_too_early_is_missed_and_begun_again() {
        let (stop, down) = (CancellationToken::new(), Arc::<AtomicUsize>::default());
        let (begin, mut begun) = mpsc::unbounded_channel();
        let care = Care { stop: &stop, down: &down };
        let worker = keep_going("one".into(), care, move |_| {
            let _ = begin.send(());
            std::future::ready(())
        });
        assert_eq!(begun.recv().await, Some(()));
        assert_eq!(down.load(Ordering::Relaxed), 1, "it has ended");
        assert_eq!(begun.recv().await, Some(()), "it is begun again");
        stop.cancel();
        worker.await.unwrap();
        assert_eq!(down.load(Ordering::Relaxed), 0);
    }
}
