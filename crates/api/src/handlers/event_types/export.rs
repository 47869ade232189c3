//! `GET /api/v1/event-types/openapi.json`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::action::Pattern;
use billhook_core::event::JsonBytes;
use billhook_core::preset::Preset;
use billhook_core::profile::Sender;
use billhook_core::tenant::Slug;
use billhook_core::webhooks::{Described, document};
use billhook_store::event_types::{self, EventType};
use billhook_store::tenants;
use chrono::SecondsFormat;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::extract::Query;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::schema;
use crate::state::ApiState;

/// The most event types in one document.
const MOST_EVENT_TYPES: usize = 1_000;

/// What the document is about.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ExportQuery {
    /// In whose form requests are sent. Left out: the tenant's preset.
    #[param(value_type = Option<schema::Preset>)]
    preset: Option<Preset>,
    /// An event type, or all of a resource (`invoice.*`). Left out: all.
    #[param(value_type = Option<String>, example = "invoice.*")]
    event_type: Option<Pattern>,
}

/// Export the catalogue
///
/// An OpenAPI 3.1 document whose `webhooks` are the declared event types, in the order of their names: with descriptions,
/// schemas, headers, and for each example the body that is sent for it. For your customers, and for tools that generate
/// receivers. Every member may read it. At most 1000 event types: narrow them down by `event_type`.
#[utoipa::path(
    tag = "event-types",
    params(ExportQuery),
    responses(
        (status = 200, description = "The document", body = Object),
        (status = 409, description = "There are more event types than a document takes")
    )
)]
#[get("/event-types/openapi.json")]
pub(crate) async fn export_event_types(
    state: Data<ApiState>,
    principal: Principal,
    query: Query<ExportQuery>,
) -> Result<HttpResponse, Problem> {
    let (tenant_id, query) = (principal.tenant_id, query.0);
    let exported = state.db.read(move |c| {
        let tenant = tenants::find(c, tenant_id)?.ok_or_else(|| Problem::not_found("tenant"))?;
        let wanted = query.event_type.unwrap_or(Pattern::Any);
        let most = MOST_EVENT_TYPES as i64 + 1;
        let declared = event_types::declared(c, tenant_id, &wanted, most)?;
        if declared.len() > MOST_EVENT_TYPES {
            let detail =
                format!("There are more than {MOST_EVENT_TYPES} event types. Choose some by `event_type`.");
            return Err(Problem::conflict(detail));
        }
        let sender = Sender { tenant_name: &tenant.name, tenant_slug: &Slug::of(&tenant.slug) };
        let preset = query.preset.unwrap_or(tenant.preset);
        let version = version(&declared);
        let described: Vec<Described> = declared.into_iter().map(described).collect();
        Ok(document(sender, preset, &version, &described))
    });
    Ok(HttpResponse::Ok().json(exported.await?))
}

/// When the catalogue was last changed.
fn version(declared: &[EventType]) -> String {
    let latest = declared.iter().map(|event_type| event_type.updated_at).max();
    latest.map_or_else(|| "0".to_owned(), |at| at.to_rfc3339_opts(SecondsFormat::Secs, true))
}

fn described(event_type: EventType) -> Described {
    let about = event_type.about;
    Described {
        name: event_type.name,
        description: about.description,
        example: about.example.map(JsonBytes::trusted),
        schema: about.schema,
    }
}
