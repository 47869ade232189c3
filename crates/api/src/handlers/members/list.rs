//! `GET /api/v1/members`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::member::Permission;
use billhook_store::members;

use super::view::MemberView;
use crate::extract::Query;
use crate::page::{Page, PageQuery};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// List the tenant's members
///
/// The newest first.
#[utoipa::path(
    tag = "members",
    params(PageQuery),
    responses((status = 200, description = "A page of members", body = Page<MemberView>)),
    extensions(("x-permission" = json!("members.edit")))
)]
#[get("/members")]
pub(crate) async fn list_members(
    state: Data<ApiState>,
    principal: Principal,
    query: Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::MembersEdit)?;
    let (tenant, after, limit) = (principal.tenant_id, query.0.after()?, query.0.limit);
    let rows = state.db.read(move |c| members::list(c, tenant, after, limit.rows())).await;
    let page = Page::of(rows.map_err(Problem::from)?, limit, |(member, _)| member.id, MemberView::from);
    Ok(HttpResponse::Ok().json(page))
}
