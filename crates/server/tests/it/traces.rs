//! Traces, as a collector sees them: from the post to every attempt, over a restart.

use billhook::config::{Layers, Source, Telemetry};
use billhook_store::story_on_both_databases;
use billhook_store::testing::TestDb;
use chrono::Duration;
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::any_value::Value as Any;
use opentelemetry_proto::tonic::trace::v1::Span;
use opentelemetry_proto::tonic::trace::v1::span::SpanKind;
use prost::Message;
use serde_json::json;

use crate::world::{TestApp, TestReceiver};

const CALLER: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

/// Settings that send traces to this collector.
fn to(collector: &TestReceiver, ratio: f64) -> Telemetry {
    let mut layers = Layers::new();
    layers.set("telemetry.otlp_endpoint", collector.url.clone().into(), Source::Default).unwrap();
    layers.set("telemetry.sample_ratio", ratio.into(), Source::Default).unwrap();
    layers.config().unwrap().telemetry
}

/// What a collector got, in the order in which it began.
fn spans(collector: &TestReceiver) -> Vec<Span> {
    let requests = collector.seen().into_iter().map(|seen| {
        assert_eq!(seen.target.path(), "/in/v1/traces");
        ExportTraceServiceRequest::decode(seen.body).unwrap()
    });
    let resources: Vec<_> = requests.flat_map(|request| request.resource_spans).collect();
    for resource in &resources {
        let attributes = &resource.resource.as_ref().unwrap().attributes;
        assert!(attributes.iter().any(|attribute| attribute.key == "service.name"));
    }
    let scopes = resources.into_iter().flat_map(|resource| resource.scope_spans);
    let mut spans: Vec<_> = scopes.flat_map(|scope| scope.spans).collect();
    spans.sort_by_key(|span| (span.start_time_unix_nano, span.kind() != SpanKind::Server));
    spans
}

/// An attribute as text.
fn said(span: &Span, key: &str) -> Option<String> {
    let attribute = span.attributes.iter().find(|attribute| attribute.key == key)?;
    match attribute.value.as_ref()?.value.as_ref()? {
        Any::StringValue(text) => Some(text.clone()),
        Any::IntValue(number) => Some(number.to_string()),
        _ => None,
    }
}

story_on_both_databases! {
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    a_post_and_its_attempts_are_one_trace_over_a_restart: over_a_restart,
}

async fn over_a_restart(database: TestDb) {
    let collector = TestReceiver::answering("200").await;
    let receiver = TestReceiver::answering("503,200").await;
    let app = TestApp::with(database, |config| config.telemetry = to(&collector, 1.0)).await;
    let hook = app.owner().hook(&format!("{}/geheim?key=geheim", receiver.url), json!({})).await;
    let event = app.owner().event(json!({"type": "invoice.paid", "data": {"iban": "geheim"}})).await;
    app.settle().await;
    let app = app.down_for(Duration::seconds(10)).await;
    app.stop().await;
    let spans = spans(&collector);
    let [post, first, second] = &spans[..] else { panic!("{spans:?}") };
    assert_eq!((post.kind(), post.name.as_str()), (SpanKind::Server, "POST /api/v1/events"));
    assert!(post.parent_span_id.is_empty());
    assert_eq!(said(post, "billhook.event.id"), Some(event.clone()));
    assert_eq!(said(post, "billhook.events.matched").as_deref(), Some("1"));
    for (attempt, status) in [(first, "503"), (second, "200")] {
        assert_eq!((attempt.kind(), attempt.name.as_str()), (SpanKind::Client, "POST"));
        assert_eq!((&attempt.trace_id, &attempt.parent_span_id), (&post.trace_id, &post.span_id));
        assert_eq!(said(attempt, "http.response.status_code").as_deref(), Some(status));
        assert_eq!(said(attempt, "server.address").as_deref(), Some("127.0.0.1"));
        assert_eq!(said(attempt, "billhook.hook.id").as_ref(), Some(&hook));
        assert_eq!(said(attempt, "billhook.event.id").as_ref(), Some(&event));
    }
    assert_eq!(said(first, "error.type").as_deref(), Some("503"));
    assert_eq!(said(first, "billhook.attempt.decision").as_deref(), Some("retry"));
    assert_eq!(said(second, "http.request.resend_count").as_deref(), Some("1"));
    assert_eq!(said(second, "error.type"), None);
    assert!(!format!("{spans:?}").contains("geheim"), "{spans:?}");
    assert!(receiver.seen().iter().all(|seen| !seen.headers.contains_key("traceparent")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trace_that_a_caller_began_is_continued_and_one_that_it_does_not_record_is_not() {
    let database = TestDb::sqlite();
    let collector = TestReceiver::answering("200").await;
    let receiver = TestReceiver::answering("200").await;
    let app = TestApp::with(database, |config| config.telemetry = to(&collector, 0.0)).await;
    app.owner().hook(&receiver.url, json!({})).await;
    let event = |n: i32| json!({"type": "invoice.paid", "data": {"n": n}});
    app.owner().event(event(1)).await;
    app.owner().event_in_trace(event(2), &CALLER.replace("-01", "-00")).await;
    app.owner().event_in_trace(event(3), "no trace at all").await;
    app.owner().event_in_trace(event(4), CALLER).await;
    app.settle().await;
    app.stop().await;
    assert_eq!(receiver.seen().len(), 4);
    let spans = spans(&collector);
    let [post, attempt] = &spans[..] else { panic!("{spans:?}") };
    assert_eq!(post.trace_id, 0x4bf92f3577b34da6a3ce929d0e0e4736_u128.to_be_bytes());
    assert_eq!(post.parent_span_id, 0x00f067aa0ba902b7_u64.to_be_bytes());
    assert_eq!((&attempt.trace_id, &attempt.parent_span_id), (&post.trace_id, &post.span_id));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_batch_is_one_span_and_a_collector_that_is_away_costs_nothing_but_traces() {
    let database = TestDb::sqlite();
    let collector = TestReceiver::answering("reset,503").await;
    let receiver = TestReceiver::answering("200").await;
    let app = TestApp::with(database, |config| config.telemetry = to(&collector, 1.0)).await;
    app.owner().hook(&receiver.url, json!({})).await;
    let event = json!({"type": "invoice.paid", "data": {}});
    app.owner().post("/api/v1/events/batch", json!({"events": [event, event]})).await;
    app.settle().await;
    app.stop().await;
    assert_eq!(receiver.seen().len(), 2);
    assert!(!collector.seen().is_empty());
    let names: Vec<_> = spans(&collector).into_iter().map(|span| span.name).collect();
    assert!(names.iter().any(|name| name == "POST /api/v1/events/batch"), "{names:?}");
}
