//! The connections of a process. Those that died with the database are found out before anybody's work meets them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
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
        let (manager, size) = (Manager { connector, health, living: Arc::default() }, size.max(1));
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

    /// Does without the connections of this generation, on one of which nothing was heard for so long: most
    /// likely the network has forgotten them all. Whoever uses one may go on until it ends; new ones take their places.
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
        .error_handler(Box::new(Tell { health: manager.health.clone(), living: manager.living.clone() }))
}

/// A connection and what is known of it.
pub(crate) struct Watched {
    pub(crate) connection: AnyConnection,
    is_lost: Arc<AtomicBool>,
    /// How many connections had been lost when this one was last known to live.
    known_losses: u64,
    _living: Living,
}

/// Counts a connection among those that there are, until it is dropped.
struct Living(Arc<AtomicUsize>);

impl Living {
    fn one_more_of(living: &Arc<AtomicUsize>) -> Self {
        living.fetch_add(1, Ordering::AcqRel);
        Self(living.clone())
    }
}

impl Drop for Living {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

/// Makes connections that are watched.
#[derive(Clone, Debug)]
pub(crate) struct Manager {
    connector: Connector,
    health: Arc<Health>,
    /// How many of its connections there are.
    living: Arc<AtomicUsize>,
}

impl ManageConnection for Manager {
    type Connection = Watched;
    type Error = r2d2::Error;

    fn connect(&self) -> Result<Watched, r2d2::Error> {
        let known_losses = self.health.losses();
        let mut connection = self.connector.connect().map_err(r2d2::Error::ConnectionError)?;
        let is_lost = Arc::<AtomicBool>::default();
        connection.set_instrumentation(Watch { health: self.health.clone(), is_lost: is_lost.clone() });
        Ok(Watched { connection, is_lost, known_losses, _living: Living::one_more_of(&self.living) })
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
struct Tell {
    health: Arc<Health>,
    living: Arc<AtomicUsize>,
}

impl HandleError<r2d2::Error> for Tell {
    fn handle_error(&self, error: r2d2::Error) {
        let (error, living) = (error.to_string(), self.living.load(Ordering::Acquire));
        // The others go on: less is done at a time, and nothing is refused.
        if living > 0 && TOO_MANY.iter().any(|sign| error.contains(sign)) {
            self.health.refused_more_than(living, &error);
        } else {
            self.health.failed(&error);
        }
    }
}

/// What Postgres says where it takes no more connections: of anybody, of this role, in this database. It is
/// recognised by its text alone, as other troubles are (`error::trouble`).
const TOO_MANY: [&str; 3] =
    ["too many clients", "too many connections for", "remaining connection slots are reserved"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::any_connection::DatabaseUrl;
    use crate::testing::TestDb;

    fn refused(why: &str) -> r2d2::Error {
        r2d2::Error::ConnectionError(ConnectionError::BadConnection(why.to_owned()))
    }

    #[test]
    fn connections_that_are_refused_beside_others_are_no_outage() {
        let (health, living) = (Arc::<Health>::default(), Arc::<AtomicUsize>::default());
        let tell = Tell { health: health.clone(), living: living.clone() };
        let other = Living::one_more_of(&living);
        for why in [
            "FATAL:  sorry, too many clients already",
            "FATAL:  too many connections for role \"billhook\"",
            "FATAL:  remaining connection slots are reserved for roles with the SUPERUSER attribute",
        ] {
            tell.handle_error(refused(why));
            assert!(!health.is_away(), "{why}");
        }
        drop(other);
        tell.handle_error(refused("FATAL:  sorry, too many clients already"));
        assert!(health.is_away(), "there is none");
    }

    #[test]
    fn a_server_that_cannot_be_reached_is_an_outage_whatever_there_is() {
        let (health, living) = (Arc::<Health>::default(), Arc::<AtomicUsize>::default());
        let _other = Living::one_more_of(&living);
        Tell { health: health.clone(), living }.handle_error(refused("connection refused"));
        assert!(health.is_away());
    }

    #[test]
    fn a_role_with_fewer_connections_than_the_pool_works_with_those() {
        let database = TestDb::postgres();
        let (server, role) = (database.open(), format!("limited_{}", std::process::id()));
        let execute = |statement: String| {
            server.directly(|c| c.batch_execute(&statement).map_err(StoreError::from)).unwrap();
        };
        execute(format!("create role {role} login connection limit 2"));
        let DatabaseUrl::Postgres(url) = database.url() else { unreachable!("this is Postgres") };
        let url = format!("{url}{}user={role}", if url.contains('?') { '&' } else { '?' });
        let health = Arc::<Health>::default();
        let connector = Connector(DatabaseUrl::Postgres(url));
        let pool = Pool::open(connector, 4, Duration::from_secs(3), health.clone()).unwrap();
        let held = (pool.get().unwrap(), pool.get().unwrap());
        assert!(pool.get().is_err(), "there is a third");
        assert!(!health.is_away(), "two work");
        assert!(!health.is_time_to_tell_of_few(), "it was not told");
        drop((held, pool));
        execute(format!("drop role {role}"));
    }
}
