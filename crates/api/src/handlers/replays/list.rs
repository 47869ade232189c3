//! `GET /api/v1/replays`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::member::Permission;
use billhook_store::replays;

use super::view::ReplayView;
use crate::extract::Query;
use crate::page::{Page, PageQuery};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// List replays
///
/// The newest first. What came of each is told by the replay itself.
#[utoipa::path(
    tag = "deliveries",
    params(PageQuery),
    responses((status = 200, description = "A page of replays", body = Page<ReplayView>)),
    extensions(("x-permission" = json!("deliveries.replay")))
)]
#[get("/replays")]
pub(crate) async fn list_replays(
    state: Data<ApiState>,
    principal: Principal,
    query: Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::DeliveriesReplay)?;
    let (tenant, before, limit) = (principal.tenant_id, query.0.after()?, query.0.limit);
    let rows = state.db.read(move |c| replays::list(c, tenant, before, limit.rows())).await;
    let page = Page::of(rows.map_err(Problem::from)?, limit, |replay| replay.id, ReplayView::from);
    Ok(HttpResponse::Ok().json(page))
}
