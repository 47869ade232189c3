//! `GET /api/v1/hooks/{id}/actions`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::id::HookId;
use billhook_core::member::Permission;
use billhook_store::{actions, hooks};

use super::view::ActionView;
use crate::extract::Path;
use crate::page::Page;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// List a hook's actions
///
/// In the order in which they were made. A hook has 100 at most, so there is one page.
#[utoipa::path(
    tag = "actions",
    params(("id" = String, Path, description = "The hook's id")),
    responses((status = 200, description = "The actions", body = Page<ActionView>)),
    extensions(("x-permission" = json!("hooks.view")))
)]
#[get("/hooks/{id}/actions")]
pub(crate) async fn list_actions(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<HookId>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::HooksView)?;
    let (tenant, id) = (principal.tenant_id, path.0);
    let rows = state.db.read(move |c| {
        hooks::find(c, tenant, id)?.ok_or_else(|| Problem::not_found("hook"))?;
        Ok::<_, Problem>(actions::list_of_hooks(c, tenant, &[id])?)
    });
    let data: Vec<ActionView> = rows.await?.into_iter().map(ActionView::from).collect();
    Ok(HttpResponse::Ok().json(Page { data, next_cursor: None }))
}
