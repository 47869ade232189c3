//! Events that are held back until an instant.

use chrono::Duration;
use serde_json::json;

use crate::world::{TestReceiver, stories};

stories! {
    async fn a_held_event_is_sent_at_its_second_and_a_cancelled_one_never(app) {
        let receiver = TestReceiver::answering("200").await;
        app.owner().hook(&receiver.url, json!({})).await;
        let hold = |n: i32| json!({"type": "invoice.paid", "data": {"n": n}, "deliver_at": "2026-01-01T00:01:00Z"});
        app.owner().event(hold(1)).await;
        let second = app.owner().event(hold(2)).await;
        app.after(Duration::seconds(59)).await;
        assert_eq!(receiver.seen().len(), 0);
        app.owner().post(&format!("/api/v1/events/{second}/cancel"), json!({})).await;
        app.after(Duration::seconds(1)).await;
        assert_eq!(receiver.seen().len(), 1);
        app.after(Duration::days(1)).await;
        assert_eq!(receiver.seen().len(), 1);
    }
}
