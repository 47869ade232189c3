//! `GET /api/v1/event-types/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::id::EventTypeId;
use billhook_store::event_types;

use super::view::EventTypeView;
use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Get an event type
///
/// Every member may read the catalogue.
#[utoipa::path(
    tag = "event-types",
    params(("id" = String, Path, description = "The event type's id")),
    responses((status = 200, description = "The event type", body = EventTypeView))
)]
#[get("/event-types/{id}")]
pub(crate) async fn get_event_type(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<EventTypeId>,
) -> Result<HttpResponse, Problem> {
    let found = state.db.read(move |c| event_types::find(c, principal.tenant_id, path.0)).await;
    let found = found.map_err(Problem::from)?.ok_or_else(|| Problem::not_found("event type"))?;
    Ok(HttpResponse::Ok().json(EventTypeView::try_from(found)?))
}
