use billhook_core::delivery::DeliveryState;
use billhook_core::member::Grants;
use billhook_store::bench_history::{self, Fate, Past};
use billhook_store::deliveries::{self, Delivery, Filter};
use billhook_store::{Db, attempts};

use crate::fixture::{Fixture, a_tenant_with_a_hook, at, read, write};

/// Writes three events of this fate; answers their deliveries, the newest first.
async fn written(db: &Db, f: Fixture, fate: Fate) -> Vec<Delivery> {
    let past =
        Past { hook: f.hook, event_type: "invoice.paid".into(), data: r#"{"total":1.20}"#.into(), fate };
    write(db, move |c| bench_history::write(c, f.tenant, &past, at(0), 3)).await;
    read(db, move |c| deliveries::list(c, f.tenant, &Filter::of(Grants::all()), None, 10)).await
}

billhook_store::on_both_databases! {
    async fn what_was_delivered_reads_like_any_other_delivery(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let all = written(&db, f, Fate::Delivered).await;
        assert_eq!(all.iter().map(|one| one.created_at).collect::<Vec<_>>(), [at(2), at(1), at(0)]);
        for one in all {
            assert_eq!((one.state, one.attempts, one.finished_at), (DeliveryState::Delivered, 1, Some(one.created_at)));
            let made = read(&db, move |c| attempts::list(c, f.tenant, one.id, 0, 10)).await;
            assert_eq!(made.iter().map(|attempt| attempt.summary.status).collect::<Vec<_>>(), [Some(200)]);
        }
    }

    async fn what_waits_is_due_when_it_was_said(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let all = written(&db, f, Fate::WaitsUntil(at(9_000))).await;
        let shown: Vec<_> = all.iter().map(|one| (one.state, one.next_attempt_at)).collect();
        assert_eq!(shown, vec![(DeliveryState::Pending, Some(at(9_000))); 3]);
    }
}
