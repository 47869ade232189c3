//! Metrics: one recorder for the process, rendered at `/metrics`.

use std::sync::OnceLock;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

/// Upper bounds of the buckets of durations, in seconds: from a receiver next door to one that times out.
const SECONDS: &[f64] =
    &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 15.0, 30.0, 60.0];

/// Upper bounds of the buckets of what is committed together, up to the most that a commit takes.
const ITEMS: &[f64] = &[1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0];

/// The process's metrics; nothing if somebody else has set up a recorder.
pub(crate) fn metrics() -> Option<PrometheusHandle> {
    static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    HANDLE
        .get_or_init(|| {
            let builder = PrometheusBuilder::new()
                .set_buckets_for_metric(Matcher::Suffix("_seconds".into()), SECONDS)
                .and_then(|builder| {
                    builder.set_buckets_for_metric(Matcher::Full("billhook_commit_items".into()), ITEMS)
                })
                .ok()?;
            let recorder = builder.build_recorder();
            let handle = recorder.handle();
            metrics::set_global_recorder(recorder).ok()?;
            describe();
            metrics::gauge!("billhook_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1.0);
            Some(handle)
        })
        .clone()
}

/// Every metric with what it tells; docs/guides/operating.md has the same list with labels, and a test compares them.
fn describe() {
    use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};
    describe_gauge!("billhook_build_info", "Always 1; the label says which version runs.");
    describe_counter!("billhook_http_requests_total", "Requests answered.");
    describe_histogram!(
        "billhook_http_request_duration_seconds",
        Unit::Seconds,
        "Time from a request's head to its answer."
    );
    describe_counter!("billhook_events_total", "Posted events, by what became of them.");
    describe_gauge!("billhook_ingest_waiting", "Posts that wait to be written.");
    describe_histogram!("billhook_commit_items", "Posts, or attempts, that shared one commit.");
    describe_histogram!("billhook_commit_duration_seconds", Unit::Seconds, "Time that such a commit took.");
    describe_counter!("billhook_attempts_total", "Attempts, by outcome and by what was decided.");
    describe_histogram!(
        "billhook_attempt_duration_seconds",
        Unit::Seconds,
        "Time from the request to its answer."
    );
    describe_counter!("billhook_lost_leases_total", "Attempts that came too late to count.");
    describe_gauge!("billhook_requests_in_flight", "Requests that this process has out.");
    describe_gauge!("billhook_deliveries_waiting", "Deliveries that are waiting or being sent.");
    describe_gauge!(
        "billhook_oldest_due_seconds",
        Unit::Seconds,
        "For how long the delivery that has been due longest has been due, hooks that are paused left out."
    );
    describe_counter!("billhook_jobs_total", "Steps of background jobs, by kind and outcome.");
    describe_counter!("billhook_mails_total", "Tries to send a mail, by what became of each.");
    describe_counter!("billhook_duty_rows_total", "Rows that periodic duties dealt with.");
    describe_counter!("billhook_duty_failures_total", "Periodic duties that failed and come again.");
    describe_counter!(
        "billhook_database_errors_total",
        "Statements that failed other than by a taken value."
    );
}
