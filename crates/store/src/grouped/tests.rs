//! What is written together.

use std::sync::mpsc::{Receiver, channel};

use futures::future::join_all;
use parking_lot::Mutex;

use super::*;
use crate::testing::TestDb;

const BOUNDS: Bounds = Bounds {
    waiting: 100,
    together: 100,
    bytes_together: 10,
    linger: None,
    max_wait: Duration::from_secs(30),
};

/// Writes numbers, each as heavy as it is, and keeps them in the batches in which they came. Before the first
/// batch it waits for a word.
fn kept(bounds: Bounds, go: Receiver<()>) -> (TestDb, Grouped<usize, ()>, Arc<Mutex<Vec<Vec<usize>>>>) {
    let (database, batches) = (TestDb::sqlite(), Arc::new(Mutex::new(Vec::new())));
    let (kept, go) = (batches.clone(), Mutex::new(Some(go)));
    let write = move |_: &mut AnyConnection, items: &[usize]| {
        go.lock().take().and_then(|go| go.recv().ok());
        kept.lock().push(items.to_vec());
        Ok(items.iter().map(|_| ()).collect())
    };
    let grouped = Grouped::start(database.open(), bounds, |weight| *weight, write, |_| {});
    (database, grouped, batches)
}

#[tokio::test]
async fn what_is_too_heavy_together_is_written_apart_and_in_order() {
    let (go, word) = channel();
    let (_database, grouped, batches) = kept(BOUNDS, word);
    go.send(()).unwrap();
    let weights = [4, 5, 6, 50, 1, 1, 9, 3];
    let answers = join_all(weights.iter().map(|weight| grouped.write(*weight))).await;
    assert!(answers.iter().all(|answer| matches!(answer, Ok(Ok(())))));
    let batches = batches.lock();
    assert!(batches.iter().all(|batch| batch.len() == 1 || batch.iter().sum::<usize>() <= 10), "{batches:?}");
    assert_eq!(batches.concat(), weights);
}

#[tokio::test(start_paused = true)]
async fn after_a_crowd_the_next_batch_waits_for_company() {
    let (queue, receiver) = mpsc::channel(10);
    let bounds = Bounds { linger: Some(Linger { crowd: 2, time: Duration::from_millis(1) }), ..BOUNDS };
    let mut batches = Batches { receiver, bounds, weigh: |_| 1, too_heavy: None, was_crowded: false };
    let send = |item: u32| {
        let (reply, answer) = oneshot::channel::<Result<(), _>>();
        queue.try_send(Waiting { item, reply, once_abandoned: OnceAbandoned::Write }).unwrap();
        answer
    };
    let _answers = [send(1), send(2)];
    assert_eq!(batches.next().await.unwrap().items[..], [1, 2]);
    let _third = send(3);
    let mut fourth = None;
    // Comes while the batch waits.
    let late = async { fourth = Some(send(4)) };
    let (next, ()) = tokio::join!(batches.next(), late);
    assert_eq!(next.unwrap().items[..], [3, 4]);
}

#[tokio::test]
async fn what_nobody_waits_for_any_more_is_not_written() {
    let (go, word) = channel();
    let (_database, grouped, batches) = kept(BOUNDS, word);
    let first = grouped.write(1);
    let last = async {
        while grouped.waiting() > 0 {
            tokio::task::yield_now().await;
        }
        drop(tokio::time::timeout(Duration::ZERO, grouped.write(2)).await);
        let write = grouped.write(3);
        go.send(()).unwrap();
        write.await
    };
    let (first, last) = tokio::join!(first, last);
    assert!(matches!((first, last), (Ok(Ok(())), Ok(Ok(())))));
    assert_eq!(batches.lock().concat(), [1, 3]);
}

#[tokio::test]
async fn a_commit_that_takes_too_long_is_not_waited_for() {
    let (go, word) = channel();
    let bounds = Bounds { max_wait: Duration::from_millis(5), ..BOUNDS };
    let (_database, grouped, _batches) = kept(bounds, word);
    let late = grouped.write(1).await;
    assert!(matches!(&late, Ok(Err(error)) if error.is_transient()), "{late:?}");
    go.send(()).unwrap();
}
