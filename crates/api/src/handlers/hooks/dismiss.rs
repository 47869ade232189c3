//! `DELETE /api/v1/hooks/{id}/missed-period`

use actix_web::web::Data;
use actix_web::{HttpResponse, delete};
use billhook_core::id::HookId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::{hooks, missed_periods};
use serde_json::json;

use super::access::require_grants_of;
use super::view::{MissedPeriodView, find};
use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Dismiss what a hook missed
///
/// Its `missed_period` is null from then on. Nothing is sent, and no delivery changes: all of it can still be
/// replayed. Asking again is not an error. Like activating the hook, it needs the grants of its events.
#[utoipa::path(
    tag = "hooks",
    params(("id" = String, Path, description = "The hook's id")),
    responses((status = 204, description = "Dismissed")),
    extensions(("x-permission" = json!("hooks.edit")))
)]
#[delete("/hooks/{id}/missed-period")]
pub(crate) async fn dismiss_missed_period(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<HookId>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::HooksEdit)?;
    let (id, now) = (path.0, state.clock.now());
    let dismissed = principal.write(&state, move |c, principal| {
        let tenant = principal.tenant_id;
        hooks::begin_change(c, tenant)?;
        let hook = find(c, principal, id)?;
        require_grants_of(c, principal, id)?;
        if let Some(period) = missed_periods::end(c, tenant, id)? {
            let subject = Subject::new("hook", id, hook.settings.name);
            let entry = Entry::new(principal.actor(), "hook.missed_period_dismissed", subject, now);
            let before = json!({"missed_period": MissedPeriodView::from(period)}).to_string();
            audit::insert(c, tenant, &entry.changing(Some(before), None))?;
        }
        Ok::<_, Problem>(())
    });
    dismissed.await?;
    Ok(HttpResponse::NoContent().finish())
}
