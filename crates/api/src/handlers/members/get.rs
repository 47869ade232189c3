//! `GET /api/v1/members/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::id::MemberId;
use billhook_core::member::Permission;
use billhook_store::members;

use super::view::MemberView;
use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Get a member
#[utoipa::path(
    tag = "members",
    params(("id" = String, Path, description = "The member's id")),
    responses((status = 200, description = "The member", body = MemberView)),
    extensions(("x-permission" = json!("members.edit")))
)]
#[get("/members/{id}")]
pub(crate) async fn get_member(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<MemberId>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::MembersEdit)?;
    let (tenant, id) = (principal.tenant_id, path.0);
    let found = state.db.read(move |c| members::find(c, tenant, id)).await.map_err(Problem::from)?;
    let found = found.ok_or_else(|| Problem::not_found("member"))?;
    Ok(HttpResponse::Ok().json(MemberView::from(found)))
}
