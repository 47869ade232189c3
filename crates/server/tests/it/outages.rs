//! A database that goes away and comes back, under a process that stays.

use std::time::Duration;

use billhook_store::StoreError;
use billhook_store::testing::TestDb;
use diesel::connection::SimpleConnection;
use serde_json::{Value, json};

use crate::world::{TestApp, TestReceiver};

/// Posts until the post is accepted: what a platform does that is told to come again.
async fn post_until_accepted(app: &TestApp, event: Value) {
    let begun = std::time::Instant::now();
    while app.owner().answer_to("/api/v1/events", event.clone()).await.status() != 202 {
        assert!(begun.elapsed() < Duration::from_secs(20), "the process did not find its database again");
        tokio::task::yield_now().await;
    }
}

/// Asserts that whoever posts now is told to come again, in good time.
async fn assert_put_off(app: &TestApp) {
    let begun = std::time::Instant::now();
    let event = json!({"type": "invoice.paid", "data": {"text": "x".repeat(100_000)}});
    let answer = app.owner().answer_to("/api/v1/events", event).await;
    assert_eq!(answer.status(), 503);
    assert!(answer.headers().contains_key("retry-after"));
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    assert!(begun.elapsed() < Duration::from_secs(10), "it waited for {:?}", begun.elapsed());
}

async fn set_most_pages(app: &TestApp, pages: &'static str) {
    let set = move |c: &mut billhook_store::AnyConnection| {
        c.batch_execute(&format!("pragma max_page_count = {pages}")).map_err(StoreError::from)
    };
    app.db().write(set).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_puts_posts_off_until_there_is_room_again() {
    let app = TestApp::on(TestDb::sqlite()).await;
    let receiver = TestReceiver::answering("200").await;
    app.owner().hook(&receiver.url, json!({})).await;
    // One is fewer than there are: the file cannot grow by a single page.
    set_most_pages(&app, "1").await;
    assert_put_off(&app).await;
    set_most_pages(&app, "1000000").await;
    post_until_accepted(&app, json!({"type": "invoice.paid", "data": {}})).await;
    app.settle().await;
    assert_eq!(receiver.seen().len(), 1, "what was put off was not kept");
    app.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_postgres_puts_posts_off_until_it_is_back() {
    let app = TestApp::on(TestDb::postgres()).await;
    let receiver = TestReceiver::answering("200").await;
    app.owner().hook(&receiver.url, json!({})).await;
    app.owner().event(json!({"type": "invoice.paid", "data": {"n": 1}})).await;
    app.settle().await;
    app.database().take_away();
    // The first finds it out; the second is told at once.
    assert_put_off(&app).await;
    assert_put_off(&app).await;
    app.database().bring_back();
    post_until_accepted(&app, json!({"type": "invoice.paid", "data": {"n": 2}})).await;
    app.settle().await;
    assert_eq!(receiver.seen().len(), 2);
    app.stop().await;
}

/// The clock stands still: what only the end of a lease could free never comes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_given_up_while_postgres_was_lost_is_sent_once_it_is_back() {
    let app = TestApp::on(TestDb::postgres()).await;
    let receiver = TestReceiver::answering("200,timeout,200").await;
    let policy = json!({"timeout_ms": 4000, "schedule_ms": []});
    app.owner().hook(&receiver.url, json!({"policy": policy, "max_in_flight": 1})).await;
    for sent in 1..=2 {
        app.owner().event(json!({"type": "invoice.paid", "data": {"n": sent}})).await;
        receiver.has_seen(sent).await;
    }
    app.owner().event(json!({"type": "invoice.paid", "data": {"n": 3}})).await;
    app.database().take_away();
    // Longer than the third waits for the second to end, and shorter than the second takes.
    let begun = std::time::Instant::now();
    while begun.elapsed() < Duration::from_secs(2) {
        assert_put_off(&app).await;
    }
    app.database().bring_back();
    receiver.has_seen(3).await;
    app.stop().await;
}
