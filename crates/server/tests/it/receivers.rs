//! Receivers as bad as the internet is.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use billhook_core::id::HookId;
use billhook_store::StoreError;
use billhook_store::schema::{due_deliveries, hook_secrets, hooks};
use diesel::prelude::*;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::Barrier;

use crate::world::{TestApp, TestReceiver, stories};

/// Sends one event to a receiver that behaves so, and tells what the attempt shows.
async fn attempt_against(app: &TestApp, behaviour: &str) -> serde_json::Value {
    attempt_within(app, behaviour, 300).await
}

async fn attempt_within(app: &TestApp, behaviour: &str, timeout_ms: u64) -> serde_json::Value {
    let receiver = TestReceiver::answering(behaviour).await;
    let policy = json!({"timeout_ms": timeout_ms, "schedule_ms": []});
    let hook = app.owner().hook(&receiver.url, json!({"policy": policy})).await;
    let event = app.owner().event(json!({"type": "invoice.paid", "data": {}})).await;
    app.settle().await;
    let deliveries = app.owner().get(&format!("/api/v1/deliveries?event={event}&hook={hook}")).await;
    let id = deliveries["data"][0]["id"].as_str().unwrap();
    app.owner().get(&format!("/api/v1/deliveries/{id}/attempts")).await["data"][0].clone()
}

/// A receiver that answers this many requests at the same moment, and closes the connection of each later one.
/// Counts them.
async fn answers_and_then_leaves(at_once: usize) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let (requests, all_are_here) = (Arc::new(AtomicUsize::new(0)), Arc::new(Barrier::new(at_once)));
    let counted = requests.clone();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let (counted, all_are_here) = (counted.clone(), all_are_here.clone());
            tokio::spawn(async move {
                let mut read = Vec::new();
                while stream.read_buf(&mut read).await.is_ok_and(|bytes| bytes > 0) {
                    if !read.ends_with(b"}") {
                        continue;
                    }
                    if counted.fetch_add(1, Ordering::SeqCst) >= at_once {
                        return;
                    }
                    all_are_here.wait().await;
                    stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await.unwrap();
                    read.clear();
                }
            });
        }
    });
    (url, requests)
}

async fn wait_unleased(app: &TestApp, many: i64) {
    app.eventually("what cannot be sent is not leased, and the rest is sent", move |c| {
        let leased = due_deliveries::table.filter(due_deliveries::leased_until.is_not_null());
        let (leased, waiting): (i64, i64) =
            (leased.count().get_result(c)?, due_deliveries::table.count().get_result(c)?);
        Ok((leased, waiting) == (0, many))
    })
    .await;
}

stories! {
    async fn a_receiver_that_hangs_times_out(app) {
        let attempt = attempt_against(&app, "timeout").await;
        assert_eq!((&attempt["outcome"], &attempt["status"]), (&json!("timeout"), &json!(null)));
        assert_eq!(attempt["error"], "no answer within 300 ms");
    }

    async fn a_receiver_that_sends_interim_answers_only_is_not_listened_to_for_long(app) {
        let attempt = attempt_within(&app, "interim", 30_000).await;
        assert_eq!((&attempt["outcome"], &attempt["status"]), (&json!("error"), &json!(null)));
        assert_eq!(attempt["error"], "more than 16 interim answers (1xx)");
    }

    async fn a_receiver_that_drips_its_answer_times_out_and_shows_its_status(app) {
        let attempt = attempt_against(&app, "drip").await;
        assert_eq!((&attempt["outcome"], &attempt["status"]), (&json!("timeout"), &json!(200)));
        assert_eq!(attempt["error"], "the answer began with 200, but was not complete within 300 ms");
        assert_eq!(attempt["response"]["truncated"], true);
    }

    async fn a_dripping_answer_is_one_where_any_answer_is_a_success(app) {
        let receiver = TestReceiver::answering("drip").await;
        let hook = json!({"preset": "upodi", "policy": {"timeout_ms": 300}});
        let hook = app.owner().hook(&receiver.url, hook).await;
        app.owner().event(json!({"type": "customer.create", "data": {}})).await;
        app.settle().await;
        insta::assert_snapshot!(app.log().await, @"
                0 s  attempt 1: timeout 200
        delivered after 1
        ");
        let deliveries = app.owner().get(&format!("/api/v1/deliveries?hook={hook}")).await;
        let last = &deliveries["data"][0]["last_attempt"];
        let why = "the answer began with 200, but was not complete within 300 ms, which this policy counts as delivered";
        assert_eq!(last["error"], why);
    }

    async fn a_token_in_the_body_is_recorded_as_it_was_sent(app) {
        let receiver = TestReceiver::answering("200").await;
        let hook = app.owner().hook(&receiver.url, json!({"preset": "upodi-v2"})).await;
        app.owner().event(json!({"type": "customer.create", "data": {}})).await;
        app.settle().await;
        let secret = app.owner().get(&format!("/api/v1/hooks/{hook}/secret")).await;
        let token = secret["secret"].as_str().unwrap().to_owned();
        let sent = String::from_utf8(receiver.seen()[0].body.to_vec()).unwrap();
        assert!(sent.contains(&token), "{sent}");
        let deliveries = app.owner().get(&format!("/api/v1/deliveries?hook={hook}")).await;
        let id = deliveries["data"][0]["id"].as_str().unwrap();
        let attempts = app.owner().get(&format!("/api/v1/deliveries/{id}/attempts")).await;
        assert_eq!(attempts["data"][0]["request"]["body"], sent, "its owner may edit hooks");
    }

    async fn an_endless_answer_is_cut_while_it_is_read(app) {
        let attempt = attempt_against(&app, "flood").await;
        assert_eq!((&attempt["outcome"], &attempt["status"]), (&json!("response"), &json!(200)));
        assert_eq!(attempt["response"]["truncated"], true);
        assert_eq!(attempt["response"]["body"].as_str().unwrap().len(), 16_384);
    }

    async fn a_connection_that_is_closed_before_an_answer_is_told_as_such(app) {
        for how in ["reset", "close"] {
            let attempt = attempt_against(&app, how).await;
            assert_eq!((&attempt["outcome"], &attempt["status"]), (&json!("refused"), &json!(null)), "{how}");
            assert_eq!(attempt["error"], "the receiver closed the connection before it answered", "{how}");
        }
    }

    async fn a_connection_that_ends_while_it_rests_costs_no_attempt(app) {
        let receiver = TestReceiver::answering("200,close,200").await;
        app.owner().hook(&receiver.url, json!({"policy": {"schedule_ms": []}})).await;
        for seen in [1, 3] {
            app.owner().event(json!({"type": "invoice.paid", "data": {}})).await;
            app.settle().await;
            assert_eq!(receiver.seen().len(), seen);
        }
        insta::assert_snapshot!(app.log().await, @"
                0 s  attempt 1: response 200
                0 s  attempt 1: response 200
        delivered after 1
        delivered after 1
        ");
    }

    async fn an_attempt_is_sent_twice_at_most_however_many_connections_rest(app) {
        const RESTING: usize = 3;
        let (url, requests) = answers_and_then_leaves(RESTING).await;
        app.owner().hook(&url, json!({"policy": {"schedule_ms": []}})).await;
        for _ in 0..RESTING {
            app.owner().event(json!({"type": "invoice.paid", "data": {}})).await;
        }
        app.settle().await;
        assert_eq!(requests.load(Ordering::SeqCst), RESTING);
        app.owner().event(json!({"type": "invoice.voided", "data": {}})).await;
        app.settle().await;
        assert_eq!(requests.load(Ordering::SeqCst), RESTING + 2);
    }

    async fn an_answer_that_is_cut_short_shows_how_it_began(app) {
        let attempt = attempt_against(&app, "cut").await;
        assert_eq!((&attempt["outcome"], &attempt["status"]), (&json!("refused"), &json!(200)));
        assert_eq!(attempt["error"], "the answer began with 200, but the receiver closed the connection before its end");
        assert_eq!((&attempt["response"]["body"], &attempt["response"]["truncated"]), (&json!("half"), &json!(true)));
    }

    async fn an_answer_that_is_no_http_is_told_as_such(app) {
        let attempt = attempt_against(&app, "garbage").await;
        assert_eq!(attempt["outcome"], "error");
    }

    async fn a_redirect_is_not_followed_and_fails(app) {
        let attempt = attempt_against(&app, "redirect").await;
        assert_eq!((&attempt["outcome"], &attempt["status"]), (&json!("response"), &json!(302)));
    }

    async fn a_hook_that_hangs_does_not_hold_up_another(app) {
        let hangs = TestReceiver::answering("timeout").await;
        let quick = TestReceiver::answering("200").await;
        app.owner().hook(&hangs.url, json!({"actions": [{"event_type": "order.*"}], "policy": {"timeout_ms": 5000}})).await;
        app.owner().hook(&quick.url, json!({"actions": [{"event_type": "invoice.*"}]})).await;
        let orders: Vec<_> = (0..100).map(|n| json!({"type": "order.created", "data": {"n": n}})).collect();
        app.owner().post("/api/v1/events/batch", json!({"events": orders})).await;
        let begun = std::time::Instant::now();
        app.owner().event(json!({"type": "invoice.paid", "data": {}})).await;
        while quick.seen().is_empty() {
            tokio::task::yield_now().await;
            assert!(begun.elapsed().as_secs() < 4, "the quick hook waited for the one that hangs");
        }
        assert!(hangs.seen().len() <= 2, "no more until something is known of the receiver");
    }

    async fn a_hook_that_cannot_be_read_keeps_no_other_from_being_sent_to(app) {
        let (broken, sound) = (TestReceiver::answering("200").await, TestReceiver::answering("200").await);
        let id = app.owner().hook(&broken.url, json!({})).await;
        app.owner().hook(&sound.url, json!({})).await;
        let id: HookId = id.parse().unwrap();
        app.write(move |c| {
            let row = hooks::table.find(id.as_bytes().to_vec());
            let set = diesel::update(row).set(hooks::headers.eq("written by a newer version"));
            set.execute(c).map(drop).map_err(StoreError::from)
        }).await;
        app.owner().event(json!({"type": "invoice.paid", "data": {}})).await;
        sound.has_seen(1).await;
        wait_unleased(&app, 1).await;
        assert!(broken.seen().is_empty());
    }

    async fn a_hook_whose_secret_cannot_be_read_keeps_its_deliveries_waiting_and_unleased(app) {
        let receiver = TestReceiver::answering("200").await;
        let broken = json!({"actions": [{"event_type": "broken.*"}]});
        app.owner().hook(&receiver.url, broken).await;
        app.write(|c| {
            let sealed = diesel::update(hook_secrets::table).set(hook_secrets::sealed.eq(&b"not sealed"[..]));
            sealed.execute(c).map(drop).map_err(StoreError::from)
        }).await;
        for _ in 0..3 {
            app.owner().event(json!({"type": "broken.event", "data": {}})).await;
        }
        let sound = TestReceiver::answering("200").await;
        app.owner().hook(&sound.url, json!({"actions": [{"event_type": "sound.*"}]})).await;
        app.owner().event(json!({"type": "sound.event", "data": {}})).await;
        wait_unleased(&app, 3).await;
        assert_eq!((sound.seen().len(), receiver.seen().len()), (1, 0));
    }
}
