//! `GET /api/v1/deliveries/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::id::DeliveryId;
use billhook_core::member::Permission;

use super::view::{DeliveryView, find};
use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Get a delivery
#[utoipa::path(
    tag = "deliveries",
    params(("id" = String, Path, description = "The delivery's id")),
    responses((status = 200, description = "The delivery", body = DeliveryView)),
    extensions(("x-permission" = json!("events.view")))
)]
#[get("/deliveries/{id}")]
pub(crate) async fn get_delivery(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<DeliveryId>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::EventsView)?;
    let found = state.db.read(move |c| find(c, &principal, path.0)).await?;
    Ok(HttpResponse::Ok().json(DeliveryView::from(found)))
}
