//! `POST /api/v1/events/batch`

use std::sync::Arc;

use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse, post};
use billhook_core::clock::Timestamp;
use billhook_core::event::EventTypeName;
use billhook_core::id::EventId;
use billhook_store::ingest::NewEvent;
use bytes::Bytes;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use utoipa::ToSchema;

use super::accept::{AcceptedView, field_errors, make_room, read_post, submit};
use super::posted::{Limits, PostedEvent};
use super::traced::Traced;
use crate::extract::parse_borrowed;
use crate::idempotency;
use crate::operator::Poster;
use crate::problem::{FieldError, Problem};
use crate::state::ApiState;

/// The most events in a batch.
const MAX_EVENTS: usize = 1_000;
/// The most subjects of its events together: each takes ten times the memory that it takes in the post.
const MAX_SUBJECTS_IN_ALL: usize = 500_000;
/// The most errors that are reported for one batch.
const MAX_ERRORS: usize = 100;

/// Events to be posted together.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewEventBatch)]
pub(crate) struct PostedBatch<'a> {
    /// 1 to 1000 events, with 500,000 subjects together at most.
    #[serde(borrow)]
    #[schema(value_type = Vec<PostedEvent<'static>>, min_items = 1, max_items = 1000)]
    events: Vec<&'a RawValue>,
}

/// What became of a batch.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AcceptedEvents)]
pub(crate) struct BatchView<'a> {
    /// One result for each event, in the order in which they were posted.
    data: Vec<AcceptedView<'a>>,
}

/// Post many events
///
/// All are stored, or none: 422 names each that is wrong, as in `/events/3/type`. The whole body may be 16 MiB
/// large (the operator may set another limit).
/// With an `Idempotency-Key` an event without an id of its own gets the key and its place in the batch as its id, so
/// that the batch can be sent again.
#[utoipa::path(
    tag = "events",
    request_body = PostedBatch<'static>,
    params(
        ("Billhook-Tenant" = Option<String>, Header, description = "The operator's: the tenant's id, or `key:` and its key"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the batch repeatable")
    ),
    responses(
        (status = 202, description = "All are accepted", body = BatchView<'static>),
        (status = 413, description = "The batch is too large"),
        (status = 503, description = "Too much is waiting; try again after `Retry-After`")
    ),
    extensions(("x-permission" = json!("events.publish"))),
    security(("token" = []), ("session" = []), ("operator" = []))
)]
#[post("/events/batch")]
pub(crate) async fn create_event_batch(
    request: HttpRequest,
    state: Data<ApiState>,
    traced: Traced,
    poster: Poster,
    payload: Payload,
) -> Result<HttpResponse, Problem> {
    let key = idempotency::key(&request)?;
    let mut room = state.ingest.room(poster.tenant_id);
    let body = read_post(&request, payload.into_inner(), state.config.max_batch_bytes, &mut room).await?;
    make_room(&mut room, body.len())?;
    let events = checked_batch(&body, &poster, key, Limits::of(&state.config), state.clock.now())?;
    // They have bytes of their own, and wait for a commit: the body would wait beside them.
    drop(body);
    let types: Vec<EventTypeName> = events.iter().map(|new| new.event.event_type.clone()).collect();
    let answers = submit(&request, &state, room, &traced, events).await?;
    let mut wrong = Vec::new();
    let mut data = Vec::with_capacity(answers.len());
    for (index, (answer, event_type)) in answers.iter().zip(&types).enumerate() {
        match answer {
            Ok(accepted) => data.push(AcceptedView::of(accepted, event_type.as_str())),
            Err(refusal) => note(&mut wrong, index, field_errors(refusal)),
        }
    }
    refuse(wrong)?;
    Ok(HttpResponse::Accepted().json(BatchView { data }))
}

/// The events of a batch as they are to be written, or everything that is wrong with them: nobody should have
/// to post it once for each.
fn checked_batch(
    body: &Bytes,
    poster: &Poster,
    key: Option<&str>,
    limits: Limits,
    now: Timestamp,
) -> Result<Vec<NewEvent>, Problem> {
    let batch: PostedBatch<'_> = parse_borrowed(body)?;
    if !(1..=MAX_EVENTS).contains(&batch.events.len()) {
        return Err(Problem::field("/events", format!("must have 1 to {MAX_EVENTS} events")));
    }
    let mut wrong = Vec::new();
    let mut events = Vec::with_capacity(batch.events.len());
    let mut subjects = 0;
    for (index, raw) in batch.events.iter().enumerate() {
        let posted: PostedEvent<'_> = match parse_borrowed(raw.get().as_bytes()) {
            Ok(posted) => posted,
            Err(problem) => {
                note(&mut wrong, index, problem.errors().iter().cloned());
                continue;
            }
        };
        subjects += posted.subjects.len();
        if subjects > MAX_SUBJECTS_IN_ALL {
            return Err(Problem::field(
                "/events",
                format!("must have at most {MAX_SUBJECTS_IN_ALL} subjects together: post fewer at once"),
            ));
        }
        let own = key.map(|key| format!("{key}/{index}"));
        match posted.checked(poster, body, own.as_deref(), limits, now) {
            Ok(mut new) => {
                // A microsecond apart: in lists they stand in the order of the post.
                if let Some(event) = Arc::get_mut(&mut new.event) {
                    event.id = EventId::new(now + TimeDelta::microseconds(index as i64));
                }
                events.push(new);
            }
            Err(errors) => note(&mut wrong, index, errors),
        }
    }
    refuse(wrong).map(|()| events)
}

fn note(wrong: &mut Vec<FieldError>, index: usize, errors: impl IntoIterator<Item = FieldError>) {
    let moved =
        |error: FieldError| FieldError { pointer: format!("/events/{index}{}", error.pointer), ..error };
    wrong.extend(errors.into_iter().map(moved));
}

fn refuse(mut wrong: Vec<FieldError>) -> Result<(), Problem> {
    wrong.truncate(MAX_ERRORS);
    if wrong.is_empty() { Ok(()) } else { Err(Problem::fields(wrong)) }
}
