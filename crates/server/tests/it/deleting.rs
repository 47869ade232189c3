//! The operator deletes a tenant: it ends at once, and is erased to the last row.

use billhook_store::StoreError;
use billhook_store::schema::{
    attempts, audit_entries, deliveries, due_deliveries, events, hooks, members, tenant_deletions, users,
};
use chrono::Duration;
use diesel::prelude::*;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{TestApp, TestReceiver, stories};

/// How many rows there are: hooks, events, deliveries, attempts, deliveries that wait, entries, members, people.
async fn rows(app: &TestApp) -> [i64; 8] {
    let count = |c: &mut _| {
        Ok::<_, StoreError>([
            hooks::table.count().get_result(c)?,
            events::table.count().get_result(c)?,
            deliveries::table.count().get_result(c)?,
            attempts::table.count().get_result(c)?,
            due_deliveries::table.count().get_result(c)?,
            audit_entries::table.count().get_result(c)?,
            members::table.count().get_result(c)?,
            users::table.count().get_result(c)?,
        ])
    };
    app.db().read(count).await.unwrap()
}

stories! {
    async fn a_deleted_tenant_ends_at_once_and_is_erased_to_the_last_row(app) {
        let receiver = TestReceiver::answering("200").await;
        let operator = app.operator().await;
        let other = operator.post("/api/v1/tenants", json!({"key": "other", "name": "Other"})).await;
        operator.post("/api/v1/tenants/key:other/links", json!({})).await;
        let kept = rows(&app).await;
        app.member("Bo", &["hooks.view"], &["*"]).await;
        let hook = app.owner().hook(&receiver.url, json!({})).await;
        for _ in 0..3 {
            app.owner().event(json!({"type": "order.paid", "data": {}})).await;
        }
        app.settle().await;
        app.owner().post(&format!("/api/v1/hooks/{hook}/deactivate"), json!({})).await;
        app.owner().event(json!({"type": "order.paid", "data": {}})).await;
        app.after(Duration::seconds(1)).await;
        let back = app.owner().post(&format!("/api/v1/hooks/{hook}/activate"), json!({})).await;
        assert!(back["missed_period"].is_object(), "{back}");
        app.owner().post(&format!("/api/v1/hooks/{hook}/pause"), json!({})).await;
        app.owner().event(json!({"type": "order.paid", "data": {}})).await;
        operator.post(&format!("/api/v1/tenants/{}/links", app.tenant()), json!({})).await;

        let path = format!("/api/v1/tenants/{}", app.tenant());
        let (status, deleting) = operator.call(Method::DELETE, &path, None).await;
        assert_eq!((status, &deleting["state"]), (202, &json!("deleting")), "{deleting}");
        assert_eq!(app.owner().call(Method::GET, "/api/v1/hooks", None).await.0, 401);
        app.settle().await;
        assert_eq!(operator.call(Method::GET, &path, None).await.0, 404);
        assert_eq!(operator.call(Method::DELETE, &path, None).await.0, 404);
        // The founder and their entries were counted before.
        let left = rows(&app).await;
        assert_eq!(left[..5], [0; 5]);
        assert_eq!(left[6..], [1, 1], "the other tenant's portal stays");
        assert!(left[5] > 0 && left[5] < kept[5] + 1, "{left:?}");
        assert_eq!(operator.get("/api/v1/tenants/key:other").await["id"], other["id"]);
        let kept: (String, String, i64, Option<i64>) = app.db().read(|c| {
            let columns = (tenant_deletions::name, tenant_deletions::operator_name, tenant_deletions::erased,
                tenant_deletions::finished_at);
            Ok::<_, StoreError>(tenant_deletions::table.select(columns).first(c)?)
        }).await.unwrap();
        assert_eq!(kept.1, "platform");
        assert!(kept.2 > 15 && kept.3.is_some(), "{kept:?}");
    }

    async fn nothing_can_be_done_with_a_tenant_that_is_being_deleted(app) {
        let operator = app.operator().await;
        let tenant = app.tenant();
        // As if the process had been killed after the request: the job has not begun.
        app.write(move |c| {
            use billhook_store::schema::tenants;
            diesel::update(tenants::table.find(tenant.as_bytes().as_slice()))
                .set((tenants::deleting_at.eq(1), tenants::state.eq("suspended"), tenants::access_version.eq(99)))
                .execute(c)?;
            Ok(())
        }).await;
        let path = format!("/api/v1/tenants/{tenant}");
        let (status, refused) = operator.call(Method::PATCH, &path, Some(json!({"state": "active"}))).await;
        assert_eq!((status, refused["detail"].as_str()), (409, Some("This tenant is being deleted.")));
        operator.refused(&format!("{path}/links"), json!({}), 409).await;
        assert_eq!(operator.get(&path).await["state"], "deleting");
        assert_eq!(app.owner().call(Method::POST, "/api/v1/events", Some(json!({"type": "a.b", "data": {}}))).await,
            (401, app.owner().call(Method::GET, "/api/v1/hooks", None).await.1));
        let (status, again): (u16, Value) = operator.call(Method::DELETE, &path, None).await;
        assert_eq!((status, &again["state"]), (202, &json!("deleting")));
    }
}
