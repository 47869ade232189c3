//! What the four operations on a hook's state have in common.

use actix_web::HttpResponse;
use actix_web::web::Data;
use billhook_core::hook::{HookState, StateReason};
use billhook_core::id::HookId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::hooks::{self, Hook};
use billhook_store::{AnyConnection, actions};

use serde_json::json;

use super::access::{require_fit_owner, require_grants_of};
use super::managed::require_managed_here;
use super::view::{find, view};
use crate::changes::noted;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// What is asked of a hook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    Activate,
    Deactivate,
    Pause,
    Resume,
}

impl Move {
    const fn operation(self) -> &'static str {
        match self {
            Self::Activate => "hook.activated",
            Self::Deactivate => "hook.deactivated",
            Self::Pause => "hook.paused",
            Self::Resume => "hook.resumed",
        }
    }

    /// Where it leads from `state`; `None` if it is there already.
    fn from(self, state: HookState) -> Result<Option<(HookState, Option<StateReason>)>, Problem> {
        use HookState::{Active, Inactive, Paused};
        match (self, state) {
            (Self::Activate | Self::Resume, Active)
            | (Self::Pause, Paused)
            | (Self::Deactivate, Inactive) => Ok(None),
            (Self::Activate, Inactive | Paused) | (Self::Resume, Paused) => Ok(Some((Active, None))),
            (Self::Pause, Active) => Ok(Some((Paused, Some(StateReason::Manual)))),
            (Self::Deactivate, Active | Paused) => Ok(Some((Inactive, Some(StateReason::Manual)))),
            (Self::Pause | Self::Resume, Inactive) => {
                Err(Problem::conflict("The hook is inactive. Activate it first, by `POST …/activate`."))
            }
        }
    }
}

/// Does it, and answers with the hook.
pub(super) async fn change_state(
    state: &Data<ApiState>,
    principal: Principal,
    id: HookId,
    wanted: Move,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::HooksEdit)?;
    let now = state.clock.now();
    let changed = state.db.write(move |c| {
        let tenant = principal.tenant_id;
        hooks::begin_change(c, tenant)?;
        require_managed_here(c, &principal)?;
        let hook = find(c, &principal, id)?;
        if let Some((next, reason)) = wanted.from(hook.state)? {
            if next == HookState::Active {
                require_grants_of(c, &principal, id)?;
                check_owner(c, &hook)?;
            }
            hooks::set_state(c, tenant, id, next, reason, now)?;
            let subject = Subject::new("hook", id, hook.settings.name);
            let entry = Entry::new(principal.actor(), wanted.operation(), subject, now);
            let shown = |state: HookState| json!({"state": state});
            audit::insert(c, tenant, &noted(entry, Some(&shown(hook.state)), Some(&shown(next))))?;
        }
        view(c, &principal, id)
    });
    let changed = changed.await?;
    state.wake.look_at_lanes();
    state.wake.jobs();
    Ok(HttpResponse::Ok().json(changed))
}

fn check_owner(connection: &mut AnyConnection, hook: &Hook) -> Result<(), Problem> {
    let actions = actions::list_of_hooks(connection, hook.tenant_id, &[hook.id])?;
    let rules: Vec<_> = actions.into_iter().map(|action| action.rule).collect();
    require_fit_owner(connection, hook, &rules)
}
