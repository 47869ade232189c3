//! Plants secrets in an installation at work and looks for them wherever they must not be: in its logs at every level
//! that is of use, its metrics, its problems, its answers to those who may not see them, and in the rows.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use billhook::receiver::{Answer, Receiver, Script};
use reqwest::Method;
use serde_json::{Value, json};

const BILLHOOK: &str = env!("CARGO_BIN_EXE_billhook");
const PATIENCE: Duration = Duration::from_secs(60);

const PASSWORD: &str = "planted password of ann";
const HOOK_SECRET: &str = "whsec_cGxhbnRlZC1ob29rLXNlY3JldC0wMTIzNDU2Nzg5";
const HEADER: &str = "planted-header-value";
const QUERY: &str = "planted-query-value";

/// A process that is gone when this is dropped, and what it has written to stderr.
struct Billhook {
    child: Child,
    base: String,
    http: reqwest::Client,
}

impl Drop for Billhook {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Billhook {
    fn serve(data: &Path, format: &str) -> Self {
        let mut child = Command::new(BILLHOOK)
            .args(["serve", "--listen", "127.0.0.1:0", "--allow-network", "127.0.0.0/8", "--data-dir"])
            .arg(data)
            .env("BILLHOOK_LOG__FILTER", "debug")
            .env("BILLHOOK_LOG__FORMAT", format)
            .stdout(Stdio::piped())
            .stderr(File::create(data.join("log")).unwrap())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let base = line.trim().rsplit(' ').next().unwrap().to_owned();
        Self { child, base, http: reqwest::Client::new() }
    }

    /// The answer as text, its status line and headers in front.
    async fn ask(&self, token: &str, method: Method, path: &str, body: Option<Value>) -> String {
        let mut request = self.http.request(method, format!("{}{path}", self.base)).bearer_auth(token);
        if let Some(body) = body {
            request = request.json(&body);
        }
        let response = request.send().await.unwrap();
        let head = format!("{} {:?}\n", response.status(), response.headers());
        head + &response.text().await.unwrap()
    }

    /// The body of an answer that has to be a good one.
    async fn good(&self, token: &str, method: Method, path: &str, body: Option<Value>) -> Value {
        let answer = self.ask(token, method, path, body).await;
        assert!(answer.starts_with('2'), "{path}: {answer}");
        serde_json::from_str(answer.split_once('\n').unwrap().1).unwrap()
    }

    /// Signs in; the values of the cookies.
    async fn sign_in(&self, password: &str) -> Vec<String> {
        let body = json!({"email": "ann@example.com", "password": password});
        let url = format!("{}/api/v1/session", self.base);
        let response = self.http.post(url).json(&body).send().await.unwrap();
        let cookies = response.headers().get_all("set-cookie").iter();
        let value = |cookie: &str| cookie.split(['=', ';']).nth(1).unwrap().to_owned();
        cookies.map(|cookie| value(cookie.to_str().unwrap())).collect()
    }
}

fn bootstrap(data: &Path) -> String {
    let mut child = Command::new(BILLHOOK)
        .args(["admin", "bootstrap", "--tenant", "Acme", "--email", "ann@example.com", "--password-stdin"])
        .arg("--data-dir")
        .arg(data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    writeln!(child.stdin.take().unwrap(), "{PASSWORD}").unwrap();
    let made: Value = serde_json::from_slice(&child.wait_with_output().unwrap().stdout).unwrap();
    made["token"].as_str().unwrap().to_owned()
}

/// A receiver that refuses once, so that its hook has a failed attempt to tell of; its address.
async fn receiver() -> String {
    let receiver = Receiver::bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let address = receiver.address().to_string();
    let answers = ["500".parse::<Answer>().unwrap()];
    tokio::spawn(receiver.serve(Arc::new(Script::new(answers)), Box::new(|_| {})));
    address
}

async fn until_attempted(billhook: &Billhook, token: &str) -> String {
    let begun = Instant::now();
    let mut look = tokio::time::interval(Duration::from_millis(50));
    loop {
        look.tick().await;
        let page = billhook.good(token, Method::GET, "/api/v1/deliveries", None).await;
        let delivery = &page["data"][0];
        if delivery["attempts"].as_u64() > Some(0) {
            return delivery["id"].as_str().unwrap().to_owned();
        }
        assert!(begun.elapsed() < PATIENCE, "waited in vain for an attempt: {page}");
    }
}

/// Fails if one of the secrets stands in `text`.
fn assert_clean(place: &str, text: &str, secrets: &[(&str, &str)]) {
    for (what, secret) in secrets {
        let found = text.find(secret).map(|at| &text[at.saturating_sub(120)..(at + 40).min(text.len())]);
        assert_eq!(found, None, "the {what} stands in {place}");
    }
}

/// Requests that are wrong in ways that tempt to repeat what was sent.
async fn provoke(billhook: &Billhook, token: &str) -> String {
    let mut problems = String::new();
    for (path, body) in [
        (
            "/api/v1/hooks",
            json!({"name": "x", "url": "https://example.com/", "secret": format!("{HOOK_SECRET}!")}),
        ),
        ("/api/v1/hooks", json!({"name": "x", "url": "https://example.com/", "headers": {"host": HEADER}})),
        ("/api/v1/hooks", json!({"name": "x", "url": "https://example.com/", "headers": {"a b": HEADER}})),
        ("/api/v1/hooks", json!({"name": "x", "url": "https://example.com/", "headers": [HEADER]})),
        ("/api/v1/hooks", json!({"name": "x", "url": format!("https://u:{HEADER}@example.com/?t={QUERY}")})),
        ("/api/v1/hooks", json!({"name": "x", "url": format!("http://10.0.0.1/?t={QUERY}")})),
        ("/api/v1/session", json!({"email": {"x": 1}, "password": PASSWORD})),
        ("/api/v1/session", json!({"email": "ann@example.com", "password": [PASSWORD]})),
        ("/api/v1/session", json!({"email": "bob@example.com", "password": PASSWORD})),
        (
            "/api/v1/setup",
            json!({"token": token, "tenant_name": "A", "name": "A", "email": "a", "password": PASSWORD}),
        ),
    ] {
        let answer = billhook.ask(token, Method::POST, path, Some(body)).await;
        assert!(answer.starts_with('4'), "{path}: {answer}");
        problems += &answer;
    }
    problems + &billhook.ask(&format!("{token}x"), Method::GET, "/api/v1/hooks", None).await
}

/// Everything that somebody sees who may see hooks and events, and not change hooks.
async fn seen_by_a_viewer(billhook: &Billhook, owner: &str, hook: &str, delivery: &str) -> String {
    let viewer =
        json!({"name": "viewer", "permissions": ["hooks.view", "events.view", "audit.view", "tokens.edit"]});
    let viewer = billhook.good(owner, Method::POST, "/api/v1/tokens", Some(viewer)).await;
    let viewer = viewer["token"].as_str().unwrap();
    let mut seen = String::new();
    for path in [
        "/api/v1/hooks",
        &format!("/api/v1/hooks/{hook}"),
        &format!("/api/v1/hooks/{hook}/secret"),
        &format!("/api/v1/hooks/{hook}/actions"),
        "/api/v1/deliveries",
        &format!("/api/v1/deliveries/{delivery}"),
        &format!("/api/v1/deliveries/{delivery}/attempts"),
        "/api/v1/events",
        "/api/v1/tokens",
        "/api/v1/members",
        "/api/v1/audit",
        "/api/v1/session",
    ] {
        seen += &billhook.ask(viewer, Method::GET, path, None).await;
    }
    assert!(seen.contains("***"), "nothing was masked: {seen}");
    seen
}

async fn nothing_is_told(format: &str) {
    let data = tempfile::tempdir().unwrap();
    let token = bootstrap(data.path());
    let billhook = Billhook::serve(data.path(), format);
    let cookies = billhook.sign_in(PASSWORD).await;
    assert_eq!(cookies.len(), 2);
    assert!(billhook.sign_in("planted wrong password").await.is_empty());
    let hook = json!({
        "name": "ERP", "url": format!("http://{}/in?token={QUERY}", receiver().await), "secret": HOOK_SECRET,
        "headers": {"x-key": HEADER}, "actions": [{"event_type": "*"}],
    });
    let hook = billhook.good(&token, Method::POST, "/api/v1/hooks", Some(hook)).await;
    let hook = hook["id"].as_str().unwrap();
    let event = json!({"type": "invoice.paid", "data": {"secret": "planted-payload"}});
    billhook.good(&token, Method::POST, "/api/v1/events", Some(event)).await;
    let delivery = until_attempted(&billhook, &token).await;
    let whole =
        billhook.ask(&token, Method::GET, &format!("/api/v1/deliveries/{delivery}/attempts"), None).await;
    assert!(whole.contains(HEADER) && whole.contains(QUERY), "the owner sees what was sent: {whole}");

    let key = fs::read_to_string(data.path().join("master.key")).unwrap();
    let mut credentials = vec![
        ("password", PASSWORD),
        ("wrong password", "planted wrong password"),
        ("token", &token),
        ("hook's secret", HOOK_SECRET.strip_prefix("whsec_").unwrap()),
        ("master key", key.trim()),
    ];
    credentials.extend(cookies.iter().map(|cookie| ("session", cookie.as_str())));
    let configured = [("header", HEADER), ("query", QUERY)];
    let all = [&credentials[..], &configured[..]].concat();

    let seen = seen_by_a_viewer(&billhook, &token, hook, &delivery).await;
    assert_clean("a viewer's answers", &seen, &all);
    assert_clean("problems", &provoke(&billhook, &token).await, &all);
    assert_clean("metrics", &billhook.ask(&token, Method::GET, "/metrics", None).await, &all);
    let payload = [("payload", "planted-payload")];
    let log = fs::read_to_string(data.path().join("log")).unwrap();
    assert!(log.contains("/api/v1/hooks"), "nothing was logged: {log}");
    assert_clean("the log", &log, &[&all[..], &payload[..]].concat());
    // What is sent along with a request has to be kept as it is; what somebody signs in or signs with has not.
    for file in ["billhook.db", "billhook.db-wal"] {
        let bytes = fs::read(data.path().join(file)).unwrap_or_default();
        assert_clean(file, &String::from_utf8_lossy(&bytes), &credentials);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_secret_is_told_while_logs_are_json() {
    nothing_is_told("json").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_secret_is_told_while_logs_are_for_people() {
    nothing_is_told("human").await;
}

#[test]
fn no_command_shows_what_is_secret_in_the_configuration() {
    let key = "planted-key-planted-key-planted-";
    let key = format!("{:0<64}", key.bytes().map(|byte| format!("{byte:02x}")).collect::<String>());
    let folder = tempfile::tempdir().unwrap();
    for command in [&["config", "show"][..], &["config", "check"], &["doctor"], &["serve"]] {
        let output = Command::new(BILLHOOK)
            .args(command)
            .env("BILLHOOK_DATA_DIR", folder.path())
            // Nobody listens there.
            .env(
                "BILLHOOK_DATABASE__URL",
                "postgres://ann:planted-password@127.0.0.1:1/billhook?connect_timeout=1",
            )
            .env("BILLHOOK_DATABASE__WAIT_MS", "100")
            .env("BILLHOOK_MASTER_KEY__VALUE", &key)
            .output()
            .unwrap();
        let said =
            format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(!said.is_empty(), "{command:?} said nothing");
        assert_clean(&format!("{command:?}"), &said, &[("password", "planted-password"), ("key", &key)]);
    }
}
