//! `POST /api/v1/event-types`

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::event::EventTypeName;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::event_types::{self, About};
use serde_json::value::RawValue;

use super::content::{NewEventType, check_about};
use super::view::EventTypeView;
use crate::bounds::{Thing, require_room};
use crate::changes::noted;
use crate::checks::Checks;
use crate::idempotency::Create;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Declare an event type
///
/// One that was only seen so far becomes declared and keeps its id.
#[utoipa::path(
    tag = "event-types",
    request_body = NewEventType,
    responses(
        (status = 201, description = "The event type", body = EventTypeView),
        (status = 409, description = "It is declared already, or the limit is reached")
    ),
    extensions(("x-permission" = json!("catalog.edit")))
)]
#[post("/event-types")]
pub(crate) async fn create_event_type(
    state: Data<ApiState>,
    principal: Principal,
    body: Create<NewEventType>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::CatalogEdit)?;
    let Create { content, once } = body;
    let (name, about) = checked(content)?;
    let (tenant, actor, now) = (principal.tenant_id, principal.actor(), state.clock.now());
    let installation = state.config.per_tenant;
    once.run(&state, &principal, StatusCode::CREATED, move |c| {
        if event_types::find_by_name(c, tenant, &name)?.is_none() {
            require_room(c, tenant, installation, Thing::EventType)?;
        }
        if !event_types::declare(c, tenant, &name, &about, now)? {
            return Err(Problem::conflict(format!("`{name}` is declared already. Change it by PATCH.")));
        }
        let made = event_types::find_by_name(c, tenant, &name)?.ok_or_else(Problem::internal)?;
        let subject = Subject::new("event_type", made.id, name.as_str());
        let entry = Entry::new(actor, "event_type.declared", subject, now);
        let made = EventTypeView::try_from(made)?;
        audit::insert(c, tenant, &noted(entry, None, Some(&made)))?;
        Ok(made)
    })
    .await
}

fn checked(content: NewEventType) -> Result<(EventTypeName, About), Problem> {
    let text = |json: Option<Box<RawValue>>| json.map(|json| json.get().to_owned());
    let about = About {
        description: content.description,
        example: text(content.example),
        schema: text(content.schema),
        schema_mode: content.schema_mode,
    };
    let mut checks = Checks::default();
    let name = content.name.parse::<EventTypeName>();
    if let Err(error) = &name {
        checks.that(false, "/name", error.to_string());
    }
    check_about(&about, &mut checks);
    checks.finish()?;
    name.map(|name| (name, about)).map_err(|_| Problem::internal())
}
