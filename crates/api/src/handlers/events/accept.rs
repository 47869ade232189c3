//! From checked events to durable ones.

use std::sync::{Arc, LazyLock};

use actix_web::HttpRequest;
use actix_web::dev::Payload;
use billhook_core::event_schema::Violation;
use billhook_core::id::EventId;
use billhook_store::StoreError;
use billhook_store::ingest::{Accepted, NewEvent, Refusal, Registered, Source};
use billhook_store::ingest_memory::Room;
use bytes::Bytes;
use metrics::Counter;
use serde::Serialize;
use utoipa::ToSchema;

use super::traced::Traced;
use crate::extract::read_body_up_to;
use crate::operator::Poster;
use crate::problem::{FieldError, Kind, Problem};
use crate::rate_limit;
use crate::state::ApiState;

/// How often a principal is read again when access to the tenant changes under it.
const MAX_RENEWALS: usize = 3;
const OVERLOADED_RETRY_AFTER_S: u64 = 1;
const OUTAGE_RETRY_AFTER_S: u64 = 2;

/// What became of a posted event.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AcceptedEvent)]
pub(crate) struct AcceptedView<'a> {
    #[schema(value_type = String, example = "evt_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    id: EventId,
    #[serde(rename = "type")]
    #[schema(example = "invoice.paid")]
    event_type: &'a str,
    /// How many hooks get it.
    #[schema(example = 1)]
    matched: u32,
    /// How many hooks would have got it, had they been active.
    #[schema(example = 0)]
    skipped: u32,
    /// True if it was there before: the same id with the same content.
    duplicate: bool,
}

impl<'a> AcceptedView<'a> {
    pub(super) fn of(accepted: &Accepted, event_type: &'a str) -> Self {
        let &Accepted { id, matched, skipped, duplicate } = accepted;
        Self { id, event_type, matched, skipped, duplicate }
    }
}

/// The body of a post, as long as there is room for it among all that are being read or written.
pub(super) async fn read_post(
    request: &HttpRequest,
    payload: Payload,
    limit: usize,
    room: &mut Room,
) -> Result<Bytes, Problem> {
    read_body_up_to(request, payload, limit, |bytes| make_room(room, bytes)).await
}

/// Takes room for this many bytes more, if there is some.
pub(super) fn make_room(room: &mut Room, bytes: usize) -> Result<(), Problem> {
    room.grow(bytes).map_err(|_| overloaded())
}

/// Writes these events of one tenant, all or none, for whoever may post them. What is accepted is durable.
///
/// No database is asked whether they may: ingest compares the version of the poster in its own transaction, and
/// the poster is read again if it has become stale. A post that is traced ends its span here.
pub(super) async fn submit(
    request: &HttpRequest,
    state: &ApiState,
    room: Room,
    traced: &Traced,
    mut events: Vec<NewEvent>,
) -> Result<Vec<Result<Accepted, Refusal>>, Problem> {
    let room = Arc::new(room);
    let marked = traced.mark(&mut events);
    for _ in 0..MAX_RENEWALS {
        let answered = state.ingest.accept(events.clone(), room.clone()).await.map_err(|_| overloaded())?;
        let answers = answered.map_err(|error: Arc<StoreError>| unwritten(&error))?;
        if let Some(Err(Refusal::TooFast { per_s, wait_s })) = answers.first() {
            count(&answers);
            return Err(rate_limit::too_many_events(request, *per_s, *wait_s));
        }
        if let Some(refusal) = answers.iter().filter_map(|answer| answer.as_ref().err()).find(is_of_the_post)
        {
            count(&answers);
            return Err(problem(refusal));
        }
        if !answers.contains(&Err(Refusal::StaleAccess)) {
            count(&answers);
            if let Some(marked) = marked {
                marked.end(request, state, &answers);
            }
            return Ok(answers);
        }
        if !renew(&mut events, &Poster::renew(request).await?) {
            break;
        }
    }
    Err(Problem::new(Kind::Unavailable, "Access to this tenant is changing. Try again.").retry_after(1))
}

/// Lets these events come from whoever posts them as they are now. False if the key of their tenant is another
/// tenant's by now.
fn renew(events: &mut [NewEvent], poster: &Poster) -> bool {
    for new in &mut *events {
        new.source = Source::Poster { access_version: poster.access_version };
    }
    events.iter().all(|new| new.event.tenant_id == poster.tenant_id)
}

/// True for what says nothing about one of several events.
fn is_of_the_post(refusal: &&Refusal) -> bool {
    matches!(refusal, Refusal::TooManyDeliveries { .. } | Refusal::NotReady | Refusal::NoTenant)
}

/// Counts events by what became of them. If one of a post is refused, nothing became of the others.
fn count(answers: &[Result<Accepted, Refusal>]) {
    static ACCEPTED: LazyLock<Counter> =
        LazyLock::new(|| metrics::counter!("billhook_events_total", "outcome" => "accepted"));
    let is_refused = answers.iter().any(Result::is_err);
    let mut accepted = 0;
    for answer in answers.iter().filter(|answer| answer.is_err() == is_refused) {
        let outcome = match answer {
            Ok(Accepted { duplicate: false, .. }) => {
                accepted += 1;
                continue;
            }
            Ok(Accepted { duplicate: true, .. }) => "duplicate",
            Err(Refusal::Conflict) => "conflict",
            Err(Refusal::Undeclared) => "undeclared",
            Err(Refusal::UnknownApp | Refusal::UnknownSku | Refusal::SkuWithoutApp) => "unknown_app",
            Err(Refusal::NoRoom { .. }) => "no_room",
            Err(Refusal::Violates(_)) => "violates_schema",
            Err(Refusal::NotReady) => "unavailable",
            Err(Refusal::TooLarge { .. }) => "too_large",
            Err(Refusal::TooManyDeliveries { .. }) => "too_many_deliveries",
            Err(Refusal::TooFast { .. }) => "too_fast",
            Err(Refusal::NoTenant | Refusal::StaleAccess) => "no_tenant",
        };
        metrics::counter!("billhook_events_total", "outcome" => outcome).increment(1);
    }
    ACCEPTED.increment(accepted);
}

/// The database failed; whether it had committed by then, nobody can tell.
fn unwritten(error: &StoreError) -> Problem {
    metrics::counter!("billhook_events_total", "outcome" => "unavailable").increment(1);
    let problem = Problem::from(error);
    if problem.kind() != Kind::Unavailable {
        return problem;
    }
    Problem::new(
        Kind::Unavailable,
        "The database does not answer just now. Post this again: with an `id` or an `Idempotency-Key` it is stored \
         once, whether or not it was stored this time.",
    )
    .retry_after(OUTAGE_RETRY_AFTER_S)
}

fn overloaded() -> Problem {
    metrics::counter!("billhook_events_total", "outcome" => "overloaded").increment(1);
    Problem::new(
        Kind::Unavailable,
        "Too many events are waiting to be written. Nothing was stored; try again.",
    )
    .retry_after(OVERLOADED_RETRY_AFTER_S)
}

/// What is wrong with an event that ingest refused.
pub(super) fn field_errors(refusal: &Refusal) -> Vec<FieldError> {
    let (pointer, detail) = match refusal {
        Refusal::Conflict => ("/id", "an event with this id and other content was accepted before"),
        Refusal::Undeclared => {
            ("/type", "this event type is not declared, and the tenant takes only declared ones")
        }
        Refusal::UnknownApp => (
            "/app",
            "there is no app with this key, and the tenant takes only known ones: make it by POST /api/v1/apps",
        ),
        Refusal::SkuWithoutApp => (
            "/app",
            "a SKU belongs to an app, and the tenant takes only known ones: name the app of which it is",
        ),
        Refusal::UnknownSku => {
            ("/sku", "the app has no SKU with this key, and the tenant takes only known ones: make it first")
        }
        Refusal::NoRoom { of, most } => {
            let (pointer, of) = match of {
                Registered::App => ("/app", "apps"),
                Registered::Sku => ("/sku", "SKUs"),
                Registered::EventType => ("/type", "event types"),
            };
            let detail =
                format!("nobody made this one, and the tenant has reached its limit of {of} ({most})");
            return vec![FieldError { pointer: pointer.to_owned(), detail }];
        }
        Refusal::Violates(violations) => return violations.iter().map(violation).collect(),
        Refusal::TooLarge { most } => {
            return vec![FieldError { pointer: "/data".to_owned(), detail: too_large(*most) }];
        }
        Refusal::TooManyDeliveries { .. }
        | Refusal::TooFast { .. }
        | Refusal::NoTenant
        | Refusal::StaleAccess
        | Refusal::NotReady => ("", "the tenant takes no events at this moment"),
    };
    vec![FieldError { pointer: pointer.to_owned(), detail: detail.to_owned() }]
}

fn violation(Violation { pointer, detail }: &Violation) -> FieldError {
    FieldError { pointer: format!("/data{pointer}"), detail: detail.clone() }
}

/// The answer to a single event that ingest refused.
pub(super) fn problem(refusal: &Refusal) -> Problem {
    match refusal {
        Refusal::Conflict => Problem::conflict(
            "An event with this id and other content was accepted before. Take a new id for a new event.",
        ),
        Refusal::Undeclared
        | Refusal::UnknownApp
        | Refusal::UnknownSku
        | Refusal::SkuWithoutApp
        | Refusal::NoRoom { .. }
        | Refusal::Violates(_) => Problem::fields(field_errors(refusal)),
        Refusal::TooLarge { most } => {
            Problem::new(Kind::TooLarge, format!("The event is too large: {}.", too_large(*most)))
        }
        Refusal::TooManyDeliveries { most } => Problem::new(
            Kind::TooLarge,
            format!(
                "The post would become more than {most} deliveries, which are written together. Nothing was stored; post \
                 fewer events at once."
            ),
        ),
        Refusal::TooFast { wait_s, .. } => Problem::new(Kind::RateLimited, "Wait.").retry_after(*wait_s),
        Refusal::NoTenant | Refusal::StaleAccess => Problem::not_found("tenant"),
        Refusal::NotReady => Problem::new(
            Kind::Unavailable,
            "The schema of this event type, or what hooks do with it, is changing. Try again.",
        )
        .retry_after(1),
    }
}

fn too_large(most: u32) -> String {
    format!("this tenant takes events with at most {most} bytes of data, or of `previous`")
}
