//! `PATCH /api/v1/deadlines/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, patch};
use billhook_core::id::DeadlineId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::deadlines::{self, Deadline};
use billhook_store::hooks;

use super::content::{DeadlinePatch, check_beside_others, require_grants_of_rule};
use super::view::DeadlineView;
use crate::changes::noted;
use crate::extract::{Json, Path};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Change a deadline
///
/// What is left out stays as it is. Timers that are armed keep their key and their instant; what they emit is what the
/// deadline says when they are due.
#[utoipa::path(
    tag = "deadlines",
    params(("id" = String, Path, description = "The deadline's id")),
    request_body = DeadlinePatch,
    responses((status = 200, description = "The deadline as it is now", body = DeadlineView)),
    extensions(("x-permission" = json!("catalog.edit")))
)]
#[patch("/deadlines/{id}")]
pub(crate) async fn update_deadline(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<DeadlineId>,
    body: Json<DeadlinePatch>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::CatalogEdit)?;
    let (tenant, id, now, config) = (principal.tenant_id, path.0, state.clock.now(), state.config.clone());
    let changed = principal.write(&state, move |c, principal| {
        hooks::begin_change(c, tenant)?;
        let old = deadlines::find(c, tenant, id)?.ok_or_else(|| Problem::not_found("deadline"))?;
        require_grants_of_rule(principal, &old.rule)?;
        let (name, rule) = body.0.onto(&old).checked(&config)?;
        require_grants_of_rule(principal, &rule)?;
        check_beside_others(c, tenant, id, &rule, config.max_deadlines)?;
        let before = DeadlineView::from(old.clone());
        let deadline = Deadline { name, rule, updated_at: now, ..old };
        deadlines::update(c, tenant, &deadline)?;
        let subject = Subject::new("deadline", id, &deadline.name);
        let entry = Entry::new(principal.actor(), "deadline.updated", subject, now);
        let after = DeadlineView::from(deadline);
        audit::insert(c, tenant, &noted(entry, Some(&before), Some(&after)))?;
        Ok::<_, Problem>(after)
    });
    Ok(HttpResponse::Ok().json(changed.await?))
}
