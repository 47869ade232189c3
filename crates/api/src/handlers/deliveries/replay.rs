//! `POST /api/v1/deliveries/{id}/replay`

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::clock::Timestamp;
use billhook_core::id::DeliveryId;
use billhook_core::member::Permission;
use billhook_store::AnyConnection;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::deliveries::{self, NotReplayed};

use super::view::{DeliveryView, find};
use crate::extract::Path;
use crate::idempotency::Once;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Replay a delivery
///
/// Sends the same event to the same hook again, as a new delivery in the hook's present form, behind everything else
/// that waits there. The message id stays the same, so that a receiver can tell that it has seen the event.
#[utoipa::path(
    tag = "deliveries",
    params(("id" = String, Path, description = "The delivery's id")),
    responses(
        (status = 202, description = "The new delivery", body = DeliveryView),
        (status = 409, description = "It has not ended, or its hook takes no deliveries")
    ),
    extensions(("x-permission" = json!("deliveries.replay")))
)]
#[post("/deliveries/{id}/replay")]
pub(crate) async fn replay_delivery(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<DeliveryId>,
    once: Once,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::DeliveriesReplay)?;
    let (who, id, now) = (principal.clone(), path.0, state.clock.now());
    let response =
        once.run(&state, &principal, StatusCode::ACCEPTED, move |c| replay(c, &who, id, now)).await?;
    state.wake.look_at_lanes();
    Ok(response)
}

fn replay(
    connection: &mut AnyConnection,
    principal: &Principal,
    id: DeliveryId,
    now: Timestamp,
) -> Result<DeliveryView, Problem> {
    let tenant = principal.tenant_id;
    let old = find(connection, principal, id)?;
    let again = deliveries::replay(connection, tenant, &old, now)?;
    let again = again.map_err(|obstacle| Problem::conflict(way_out(obstacle)))?;
    let subject = Subject::new("delivery", id, old.event_type.to_string());
    audit::insert(connection, tenant, &Entry::new(principal.actor(), "delivery.replayed", subject, now))?;
    find(connection, principal, again).map(DeliveryView::from)
}

const fn way_out(obstacle: NotReplayed) -> &'static str {
    match obstacle {
        NotReplayed::NotFinished => "The delivery has not ended yet: it is still being tried.",
        NotReplayed::Test => {
            "This was a test. Test the hook again instead, by `POST /api/v1/hooks/{id}/test`."
        }
        NotReplayed::HookInactive => {
            "The hook is inactive. Activate it by `POST /api/v1/hooks/{id}/activate`, then replay."
        }
        NotReplayed::HookDeleted => "The hook was deleted, so there is nowhere to send it.",
        NotReplayed::EventGone => "The event is no longer kept, so there is nothing to send.",
    }
}
