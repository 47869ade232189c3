//! Deliveries that are leased as they are written.

use std::sync::Arc;

use billhook_core::clock::{ManualClock, Timestamp};
use billhook_core::id::HookId;
use billhook_store::Db;
use billhook_store::due_deliveries::Claimed;
use billhook_store::handover::{HandedOver, Taker};
use billhook_store::hooks;
use billhook_store::ingest::{Ingest, IngestLimits, NewEvent};
use billhook_store::record::Recorded;
use billhook_store::testing::TestDb;
use billhook_store::wake::Wake;
use chrono::TimeDelta;
use diesel::connection::SimpleConnection;
use parking_lot::Mutex;

use crate::delivery_path::{DELIVERED, a_hook_for_invoices, accept, claim, finished, post, recorded, state};
use crate::fixture::{at, write};

/// A sender with this many seats, which keeps what it is handed.
struct Hands {
    seats: Mutex<u32>,
    revision: i64,
    taken: Mutex<Vec<HandedOver>>,
    doubted: Mutex<Vec<Claimed>>,
}

impl Hands {
    fn with_seats(seats: u32) -> Arc<Self> {
        Arc::new(Self {
            seats: Mutex::new(seats),
            revision: 0,
            taken: Mutex::default(),
            doubted: Mutex::default(),
        })
    }

    fn take_all(&self) -> Vec<HandedOver> {
        std::mem::take(&mut *self.taken.lock())
    }
}

impl Taker for Hands {
    fn reserve(&self, _: HookId, revision: i64, _: Timestamp) -> bool {
        let mut seats = self.seats.lock();
        let free = *seats > 0 && revision == self.revision;
        *seats -= u32::from(free);
        free
    }

    fn release(&self, _: HookId) {
        *self.seats.lock() += 1;
    }

    fn doubt(&self, delivery: Claimed) {
        self.doubted.lock().push(delivery);
        *self.seats.lock() += 1;
    }

    fn leased_until(&self, now: Timestamp) -> Timestamp {
        now + TimeDelta::seconds(60)
    }

    fn take(self: Arc<Self>, deliveries: Vec<HandedOver>) {
        self.taken.lock().extend(deliveries);
    }
}

fn ingest(db: &Db, hands: &Arc<Hands>) -> (Ingest, Wake) {
    let wake = Wake::default();
    let taker: std::sync::Weak<Hands> = Arc::downgrade(hands);
    wake.serve_by(taker);
    let clock = Arc::new(ManualClock::at(at(0)));
    (Ingest::start(db.clone(), wake.clone(), clock, IngestLimits::default()), wake)
}

billhook_store::on_both_databases! {
    async fn what_has_a_seat_is_handed_over_with_its_lease(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let hands = Hands::with_seats(1);
        let (ingest, wake) = ingest(&db, &hands);
        let new = post(&fixture, "invoice.paid", None, 1);
        accept(&ingest, vec![new.clone()]).await[0].clone().unwrap();

        let taken = hands.take_all();
        assert_eq!(taken.len(), 1);
        assert_eq!((&taken[0].event.id, taken[0].claimed.event_id), (&new.event.id, new.event.id));
        assert_eq!(wake.take_lanes(), [], "nobody has to look for it");
        assert_eq!(claim(&db, fixture.hook, 10, at(1), 7).await.len(), 0, "it is leased");
        let delivery = taken[0].claimed.delivery_id;
        assert_eq!(state(&db, &fixture, delivery).await.0, "in_flight");
        assert_eq!(recorded(&db, finished(&taken[0].claimed, DELIVERED, at(2))).await, Recorded::Kept);
        assert_eq!(state(&db, &fixture, delivery).await, ("delivered".into(), 1));
    }

    async fn what_was_handed_over_and_never_sent_is_claimed_when_its_lease_runs_out(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let hands = Hands::with_seats(1);
        let (ingest, _) = ingest(&db, &hands);
        accept(&ingest, vec![post(&fixture, "invoice.paid", None, 1)]).await[0].clone().unwrap();
        let lost = hands.take_all();
        let claimed = claim(&db, fixture.hook, 10, at(60_000), 7).await;
        assert_eq!(claimed[0].delivery_id, lost[0].claimed.delivery_id);
        assert_eq!(recorded(&db, finished(&lost[0].claimed, DELIVERED, at(60_001))).await, Recorded::LostLease);
    }

    async fn what_has_no_seat_waits_in_its_lane(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let hands = Hands::with_seats(1);
        let (ingest, wake) = ingest(&db, &hands);
        let batch = (0..3).map(|_| post(&fixture, "invoice.paid", None, 1)).collect();
        accept(&ingest, batch).await;
        assert_eq!(hands.take_all().len(), 1);
        assert_eq!(wake.take_lanes()[0].hook_id, fixture.hook);
        assert_eq!(claim(&db, fixture.hook, 10, at(1), 7).await.len(), 2);
    }

    async fn a_delivery_that_is_held_back_is_not_handed_over(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let hands = Hands::with_seats(1);
        let (ingest, _) = ingest(&db, &hands);
        let later = NewEvent { deliver_at: Some(at(3600)), ..post(&fixture, "invoice.paid", None, 1) };
        accept(&ingest, vec![later]).await;
        assert_eq!((hands.take_all().len(), *hands.seats.lock()), (0, 1));
    }

    async fn a_sender_with_an_older_revision_of_the_hook_gets_nothing(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let hands = Hands::with_seats(1);
        let (ingest, _) = ingest(&db, &hands);
        write(&db, move |c| hooks::touch(c, fixture.tenant, fixture.hook, at(0))).await;
        accept(&ingest, vec![post(&fixture, "invoice.paid", None, 1)]).await;
        assert_eq!(hands.take_all().len(), 0);
        assert_eq!(claim(&db, fixture.hook, 10, at(1), 7).await.len(), 1);
    }

    async fn a_refused_post_gives_its_seats_back(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let hands = Hands::with_seats(5);
        let (ingest, _) = ingest(&db, &hands);
        accept(&ingest, vec![post(&fixture, "invoice.paid", Some("own-1"), 1)]).await[0].clone().unwrap();
        let other = post(&fixture, "invoice.paid", Some("own-1"), 2);
        let answers = accept(&ingest, vec![post(&fixture, "invoice.paid", None, 1), other]).await;
        assert!(answers[1].is_err());
        assert_eq!((hands.take_all().len(), *hands.seats.lock()), (1, 4));
    }

    async fn a_commit_that_fails_gives_its_seats_back(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let hands = Hands::with_seats(5);
        let (ingest, _) = ingest(&db, &hands);
        let new = post(&fixture, "invoice.paid", None, 1);
        accept(&ingest, vec![new.clone()]).await[0].clone().unwrap();
        // The same event again, by its own id: the row is refused by the database, not by us.
        let again = ingest.accept(vec![new], ingest.room(fixture.tenant).into()).await.unwrap();
        assert!(again.is_err(), "{again:?}");
        assert_eq!((hands.take_all().len(), *hands.seats.lock()), (1, 4));
    }
}

/// Ends the connection before its commit is answered, for as long as it is there.
const LOSES_THE_ANSWER: &str = "\
    create function lose_the_answer() returns trigger language plpgsql as \
      $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$; \
    create constraint trigger lost after insert on events deferrable initially deferred \
      for each row execute function lose_the_answer()";

#[tokio::test]
async fn what_may_have_been_committed_with_a_lease_is_doubted_once_the_answer_is_lost() {
    let database = TestDb::postgres();
    let db = database.open();
    let fixture = a_hook_for_invoices(&db).await;
    let hands = Hands::with_seats(2);
    let (ingest, _) = ingest(&db, &hands);
    accept(&ingest, vec![post(&fixture, "invoice.paid", None, 1)]).await[0].clone().unwrap();
    // In a transaction, and by itself: a first post learns what the second one goes by.
    for event_type in ["invoice.voided", "invoice.paid"] {
        db.directly(|c| Ok(c.batch_execute(LOSES_THE_ANSWER)?)).unwrap();
        let new = post(&fixture, event_type, None, 1);
        let room = ingest.room(fixture.tenant);
        assert!(ingest.accept(vec![new.clone()], room.into()).await.unwrap().is_err());
        let doubted = std::mem::take(&mut *hands.doubted.lock());
        assert_eq!(doubted.iter().map(|claimed| claimed.event_id).collect::<Vec<_>>(), [new.event.id]);
        db.directly(|c| Ok(c.batch_execute("drop trigger lost on events; drop function lose_the_answer")?))
            .unwrap();
    }
    assert_eq!((hands.take_all().len(), *hands.seats.lock()), (1, 1));
}
