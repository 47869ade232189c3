//! Grouped commits: what arrives while the last batch is being committed goes into the next one.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{mpsc, oneshot};

use crate::any_connection::AnyConnection;
use crate::db::Db;
use crate::error::StoreError;

/// The queue is full: more is waiting than may wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too much is waiting to be written")]
pub struct Full;

/// How much may wait, and how much is written together.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Items that may wait.
    pub waiting: usize,
    /// Items that are written in one transaction.
    pub together: usize,
    /// Bytes that are written in one transaction, as the items are weighed; a heavier item goes alone.
    pub bytes_together: usize,
    /// When a batch waits for more company; never if not given.
    pub linger: Option<Linger>,
    /// For how long [`Grouped::write`] waits for its commit.
    pub max_wait: Duration,
}

/// A batch waits for more company when the one before it was a crowd.
#[derive(Clone, Copy, Debug)]
pub struct Linger {
    /// This many items are a crowd.
    pub crowd: usize,
    /// For how long.
    pub time: Duration,
}

/// Where the answer to an item goes.
type Reply<O> = oneshot::Sender<Result<O, Arc<StoreError>>>;

/// An item on its way to the writer, and whoever waits for it.
struct Waiting<I, O> {
    item: I,
    reply: Reply<O>,
    once_abandoned: OnceAbandoned,
}

/// What becomes of an item for which nobody waits any more.
enum OnceAbandoned {
    Skip,
    Write,
}

impl<I, O> Waiting<I, O> {
    fn is_wanted(&self) -> bool {
        matches!(self.once_abandoned, OnceAbandoned::Write) || !self.reply.is_closed()
    }
}

/// How items are written together.
pub trait Write<I, O>: Send + Sync + 'static {
    /// Writes the items in the caller's transaction and answers each, in order.
    fn write(&self, connection: &mut AnyConnection, items: &[I]) -> Result<Vec<O>, StoreError>;

    /// The same in one statement outside of any transaction, durable when this returns, where the database
    /// gains by that; `None` if nothing was written, and [`Write::write`] is to be asked.
    fn write_at_once(
        &self,
        connection: &mut AnyConnection,
        items: &[I],
    ) -> Result<Option<Vec<O>>, StoreError> {
        let _ = (connection, items);
        Ok(None)
    }
}

impl<I, O, F> Write<I, O> for F
where
    F: Fn(&mut AnyConnection, &[I]) -> Result<Vec<O>, StoreError> + Send + Sync + 'static,
{
    fn write(&self, connection: &mut AnyConnection, items: &[I]) -> Result<Vec<O>, StoreError> {
        self(connection, items)
    }
}

/// Hands items to a task that writes them together. Clones share the task.
pub struct Grouped<I, O> {
    queue: mpsc::Sender<Waiting<I, O>>,
    max_wait: Duration,
}

impl<I, O> Clone for Grouped<I, O> {
    fn clone(&self) -> Self {
        Self { queue: self.queue.clone(), max_wait: self.max_wait }
    }
}

impl<I: Clone + Send + Sync + 'static, O: Send + 'static> Grouped<I, O> {
    /// Starts the task on the present Tokio runtime. `write` gets items in the order in which they came and answers
    /// each. `weigh` says about how many bytes an item takes there. `committed` sees the
    /// answers once they are durable, before those who wait for them, who may have gone.
    pub fn start(
        db: Db,
        bounds: Bounds,
        weigh: fn(&I) -> usize,
        write: impl Write<I, O>,
        committed: impl Fn(Vec<&mut O>) + Send + Sync + 'static,
    ) -> Self {
        let (queue, receiver) = mpsc::channel(bounds.waiting);
        let mut batches = Batches { receiver, bounds, weigh, too_heavy: None, was_crowded: false };
        let write: Arc<dyn Write<I, O>> = Arc::new(write);
        tokio::spawn(async move {
            while let Some(Batch { items, replies, .. }) = batches.next().await {
                let mut answers = write_batch(&db, &write, items.into()).await;
                committed(answers.iter_mut().filter_map(|answer| answer.as_mut().ok()).collect());
                for (reply, answer) in replies.into_iter().zip(answers) {
                    let _ = reply.send(answer);
                }
            }
        });
        Self { queue, max_wait: bounds.max_wait }
    }

    /// Writes `item` with whatever else is waiting; answers when its commit is durable. Fails at once with
    /// [`Full`] when there is no room to wait.
    ///
    /// After the longest wait it fails as unavailable: if the item's turn has not come by then it is not written, and
    /// otherwise nobody can tell.
    pub async fn write(&self, item: I) -> Result<Result<O, Arc<StoreError>>, Full> {
        let (reply, answer) = oneshot::channel();
        let waiting = Waiting { item, reply, once_abandoned: OnceAbandoned::Skip };
        self.queue.try_send(waiting).map_err(|_| Full)?;
        Ok(match tokio::time::timeout(self.max_wait, answer).await {
            Ok(answer) => answer.unwrap_or_else(|_| Err(Arc::new(stopped()))),
            Err(_) => Err(Arc::new(too_late(self.max_wait))),
        })
    }

    /// The same, but waits for room, and for the commit as long as it takes.
    pub async fn write_when_there_is_room(&self, item: I) -> Result<O, Arc<StoreError>> {
        let (reply, answer) = oneshot::channel();
        let waiting = Waiting { item, reply, once_abandoned: OnceAbandoned::Write };
        self.queue.send(waiting).await.map_err(|_| Arc::new(stopped()))?;
        answer.await.unwrap_or_else(|_| Err(Arc::new(stopped())))
    }

    /// True if the task has ended, by a panic: nothing is written any more.
    pub fn has_stopped(&self) -> bool {
        self.queue.is_closed()
    }

    /// How many items are waiting now.
    pub fn waiting(&self) -> usize {
        self.queue.max_capacity() - self.queue.capacity()
    }
}

/// What came in, in batches.
struct Batches<I, O> {
    receiver: mpsc::Receiver<Waiting<I, O>>,
    bounds: Bounds,
    weigh: fn(&I) -> usize,
    /// Taken out of the queue, but too heavy for the batch that was being filled: it begins the next one.
    too_heavy: Option<Waiting<I, O>>,
    was_crowded: bool,
}

/// Items that are written together, and where their answers go.
struct Batch<I, O> {
    items: Vec<I>,
    replies: Vec<Reply<O>>,
    bytes: usize,
}

impl<I, O> Batches<I, O> {
    /// Waits for an item, and takes with it what else is waiting by then. `None` when nobody can send any more.
    async fn next(&mut self) -> Option<Batch<I, O>> {
        let first = match self.too_heavy.take() {
            Some(waiting) => waiting,
            None => self.receiver.recv().await?,
        };
        let mut batch = Batch { items: Vec::new(), replies: Vec::new(), bytes: 0 };
        self.put(first, &mut batch);
        self.fill(&mut batch);
        if let Some(linger) = self.bounds.linger {
            if self.was_crowded && self.has_room(&batch) {
                tokio::time::sleep(linger.time).await;
                self.fill(&mut batch);
            }
            self.was_crowded = batch.items.len() >= linger.crowd;
        }
        Some(batch)
    }

    fn has_room(&self, batch: &Batch<I, O>) -> bool {
        self.too_heavy.is_none() && batch.items.len() < self.bounds.together
    }

    fn fill(&mut self, batch: &mut Batch<I, O>) {
        while self.has_room(batch)
            && let Ok(waiting) = self.receiver.try_recv()
        {
            self.put(waiting, batch);
        }
    }

    fn put(&mut self, waiting: Waiting<I, O>, batch: &mut Batch<I, O>) {
        if !waiting.is_wanted() {
            return;
        }
        let bytes = batch.bytes + (self.weigh)(&waiting.item);
        if bytes > self.bounds.bytes_together && !batch.items.is_empty() {
            self.too_heavy = Some(waiting);
            return;
        }
        batch.bytes = bytes;
        batch.items.push(waiting.item);
        batch.replies.push(waiting.reply);
    }
}

fn too_late(waited: Duration) -> StoreError {
    StoreError::Unavailable(format!("nothing was committed within {} ms", waited.as_millis()))
}

fn stopped() -> StoreError {
    StoreError::Unavailable("the writer has stopped".into())
}

/// How often a batch is written again because somebody else was in the way: several processes may be, one
/// after the other.
const MAX_RACES: usize = 4;

/// Writes a batch; if that fails for a reason that lies in one of its items, writes
/// the items one by one, so that only that one fails.
async fn write_batch<I, O>(
    db: &Db,
    write: &Arc<dyn Write<I, O>>,
    items: Arc<[I]>,
) -> Vec<Result<O, Arc<StoreError>>>
where
    I: Clone + Send + Sync + 'static,
    O: Send + 'static,
{
    if items.is_empty() {
        return Vec::new();
    }
    let began = Instant::now();
    let together = run(db, write, &items).await;
    metrics::histogram!("billhook_commit_items").record(items.len() as f64);
    metrics::histogram!("billhook_commit_duration_seconds").record(began.elapsed().as_secs_f64());
    match together {
        Ok(answers) => answers.into_iter().map(Ok).collect(),
        Err(error) if error.is_transient() || items.len() == 1 => {
            let error = Arc::new(error);
            items.iter().map(|_| Err(error.clone())).collect()
        }
        Err(_) => {
            let mut answers = Vec::with_capacity(items.len());
            for item in items.iter() {
                let alone = run(db, write, &Arc::from([item.clone()])).await;
                answers.push(
                    alone.map_err(Arc::new).and_then(|mut one| one.pop().ok_or_else(|| Arc::new(stopped()))),
                );
            }
            answers
        }
    }
}

/// Writes these together, repeating it as long as somebody else is in the way.
async fn run<I, O>(db: &Db, write: &Arc<dyn Write<I, O>>, items: &Arc<[I]>) -> Result<Vec<O>, StoreError>
where
    I: Send + Sync + 'static,
    O: Send + 'static,
{
    let mut races = 0;
    loop {
        let (write_at_once, all) = (write.clone(), items.clone());
        let (write, items) = (write.clone(), items.clone());
        let written = db
            .write_at_once_or(
                move |connection| write_at_once.write_at_once(connection, &all),
                move |connection| write.write(connection, &items),
            )
            .await;
        races += 1;
        if races > MAX_RACES || !written.as_ref().is_err_and(StoreError::was_a_race) {
            return written;
        }
    }
}

#[cfg(test)]
mod tests;
