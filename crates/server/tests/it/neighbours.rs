//! Several processes over one database: a lane is served by one of them at a time.

use billhook::app::Role;
use billhook_store::AnyConnection;
use billhook_store::schema::lanes;
use billhook_store::testing::TestDb;
use chrono::Duration;
use diesel::prelude::*;
use serde_json::json;

use crate::world::{Neighbour, TestApp, TestReceiver};

/// Gives the neighbour work of its own, and returns when that is done: by then it has looked at every lane.
async fn has_looked_around(neighbour: &Neighbour) {
    let other = TestReceiver::answering("200").await;
    neighbour.owner().hook(&other.url, json!({"actions": [{"event_type": "neighbour.looks"}]})).await;
    neighbour.owner().event(json!({"type": "neighbour.looks", "data": {}})).await;
    while other.seen().is_empty() {
        tokio::task::yield_now().await;
    }
}

async fn a_hook_that_never_answers(app: &TestApp) -> TestReceiver {
    let receiver = TestReceiver::answering("timeout").await;
    let policy = json!({"timeout_ms": 8000, "schedule_ms": []});
    let actions = json!([{"event_type": "invoice.*"}]);
    app.owner().hook(&receiver.url, json!({"policy": policy, "max_in_flight": 1, "actions": actions})).await;
    app.owner().event(json!({"type": "invoice.paid", "data": {}})).await;
    while receiver.seen().is_empty() {
        tokio::task::yield_now().await;
    }
    receiver
}

/// Lets more time go by than a lane is held for, and sees its holder renew the hold meanwhile.
async fn the_holder_keeps_its_lane(neighbour: &Neighbour) {
    for _ in 0..2 {
        let long_enough = (neighbour.advance(Duration::seconds(6)) + Duration::seconds(8)).timestamp_micros();
        let renewed = move |c: &mut AnyConnection| {
            let first: Option<i64> = lanes::table.select(diesel::dsl::min(lanes::held_until)).first(c)?;
            Ok(first.is_some_and(|first| first >= long_enough))
        };
        neighbour.eventually("the hold is renewed", renewed).await;
    }
}

/// An installation that sweeps once a minute only, so that what comes before has been passed on by the bell.
async fn an_installation_that_hardly_sweeps() -> TestApp {
    TestApp::with(TestDb::postgres(), |config| {
        config.delivery.poll_ms = toml::Value::Integer(60_000).try_into().unwrap()
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_posted_at_one_process_is_sent_at_once_by_another_that_holds_the_lane() {
    let app = an_installation_that_hardly_sweeps().await;
    let neighbour = app.neighbour().await;
    let receiver = TestReceiver::answering("200").await;
    app.owner().hook(&receiver.url, json!({})).await;
    for round in 0..3 {
        app.owner().event(json!({"type": "invoice.paid", "data": {}})).await;
        receiver.has_seen(2 * round + 1).await;
        neighbour.owner().event(json!({"type": "invoice.paid", "data": {}})).await;
        receiver.has_seen(2 * round + 2).await;
    }
    neighbour.stop().await;
    app.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_posted_at_a_process_without_workers_is_sent_at_once_by_another() {
    let app = an_installation_that_hardly_sweeps().await;
    let neighbour = app.neighbour_as(Role::Api).await;
    let receiver = TestReceiver::answering("200").await;
    neighbour.owner().hook(&receiver.url, json!({})).await;
    for sent in 1..4 {
        neighbour.owner().event(json!({"type": "invoice.paid", "data": {}})).await;
        receiver.has_seen(sent).await;
    }
    neighbour.stop().await;
    app.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_request_is_not_sent_by_a_neighbour_too() {
    let app = TestApp::on(TestDb::postgres()).await;
    let receiver = a_hook_that_never_answers(&app).await;
    let neighbour = app.neighbour().await;
    the_holder_keeps_its_lane(&neighbour).await;
    has_looked_around(&neighbour).await;
    assert_eq!(receiver.seen().len(), 1);
    neighbour.stop().await;
    app.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_stops_keeps_its_lanes_until_its_last_request_is_over() {
    let app = TestApp::on(TestDb::postgres()).await;
    let receiver = a_hook_that_never_answers(&app).await;
    let neighbour = app.neighbour().await;
    let stopping = tokio::spawn(app.stop());
    the_holder_keeps_its_lane(&neighbour).await;
    has_looked_around(&neighbour).await;
    assert_eq!(receiver.seen().len(), 1);
    stopping.await.unwrap();
    neighbour.stop().await;
    assert_eq!(receiver.seen().len(), 1);
}
