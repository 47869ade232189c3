//! `POST /api/v1/hooks/{id}/owner`

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::clock::Timestamp;
use billhook_core::id::{HookId, MemberId};
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::hooks::{self, Hook};
use billhook_store::{AnyConnection, StoreError, actions, members, owners};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::access::require_grants_of;
use super::managed::require_managed_here;
use super::view::{HookView, find, view};
use crate::extract::{Json, Path};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Who answers for a hook from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewOwner {
    /// The member's id.
    #[schema(value_type = String, example = "mbr_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    member_id: MemberId,
}

/// Hand a hook over
///
/// Makes another active member its owner, who has to have what the hook needs: `hooks.create`, and the grant for every
/// action. The hook stays in its state: one that is inactive is to be activated then. `GET …/owner/candidates`
/// lists who can take it.
#[utoipa::path(
    tag = "hooks",
    params(("id" = String, Path, description = "The hook's id")),
    request_body = NewOwner,
    responses(
        (status = 200, description = "The hook as it is now", body = HookView),
        (status = 409, description = "The member may not own the hook")
    ),
    extensions(("x-permission" = json!("hooks.edit")))
)]
#[post("/hooks/{id}/owner")]
pub(crate) async fn hand_over_hook(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<HookId>,
    body: Json<NewOwner>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::HooksEdit)?;
    let (id, heir, now) = (path.0, body.0.member_id, state.clock.now());
    let changed = principal.write(&state, move |c, principal| {
        hooks::begin_change(c, principal.tenant_id)?;
        require_managed_here(c, principal)?;
        let hook = find(c, principal, id)?;
        require_grants_of(c, principal, id)?;
        if hook.owner.member_id != heir {
            let name = fit_heir(c, &hook, heir)?;
            hooks::set_owner(c, principal.tenant_id, id, heir, now)?;
            note(c, principal, &hook, &name, now)?;
        }
        view(c, principal, id)
    });
    Ok(HttpResponse::Ok().json(changed.await?))
}

/// The name of the member who is to have the hook; 422 if there is none, 409 if they may not own it.
fn fit_heir(connection: &mut AnyConnection, hook: &Hook, heir: MemberId) -> Result<String, Problem> {
    let found = members::find(connection, hook.tenant_id, heir)?;
    let (_, user) = found.ok_or_else(|| Problem::field("/member_id", "this tenant has no such member"))?;
    let actions = actions::list_of_hooks(connection, hook.tenant_id, &[hook.id])?;
    let patterns = actions.iter().map(|action| &action.rule.pattern);
    match owners::unfit_for(connection, hook.tenant_id, heir, patterns)? {
        None => Ok(user.name),
        Some(unfit) => Err(Problem::conflict(format!("{} cannot own the hook: {0} {unfit}.", user.name))),
    }
}

fn note(
    connection: &mut AnyConnection,
    principal: &Principal,
    hook: &Hook,
    heir: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let subject = Subject::new("hook", hook.id, hook.settings.name.as_str());
    let owner = |name: &str| Some(json!({"owner": name}).to_string());
    let entry = Entry::new(principal.actor(), "hook.handed_over", subject, now);
    audit::insert(connection, principal.tenant_id, &entry.changing(owner(&hook.owner.name), owner(heir)))
}
