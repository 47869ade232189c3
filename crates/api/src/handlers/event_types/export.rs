//! `GET /api/v1/event-types/openapi.json`

use actix_web::http::header::ContentType;
use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::action::Pattern;
use billhook_core::event::JsonBytes;
use billhook_core::id::TenantId;
use billhook_core::preset::Preset;
use billhook_core::profile::Sender;
use billhook_core::webhooks::{Described, Document};
use billhook_store::AnyConnection;
use billhook_store::event_types::{self, EventType};
use billhook_store::tenants::{self, Tenant};
use chrono::SecondsFormat;
use serde::Deserialize;
use utoipa::IntoParams;

use super::list::EVENT_TYPES_AT_ONCE;
use crate::extract::Query;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::schema;
use crate::state::ApiState;

/// The most event types in one document.
const MAX_EVENT_TYPES: usize = 1_000;
/// The most bytes of one document, and of the texts that it is made of: 8 MiB.
const MAX_BYTES: usize = 8 << 20;

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
/// An OpenAPI 3.1 document whose `webhooks` are the declared event types, in the order of their names: with
/// descriptions, schemas, headers, and for each example the body that is sent for it. For your customers, and
/// for tools that generate receivers. Every member may read it. At most 1000 event types, and 8 MiB: narrow
/// them down by `event_type`.
#[utoipa::path(
    tag = "event-types",
    params(ExportQuery),
    responses(
        (status = 200, description = "The document", body = Object),
        (status = 409, description = "The document would have too many event types, or be too long")
    )
)]
#[get("/event-types/openapi.json")]
pub(crate) async fn export_event_types(
    state: Data<ApiState>,
    principal: Principal,
    query: Query<ExportQuery>,
) -> Result<HttpResponse, Problem> {
    let (tenant_id, ExportQuery { preset, event_type }) = (principal.tenant_id, query.0);
    // Before anything is read: what waits for its turn has nothing in memory.
    let turn = state.document_turns.take(tenant_id).await?;
    let read = state.db.read(move |c| {
        let tenant = tenants::find(c, tenant_id)?.ok_or_else(|| Problem::not_found("tenant"))?;
        let declared = declared(c, tenant_id, &event_type.unwrap_or(Pattern::Any))?;
        // The turn comes along: it lasts as long as the reading, also if nobody waits for that any more.
        Ok::<_, Problem>((turn, tenant, declared))
    });
    let (turn, tenant, declared) = read.await?;
    let preset = preset.unwrap_or(tenant.preset);
    let written = turn.run(move |is_wanted| written(&tenant, preset, declared, is_wanted)).await??;
    Ok(HttpResponse::Ok().content_type(ContentType::json()).body(written))
}

/// The declared event types that are wanted; 409 if they are more than a document takes.
fn declared(
    connection: &mut AnyConnection,
    tenant: TenantId,
    wanted: &Pattern,
) -> Result<Vec<EventType>, Problem> {
    let (mut declared, mut bytes): (Vec<EventType>, usize) = (Vec::new(), 0);
    loop {
        let after = declared.last().map_or("", |last| last.name.as_str());
        let more = event_types::declared(connection, tenant, wanted, after, EVENT_TYPES_AT_ONCE as i64)?;
        let is_last = more.len() < EVENT_TYPES_AT_ONCE;
        bytes += more.iter().map(|event_type| event_type.about.bytes()).sum::<usize>();
        declared.extend(more);
        if declared.len() > MAX_EVENT_TYPES {
            let detail =
                format!("There are more than {MAX_EVENT_TYPES} event types. Choose some by `event_type`.");
            return Err(Problem::conflict(detail));
        }
        require_room(bytes)?;
        if is_last {
            return Ok(declared);
        }
    }
}

/// The document as text; 409 if it becomes too long. It is cut short once nobody wants it.
fn written(
    tenant: &Tenant,
    preset: Preset,
    declared: Vec<EventType>,
    is_wanted: &dyn Fn() -> bool,
) -> Result<String, Problem> {
    let version = version(&declared);
    let mut document = Document::new(Sender { tenant_name: &tenant.name, tenant_slug: &tenant.slug }, preset);
    for event_type in declared.into_iter().take_while(|_| is_wanted()) {
        document.add(&described(event_type));
        require_room(document.bytes())?;
    }
    Ok(document.finish(&version))
}

fn require_room(bytes: usize) -> Result<(), Problem> {
    if bytes <= MAX_BYTES {
        return Ok(());
    }
    let detail = format!(
        "The document would have more than {} MiB. Choose some event types by `event_type`, as in `invoice.*`.",
        MAX_BYTES >> 20
    );
    Err(Problem::conflict(detail))
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
