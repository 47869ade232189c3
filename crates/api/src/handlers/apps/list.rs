//! `GET /api/v1/apps`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_store::apps;

use super::view::AppView;
use crate::extract::Query;
use crate::page::{Page, PageQuery};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// List apps
///
/// Those that were made, and those that an event or an action named first; the newest first. Every member may
/// read them.
#[utoipa::path(
    tag = "apps",
    params(PageQuery),
    responses((status = 200, description = "A page of apps", body = Page<AppView>))
)]
#[get("/apps")]
pub(crate) async fn list_apps(
    state: Data<ApiState>,
    principal: Principal,
    query: Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (tenant, before, limit) = (principal.tenant_id, query.0.after()?, query.0.limit);
    let rows = state.db.read(move |c| apps::list(c, tenant, before, limit.rows())).await;
    Ok(HttpResponse::Ok().json(Page::of(rows.map_err(Problem::from)?, limit, |app| app.id, AppView::from)))
}
