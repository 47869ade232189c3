//! SQLite's one writer: a thread that commits together whatever has been asked for while it was busy.
//!
//! Each unit of work runs in its own savepoint, so that one that fails takes nobody along; all are answered when
//! the transaction that holds them is durable. Grouping is natural: no timer, no waiting for company.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, TrySendError};
use diesel::connection::{Connection, SimpleConnection};
use tokio::sync::oneshot;

use crate::any_connection::{AnyConnection, Connector, SQLITE_BUSY_TIMEOUT, begin, commit, roll_back};
use crate::error::StoreError;
use crate::health::{Health, Watch};

/// How many units may share one transaction.
const MAX_PER_COMMIT: usize = 256;
/// Once a transaction takes so long, it is committed, and what waits begins the next one: the first is not
/// kept waiting by what costs more than a commit does.
const MAX_TRANSACTION: Duration = Duration::from_millis(4);
/// How many units may wait. More than all who write ask for at once, so the line is only full while the disk
/// hardly answers; then it is better to refuse than to keep whatever comes in memory.
const MAX_WAITING: usize = 4096;

/// One piece of work, and whoever waits for it.
trait Unit: Send {
    /// Does the work and keeps the result; false asks to roll it back.
    fn run(&mut self, connection: &mut AnyConnection) -> bool;
    /// Answers, once the commit succeeded or failed.
    fn settle(self: Box<Self>, commit: Result<(), String>);
}

struct Work<F, T, E> {
    work: Option<F>,
    result: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Unit for Work<F, T, E>
where
    F: FnOnce(&mut AnyConnection) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn run(&mut self, connection: &mut AnyConnection) -> bool {
        let Some(work) = self.work.take() else { return false };
        let result = catch_unwind(AssertUnwindSafe(|| work(connection))).unwrap_or_else(|_| {
            Err(StoreError::Panicked("what it had written was rolled back".into()).into())
        });
        let keep = result.is_ok();
        self.result = Some(result);
        keep
    }

    fn settle(self: Box<Self>, commit: Result<(), String>) {
        let answer = match (self.result, commit) {
            (Some(Err(error)), _) => Err(error),
            (Some(Ok(value)), Ok(())) => Ok(value),
            (_, Err(message)) => Err(StoreError::Unavailable(message).into()),
            (None, Ok(())) => Err(StoreError::Unavailable("the work was not run".into()).into()),
        };
        // Whoever asked may have gone; the work is done all the same.
        let _ = self.reply.send(answer);
    }
}

/// Hands work to the writer's thread.
#[derive(Clone)]
pub(crate) struct Writer(Sender<Box<dyn Unit>>);

impl Writer {
    /// Starts the thread with its own connection. It ends when the last handle is dropped.
    pub(crate) fn start(connector: Connector, health: Arc<Health>) -> Result<Self, StoreError> {
        let mut connection = connector.open()?;
        connection.set_instrumentation(Watch { health: health.clone(), is_lost: Arc::default() });
        let (sender, receiver) = crossbeam_channel::bounded(MAX_WAITING);
        thread::Builder::new()
            .name("billhook-writer".into())
            .spawn(move || write_all(connection, &receiver, &health))
            .map_err(|error| StoreError::Unavailable(format!("no thread for the writer: {error}")))?;
        Ok(Self(sender))
    }

    /// Runs `work` in a transaction that it may share with others; answers when that is durable. Unavailable
    /// at once if too much is waiting already.
    pub(crate) async fn write<T, E>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let unit = Box::new(Work { work: Some(work), result: None, reply });
        let gone = || E::from(StoreError::Unavailable("the writer has stopped".into()));
        self.0.try_send(unit).map_err(|error| match error {
            TrySendError::Full(_) => {
                tracing::warn!(
                    waiting = MAX_WAITING,
                    "too many writes wait for SQLite's writer: this one is refused"
                );
                E::from(StoreError::Unavailable("too many writes are waiting".into()))
            }
            TrySendError::Disconnected(_) => gone(),
        })?;
        answer.await.unwrap_or_else(|_| Err(gone()))
    }
}

fn write_all(mut connection: AnyConnection, requests: &Receiver<Box<dyn Unit>>, health: &Health) {
    let mut units = Vec::new();
    while let Ok(first) = requests.recv() {
        let (mut outcome, began) = (begin(&mut connection), Instant::now());
        let mut next = Some(first);
        while let Some(mut unit) = next {
            if outcome.is_ok() {
                outcome = run_in_savepoint(&mut connection, unit.as_mut());
            }
            units.push(unit);
            let has_room = units.len() < MAX_PER_COMMIT && began.elapsed() < MAX_TRANSACTION;
            next = if has_room { requests.try_recv().ok() } else { None };
        }
        if outcome.is_ok() {
            outcome = commit(&mut connection);
        }
        match &outcome {
            Ok(()) => health.worked(),
            Err(error) => {
                error.log("a transaction failed and was rolled back");
                let _ = roll_back(&mut connection);
                if health.has_no_room() {
                    // What takes the room may be the log: it shrinks once what it holds stands in the
                    // database, mostly in place of something else. Readers are not waited for: this comes again.
                    for pragma in ["busy_timeout = 0", "wal_checkpoint(truncate)", SQLITE_BUSY_TIMEOUT] {
                        let _ = connection.batch_execute(&format!("pragma {pragma}"));
                    }
                }
            }
        }
        let outcome = outcome.map_err(|error| error.to_string());
        units.drain(..).for_each(|unit| unit.settle(outcome.clone()));
    }
}

fn run_in_savepoint(connection: &mut AnyConnection, unit: &mut dyn Unit) -> Result<(), StoreError> {
    connection.batch_execute("savepoint unit")?;
    if unit.run(connection) {
        connection.batch_execute("release unit")?;
    } else {
        connection.batch_execute("rollback to unit; release unit")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use futures::FutureExt;

    use super::*;
    use crate::any_connection::DatabaseUrl;

    #[tokio::test]
    async fn a_write_too_many_is_refused_and_those_that_wait_are_done() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("billhook.db").to_string_lossy().into_owned();
        let writer = Writer::start(Connector(DatabaseUrl::Sqlite(file)), Arc::default()).unwrap();
        let (begin, begun) = oneshot::channel();
        let (end, ended) = mpsc::channel::<()>();
        let slow = writer.clone();
        let slow = tokio::spawn(async move {
            slow.write(move |_| {
                let _ = begin.send(());
                let _ = ended.recv();
                Ok::<_, StoreError>(())
            })
            .await
        });
        begun.await.unwrap();
        let mut waiting = Vec::new();
        for _ in 0..MAX_WAITING {
            let mut write = Box::pin(writer.write(|_| Ok::<_, StoreError>(())));
            assert!(write.as_mut().now_or_never().is_none(), "it waits");
            waiting.push(write);
        }
        let refused = writer.write(|_| Ok::<_, StoreError>(())).now_or_never().expect("an answer at once");
        assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
        drop(end);
        slow.await.unwrap().unwrap();
        for write in waiting {
            write.await.unwrap();
        }
    }
}
