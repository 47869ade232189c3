//! `GET /api/v1/tenants`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::id::TenantId;
use billhook_store::StoreError;
use billhook_store::tenants::{self, Tenant};

use super::view::TenantInList;
use crate::extract::Query;
use crate::operator::Operator;
use crate::page::{Page, PageQuery};
use crate::problem::Problem;
use crate::state::ApiState;

/// List the tenants
///
/// All of the installation, the newest first, each with how it fares.
#[utoipa::path(
    tag = "tenants",
    params(PageQuery),
    responses((status = 200, description = "A page of tenants", body = Page<TenantInList>)),
    security(("operator" = []))
)]
#[get("/tenants")]
pub(crate) async fn list_tenants(
    state: Data<ApiState>,
    operator: Operator,
    query: Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (after, limit, now) = (query.0.after()?, query.0.limit, state.clock.now());
    let read = state.db.read(move |c| {
        let rows = tenants::list(c, operator.scope, after, limit.rows())?;
        let ids: Vec<TenantId> = rows.iter().map(|tenant| tenant.id).collect();
        Ok::<_, StoreError>((rows, tenants::loads_of(c, operator.scope, &ids, now)?))
    });
    let (rows, loads) = read.await.map_err(Problem::from)?;
    let view = |tenant: Tenant| {
        let load = loads.get(&tenant.id).copied().unwrap_or_default();
        TenantInList { tenant: tenant.into(), load: load.into() }
    };
    Ok(HttpResponse::Ok().json(Page::of(rows, limit, |tenant| tenant.id, view)))
}
