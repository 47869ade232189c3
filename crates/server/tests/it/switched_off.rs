//! How hooks are switched off, and what they tell.

use serde_json::json;

use crate::world::{TestReceiver, stories};

stories! {
    async fn a_test_that_fails_deactivates_the_hook(app) {
        let receiver = TestReceiver::answering("500").await;
        let hook = app.owner().hook(&receiver.url, json!({})).await;
        let answer = app.owner().post(&format!("/api/v1/hooks/{hook}/test"), json!({})).await;
        app.settle().await;
        let shown = app.owner().get(&format!("/api/v1/hooks/{hook}")).await;
        assert_eq!((&shown["state"], &shown["state_reason"]), (&json!("inactive"), &json!("test_failed")));
        let delivery = answer["delivery_id"].as_str().unwrap();
        let delivery = app.owner().get(&format!("/api/v1/deliveries/{delivery}")).await;
        assert_eq!((&delivery["kind"], &delivery["state"]), (&json!("test"), &json!("failed")));
        assert_eq!(receiver.seen().len(), 1, "a test is sent once");
    }

    async fn a_test_that_succeeds_leaves_the_hook_as_it_is(app) {
        let receiver = TestReceiver::answering("204").await;
        let hook = app.owner().hook(&receiver.url, json!({})).await;
        app.owner().post(&format!("/api/v1/hooks/{hook}/test"), json!({})).await;
        app.settle().await;
        assert_eq!(app.owner().get(&format!("/api/v1/hooks/{hook}")).await["state"], "active");
        let body: serde_json::Value = serde_json::from_slice(&receiver.seen()[0].body).unwrap();
        assert_eq!(body["type"], "webhook.ping");
    }

    async fn a_test_passes_with_whatever_the_policy_counts_as_delivered(app) {
        for (preset, answer, passes) in
            [("upgates", "timeout", true), ("upgates", "500", false), ("upodi", "500", true), ("upzelo", "timeout", false)]
        {
            let receiver = TestReceiver::answering(answer).await;
            let hook = app.owner().hook(&receiver.url, json!({"preset": preset, "policy": {"timeout_ms": 1000}})).await;
            let test = app.owner().post(&format!("/api/v1/hooks/{hook}/test"), json!({})).await;
            app.settle().await;
            let state = if passes { "active" } else { "inactive" };
            let told = format!("{preset} {answer}");
            assert_eq!(app.owner().get(&format!("/api/v1/hooks/{hook}")).await["state"], state, "{told}");
            let delivery = app.owner().get(&format!("/api/v1/deliveries/{}", test["delivery_id"].as_str().unwrap())).await;
            assert_eq!(delivery["state"], if passes { "delivered" } else { "failed" }, "{told}");
            if (preset, answer) == ("upgates", "timeout") {
                assert_eq!(delivery["state_reason"], "timeout_counts_as_delivered");
                let error = &delivery["last_attempt"]["error"];
                assert_eq!(error, "no answer within 1 s, which this policy counts as delivered");
            }
        }
    }

    async fn testing_an_inactive_hook_sends_nothing_and_shows_the_request(app) {
        let receiver = TestReceiver::answering("200").await;
        let hook = app.owner().hook(&receiver.url, json!({})).await;
        app.owner().post(&format!("/api/v1/hooks/{hook}/deactivate"), json!({})).await;
        let answer = app.owner().post(&format!("/api/v1/hooks/{hook}/test"), json!({})).await;
        app.settle().await;
        assert_eq!(answer["sent"], false);
        assert_eq!(answer["request"]["url"], receiver.url);
        assert!(receiver.seen().is_empty());
    }

    async fn gone_deactivates_and_cancels_what_waits(app) {
        let receiver = TestReceiver::answering("410").await;
        let hook = app.owner().hook(&receiver.url, json!({"max_in_flight": 1})).await;
        for _ in 0..4 {
            app.owner().event(json!({"type": "invoice.paid", "data": {}})).await;
        }
        app.settle().await;
        let shown = app.owner().get(&format!("/api/v1/hooks/{hook}")).await;
        assert_eq!((&shown["state"], &shown["state_reason"]), (&json!("inactive"), &json!("gone")));
        let later = app.owner().post("/api/v1/events", json!({"type": "invoice.paid", "data": {}})).await;
        assert_eq!((&later["matched"], &later["skipped"]), (&json!(0), &json!(1)));
        app.settle().await;
        let all = app.owner().get("/api/v1/deliveries").await;
        let states: Vec<&str> = all["data"].as_array().unwrap().iter().map(|d| d["state"].as_str().unwrap()).collect();
        assert!(states.iter().all(|state| ["failed", "cancelled", "skipped"].contains(state)), "{states:?}");
    }
}
