//! `GET /api/v1/apps/{id}/skus`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::id::AppId;
use billhook_store::apps;

use super::view::SkuView;
use crate::extract::{Path, Query};
use crate::page::{Page, PageQuery};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// List the SKUs of an app
///
/// The newest first. Every member may read them.
#[utoipa::path(
    tag = "apps",
    params(("id" = String, Path, description = "The app's id"), PageQuery),
    responses((status = 200, description = "A page of SKUs", body = Page<SkuView>))
)]
#[get("/apps/{id}/skus")]
pub(crate) async fn list_skus(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<AppId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (tenant, before, limit) = (principal.tenant_id, query.0.after()?, query.0.limit);
    let page = state.db.read(move |c| {
        let app = apps::find(c, tenant, path.0)?.ok_or_else(|| Problem::not_found("app"))?;
        let rows = apps::list_skus(c, tenant, app.id, before, limit.rows())?;
        Ok::<_, Problem>(Page::of(rows, limit, |sku| sku.id, SkuView::from))
    });
    Ok(HttpResponse::Ok().json(page.await?))
}
