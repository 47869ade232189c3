//! `GET /api/v1/deadlines/{id}/timers` and `DELETE /api/v1/deadlines/{id}/timers/{timer}`

use actix_web::web::Data;
use actix_web::{HttpResponse, delete, get};
use billhook_core::id::{DeadlineId, TimerId};
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::deadlines;
use billhook_store::deadlines::timers;

use super::content::require_grants_of_rule;
use super::view::TimerView;
use crate::extract::{Path, Query};
use crate::page::{Page, PageQuery};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// List what is armed
///
/// The timers of a deadline, the newest first. Their keys come from events, so the resource of the event type that arms
/// the deadline has to be granted to you.
#[utoipa::path(
    tag = "deadlines",
    params(("id" = String, Path, description = "The deadline's id"), PageQuery),
    responses((status = 200, description = "A page of timers", body = Page<TimerView>)),
    extensions(("x-permission" = json!("events.view")))
)]
#[get("/deadlines/{id}/timers")]
pub(crate) async fn list_timers(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<DeadlineId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::EventsView)?;
    let (tenant, before, limit) = (principal.tenant_id, query.0.after()?, query.0.limit);
    let listed = state.db.read(move |c| {
        let deadline = deadlines::find(c, tenant, path.0)?.ok_or_else(|| Problem::not_found("deadline"))?;
        principal.require_grant(deadline.rule.when.resource())?;
        Ok::<_, Problem>(timers::list(c, tenant, path.0, before, limit.rows())?)
    });
    let page = Page::of(listed.await?, limit, |timer| timer.id, TimerView::from);
    Ok(HttpResponse::Ok().json(page))
}

/// Disarm one timer
///
/// Nothing is emitted for the event that armed it.
#[utoipa::path(
    tag = "deadlines",
    params(
        ("id" = String, Path, description = "The deadline's id"),
        ("timer" = String, Path, description = "The timer's id")
    ),
    responses((status = 204, description = "Disarmed")),
    extensions(("x-permission" = json!("catalog.edit")))
)]
#[delete("/deadlines/{id}/timers/{timer}")]
pub(crate) async fn delete_timer(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<(DeadlineId, TimerId)>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::CatalogEdit)?;
    let ((id, timer), tenant, now) = (path.0, principal.tenant_id, state.clock.now());
    let disarmed = principal.write_unheld(&state, move |c, principal| {
        let deadline = deadlines::find(c, tenant, id)?.ok_or_else(|| Problem::not_found("deadline"))?;
        require_grants_of_rule(principal, &deadline.rule)?;
        if !timers::cancel(c, tenant, id, timer)? {
            return Err(Problem::not_found("timer"));
        }
        let subject = Subject::new("timer", timer, deadline.name);
        audit::insert(c, tenant, &Entry::new(principal.actor(), "timer.disarmed", subject, now))?;
        Ok(())
    });
    disarmed.await?;
    Ok(HttpResponse::NoContent().finish())
}
