//! What is said about a span, in the names of OpenTelemetry's semantic conventions; what they have no name for
//! begins with `billhook.`. No data, no headers, and of a receiver's URL only host and port: the rest may hold secrets.

use std::time::SystemTime;

use billhook_core::clock::Timestamp;
use billhook_core::delivery::Decision;
use billhook_core::outcome::{Outcome, OutcomeKind};
use billhook_core::trace::{AttemptSpan, PostSpan, TraceContext};
use opentelemetry::trace::{SpanContext, SpanId, SpanKind, Status, TraceFlags, TraceId, TraceState};
use opentelemetry::{InstrumentationScope, KeyValue};
use opentelemetry_sdk::trace::{SpanData, SpanEvents, SpanLinks};
use url::{Host, Url};

/// The span of a post.
pub(super) fn of_post(span: &PostSpan<'_>, scope: InstrumentationScope) -> SpanData {
    let mut attributes = vec![
        KeyValue::new("http.request.method", "POST"),
        KeyValue::new("url.scheme", span.scheme.to_owned()),
        KeyValue::new("url.path", span.path.to_owned()),
        KeyValue::new("http.route", span.path.to_owned()),
        KeyValue::new("http.response.status_code", 202),
        KeyValue::new("billhook.tenant.id", span.tenant.to_string()),
        KeyValue::new("billhook.events", span.events as i64),
        KeyValue::new("billhook.events.matched", i64::from(span.matched)),
    ];
    if let Some((event, event_type)) = span.event {
        attributes.push(KeyValue::new("billhook.event.id", event.to_string()));
        attributes.push(KeyValue::new("billhook.event.type", event_type.to_owned()));
    }
    SpanData {
        span_context: context(span.post.context),
        parent_span_id: span.post.parent.map_or(SpanId::INVALID, SpanId::from_bytes),
        parent_span_is_remote: span.post.parent.is_some(),
        span_kind: SpanKind::Server,
        name: format!("POST {}", span.path).into(),
        start_time: instant(span.post.began_at),
        end_time: instant(span.ended_at),
        attributes,
        status: Status::Unset,
        ..empty(scope)
    }
}

/// The span of an attempt, which gets this id.
pub(super) fn of_attempt(span: &AttemptSpan<'_>, id: [u8; 8], scope: InstrumentationScope) -> SpanData {
    let failure = failure(span.outcome, span.decision);
    let mut attributes = vec![
        KeyValue::new("http.request.method", span.method),
        KeyValue::new("billhook.tenant.id", span.tenant.to_string()),
        KeyValue::new("billhook.hook.id", span.hook.to_string()),
        KeyValue::new("billhook.event.id", span.event.to_string()),
        KeyValue::new("billhook.delivery.id", span.delivery.to_string()),
        KeyValue::new("billhook.attempt.decision", decision(span.decision)),
    ];
    attributes.extend(server(span.url));
    let resends = span.number.saturating_sub(1);
    attributes.extend((resends > 0).then(|| KeyValue::new("http.request.resend_count", i64::from(resends))));
    attributes
        .extend(span.outcome.status.map(|code| KeyValue::new("http.response.status_code", i64::from(code))));
    attributes.extend(failure.clone().map(|failure| KeyValue::new("error.type", failure)));
    SpanData {
        span_context: context(TraceContext { span_id: id, ..span.follows }),
        parent_span_id: SpanId::from_bytes(span.follows.span_id),
        parent_span_is_remote: true,
        span_kind: SpanKind::Client,
        name: span.method.into(),
        start_time: instant(span.began_at),
        end_time: instant(span.ended_at),
        attributes,
        status: failure.map_or(Status::Unset, |_| Status::error("")),
        ..empty(scope)
    }
}

fn server(url: &str) -> Vec<KeyValue> {
    let Ok(url) = Url::parse(url) else { return Vec::new() };
    let host = match url.host() {
        // Without the brackets that only a URL needs.
        Some(Host::Ipv6(address)) => address.to_string(),
        Some(host) => host.to_string(),
        None => return Vec::new(),
    };
    let port = url.port_or_known_default().map(|port| KeyValue::new("server.port", i64::from(port)));
    [Some(KeyValue::new("server.address", host)), port].into_iter().flatten().collect()
}

/// The status of an answer that was not taken, or what there was in its place; nothing for what was delivered.
fn failure(outcome: &Outcome, decision: &Decision) -> Option<String> {
    if matches!(decision, Decision::Delivered { .. }) {
        return None;
    }
    let kind = match (outcome.kind, outcome.status) {
        (OutcomeKind::Response, Some(status)) => return Some(status.to_string()),
        (OutcomeKind::Timeout, _) => "timeout",
        (OutcomeKind::Refused, _) => "refused",
        (OutcomeKind::Tls, _) => "tls",
        (OutcomeKind::Dns, _) => "dns",
        (OutcomeKind::Blocked, _) => "blocked",
        (OutcomeKind::Response | OutcomeKind::Error, _) => "error",
    };
    Some(kind.to_owned())
}

fn decision(decision: &Decision) -> &'static str {
    match decision {
        Decision::Delivered { .. } => "delivered",
        Decision::Retry { .. } => "retry",
        Decision::Failed { .. } => "failed",
    }
}

fn context(of: TraceContext) -> SpanContext {
    let (trace, span) = (TraceId::from_bytes(of.trace_id), SpanId::from_bytes(of.span_id));
    SpanContext::new(trace, span, TraceFlags::SAMPLED, false, TraceState::NONE)
}

fn instant(at: Timestamp) -> SystemTime {
    at.into()
}

fn empty(instrumentation_scope: InstrumentationScope) -> SpanData {
    SpanData {
        span_context: SpanContext::NONE,
        parent_span_id: SpanId::INVALID,
        parent_span_is_remote: false,
        span_kind: SpanKind::Internal,
        name: "".into(),
        start_time: SystemTime::UNIX_EPOCH,
        end_time: SystemTime::UNIX_EPOCH,
        attributes: Vec::new(),
        dropped_attributes_count: 0,
        events: SpanEvents::default(),
        links: SpanLinks::default(),
        status: Status::Unset,
        instrumentation_scope,
    }
}
