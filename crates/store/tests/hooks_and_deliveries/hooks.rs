use billhook_core::delivery::DeliveryReason;
use billhook_core::hook::{HookState, StateReason};
use billhook_core::id::HookId;
use billhook_store::hooks::{self, CancelWaiting, Filter};
use billhook_store::schema::{hooks as columns, jobs};
use billhook_store::{SystemScope, missed_periods};
use diesel::prelude::*;

use crate::fixture::{a_tenant_with_a_hook, at, read, revision, routing_version, settings, write};

billhook_store::on_both_databases! {
    async fn a_hook_has_missed_what_failed_since_before_it_was_deactivated(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let spell = || async {
            let hook = read(&db, move |c| hooks::find(c, f.tenant, f.hook)).await.unwrap();
            (hook.inactive_since, hook.missing_since)
        };
        let set = |state, ms| write(&db, move |c| hooks::set_state(c, f.tenant, f.hook, state, None, at(ms)));
        assert_eq!(spell().await, (None, None));
        write(&db, move |c| {
            let failing = columns::failing_since.eq(at(3).timestamp_micros());
            Ok(diesel::update(columns::table).set(failing).execute(c)?)
        }).await;
        set(HookState::Inactive, 5).await;
        assert_eq!(spell().await, (Some(at(5)), Some(at(3))));
        set(HookState::Inactive, 6).await;
        assert_eq!(spell().await, (Some(at(5)), Some(at(3))), "it has been inactive all along");
        set(HookState::Active, 7).await;
        assert_eq!(spell().await, (None, None));
        write(&db, move |c| missed_periods::end(c, f.tenant, f.hook)).await;
        set(HookState::Inactive, 8).await;
        assert_eq!(spell().await, (Some(at(8)), Some(at(8))));
    }

    async fn a_hook_is_found_as_it_was_made(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let hook = read(&db, move |c| hooks::find(c, f.tenant, f.hook)).await.unwrap();
        assert_eq!(hook.settings, settings("ERP"));
        assert_eq!((hook.state, hook.state_reason), (HookState::Active, None));
        assert_eq!((hook.owner.member_id, hook.owner.user_id, hook.owner.name.as_str()), (f.member, f.user, "Jian"));
        assert_eq!((hook.created_at, hook.last_success_at), (at(0), None));
    }

    async fn another_tenants_hook_is_not_there(db: Db) {
        let (mine, theirs) = (a_tenant_with_a_hook(&db).await, a_tenant_with_a_hook(&db).await);
        assert!(read(&db, move |c| hooks::find(c, mine.tenant, theirs.hook)).await.is_none());
        let listed = read(&db, move |c| hooks::list(c, mine.tenant, Filter::default(), None, 10)).await;
        assert_eq!(listed.iter().map(|hook| hook.id).collect::<Vec<_>>(), [mine.hook]);
        write(&db, move |c| hooks::update(c, mine.tenant, theirs.hook, &settings("stolen"), at(1))).await;
        write(&db, move |c| hooks::delete(c, mine.tenant, theirs.hook, at(1))).await;
        let left = read(&db, move |c| hooks::find(c, theirs.tenant, theirs.hook)).await.unwrap();
        assert_eq!(left.settings.name, "ERP");
    }

    async fn every_change_is_noticed_by_who_matches_and_by_who_sends(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let mut before = (routing_version(&db, f.tenant).await, revision(&db, f).await);
        write(&db, move |c| hooks::update(c, f.tenant, f.hook, &settings("CRM"), at(5))).await;
        for state in [HookState::Paused, HookState::Inactive, HookState::Active] {
            let after = (routing_version(&db, f.tenant).await, revision(&db, f).await);
            assert!(after.0 > before.0 && after.1 > before.1, "{after:?} after {before:?}");
            before = after;
            write(&db, move |c| hooks::set_state(c, f.tenant, f.hook, state, None, at(6))).await;
        }
        let hook = read(&db, move |c| hooks::find(c, f.tenant, f.hook)).await.unwrap();
        assert_eq!((hook.settings.name.as_str(), hook.updated_at), ("CRM", at(6)));
        write(&db, move |c| hooks::delete(c, f.tenant, f.hook, at(7))).await;
        assert!(routing_version(&db, f.tenant).await > before.0);
    }

    async fn a_bound_that_is_lifted_is_gone(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let mut bound = settings("ERP");
        bound.rate_per_s = Some(5);
        write(&db, move |c| hooks::update(c, f.tenant, f.hook, &bound, at(1))).await;
        write(&db, move |c| hooks::update(c, f.tenant, f.hook, &settings("ERP"), at(2))).await;
        assert_eq!(read(&db, move |c| hooks::find(c, f.tenant, f.hook)).await.unwrap().settings.rate_per_s, None);
    }

    async fn a_deactivated_hook_says_why_and_has_its_backlog_cancelled(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let reason = Some(StateReason::TestFailed);
        write(&db, move |c| hooks::set_state(c, f.tenant, f.hook, HookState::Inactive, reason, at(3))).await;
        let hook = read(&db, move |c| hooks::find(c, f.tenant, f.hook)).await.unwrap();
        assert_eq!((hook.state, hook.state_reason), (HookState::Inactive, reason));
        let queued: Vec<(String, String)> =
            read(&db, |c| Ok(jobs::table.select((jobs::kind, jobs::payload)).load(c)?)).await;
        let [(kind, payload)] = queued.as_slice() else { panic!("{queued:?}") };
        assert_eq!(kind, hooks::CANCEL_WAITING);
        let CancelWaiting { hook_id, until, reason } = serde_json::from_str(payload).unwrap();
        assert_eq!((hook_id, until), (f.hook, at(3).timestamp_micros()));
        assert_eq!(reason, DeliveryReason::HookDeactivated);
    }

    async fn an_activated_hook_starts_with_a_clean_record(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        write(&db, move |c| {
            diesel::update(columns::table.find(f.hook.as_bytes().as_slice()))
                .set((columns::consecutive_failures.eq(7), columns::failing_since.eq(1), columns::spent_deliveries.eq(2)))
                .execute(c)?;
            hooks::set_state(c, f.tenant, f.hook, HookState::Active, None, at(3))
        }).await;
        let hook = read(&db, move |c| hooks::find(c, f.tenant, f.hook)).await.unwrap();
        assert_eq!((hook.consecutive_failures, hook.failing_since), (0, None));
    }

    async fn a_deleted_hook_is_gone_but_its_row_stays(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        write(&db, move |c| hooks::delete(c, f.tenant, f.hook, at(3))).await;
        assert!(read(&db, move |c| hooks::find(c, f.tenant, f.hook)).await.is_none());
        assert!(read(&db, move |c| hooks::find_all(c, SystemScope, &[f.hook])).await.is_empty());
        assert_eq!(write(&db, move |c| hooks::hold_state(c, f.tenant, f.hook)).await, None);
        assert_eq!(read(&db, |c| Ok(columns::table.count().get_result::<i64>(c)?)).await, 1);
    }

    async fn a_list_has_the_newest_first_and_goes_on_after_a_page(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let made: Vec<HookId> = (1..=3).map(|n| HookId::new(at(n))).collect();
        let (ids, paused) = (made.clone(), made[1]);
        write(&db, move |c| {
            for id in &ids {
                hooks::insert(c, f.tenant, *id, f.member, &settings("more"), at(1))?;
            }
            hooks::set_state(c, f.tenant, paused, HookState::Paused, None, at(2))
        }).await;
        let ids = |hooks: Vec<hooks::Hook>| hooks.into_iter().map(|hook| hook.id).collect::<Vec<_>>();
        let first = read(&db, move |c| hooks::list(c, f.tenant, Filter::default(), None, 2)).await;
        assert_eq!(ids(first), [made[2], made[1]]);
        let rest = read(&db, move |c| hooks::list(c, f.tenant, Filter::default(), Some(paused), 9)).await;
        assert_eq!(ids(rest), [made[0], f.hook]);
        let only = Filter { state: Some(HookState::Paused), ..Filter::default() };
        assert_eq!(ids(read(&db, move |c| hooks::list(c, f.tenant, only, None, 9)).await), [paused]);
    }

    async fn hooks_are_found_by_any_part_of_their_name_and_by_their_ids(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let other = a_tenant_with_a_hook(&db).await;
        let made: Vec<HookId> = (1..=3).map(|n| HookId::new(at(n))).collect();
        let ids = made.clone();
        write(&db, move |c| {
            for (id, name) in ids.iter().zip(["Bookkeeping 100%", "Book_ends", "Účetnictví"]) {
                hooks::insert(c, f.tenant, *id, f.member, &settings(name), at(1))?;
            }
            Ok(())
        }).await;
        let found = |filter: Filter| read(&db, move |c| {
            let hooks = hooks::list(c, f.tenant, filter, None, 9)?;
            Ok(hooks.into_iter().map(|hook| hook.settings.name).collect::<Vec<_>>())
        });
        let named = |text: &str| found(Filter { name: Some(text.into()), ..Filter::default() });
        assert_eq!(named("BOOK").await, ["Book_ends", "Bookkeeping 100%"]);
        assert_eq!(named("0%").await, ["Bookkeeping 100%"], "what means something to the database is text like any other");
        assert_eq!(named("k_e").await, ["Book_ends"]);
        assert_eq!(named("Účet").await, ["Účetnictví"]);
        assert_eq!(named("\\").await, [""; 0]);
        let ids = vec![made[0], f.hook, other.hook];
        assert_eq!(found(Filter { ids: Some(ids), ..Filter::default() }).await, ["Bookkeeping 100%", "ERP"]);
    }
}
