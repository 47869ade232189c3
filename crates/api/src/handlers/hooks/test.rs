//! `POST /api/v1/hooks/{id}/test`

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::clock::Timestamp;
use billhook_core::hook::HookState;
use billhook_core::id::{DeliveryId, HookId};
use billhook_core::member::Permission;
use billhook_core::secret::MasterKey;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::hooks::{self, Hook};
use billhook_store::{AnyConnection, StoreError, deliveries};
use serde::Serialize;
use utoipa::ToSchema;

use super::access::{require_grants_of, rules_of};
use super::rendering::{Renderer, RequestView, ping_event};
use super::view::find;
use crate::extract::Path;
use crate::idempotency::{Effect, Once};
use crate::masking::Sight;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// The result of a test.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HookTest)]
pub(crate) struct TestView {
    /// The delivery on which the outcome shows; null if nothing is sent.
    #[schema(value_type = Option<String>, example = "dlv_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    delivery_id: Option<DeliveryId>,
    /// False if the hook is inactive.
    sent: bool,
    /// The request that would have been sent, if the hook is inactive.
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<RequestView>,
}

/// Test a hook
///
/// Sends a ping in the hook's own form, once, before everything else that waits. What the hook's policy counts as
/// delivered leaves the hook as it is; anything else makes it inactive, with the reason `test_failed`. Testing
/// an inactive hook sends nothing: the answer is the exact request that would have been sent.
#[utoipa::path(
    tag = "hooks",
    params(("id" = String, Path, description = "The hook's id")),
    responses(
        (status = 202, description = "The ping is on its way", body = TestView),
        (status = 200, description = "The hook is inactive: nothing was sent", body = TestView)
    ),
    extensions(("x-permission" = json!("hooks.test")))
)]
#[post("/hooks/{id}/test")]
pub(crate) async fn test_hook(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<HookId>,
    once: Once,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::HooksTest)?;
    principal.require_active_tenant()?;
    let (hook_id, now, key, tenant_id) =
        (path.0, state.clock.now(), state.master_key.clone(), principal.tenant_id);
    let once = once.by(&principal);
    let turn = state.change_turns.take(tenant_id).await?;
    let work = move |c: &mut AnyConnection| {
        let _turn = turn;
        test(c, &principal, hook_id, &key, now)
    };
    let response = once.run_if_made(&state, tenant_id, StatusCode::ACCEPTED, work).await?;
    if response.status() == StatusCode::ACCEPTED {
        state.wake.hint_lane(tenant_id, hook_id, now);
    }
    Ok(response)
}

fn test(
    connection: &mut AnyConnection,
    principal: &Principal,
    id: HookId,
    key: &MasterKey,
    now: Timestamp,
) -> Result<Effect<TestView>, Problem> {
    principal.hold(connection, now)?;
    // Held until the ping is committed, so that no deactivation comes between.
    hooks::hold_state(connection, principal.tenant_id, id)?;
    let hook = find(connection, principal, id)?;
    require_grants_of(connection, principal, id)?;
    if hook.state == HookState::Inactive {
        let ping = ping_event(hook.tenant_id, hook.settings.preset, now);
        let rules = rules_of(connection, hook.tenant_id, id)?;
        let request =
            Renderer::of(connection, &hook, key, now, Sight::of(principal, &rules))?.first(&ping)?;
        return Ok(Effect::Shown(TestView { delivery_id: None, sent: false, request: Some(request) }));
    }
    let delivery_id = Some(start(connection, principal, &hook, now)?);
    Ok(Effect::Made(TestView { delivery_id, sent: true, request: None }))
}

fn start(
    connection: &mut AnyConnection,
    principal: &Principal,
    hook: &Hook,
    now: Timestamp,
) -> Result<DeliveryId, StoreError> {
    let subject = Subject::new("hook", hook.id, hook.settings.name.as_str());
    audit::insert(connection, hook.tenant_id, &Entry::new(principal.actor(), "hook.tested", subject, now))?;
    let ping = ping_event(hook.tenant_id, hook.settings.preset, now);
    deliveries::create_test(connection, hook.tenant_id, hook.id, &ping, now)
}
