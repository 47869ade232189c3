//! `GET /api/v1/events/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::event::EventKind;
use billhook_core::id::EventId;
use billhook_core::member::{Grants, Permission};
use billhook_store::AnyConnection;
use billhook_store::deliveries::{self, Filter};
use billhook_store::event_schemas;
use billhook_store::events::{self, EventHead};

use super::view::{EventView, ViolationView, raw};
use crate::extract::Path;
use crate::handlers::deliveries::DeliveryView;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

const MAX_DELIVERIES: i64 = 100;

/// Get an event
///
/// With its data, and its deliveries: which hooks matched, which were skipped, and why.
#[utoipa::path(
    tag = "events",
    params(("id" = String, Path, description = "The event's id")),
    responses((status = 200, description = "The event", body = EventView)),
    extensions(("x-permission" = json!("events.view")))
)]
#[get("/events/{id}")]
pub(crate) async fn get_event(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<EventId>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::EventsView)?;
    let found = state.db.read(move |c| view(c, &principal, path.0)).await?;
    Ok(HttpResponse::Ok().json(found))
}

fn view(connection: &mut AnyConnection, principal: &Principal, id: EventId) -> Result<EventView, Problem> {
    let tenant = principal.tenant_id;
    let found = events::find(connection, tenant, id)?.filter(|(head, _)| is_granted(principal, head));
    let (mut head, data) = found.ok_or_else(|| Problem::not_found("event"))?;
    let filter = Filter { event: Some(id), ..Filter::of(Grants::all()) };
    let deliveries = deliveries::list(connection, tenant, &filter, None, MAX_DELIVERIES)?;
    let violations = event_schemas::violations(connection, tenant, id)?;
    Ok(EventView {
        violations: violations.into_iter().map(ViolationView::from).collect(),
        data: raw(&data)?,
        previous: head.attributes.previous.take().map(|previous| previous.0),
        envelope: head.attributes.envelope.take().map(|envelope| envelope.0),
        head: head.into(),
        deliveries: deliveries.into_iter().map(DeliveryView::from).collect(),
    })
}

/// An event that is not granted is not there, as in the list; a ping holds nothing that would need a grant.
fn is_granted(principal: &Principal, head: &EventHead) -> bool {
    head.kind == EventKind::Ping || principal.grants.cover(head.event_type.resource())
}
