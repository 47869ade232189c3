//! `POST /api/v1/replays/{id}/cancel`

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::id::ReplayId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::replays;

use super::view::{ReplayView, find, show, size};
use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Cancel a replay
///
/// It makes no more deliveries. Those that it has made are sent; each can be cancelled by itself.
#[utoipa::path(
    tag = "deliveries",
    params(("id" = String, Path, description = "The replay's id")),
    responses(
        (status = 200, description = "The replay as it is now", body = ReplayView),
        (status = 409, description = "It is over already")
    ),
    extensions(("x-permission" = json!("deliveries.replay")))
)]
#[post("/replays/{id}/cancel")]
pub(crate) async fn cancel_replay(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<ReplayId>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::DeliveriesReplay)?;
    let (tenant, actor, id, now) = (principal.tenant_id, principal.actor(), path.0, state.clock.now());
    let cancelled = principal.write(&state, move |c, _| {
        let replay = find(c, tenant, id)?;
        if !replays::cancel(c, tenant, id, now)? {
            return Err(Problem::conflict(
                "The replay is over already. What it made can be cancelled one by one.",
            ));
        }
        let subject = Subject::new("replay", id, size(&replay));
        audit::insert(c, tenant, &Entry::new(actor, "replay.cancelled", subject, now))?;
        Ok(())
    });
    cancelled.await?;
    // After the transaction: others wait for the writer.
    let shown = state.db.read(move |c| show(c, tenant, id)).await?;
    Ok(HttpResponse::Ok().json(shown))
}
