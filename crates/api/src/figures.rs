//! What is counted of requests. A series is looked up by its labels once and kept, by each thread for itself:
//! at every request that would cost more than the counting.

use std::cell::RefCell;
use std::collections::HashMap;
use std::time::Duration;

use actix_web::http::{Method, StatusCode};
use metrics::{Counter, Histogram};

/// What is counted separately. Methods and routes are those that Billhook knows: whoever makes up others must
/// not make up series.
#[derive(PartialEq, Eq, Hash)]
struct Labels {
    method: &'static str,
    route: String,
    status: u16,
}

struct Series {
    requests: Counter,
    durations: Histogram,
}

impl Series {
    fn of(labels: &Labels) -> Self {
        let (method, route) = (labels.method, labels.route.clone());
        let durations = metrics::histogram!(
            "billhook_http_request_duration_seconds", "method" => method, "route" => route.clone()
        );
        let requests = metrics::counter!(
            "billhook_http_requests_total",
            "method" => method, "route" => route, "status" => labels.status.to_string()
        );
        Self { requests, durations }
    }
}

thread_local! {
    static SERIES: RefCell<HashMap<Labels, Series>> = RefCell::default();
}

/// Counts an answered request. `route` is the pattern that its path has matched.
pub(crate) fn count(method: &Method, route: Option<String>, status: StatusCode, took: Duration) {
    let route = route.unwrap_or_else(|| "none".to_owned());
    let labels = Labels { method: known(method), route, status: status.as_u16() };
    SERIES.with_borrow_mut(|all| {
        let series = match all.get(&labels) {
            Some(series) => series,
            None => {
                let series = Series::of(&labels);
                all.entry(labels).or_insert(series)
            }
        };
        series.requests.increment(1);
        series.durations.record(took.as_secs_f64());
    });
}

fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
