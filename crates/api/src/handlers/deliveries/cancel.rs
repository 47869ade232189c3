//! `POST /api/v1/deliveries/{id}/cancel`

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::clock::Timestamp;
use billhook_core::delivery::DeliveryReason;
use billhook_core::id::DeliveryId;
use billhook_core::member::Permission;
use billhook_store::AnyConnection;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::deliveries::{self, NotCancelled};

use super::view::{DeliveryView, find};
use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Cancel a delivery
///
/// Cancels one that is waiting, for its first attempt (as with `deliver_at`) or for its next.
#[utoipa::path(
    tag = "deliveries",
    params(("id" = String, Path, description = "The delivery's id")),
    responses(
        (status = 200, description = "The delivery as it is now", body = DeliveryView),
        (status = 409, description = "It has ended, or is being sent at this moment")
    ),
    extensions(("x-permission" = json!("deliveries.replay")))
)]
#[post("/deliveries/{id}/cancel")]
pub(crate) async fn cancel_delivery(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<DeliveryId>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::DeliveriesReplay)?;
    let now = state.clock.now();
    let cancelled =
        principal.write_unheld(&state, move |c, principal| cancel(c, principal, path.0, now)).await?;
    Ok(HttpResponse::Ok().json(cancelled))
}

fn cancel(
    connection: &mut AnyConnection,
    principal: &Principal,
    id: DeliveryId,
    now: Timestamp,
) -> Result<DeliveryView, Problem> {
    let tenant = principal.tenant_id;
    let delivery = find(connection, principal, id)?;
    match deliveries::cancel(connection, tenant, &delivery, DeliveryReason::Manual, now)? {
        Ok(()) => {}
        Err(NotCancelled::Finished) => return Err(Problem::conflict("The delivery has ended already.")),
        Err(NotCancelled::InFlight) => {
            return Err(Problem::conflict(
                "The delivery is being sent at this moment. Try again when that is over.",
            ));
        }
    }
    let subject = Subject::new("delivery", id, delivery.event_type.to_string());
    audit::insert(connection, tenant, &Entry::new(principal.actor(), "delivery.cancelled", subject, now))?;
    find(connection, principal, id).map(DeliveryView::from)
}
