use billhook_core::clock::from_micros;

use super::*;
use crate::config::{Layers, Source};

const NOW: i64 = 1_790_000_000_000_000;

fn traces(key: &str, value: impl Into<toml::Value>) -> Arc<Traces> {
    let mut layers = Layers::new();
    layers.set("telemetry.otlp_endpoint", "http://127.0.0.1:9".into(), Source::Default).unwrap();
    layers.set(key, value.into(), Source::Default).unwrap();
    Traces::start(&layers.config().unwrap().telemetry, from_micros(NOW)).unwrap().unwrap()
}

fn caller(flags: &str) -> Option<TraceParent> {
    format!("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-{flags}").parse().ok()
}

#[tokio::test]
async fn whoever_asks_no_more_is_traced_than_the_operator_pays_for() {
    let traces = traces("telemetry.max_traces_per_s", 2);
    let begin = |s: i64| traces.begin(caller("01"), from_micros(NOW + s * 1_000_000)).is_some();
    assert_eq!((0..100).filter(|_| begin(0)).count(), 10);
    assert_eq!((0..100).filter(|_| begin(1)).count(), 2);
}

#[tokio::test]
async fn the_caller_decides_and_otherwise_the_ratio() {
    let (none, all) = (traces("telemetry.sample_ratio", 0.0), traces("telemetry.sample_ratio", 1));
    let at = from_micros(NOW);
    assert!(none.begin(None, at).is_none() && none.begin(caller("01"), at).is_some());
    assert!(all.begin(None, at).is_some() && all.begin(caller("00"), at).is_none());
}

#[test]
fn headers_are_read_and_what_is_none_is_not_repeated() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "# for the collector\n\nX-Api-Key: a:b\nTenant : 7\n").unwrap();
    let headers = read_headers(file.path()).unwrap();
    assert_eq!((headers["x-api-key"].as_str(), headers["tenant"].as_str(), headers.len()), ("a:b", "7", 2));
    for wrong in ["geheim", "key geheim: x", "key:", "key: ge\u{1}heim"] {
        std::fs::write(file.path(), format!("a: b\n{wrong}\n")).unwrap();
        let error = read_headers(file.path()).unwrap_err().to_string();
        assert!(error.starts_with("line 2 ") && !error.contains("geheim"), "{error}");
    }
}
