//! `Idempotency-Key`: a POST that is sent again answers as it did the first time, and does nothing again.
//!
//! The answer is written in the transaction of what it answers for. So there is no moment at which the thing
//! exists and its answer does not, and no request that is "in progress" after a crash. Answers may hold secrets,
//! so they lie sealed. (After draft-ietf-httpapi-idempotency-key-header-07.)

use std::future::{Future, Ready, ready};
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use billhook_core::clock::Timestamp;
use billhook_core::digest::sha256;
use billhook_core::id::TenantId;
use billhook_core::secret::MasterKey;
use billhook_store::idempotency::{self, Answer};
use billhook_store::{AnyConnection, StoreError};
use chrono::TimeDelta;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::extract::{parse_json, read_body};
use crate::principal::{Principal, Via};
use crate::problem::{Kind, Problem};
use crate::state::ApiState;

pub(crate) const HEADER: &str = "Idempotency-Key";
/// How long an answer is kept.
const KEPT: TimeDelta = TimeDelta::hours(24);
pub(crate) const MAX_KEY_LEN: usize = 255;
const REPLAYED_HEADER: &str = "Idempotent-Replayed";

/// The body of a POST that creates something, with the key under which it may be sent again.
#[derive(Debug)]
pub struct Create<T> {
    /// What is to be created.
    pub content: T,
    /// Where it is to be created once.
    pub once: Once,
}

/// What makes a request the same as an earlier one.
#[derive(Clone, Debug)]
pub struct Once(Option<Key>);

#[derive(Clone, Debug)]
struct Key {
    key: String,
    /// SHA-256 of method, path, body and credential.
    digest: [u8; 32],
}

impl<T: DeserializeOwned + 'static> FromRequest for Create<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let key = key(&request)?;
            let body = read_body(&request, payload).await?;
            let content = parse_json(&body)?;
            Ok(Self { content, once: Once::of(&request, key, &body) })
        })
    }
}

/// For a POST whose body says nothing.
impl FromRequest for Once {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(key(request).map(|key| Self::of(request, key, b"")))
    }
}

/// The key that a request came with, if it has one.
pub(crate) fn key(request: &HttpRequest) -> Result<Option<&str>, Problem> {
    let Some(value) = request.headers().get(HEADER) else { return Ok(None) };
    let key = value.to_str().ok().filter(|key| (1..=MAX_KEY_LEN).contains(&key.len()));
    let unreadable =
        || format!("`{HEADER}` is 1 to {MAX_KEY_LEN} visible ASCII characters, a UUID for instance.");
    key.map(Some).ok_or_else(|| Problem::new(Kind::InvalidHeader, unreadable()))
}

impl Once {
    fn of(request: &HttpRequest, key: Option<&str>, body: &[u8]) -> Self {
        let parts = [request.method().as_str().as_bytes(), b" ", request.path().as_bytes(), b"\n", body];
        Self(key.map(|key| Key { key: key.to_owned(), digest: sha256(parts) }))
    }

    /// Runs `work` in a transaction and answers with what it gives, in JSON; or, if this request was answered
    /// within the last 24 hours, with that answer. Fails as `Principal::write` does.
    pub async fn run<T: Serialize + Send + 'static>(
        self,
        state: &ApiState,
        principal: &Principal,
        status: StatusCode,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, Problem> + Send + 'static,
    ) -> Result<HttpResponse, Problem> {
        let (who, now) = (principal.clone(), state.clock.now());
        let turn = state.change_turns.take(principal.tenant_id).await?;
        let work = move |c: &mut AnyConnection| {
            let _turn = turn;
            who.hold(c, now)?;
            work(c)
        };
        self.by(principal).run_in(state, principal.tenant_id, status, work).await
    }

    /// As asked with this credential: the same asked with another one is another request, which might not be
    /// answered at all.
    pub(crate) fn by(self, principal: &Principal) -> Self {
        let credential = match &principal.via {
            Via::Session(id) | Via::Portal(id) => id.as_bytes(),
            Via::Token(id) => id.as_bytes(),
        };
        Self(self.0.map(|Key { key, digest: request }| Key {
            key,
            digest: sha256([request.as_slice(), credential]),
        }))
    }

    /// The same for who is not a member: `keys` is where the keys of such callers are kept.
    pub(crate) async fn run_in<T: Serialize + Send + 'static>(
        self,
        state: &ApiState,
        keys: TenantId,
        status: StatusCode,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, Problem> + Send + 'static,
    ) -> Result<HttpResponse, Problem> {
        self.run_if_made(state, keys, status, move |c| work(c).map(Effect::Made)).await
    }

    /// The same for work that may make nothing. Then it is answered 200 and its key stays free: there is nothing that
    /// could happen twice, and what is only shown may be for the eyes of this caller alone.
    pub(crate) async fn run_if_made<T: Serialize + Send + 'static>(
        self,
        state: &ApiState,
        keys: TenantId,
        status: StatusCode,
        work: impl FnOnce(&mut AnyConnection) -> Result<Effect<T>, Problem> + Send + 'static,
    ) -> Result<HttpResponse, Problem> {
        let Some(key) = self.0 else {
            return Ok(match state.db.write(work).await? {
                Effect::Made(made) => HttpResponse::build(status).json(made),
                Effect::Shown(shown) => HttpResponse::Ok().json(shown),
            });
        };
        let keeper = Keeper { tenant: keys, key, master: state.master_key.clone(), now: state.clock.now() };
        let again = keeper.clone();
        let first = state.db.write(move |c| keeper.answer(c, status, work).map_err(Lost::from)).await;
        match first {
            Ok(given) => Ok(given.respond()),
            // Another request with this key may have come first, and has committed by now: either its answer is met, or
            // what it made.
            Err(lost) => {
                let earlier = state.db.read(move |c| again.earlier(c)).await?;
                earlier.map(Given::respond).ok_or_else(|| lost.problem())
            }
        }
    }
}

/// What work for a request came to.
pub(crate) enum Effect<T> {
    /// Something is there that was not.
    Made(T),
    /// Nothing has changed.
    Shown(T),
}

/// An answer, given now or before.
struct Given {
    status: u16,
    body: Vec<u8>,
    replayed: bool,
}

impl Given {
    fn respond(self) -> HttpResponse {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        let mut response = HttpResponse::build(status);
        if self.replayed {
            response.insert_header((REPLAYED_HEADER, "true"));
        }
        response.content_type("application/json").body(self.body)
    }
}

/// Why a transaction did not come to be.
enum Lost {
    Race,
    Problem(Problem),
}
impl Lost {
    fn problem(self) -> Problem {
        match self {
            Self::Race => Problem::new(Kind::IdempotencyKeyInUse, "Try again in a moment.").retry_after(1),
            Self::Problem(problem) => problem,
        }
    }
}
impl From<StoreError> for Lost {
    fn from(error: StoreError) -> Self {
        Self::Problem(error.into())
    }
}
impl From<Refused> for Lost {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::KeyTaken => Self::Race,
            Refused::Problem(problem) => Self::Problem(problem),
        }
    }
}

enum Refused {
    KeyTaken,
    Problem(Problem),
}
impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

#[derive(Clone)]
struct Keeper {
    tenant: TenantId,
    key: Key,
    master: MasterKey,
    now: Timestamp,
}

impl Keeper {
    fn answer<T: Serialize>(
        &self,
        connection: &mut AnyConnection,
        status: StatusCode,
        work: impl FnOnce(&mut AnyConnection) -> Result<Effect<T>, Problem>,
    ) -> Result<Given, Refused> {
        if let Some(earlier) = self.earlier(connection)? {
            return Ok(earlier);
        }
        let body = match work(connection)? {
            Effect::Made(made) => written(&made)?,
            Effect::Shown(shown) => {
                return Ok(Given {
                    status: StatusCode::OK.as_u16(),
                    body: written(&shown)?,
                    replayed: false,
                });
            }
        };
        let answer = Answer {
            digest: self.key.digest,
            status: status.as_u16(),
            body: idempotency::seal(&self.master, self.tenant, &self.key.key, &body),
            expires_at: self.now + KEPT,
        };
        match idempotency::insert(connection, self.tenant, &self.key.key, &answer, self.now) {
            Ok(()) => Ok(Given { status: answer.status, body, replayed: false }),
            Err(StoreError::Taken(_)) => Err(Refused::KeyTaken),
            Err(error) => Err(Problem::from(error).into()),
        }
    }

    fn earlier(&self, connection: &mut AnyConnection) -> Result<Option<Given>, Problem> {
        let Some(answer) = idempotency::find(connection, self.tenant, &self.key.key, self.now)? else {
            return Ok(None);
        };
        if answer.digest != self.key.digest {
            let detail = format!("This `{HEADER}` came with another request before. Take a new one.");
            return Err(Problem::new(Kind::IdempotencyKeyReused, detail));
        }
        let body = idempotency::open(&self.master, self.tenant, &self.key.key, &answer.body);
        let unreadable = || Problem::conflict("This was done before; its answer can no longer be read.");
        Ok(Some(Given { status: answer.status, body: body.ok_or_else(unreadable)?, replayed: true }))
    }
}

fn written<T: Serialize>(answer: &T) -> Result<Vec<u8>, Problem> {
    serde_json::to_vec(answer).map_err(|error| {
        tracing::error!(%error, "an answer cannot be written as JSON");
        Problem::internal()
    })
}
