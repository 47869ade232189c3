//! The master key is changed, with processes at work beside it as an operator would have them.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use billhook_store::testing::TestDb;
use billhook_store::{DatabaseUrl, story_on_both_databases};
use diesel::prelude::*;
use serde_json::{Value, json};

const BILLHOOK: &str = env!("CARGO_BIN_EXE_billhook");

/// An installation: its data folder and its database.
struct Place {
    data: tempfile::TempDir,
    database: TestDb,
    token: String,
}

/// A process at work.
struct Process {
    child: Child,
    base: String,
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Process {
    fn signal(&self, signal: &str) {
        let sent = Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    fn stop(mut self) {
        self.signal("-TERM");
        assert!(self.child.wait().unwrap().success());
    }

    /// Waits until it ends by itself; what it says about that.
    fn last_words(mut self) -> String {
        let mut said = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert!(!self.child.wait().unwrap().success(), "{said}");
        said
    }
}

impl Place {
    fn on(database: TestDb) -> Self {
        let mut place = Self { data: tempfile::tempdir().unwrap(), database, token: String::new() };
        let made = place.admin(
            &["bootstrap", "--tenant", "Pied Piper", "--email", "owner@example.com", "--password-stdin"],
            "correct horse battery\n",
        );
        let made: Value = serde_json::from_slice(&made.stdout).unwrap();
        place.token = made["token"].as_str().unwrap().to_owned();
        place
    }

    fn url(&self) -> String {
        match self.database.url() {
            DatabaseUrl::Sqlite(path) => format!("sqlite://{path}"),
            DatabaseUrl::Postgres(url) => url.clone(),
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(BILLHOOK);
        command
            .args(arguments)
            .env("BILLHOOK_DATABASE__URL", self.url())
            .env("BILLHOOK_DATA_DIR", self.data.path())
            .env("BILLHOOK_SERVER__LISTEN", "127.0.0.1:0")
            .env("BILLHOOK_DELIVERY__ALLOW_NETWORKS", "127.0.0.0/8")
            .env("BILLHOOK_LOG__FILTER", "error")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn admin(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = self.command(&[&["admin"], arguments].concat()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }

    /// Changes the key: what it says, or why not.
    fn rotate(&self) -> Result<String, String> {
        let output = self.admin(&["rotate-master-key"], "");
        let text = |bytes| String::from_utf8(bytes).unwrap();
        if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
    }

    fn start(&self, role: &str) -> Process {
        let mut child = self.command(&[role]).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let base = line.trim().rsplit(' ').next().unwrap().to_owned();
        Process { child, base }
    }

    fn key(&self) -> String {
        std::fs::read_to_string(self.data.path().join("master.key")).unwrap()
    }

    async fn call(&self, process: &Process, path: &str, body: Option<Value>) -> (u16, Value) {
        let (http, url) = (reqwest::Client::new(), format!("{}{path}", process.base));
        let request = match body {
            Some(body) => http.post(url).json(&body),
            None => http.get(url),
        };
        let response = request.bearer_auth(&self.token).send().await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap())
    }

    /// Posts under one and the same idempotency key; the answer.
    async fn post_once(&self, process: &Process, path: &str, body: &Value) -> Value {
        let request = reqwest::Client::new().post(format!("{}{path}", process.base)).json(body);
        let response =
            request.bearer_auth(&self.token).header("idempotency-key", "once").send().await.unwrap();
        assert_eq!(response.status(), 201);
        response.json().await.unwrap()
    }

    /// Makes a hook; its id.
    async fn hook(&self, process: &Process) -> String {
        let hook = json!({"name": "ERP", "url": "http://127.0.0.1:9/"});
        let (status, made) = self.call(process, "/api/v1/hooks", Some(hook)).await;
        assert_eq!(status, 201, "{made}");
        made["id"].as_str().unwrap().to_owned()
    }

    async fn secrets(&self, process: &Process, hook: &str) -> Value {
        let (status, secrets) = self.call(process, &format!("/api/v1/hooks/{hook}/secret"), None).await;
        assert_eq!(status, 200, "{secrets}");
        secrets
    }
}

async fn a_rotation(database: TestDb) {
    let place = Place::on(database);
    let first = place.start("serve");
    let hook = place.hook(&first).await;
    let invited = json!({"email": "ann@example.com", "permissions": ["hooks.view"], "grants": ["*"]});
    let (status, answer) = place.call(&first, "/api/v1/invitations", Some(invited)).await;
    assert_eq!(status, 201, "{answer}");
    let once = json!({"name": "Once", "url": "http://127.0.0.1:9/"});
    let made = place.post_once(&first, "/api/v1/hooks", &once).await;
    let (secrets, key) = (place.secrets(&first, &hook).await, place.key());
    let refused = place.rotate().unwrap_err();
    let named = format!("stop these first:\n  billhook serve, process {}", first.child.id());
    assert!(refused.contains(&named), "{refused}");
    assert_eq!(place.key(), key);
    first.stop();
    place.rotate().unwrap();
    assert_ne!(place.key(), key);
    let again = place.start("serve");
    assert_eq!(place.secrets(&again, &hook).await, secrets);
    assert_eq!(place.post_once(&again, "/api/v1/hooks", &once).await, made, "its answer is kept");
    place.hook(&again).await;
}

story_on_both_databases! {
    #[tokio::test]
    the_key_is_changed_when_billhook_is_stopped_and_not_before: a_rotation,
}

#[tokio::test]
async fn every_process_that_is_at_work_is_named() {
    let place = Place::on(TestDb::postgres());
    let (api, jobs) = (place.start("api"), place.start("jobs"));
    let refused = place.rotate().unwrap_err();
    for (role, process) in [("api", &api), ("jobs", &jobs)] {
        assert!(refused.contains(&format!("billhook {role}, process {}", process.child.id())), "{refused}");
    }
    api.stop();
    let refused = place.rotate().unwrap_err();
    assert!(!refused.contains("billhook api") && refused.contains("billhook jobs"), "{refused}");
    jobs.signal("-KILL");
    drop(jobs);
    // Postgres finds out in its own time that the process is gone.
    assert!((0..100).any(|_| place.rotate().is_ok()));
}

#[tokio::test]
async fn a_process_that_slept_through_a_change_seals_nothing_and_stops() {
    let place = Place::on(TestDb::postgres());
    let process = place.start("serve");
    let hook = place.hook(&process).await;
    let secrets = place.secrets(&process, &hook).await;
    process.signal("-STOP");
    // What a database that fails over does to its sessions.
    place
        .database
        .open()
        .directly(|c| {
            diesel::sql_query(
                "select pg_terminate_backend(pid) from pg_stat_activity \
                 where datname = current_database() and application_name like 'billhook serve%'",
            )
            .execute(c)?;
            Ok(())
        })
        .unwrap();
    let rotated = (0..100).find_map(|_| place.rotate().ok());
    assert!(rotated.is_some());
    process.signal("-CONT");
    let hooks = format!("{}/api/v1/hooks", process.base);
    let late = json!({"name": "Late", "url": "http://127.0.0.1:9/"});
    let late = reqwest::Client::new().post(hooks).bearer_auth(&place.token).json(&late).send().await;
    assert!(late.is_err() || late.is_ok_and(|answer| answer.status() == 503));
    let said = process.last_words();
    assert!(said.contains("the master key was changed"), "{said}");
    let again = place.start("serve");
    assert_eq!(place.secrets(&again, &hook).await, secrets);
}

#[tokio::test]
async fn a_change_that_broke_off_is_finished_by_the_next() {
    let place = Place::on(TestDb::sqlite());
    let process = place.start("serve");
    let hook = place.hook(&process).await;
    let secrets = place.secrets(&process, &hook).await;
    process.stop();
    let (key, next) = (place.data.path().join("master.key"), place.data.path().join("master.next"));
    let old = std::fs::read(&key).unwrap();
    place.rotate().unwrap();
    // Broken off before the new key was put in place.
    std::fs::rename(&key, &next).unwrap();
    write_private(&key, &old);
    let output = place.command(&["serve"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && said.contains("run it again"), "{said}");
    assert!(place.rotate().unwrap().contains("is finished"));
    // Broken off before anything was sealed under the new key.
    write_private(&next, "07".repeat(32).as_bytes());
    place.rotate().unwrap();
    assert!(!next.exists());
    let again = place.start("serve");
    assert_eq!(place.secrets(&again, &hook).await, secrets);
}

fn write_private(path: &Path, bytes: &[u8]) {
    use std::os::unix::fs::OpenOptionsExt;
    let file = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path);
    file.unwrap().write_all(bytes).unwrap();
}
