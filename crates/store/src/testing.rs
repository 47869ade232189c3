//! Databases for tests: made for one test, migrated, and removed when the test is over.
#![expect(clippy::expect_used, reason = "a panic is how a test fails")]

use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::any_connection::{AnyConnection, Connector, DatabaseUrl};
use crate::db::{Db, Limits};
use crate::migrate;

/// Names the variable with the URL of a Postgres in which databases may be made. `scripts/with-postgres` sets it.
pub const POSTGRES_VARIABLE: &str = "BILLHOOK_TEST_POSTGRES";

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A database that is gone when this is dropped.
pub struct TestDb {
    url: DatabaseUrl,
    place: Place,
}

enum Place {
    Folder(#[expect(dead_code, reason = "removed when dropped")] tempfile::TempDir),
    Postgres { server: String, name: String },
}

impl TestDb {
    /// A migrated SQLite file in a folder of its own.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = DatabaseUrl::Sqlite(folder.path().join("billhook.db").to_string_lossy().into_owned());
        Self { url, place: Place::Folder(folder) }.migrated()
    }

    /// A migrated database on the Postgres that [`POSTGRES_VARIABLE`] names.
    ///
    /// # Panics
    /// If the variable is not set: a test of both databases that ran on one would say nothing.
    pub fn postgres() -> Self {
        Self::empty_postgres().migrated()
    }

    /// A database without any table on that Postgres, for something to be restored into.
    ///
    /// # Panics
    /// As [`TestDb::postgres`].
    pub fn empty_postgres() -> Self {
        Self::empty_postgres_with("")
    }

    /// The same with these options of `create database`.
    ///
    /// # Panics
    /// As [`TestDb::postgres`].
    pub fn empty_postgres_with(options: &str) -> Self {
        let server = std::env::var(POSTGRES_VARIABLE)
            .unwrap_or_else(|_| panic!("{POSTGRES_VARIABLE} is not set: run the tests by `make test`"));
        let name = format!("billhook_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        execute(&server, &format!("create database {name} {options}"));
        let url = DatabaseUrl::Postgres(with_database(&server, &name));
        Self { url, place: Place::Postgres { server, name } }
    }

    fn migrated(self) -> Self {
        let mut connection = Connector(self.url.clone()).connect().expect("a connection to the new database");
        migrate::up(&mut connection).expect("the migrations apply");
        self
    }

    /// Where it is.
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// Takes it away from everybody who is connected, until [`TestDb::bring_back`]. Postgres only.
    pub fn take_away(&self) {
        self.admit("false");
        self.drop_connections();
    }

    /// Ends every connection to it. Postgres only.
    pub fn drop_connections(&self) {
        let Place::Postgres { server, name } = &self.place else {
            panic!("a file has no connections to end")
        };
        execute(
            server,
            &format!("select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"),
        );
    }

    /// Lets everybody in again.
    pub fn bring_back(&self) {
        self.admit("true");
    }

    fn admit(&self, whether: &str) {
        let Place::Postgres { server, name } = &self.place else { panic!("a file cannot be taken away") };
        execute(server, &format!("alter database {name} with allow_connections {whether}"));
    }

    /// Opens it.
    pub fn open(&self) -> Db {
        let limits = Limits { postgres_connections: 6, sqlite_readers: 3, ..Limits::default() };
        Db::open(self.url.clone(), limits).expect("the test database opens")
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if let Place::Postgres { server, name } = &self.place {
            execute(server, &format!("drop database if exists {name} with (force)"));
        }
    }
}

/// One of Postgres' plan lines.
#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    text: String,
}

/// One of SQLite's.
#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

/// The lines of a plan; `explain` is the whole statement that asks for it, as the database at hand spells that.
pub fn plan(connection: &mut AnyConnection, explain: String) -> QueryResult<Vec<String>> {
    let explain = diesel::sql_query(explain);
    Ok(match connection {
        AnyConnection::Postgres(c) => explain.load::<Line>(c)?.into_iter().map(|line| line.text).collect(),
        AnyConnection::Sqlite(c) => explain.load::<Step>(c)?.into_iter().map(|step| step.detail).collect(),
    })
}

fn execute(server: &str, statement: &str) {
    let url = DatabaseUrl::Postgres(server.to_owned());
    let mut connection = Connector(url).connect().expect("a connection to the test server");
    connection.batch_execute(statement).expect("the test server obeys");
}

/// The same server with another database: the path of the URL is replaced, its query kept.
fn with_database(server: &str, name: &str) -> String {
    let (base, query) = server.split_once('?').map_or((server, None), |(base, query)| (base, Some(query)));
    let authority_end = base.find("://").map_or(0, |at| at + 3);
    let path_at = base[authority_end..].find('/').map_or(base.len(), |at| authority_end + at);
    let query = query.map_or(String::new(), |query| format!("?{query}"));
    format!("{}/{name}{query}", &base[..path_at])
}

/// Writes each test twice, once on each database: `on_both_databases! { async fn name(db: Db) { … } }`.
#[macro_export]
macro_rules! on_both_databases {
    ($($(#[$meta:meta])* async fn $name:ident($db:ident: Db) $body:block)*) => {
        mod on_sqlite { use super::*; $(
            $(#[$meta])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let database = $crate::testing::TestDb::sqlite();
                let $db = database.open();
                $body
            }
        )* }
        mod on_postgres { use super::*; $(
            $(#[$meta])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let database = $crate::testing::TestDb::postgres();
                let $db = database.open();
                $body
            }
        )* }
    };
}

/// Tells each story twice, once on each database. A story is an async function of a `TestDb`; the attributes
/// say what runs it: `story_on_both_databases! { #[tokio::test] name_of_the_test: story, }`.
#[macro_export]
macro_rules! story_on_both_databases {
    ($($(#[$meta:meta])+ $name:ident: $story:ident,)+) => {$(
        mod $name {
            use super::*;
            $(#[$meta])+
            async fn on_sqlite() { $story($crate::testing::TestDb::sqlite()).await; }
            $(#[$meta])+
            async fn on_postgres() { $story($crate::testing::TestDb::postgres()).await; }
        }
    )+};
}
