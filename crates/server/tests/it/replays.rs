//! Replays of many deliveries.

use chrono::Duration;
use serde_json::json;

use crate::world::{TestReceiver, stories};

stories! {
    async fn what_a_hook_missed_while_it_was_inactive_is_replayed(app) {
        let receiver = TestReceiver::answering("200").await;
        let hook = app.owner().hook(&receiver.url, json!({})).await;
        app.owner().post(&format!("/api/v1/hooks/{hook}/deactivate"), json!({})).await;
        for n in 0..3 {
            app.owner().event(json!({"type": "invoice.paid", "data": {"n": n}})).await;
        }
        app.after(Duration::seconds(1)).await;
        app.owner().post(&format!("/api/v1/hooks/{hook}/activate"), json!({})).await;
        assert!(receiver.seen().is_empty());

        let missed = json!({"filter": {"hook": hook, "state": "skipped"}});
        let replay = app.owner().post("/api/v1/replays", missed).await;
        app.settle().await;
        app.after(Duration::seconds(1)).await;
        assert_eq!(receiver.seen().len(), 3);
        let path = format!("/api/v1/replays/{}", replay["id"].as_str().unwrap());
        let done = app.owner().get(&path).await;
        assert_eq!((&done["state"], &done["made"]), (&json!("done"), &json!(3)));
        assert_eq!((&done["deliveries"]["delivered"], &done["deliveries"]["pending"]), (&json!(3), &json!(0)), "{done}");
        let originals = app.owner().get(&format!("/api/v1/deliveries?hook={hook}&state=skipped")).await;
        assert_eq!(originals["data"].as_array().unwrap().len(), 3, "the originals stay as they are");
    }

    async fn an_activation_tells_what_was_missed_and_how_to_replay_it(app) {
        let receiver = TestReceiver::answering("200,410,200").await;
        let hook = app.owner().hook(&receiver.url, json!({})).await;
        // Delivered; failed, and deactivates; skipped.
        for n in 0..3 {
            app.owner().event(json!({"type": "invoice.paid", "data": {"n": n}})).await;
            app.after(Duration::seconds(1)).await;
        }
        let activated = app.owner().post(&format!("/api/v1/hooks/{hook}/activate"), json!({})).await;
        assert_eq!((&activated["state"], &activated["missed"]["count"]), (&json!("active"), &json!(2)), "{activated}");
        let replay = json!({"filter": activated["missed"]["filter"]});
        assert_eq!(app.owner().post("/api/v1/replays/count", replay.clone()).await, json!({"count": 2}));
        app.owner().post("/api/v1/replays", replay).await;
        app.settle().await;
        app.after(Duration::seconds(1)).await;
        assert_eq!(receiver.seen().len(), 4);
        let hooks = app.owner().get("/api/v1/hooks").await;
        assert_eq!(hooks["data"][0]["missed_period"], json!(null), "it was replayed");
        let again = app.owner().post(&format!("/api/v1/hooks/{hook}/activate"), json!({})).await;
        assert_eq!(again["missed"], json!(null));
    }

    async fn a_hook_that_was_made_later_gets_what_came_before(app) {
        for n in 0..3 {
            app.owner().event(json!({"type": "invoice.paid", "data": {"n": n}})).await;
        }
        app.after(Duration::seconds(1)).await;
        let receiver = TestReceiver::answering("200").await;
        let hook = app.owner().hook(&receiver.url, json!({})).await;
        let replay = json!({"over": "events", "filter": {"hook": hook}});
        let replay = app.owner().post("/api/v1/replays", replay).await;
        app.settle().await;
        app.after(Duration::seconds(1)).await;
        let done = app.owner().get(&format!("/api/v1/replays/{}", replay["id"].as_str().unwrap())).await;
        assert_eq!((receiver.seen().len(), &done["made"]), (3, &json!(3)));
    }

    async fn a_replay_keeps_to_its_rate(app) {
        let receiver = TestReceiver::answering("200").await;
        let hook = app.owner().hook(&receiver.url, json!({})).await;
        for n in 0..5 {
            app.owner().event(json!({"type": "invoice.paid", "data": {"n": n}})).await;
        }
        app.after(Duration::seconds(1)).await;
        assert_eq!(receiver.seen().len(), 5);
        app.owner().post("/api/v1/replays", json!({"filter": {"hook": hook}, "rate_per_s": 2})).await;
        for sent in [2, 4, 5] {
            app.settle().await;
            app.after(Duration::milliseconds(999)).await;
            assert_eq!(receiver.seen().len(), 5 + sent);
            app.after(Duration::milliseconds(1)).await;
        }
    }
}
