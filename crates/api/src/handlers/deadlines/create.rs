//! `POST /api/v1/deadlines`

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::id::DeadlineId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::deadlines::{self, Deadline};
use billhook_store::hooks;

use super::content::{NewDeadline, check_beside_others, require_grants_of_rule};
use super::view::DeadlineView;
use crate::changes::noted;
use crate::idempotency::Create;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Make a deadline
///
/// It holds for events that are accepted from now on. An event that arms it again, with the same key, starts its time
/// again. The event that it emits has the data, app, SKU, subjects, actor, origin, component and test mode of the one
/// that armed it, and names that one in `caused_by`.
#[utoipa::path(
    tag = "deadlines",
    request_body = NewDeadline,
    responses(
        (status = 201, description = "The deadline", body = DeadlineView),
        (status = 409, description = "The limit is reached")
    ),
    extensions(("x-permission" = json!("catalog.edit")))
)]
#[post("/deadlines")]
pub(crate) async fn create_deadline(
    state: Data<ApiState>,
    principal: Principal,
    body: Create<NewDeadline>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::CatalogEdit)?;
    let Create { content, once } = body;
    let (name, rule) = content.checked(&state.config)?;
    require_grants_of_rule(&principal, &rule)?;
    let (tenant, actor, now) = (principal.tenant_id, principal.actor(), state.clock.now());
    let most = state.config.max_deadlines;
    once.run(&state, &principal, StatusCode::CREATED, move |c| {
        hooks::begin_change(c, tenant)?;
        let deadline = Deadline { id: DeadlineId::new(now), name, rule, created_at: now, updated_at: now };
        check_beside_others(c, tenant, deadline.id, &deadline.rule, most)?;
        deadlines::insert(c, tenant, &deadline)?;
        let subject = Subject::new("deadline", deadline.id, &deadline.name);
        let entry = Entry::new(actor, "deadline.created", subject, now);
        let made = DeadlineView::from(deadline);
        audit::insert(c, tenant, &noted(entry, None, Some(&made)))?;
        Ok(made)
    })
    .await
}
