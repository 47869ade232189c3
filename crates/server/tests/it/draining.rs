//! A hook that collected while it was paused, and is resumed at a chosen rate.

use billhook_store::schema::due_deliveries;
use billhook_store::story_on_both_databases;
use billhook_store::testing::TestDb;
use chrono::Duration;
use diesel::prelude::*;
use serde_json::{Value, json};

use crate::world::{TestApp, TestReceiver, stories};

/// The `n` of everything that arrived, in order.
fn arrived(receiver: &TestReceiver) -> Vec<i64> {
    let n = |body: &[u8]| -> i64 {
        let body: Value = serde_json::from_slice(body).unwrap();
        body["data"]["n"].as_i64().unwrap()
    };
    receiver.seen().iter().map(|request| n(&request.body)).collect()
}

async fn until_so_many_wait(app: &TestApp, many: i64) {
    app.eventually("so many wait", move |c| Ok(due_deliveries::table.count().get_result::<i64>(c)? == many))
        .await;
}

/// A hook that has collected this many events while it was paused, which are numbered.
async fn paused_with(app: &TestApp, receiver: &TestReceiver, many: i64, more: Value) -> String {
    let hook = app.owner().hook(&receiver.url, more).await;
    app.owner().post(&format!("/api/v1/hooks/{hook}/pause"), json!({})).await;
    for n in 0..many {
        app.owner().event(json!({"type": "invoice.paid", "data": {"n": n}})).await;
        app.pass(Duration::milliseconds(1));
    }
    hook
}

stories! {
    async fn what_was_collected_drains_in_order_at_the_rate_that_was_asked_for(app) {
        let receiver = TestReceiver::answering("200").await;
        // A wide window and no rate of its own: nothing else holds it back.
        let hook = paused_with(&app, &receiver, 4, json!({"max_in_flight": 16})).await;
        let resumed = app.owner().post(&format!("/api/v1/hooks/{hook}/resume"), json!({"rate_per_s": 2})).await;
        assert_eq!((&resumed["state"], &resumed["drain"]["rate_per_s"]), (&json!("active"), &json!(2)));
        // Comes in meanwhile, and waits behind.
        app.pass(Duration::milliseconds(1));
        app.owner().event(json!({"type": "invoice.paid", "data": {"n": 4}})).await;
        for sent in 1..=4 {
            until_so_many_wait(&app, 5 - sent).await;
            assert_eq!(arrived(&receiver), (0..sent).collect::<Vec<_>>());
            app.pass(Duration::milliseconds(500));
        }
        app.after(Duration::seconds(1)).await;
        let hook = app.owner().get(&format!("/api/v1/hooks/{hook}")).await;
        assert_eq!((arrived(&receiver), &hook["drain"]), ((0..5).collect(), &Value::Null));
    }

    async fn afterwards_the_hook_has_its_own_rate_again(app) {
        let receiver = TestReceiver::answering("200").await;
        let hook = paused_with(&app, &receiver, 1, json!({})).await;
        app.owner().post(&format!("/api/v1/hooks/{hook}/resume"), json!({"rate_per_s": 1})).await;
        app.settle().await;
        app.after(Duration::seconds(2)).await;
        let events: Vec<_> = (1..20).map(|n| json!({"type": "invoice.paid", "data": {"n": n}})).collect();
        app.owner().post("/api/v1/events/batch", json!({"events": events})).await;
        app.settle().await;
        assert_eq!(receiver.seen().len(), 20, "without the clock moving on");
    }
}

/// A drain goes on after a restart, and is let go.
async fn restarted(database: TestDb) {
    let app = TestApp::on(database).await;
    let receiver = TestReceiver::answering("200").await;
    let hook = paused_with(&app, &receiver, 30, json!({})).await;
    let resume = format!("/api/v1/hooks/{hook}/resume");
    app.owner().post(&resume, json!({"rate_per_s": 1})).await;
    until_so_many_wait(&app, 29).await;
    let app = app.restart_with(|_| ()).await;
    app.pass(Duration::seconds(1));
    until_so_many_wait(&app, 27).await;
    let slower = app.owner().get(&format!("/api/v1/hooks/{hook}")).await;
    assert_eq!(slower["drain"]["rate_per_s"], 1);
    let let_go = app.owner().post(&resume, json!({})).await;
    assert_eq!(let_go["drain"], Value::Null);
    // The lane learns of it with its next delivery.
    app.after(Duration::seconds(1)).await;
    assert_eq!(receiver.seen().len(), 30);
    app.stop().await;
}

story_on_both_databases! {
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    a_drain_outlives_a_restart: restarted,
}
