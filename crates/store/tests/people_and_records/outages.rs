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
