//! What a receiver can check.

use serde_json::json;
use standardwebhooks::Webhook;

use crate::world::{TestReceiver, stories};

stories! {
    async fn what_is_sent_is_what_was_signed_and_the_data_is_byte_for_byte(app) {
        let receiver = TestReceiver::answering("200").await;
        let hook = app.owner().hook(&receiver.url, json!({})).await;
        app.owner().event_text(r#"{"type":"invoice.paid","data":{"b":1.10,"a":[1e3, "é"]}}"#).await;
        app.settle().await;
        let seen = &receiver.seen()[0];
        let body = std::str::from_utf8(&seen.body).unwrap();
        assert!(body.ends_with(r#""data":{"b":1.10,"a":[1e3, "é"]}}"#), "{body}");
        let secret = app.owner().get(&format!("/api/v1/hooks/{hook}/secret")).await;
        let webhook = Webhook::new(secret["secret"].as_str().unwrap()).unwrap();
        // The clock of the story stands in the past, which the crate would refuse: the signature alone is asked for.
        let (id, stamp) = (seen.headers["webhook-id"].to_str().unwrap(), seen.headers["webhook-timestamp"].to_str().unwrap());
        let expected = webhook.sign(id, stamp.parse().unwrap(), &seen.body).unwrap();
        assert_eq!(seen.headers["webhook-signature"].to_str().unwrap(), expected);
    }

    async fn after_a_rotation_both_secrets_sign_until_the_old_one_expires(app) {
        let receiver = TestReceiver::answering("200").await;
        let hook = app.owner().hook(&receiver.url, json!({})).await;
        let signatures = |at: usize| {
            receiver.seen()[at].headers["webhook-signature"].to_str().unwrap().split(' ').count()
        };
        app.owner().post(&format!("/api/v1/hooks/{hook}/secret/rotate"), json!({"grace_seconds": 600})).await;
        app.owner().event(json!({"type": "invoice.paid", "data": {}})).await;
        app.settle().await;
        assert_eq!(signatures(0), 2);
        app.after(chrono::Duration::seconds(601)).await;
        app.owner().event(json!({"type": "invoice.paid", "data": {}})).await;
        app.settle().await;
        assert_eq!(signatures(1), 1);
    }
}
