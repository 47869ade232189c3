//! What follows from a change of a hook's owner.

use billhook_core::delivery::DeliveryReason;
use billhook_core::hook::{HookState, StateReason};
use billhook_core::id::{HookId, TenantId};
use billhook_core::member::change::Effect;
use billhook_core::member::{Grants, MemberState};
use billhook_core::owner::{Strictness, Unfit};
use billhook_core::tenant::TenantSettings;
use billhook_store::due_deliveries::{self, Lease, Want};
use billhook_store::members::{self, Change};
use billhook_store::owners::{self, OwnerChanged};
use billhook_store::schema::jobs;
use billhook_store::{Db, SystemScope, actions, deliveries, hooks, tenants};
use diesel::prelude::*;

use crate::fixture::{Fixture, a_tenant_with_a_hook, at, event, insert_event, read, settings, write};

/// Gives the fixture's hook an action.
async fn bind(db: &Db, f: Fixture, hook: HookId, pattern: &str) {
    let rule = billhook_core::action::ActionRule::new(pattern.parse().unwrap());
    write(db, move |c| actions::insert(c, f.tenant, hook, &rule, at(1)).map(drop)).await;
}

fn grants(names: &[&str]) -> Change {
    let grants = Grants(names.iter().map(|name| name.parse().unwrap()).collect());
    Change { grants: Some(grants), ..Change::default() }
}

async fn changes(db: &Db, tenant: TenantId) -> Vec<OwnerChanged> {
    let payloads: Vec<String> = read(db, move |c| {
        let of_kind = jobs::table.filter(jobs::kind.eq(owners::OWNER_CHANGED));
        Ok(of_kind.filter(jobs::tenant_id.eq(tenant.as_bytes().to_vec())).select(jobs::payload).load(c)?)
    })
    .await;
    payloads.iter().map(|payload| serde_json::from_str(payload).unwrap()).collect()
}

async fn state(db: &Db, f: Fixture, hook: HookId) -> (HookState, Option<StateReason>) {
    let hook = read(db, move |c| hooks::find(c, f.tenant, hook)).await.unwrap();
    (hook.state, hook.state_reason)
}

billhook_store::on_both_databases! {
    async fn a_loss_is_followed_up_and_a_gain_only_in_the_strict_reading(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        write(&db, move |c| members::update(c, f.tenant, f.member, &grants(&["order"]), at(1))).await;
        let followed = changes(&db, f.tenant).await;
        assert_eq!((followed.len(), followed[0].effect, followed[0].strictness), (1, Effect::Loss, Strictness::WhatIsLost));
        write(&db, move |c| members::update(c, f.tenant, f.member, &grants(&["order", "invoice"]), at(2))).await;
        assert_eq!(changes(&db, f.tenant).await.len(), 1);

        let strict = TenantSettings { deactivate_on_any_permission_change: true, ..TenantSettings::default() };
        write(&db, move |c| tenants::set_settings(c, f.tenant, &strict, at(3))).await;
        write(&db, move |c| members::update(c, f.tenant, f.member, &grants(&["*"]), at(4))).await;
        assert_eq!(changes(&db, f.tenant).await.len(), 2);
        write(&db, move |c| members::update(c, f.tenant, f.member, &grants(&["*"]), at(5))).await;
        assert_eq!(changes(&db, f.tenant).await.len(), 2, "nothing changed");
    }

    async fn what_is_lost_goes_and_the_rest_stays(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        bind(&db, f, f.hook, "invoice.*").await;
        let other = HookId::new(at(1));
        write(&db, move |c| hooks::insert(c, f.tenant, other, f.member, &settings("CRM"), at(1))).await;
        bind(&db, f, other, "order.paid").await;
        write(&db, move |c| members::update(c, f.tenant, f.member, &grants(&["order"]), at(2))).await;
        let change = changes(&db, f.tenant).await[0];
        assert_eq!(write(&db, move |c| owners::enforce(c, f.tenant, &change, at(3))).await, 1);
        let lost = (HookState::Inactive, Some(StateReason::OwnerPermissionsChanged));
        assert_eq!((state(&db, f, f.hook).await, state(&db, f, other).await), (lost, (HookState::Active, None)));
        assert_eq!(write(&db, move |c| owners::enforce(c, f.tenant, &change, at(4))).await, 0);
    }

    async fn the_strict_reading_spares_what_was_made_since(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let later = HookId::new(at(9));
        write(&db, move |c| hooks::insert(c, f.tenant, later, f.member, &settings("CRM"), at(9))).await;
        let change = OwnerChanged {
            member_id: f.member,
            effect: Effect::Gain,
            strictness: Strictness::AnyChange,
            changed_at: at(5).timestamp_micros(),
            after: None,
        };
        assert_eq!(write(&db, move |c| owners::enforce(c, f.tenant, &change, at(10))).await, 1);
        assert_eq!(state(&db, f, later).await, (HookState::Active, None));
    }

    async fn who_has_many_hooks_holds_nobody_up_and_keeps_none_of_them(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        write(&db, move |c| {
            (0..120).try_for_each(|n| hooks::insert(c, f.tenant, HookId::new(at(1 + n)), f.member, &settings("CRM"), at(1)))
        })
        .await;
        let disabled = Change { state: Some(MemberState::Disabled), ..Change::default() };
        write(&db, move |c| members::update(c, f.tenant, f.member, &disabled, at(200))).await;
        let (mut steps, mut taken) = (Vec::new(), 0);
        loop {
            let waiting = changes(&db, f.tenant).await;
            let Some(step) = waiting.get(taken).copied() else { break };
            steps.push(write(&db, move |c| owners::enforce(c, f.tenant, &step, at(201))).await);
            taken += 1;
        }
        assert_eq!(steps, [50, 50, 21]);
        let left = read(&db, move |c| owners::hooks_at_work(c, f.tenant, f.member)).await;
        assert!(left.is_empty(), "{left:?}");
    }

    async fn somebody_who_left_owns_nothing_that_works(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        write(&db, move |c| members::remove(c, f.tenant, f.member, at(2))).await;
        let change = changes(&db, f.tenant).await[0];
        assert_eq!(write(&db, move |c| owners::enforce(c, f.tenant, &change, at(3))).await, 1);
        let unfit = read(&db, move |c| owners::unfit_for(c, f.tenant, f.member, [])).await;
        assert_eq!(unfit, Some(Unfit::NotActive));
        assert!(read(&db, move |c| owners::standings(c, f.tenant, &[f.member])).await.is_empty());
    }

    async fn another_tenants_members_keep_their_hooks(db: Db) {
        let (mine, theirs) = (a_tenant_with_a_hook(&db).await, a_tenant_with_a_hook(&db).await);
        let disabled = Change { state: Some(MemberState::Disabled), ..Change::default() };
        write(&db, move |c| members::update(c, theirs.tenant, theirs.member, &disabled, at(1))).await;
        let change = changes(&db, theirs.tenant).await[0];
        assert_eq!(write(&db, move |c| owners::enforce(c, mine.tenant, &change, at(2))).await, 0);
        assert_eq!(state(&db, theirs, theirs.hook).await, (HookState::Active, None));
    }

    async fn what_is_being_sent_is_told_apart_from_what_was_taken_back(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        for ms in [1, 2] {
            let event = event(f.tenant, "invoice.paid", ms);
            write(&db, move |c| Ok(insert_event(c, &f, &event).map(drop)?)).await;
        }
        let want = Want { hook_id: f.hook, slots: 1, retries_first: false, only_tests: false };
        let lease = Lease { now: at(5).timestamp_micros(), until: at(1_000).timestamp_micros(), token: 1 };
        write(&db, move |c| due_deliveries::claim(c, SystemScope, &[want], lease).map(drop)).await;
        write(&db, move |c| hooks::set_state(c, f.tenant, f.hook, HookState::Inactive, None, at(9))).await;
        let cancel = move |ms: i64| {
            move |c: &mut billhook_store::AnyConnection| {
                let reason = DeliveryReason::OwnerPermissionsChanged;
                deliveries::cancel_waiting(c, SystemScope, f.hook, reason, at(9), at(ms), 10)
            }
        };
        let first = write(&db, cancel(10)).await;
        assert_eq!((first.cancelled, first.in_flight), (1, 1));
        let after_the_lease = write(&db, cancel(1_001)).await;
        assert_eq!((after_the_lease.cancelled, after_the_lease.in_flight), (1, 0), "who was sending it has died");
    }

    async fn once_a_hook_is_back_what_was_not_cancelled_yet_is_sent(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        for ms in [1, 2] {
            let event = event(f.tenant, "invoice.paid", ms);
            write(&db, move |c| Ok(insert_event(c, &f, &event).map(drop)?)).await;
        }
        let set = |state, ms| write(&db, move |c| hooks::set_state(c, f.tenant, f.hook, state, None, at(ms)));
        let cancel_one = |since, ms| {
            let reason = DeliveryReason::HookDeactivated;
            write(&db, move |c| deliveries::cancel_waiting(c, SystemScope, f.hook, reason, at(since), at(ms), 1))
        };
        set(HookState::Inactive, 9).await;
        assert_eq!(cancel_one(9, 10).await.cancelled, 1);
        set(HookState::Active, 11).await;
        let left = cancel_one(9, 12).await;
        assert_eq!((left.has_come_back, left.cancelled), (true, 0));
        set(HookState::Inactive, 13).await;
        assert_eq!(cancel_one(9, 14).await.cancelled, 0, "it went once more, and that has a job of its own");
        assert_eq!(cancel_one(13, 14).await.cancelled, 1);
    }
}
