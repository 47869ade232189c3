//! What the four operations on a hook's state have in common.

use actix_web::HttpResponse;
use actix_web::web::Data;
use billhook_core::hook::{HookState, StateReason};
use billhook_core::id::HookId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::hooks::{self, Hook};
use billhook_store::{AnyConnection, actions};

use serde_json::{Value, json};

use super::access::{require_fit_owner, require_grants_of};
use super::managed::require_managed_here;
use super::view::{HookView, find, view};
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
    /// What it collected is sent at this rate.
    Resume {
        rate_per_s: Option<u32>,
    },
}

impl Move {
    const fn operation(self) -> &'static str {
        match self {
            Self::Activate => "hook.activated",
            Self::Deactivate => "hook.deactivated",
            Self::Pause => "hook.paused",
            Self::Resume { .. } => "hook.resumed",
        }
    }

    /// At which rate the hook drains from now on, if that changes; `Some(None)` ends a drain.
    fn drains_at(self, moves: bool, now: Option<u32>) -> Option<Option<u32>> {
        match self {
            Self::Resume { rate_per_s } if moves => rate_per_s.map(Some),
            Self::Resume { rate_per_s } => (now.is_some() && now != rate_per_s).then_some(rate_per_s),
            _ => None,
        }
    }

    /// Where it leads from `state`; `None` if it is there already.
    fn from(self, state: HookState) -> Result<Option<(HookState, Option<StateReason>)>, Problem> {
        use HookState::{Active, Inactive, Paused};
        match (self, state) {
            (Self::Activate | Self::Resume { .. }, Active)
            | (Self::Pause, Paused)
            | (Self::Deactivate, Inactive) => Ok(None),
            (Self::Activate, Inactive | Paused) | (Self::Resume { .. }, Paused) => Ok(Some((Active, None))),
            (Self::Pause, Active) => Ok(Some((Paused, Some(StateReason::Manual)))),
            (Self::Deactivate, Active | Paused) => Ok(Some((Inactive, Some(StateReason::Manual)))),
            (Self::Pause | Self::Resume { .. }, Inactive) => {
                Err(Problem::conflict("The hook is inactive. Activate it first, by `POST …/activate`."))
            }
        }
    }
}

/// A state as the audit log has it, with the rate of a drain where there is one.
fn shown(state: HookState, drain_rate_per_s: Option<u32>) -> Value {
    match drain_rate_per_s {
        Some(rate) => json!({"state": state, "drain_rate_per_s": rate}),
        None => json!({"state": state}),
    }
}

/// A hook after a change of its state, and as it was before.
pub(super) struct Changed {
    pub(super) hook: HookView,
    pub(super) was: Hook,
}

/// Does it, and answers with the hook.
pub(super) async fn change_state(
    state: &Data<ApiState>,
    principal: Principal,
    id: HookId,
    wanted: Move,
) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok().json(change(state, principal, id, wanted).await?.hook))
}

/// Does it.
pub(super) async fn change(
    state: &Data<ApiState>,
    principal: Principal,
    id: HookId,
    wanted: Move,
) -> Result<Changed, Problem> {
    principal.require(Permission::HooksEdit)?;
    let (tenant, clock) = (principal.tenant_id, state.clock.clone());
    let changed = principal.write(state, move |c, principal| {
        hooks::begin_change(c, tenant)?;
        // Not before: what is skipped while this waits for its turn is missed, too.
        let now = clock.now();
        require_managed_here(c, principal)?;
        let hook = find(c, principal, id)?;
        let was = hook.clone();
        let next = wanted.from(hook.state)?;
        let drain_rate = hook.drain.map(|drain| drain.rate_per_s);
        let drains = wanted.drains_at(next.is_some(), drain_rate);
        if next.is_none() && drains.is_none() {
            return Ok(Changed { hook: view(c, principal, id)?, was });
        }
        if let Some((next, reason)) = next {
            if next == HookState::Active {
                require_grants_of(c, principal, id)?;
                check_owner(c, &hook)?;
            }
            hooks::set_state(c, tenant, id, next, reason, now)?;
        }
        if let Some(rate) = drains {
            hooks::drain(c, tenant, id, rate, now)?;
        }
        let subject = Subject::new("hook", id, hook.settings.name);
        let entry = Entry::new(principal.actor(), wanted.operation(), subject, now);
        let before = shown(hook.state, drain_rate);
        let after = shown(next.map_or(hook.state, |(next, _)| next), drains.flatten());
        audit::insert(c, tenant, &noted(entry, Some(&before), Some(&after)))?;
        Ok::<_, Problem>(Changed { hook: view(c, principal, id)?, was })
    });
    let changed = changed.await?;
    state.wake.hint_lane(tenant, id, state.clock.now());
    state.wake.hint_jobs();
    Ok(changed)
}

fn check_owner(connection: &mut AnyConnection, hook: &Hook) -> Result<(), Problem> {
    let actions = actions::list_of_hooks(connection, hook.tenant_id, &[hook.id])?;
    let rules: Vec<_> = actions.into_iter().map(|action| action.rule).collect();
    require_fit_owner(connection, hook, &rules)
}
