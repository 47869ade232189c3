//! One connection type over both databases, and how connections are made.

use billhook_core::clock::{Timestamp, from_micros};
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::dsl::sql;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Text};
use diesel::sqlite::SqliteConnection;

use crate::error::{StoreError, Trouble, trouble};

pub use derived::{AnyConnection, MultiBackend};

#[allow(missing_docs, reason = "the derive writes items without comments")]
mod derived {
    use diesel::pg::PgConnection;
    use diesel::sqlite::SqliteConnection;

    /// A connection to either database. Queries that Diesel can say for both are written on it directly; for the
    /// rest there is [`each!`](crate::each) and `dialect`.
    #[derive(diesel::MultiConnection)]
    pub enum AnyConnection {
        /// The one that scales.
        Postgres(PgConnection),
        /// The embedded default.
        Sqlite(SqliteConnection),
    }
}

/// The same Diesel expression on each concrete connection: for batch inserts and upserts, which
/// `MultiConnection` cannot express.
#[macro_export]
macro_rules! each {
    ($connection:expr, $c:ident => $expression:expr) => {
        match $connection {
            $crate::any_connection::AnyConnection::Postgres($c) => $expression,
            $crate::any_connection::AnyConnection::Sqlite($c) => $expression,
        }
    };
}

/// The first row of this query, if there is one, which then stays as it is until the transaction is over.
///
/// Differs because SQLite has one writer, and so nobody to hold back.
macro_rules! first_held {
    ($connection:expr, $query:expr) => {
        match $connection {
            $crate::any_connection::AnyConnection::Postgres(c) => $query.for_share().first(c).optional(),
            $crate::any_connection::AnyConnection::Sqlite(c) => $query.first(c).optional(),
        }
    };
}
pub(crate) use first_held;

/// Which database, and where.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// `postgres://…` or `postgresql://…`, as libpq reads it.
    Postgres(String),
    /// `sqlite://<path>`: the path of the database file.
    Sqlite(String),
}

/// The text names no database that we know.
#[derive(Debug, thiserror::Error)]
#[error("not a database URL: use `sqlite://<path>` or `postgres://user@host/name`")]
pub struct ParseDatabaseUrlError;

impl std::str::FromStr for DatabaseUrl {
    type Err = ParseDatabaseUrlError;
    fn from_str(text: &str) -> Result<Self, ParseDatabaseUrlError> {
        match text.split_once("://") {
            Some(("postgres" | "postgresql", _)) => Ok(Self::Postgres(text.to_owned())),
            Some(("sqlite", path)) if !path.is_empty() => Ok(Self::Sqlite(path.to_owned())),
            _ => Err(ParseDatabaseUrlError),
        }
    }
}

/// Shows where, never the password.
impl std::fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite://{path}"),
            Self::Postgres(url) => match url.rsplit_once('@') {
                Some((_, place)) => write!(f, "postgres://…@{}", place.split('?').next().unwrap_or(place)),
                None => write!(
                    f,
                    "postgres://{}",
                    url.split_once("://").map_or("", |(_, rest)| rest).split('?').next().unwrap_or("")
                ),
            },
        }
    }
}
impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

/// Opens connections for the pools, by the scheme of the URL.
#[derive(Clone, Debug)]
pub(crate) struct Connector(pub(crate) DatabaseUrl);

impl Connector {
    /// The same as [`Connector::connect`], for whoever opens one beside the pools.
    pub(crate) fn open(&self) -> Result<AnyConnection, StoreError> {
        self.connect().map_err(|error| StoreError::Unavailable(error.to_string()))
    }

    /// A new connection, set up.
    pub(crate) fn connect(&self) -> ConnectionResult<AnyConnection> {
        match &self.0 {
            DatabaseUrl::Postgres(url) => connect_postgres(url).map(AnyConnection::Postgres),
            DatabaseUrl::Sqlite(path) => connect_sqlite(path).map(AnyConnection::Sqlite),
        }
    }
}

/// A transaction whose client is gone, or stands still, must not hold its locks until others need what is
/// locked: so it is given up before its process's lanes are another's (`dispatcher::holds`). None of ours
/// waits for anything but the database.
///
/// Every statement is meant to go by an index, and is prepared once. A plan that is made while a table is still
/// empty says "read all of it", and is kept while the table grows; so that way is closed here (ADR 6). Compiling a
/// plan costs more than any of these statements, and so does planning one for each batch.
///
/// Some troubles are recognised by their text alone (`error::trouble`). Setting the language of texts takes a
/// privilege; `billhook doctor` tells those who lack it if the server speaks another one.
///
/// What is answered is durable, whatever the server or the role is set to.
///
/// A connection that rests is not lost, whatever the role is set to: servers since version 14 can end it.
///
/// What is large is compressed by lz4, in a fraction of pglz's time, by servers that have it (since version
/// 14, if built so).
const POSTGRES_SESSION: &str = "\
    set idle_in_transaction_session_timeout = '8s'; set statement_timeout = '60s'; \
    set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off; \
    set plan_cache_mode = force_generic_plan; \
    select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'; \
    do $$ begin perform set_config('idle_session_timeout', '0', false); exception when undefined_object then null; end $$; \
    do $$ begin perform set_config('lc_messages', 'C', false); exception when insufficient_privilege then null; end $$; \
    do $$ begin perform set_config('default_toast_compression', 'lz4', false); \
    exception when undefined_object or invalid_parameter_value then null; end $$";

/// What libpq is told unless the URL, or for the first one the environment, says otherwise: after how many
/// seconds it gives up making a connection, and after how long a silence of the network one that was made.
const POSTGRES_NETWORK: [(&str, &str); 5] = [
    ("connect_timeout", "5"),
    ("keepalives_idle", "10"),
    ("keepalives_interval", "5"),
    ("keepalives_count", "3"),
    ("tcp_user_timeout", "20000"),
];

fn with_bounds_on_silence(url: &str) -> String {
    let (_, said) = url.split_once('?').unwrap_or_default();
    let is_said = |name: &str| said.split('&').any(|one| one.split('=').next() == Some(name));
    let from_outside =
        |name: &str| name == "connect_timeout" && std::env::var_os("PGCONNECT_TIMEOUT").is_some();
    let mut url = url.to_owned();
    for (name, value) in POSTGRES_NETWORK.iter().filter(|(name, _)| !is_said(name) && !from_outside(name)) {
        let join = if url.contains('?') { '&' } else { '?' };
        url.push_str(&format!("{join}{name}={value}"));
    }
    url
}

fn connect_postgres(url: &str) -> ConnectionResult<PgConnection> {
    let mut connection = PgConnection::establish(&with_bounds_on_silence(url))?;
    connection.batch_execute(POSTGRES_SESSION).map_err(ConnectionError::CouldntSetupConfiguration)?;
    Ok(connection)
}

/// How long a connection waits for another one's lock, in milliseconds.
pub(crate) const SQLITE_BUSY_TIMEOUT: &str = "busy_timeout = 10000";

fn connect_sqlite(path: &str) -> ConnectionResult<SqliteConnection> {
    let mut connection = SqliteConnection::establish(path)?;
    let log = pages_of_log(free_bytes(path));
    // The timeout comes first: changing the journal mode takes a lock. FULL: a commit that was answered survives
    // a power cut. The small cache keeps the process small; the page cache of the system serves the rest.
    connection
        .batch_execute(&format!(
            "pragma {SQLITE_BUSY_TIMEOUT}; pragma journal_mode = wal; pragma synchronous = full; \
                 pragma foreign_keys = on; pragma temp_store = memory; pragma cache_size = -8000; \
                 pragma journal_size_limit = {}; pragma wal_autocheckpoint = {}",
            4 * PAGE * log,
            log
        ))
        .map_err(ConnectionError::CouldntSetupConfiguration)?;
    Ok(connection)
}

/// Bytes of a page of SQLite's.
const PAGE: u64 = 4096;

/// After how many pages SQLite's log is written into the database.
///
/// The database must be able to grow by what its log holds: a volume that the log has filled stays full for
/// ever. So where little is free the log stays small, and a volume that was full recovers as soon as others leave it.
fn pages_of_log(free_bytes: u64) -> u64 {
    (free_bytes / 8 / PAGE).clamp(100, 4000)
}

/// What is free for us where this file is; without bounds if the system does not tell.
fn free_bytes(path: &str) -> u64 {
    rustix::fs::statvfs(path).map_or(u64::MAX, |volume| volume.f_bavail.saturating_mul(volume.f_frsize))
}

impl AnyConnection {
    /// True if a statement costs a round trip, so that one by itself is cheaper than several in a transaction.
    pub(crate) fn gains_by_one_statement(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }

    /// The language in which the database tells what went wrong, as in `C` or `de_DE.UTF-8`; SQLite knows only English.
    pub fn language_of_messages(&mut self) -> Result<Option<String>, StoreError> {
        let Self::Postgres(connection) = self else { return Ok(None) };
        Ok(diesel::select(sql::<Text>("current_setting('lc_messages')")).get_result(connection).map(Some)?)
    }

    /// The encoding in which the database keeps texts, as in `UTF8`; SQLite's file is ours, and in UTF-8.
    pub fn encoding(&mut self) -> Result<Option<String>, StoreError> {
        let Self::Postgres(connection) = self else { return Ok(None) };
        Ok(diesel::select(sql::<Text>("current_setting('server_encoding')"))
            .get_result(connection)
            .map(Some)?)
    }

    /// What the clock of the machine shows on which the database runs; SQLite runs on ours.
    pub fn servers_clock(&mut self) -> Result<Option<Timestamp>, StoreError> {
        let Self::Postgres(connection) = self else { return Ok(None) };
        let now = sql::<BigInt>("(extract(epoch from clock_timestamp()) * 1000000)::bigint");
        let micros: i64 = diesel::select(now).get_result(connection)?;
        Ok(Some(from_micros(micros)))
    }

    /// Fails if the database takes no writes: a standby, or one that is set to be read only. SQLite says so
    /// when it is written to.
    pub(crate) fn require_writable(&mut self) -> Result<(), StoreError> {
        let Self::Postgres(connection) = self else { return Ok(()) };
        // By what only a writer may do: so the connection, too, is found to be of no further use.
        match connection.batch_execute("select 1 from lanes limit 0 for update") {
            Err(error) if trouble(&error) == Some(Trouble::ReadOnly) => {
                Err(StoreError::Unavailable("it is a standby, or set to be read only".into()))
            }
            locked => Ok(locked?),
        }
    }

    /// Lets statements of this connection take as long as they need: for migrations, and whoever waits for another's.
    pub(crate) fn take_your_time(&mut self) -> Result<(), StoreError> {
        let Self::Postgres(connection) = self else { return Ok(()) };
        Ok(connection
            .batch_execute("set statement_timeout = 0; set idle_in_transaction_session_timeout = 0")?)
    }

    /// The id of the process that serves this connection, on the machine where Postgres runs; SQLite is not a process.
    pub fn server_process(&mut self) -> Result<Option<u32>, StoreError> {
        let Self::Postgres(connection) = self else { return Ok(None) };
        let pid: i32 = diesel::select(sql::<Integer>("pg_backend_pid()")).get_result(connection)?;
        Ok(u32::try_from(pid).ok())
    }
}

/// Runs `work` in a transaction: committed if it succeeds, rolled back if it fails.
///
/// On SQLite it begins IMMEDIATE, because a deferred transaction that turns into a writer fails with a busy
/// snapshot that no timeout waits for.
pub(crate) fn transaction<T, E: From<StoreError>>(
    connection: &mut AnyConnection,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
) -> Result<T, E> {
    begin(connection)?;
    match work(connection) {
        Ok(value) => commit(connection).map(|()| value).map_err(E::from),
        Err(error) => {
            roll_back(connection)?;
            Err(error)
        }
    }
}

pub(crate) fn begin(connection: &mut AnyConnection) -> Result<(), StoreError> {
    match connection {
        AnyConnection::Postgres(c) => AnsiTransactionManager::begin_transaction(c)?,
        AnyConnection::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")?,
    }
    Ok(())
}

pub(crate) fn commit(connection: &mut AnyConnection) -> Result<(), StoreError> {
    Ok(<AnyConnection as Connection>::TransactionManager::commit_transaction(connection)?)
}

pub(crate) fn roll_back(connection: &mut AnyConnection) -> Result<(), StoreError> {
    Ok(<AnyConnection as Connection>::TransactionManager::rollback_transaction(connection)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_url_says_where_and_never_with_which_password() {
        let url: DatabaseUrl =
            "postgres://ann:s3cret@db.example.com/billhook?sslmode=require".parse().unwrap();
        assert_eq!(
            format!("{url} {url:?}"),
            "postgres://…@db.example.com/billhook postgres://…@db.example.com/billhook"
        );
    }

    #[test]
    fn other_schemes_are_refused() {
        for text in ["", "mysql://x", "sqlite://", "/var/lib/billhook.db"] {
            assert!(text.parse::<DatabaseUrl>().is_err(), "{text} was accepted");
        }
    }

    #[test]
    fn a_connection_to_postgres_bounds_silence_unless_the_url_does() {
        let plain = with_bounds_on_silence("postgres://ann@db.example.com/billhook");
        assert!(plain.contains("/billhook?connect_timeout=5&keepalives_idle=10&"), "{plain}");
        assert!(plain.ends_with("&tcp_user_timeout=20000"), "{plain}");
        let said = with_bounds_on_silence("postgres:///b?host=/run/pg&connect_timeout=30&tcp_user_timeout=0");
        assert!(
            said.starts_with("postgres:///b?host=/run/pg&connect_timeout=30&tcp_user_timeout=0&keep"),
            "{said}"
        );
        assert_eq!((said.matches("connect_timeout").count(), said.matches("tcp_user").count()), (1, 1));
    }

    #[test]
    fn a_log_takes_an_eighth_of_a_small_volume_and_no_more_than_16_mb() {
        let mb = |megabytes: u64| megabytes * 1024 * 1024;
        let taken = |free| pages_of_log(free) * PAGE;
        assert_eq!(taken(mb(16)), mb(2));
        assert_eq!(taken(mb(1000)), 16_384_000);
        assert_eq!(taken(u64::MAX), 16_384_000);
        assert_eq!(taken(0), 409_600, "a commit must have room in it");
    }

    /// How many settings of a new connection are so.
    fn settings_that(are: &str, database: &crate::testing::TestDb) -> i64 {
        let count = sql::<BigInt>(&format!("(select count(*) from pg_settings where {are})"));
        database
            .open()
            .directly(|c| match c {
                AnyConnection::Postgres(c) => Ok(diesel::select(count).get_result(c)?),
                AnyConnection::Sqlite(_) => unreachable!("this is Postgres"),
            })
            .unwrap()
    }

    #[test]
    fn postgres_compresses_by_lz4_if_it_can() {
        let could = "name = 'default_toast_compression' and 'lz4' = any (enumvals) and setting <> 'lz4'";
        assert_eq!(settings_that(could, &crate::testing::TestDb::postgres()), 0);
    }

    #[test]
    fn postgres_does_not_end_a_connection_that_rests() {
        let database = crate::testing::TestDb::postgres();
        let set = "do $$ begin execute format('alter database %I set idle_session_timeout = 1000', current_database()); end $$";
        database.open().directly(|c| Ok(c.batch_execute(set)?)).unwrap();
        assert_eq!(settings_that("name = 'idle_session_timeout' and reset_val = '1000'", &database), 1);
        assert_eq!(settings_that("name = 'idle_session_timeout' and setting <> '0'", &database), 0);
    }
}
