//! `billhook send`: posts one event to an installation.

use std::io::Read;

use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;
use url::Url;

use crate::commands::{Failure, block_on};
use crate::stdout::say;

/// The event, and where it goes
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The event type, as in invoice.paid
    #[arg(long = "type", value_name = "TYPE")]
    event_type: String,
    /// The event's data as JSON; @FILE reads a file, - reads the standard input
    #[arg(long, value_name = "JSON")]
    data: String,
    /// An id of your own: the same id posted again is the same event
    #[arg(long)]
    id: Option<String>,
    /// The key of the app that it is about
    #[arg(long)]
    app: Option<String>,
    /// The key of the SKU that it is about
    #[arg(long)]
    sku: Option<String>,
    /// What it is about, as in in_1; may be given several times
    #[arg(long = "subject")]
    subjects: Vec<String>,
    /// Mark it as a test
    #[arg(long)]
    test_mode: bool,
    /// An API token
    #[arg(long, env = "BILLHOOK_TOKEN", hide_env_values = true)]
    token: String,
    /// Where the installation is
    #[arg(long, env = "BILLHOOK_URL", default_value = "http://127.0.0.1:8080")]
    url: Url,
}

pub(crate) fn run(args: Args) -> Result<(), Failure> {
    let event = event(&args, &data(&args.data)?)?;
    say!("{}", block_on(post(&args, event))?)
}

fn data(given: &str) -> Result<String, Failure> {
    let mut text = String::new();
    match given.strip_prefix('@') {
        None if given == "-" => std::io::stdin().read_to_string(&mut text).map(|_| text),
        None => Ok(given.to_owned()),
        Some(path) => std::fs::read_to_string(path),
    }
    .map_err(|error| Failure::misuse(format!("--data {given} cannot be read: {error}")))
}

/// The body of the post.
#[derive(Serialize)]
struct Event<'a> {
    #[serde(rename = "type")]
    event_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    app: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sku: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    subjects: &'a [String],
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    test_mode: bool,
    data: &'a RawValue,
}

/// The event as it is posted. The data's text goes in as it is: its spelling is what receivers get.
fn event(args: &Args, data: &str) -> Result<String, Failure> {
    let event = Event {
        event_type: &args.event_type,
        id: args.id.as_deref(),
        app: args.app.as_deref(),
        sku: args.sku.as_deref(),
        subjects: &args.subjects,
        test_mode: args.test_mode,
        data: serde_json::from_str(data)
            .map_err(|error| Failure::misuse(format!("--data is not valid JSON: {error}")))?,
    };
    serde_json::to_string(&event).map_err(|error| Failure::new(error.to_string()))
}

async fn post(args: &Args, event: String) -> Result<String, Failure> {
    let url = args.url.join("api/v1/events").map_err(|error| Failure::misuse(format!("--url: {error}")))?;
    let unreachable = |error: reqwest::Error| {
        let why = std::error::Error::source(&error).map_or(String::new(), |source| format!(" ({source})"));
        Failure::new(format!(
            "{} cannot be reached: {error}{why}; is `billhook serve` running there?",
            args.url
        ))
    };
    let request = reqwest::Client::new().post(url).bearer_auth(&args.token);
    let response = request.header("content-type", "application/json").body(event).send().await;
    let response = response.map_err(unreachable)?;
    let status = response.status();
    let text = response.text().await.map_err(unreachable)?;
    if status.is_success() { Ok(text) } else { Err(Failure::new(refusal(status, &text))) }
}

/// What an RFC 9457 problem says, in one line per error.
fn refusal(status: reqwest::StatusCode, text: &str) -> String {
    let problem: Value = serde_json::from_str(text).unwrap_or_default();
    let said = |value: &Value, key: &str| value[key].as_str().map(str::to_owned);
    let detail = said(&problem, "detail").or_else(|| said(&problem, "title"));
    let mut message = format!("the event was refused with {status}");
    message.extend(detail.iter().map(|detail| format!(": {detail}")));
    for error in problem["errors"].as_array().into_iter().flatten() {
        let (pointer, said) = (said(error, "pointer"), said(error, "detail").unwrap_or_default());
        // Of a single error the problem says the same.
        if !detail.as_ref().is_some_and(|detail| detail.contains(&said)) {
            message += &format!("\n  {}: {said}", pointer.unwrap_or_default());
        }
    }
    message
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use clap::Parser;
    use tokio::sync::mpsc;

    use super::*;
    use crate::receiver::{Receiver, Script};

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        args: Args,
    }

    fn args(more: &[&str]) -> Args {
        let line = ["send", "--type", "invoice.paid", "--token", "bh_1"];
        Line::try_parse_from(line.iter().chain(more)).unwrap().args
    }

    #[test]
    fn the_data_is_posted_as_it_is_spelled() {
        let args = args(&["--data", "-", "--subject", "in_1", "--test-mode"]);
        assert_eq!(
            event(&args, r#"{"total": 1.50, "a":{}}"#).unwrap(),
            r#"{"type":"invoice.paid","subjects":["in_1"],"test_mode":true,"data":{"total": 1.50, "a":{}}}"#
        );
        assert!(event(&args, "{").is_err());
    }

    #[test]
    fn a_refusal_says_what_the_problem_says() {
        let problem = r#"{"title": "Invalid", "detail": "The event is not valid.",
            "errors": [{"pointer": "/type", "detail": "must be resource.action"}]}"#;
        let message = refusal(reqwest::StatusCode::UNPROCESSABLE_ENTITY, problem);
        assert!(message.ends_with("The event is not valid.\n  /type: must be resource.action"), "{message}");
        assert!(refusal(reqwest::StatusCode::BAD_GATEWAY, "<html>").ends_with("502 Bad Gateway"));
    }

    #[tokio::test]
    async fn the_event_is_posted_with_the_token() {
        let receiver = Receiver::bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let url = format!("http://{}", receiver.address());
        let (sender, mut inbox) = mpsc::unbounded_channel();
        let script = Arc::new(Script::new(["202".parse().unwrap()]));
        tokio::spawn(receiver.serve(script, Box::new(move |received| sender.send(received).unwrap())));
        post(&args(&["--data", "{}", "--url", &url]), "{}".into()).await.unwrap();
        let received = inbox.recv().await.unwrap();
        assert_eq!(received.target, "/api/v1/events");
        assert_eq!(received.headers["authorization"], "Bearer bh_1");
        assert_eq!(received.headers["content-type"], "application/json");
    }
}
