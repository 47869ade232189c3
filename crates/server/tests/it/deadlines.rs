//! Flows that are started, and completed or not.

use billhook_core::id::EventId;
use billhook_store::schema::{deadline_timers, deliveries, due_deliveries, events};
use billhook_store::testing::TestDb;
use billhook_store::{AnyConnection, StoreError, story_on_both_databases};
use chrono::Duration;
use diesel::prelude::*;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{TestApp, TestReceiver, stories};

fn event(action: &str, customer: &str) -> Value {
    json!({"type": format!("flow.{action}"), "data": {"customer": {"external_id": customer}}})
}

/// Abandoned flows, as Upzelo has them, and a receiver that gets these only; the deadline's id.
async fn flows(app: &TestApp) -> (String, TestReceiver) {
    let deadline = json!({
        "name": "Abandoned flows", "when": "flow.started", "unless": "flow.completed",
        "key": "/customer/external_id", "within_ms": 3_600_000, "emit": "flow.abandoned"
    });
    let made = app.owner().post("/api/v1/deadlines", deadline).await;
    let receiver = TestReceiver::answering("200").await;
    let only = json!({"preset": "upzelo", "actions": [{"event_type": "flow.abandoned"}]});
    app.owner().hook(&receiver.url, only).await;
    (made["id"].as_str().unwrap().to_owned(), receiver)
}

/// The customers whose flows were said to be abandoned.
fn abandoned(receiver: &TestReceiver) -> Vec<String> {
    let customer = |body: &[u8]| {
        let body: Value = serde_json::from_slice(body).unwrap();
        assert_eq!(body["data"]["type"], "flow.abandoned");
        body["data"]["customer"]["external_id"].as_str().unwrap().to_owned()
    };
    receiver.seen().iter().map(|seen| customer(&seen.body)).collect()
}

stories! {
    async fn a_flow_that_is_not_completed_within_an_hour_is_abandoned_once(app) {
        let (deadline, receiver) = flows(&app).await;
        let started = app.owner().event(event("started", "ann")).await;
        app.owner().event(event("started", "bob")).await;
        app.after(Duration::minutes(59)).await;
        app.owner().event(event("completed", "bob")).await;
        let timers = app.owner().get(&format!("/api/v1/deadlines/{deadline}/timers")).await;
        assert_eq!(timers["data"].as_array().unwrap().len(), 1);
        assert_eq!((&timers["data"][0]["key"], &timers["data"][0]["due_at"]), (&json!("ann"), &json!("2026-01-01T01:00:00Z")));
        app.after(Duration::seconds(59)).await;
        assert!(abandoned(&receiver).is_empty());
        app.after(Duration::seconds(1)).await;
        assert_eq!(abandoned(&receiver), ["ann"]);
        app.after(Duration::days(3)).await;
        assert_eq!(abandoned(&receiver), ["ann"], "once");

        let listed = app.owner().get("/api/v1/events?event_type=flow.abandoned").await;
        let emitted = &listed["data"][0];
        assert_eq!(emitted["caused_by"], json!({"event_id": started, "deadline_id": deadline}));
        assert_eq!(emitted["occurred_at"], "2026-01-01T01:00:00Z");
    }

    async fn deadlines_fire_apart_where_much_is_to_be_found_out_about_what_they_emit(app) {
        let (_, receiver) = flows(&app).await;
        let customers: Vec<String> = (0..30).map(|n| format!("customer {n}")).collect();
        let others = (0..40).map(|n| format!("{n}{}", "x".repeat(150)));
        let named: Vec<String> = customers.iter().cloned().chain(others).collect();
        let filter = json!({"field": "/customer/external_id", "in": named});
        let long = TestReceiver::answering("200").await;
        let only = json!([{"event_type": "flow.abandoned", "filter": filter}]);
        app.owner().hook(&long.url, json!({"preset": "upzelo", "actions": only})).await;
        for customer in &customers {
            app.owner().event(event("started", customer)).await;
        }
        app.after(Duration::hours(1)).await;
        for receiver in [&receiver, &long] {
            let mut told = abandoned(receiver);
            told.sort_by_key(|customer| customers.iter().position(|known| known == customer));
            assert_eq!(told, customers, "each once");
        }
    }

    async fn a_suspended_tenants_deadlines_fire_and_what_they_emit_waits(app) {
        let (_, receiver) = flows(&app).await;
        app.owner().event(event("started", "ann")).await;
        let (operator, path) = (app.operator().await, format!("/api/v1/tenants/{}", app.tenant()));
        operator.call(Method::PATCH, &path, Some(json!({"state": "suspended"}))).await;
        app.pass(Duration::hours(1));
        let fired = |c: &mut AnyConnection| Ok(deadline_timers::table.count().get_result::<i64>(c)? == 0);
        app.eventually("the deadline has fired", fired).await;
        let of_nobody = due_deliveries::table.filter(due_deliveries::leased_until.is_null()).count();
        let waiting = app.db().read(move |c| Ok::<i64, StoreError>(of_nobody.get_result(c)?)).await.unwrap();
        assert_eq!((waiting, abandoned(&receiver).len()), (1, 0), "it waits, and nobody has it in hand");

        operator.call(Method::PATCH, &path, Some(json!({"state": "active"}))).await;
        app.settle().await;
        assert_eq!(abandoned(&receiver), ["ann"]);
    }

    async fn a_deadline_that_cannot_be_fired_keeps_no_other_from_being(app) {
        let (_, receiver) = flows(&app).await;
        let broken: EventId = app.owner().event(event("started", "ann")).await.parse().unwrap();
        app.owner().event(event("started", "bob")).await;
        let spoil = diesel::update(events::table.find(broken.as_bytes().to_vec())).set(events::attributes.eq("no JSON"));
        app.write(move |c| Ok(spoil.execute(c).map(drop)?)).await;
        for (sent, customers) in [(1, vec!["bob"]), (2, vec!["bob", "cy"])] {
            app.pass(Duration::hours(1));
            let delivered = move |c: &mut AnyConnection| {
                let delivered = deliveries::table.filter(deliveries::state.eq("delivered"));
                Ok(delivered.count().get_result::<i64>(c)? == sent)
            };
            app.eventually("the others' are sent", delivered).await;
            assert_eq!(abandoned(&receiver), customers);
            app.owner().event(event("started", "cy")).await;
        }
    }

    async fn a_flow_that_is_started_again_has_its_hour_anew(app) {
        let (deadline, receiver) = flows(&app).await;
        app.owner().event(event("started", "ann")).await;
        app.after(Duration::minutes(40)).await;
        app.owner().event(event("started", "ann")).await;
        app.after(Duration::minutes(59)).await;
        assert!(abandoned(&receiver).is_empty());
        app.after(Duration::minutes(1)).await;
        assert_eq!(abandoned(&receiver), ["ann"]);

        app.owner().event(event("started", "bob")).await;
        app.owner().delete(&format!("/api/v1/deadlines/{deadline}")).await;
        app.after(Duration::hours(2)).await;
        assert_eq!(abandoned(&receiver), ["ann"], "a deadline that was deleted emits nothing");
    }
}

story_on_both_databases! {
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    a_flow_is_abandoned_although_the_process_was_down_at_that_minute: down,
}

async fn down(database: TestDb) {
    let app = TestApp::on(database).await;
    let (_, receiver) = flows(&app).await;
    app.owner().event(event("started", "ann")).await;
    app.owner().event(event("started", "bob")).await;
    app.after(Duration::minutes(30)).await;
    app.owner().event(event("completed", "bob")).await;
    let app = app.down_for(Duration::hours(2)).await;
    assert_eq!(abandoned(&receiver), ["ann"]);
    app.owner().event(event("completed", "ann")).await;
    let app = app.down_for(Duration::hours(2)).await;
    assert_eq!(abandoned(&receiver), ["ann"], "once");
    app.stop().await;
}
