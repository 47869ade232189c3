//! The door to the database: reads and writes, off the async threads.

use std::sync::Arc;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::any_connection::{AnyConnection, Connector, DatabaseUrl, transaction};
use crate::error::StoreError;
use crate::health::Health;
use crate::pool::Pool;
use crate::writer::Writer;

/// How many connections are kept, and how long one is waited for.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections to Postgres, reading and writing.
    pub postgres_connections: u32,
    /// Connections that read SQLite, beside the one writer.
    pub sqlite_readers: u32,
    /// How long a call waits for a free connection before it fails as unavailable. Writes to SQLite need none:
    /// they wait for their turn with its one writer, which refuses them once too many wait.
    pub wait: Duration,
    /// After how long without an answer Postgres counts as silent, for what Billhook asks of itself.
    pub silence: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            postgres_connections: 16,
            sqlite_readers: 4,
            wait: Duration::from_secs(5),
            silence: Duration::from_secs(30),
        }
    }
}

/// One connection in this many is kept from what goes by [`Db::for_requests`].
const KEPT_FROM_REQUESTS: u32 = 4;

/// What people and programs ask for may take at least so long: the server ends it after a minute (`statement_timeout`).
const SILENCE_OF_REQUESTS: Duration = Duration::from_secs(70);

/// A handle to the database; clones share its connections.
#[derive(Clone)]
pub struct Db {
    url: DatabaseUrl,
    pool: Pool,
    health: Arc<Health>,
    wait: Duration,
    silence: Duration,
    /// What may be used of the pool's connections by this handle, together with its clones; all of them if not given.
    share: Option<Arc<Semaphore>>,
    /// SQLite only: it takes one writer, and that one groups.
    writer: Option<Writer>,
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Db").field(&self.url).finish()
    }
}

impl Db {
    /// Opens the database; SQLite's file is made if it is missing. Does not migrate.
    pub fn open(url: DatabaseUrl, limits: Limits) -> Result<Self, StoreError> {
        let (connector, health) = (Connector(url.clone()), Arc::<Health>::default());
        // The writer comes first: it makes the file and its journal, which readers need to find.
        let writer = match &url {
            DatabaseUrl::Sqlite(_) => Some(Writer::start(connector.clone(), health.clone())?),
            DatabaseUrl::Postgres(_) => None,
        };
        let size = if writer.is_some() { limits.sqlite_readers } else { limits.postgres_connections };
        let pool = Pool::open(connector, size, limits.wait, health.clone())?;
        Ok(Self { url, pool, health, wait: limits.wait, silence: limits.silence, share: None, writer })
    }

    /// A handle for what people and programs ask for: it leaves a quarter of the connections, at least one of
    /// several, to whoever accepts and sends. So reads that are slow, however many, keep no event from its commit.
    #[must_use]
    pub fn for_requests(&self) -> Self {
        let size = self.pool.size();
        let share = (size - size.div_ceil(KEPT_FROM_REQUESTS)).max(1);
        Self { share: Some(Arc::new(Semaphore::new(share as usize))), ..self.clone() }
    }

    /// Waits until this handle may use one more connection.
    async fn turn(&self) -> Result<Option<OwnedSemaphorePermit>, StoreError> {
        let Some(share) = &self.share else { return Ok(None) };
        match tokio::time::timeout(self.wait, share.clone().acquire_owned()).await {
            Ok(Ok(turn)) => Ok(Some(turn)),
            _ => Err(StoreError::Unavailable("no free connection: other requests use all of theirs".into())),
        }
    }

    /// Where the database is.
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// True if several processes may work on this database at once.
    pub fn is_shared(&self) -> bool {
        self.writer.is_none()
    }

    /// Runs `work` on a connection for reading, on a blocking thread.
    pub async fn read<T, E>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (pool, turn) = (self.pool.clone(), self.turn().await?);
        self.blocking(move || {
            // Kept until the work is over, also if nobody waits for it any more.
            let _turn = turn;
            work(&mut pool.get()?.connection)
        })
        .await
    }

    /// Runs `work` in a transaction: all of it is durable when this returns `Ok`, none of it otherwise.
    ///
    /// On SQLite the transaction may be shared with other work; each part keeps its own savepoint.
    pub async fn write<T, E>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match &self.writer {
            Some(writer) => writer.write(work).await,
            None => {
                let (pool, health, turn) = (self.pool.clone(), self.health.clone(), self.turn().await?);
                self.blocking(move || {
                    let _turn = turn;
                    let written = transaction(&mut pool.get()?.connection, work);
                    if written.is_ok() {
                        health.worked();
                    }
                    written
                })
                .await
            }
        }
    }

    /// Runs `at_once` in no transaction, for one statement that is durable by itself; where that says `None`,
    /// runs `work` in a transaction like [`Db::write`]. On SQLite `at_once` is not asked: its writer shares
    /// transactions.
    pub(crate) async fn write_at_once_or<T: Send + 'static>(
        &self,
        at_once: impl FnOnce(&mut AnyConnection) -> Result<Option<T>, StoreError> + Send + 'static,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        if let Some(writer) = &self.writer {
            return writer.write(work).await;
        }
        let (pool, health, turn) = (self.pool.clone(), self.health.clone(), self.turn().await?);
        self.blocking(move || {
            let _turn = turn;
            let connection = &mut pool.get()?.connection;
            let written = match at_once(connection)? {
                Some(written) => Ok(written),
                None => transaction(connection, work),
            };
            if written.is_ok() {
                health.worked();
            }
            written
        })
        .await
    }

    /// Runs `work` on a connection of its own, in no transaction, on the calling thread: for migrations and
    /// commands, before or without the service.
    pub fn directly<T>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut connection = Connector(self.url.clone()).open()?;
        work(&mut connection)
    }

    /// Fails unless the database answers and can be written to.
    pub async fn check(&self) -> Result<(), StoreError> {
        self.read(|c| c.batch_execute("select 1").map_err(StoreError::from)).await?;
        self.write(AnyConnection::require_writable).await?;
        if self.health.has_no_room() {
            return Err(StoreError::Unavailable("it has no room, or takes no writes".into()));
        }
        Ok(())
    }

    /// Runs `work`, which takes its connection from the pool, on a blocking thread.
    async fn blocking<T, E>(&self, work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let generation = self.pool.generation();
        let done = tokio::task::spawn_blocking(work);
        let done = match self.max_silence() {
            None => done.await,
            Some(silence) => match tokio::time::timeout(silence, done).await {
                Ok(done) => done,
                // Neither the server nor the network has said that the connection is lost. The thread waits
                // on; nobody waits for it.
                Err(_) => return Err(self.pool.give_up(generation, silence).into()),
            },
        };
        done.unwrap_or_else(|error| Err(StoreError::Panicked(error.to_string()).into()))
    }

    /// How long work may take before its connection counts as lost: what Billhook asks of itself is done in
    /// small steps. Without bounds on SQLite, where nothing is in between.
    fn max_silence(&self) -> Option<Duration> {
        let silence = if self.share.is_some() { self.silence.max(SILENCE_OF_REQUESTS) } else { self.silence };
        self.is_shared().then_some(silence)
    }
}
