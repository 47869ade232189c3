//! Connections that die under the process that holds them.

use std::path::PathBuf;
use std::sync::{Arc, Barrier};
use std::time::Duration;

use billhook_store::db::Limits;
use billhook_store::testing::TestDb;
use billhook_store::{AnyConnection, DatabaseUrl, Db, StoreError};
use diesel::connection::SimpleConnection;
use tokio::io::copy_bidirectional;
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::watch;

use crate::fixture::read;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_call_at_most_finds_out_that_the_connections_are_dead() {
    const CONNECTIONS: usize = 4;
    let database = TestDb::postgres();
    let db = database.open();
    let all_have_one = Arc::new(Barrier::new(CONNECTIONS));
    let held = (0..CONNECTIONS).map(|_| {
        let (db, all_have_one) = (db.clone(), all_have_one.clone());
        let hold = move |_: &mut AnyConnection| {
            all_have_one.wait();
            Ok::<_, StoreError>(())
        };
        tokio::spawn(async move { db.read(hold).await })
    });
    for one in held.collect::<Vec<_>>() {
        one.await.expect("it does not panic").expect("there are enough connections");
    }
    database.drop_connections();
    let mut failed = 0;
    for _ in 0..2 * CONNECTIONS {
        let asked = db.read(|c| c.batch_execute("select 1").map_err(StoreError::from)).await;
        failed += usize::from(asked.is_err());
    }
    assert!(failed <= 1, "{failed} calls met a dead connection");
    read(&db, |c| c.batch_execute("select 1").map_err(StoreError::from)).await;
}

#[tokio::test]
async fn a_postgres_that_takes_no_writes_is_not_ready() {
    let database = TestDb::postgres();
    database.open().check().await.expect("it takes writes");
    let read_only = "do $$ begin execute format('alter database %I set default_transaction_read_only = on', \
                     current_database()); end $$";
    read(&database.open(), move |c| c.batch_execute(read_only).map_err(StoreError::from)).await;
    let refused = database.open().check().await.expect_err("it is read only");
    assert!(refused.to_string().contains("read only"), "{refused}");
}

/// A session of Postgres keeps what was set when it began.
#[tokio::test]
async fn a_postgres_that_takes_writes_again_is_ready_without_a_restart() {
    let database = TestDb::postgres();
    let set = async |to: &str| {
        let set = format!(
            "begin read write; do $$ begin execute format('alter database %I set default_transaction_read_only = \
             {to}', current_database()); end $$; commit"
        );
        read(&database.open(), move |c| c.batch_execute(&set).map_err(StoreError::from)).await;
    };
    set("on").await;
    let db = database.open();
    db.check().await.expect_err("it is read only");
    let refused = db.write(|c| c.batch_execute("delete from lanes").map_err(StoreError::from)).await;
    assert!(refused.expect_err("it is read only").is_transient());
    set("off").await;
    // A connection that was made meanwhile is found out when it is asked to write.
    let mut failed = 0;
    while db.write(|c| c.batch_execute("delete from lanes").map_err(StoreError::from)).await.is_err() {
        failed += 1;
        assert!(failed < 20, "it never takes writes again");
    }
}

/// The cluster for tests says `synchronous_commit = off`.
#[tokio::test]
async fn what_postgres_answers_is_durable_whatever_the_server_is_set_to() {
    let database = TestDb::postgres();
    let db = database.open();
    let setting = read(&db, |c| {
        let AnyConnection::Postgres(c) = c else { return Ok(String::new()) };
        let setting = diesel::dsl::sql::<diesel::sql_types::Text>("current_setting('synchronous_commit')");
        diesel::RunQueryDsl::get_result(diesel::select(setting), c).map_err(StoreError::from)
    });
    assert_eq!(setting.await, "on");
}

/// Stands between a client and Postgres, and can fall silent: connections that were there before are kept, and
/// say nothing any more.
struct Between {
    folder: tempfile::TempDir,
    silences: watch::Sender<u32>,
}

const SOCKET: &str = ".s.PGSQL.5432";

impl Between {
    fn start(server: PathBuf) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let listener = UnixListener::bind(folder.path().join(SOCKET)).expect("a socket");
        let silences = watch::Sender::new(0);
        let heard = silences.clone();
        tokio::spawn(async move {
            while let Ok((mut client, _)) = listener.accept().await {
                let mut silences = heard.subscribe();
                let server = server.join(SOCKET);
                tokio::spawn(async move {
                    let mut server = UnixStream::connect(server).await.expect("Postgres listens");
                    tokio::select! {
                        _ = copy_bidirectional(&mut client, &mut server) => {}
                        _ = silences.changed() => std::future::pending().await,
                    }
                });
            }
        });
        Self { folder, silences }
    }

    fn fall_silent(&self) {
        self.silences.send_modify(|silences| *silences += 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_that_fall_silent_for_good_are_given_up_for_new_ones() {
    let database = TestDb::postgres();
    let DatabaseUrl::Postgres(url) = database.url() else { unreachable!("this is Postgres") };
    let (_, socket) = url.split_once("host=").expect("the tests' Postgres has a socket");
    let folder = socket.split('&').next().unwrap_or(socket);
    let between = Between::start(folder.into());
    let url = url.replace(folder, &between.folder.path().to_string_lossy());
    let limits = Limits { postgres_connections: 2, silence: Duration::from_millis(300), ..Limits::default() };
    let db = Db::open(DatabaseUrl::Postgres(url), limits).expect("it opens");
    let ask = || async { db.write(|c| c.batch_execute("select 1").map_err(StoreError::from)).await };
    let both_have_one = Arc::new(Barrier::new(2));
    let hold = || {
        let (db, both_have_one) = (db.clone(), both_have_one.clone());
        let wait = move |_: &mut AnyConnection| {
            both_have_one.wait();
            Ok::<_, StoreError>(())
        };
        tokio::spawn(async move { db.read(wait).await })
    };
    let (one, other) = (hold(), hold());
    one.await.expect("it does not panic").expect("there is a connection");
    other.await.expect("it does not panic").expect("there is another one");

    between.fall_silent();
    assert!(matches!(ask().await, Err(StoreError::Unavailable(_))));
    for _ in 0..3 {
        ask().await.expect("a new connection answers");
    }
}
