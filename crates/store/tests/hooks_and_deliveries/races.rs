//! Two who get into each other's way. On Postgres only: SQLite has one writer.

use std::sync::mpsc;

use billhook_core::delivery::{DeliveryReason, DeliveryState};
use billhook_core::hook::HookState;
use billhook_core::member::Grants;
use billhook_store::deliveries::{self, Filter};
use billhook_store::ingest::Accepted;
use billhook_store::replays::Stepped;
use billhook_store::schema::events;
use billhook_store::testing::TestDb;
use billhook_store::{AnyConnection, Db, StoreError, SystemScope, due_deliveries, hooks, replays};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use tokio::task::JoinHandle;

use crate::delivery_path::{a_hook_for_invoices, accept, ingest, post};
use crate::fixture::{a_tenant_with_a_hook, at, event, finish, insert_event, read, write};
use crate::replays::{begin, everything, failed};
use crate::retention::delete_history;

/// A transaction that has done its work and is not committed.
struct Open<T> {
    commit: mpsc::Sender<()>,
    task: JoinHandle<Result<T, StoreError>>,
}

impl<T: Send + 'static> Open<T> {
    /// Begins one; returns when the work is done.
    async fn begin(
        db: &Db,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreError> + Send + 'static,
    ) -> Self {
        let (commit, may_commit) = mpsc::channel::<()>();
        let (done, is_done) = tokio::sync::oneshot::channel();
        let db = db.clone();
        let task = tokio::spawn(async move {
            db.write(move |c| {
                let made = work(c)?;
                done.send(()).expect("somebody waits for the work");
                may_commit.recv().expect("somebody says when");
                Ok(made)
            })
            .await
        });
        is_done.await.expect("the work is done");
        Self { commit, task }
    }

    async fn commit(self) -> T {
        self.commit.send(()).expect("the transaction is open");
        self.task.await.expect("it does not panic").expect("it commits")
    }

    /// Commits it once somebody waits for one of its locks.
    async fn commit_when_others_wait(self, db: &Db) -> T {
        let waiting = |c: &mut AnyConnection| {
            let one = sql::<BigInt>(
                "(select count(*) from pg_stat_activity \
                  where datname = current_database() and wait_event_type = 'Lock')",
            );
            Ok::<i64, StoreError>(diesel::select(one).get_result(c)?)
        };
        while read(db, waiting).await == 0 {
            tokio::task::yield_now().await;
        }
        self.commit().await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_replayed_while_the_history_is_cut_stays() {
    const DAY: i64 = 24 * 60 * 60 * 1_000;
    let database = TestDb::postgres();
    let db = database.open();
    let f = a_tenant_with_a_hook(&db).await;
    let old = write(&db, move |c| {
        let id = insert_event(c, &f, &event(f.tenant, "invoice.paid", 1))?;
        finish(c, &f, id, 500)?;
        deliveries::find(c, f.tenant, id)
    })
    .await
    .unwrap();
    let replay = Open::begin(&db, move |c| deliveries::replay(c, f.tenant, &old, at(40 * DAY))).await;
    let cut = db.clone();
    let cut = tokio::spawn(async move { delete_history(&cut, 30, at(40 * DAY), 100).await });
    let made = replay.commit_when_others_wait(&db).await.unwrap();
    assert_eq!(cut.await.unwrap(), 0);
    let kept = read(&db, move |c| deliveries::find(c, f.tenant, made)).await.unwrap();
    assert_eq!(kept.state, DeliveryState::Pending);
    assert_eq!(read(&db, |c| Ok(events::table.count().get_result::<i64>(c)?)).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_replays_at_once_send_what_both_take_once() {
    let database = TestDb::postgres();
    let db = database.open();
    let f = a_tenant_with_a_hook(&db).await;
    failed(&db, f, 3).await;
    let (first, second) = (begin(&db, f, everything(), None).await, begin(&db, f, everything(), None).await);
    let step = move |id| move |c: &mut AnyConnection| replays::step(c, f.tenant, id, 10, at(2_000));
    let under_way = Open::begin(&db, step(first)).await;
    assert_eq!(write(&db, step(second)).await, Stepped::Waits, "and keeps no connection");
    under_way.commit().await;
    assert_ne!(write(&db, step(second)).await, Stepped::Waits);
    let made = |id| read(&db, move |c| Ok(replays::find(c, f.tenant, id)?.map(|replay| replay.made)));
    assert_eq!((made(first).await, made(second).await), (Some(3), Some(0)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_that_two_processes_take_at_once_is_a_duplicate_for_one_of_them() {
    let database = TestDb::postgres();
    let db = database.open();
    let f = a_hook_for_invoices(&db).await;
    let (ingest, _) = ingest(&db);
    // By the other process: the same event, not yet committed.
    let other = Open::begin(&db, move |c| {
        let theirs = event(f.tenant, "invoice.paid", 0);
        insert_event(c, &f, &theirs)?;
        let row = events::table.find(theirs.id.as_bytes().as_slice());
        let named = (events::external_id.eq("in_1"), events::digest.eq([7_u8; 32].as_slice()));
        diesel::update(row).set(named).execute(c)?;
        Ok(theirs.id)
    })
    .await;
    let ours = tokio::spawn(async move {
        accept(&ingest, vec![post(&f, "invoice.paid", Some("in_1"), 7)]).await.remove(0)
    });
    let first = other.commit_when_others_wait(&db).await;
    let Accepted { id, duplicate, .. } = ours.await.unwrap().unwrap();
    assert_eq!((id, duplicate), (first, true));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_accepted_while_its_hook_goes_is_taken_back_unless_the_hook_has_come_back() {
    let database = TestDb::postgres();
    let db = database.open();
    let f = a_tenant_with_a_hook(&db).await;
    let set = |state, ms| write(&db, move |c| hooks::set_state(c, f.tenant, f.hook, state, None, at(ms)));
    let add =
        |ms| write(&db, move |c| Ok(insert_event(c, &f, &event(f.tenant, "invoice.paid", ms)).map(drop)?));
    let take_back = |now| {
        let reason = DeliveryReason::HookDeactivated;
        write(&db, move |c| deliveries::cancel_waiting(c, SystemScope, f.hook, reason, at(10), at(now), 100))
    };
    add(9).await;
    set(HookState::Inactive, 10).await;
    // Its post was read by what was true before, and committed after.
    add(12).await;
    let taken = take_back(13).await;
    assert_eq!((taken.has_come_back, taken.cancelled), (false, 2));
    add(14).await;
    set(HookState::Active, 15).await;
    add(16).await;
    let taken = take_back(17).await;
    assert_eq!((taken.has_come_back, taken.cancelled), (true, 0));
    assert_eq!(read(&db, |c| due_deliveries::count(c, SystemScope)).await, 2);
    let shown = read(&db, move |c| deliveries::list(c, f.tenant, &Filter::of(Grants::all()), None, 10)).await;
    assert_eq!(shown.len(), 4);
}
