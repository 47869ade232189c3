//! What is printed about a request.

use std::fmt::Write as _;

use billhook_core::clock::Timestamp;
use serde_json::{Value, json};

use super::verdict::Verdict;
use crate::receiver::Received;

/// For whom.
#[derive(Clone, Copy, Debug)]
pub(super) enum Style {
    Human,
    Json,
}

/// The text for one request, without a line feed at its end. The body stands as it came, not as it might look nicer:
/// its bytes are what is signed.
pub(super) fn write(style: Style, received: &Received, verdict: Option<&Verdict>, now: Timestamp) -> String {
    match style {
        Style::Human => human(received, verdict, now),
        Style::Json => object(received, verdict, now).to_string(),
    }
}

fn human(received: &Received, verdict: Option<&Verdict>, now: Timestamp) -> String {
    let Received { number, method, target, answer, .. } = received;
    let mut text = format!("#{number} {} {method} {target} → {answer}\n", now.format("%H:%M:%S%.3f"));
    for (name, value) in headers(received) {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "   {name}: {value}");
    }
    if let Some(verdict) = verdict {
        let _ = writeln!(text, "   signature: {verdict}");
    }
    let body = String::from_utf8_lossy(&received.body);
    for line in body.lines() {
        let _ = writeln!(text, "   {line}");
    }
    text
}

fn object(received: &Received, verdict: Option<&Verdict>, now: Timestamp) -> Value {
    json!({
        "number": received.number,
        "at": now.to_rfc3339_opts(chrono::SecondsFormat::Micros, true),
        "method": received.method.as_str(),
        "target": received.target.to_string(),
        "headers": headers(received).map(|(name, value)| json!([name, value])).collect::<Vec<_>>(),
        "body": String::from_utf8_lossy(&received.body),
        "signature": verdict.map(|verdict| verdict.word()),
        "answer": received.answer.to_string(),
    })
}

fn headers(received: &Received) -> impl Iterator<Item = (&str, String)> {
    let shown = |value: &hyper::header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    received.headers.iter().map(move |(name, value)| (name.as_str(), shown(value)))
}

#[cfg(test)]
mod tests {
    use billhook_core::clock::from_micros;

    use super::*;

    fn received() -> Received {
        let mut headers = hyper::header::HeaderMap::new();
        headers.insert("content-type", "application/json".parse().unwrap());
        Received {
            number: 3,
            method: hyper::Method::POST,
            target: "/in?token=s3".parse().unwrap(),
            headers,
            body: "{\"a\": \"ü\"}".into(),
            answer: "429:30".parse().unwrap(),
        }
    }

    #[test]
    fn a_person_sees_the_request_and_its_answer() {
        let text = write(Style::Human, &received(), Some(&Verdict::Valid), from_micros(1_500_000));
        insta::assert_snapshot!(text, @r#"
        #3 00:00:01.500 POST /in?token=s3 → 429:30
           content-type: application/json
           signature: valid
           {"a": "ü"}
        "#);
    }

    #[test]
    fn a_program_gets_one_line() {
        let text = write(Style::Json, &received(), Some(&Verdict::Unsigned), from_micros(0));
        insta::assert_snapshot!(text, @r#"{"number":3,"at":"1970-01-01T00:00:00.000000Z","method":"POST","target":"/in?token=s3","headers":[["content-type","application/json"]],"body":"{\"a\": \"ü\"}","signature":"unsigned","answer":"429:30"}"#);
    }
}
