//! `POST /api/v1/replays/count`

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::member::Permission;
use serde::Serialize;
use utoipa::ToSchema;

use super::content::ReplayScope;
use crate::extract::Json;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// How much a replay would take.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReplayCount {
    /// How many deliveries or events the filter takes. Those whose hook is inactive or deleted, or whose event
    /// is no longer kept, are among them; a replay passes them over. So are events that the hook's actions
    /// leave out by app, SKU or filter.
    #[schema(example = 1200)]
    count: i64,
}

/// Count what would be replayed
///
/// Deliveries that have ended, or events that a hook never had, of resources that are granted to you; no
/// tests. Nothing is sent.
#[utoipa::path(
    tag = "deliveries",
    request_body = ReplayScope,
    responses((status = 200, description = "How many there are", body = ReplayCount)),
    extensions(("x-permission" = json!("deliveries.replay")))
)]
#[post("/replays/count")]
pub(crate) async fn count_replay(
    state: Data<ApiState>,
    principal: Principal,
    body: Json<ReplayScope>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::DeliveriesReplay)?;
    let now = state.clock.now();
    let scope = body.0.checked(&principal, now)?;
    let tenant = principal.tenant_id;
    let count = state.db.read(move |c| scope.count(c, tenant, now)).await?;
    Ok(HttpResponse::Ok().json(ReplayCount { count }))
}
