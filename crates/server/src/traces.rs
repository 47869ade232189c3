//! Traces over OTLP: which posts are traced, and how their spans and those of attempts reach a collector.
//!
//! Spans are reported when they are over, so nothing is kept in between, and what isn't traced costs a look at an
//! `Option`. The SDK's batch processor does the rest in a thread of its own: it drops what a collector does not take.

mod carrier;
mod spans;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use billhook_core::clock::Timestamp;
use billhook_core::rate::Bucket;
use billhook_core::trace::{AttemptSpan, PostSpan, Spans, TraceContext, TraceParent, TracedPost};
use opentelemetry::{InstrumentationScope, KeyValue};
use opentelemetry_otlp::{SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::{BatchSpanProcessor, SpanProcessor};
use parking_lot::Mutex;

use self::carrier::Carrier;
use crate::config::Telemetry;

/// Why traces cannot be sent.
#[derive(Debug, thiserror::Error)]
pub enum TracesError {
    /// The file with headers cannot be read.
    #[error("cannot read `telemetry.otlp_headers_file` ({path}): {error}")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// It has something else in it. The line itself may be a secret.
    #[error("line {line} of `telemetry.otlp_headers_file` is not a header: write `name: value`")]
    NotAHeader {
        /// Counts from 1.
        line: usize,
    },
    /// The exporter did not start.
    #[error("traces cannot be sent: {0}")]
    Exporter(String),
}

/// Sends spans to a collector.
#[derive(Debug)]
pub(crate) struct Traces {
    processor: BatchSpanProcessor,
    scope: InstrumentationScope,
    ratio: f64,
    per_s: u32,
    bucket: Mutex<Bucket>,
}

impl Traces {
    /// Starts on the present Tokio runtime, if there is a collector.
    pub(crate) fn start(config: &Telemetry, now: Timestamp) -> Result<Option<Arc<Self>>, TracesError> {
        let Some(collector) = &config.otlp_endpoint else { return Ok(None) };
        let headers = config.otlp_headers_file.as_deref().map(read_headers).transpose()?;
        let wrong = |error: &dyn std::fmt::Display| TracesError::Exporter(error.to_string());
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(Carrier::new().map_err(|error| wrong(&error))?)
            .with_endpoint(collector.traces())
            .with_headers(headers.unwrap_or_default())
            .build()
            .map_err(|error| wrong(&error))?;
        let mut processor = BatchSpanProcessor::builder(exporter).build();
        processor.set_resource(&resource(&config.service_name));
        let per_s = config.max_traces_per_s.get();
        Ok(Some(Arc::new(Self {
            processor,
            scope: InstrumentationScope::builder("billhook").with_version(env!("CARGO_PKG_VERSION")).build(),
            ratio: config.sample_ratio.get(),
            per_s,
            bucket: Mutex::new(Bucket::full(per_s, now)),
        })))
    }

    /// Sends what is left, within `limit`.
    pub(crate) async fn stop(self: Arc<Self>, limit: Duration) {
        let stopped = tokio::task::spawn_blocking(move || self.processor.shutdown_with_timeout(limit)).await;
        if !matches!(stopped, Ok(Ok(()))) {
            tracing::warn!("the last traces did not reach the collector");
        }
    }
}

impl Spans for Traces {
    fn begin(&self, caller: Option<TraceParent>, now: Timestamp) -> Option<TracedPost> {
        let is_wanted = caller.map_or_else(|| fastrand::f64() < self.ratio, |caller| caller.is_sampled);
        // Whoever may post could ask for a trace each time: the operator's bound holds for all together.
        if !is_wanted || self.bucket.lock().take(1, self.per_s, now).is_err() {
            return None;
        }
        let new_trace = || fastrand::u128(1..).to_be_bytes();
        let trace_id = caller.map_or_else(new_trace, |caller| caller.context.trace_id);
        let context = TraceContext { trace_id, span_id: new_span() };
        Some(TracedPost { context, parent: caller.map(|caller| caller.context.span_id), began_at: now })
    }

    fn post(&self, span: &PostSpan<'_>) {
        self.processor.on_end(spans::of_post(span, self.scope.clone()));
    }

    fn attempt(&self, span: &AttemptSpan<'_>) {
        self.processor.on_end(spans::of_attempt(span, new_span(), self.scope.clone()));
    }
}

fn new_span() -> [u8; 8] {
    fastrand::u64(1..).to_be_bytes()
}

/// Who sends them. What `OTEL_RESOURCE_ATTRIBUTES` says is added.
fn resource(service_name: &str) -> Resource {
    Resource::builder()
        .with_service_name(service_name.to_owned())
        .with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")))
        .build()
}

/// Headers as HTTP writes them, one on a line; empty lines and those that begin with `#` are skipped.
fn read_headers(path: &Path) -> Result<HashMap<String, String>, TracesError> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| TracesError::Unreadable { path: path.to_owned(), error })?;
    let lines =
        text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    lines.map(|(index, line)| header(line).ok_or(TracesError::NotAHeader { line: index + 1 })).collect()
}

fn header(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    let (name, value) = (name.trim(), value.trim());
    let name: http::HeaderName = name.parse().ok()?;
    http::HeaderValue::from_str(value).ok()?;
    (!value.is_empty()).then(|| (name.to_string(), value.to_owned()))
}

#[cfg(test)]
mod tests;
