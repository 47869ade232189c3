//! `POST /api/v1/hooks/{id}/actions`

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::id::HookId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::{actions, hooks};

use super::content::{MAX_PER_HOOK, NewAction};
use super::view::ActionView;
use crate::changes::noted;
use crate::checks::Checks;
use crate::extract::Path;
use crate::handlers::apps::require_apps;
use crate::handlers::hooks::{require_grants, require_managed_here, require_owner_grants};
use crate::idempotency::Create;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Make an action
///
/// From now on the hook gets the events that it names. They have to be granted to whoever makes it and to the hook's
/// owner.
#[utoipa::path(
    tag = "actions",
    params(("id" = String, Path, description = "The hook's id")),
    request_body = NewAction,
    responses((status = 201, description = "The action", body = ActionView)),
    extensions(("x-permission" = json!("hooks.edit")))
)]
#[post("/hooks/{id}/actions")]
pub(crate) async fn create_action(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<HookId>,
    body: Create<NewAction>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::HooksEdit)?;
    let Create { content, once } = body;
    let mut checks = Checks::default();
    let rule = content.checked("", &mut checks);
    checks.finish()?;
    let rule = rule.ok_or_else(Problem::internal)?;
    require_grants(&principal, std::slice::from_ref(&rule))?;
    let (who, hook_id, now) = (principal.clone(), path.0, state.clock.now());
    once.run(&state, &principal, StatusCode::CREATED, move |c| {
        let tenant = who.tenant_id;
        hooks::begin_change(c, tenant)?;
        require_managed_here(c, &who)?;
        let hook = hooks::find(c, tenant, hook_id)?.ok_or_else(|| Problem::not_found("hook"))?;
        require_owner_grants(c, &hook, std::slice::from_ref(&rule))?;
        if actions::list_of_hooks(c, tenant, &[hook_id])?.len() >= MAX_PER_HOOK {
            return Err(Problem::conflict(format!("A hook may have {MAX_PER_HOOK} actions at most.")));
        }
        require_apps(c, tenant, std::slice::from_ref(&rule), |_| String::new(), now)?;
        let id = actions::insert(c, tenant, hook_id, &rule, now)?;
        let subject = Subject::new("action", id, format!("{} → {}", rule.pattern, hook.settings.name));
        let made = ActionView::from(actions::find(c, tenant, id)?.ok_or_else(Problem::internal)?);
        let entry = Entry::new(who.actor(), "action.created", subject, now);
        audit::insert(c, tenant, &noted(entry, None, Some(&made)))?;
        Ok(made)
    })
    .await
}
