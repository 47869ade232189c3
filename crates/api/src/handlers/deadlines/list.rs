//! `GET /api/v1/deadlines`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_store::deadlines;

use super::view::DeadlineView;
use crate::extract::Query;
use crate::page::{Page, PageQuery};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// List deadlines
///
/// The newest first. Every member may read them.
#[utoipa::path(
    tag = "deadlines",
    params(PageQuery),
    responses((status = 200, description = "A page of deadlines", body = Page<DeadlineView>))
)]
#[get("/deadlines")]
pub(crate) async fn list_deadlines(
    state: Data<ApiState>,
    principal: Principal,
    query: Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (tenant, before, limit) = (principal.tenant_id, query.0.after()?, query.0.limit);
    let rows = state.db.read(move |c| deadlines::list(c, tenant, before, limit.rows())).await;
    let page = Page::of(rows.map_err(Problem::from)?, limit, |deadline| deadline.id, DeadlineView::from);
    Ok(HttpResponse::Ok().json(page))
}
