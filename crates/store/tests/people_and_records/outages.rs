//! Connections that die under the process that holds them.

use std::sync::{Arc, Barrier};

use billhook_store::testing::TestDb;
use billhook_store::{AnyConnection, StoreError};
use diesel::connection::SimpleConnection;

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
