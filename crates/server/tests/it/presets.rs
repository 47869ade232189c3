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
        insta::assert_snapshot!(log, @"
                0 s  attempt 1: response 500
             1800 s  attempt 2: response 500
            12600 s  attempt 3: response 500
            23400 s  attempt 4: response 500
            34200 s  attempt 5: response 500
            45000 s  attempt 6: response 500
            55800 s  attempt 7: response 500
            66600 s  attempt 8: response 500
            77400 s  attempt 9: response 500
            88200 s  attempt 10: response 500
            99000 s  attempt 11: response 500
           109800 s  attempt 12: response 500
           120600 s  attempt 13: response 500
           131400 s  attempt 14: response 500
           142200 s  attempt 15: response 500
           153000 s  attempt 16: response 500
           163800 s  attempt 17: response 500
           174600 s  attempt 18: response 500
           185400 s  attempt 19: response 500
           196200 s  attempt 20: response 500
           207000 s  attempt 21: response 500
           217800 s  attempt 22: response 500
           228600 s  attempt 23: response 500
           239400 s  attempt 24: response 500
           250200 s  attempt 25: response 500
        failed (schedule_spent) after 25
        ");
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

    async fn app47_sends_21_times_with_growing_waits(app) {
        let waits = (0..20).map(|n: i64| 15 + n.pow(4)).chain([30 * 86_400]).collect::<Vec<_>>();
        let log = timeline(&app, "app47", "500", json!({"type": "customer.purchase", "data": {}}), &waits).await;
        insta::assert_snapshot!(log, @"
                0 s  attempt 1: response 500
               15 s  attempt 2: response 500
               31 s  attempt 3: response 500
               62 s  attempt 4: response 500
              158 s  attempt 5: response 500
              429 s  attempt 6: response 500
             1069 s  attempt 7: response 500
             2380 s  attempt 8: response 500
             4796 s  attempt 9: response 500
             8907 s  attempt 10: response 500
            15483 s  attempt 11: response 500
            25498 s  attempt 12: response 500
            40154 s  attempt 13: response 500
            60905 s  attempt 14: response 500
            89481 s  attempt 15: response 500
           127912 s  attempt 16: response 500
           178552 s  attempt 17: response 500
           244103 s  attempt 18: response 500
           327639 s  attempt 19: response 500
           432630 s  attempt 20: response 500
           562966 s  attempt 21: response 500
        failed (schedule_spent) after 21
        ");
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
        let days = [86_400, 300, 2 * 86_400, 300];
        let steps = [300; 12].into_iter().chain(days).collect::<Vec<_>>();
        let log = timeline(&app, "upgates", "500", event, &steps).await;
        insta::assert_snapshot!(log, @"
                0 s  attempt 1: response 500
              300 s  attempt 2: response 500
              600 s  attempt 3: response 500
              900 s  attempt 4: response 500
             1200 s  attempt 5: response 500
             1500 s  attempt 6: response 500
             1800 s  attempt 7: response 500
             2100 s  attempt 8: response 500
             2400 s  attempt 9: response 500
             2700 s  attempt 10: response 500
             3000 s  attempt 11: response 500
             3300 s  attempt 12: response 500
             3600 s  attempt 13: response 500
            90000 s  attempt 14: response 500
            90300 s  attempt 15: response 500
           263100 s  attempt 16: response 500
           263400 s  attempt 17: response 500
        pending
        ");
    }
}
