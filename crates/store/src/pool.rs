//! The connections of a process. Those that died with the database are found out before anybody's work meets them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use diesel::connection::{SimpleConnection, TransactionManager};
use diesel::prelude::*;
use diesel::r2d2::{self, HandleError, ManageConnection, PooledConnection};
use parking_lot::RwLock;

use crate::any_connection::{AnyConnection, Connector};
use crate::error::StoreError;
use crate::health::{Health, Watch};

/// How long a call waits for a connection while the database is known to be away.
const WAIT_WHILE_AWAY: Duration = Duration::from_millis(200);

/// Connections that are kept open, over all threads. Clones share them.
#[derive(Clone)]
pub(crate) struct Pool {
    generation: Arc<RwLock<Generation>>,
    manager: Manager,
    size: u32,
    wait: Duration,
}

/// Connections that were made since others were given up.
struct Generation {
    number: u64,
    kept: r2d2::Pool<Manager>,
}

/// A connection of the pool, until it is dropped.
pub(crate) type Kept = PooledConnection<Manager>;

impl Pool {
    /// At most `size` connections; whoever asks for one waits at most so long.
    pub(crate) fn open(
        connector: Connector,
        size: u32,
        wait: Duration,
        health: Arc<Health>,
    ) -> Result<Self, StoreError> {
        let (manager, size) = (Manager { connector, health }, size.max(1));
        let kept = builder(&manager, size, wait)
            .build(manager.clone())
            .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        let generation = Arc::new(RwLock::new(Generation { number: 0, kept }));
        Ok(Self { generation, manager, size, wait })
    }

    /// How many connections there may be.
    pub(crate) fn size(&self) -> u32 {
        self.size
    }

    /// Names the connections that [`Pool::get`] gives at present.
    pub(crate) fn generation(&self) -> u64 {
        self.generation.read().number
    }

    /// Does without the connections of this generation, on one of which nothing was heard for so long: most likely the network has
    /// forgotten them all. Whoever uses one may go on until it ends; new ones take their places.
    pub(crate) fn give_up(&self, generation: u64, silence: Duration) -> StoreError {
        let silent = format!("it was silent for {} ms", silence.as_millis());
        let mut current = self.generation.write();
        if current.number == generation {
            self.manager.health.failed(&silent);
            let kept = builder(&self.manager, self.size, self.wait).build_unchecked(self.manager.clone());
            *current = Generation { number: generation + 1, kept };
        }
        StoreError::Unavailable(silent)
    }

    /// A connection that was alive a moment ago.
    ///
    /// # Errors
    /// Unavailable if none becomes free in time. While the database is away nobody is kept waiting for long.
    pub(crate) fn get(&self) -> Result<Kept, StoreError> {
        let health = &self.manager.health;
        let wait = if health.is_away() { self.wait.min(WAIT_WHILE_AWAY) } else { self.wait };
        let pool = self.generation.read().kept.clone();
        loop {
            let mut kept = pool
                .get_timeout(wait)
                .map_err(|error| StoreError::Unavailable(format!("no free connection: {error}")))?;
            // Read before the test: what is lost meanwhile is tested for the next time.
            let losses = health.losses();
            if kept.known_losses == losses || kept.connection.batch_execute("select 1").is_ok() {
                kept.known_losses = losses;
                return Ok(kept);
            }
        }
    }
}

fn builder(manager: &Manager, size: u32, wait: Duration) -> r2d2::Builder<Manager> {
    r2d2::Pool::builder()
        .max_size(size)
        .min_idle(Some(1))
        .test_on_check_out(false)
        .connection_timeout(wait)
        .error_handler(Box::new(Tell(manager.health.clone())))
}

/// A connection and what is known of it.
pub(crate) struct Watched {
    pub(crate) connection: AnyConnection,
    is_lost: Arc<AtomicBool>,
    /// How many connections had been lost when this one was last known to live.
    known_losses: u64,
}

/// Makes connections that are watched.
#[derive(Clone, Debug)]
pub(crate) struct Manager {
    connector: Connector,
    health: Arc<Health>,
}

impl ManageConnection for Manager {
    type Connection = Watched;
    type Error = r2d2::Error;

    fn connect(&self) -> Result<Watched, r2d2::Error> {
        let known_losses = self.health.losses();
        let mut connection = self.connector.connect().map_err(r2d2::Error::ConnectionError)?;
        let is_lost = Arc::<AtomicBool>::default();
        connection.set_instrumentation(Watch { health: self.health.clone(), is_lost: is_lost.clone() });
        Ok(Watched { connection, is_lost, known_losses })
    }

    fn is_valid(&self, watched: &mut Watched) -> Result<(), r2d2::Error> {
        watched.connection.batch_execute("select 1").map_err(r2d2::Error::QueryError)
    }

    fn has_broken(&self, watched: &mut Watched) -> bool {
        std::thread::panicking()
            || watched.is_lost.load(Ordering::Acquire)
            || <AnyConnection as Connection>::TransactionManager::is_broken_transaction_manager(
                &mut watched.connection,
            )
    }
}

/// Is told when a connection cannot be made.
#[derive(Debug)]
struct Tell(Arc<Health>);

impl HandleError<r2d2::Error> for Tell {
    fn handle_error(&self, error: r2d2::Error) {
        self.0.failed(&error.to_string());
    }
}
