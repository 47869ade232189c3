//! `POST /api/v1/events`

use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse, post};

use super::accept::{AcceptedView, problem, read_post, submit};
use super::posted::{Limits, PostedEvent};
use super::traced::Traced;
use crate::extract::parse_borrowed;
use crate::idempotency;
use crate::operator::Poster;
use crate::problem::{Kind, Problem};
use crate::state::ApiState;

/// Post an event
///
/// It is answered once the event and all its deliveries are durable. Your own `id` (or an `Idempotency-Key`) makes the
/// post idempotent: the same again answers the first event with `duplicate: true`, other content under the same id is
/// a 409. A type that nobody declared joins the catalogue, unless the tenant's settings refuse it. Data that violates
/// its type's schema is a 422 with pointers into the data, if the schema's mode is `reject`.
#[utoipa::path(
    tag = "events",
    request_body = PostedEvent<'static>,
    params(
        ("Billhook-Tenant" = Option<String>, Header, description = "The operator's: the tenant's id, or `key:` and its key"),
        ("Idempotency-Key" = Option<String>, Header, description = "Used as `id` if the event has none")
    ),
    responses(
        (status = 202, description = "Accepted: nothing that happens from now on loses it", body = AcceptedView<'static>),
        (status = 409, description = "The id belongs to an event with other content"),
        (status = 413, description = "The event is too large"),
        (status = 503, description = "Too much is waiting; try again after `Retry-After`")
    ),
    extensions(("x-permission" = json!("events.publish"))),
    security(("token" = []), ("session" = []), ("operator" = []))
)]
#[post("/events")]
pub(crate) async fn create_event(
    request: HttpRequest,
    state: Data<ApiState>,
    traced: Traced,
    poster: Poster,
    payload: Payload,
) -> Result<HttpResponse, Problem> {
    let key = idempotency::key(&request)?;
    let mut room = state.ingest.room(poster.tenant_id);
    let body = read_post(&request, payload.into_inner(), state.config.event_body_bytes(), &mut room).await?;
    let posted: PostedEvent<'_> = parse_borrowed(&body)?;
    let limits = Limits::of(&state.config);
    if posted.is_too_large(limits) {
        let detail = format!("The data of an event may be {} bytes long at most.", limits.data_bytes);
        return Err(Problem::new(Kind::TooLarge, detail));
    }
    let now = state.clock.now();
    let new = posted.checked(&poster, &body, key, limits, now).map_err(Problem::fields)?;
    let event_type = new.event.event_type.clone();
    match submit(&request, &state, room, &traced, vec![new]).await?.first() {
        Some(Ok(accepted)) => {
            Ok(HttpResponse::Accepted().json(AcceptedView::of(accepted, event_type.as_str())))
        }
        Some(Err(refusal)) => Err(problem(refusal)),
        None => Err(Problem::internal()),
    }
}
