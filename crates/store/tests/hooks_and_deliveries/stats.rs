//! What is counted, when, and for how long it is kept.

use billhook_core::member::Grants;
use billhook_store::stats::{self, Grain, Span};
use billhook_store::{Db, SystemScope};
use chrono::Duration;

use crate::delivery_path::{DELIVERED, claim, finished, recorded};
use crate::fixture::{Fixture, a_tenant_with_a_hook, at, event, insert_event, read, write};

/// An event is delivered after `ms`.
async fn delivered(db: &Db, fixture: Fixture, ms: i64) {
    let event = event(fixture.tenant, "invoice.paid", ms);
    write(db, move |c| Ok(insert_event(c, &fixture, &event)?)).await;
    let claimed = claim(db, fixture.hook, 1, at(ms), ms).await.remove(0);
    recorded(db, finished(&claimed, DELIVERED, at(ms))).await;
}

/// What was delivered in each step of the ten minutes, or hours, around the beginning of time.
async fn steps(db: &Db, fixture: Fixture, grain: Grain) -> Vec<i64> {
    let step_s = i64::from(grain.seconds());
    let beginning = at(0) - Duration::milliseconds(at(0).timestamp_millis().rem_euclid(step_s * 1_000));
    let span = Span { grain, since: beginning, until: beginning + Duration::seconds(step_s * 3), step_s };
    let (steps, _) = read(db, move |c| stats::read(c, fixture.tenant, &Grants::all(), None, span)).await;
    steps.into_iter().map(|(_, figures)| figures.delivered).collect()
}

billhook_store::on_both_databases! {
    async fn a_delivery_counts_in_its_minute_and_in_its_hour(db: Db) {
        let fixture = a_tenant_with_a_hook(&db).await;
        for ms in [0, 1, 60_000] {
            delivered(&db, fixture, ms).await;
        }
        assert_eq!(steps(&db, fixture, Grain::Minute).await, [2, 1, 0]);
        assert_eq!(steps(&db, fixture, Grain::Hour).await.iter().sum::<i64>(), 3);
    }

    async fn minutes_go_after_two_days_and_hours_with_the_history(db: Db) {
        let fixture = a_tenant_with_a_hook(&db).await;
        delivered(&db, fixture, 0).await;
        let delete = async |days: i64| {
            write(&db, move |c| stats::delete_old(c, SystemScope, 30, at(0) + Duration::days(days), 100)).await
        };
        assert_eq!(delete(1).await, 0);
        assert_eq!(delete(3).await, 1);
        assert_eq!(steps(&db, fixture, Grain::Hour).await.iter().sum::<i64>(), 1);
        assert_eq!(delete(32).await, 1);
    }
    async fn old_counts_leave_in_batches_also_where_many_begin_at_once(db: Db) {
        for _ in 0..3 {
            let fixture = a_tenant_with_a_hook(&db).await;
            delivered(&db, fixture, 0).await;
        }
        let delete = async |days: i64| {
            write(&db, move |c| stats::delete_old(c, SystemScope, 30, at(0) + Duration::days(days), 2)).await
        };
        assert_eq!([delete(3).await, delete(3).await, delete(3).await], [2, 1, 0]);
        assert_eq!([delete(32).await, delete(32).await, delete(32).await], [2, 1, 0]);
    }
}
