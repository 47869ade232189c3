//! `POST /api/v1/presets/{name}/import`

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::catalog::{self, CatalogEntry};
use billhook_core::event::EventTypeName;
use billhook_core::event_schema::Violation;
use billhook_core::member::Permission;
use billhook_core::preset::Preset;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::event_types::{self, Existing, Imported};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::bounds::{Thing, require_no_more};
use crate::extract::{Path, Query};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// More than that nobody reads.
const MAX_CLASHES_TOLD: usize = 10;

/// How to import.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ImportQuery {
    /// What becomes of a declared event type with another description or example.
    #[serde(default)]
    #[param(inline)]
    existing: Words,
}

/// Whose description and example stay.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Words {
    /// The tenant's.
    #[default]
    Keep,
    /// The catalogue's; a schema stays.
    Replace,
}

/// What an import did: each event type of the catalogue is in one of the lists.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportedCatalog)]
pub(crate) struct ImportedView {
    /// Those that are new in the tenant's catalogue.
    #[schema(example = json!(["invoice.created"]))]
    added: Vec<String>,
    /// Those that were only seen on events so far, and those that were replaced.
    updated: Vec<String>,
    /// Declared ones that are as they were.
    left_alone: Vec<String>,
}

impl From<Imported> for ImportedView {
    fn from(Imported { added, updated, left_alone, clashes: _ }: Imported) -> Self {
        let [added, updated, left_alone] = [added, updated, left_alone]
            .map(|names| names.iter().map(ToString::to_string).collect::<Vec<_>>());
        Self { added, updated, left_alone }
    }
}

/// Import a preset's catalogue
///
/// Each of its event types becomes a declared event type of the tenant, with its description and example. Sent again,
/// it changes nothing. What the tenant has declared itself stays as it is, unless `existing=replace`; then its schemas
/// still stay, and an example that violates one of them is a conflict.
#[utoipa::path(
    tag = "presets",
    params(("name" = String, Path, description = "The preset's name, as in `upodi-v2`"), ImportQuery),
    responses(
        (status = 200, description = "What was done", body = ImportedView),
        (status = 409, description = "An example would violate a schema, or there would be more event types than the limit allows")
    ),
    extensions(("x-permission" = json!("catalog.edit")))
)]
#[post("/presets/{name}/import")]
pub(crate) async fn import_preset(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<String>,
    query: Query<ImportQuery>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::CatalogEdit)?;
    let preset: Preset = path.0.parse().map_err(|_| Problem::not_found("preset"))?;
    let existing = match query.0.existing {
        Words::Keep => Existing::Keep,
        Words::Replace => Existing::Replace,
    };
    let (tenant, actor, now) = (principal.tenant_id, principal.actor(), state.clock.now());
    let installation = state.config.per_tenant;
    let imported = principal.write(&state, move |c, _| {
        let entries: Vec<_> = catalog::of(preset).iter().map(entry).collect();
        let imported = event_types::import(c, tenant, &entries, existing, now)?;
        require_no_clash(&imported)?;
        if !imported.added.is_empty() {
            // Asked after the import, in whose transaction it is undone again.
            require_no_more(c, tenant, installation, Thing::EventType)?;
        }
        if !(imported.added.is_empty() && imported.updated.is_empty()) {
            let subject = Subject::new("preset", preset, preset.title());
            audit::insert(c, tenant, &Entry::new(actor, "preset.imported", subject, now))?;
        }
        Ok::<_, Problem>(imported)
    });
    Ok(HttpResponse::Ok().json(ImportedView::from(imported.await?)))
}

/// 409 if an example of the catalogue would stand beside a schema that it violates.
fn require_no_clash(imported: &Imported) -> Result<(), Problem> {
    let clash = |(name, wrong): &(EventTypeName, Violation)| {
        let place = if wrong.pointer.is_empty() { "as a whole" } else { &wrong.pointer };
        format!("`{name}` {place}: {}", wrong.detail)
    };
    if imported.clashes.is_empty() {
        return Ok(());
    }
    let told: Vec<String> = imported.clashes.iter().take(MAX_CLASHES_TOLD).map(clash).collect();
    Err(Problem::conflict(format!(
        "Examples of the catalogue violate your schemas, so nothing was imported. Change or drop these schemas, or \
         import with `existing=keep`. {}",
        told.join("; ")
    )))
}

fn entry(entry: &CatalogEntry) -> event_types::Entry {
    event_types::Entry {
        name: entry.event_type.clone(),
        description: entry.description.clone(),
        example: String::from_utf8_lossy(entry.example.as_bytes()).into_owned(),
    }
}
