//! `GET /api/v1/invitations`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::member::Permission;
use billhook_store::invitations;

use super::view::InvitationView;
use crate::extract::Query;
use crate::page::{Page, PageQuery};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// List the tenant's invitations
///
/// The newest first, whatever has become of them.
#[utoipa::path(
    tag = "invitations",
    params(PageQuery),
    responses((status = 200, description = "A page of invitations", body = Page<InvitationView>)),
    extensions(("x-permission" = json!("members.edit")))
)]
#[get("/invitations")]
pub(crate) async fn list_invitations(
    state: Data<ApiState>,
    principal: Principal,
    query: Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::MembersEdit)?;
    let (tenant, after, limit) = (principal.tenant_id, query.0.after()?, query.0.limit);
    let rows = state.db.read(move |c| invitations::list(c, tenant, after, limit.rows())).await;
    let view = InvitationView::at(state.clock.now());
    let page = Page::of(rows.map_err(Problem::from)?, limit, |invitation| invitation.id, view);
    Ok(HttpResponse::Ok().json(page))
}
