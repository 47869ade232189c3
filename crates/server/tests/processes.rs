//! The binary as an operator has it: killed, stopped, and used by the README.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use billhook::receiver::{Answer, Receiver, Script};
use billhook_store::testing::TestDb;
use billhook_store::{DatabaseUrl, story_on_both_databases};
use parking_lot::Mutex;
use serde_json::{Value, json};

const BILLHOOK: &str = env!("CARGO_BIN_EXE_billhook");
/// How long what must happen by itself may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A process that is gone when this is dropped.
struct Billhook {
    child: Child,
    base: String,
}

impl Billhook {
    fn serve(data: &Path, database: &str) -> Self {
        Self::start(Command::new(BILLHOOK), data, database)
    }

    fn start(mut command: Command, data: &Path, database: &str) -> Self {
        let mut child = command
            .args([
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--allow-network",
                "127.0.0.0/8",
                "--database-url",
                database,
            ])
            .arg("--data-dir")
            .arg(data)
            .env("BILLHOOK_LOG__FILTER", "warn")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let base = line.trim().rsplit(' ').next().unwrap().to_owned();
        Self { child, base }
    }

    fn signal(&self, signal: &str) {
        assert!(
            Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap().success()
        );
    }
}

impl Drop for Billhook {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn bootstrap(data: &Path, database: &str) -> String {
    let mut child = Command::new(BILLHOOK)
        .args([
            "admin",
            "bootstrap",
            "--tenant",
            "Pied Piper",
            "--email",
            "owner@example.com",
            "--password-stdin",
        ])
        .args(["--database-url", database])
        .arg("--data-dir")
        .arg(data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"correct horse battery\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let made: Value = serde_json::from_slice(&output.stdout).unwrap();
    made["token"].as_str().unwrap().to_owned()
}

/// A receiver that answers 200; the ids that it has seen, each with how often.
async fn receiver() -> (SocketAddr, Arc<Mutex<Vec<String>>>) {
    let receiver = Receiver::bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let address = receiver.address();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let note = seen.clone();
    let observe = move |received: billhook::receiver::Received| {
        note.lock().push(received.headers["webhook-id"].to_str().unwrap().to_owned());
    };
    let script = Arc::new(Script::new(["200".parse::<Answer>().unwrap()]));
    tokio::spawn(receiver.serve(script, Box::new(observe)));
    (address, seen)
}

async fn post(base: &str, token: &str, path: &str, body: Value) -> Value {
    let request = reqwest::Client::new().post(format!("{base}{path}")).bearer_auth(token).json(&body);
    let response = request.send().await.unwrap();
    assert!(response.status().is_success(), "{path}: {}", response.status());
    response.json().await.unwrap()
}

async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    let mut look = tokio::time::interval(Duration::from_millis(20));
    while !holds() {
        look.tick().await;
        assert!(begun.elapsed() < PATIENCE, "waited in vain until {what}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_process_takes_as_many_descriptors_as_it_may_have() {
    let data = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}", data.path().join("billhook.db").display());
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -Sn 256; exec \"$0\" \"$@\"", BILLHOOK]);
    let billhook = Billhook::start(command, data.path(), &database);
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", billhook.child.id())).unwrap();
    let files = limits.lines().find_map(|line| line.strip_prefix("Max open files")).unwrap();
    let [soft, hard] = [0, 1].map(|place| files.split_whitespace().nth(place).unwrap());
    assert!(soft == hard || soft == "65536", "{files}");
}

/// Posts a thousand events, ends the process by `signal` while they are being sent, starts it again, and answers
/// what was accepted and what came.
async fn interrupted(database: &str, signal: &str) -> (HashSet<String>, Vec<String>) {
    let data = tempfile::tempdir().unwrap();
    let token = bootstrap(data.path(), database);
    let (sink, seen) = receiver().await;
    let mut first = Billhook::serve(data.path(), database);
    let hook = json!({"name": "ERP", "url": format!("http://{sink}/"), "actions": [{"event_type": "*"}], "max_in_flight": 4});
    post(&first.base, &token, "/api/v1/hooks", hook).await;
    let mut accepted = HashSet::new();
    for part in 0..4 {
        let events: Vec<Value> =
            (0..250).map(|n| json!({"type": "invoice.paid", "data": {"n": part * 250 + n}})).collect();
        let answers = post(&first.base, &token, "/api/v1/events/batch", json!({"events": events})).await;
        accepted
            .extend(answers["data"].as_array().unwrap().iter().map(|a| a["id"].as_str().unwrap().to_owned()));
    }
    until("something has come", || seen.lock().len() > 20).await;
    first.signal(signal);
    let status = first.child.wait().unwrap();
    assert!(signal == "-KILL" || status.code() == Some(0), "{status}");
    assert!(seen.lock().len() < accepted.len(), "it was over before it was ended: this proves nothing");
    let _second = Billhook::serve(data.path(), database);
    until("everything has come", || seen.lock().iter().collect::<HashSet<_>>().len() == accepted.len()).await;
    let came = seen.lock().clone();
    (accepted, came)
}

fn url_of(database: &TestDb) -> String {
    match database.url() {
        DatabaseUrl::Sqlite(path) => format!("sqlite://{path}"),
        DatabaseUrl::Postgres(url) => url.clone(),
    }
}

story_on_both_databases! {
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    a_killed_process_loses_nothing: killed,
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    a_stopped_process_loses_nothing_and_repeats_nothing: stopped,
}

async fn killed(database: TestDb) {
    let (accepted, came) = interrupted(&url_of(&database), "-KILL").await;
    assert_eq!(came.into_iter().collect::<HashSet<_>>(), accepted);
}

async fn stopped(database: TestDb) {
    let (accepted, came) = interrupted(&url_of(&database), "-TERM").await;
    assert_eq!(came.len(), accepted.len(), "something came twice");
}

#[test]
fn one_role_each_needs_a_database_that_can_be_shared() {
    let data = tempfile::tempdir().unwrap();
    for role in ["api", "jobs"] {
        let output = Command::new(BILLHOOK).args([role, "--data-dir"]).arg(data.path()).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.contains("SQLite belongs to one process"), "{said}");
    }
}

/// Follows the README's five minutes word for word, but for the ports and for building.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_five_minutes_of_the_readme_work() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md")).unwrap();
    let section = readme.split("## Five minutes").nth(1).unwrap().split("\n## ").next().unwrap();
    let blocks = section.split("```sh\n").skip(1).map(|block| block.split("```").next().unwrap());
    let free = || std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (http, sink) = (free(), free());
    let script: String = blocks
        .collect::<Vec<_>>()
        .join("\n")
        .replace("make build\n", "")
        .replace("export PATH=\"$PWD/target/release:$PATH\"\n", "")
        .replace("billhook serve ", &format!("billhook serve --listen 127.0.0.1:{http} "))
        .replace("8080", &http.to_string())
        .replace("9000", &sink.to_string());
    // What a reader does by reading: wait until the second attempt.
    let folder = tempfile::tempdir().unwrap();
    let path =
        format!("{}:{}", Path::new(BILLHOOK).parent().unwrap().display(), std::env::var("PATH").unwrap());
    let follow = format!(
        "set -e\ntrap 'kill $(jobs -p)' EXIT\nexport BILLHOOK_URL=http://127.0.0.1:{http}\n{script}\n\
         for n in $(seq 60); do curl -s http://127.0.0.1:{http}/api/v1/deliveries -H \"Authorization: Bearer $BILLHOOK_TOKEN\" \
         | grep -q '\"state\":\"delivered\"' && exit 0; sleep 0.5; done; exit 1\n"
    );
    let output =
        Command::new("bash").args(["-c", &follow]).current_dir(&folder).env("PATH", path).output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}\n{err}");
}

#[tokio::test]
async fn a_database_from_elsewhere_needs_its_own_key() {
    let (data, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let database = TestDb::sqlite();
    let token = bootstrap(data.path(), &url_of(&database));
    let first = Billhook::serve(data.path(), &url_of(&database));
    post(&first.base, &token, "/api/v1/hooks", json!({"name": "ERP", "url": "http://127.0.0.1:9/"})).await;
    drop(first);
    let output = Command::new(BILLHOOK)
        .args(["serve", "--listen", "127.0.0.1:0", "--database-url", &url_of(&database), "--data-dir"])
        .arg(other.path())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && said.contains("no master key"), "{said}");
}
