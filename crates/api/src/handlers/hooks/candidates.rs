//! `GET /api/v1/hooks/{id}/owner/candidates`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::id::HookId;
use billhook_core::member::Permission;
use billhook_core::owner::unfit;
use billhook_store::{actions, members};

use super::view::{OwnerView, find};
use crate::extract::{Path, Query};
use crate::page::{Page, PageQuery};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// List who can take a hook
///
/// The active members who have what the hook needs, its owner left out. A page may hold fewer of them than its limit,
/// or none, and yet have a next one.
#[utoipa::path(
    tag = "hooks",
    params(("id" = String, Path, description = "The hook's id"), PageQuery),
    responses((status = 200, description = "A page of members", body = Page<OwnerView>)),
    extensions(("x-permission" = json!("hooks.edit")))
)]
#[get("/hooks/{id}/owner/candidates")]
pub(crate) async fn list_hook_candidates(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<HookId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::HooksEdit)?;
    let (after, limit) = (query.0.after()?, query.0.limit);
    let page = state.db.read(move |c| {
        let hook = find(c, &principal, path.0)?;
        let actions = actions::list_of_hooks(c, principal.tenant_id, &[hook.id])?;
        let patterns: Vec<_> = actions.into_iter().map(|action| action.rule.pattern).collect();
        let rows = members::list(c, principal.tenant_id, after, limit.rows())?;
        let Page { data, next_cursor } = Page::of(rows, limit, |(member, _)| member.id, |row| row);
        let fits = |member: &members::Member| {
            member.id != hook.owner.member_id && unfit(&member.standing(), &patterns).is_none()
        };
        let fit = data.into_iter().filter(|(member, _)| fits(member)).map(OwnerView::from).collect();
        Ok::<_, Problem>(Page { data: fit, next_cursor })
    });
    Ok(HttpResponse::Ok().json(page.await?))
}
