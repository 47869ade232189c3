//! `GET /api/v1/tenants`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_store::tenants;

use super::view::TenantView;
use crate::extract::Query;
use crate::operator::Operator;
use crate::page::{Page, PageQuery};
use crate::problem::Problem;
use crate::state::ApiState;

/// List the tenants
///
/// All of the installation, the newest first.
#[utoipa::path(
    tag = "tenants",
    params(PageQuery),
    responses((status = 200, description = "A page of tenants", body = Page<TenantView>)),
    security(("operator" = []))
)]
#[get("/tenants")]
pub(crate) async fn list_tenants(
    state: Data<ApiState>,
    operator: Operator,
    query: Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (after, limit) = (query.0.after()?, query.0.limit);
    let rows = state.db.read(move |c| tenants::page(c, operator.scope, after, limit.rows())).await;
    let page = Page::of(rows.map_err(Problem::from)?, limit, |tenant| tenant.id, TenantView::from);
    Ok(HttpResponse::Ok().json(page))
}
