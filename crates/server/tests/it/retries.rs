//! What becomes of a delivery whose receiver does not take it at once.

use billhook_store::story_on_both_databases;
use billhook_store::testing::TestDb;
use chrono::Duration;
use serde_json::json;

use crate::world::{TestApp, TestReceiver, stories};

/// The schedule without its jitter, so that the table shows plain numbers.
fn exact() -> serde_json::Value {
    json!({"policy": {"jitter": 0}})
}

stories! {
    async fn a_failed_delivery_is_retried_on_schedule(app) {
        let receiver = TestReceiver::answering("500,503,200").await;
        app.owner().hook(&receiver.url, exact()).await;
        app.owner().event(json!({"type": "invoice.paid", "data": {"total": 1200}})).await;
        app.settle().await;
        app.after(Duration::seconds(4)).await;
        app.after(Duration::seconds(1)).await;
        app.after(Duration::minutes(5)).await;
        insta::assert_snapshot!(app.log().await, @"
                0 s  attempt 1: response 500
                5 s  attempt 2: response 503
              305 s  attempt 3: response 200
        delivered after 3
        ");
    }

    async fn a_spent_schedule_fails_the_delivery(app) {
        let receiver = TestReceiver::answering("500").await;
        app.owner().hook(&receiver.url, exact()).await;
        app.owner().event(json!({"type": "invoice.paid", "data": {}})).await;
        app.settle().await;
        for hours in [1, 1, 3, 6, 11, 15, 21, 25, 25] {
            app.after(Duration::hours(hours)).await;
        }
        let log = app.log().await;
        assert!(log.ends_with("failed (schedule_spent) after 10\n"), "{log}");
    }

    async fn retry_after_is_honoured_on_503_and_429(app) {
        let receiver = TestReceiver::answering("503:120,429:30,200").await;
        app.owner().hook(&receiver.url, exact()).await;
        app.owner().event(json!({"type": "invoice.paid", "data": {}})).await;
        app.settle().await;
        app.after(Duration::seconds(119)).await;
        app.after(Duration::seconds(1)).await;
        // Thirty seconds were asked for, but the schedule's own wait is longer.
        app.after(Duration::minutes(5)).await;
        insta::assert_snapshot!(app.log().await, @"
                0 s  attempt 1: response 503
              120 s  attempt 2: response 429
              420 s  attempt 3: response 200
        delivered after 3
        ");
    }

    async fn the_id_stays_over_retries_and_replays_while_the_timestamp_moves(app) {
        let receiver = TestReceiver::answering("500,200").await;
        app.owner().hook(&receiver.url, exact()).await;
        let event = app.owner().event(json!({"type": "invoice.paid", "data": {}})).await;
        app.settle().await;
        app.after(Duration::seconds(5)).await;
        let deliveries = app.owner().get(&format!("/api/v1/deliveries?event={event}")).await;
        let id = deliveries["data"][0]["id"].as_str().unwrap();
        app.owner().post(&format!("/api/v1/deliveries/{id}/replay"), json!({})).await;
        app.after(Duration::seconds(60)).await;
        let seen = receiver.seen();
        let header = |name: &str| seen.iter().map(|r| r.headers[name].to_str().unwrap().to_owned()).collect::<Vec<_>>();
        assert_eq!(header("webhook-id"), vec![event; 3]);
        let stamps: Vec<i64> = header("webhook-timestamp").iter().map(|stamp| stamp.parse().unwrap()).collect();
        assert!(stamps[1] - stamps[0] == 5 && stamps[2] >= stamps[1], "{stamps:?}");
    }

    async fn a_paused_hook_keeps_its_backlog_and_sends_it_when_resumed(app) {
        let receiver = TestReceiver::answering("200").await;
        let hook = app.owner().hook(&receiver.url, exact()).await;
        app.owner().post(&format!("/api/v1/hooks/{hook}/pause"), json!({})).await;
        for n in 0..3 {
            app.owner().event(json!({"type": "invoice.paid", "data": {"n": n}})).await;
        }
        app.settle().await;
        assert_eq!(receiver.seen().len(), 0);
        app.owner().post(&format!("/api/v1/hooks/{hook}/resume"), json!({})).await;
        app.settle().await;
        assert_eq!(receiver.seen().len(), 3);
    }
}

/// The lease would go on for more than a minute, and the clock stands still.
async fn what_is_still_out_is_sent_again_at_once(database: TestDb) {
    let app = TestApp::on(database).await;
    let receiver = TestReceiver::answering("timeout,200").await;
    app.owner().hook(&receiver.url, exact()).await;
    app.owner().event(json!({"type": "invoice.paid", "data": {}})).await;
    receiver.has_seen(1).await;
    let app = app.restart_within(std::time::Duration::from_millis(200)).await;
    receiver.has_seen(2).await;
    app.settle().await;
    insta::assert_snapshot!(app.log().await, @"
            0 s  attempt 1: response 200
    delivered after 1
    ");
    app.stop().await;
}

story_on_both_databases! {
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    what_is_out_when_the_time_to_stop_is_over_is_handed_back: what_is_still_out_is_sent_again_at_once,
}
