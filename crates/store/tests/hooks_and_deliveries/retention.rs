//! What leaves, when, and what stays.

use billhook_core::clock::Timestamp;
use billhook_core::id::{DeadlineId, DeliveryId, EventId, TimerId};
use billhook_core::tenant::TenantSettings;
use billhook_store::deliveries::{self, NotReplayed};
use billhook_store::retention::{self, Overdue, Place};
use billhook_store::schema::{deadline_timers, replay_origins};
use billhook_store::{AnyConnection, Db, StoreError, SystemScope, attempts, events, tenants};
use chrono::Duration;
use diesel::prelude::*;

use crate::fixture::{Fixture, a_tenant_with_a_hook, at, event, finish, insert_event, read, write};

const DAY: i64 = 86_400_000;

/// An event of the tenant's day `day`, delivered then.
async fn delivered(db: &Db, fixture: Fixture, day: i64) -> (EventId, DeliveryId) {
    let event = event(fixture.tenant, "invoice.paid", day * DAY);
    let id = event.id;
    write(db, move |c| {
        let delivery = insert_event(c, &fixture, &event)?;
        finish(c, &fixture, delivery, 200)?;
        Ok((id, delivery))
    })
    .await
}

async fn set(db: &Db, fixture: Fixture, history_days: Option<u32>, body_days: Option<u32>) {
    let settings = TenantSettings { history_days, body_days, ..TenantSettings::default() };
    write(db, move |c| tenants::set_settings(c, fixture.tenant, &settings, at(0))).await;
}

/// A whole round, in looks at this many events; tells how many it has deleted.
pub(crate) async fn delete_history(db: &Db, days: u32, now: Timestamp, look: usize) -> usize {
    let (mut deleted, mut from) = (0, Some(Place::BEGINNING));
    while let Some(place) = from {
        let overdue = look_at(db, days, now, place, look).await;
        from = overdue.next;
        deleted += write(db, move |c| retention::delete_events(c, SystemScope, &overdue.events)).await;
    }
    deleted
}

async fn look_at(db: &Db, days: u32, now: Timestamp, from: Place, look: usize) -> Overdue {
    read(db, move |c| retention::list_overdue(c, SystemScope, days, now, from, look)).await
}

/// An event of the tenant's day `day` that still waits.
async fn waiting(db: &Db, fixture: Fixture, day: i64) -> DeliveryId {
    let event = event(fixture.tenant, "invoice.paid", day * DAY);
    write(db, move |c| Ok(insert_event(c, &fixture, &event)?)).await
}

async fn erase_bodies(db: &Db, now: Timestamp) -> usize {
    write(db, move |c| retention::erase_bodies(c, SystemScope, now, 100)).await
}

/// A timer that the event armed and that is due after ten days.
fn arm(c: &mut AnyConnection, fixture: Fixture, event: EventId) -> Result<(), StoreError> {
    diesel::insert_into(deadline_timers::table)
        .values((
            deadline_timers::id.eq(TimerId::new(at(0)).as_bytes().as_slice()),
            deadline_timers::tenant_id.eq(fixture.tenant.as_bytes().as_slice()),
            deadline_timers::deadline_id.eq(DeadlineId::new(at(0)).as_bytes().as_slice()),
            deadline_timers::event_id.eq(event.as_bytes().as_slice()),
            deadline_timers::key.eq("ann"),
            deadline_timers::slot.eq([7u8; 32].as_slice()),
            deadline_timers::armed_at.eq(at(0).timestamp_micros()),
            deadline_timers::due_at.eq(at(10 * DAY).timestamp_micros()),
        ))
        .execute(c)?;
    Ok(())
}

async fn data(db: &Db, fixture: Fixture, id: EventId) -> Option<String> {
    let found = read(db, move |c| events::find(c, fixture.tenant, id)).await;
    found.map(|(_, data)| String::from_utf8_lossy(data.as_bytes()).into_owned())
}

async fn sent(db: &Db, fixture: Fixture, id: DeliveryId) -> (usize, usize) {
    let attempt = &read(db, move |c| attempts::list(c, fixture.tenant, id, 0, 1)).await[0];
    (attempt.request.body.len(), attempt.response.as_ref().map_or(0, |response| response.body.len()))
}

billhook_store::on_both_databases! {
    async fn each_tenants_history_goes_when_that_tenant_wants(db: Db) {
        let (usual, short, long) =
            (a_tenant_with_a_hook(&db).await, a_tenant_with_a_hook(&db).await, a_tenant_with_a_hook(&db).await);
        set(&db, short, Some(7), None).await;
        set(&db, long, Some(90), None).await;
        let mut events = Vec::new();
        for fixture in [long, usual, short] {
            events.push((fixture, delivered(&db, fixture, 0).await.0));
        }
        for (day, gone) in [(6, 0), (8, 1), (29, 0), (31, 1), (89, 0), (91, 1)] {
            assert_eq!(delete_history(&db, 30, at(day * DAY), 100).await, gone, "on day {day}");
        }
        for (fixture, id) in events {
            assert_eq!(data(&db, fixture, id).await, None);
        }
    }

    async fn one_look_goes_over_several_tenants_and_no_further(db: Db) {
        for _ in 0..3 {
            let fixture = a_tenant_with_a_hook(&db).await;
            for day in 0..2 {
                delivered(&db, fixture, day).await;
            }
        }
        let first = look_at(&db, 30, at(99 * DAY), Place::BEGINNING, 4).await;
        let second = look_at(&db, 30, at(99 * DAY), first.next.unwrap(), 4).await;
        assert_eq!((first.events.len(), second.events.len(), second.next), (4, 2, None));
        assert_eq!(delete_history(&db, 30, at(99 * DAY), 4).await, 6);
    }

    async fn what_waits_is_passed_over_once_in_a_round(db: Db) {
        let fixture = a_tenant_with_a_hook(&db).await;
        let mut waits = Vec::new();
        for day in 0..3 {
            waits.push(waiting(&db, fixture, day).await);
        }
        let (behind, _) = delivered(&db, fixture, 3).await;
        let first = look_at(&db, 30, at(99 * DAY), Place::BEGINNING, 2).await;
        assert!(first.events.is_empty(), "it looks at no more than two");
        let second = look_at(&db, 30, at(99 * DAY), first.next.unwrap(), 2).await;
        assert_eq!(second.events, [behind]);
        assert_eq!(delete_history(&db, 30, at(99 * DAY), 2).await, 1);
        write(&db, move |c| Ok(finish(c, &fixture, waits[0], 200)?)).await;
        assert_eq!(delete_history(&db, 30, at(99 * DAY), 2).await, 1, "the next round begins anew");
    }

    async fn tenants_of_which_everything_waits_stand_before_nobody(db: Db) {
        let mut fixtures = Vec::new();
        for _ in 0..4 {
            fixtures.push(a_tenant_with_a_hook(&db).await);
        }
        fixtures.sort_by_key(|fixture| fixture.tenant);
        set(&db, fixtures[0], Some(40), None).await;
        for fixture in &fixtures[..3] {
            waiting(&db, *fixture, 0).await;
        }
        for look in 1..=5 {
            let (behind, _) = delivered(&db, fixtures[3], 0).await;
            assert_eq!(delete_history(&db, 30, at(99 * DAY), look).await, 1, "in looks at {look}");
            assert_eq!(data(&db, fixtures[3], behind).await, None);
        }
    }

    async fn a_timer_that_runs_keeps_its_event_in_the_history(db: Db) {
        let fixture = a_tenant_with_a_hook(&db).await;
        let (id, _) = delivered(&db, fixture, 0).await;
        write(&db, move |c| arm(c, fixture, id)).await;
        assert_eq!(delete_history(&db, 30, at(99 * DAY), 100).await, 0);
        write(&db, |c| Ok(diesel::delete(deadline_timers::table).execute(c).map(drop)?)).await;
        assert_eq!(delete_history(&db, 30, at(99 * DAY), 100).await, 1);
    }

    async fn what_is_replayed_after_the_look_stays(db: Db) {
        let fixture = a_tenant_with_a_hook(&db).await;
        let (id, delivery) = delivered(&db, fixture, 0).await;
        let overdue = look_at(&db, 30, at(99 * DAY), Place::BEGINNING, 100).await;
        assert_eq!(overdue.events, [id]);
        let old = read(&db, move |c| deliveries::find(c, fixture.tenant, delivery)).await.unwrap();
        write(&db, move |c| deliveries::replay(c, fixture.tenant, &old, at(99 * DAY))).await.unwrap();
        assert_eq!(write(&db, move |c| retention::delete_events(c, SystemScope, &overdue.events)).await, 0);
        assert!(data(&db, fixture, id).await.is_some());
    }

    async fn where_a_delivery_comes_from_goes_with_it(db: Db) {
        let fixture = a_tenant_with_a_hook(&db).await;
        for day in [0, 50] {
            let (_, delivery) = delivered(&db, fixture, day).await;
            write(&db, move |c| {
                let old = deliveries::find(c, fixture.tenant, delivery)?.unwrap();
                let again = deliveries::replay(c, fixture.tenant, &old, at(50 * DAY))?.unwrap();
                Ok(finish(c, &fixture, again, 200)?)
            }).await;
        }
        assert_eq!(delete_history(&db, 30, at(51 * DAY), 100).await, 1);
        let left: i64 = read(&db, |c| Ok(replay_origins::table.count().get_result(c)?)).await;
        assert_eq!(left, 1);
    }

    async fn bodies_go_before_the_history_and_the_facts_stay(db: Db) {
        let fixture = a_tenant_with_a_hook(&db).await;
        set(&db, fixture, None, Some(7)).await;
        let (old, old_delivery) = delivered(&db, fixture, 0).await;
        let (new, new_delivery) = delivered(&db, fixture, 5).await;
        assert_eq!(erase_bodies(&db, at(8 * DAY)).await, 1);
        assert_eq!(erase_bodies(&db, at(8 * DAY)).await, 0, "what is erased is not looked at again");
        assert_eq!(data(&db, fixture, old).await.as_deref(), Some(""));
        assert_eq!(data(&db, fixture, new).await.as_deref(), Some(r#"{"total":1.20}"#));
        assert_eq!(sent(&db, fixture, old_delivery).await, (0, 0));
        assert_eq!(sent(&db, fixture, new_delivery).await, (2, 2));
        let kept = read(&db, move |c| deliveries::find(c, fixture.tenant, old_delivery)).await.unwrap();
        assert_eq!((kept.attempts, kept.last_attempt.unwrap().status), (1, Some(200)));
        let again = read(&db, move |c| deliveries::find(c, fixture.tenant, old_delivery)).await.unwrap();
        let refused = write(&db, move |c| deliveries::replay(c, fixture.tenant, &again, at(8 * DAY))).await;
        assert_eq!(refused, Err(NotReplayed::EventGone));
    }

    async fn the_body_of_an_event_that_is_still_being_delivered_goes_once_that_is_over(db: Db) {
        let fixture = a_tenant_with_a_hook(&db).await;
        set(&db, fixture, None, Some(1)).await;
        let waiting = event(fixture.tenant, "invoice.paid", 0);
        let id = waiting.id;
        let delivery = write(&db, move |c| Ok(insert_event(c, &fixture, &waiting)?)).await;
        erase_bodies(&db, at(2 * DAY)).await;
        assert_eq!(data(&db, fixture, id).await.as_deref(), Some(r#"{"total":1.20}"#));
        write(&db, move |c| Ok(finish(c, &fixture, delivery, 200)?)).await;
        assert_eq!(erase_bodies(&db, at(2 * DAY)).await, 0, "it was looked at a moment ago");
        assert_eq!(erase_bodies(&db, at(2 * DAY) + Duration::hours(1)).await, 1);
        assert_eq!(data(&db, fixture, id).await.as_deref(), Some(""));
    }

    async fn the_body_of_an_event_that_armed_a_deadline_stays_until_that_has_fired(db: Db) {
        let fixture = a_tenant_with_a_hook(&db).await;
        set(&db, fixture, None, Some(1)).await;
        let (id, _) = delivered(&db, fixture, 0).await;
        write(&db, move |c| arm(c, fixture, id)).await;
        erase_bodies(&db, at(2 * DAY)).await;
        assert_eq!(data(&db, fixture, id).await.as_deref(), Some(r#"{"total":1.20}"#), "what it emits has this data");
        write(&db, |c| Ok(diesel::delete(deadline_timers::table).execute(c).map(drop)?)).await;
        assert_eq!(erase_bodies(&db, at(3 * DAY)).await, 1);
        assert_eq!(data(&db, fixture, id).await.as_deref(), Some(""));
    }
}
