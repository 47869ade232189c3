//! The world of the stories: an installation, its people, and receivers that answer by script.

use std::sync::Arc;
use std::time::Duration;

use billhook::app::{App, Role};
use billhook::config::{Config, Layers};
use billhook::receiver::{Answer, Received, Receiver, Script};
use billhook_api::setup::{Bootstrap, bootstrap};
use billhook_core::clock::{Clock, ManualClock, Timestamp, from_micros};
use billhook_core::id::TenantId;
use billhook_store::schema::{attempts, deliveries, due_deliveries, mails};
use billhook_store::testing::TestDb;
use billhook_store::{AnyConnection, Db, StoreError};
use diesel::prelude::*;
use parking_lot::Mutex;
use serde_json::{Value, json};

/// An installation whose clock stands at 2026-01-01T00:00:00Z until it is told to move.
pub(crate) struct TestApp {
    app: App,
    clock: Arc<ManualClock>,
    tenant: TenantId,
    owner: Actor,
    config: Config,
    _data: tempfile::TempDir,
    database: TestDb,
}

/// Somebody who calls the API.
#[derive(Clone)]
pub(crate) struct Actor {
    base: String,
    token: String,
    http: reqwest::Client,
}

/// A receiver and what it has seen.
pub(crate) struct TestReceiver {
    pub(crate) url: String,
    seen: Arc<Mutex<Vec<Received>>>,
    task: tokio::task::JoinHandle<()>,
}

/// Another process of the installation.
pub(crate) struct Neighbour {
    app: App,
    owner: Actor,
    clock: Arc<ManualClock>,
}

impl Neighbour {
    /// Moves the clock of all processes on, and waits for nothing.
    pub(crate) fn advance(&self, time: chrono::Duration) -> Timestamp {
        self.clock.advance(time);
        self.clock.now()
    }

    pub(crate) async fn eventually(
        &self,
        what: &str,
        holds: impl Fn(&mut AnyConnection) -> Result<bool, StoreError> + Send + Clone + 'static,
    ) {
        eventually(&self.app.db, what, holds).await;
    }

    /// The member who set the installation up, at this process.
    pub(crate) fn owner(&self) -> &Actor {
        &self.owner
    }

    pub(crate) async fn stop(self) {
        self.app.stop(Duration::from_secs(10)).await;
    }
}

/// How long a story waits for what must happen by itself before it has failed.
const PATIENCE: Duration = Duration::from_secs(20);

impl TestApp {
    pub(crate) async fn on(database: TestDb) -> Self {
        Self::with(database, |_| ()).await
    }

    /// The same with some of its configuration changed.
    pub(crate) async fn with(database: TestDb, change: impl FnOnce(&mut Config)) -> Self {
        let data = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::at(from_micros(1_767_225_600_000_000)));
        let mut config = Layers::new().config().unwrap();
        config.data_dir = data.path().to_owned();
        config.server.listen = "127.0.0.1:0".parse().unwrap();
        config.database.url = Some(database.url().clone());
        config.delivery.allow_networks =
            billhook_core::target::AllowedNetworks::parse(["127.0.0.0/8"]).unwrap();
        change(&mut config);
        let app = App::start(&config, Role::Serve, clock.clone()).await.unwrap();
        let base = format!("http://{}", app.address);
        let wanted = Bootstrap {
            tenant: "Pied Piper".into(),
            name: Some("owner".into()),
            email: "owner@example.com".into(),
            password: "correct horse battery".into(),
        };
        let any: Arc<dyn Clock> = clock.clone();
        let made = bootstrap(&app.db, &any, wanted).await.unwrap();
        let owner = Actor { base, token: made.token, http: reqwest::Client::new() };
        Self { app, clock, tenant: made.tenant_id, owner, config, _data: data, database }
    }

    /// Stops, and starts again on the same data with some of the configuration changed.
    pub(crate) async fn restart_with(mut self, change: impl FnOnce(&mut Config)) -> Self {
        change(&mut self.config);
        self.restart_within(Duration::from_secs(10)).await
    }

    /// Stops within this time, whatever is out, and starts again on the same data.
    pub(crate) async fn restart_within(mut self, limit: Duration) -> Self {
        self.app.stop(limit).await;
        self.app = App::start(&self.config, Role::Serve, self.clock.clone()).await.unwrap();
        self.owner.base = format!("http://{}", self.app.address);
        self
    }

    /// The same installation after its process was down for so long.
    pub(crate) async fn down_for(self, time: chrono::Duration) -> Self {
        let clock = self.clock.clone();
        let again = self.restart_with(move |_| clock.advance(time)).await;
        again.settle().await;
        again
    }

    /// A second process on the same database, which must be one that can be shared.
    pub(crate) async fn neighbour(&self) -> Neighbour {
        self.neighbour_as(Role::Serve).await
    }

    /// The same with this part of the work.
    pub(crate) async fn neighbour_as(&self, role: Role) -> Neighbour {
        let app = App::start(&self.config, role, self.clock.clone()).await.unwrap();
        let owner = Actor { base: format!("http://{}", app.address), ..self.owner.clone() };
        Neighbour { app, owner, clock: self.clock.clone() }
    }

    /// The member who set the installation up, by token.
    pub(crate) fn owner(&self) -> &Actor {
        &self.owner
    }

    /// Whoever calls the API with this token.
    pub(crate) fn actor(&self, token: String) -> Actor {
        Actor { token, ..self.owner.clone() }
    }

    /// The operator, by a token made for this.
    pub(crate) async fn operator(&self) -> Actor {
        let made = billhook_api::operator_tokens::new(&*self.clock, "platform").unwrap();
        let credential = made.credential.clone();
        let scope = billhook_store::SystemScope;
        self.write(move |c| billhook_store::operator_tokens::insert(c, scope, &made.token, &made.hash)).await;
        self.actor(credential)
    }

    /// The clock, for what is done beside the server.
    pub(crate) fn clock(&self) -> Arc<dyn Clock> {
        self.clock.clone()
    }

    /// The tenant that was set up.
    pub(crate) fn tenant(&self) -> TenantId {
        self.tenant
    }

    /// What the clock says.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Its database, as whoever runs the server sees it.
    pub(crate) fn database(&self) -> &TestDb {
        &self.database
    }

    /// Its database, as the process itself sees it.
    pub(crate) fn db(&self) -> &Db {
        &self.app.db
    }

    /// Sets the clock, also back.
    pub(crate) fn set_clock(&self, to: Timestamp) {
        self.clock.set(to);
    }

    /// Writes, and expects it to work.
    pub(crate) async fn write(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<(), StoreError> + Send + 'static,
    ) {
        self.app.db.write(work).await.unwrap();
    }

    /// Moves the clock on and lets what is due by then happen.
    pub(crate) async fn after(&self, time: chrono::Duration) {
        self.clock.advance(time);
        self.settle().await;
    }

    /// Moves the clock on and has everybody look, and waits for nothing.
    pub(crate) fn pass(&self, time: chrono::Duration) {
        self.clock.advance(time);
        self.app.wake.look_at_lanes();
        self.app.wake.hint_jobs();
    }

    /// Returns when nothing is left that could happen without time passing.
    pub(crate) async fn settle(&self) {
        let now = self.clock.now().timestamp_micros();
        self.app.wake.look_at_timers();
        self.app.wake.look_at_lanes();
        self.app.wake.hint_mails();
        self.eventually("nothing is due", move |c| {
            // First: what they emit is there once they are gone.
            let timers: i64 = billhook_store::schema::deadline_timers::table
                .filter(billhook_store::schema::deadline_timers::due_at.le(now))
                .count()
                .get_result(c)?;
            let due: i64 = due_deliveries::table
                .inner_join(
                    billhook_store::schema::hooks::table
                        .on(billhook_store::schema::hooks::id.eq(due_deliveries::hook_id)),
                )
                .filter(billhook_store::schema::hooks::state.eq("active"))
                .filter(due_deliveries::due_at.le(now).or(due_deliveries::leased_until.is_not_null()))
                .count()
                .get_result(c)?;
            let jobs: i64 = billhook_store::schema::jobs::table
                .filter(billhook_store::schema::jobs::run_at.le(now))
                .count()
                .get_result(c)?;
            let mails: i64 = mails::table
                .filter(mails::next_attempt_at.le(now).or(mails::leased_until.is_not_null()))
                .count()
                .get_result(c)?;
            Ok(timers == 0 && due == 0 && jobs == 0 && mails == 0)
        })
        .await;
    }

    pub(crate) async fn eventually(
        &self,
        what: &str,
        holds: impl Fn(&mut AnyConnection) -> Result<bool, StoreError> + Send + Clone + 'static,
    ) {
        eventually(&self.app.db, what, holds).await;
    }

    /// Every attempt of every delivery as a table: when (since the first), which, what came of it; then the ends.
    pub(crate) async fn log(&self) -> String {
        delivery_log(&self.app.db).await
    }

    /// Every mail that was written to a file, in order, with `\n` at the ends of lines.
    pub(crate) async fn mails(&self) -> Vec<String> {
        self.settle().await;
        let Ok(folder) = std::fs::read_dir(self.config.data_dir.join("mail")) else { return Vec::new() };
        let mut files: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files.iter().map(|file| std::fs::read_to_string(file).unwrap().replace("\r\n", "\n")).collect()
    }

    /// How many mails wait although they were tried.
    pub(crate) async fn mails_refused(&self) -> i64 {
        self.settle().await;
        let refused = |c: &mut _| billhook_store::mails::count_waiting(c, billhook_store::SystemScope);
        self.app.db.read(refused).await.unwrap().1
    }

    pub(crate) async fn stop(self) {
        self.app.stop(Duration::from_secs(10)).await;
    }
}

async fn eventually(
    db: &Db,
    what: &str,
    holds: impl Fn(&mut AnyConnection) -> Result<bool, StoreError> + Send + Clone + 'static,
) {
    let deadline = tokio::time::Instant::now() + PATIENCE;
    let mut look = tokio::time::interval(Duration::from_millis(3));
    loop {
        look.tick().await;
        let holds = holds.clone();
        if db.read(move |c| holds(c)).await.unwrap() {
            return;
        }
        let waits = tokio::time::Instant::now() < deadline;
        assert!(waits, "waited in vain until {what}\n{}", delivery_log(db).await);
    }
}

async fn delivery_log(db: &Db) -> String {
    type Line = (i64, i32, String, Option<i32>);
    type End = (String, Option<String>, i32);
    let (lines, ends): (Vec<Line>, Vec<End>) = db
        .read(|c| {
            let lines = attempts::table
                .order((attempts::started_at, attempts::delivery_id, attempts::number))
                .select((attempts::started_at, attempts::number, attempts::outcome, attempts::status))
                .load(c)?;
            let ends = deliveries::table
                .order(deliveries::id)
                .select((deliveries::state, deliveries::state_reason, deliveries::attempts))
                .load(c)?;
            Ok::<_, StoreError>((lines, ends))
        })
        .await
        .unwrap();
    let start = lines.first().map_or(0, |line| line.0);
    let mut log = String::new();
    for (at, number, outcome, status) in lines {
        let status = status.map_or(String::new(), |status| format!(" {status}"));
        log += &format!("{:>9} s  attempt {number}: {outcome}{status}\n", (at - start) / 1_000_000);
    }
    for (state, reason, attempts) in ends {
        let reason = reason.map_or(String::new(), |reason| format!(" ({reason})"));
        let attempts = if state == "pending" { String::new() } else { format!(" after {attempts}") };
        log += &format!("{state}{reason}{attempts}\n");
    }
    log
}

impl Actor {
    /// Calls, and tells status and body.
    pub(crate) async fn call(
        &self,
        method: reqwest::Method,
        path: &str,
        body: Option<Value>,
    ) -> (u16, Value) {
        let mut request = self.http.request(method, format!("{}{path}", self.base)).bearer_auth(&self.token);
        if let Some(body) = body {
            request = request.json(&body);
        }
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        let text = response.text().await.unwrap();
        (status, serde_json::from_str(&text).unwrap_or(Value::Null))
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        let (status, body) = self.call(reqwest::Method::GET, path, None).await;
        assert_eq!(status, 200, "GET {path}: {body}");
        body
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Value {
        let (status, answer) = self.call(reqwest::Method::POST, path, Some(body)).await;
        assert!((200..300).contains(&status), "POST {path}: {status} {answer}");
        answer
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Value {
        let (status, answer) = self.call(reqwest::Method::PATCH, path, Some(body)).await;
        assert_eq!(status, 200, "PATCH {path}: {answer}");
        answer
    }

    pub(crate) async fn delete(&self, path: &str) {
        let (status, answer) = self.call(reqwest::Method::DELETE, path, None).await;
        assert_eq!(status, 204, "DELETE {path}: {answer}");
    }

    /// Posts, and is refused with this status; the problem.
    pub(crate) async fn refused(&self, path: &str, body: Value, with: u16) -> Value {
        let (status, answer) = self.call(reqwest::Method::POST, path, Some(body)).await;
        assert_eq!(status, with, "POST {path}: {answer}");
        answer
    }

    /// Posts this and waits for whatever is answered.
    pub(crate) async fn answer_to(&self, path: &str, body: Value) -> reqwest::Response {
        let request = self.http.post(format!("{}{path}", self.base)).bearer_auth(&self.token).json(&body);
        request.send().await.unwrap()
    }

    /// A hook for every event, with these members on top; its id.
    pub(crate) async fn hook(&self, url: &str, more: Value) -> String {
        let mut hook = json!({"name": "ERP", "url": url, "actions": [{"event_type": "*"}]});
        let members = more.as_object().expect("an object").clone();
        hook.as_object_mut().unwrap().extend(members);
        self.post("/api/v1/hooks", hook).await["id"].as_str().unwrap().to_owned()
    }

    /// Posts an event as this very text; its id.
    pub(crate) async fn event_text(&self, text: impl Into<String>) -> String {
        let text: String = text.into();
        let request = self.http.post(format!("{}/api/v1/events", self.base)).bearer_auth(&self.token);
        let response = request.header("content-type", "application/json").body(text).send().await.unwrap();
        let (status, answer) = (response.status(), response.text().await.unwrap());
        assert_eq!(status, 202, "{answer}");
        let accepted: Value = serde_json::from_str(&answer).unwrap();
        accepted["id"].as_str().unwrap().to_owned()
    }

    /// Posts an event as part of this trace.
    pub(crate) async fn event_in_trace(&self, event: Value, traceparent: &str) {
        let request = self.http.post(format!("{}/api/v1/events", self.base)).bearer_auth(&self.token);
        let response = request.header("traceparent", traceparent).json(&event).send().await.unwrap();
        assert_eq!(response.status(), 202);
    }

    /// Posts an event; its id.
    pub(crate) async fn event(&self, event: Value) -> String {
        self.post("/api/v1/events", event).await["id"].as_str().unwrap().to_owned()
    }
}

impl TestReceiver {
    /// Answers so in this order, the last over and over: `"500,timeout,200"`.
    pub(crate) async fn answering(answers: &str) -> Self {
        let receiver = Receiver::bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let url = format!("http://{}/in", receiver.address());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let note = seen.clone();
        let answers: Vec<Answer> = answers.split(',').map(|answer| answer.parse().unwrap()).collect();
        let script = Arc::new(Script::new(answers));
        let task = tokio::spawn(receiver.serve(script, Box::new(move |received| note.lock().push(received))));
        Self { url, seen, task }
    }

    /// Returns when this many requests have come.
    pub(crate) async fn has_seen(&self, count: usize) {
        let come = async {
            while self.seen.lock().len() < count {
                tokio::task::yield_now().await;
            }
        };
        let seen = || self.seen.lock().len();
        assert!(tokio::time::timeout(PATIENCE, come).await.is_ok(), "{} of {count} requests came", seen());
    }

    /// Everything that came, in order.
    pub(crate) fn seen(&self) -> Vec<Received> {
        self.seen.lock().clone()
    }
}

impl Drop for TestReceiver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Writes each story twice, once on each database.
macro_rules! stories {
    ($($(#[$meta:meta])* async fn $name:ident($app:ident) $body:block)*) => {
        mod on_sqlite { use super::*; $(
            $(#[$meta])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let $app = crate::world::TestApp::on(billhook_store::testing::TestDb::sqlite()).await;
                $body
                $app.stop().await;
            }
        )* }
        mod on_postgres { use super::*; $(
            $(#[$meta])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let $app = crate::world::TestApp::on(billhook_store::testing::TestDb::postgres()).await;
                $body
                $app.stop().await;
            }
        )* }
    };
}
pub(crate) use stories;
