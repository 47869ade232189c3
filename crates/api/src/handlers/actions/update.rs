//! `PATCH /api/v1/actions/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, patch};
use billhook_core::clock::Timestamp;
use billhook_core::id::ActionId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::{AnyConnection, actions, hooks};

use super::content::ActionPatch;
use super::view::ActionView;
use crate::changes::noted;
use crate::checks::Checks;
use crate::extract::{Json, Path};
use crate::handlers::apps::require_apps;
use crate::handlers::hooks::{require_grants, require_managed_here, require_owner_grants};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Change an action
///
/// What is left out stays as it is. It applies to events that come from now on; deliveries that were made stay.
#[utoipa::path(
    tag = "actions",
    params(("id" = String, Path, description = "The action's id")),
    request_body = ActionPatch,
    responses((status = 200, description = "The action as it is now", body = ActionView)),
    extensions(("x-permission" = json!("hooks.edit")))
)]
#[patch("/actions/{id}")]
pub(crate) async fn update_action(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<ActionId>,
    body: Json<ActionPatch>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::HooksEdit)?;
    let now = state.clock.now();
    let changed =
        principal.write(&state, move |c, principal| change(c, principal, path.0, body.0, now)).await?;
    Ok(HttpResponse::Ok().json(changed))
}

fn change(
    c: &mut AnyConnection,
    principal: &Principal,
    id: ActionId,
    patch: ActionPatch,
    now: Timestamp,
) -> Result<ActionView, Problem> {
    let tenant = principal.tenant_id;
    hooks::begin_change(c, tenant)?;
    require_managed_here(c, principal)?;
    let action = actions::find(c, tenant, id)?.ok_or_else(|| Problem::not_found("action"))?;
    // Whoever narrows a hook turns it into one that they may change, whatever still waits for it.
    require_grants(principal, std::slice::from_ref(&action.rule))?;
    let before = ActionView::from(action.clone());
    let hook = hooks::find(c, tenant, action.hook_id)?.ok_or_else(|| Problem::not_found("action"))?;
    let mut checks = Checks::default();
    let rule = patch.onto(action.rule).checked("", &mut checks);
    checks.finish()?;
    let rule = rule.ok_or_else(Problem::internal)?;
    require_grants(principal, std::slice::from_ref(&rule))?;
    require_owner_grants(c, &hook, std::slice::from_ref(&rule))?;
    require_apps(c, tenant, std::slice::from_ref(&rule), |_| String::new(), now)?;
    actions::update(c, tenant, id, &rule, now)?;
    let subject = Subject::new("action", id, format!("{} → {}", rule.pattern, hook.settings.name));
    let changed = ActionView::from(actions::find(c, tenant, id)?.ok_or_else(Problem::internal)?);
    let entry = Entry::new(principal.actor(), "action.updated", subject, now);
    audit::insert(c, tenant, &noted(entry, Some(&before), Some(&changed)))?;
    Ok(changed)
}
