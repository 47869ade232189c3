//! Who may use how many of a process's connections, and what becomes of work that panics on one.

use std::sync::mpsc;

use billhook_store::{AnyConnection, Db, StoreError, on_both_databases};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::fixture::{read, write};

/// A read that goes on until its sender is dropped.
async fn slow_read(db: &Db) -> (mpsc::Sender<()>, JoinHandle<Result<(), StoreError>>) {
    let (end, ended) = mpsc::channel::<()>();
    let (begin, begun) = oneshot::channel();
    let db = db.clone();
    let read = tokio::spawn(async move {
        db.read(move |_| {
            let _ = begin.send(());
            let _ = ended.recv();
            Ok(())
        })
        .await
    });
    begun.await.expect("it begins");
    (end, read)
}

on_both_databases! {
    async fn slow_requests_leave_connections_to_those_who_accept_and_send(db: Db) {
        let requests = db.for_requests();
        let share = if db.is_shared() { 4 } else { 2 };
        let mut slow = Vec::new();
        for _ in 0..share {
            slow.push(slow_read(&requests.clone()).await);
        }
        let waiting = requests.clone();
        let waiting = tokio::spawn(async move { waiting.read(|_| Ok::<_, StoreError>(())).await });
        read(&db, |_| Ok(())).await;
        assert!(!waiting.is_finished(), "requests use all that they may");
        let (end, read) = slow.remove(0);
        drop(end);
        read.await.expect("it does not panic").expect("it reads");
        waiting.await.expect("it does not panic").expect("one of theirs is free");
    }

    async fn work_that_panics_is_told_as_that_and_takes_nobody_along(db: Db) {
        let panics = |_: &mut AnyConnection| -> Result<(), StoreError> { panic!("on purpose") };
        assert!(matches!(db.read(panics).await, Err(StoreError::Panicked(_))));
        assert!(matches!(db.write(panics).await, Err(StoreError::Panicked(_))));
        write(&db, |_| Ok(())).await;
    }
}
