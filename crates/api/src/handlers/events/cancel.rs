//! `POST /api/v1/events/{id}/cancel`

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::clock::Timestamp;
use billhook_core::id::EventId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::held_events::{self, NotCancelled};
use billhook_store::{AnyConnection, events};
use serde::Serialize;
use utoipa::ToSchema;

use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// What became of an event that was cancelled.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CancelledEvent)]
pub(crate) struct CancelledView {
    #[schema(value_type = String, example = "evt_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    id: EventId,
    /// How many deliveries will not be sent.
    #[schema(example = 1)]
    cancelled: usize,
}

/// Cancel a held event
///
/// Cancels an event that was posted with `deliver_at`, until that instant: each of its deliveries becomes `cancelled`
/// with the reason `event_cancelled`. The event stays; one of its deliveries can still be sent by a replay.
#[utoipa::path(
    tag = "events",
    params(("id" = String, Path, description = "The event's id")),
    responses(
        (status = 200, description = "It is cancelled", body = CancelledView),
        (status = 409, description = "It is not held back, or no longer")
    ),
    extensions(("x-permission" = json!("events.publish")))
)]
#[post("/events/{id}/cancel")]
pub(crate) async fn cancel_event(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<EventId>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::EventsPublish)?;
    let now = state.clock.now();
    let cancelled =
        principal.write_unheld(&state, move |c, principal| cancel(c, principal, path.0, now)).await?;
    Ok(HttpResponse::Ok().json(cancelled))
}

fn cancel(
    connection: &mut AnyConnection,
    principal: &Principal,
    id: EventId,
    now: Timestamp,
) -> Result<CancelledView, Problem> {
    let tenant = principal.tenant_id;
    let (head, _) = events::find(connection, tenant, id)?.ok_or_else(|| Problem::not_found("event"))?;
    let cancelled = held_events::cancel(connection, tenant, id, now)?.map_err(|error| match error {
        NotCancelled::NotHeld => Problem::conflict("The event is not held back, or no longer."),
        NotCancelled::Released => Problem::conflict("The event is being sent at this moment."),
    })?;
    let subject = Subject::new("event", id, head.event_type.to_string());
    audit::insert(connection, tenant, &Entry::new(principal.actor(), "event.cancelled", subject, now))?;
    Ok(CancelledView { id, cancelled })
}
