//! Backups are restored here, each as docs/guides/backup.md says it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use billhook::app::{App, Role};
use billhook::config::{Config, Layers};
use billhook_core::clock::SystemClock;
use billhook_store::DatabaseUrl;
use billhook_store::testing::TestDb;
use serde_json::{Value, json};

const BILLHOOK: &str = env!("CARGO_BIN_EXE_billhook");

fn admin(data: &Path, database: &DatabaseUrl, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(BILLHOOK)
        .arg("admin")
        .args(arguments)
        .env("BILLHOOK_DATABASE__URL", text_of(database))
        .env("BILLHOOK_DATA_DIR", data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn text_of(database: &DatabaseUrl) -> String {
    match database {
        DatabaseUrl::Sqlite(path) => format!("sqlite://{path}"),
        DatabaseUrl::Postgres(url) => url.clone(),
    }
}

async fn start(data: &Path, database: &DatabaseUrl) -> App {
    let mut config: Config = Layers::new().config().unwrap();
    config.data_dir = data.to_owned();
    config.server.listen = "127.0.0.1:0".parse().unwrap();
    config.database.url = Some(database.clone());
    App::start(&config, Role::Serve, Arc::new(SystemClock)).await.unwrap()
}

async fn call(app: &App, token: &str, path: &str, body: Option<Value>) -> Value {
    let (http, url) = (reqwest::Client::new(), format!("http://{}{path}", app.address));
    let request = match body {
        Some(body) => http.post(url).json(&body),
        None => http.get(url),
    };
    let response = request.bearer_auth(token).send().await.unwrap();
    assert!(response.status().is_success(), "{path}: {}", response.status());
    response.json().await.unwrap()
}

/// An installation at work, with a hook, its secret and an event; then whatever `restore` makes of its backup has to
/// know all of them. What comes after the backup must not be in it.
async fn survives(
    database: TestDb,
    restore: impl AsyncFnOnce(&Path, &TestDb) -> (tempfile::TempDir, DatabaseUrl),
) {
    let data = tempfile::tempdir().unwrap();
    let arguments = ["bootstrap", "--tenant", "Acme", "--email", "ann@example.com", "--password-stdin"];
    let made = admin(data.path(), database.url(), &arguments, "correct horse battery\n");
    let made: Value = serde_json::from_slice(&made.stdout).unwrap();
    let token = made["token"].as_str().unwrap();
    let app = start(data.path(), database.url()).await;
    let hook = json!({"name": "ERP", "url": "https://example.com/in"});
    let hook = call(&app, token, "/api/v1/hooks", Some(hook)).await["id"].as_str().unwrap().to_owned();
    let event = json!({"type": "invoice.paid", "data": {"n": 1}});
    let event = call(&app, token, "/api/v1/events", Some(event)).await["id"].as_str().unwrap().to_owned();
    let secret = call(&app, token, &format!("/api/v1/hooks/{hook}/secret"), None).await;
    let (restored, url) = restore(data.path(), &database).await;
    call(&app, token, "/api/v1/events", Some(json!({"type": "invoice.paid", "data": {"n": 2}}))).await;
    app.stop(std::time::Duration::ZERO).await;

    let app = start(restored.path(), &url).await;
    assert_eq!(call(&app, token, &format!("/api/v1/hooks/{hook}/secret"), None).await, secret);
    let events = call(&app, token, "/api/v1/events", None).await;
    let ids: Vec<&str> =
        events["data"].as_array().unwrap().iter().map(|e| e["id"].as_str().unwrap()).collect();
    assert_eq!(ids, [event]);
    app.stop(std::time::Duration::ZERO).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_embedded_installation_is_restored_from_a_backup_of_it_at_work() {
    survives(TestDb::sqlite(), async |data, database| {
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().join("backup");
        let output = admin(data, database.url(), &["backup", "--to", to.to_str().unwrap()], "");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        for (place, mode) in [("", 0o700), ("billhook.db", 0o600), ("master.key", 0o600)] {
            assert_eq!(std::fs::metadata(to.join(place)).unwrap().mode() & 0o777, mode, "{place}");
        }
        let again = admin(data, database.url(), &["backup", "--to", to.to_str().unwrap()], "");
        assert!(
            String::from_utf8_lossy(&again.stderr).contains("name a new folder"),
            "a backup was overwritten"
        );
        let restored = tempfile::tempdir().unwrap();
        for file in ["billhook.db", "master.key"] {
            std::fs::copy(to.join(file), restored.path().join(file)).unwrap();
        }
        let url = DatabaseUrl::Sqlite(restored.path().join("billhook.db").to_string_lossy().into_owned());
        (restored, url)
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgres_installation_is_restored_from_a_dump_and_its_key() {
    let target = TestDb::empty_postgres();
    survives(TestDb::postgres(), async |data, database| {
        let refused = admin(data, database.url(), &["backup", "--to", "/nonexistent/x"], "");
        assert!(String::from_utf8_lossy(&refused.stderr).contains("pg_dump"), "{refused:?}");
        let restored = tempfile::tempdir().unwrap();
        let dump = restored.path().join("billhook.dump");
        let dumped = Command::new("pg_dump")
            .args(["--format=custom", "--no-owner", "--dbname", &text_of(database.url()), "--file"])
            .arg(&dump)
            .output()
            .unwrap();
        assert!(dumped.status.success(), "{dumped:?}");
        let loaded = Command::new("pg_restore")
            .args(["--no-owner", "--exit-on-error", "--dbname", &text_of(target.url())])
            .arg(&dump)
            .output()
            .unwrap();
        assert!(loaded.status.success(), "{loaded:?}");
        std::fs::copy(data.join("master.key"), restored.path().join("master.key")).unwrap();
        (restored, target.url().clone())
    })
    .await;
}

#[test]
fn where_there_is_no_database_only_bootstrap_makes_one() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = DatabaseUrl::Sqlite(folder.path().join("typo/billhook.db").to_string_lossy().into_owned());
    let to = folder.path().join("backup");
    for arguments in [
        &["backup", "--to", to.to_str().unwrap()][..],
        &["reset-password", "--email", "ann@example.com", "--password-stdin"],
        &["list-tenants"],
        &["create-operator-token", "--name", "platform"],
        &["list-operator-tokens"],
        &["revoke-operator-token", "--id", "opt_01jd3v9k2mfs8r0h6x3w7y5z4q"],
        &["rotate-master-key"],
    ] {
        let output = admin(folder.path(), &nowhere, arguments, "");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            said.contains("there is no database at") && said.contains("--data-dir"),
            "{arguments:?}: {said}"
        );
        assert_eq!((output.status.code(), output.stdout), (Some(2), Vec::new()), "{arguments:?}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "{arguments:?} made something");
    }
}
