//! A hook is only as good as its owner: what becomes of hooks when somebody takes something away from their owner.

use billhook_core::tenant::{MailPreferences, TenantSettings, UnsentOnOwnerChange};
use chrono::Duration;
use serde_json::{Value, json};

use crate::people::Member;
use crate::world::{TestApp, TestReceiver, stories};

/// Bo, with a hook for orders, one for invoices, and one that has both.
struct Bo {
    bo: Member,
    orders: String,
    invoices: String,
    more_orders: String,
}

async fn bo_with_three_hooks(app: &TestApp, receiver: &TestReceiver) -> Bo {
    let bo = app.member("Bo", &["hooks.view", "hooks.create", "hooks.edit"], &["order", "invoice"]).await;
    let hook = async |name: &str, event_type: &str| {
        let actions = json!([{"event_type": event_type}]);
        bo.actor.hook(&receiver.url, json!({"name": name, "actions": actions})).await
    };
    let (orders, invoices) = (hook("Orders", "order.*").await, hook("Invoices", "invoice.*").await);
    let more_orders = hook("More orders", "order.paid").await;
    Bo { bo, orders, invoices, more_orders }
}

async fn shown(app: &TestApp, hook: &str) -> Value {
    app.owner().get(&format!("/api/v1/hooks/{hook}")).await
}

async fn change(app: &TestApp, bo: &Member, change: Value) {
    app.owner().patch(&format!("/api/v1/members/{}", bo.id), change).await;
}

/// The mails to this address.
async fn mails_to(app: &TestApp, address: &str) -> Vec<String> {
    let to = format!("To: {address}");
    app.mails().await.into_iter().filter(|mail| mail.contains(&to)).collect()
}

/// The text of a mail, without the line breaks of its transport.
fn joined(mail: &str) -> String {
    mail.replace("=\r\n", "").replace("=\n", "").split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn deliveries(app: &TestApp, hook: &str) -> Vec<(Value, Value)> {
    let listed = app.owner().get(&format!("/api/v1/deliveries?hook={hook}")).await;
    let listed = listed["data"].as_array().unwrap().iter();
    listed.map(|it| (it["state"].clone(), it["state_reason"].clone())).collect()
}

stories! {
    async fn a_lost_grant_deactivates_exactly_the_hooks_that_needed_it(app) {
        let receiver = TestReceiver::answering("200").await;
        let Bo { bo, orders, invoices, more_orders } = bo_with_three_hooks(&app, &receiver).await;
        change(&app, &bo, json!({"grants": ["order"]})).await;
        app.until_hook_is(&invoices, "inactive").await;

        let lost = shown(&app, &invoices).await;
        assert_eq!(lost["state_reason"], "owner_permissions_changed");
        let way_back = lost["way_back"].as_str().unwrap();
        assert!(way_back.starts_with("The owner, Bo, lacks the grant for `invoice` events."), "{way_back}");
        let deactivations = app.operations().await.into_iter().filter(|it| it == "hook.deactivated").count();
        assert_eq!(deactivations, 1);
        app.settle().await;
        let to_bo = mails_to(&app, "bo@example.com").await;
        assert_eq!(to_bo.len(), 1, "{to_bo:?}");
        assert!(to_bo[0].contains("Subject: Hook \"Invoices\" was deactivated"), "{}", to_bo[0]);
        assert!(joined(&to_bo[0]).contains("its owner, Bo, lacks the grant for `invoice` events"), "{}", to_bo[0]);
        assert_eq!(mails_to(&app, "owner@example.com").await.len(), 1, "who administers members is told as well");

        for event_type in ["order.paid", "invoice.paid"] {
            app.owner().event(json!({"type": event_type, "data": {}})).await;
        }
        app.settle().await;
        assert_eq!(receiver.seen().len(), 2, "the two others still deliver");
        for hook in [&orders, &more_orders] {
            assert_eq!(shown(&app, hook).await["state"], "active");
        }
        assert_eq!(deliveries(&app, &invoices).await, [(json!("skipped"), json!("hook_inactive"))]);
    }

    async fn what_is_given_back_brings_nothing_back_by_itself(app) {
        let receiver = TestReceiver::answering("200").await;
        let Bo { bo, invoices, .. } = bo_with_three_hooks(&app, &receiver).await;
        change(&app, &bo, json!({"grants": ["order"]})).await;
        app.until_hook_is(&invoices, "inactive").await;
        let activate = format!("/api/v1/hooks/{invoices}/activate");
        let refused = app.owner().refused(&activate, json!({}), 409).await;
        assert!(refused["detail"].as_str().unwrap().contains("lacks the grant for `invoice` events"), "{refused}");

        change(&app, &bo, json!({"grants": ["order", "invoice"]})).await;
        let lost = shown(&app, &invoices).await;
        assert_eq!((&lost["state"], &lost["way_back"]), (&json!("inactive"), &json!("The owner, Bo, has what it needs: activate it.")));
        assert_eq!(app.owner().post(&activate, json!({})).await["state"], "active");
        assert_eq!(shown(&app, &invoices).await["way_back"], Value::Null);
    }

    async fn in_the_strict_reading_any_change_stops_all_of_them(app) {
        let receiver = TestReceiver::answering("200").await;
        let Bo { bo, orders, invoices, more_orders } = bo_with_three_hooks(&app, &receiver).await;
        app.set_settings(TenantSettings { deactivate_on_any_permission_change: true, ..TenantSettings::default() }).await;
        let others = app.owner().hook(&receiver.url, json!({})).await;
        let preview = app.owner().post(&format!("/api/v1/members/{}/preview", bo.id), json!({"grants": ["*"]})).await;
        assert_eq!(preview["hooks"].as_array().unwrap().len(), 3, "{preview}");

        change(&app, &bo, json!({"grants": ["*"]})).await;
        for hook in [&orders, &invoices, &more_orders] {
            app.until_hook_is(hook, "inactive").await;
        }
        assert_eq!(shown(&app, &others).await["state"], "active");
        app.settle().await;
        let to_bo = mails_to(&app, "bo@example.com").await;
        assert_eq!(to_bo.len(), 1, "{to_bo:?}");
        assert!(to_bo[0].contains("Subject: 3 hooks were deactivated"), "{}", to_bo[0]);
        // Bo may have them, so they come back as soon as somebody says so.
        app.owner().post(&format!("/api/v1/hooks/{orders}/activate"), json!({})).await;
    }

    async fn mails_go_to_whom_the_settings_name_and_to_nobody_where_they_are_not_wanted(app) {
        let receiver = TestReceiver::answering("200").await;
        let Bo { bo, orders, invoices, .. } = bo_with_three_hooks(&app, &receiver).await;
        let copies_to = vec!["ops@example.com".to_owned(), "owner@example.com".to_owned()];
        let mails = MailPreferences { copies_to, ..MailPreferences::default() };
        app.set_settings(TenantSettings { mails: mails.clone(), ..TenantSettings::default() }).await;
        change(&app, &bo, json!({"grants": ["order"]})).await;
        app.until_hook_is(&invoices, "inactive").await;
        app.settle().await;
        for address in ["ops@example.com", "owner@example.com", "bo@example.com"] {
            assert_eq!(mails_to(&app, address).await.len(), 1, "{address}");
        }
        let mails = MailPreferences { hook_deactivations: false, ..mails };
        app.set_settings(TenantSettings { mails, ..TenantSettings::default() }).await;
        app.after(Duration::minutes(11)).await;
        change(&app, &bo, json!({"grants": []})).await;
        app.until_hook_is(&orders, "inactive").await;
        app.settle().await;
        assert_eq!(app.mails().await.len(), 3, "nothing more is told");
    }

    async fn what_waits_is_cancelled_with_the_reason(app) {
        let receiver = TestReceiver::answering("200").await;
        let Bo { bo, invoices, .. } = bo_with_three_hooks(&app, &receiver).await;
        app.owner().post(&format!("/api/v1/hooks/{invoices}/pause"), json!({})).await;
        app.owner().event(json!({"type": "invoice.paid", "data": {}})).await;
        change(&app, &bo, json!({"state": "disabled"})).await;
        app.until_hook_is(&invoices, "inactive").await;
        app.until_nothing_waits_for(&invoices).await;
        let cancelled = (json!("cancelled"), json!("owner_permissions_changed"));
        assert_eq!(deliveries(&app, &invoices).await, [cancelled]);
    }

    async fn what_waits_is_kept_where_the_tenant_wants_it_and_sent_on_reactivation(app) {
        let receiver = TestReceiver::answering("200").await;
        let Bo { bo, invoices, .. } = bo_with_three_hooks(&app, &receiver).await;
        app.set_settings(TenantSettings { unsent_on_owner_change: UnsentOnOwnerChange::Keep, ..TenantSettings::default() }).await;
        app.owner().post(&format!("/api/v1/hooks/{invoices}/pause"), json!({})).await;
        app.owner().event(json!({"type": "invoice.paid", "data": {}})).await;
        change(&app, &bo, json!({"grants": []})).await;
        app.until_hook_is(&invoices, "inactive").await;
        app.settle().await;
        assert_eq!(deliveries(&app, &invoices).await, [(json!("pending"), Value::Null)]);

        change(&app, &bo, json!({"grants": ["invoice"]})).await;
        app.owner().post(&format!("/api/v1/hooks/{invoices}/activate"), json!({})).await;
        app.settle().await;
        assert_eq!(deliveries(&app, &invoices).await, [(json!("delivered"), Value::Null)]);
    }

    async fn hooks_of_who_was_removed_are_handed_to_somebody_who_has_what_they_need(app) {
        let receiver = TestReceiver::answering("200").await;
        let Bo { bo, orders, invoices, .. } = bo_with_three_hooks(&app, &receiver).await;
        let cy = app.member("Cy", &["hooks.view", "hooks.create"], &["order"]).await;
        app.owner().delete(&format!("/api/v1/members/{}", bo.id)).await;
        for hook in [&orders, &invoices] {
            app.until_hook_is(hook, "inactive").await;
        }
        let activate = format!("/api/v1/hooks/{orders}/activate");
        app.owner().refused(&activate, json!({}), 409).await;

        let candidates = app.owner().get(&format!("/api/v1/hooks/{orders}/owner/candidates")).await;
        let mut names: Vec<_> = candidates["data"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
        names.sort_unstable();
        assert_eq!(names, ["Cy", "owner"], "Bo is gone");
        let heir = json!({"member_id": cy.id});
        app.owner().refused(&format!("/api/v1/hooks/{invoices}/owner"), heir.clone(), 409).await;
        let handed = app.owner().post(&format!("/api/v1/hooks/{orders}/owner"), heir).await;
        assert_eq!((&handed["owner"]["name"], &handed["state"]), (&json!("Cy"), &json!("inactive")));
        assert_eq!(app.owner().post(&activate, json!({})).await["state"], "active");
        app.owner().event(json!({"type": "order.paid", "data": {}})).await;
        app.settle().await;
        assert_eq!(receiver.seen().len(), 1);
    }
}
