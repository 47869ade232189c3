//! What a clock that was ahead has put off, and what waits as it was meant to.

use billhook_core::clock::Timestamp;
use billhook_core::delivery::{Decision, HookEffect, Verdict};
use billhook_store::{Db, SystemScope, due_deliveries, jobs, put_off};

use crate::delivery_path::{a_hook_for_invoices, accept, claim, finished, ingest, post, recorded};
use crate::fixture::{at, write};

fn retry_at(at: Timestamp) -> Verdict {
    Verdict { decision: Decision::Retry { at }, hook: HookEffect::Failing }
}

async fn make_due(db: &Db, now: Timestamp) -> usize {
    put_off::make_due(db, SystemScope, now).await.unwrap()
}

billhook_store::on_both_databases! {
    async fn what_a_clock_that_was_ahead_has_put_off_is_due_once_it_is_set_back(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        accept(&ingest, vec![post(&fixture, "invoice.paid", None, 1)]).await;
        let tried = claim(&db, fixture.hook, 1, at(0), 1).await;
        recorded(&db, finished(&tried[0], retry_at(at(5_000)), at(0))).await;
        accept(&ingest, vec![post(&fixture, "invoice.paid", None, 2)]).await;
        write(&db, move |c| jobs::enqueue(c, fixture.tenant, "test", &serde_json::Value::Null, at(0))).await;

        let set_back = at(-3_600_000);
        assert!(claim(&db, fixture.hook, 10, set_back, 2).await.is_empty());
        assert_eq!(make_due(&db, set_back).await, 2);
        assert_eq!(claim(&db, fixture.hook, 10, set_back, 3).await.len(), 2);
        let until = set_back + chrono::Duration::seconds(30);
        let claimed = write(&db, move |c| jobs::claim(c, SystemScope, 10, set_back, until, 1)).await;
        assert_eq!(claimed.len(), 1);
        assert_eq!(make_due(&db, set_back).await, 0, "once is enough");
    }

    async fn a_lease_of_a_clock_that_was_ahead_ends_as_if_it_began_now(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        accept(&ingest, vec![post(&fixture, "invoice.paid", None, 1)]).await;
        assert_eq!(claim(&db, fixture.hook, 1, at(0), 1).await.len(), 1);
        let set_back = at(-3_600_000);
        let after = |seconds: i64| set_back + chrono::Duration::seconds(seconds);
        let longest = after(60);
        make_due(&db, set_back).await;
        write(&db, move |c| due_deliveries::shorten_leases(c, SystemScope, longest)).await;
        assert!(claim(&db, fixture.hook, 1, after(59), 2).await.is_empty());
        assert_eq!(claim(&db, fixture.hook, 1, after(60), 3).await.len(), 1);
    }

    async fn a_claim_of_which_nobody_knows_what_it_brought_can_be_ended(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        accept(&ingest, vec![post(&fixture, "invoice.paid", None, 1)]).await;
        accept(&ingest, vec![post(&fixture, "invoice.paid", None, 2)]).await;
        assert_eq!(claim(&db, fixture.hook, 1, at(0), 1).await.len(), 1);
        assert_eq!(claim(&db, fixture.hook, 1, at(0), 2).await.len(), 1);
        let ended = write(&db, move |c| due_deliveries::end_claim(c, SystemScope, &[fixture.hook], 1)).await;
        assert_eq!((ended, claim(&db, fixture.hook, 2, at(0), 3).await.len()), (1, 1));
    }

    async fn a_hold_and_a_retry_after_an_attempt_in_the_past_wait_on(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        accept(&ingest, vec![post(&fixture, "invoice.paid", None, 1)]).await;
        let tried = claim(&db, fixture.hook, 1, at(0), 1).await;
        recorded(&db, finished(&tried[0], retry_at(at(5_000)), at(0))).await;
        let mut held = post(&fixture, "invoice.paid", None, 2);
        held.deliver_at = Some(at(60_000));
        accept(&ingest, vec![held]).await;

        assert_eq!(make_due(&db, at(10)).await, 0);
        assert!(claim(&db, fixture.hook, 10, at(4_999), 2).await.is_empty());
        assert_eq!(claim(&db, fixture.hook, 10, at(60_000), 3).await.len(), 2);
    }

    async fn a_hold_that_began_by_a_clock_ahead_is_not_cut_short(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        let mut held = post(&fixture, "invoice.paid", None, 2);
        held.deliver_at = Some(at(60_000));
        accept(&ingest, vec![held]).await;
        assert_eq!(make_due(&db, at(-3_600_000)).await, 0);
    }
}
