//! Metrics: one recorder for the process, rendered at `/metrics`.

use std::sync::OnceLock;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

/// Upper bounds of the buckets of durations, in seconds: from a receiver next door to one that times out.
const SECONDS: &[f64] =
    &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 15.0, 30.0, 60.0];

/// The process's metrics; nothing if somebody else has set up a recorder.
pub(crate) fn metrics() -> Option<PrometheusHandle> {
    static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    HANDLE
        .get_or_init(|| {
            let builder = PrometheusBuilder::new()
                .set_buckets_for_metric(Matcher::Suffix("_seconds".into()), SECONDS)
                .ok()?;
            let recorder = builder.build_recorder();
            let handle = recorder.handle();
            metrics::set_global_recorder(recorder).ok()?;
            describe();
            Some(handle)
        })
        .clone()
}

fn describe() {
    metrics::describe_counter!("billhook_attempts_total", "Attempts, by outcome and by what was decided.");
    metrics::describe_histogram!("billhook_attempt_duration_seconds", "Time from the request to its answer.");
    metrics::describe_counter!("billhook_lost_leases_total", "Attempts that came too late to count.");
    metrics::describe_gauge!("billhook_requests_in_flight", "Requests that this process has out.");
    metrics::describe_gauge!("billhook_deliveries_waiting", "Deliveries that are waiting or being sent.");
}
