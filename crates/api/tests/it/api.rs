//! The API under test, and the actors that talk to it.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use actix_web::body::{BoxBody, MessageBody, to_bytes};
use actix_web::http::header::HeaderMap;
use actix_web::http::{Method, StatusCode, header};
use actix_web::test::{TestRequest, call_service, init_service};
use billhook_api::setup::{self, Bootstrap, Bootstrapped};
use billhook_api::{ApiConfig, ApiParts, ApiState, Shared};
use billhook_core::clock::{Clock, ManualClock, from_micros};
use billhook_core::id::MailId;
use billhook_core::secret::{LinkToken, MasterKey};
use billhook_store::ingest::{Ingest, IngestLimits};
use billhook_store::schema::{jobs, mails};
use billhook_store::testing::TestDb;
use billhook_store::wake::Wake;
use billhook_store::{AnyConnection, Db, StoreError, password_resets};
use diesel::prelude::*;
use serde_json::Value;

const KEY: [u8; 32] = [7; 32];
pub(crate) const PASSWORD: &str = "correct horse battery";

/// The API, with its database and its clock.
pub(crate) struct TestApi {
    pub(crate) shared: Shared,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) db: Db,
    pub(crate) works: Arc<AtomicBool>,
    database: Arc<TestDb>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The id of the problem, after checking that the document is whole.
    pub(crate) fn problem(&self) -> String {
        let document = self.json();
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self:?}");
        assert_eq!(document["status"], self.status.as_u16());
        assert!(document["title"].is_string() && document["detail"].is_string(), "{document}");
        let reference = document["type"].as_str().expect("a type");
        reference.strip_prefix("/problems/").expect("a reference of ours").to_owned()
    }
}

/// The names that there are, and what they mean.
const NAMES: [(&str, &[&str]); 3] = [
    ("receiver.example", &["192.0.32.7", "2620:0:2d0:200::7"]),
    ("inside.example", &["10.0.0.7"]),
    ("mixed.example", &["192.0.32.7", "::ffff:169.254.169.254"]),
];

/// The defaults, but for streams: they end at once, so that whoever asks every path gets an answer.
pub(crate) fn config() -> ApiConfig {
    ApiConfig { max_stream: std::time::Duration::ZERO, ..ApiConfig::default() }
}

impl TestApi {
    pub(crate) async fn start() -> Self {
        Self::with(config()).await
    }

    pub(crate) async fn with(config: ApiConfig) -> Self {
        Self::on(TestDb::sqlite(), config).await
    }

    pub(crate) async fn on(database: TestDb, config: ApiConfig) -> Self {
        // 2026-11-20T12:00:00Z
        let clock = Arc::new(ManualClock::at(from_micros(1_795_176_000_000_000)));
        Self::process(Arc::new(database), clock, config)
    }

    /// Another process over the same database.
    pub(crate) fn neighbour(&self) -> Self {
        Self::process(self.database.clone(), self.clock.clone(), config())
    }

    fn process(database: Arc<TestDb>, clock: Arc<ManualClock>, config: ApiConfig) -> Self {
        let db = database.open();
        let works = Arc::new(AtomicBool::new(true));
        let (wake, probe) = (Wake::default(), works.clone());
        let parts = ApiParts {
            db: db.clone(),
            ingest: Ingest::start(db.clone(), wake.clone(), clock.clone(), IngestLimits::default()),
            wake,
            clock: clock.clone(),
            master_key: MasterKey::from_bytes(KEY),
            config,
            look_up: Arc::new(|host| {
                let found = NAMES.iter().find(|(name, _)| *name == host);
                let ips =
                    found.map(|(_, ips)| ips.iter().map(|ip| ip.parse().expect("an address")).collect());
                Box::pin(async move { ips.ok_or_else(|| "no such name".to_owned()) })
            }),
            ready: Arc::new(move || {
                let works = probe.load(Ordering::SeqCst);
                Box::pin(async move { if works { Ok(()) } else { Err("the jobs have stopped".to_owned()) } })
            }),
            spans: None,
            metrics: None,
        };
        Self { shared: Shared::new(ApiState::new(parts)), clock, db, works, database }
    }

    /// A tenant with its first member and a token.
    pub(crate) async fn tenant(&self, name: &str, email: &str) -> Bootstrapped {
        self.bootstrap(Bootstrap {
            tenant: name.into(),
            name: email.split('@').next().map(str::to_owned),
            email: email.into(),
            password: PASSWORD.into(),
        })
        .await
    }

    pub(crate) async fn bootstrap(&self, wanted: Bootstrap) -> Bootstrapped {
        let clock: Arc<dyn Clock> = self.clock.clone();
        setup::bootstrap(&self.db, &clock, wanted).await.expect("the tenant is founded")
    }

    pub(crate) async fn send(&self, request: TestRequest) -> Answer {
        self.send_from("192.0.2.1:4711", request).await
    }

    /// Sends from this address and port.
    pub(crate) async fn send_from(&self, peer: &str, request: TestRequest) -> Answer {
        let app = init_service(billhook_api::app(&self.shared)).await;
        let peer: SocketAddr = peer.parse().expect("an address");
        let response = call_service(&app, request.peer_addr(peer).to_request()).await;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = to_bytes(response.into_body()).await.unwrap_or_default();
        let text = String::from_utf8_lossy(&body).into_owned();
        Answer { status, headers, text }
    }

    /// Sends, and leaves the body to be read piece by piece.
    pub(crate) async fn open(&self, request: TestRequest) -> (StatusCode, BoxBody) {
        let app = init_service(billhook_api::app(&self.shared)).await;
        let response = call_service(&app, request.to_request()).await;
        (response.status(), response.into_body().boxed())
    }

    /// Does what a stop begins with.
    pub(crate) fn close_streams(&self) {
        self.shared.state().close_streams();
    }

    /// The token of the link in the newest mail to this address.
    pub(crate) async fn link_to(&self, recipient: &'static str) -> String {
        let newest = move |c: &mut AnyConnection| {
            let sealed = mails::table
                .filter(mails::recipient.eq(recipient))
                .filter(mails::sealed_token.is_not_null())
                .order((mails::created_at.desc(), mails::id.desc()))
                .select((mails::id, mails::sealed_token.assume_not_null()));
            Ok::<(Vec<u8>, Vec<u8>), StoreError>(sealed.first(c)?)
        };
        let (id, sealed) = self.db.read(newest).await.expect("a mail with a link");
        let id = MailId::from_bytes(id.try_into().expect("an id"));
        let token =
            LinkToken::open(&MasterKey::from_bytes(KEY), id, &sealed).expect("it is sealed for the mail");
        // The next one is newer, also within the same instant.
        self.clock.advance(chrono::Duration::milliseconds(1));
        token.as_str().to_owned()
    }

    /// How many notices there are to this address.
    pub(crate) async fn mails_to(&self, recipient: &'static str) -> i64 {
        let to = move |c: &mut AnyConnection| {
            Ok::<_, StoreError>(mails::table.filter(mails::recipient.eq(recipient)).count().get_result(c)?)
        };
        self.db.read(to).await.expect("the outbox is read")
    }

    /// How many background jobs of this kind wait.
    pub(crate) async fn jobs(&self, kind: &'static str) -> i64 {
        let of_kind = move |c: &mut AnyConnection| {
            Ok::<_, StoreError>(jobs::table.filter(jobs::kind.eq(kind)).count().get_result(c)?)
        };
        self.db.read(of_kind).await.expect("the jobs are read")
    }

    /// Does what the background job does for everybody who asked for a new password.
    pub(crate) async fn run_resets(&self) {
        let now = self.clock.now();
        let run = move |c: &mut AnyConnection| {
            let of_kind = jobs::table.filter(jobs::kind.eq(password_resets::REQUESTED));
            let payloads: Vec<String> = of_kind.select(jobs::payload).load(c)?;
            for payload in payloads {
                let asked = serde_json::from_str(&payload).expect("a payload");
                password_resets::issue(c, &asked, &MasterKey::from_bytes(KEY), now)?;
            }
            diesel::delete(of_kind).execute(c)?;
            Ok::<_, StoreError>(())
        };
        self.db.write(run).await.expect("the links are sent");
    }

    pub(crate) async fn get(&self, path: &str, token: &str) -> Answer {
        self.send(bearing(TestRequest::get().uri(path), token)).await
    }

    pub(crate) async fn post(&self, path: &str, token: &str, body: Value) -> Answer {
        self.send(bearing(TestRequest::post().uri(path), token).set_json(body)).await
    }

    pub(crate) async fn delete(&self, path: &str, token: &str) -> Answer {
        self.send(bearing(TestRequest::delete().uri(path), token)).await
    }

    pub(crate) fn browser(&self) -> Browser<'_> {
        Browser { api: self, cookies: BTreeMap::new() }
    }
}

pub(crate) fn bearing(request: TestRequest, token: &str) -> TestRequest {
    request.insert_header((header::AUTHORIZATION, format!("Bearer {token}")))
}

/// A browser with the console in it: it keeps cookies, and says that it is the console.
pub(crate) struct Browser<'a> {
    api: &'a TestApi,
    pub(crate) cookies: BTreeMap<String, String>,
}

impl Browser<'_> {
    pub(crate) async fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        let body = serde_json::json!({"email": email, "password": password});
        self.send(Method::POST, "/api/v1/session", Some(body)).await
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub(crate) async fn send(&mut self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let request = TestRequest::with_uri(path).method(method).insert_header(("Billhook-Console", "1"));
        self.send_as_is(body.into_iter().fold(request, TestRequest::set_json)).await
    }

    /// The same in one of the user's tenants.
    pub(crate) async fn get_in(&mut self, tenant: &str, path: &str) -> Answer {
        self.send_in(tenant, Method::GET, path).await
    }

    pub(crate) async fn send_in(&mut self, tenant: &str, method: Method, path: &str) -> Answer {
        let request = TestRequest::with_uri(path).method(method).insert_header(("Billhook-Console", "1"));
        self.send_as_is(request.insert_header(("Billhook-Tenant", tenant))).await
    }

    /// Sends a request with the cookies and nothing else.
    pub(crate) async fn send_as_is(&mut self, request: TestRequest) -> Answer {
        let jar: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let answer = self.api.send(request.insert_header((header::COOKIE, jar.join("; ")))).await;
        for value in answer.headers.get_all(header::SET_COOKIE) {
            let (name, rest) = value.to_str().expect("ASCII").split_once('=').expect("a cookie");
            let value = rest.split(';').next().unwrap_or("");
            match value {
                "" => self.cookies.remove(name),
                value => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        answer
    }
}
