//! The five systems' timelines, each with its delivery log.

use chrono::Duration;
use serde_json::{Value, json};

use crate::world::{TestApp, TestReceiver, stories};

/// A hook of this preset at a receiver that answers so, one event, and the clock moved on in these steps of seconds.
async fn timeline(app: &TestApp, preset: &str, answers: &str, event: Value, steps: &[i64]) -> String {
    let receiver = TestReceiver::answering(answers).await;
    app.owner().hook(&receiver.url, json!({"preset": preset})).await;
    app.owner().event(event).await;
    app.settle().await;
    for seconds in steps {
        app.after(Duration::seconds(*seconds)).await;
    }
    app.log().await
}

fn customer() -> Value {
    json!({"type": "customer.create", "data": {}, "subjects": ["0ea627de-158e-48b1-bcbb-7fe6058d191c"]})
}

stories! {
    async fn upodi_does_not_look_at_the_answer(app) {
        let log = timeline(&app, "upodi", "500", customer(), &[86_400]).await;
        insta::assert_snapshot!(log, @"
                0 s  attempt 1: response 500
        delivered after 1
        ");
    }

    async fn upodi_without_a_connection_fails_and_says_that_there_are_no_retries(app) {
        let log = timeline(&app, "upodi", "close", customer(), &[86_400]).await;
        insta::assert_snapshot!(log, @"
                0 s  attempt 1: refused
        failed (no_retries) after 1
        ");
    }

    async fn upodi_v2_tries_after_half_an_hour_and_then_every_three_hours_for_three_days(app) {
        let steps = std::iter::once(1800).chain(std::iter::repeat_n(3 * 3600, 30)).collect::<Vec<_>>();
        let log = timeline(&app, "upodi-v2", "500", customer(), &steps).await;
        assert!(log.contains("     1800 s  attempt 2: response 500\n    12600 s  attempt 3"), "{log}");
        assert!(log.contains("failed (schedule_spent)"), "{log}");
        let last = log.lines().rev().nth(1).unwrap().trim().split(' ').next().unwrap().parse::<i64>().unwrap();
        assert!((69 * 3600..=72 * 3600).contains(&last), "{log}");
    }

    async fn abowire_tries_at_0_5_15_and_30_seconds(app) {
        let log = timeline(&app, "abowire", "500", json!({"type": "invoice.create", "data": {}}), &[5, 10, 15, 3600]).await;
        insta::assert_snapshot!(log, @"
                0 s  attempt 1: response 500
                5 s  attempt 2: response 500
               15 s  attempt 3: response 500
               30 s  attempt 4: response 500
        failed (schedule_spent) after 4
        ");
    }

    async fn abowire_v2_gives_up_at_once_on_a_404(app) {
        let log = timeline(&app, "abowire-v2", "404", json!({"type": "invoice.create", "data": {}}), &[3600]).await;
        insta::assert_snapshot!(log, @"
                0 s  attempt 1: response 404
        failed (not_retried) after 1
        ");
    }

    async fn upzelo_tries_seven_times_in_132_minutes(app) {
        let steps = [3, 5, 9, 17, 33, 65, 600].map(|minutes| minutes * 60);
        let log = timeline(&app, "upzelo", "500", json!({"type": "flow.started", "data": {}}), &steps).await;
        insta::assert_snapshot!(log, @"
                0 s  attempt 1: response 500
              180 s  attempt 2: response 500
              480 s  attempt 3: response 500
             1020 s  attempt 4: response 500
             2040 s  attempt 5: response 500
             4020 s  attempt 6: response 500
             7920 s  attempt 7: response 500
        failed (schedule_spent) after 7
        ");
    }

    async fn app47_sends_21_times(app) {
        let steps = [86_400 * 3; 21];
        let log = timeline(&app, "app47", "500", json!({"type": "customer.purchase", "data": {}}), &steps).await;
        assert!(log.ends_with("failed (schedule_spent) after 21\n"), "{log}");
    }

    async fn upgates_counts_a_timeout_as_delivered(app) {
        let event = json!({"type": "order.created", "data": {"orders": []}});
        let log = timeline(&app, "upgates", "timeout", event, &[]).await;
        insta::assert_snapshot!(log, @"
                0 s  attempt 1: timeout
        delivered (timeout_counts_as_delivered) after 1
        ");
    }

    async fn upgates_tries_every_five_minutes_for_days(app) {
        let event = json!({"type": "order.created", "data": {"orders": []}});
        let log = timeline(&app, "upgates", "500", event, &[300; 40]).await;
        assert!(log.contains("    12000 s  attempt 41: response 500\n"), "{log}");
        assert!(log.ends_with("pending\n"), "{log}");
    }
}
