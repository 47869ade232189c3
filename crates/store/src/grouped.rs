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

/// How items are gathered.
#[derive(Clone, Copy, Debug)]
pub struct Grouping {
    /// Items that may wait.
    pub capacity: usize,
    /// Items that are written together.
    pub most: usize,
    /// For how long a batch waits for more company when there has just been some. Zero for work that somebody waits
    /// for: it goes as soon as the batch before it is written.
    pub linger: Duration,
}

type Waiting<I, O> = (I, oneshot::Sender<Result<O, Arc<StoreError>>>);

/// Hands items to a task that writes them together. Clones share the task.
pub struct Grouped<I, O>(mpsc::Sender<Waiting<I, O>>);

impl<I, O> Clone for Grouped<I, O> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<I: Clone + Send + Sync + 'static, O: Send + 'static> Grouped<I, O> {
    /// Starts the task on the present Tokio runtime. `write` gets items in the order in which they came and answers
    /// each; it runs in one transaction. `committed` sees the answers once they are durable, before those who wait for
    /// them, who may have gone.
    pub fn start(
        db: Db,
        grouping: Grouping,
        write: impl Fn(&mut AnyConnection, &[I]) -> Result<Vec<O>, StoreError> + Send + Sync + 'static,
        committed: impl Fn(Vec<&mut O>) + Send + Sync + 'static,
    ) -> Self {
        let Grouping { capacity, most, linger } = grouping;
        let (sender, mut receiver) = mpsc::channel::<Waiting<I, O>>(capacity);
        let write = Arc::new(write);
        tokio::spawn(async move {
            let mut batch = Vec::with_capacity(most);
            let mut had_company = false;
            while receiver.recv_many(&mut batch, most).await > 0 {
                if had_company && !linger.is_zero() && batch.len() < most {
                    tokio::time::sleep(linger).await;
                    take_what_came(&mut receiver, &mut batch, most);
                }
                had_company = batch.len() > 1;
                let (items, replies): (Vec<I>, Vec<_>) = batch.drain(..).unzip();
                let items: Arc<[I]> = items.into();
                let mut answers = write_batch(&db, &write, items).await;
                committed(answers.iter_mut().filter_map(|answer| answer.as_mut().ok()).collect());
                for (reply, answer) in replies.into_iter().zip(answers) {
                    let _ = reply.send(answer);
                }
            }
        });
        Self(sender)
    }

    /// Writes `item` with whatever else is waiting; answers when its commit is durable. Fails at once with
    /// [`Full`] when there is no room to wait.
    pub async fn write(&self, item: I) -> Result<Result<O, Arc<StoreError>>, Full> {
        let (reply, answer) = oneshot::channel();
        self.0.try_send((item, reply)).map_err(|_| Full)?;
        Ok(answer.await.unwrap_or_else(|_| Err(Arc::new(stopped()))))
    }

    /// The same, but waits for room.
    pub async fn write_when_there_is_room(&self, item: I) -> Result<O, Arc<StoreError>> {
        let (reply, answer) = oneshot::channel();
        self.0.send((item, reply)).await.map_err(|_| Arc::new(stopped()))?;
        answer.await.unwrap_or_else(|_| Err(Arc::new(stopped())))
    }

    /// How many items are waiting now.
    pub fn waiting(&self) -> usize {
        self.0.max_capacity() - self.0.capacity()
    }
}

fn take_what_came<T>(receiver: &mut mpsc::Receiver<T>, batch: &mut Vec<T>, most: usize) {
    while batch.len() < most
        && let Ok(item) = receiver.try_recv()
    {
        batch.push(item);
    }
}

fn stopped() -> StoreError {
    StoreError::Unavailable("the writer has stopped".into())
}

type Write<I, O> = dyn Fn(&mut AnyConnection, &[I]) -> Result<Vec<O>, StoreError> + Send + Sync;

/// Writes a batch; if that fails for a reason that lies in one of its items, writes the items one by one, so
/// that only that one fails.
async fn write_batch<I, O>(
    db: &Db,
    write: &Arc<impl Fn(&mut AnyConnection, &[I]) -> Result<Vec<O>, StoreError> + Send + Sync + 'static>,
    items: Arc<[I]>,
) -> Vec<Result<O, Arc<StoreError>>>
where
    I: Clone + Send + Sync + 'static,
    O: Send + 'static,
{
    let began = Instant::now();
    let together = run(db, write.clone(), items.clone()).await;
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
                let alone = run(db, write.clone(), Arc::from([item.clone()])).await;
                answers.push(
                    alone.map_err(Arc::new).and_then(|mut one| one.pop().ok_or_else(|| Arc::new(stopped()))),
                );
            }
            answers
        }
    }
}

async fn run<I, O>(db: &Db, write: Arc<Write<I, O>>, items: Arc<[I]>) -> Result<Vec<O>, StoreError>
where
    I: Send + Sync + 'static,
    O: Send + 'static,
{
    db.write(move |connection| write(connection, &items)).await
}
