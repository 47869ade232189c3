//! `GET /api/v1/presets/{name}`

use actix_web::{HttpResponse, get};
use billhook_core::preset::Preset;

use super::view::PresetWithCatalogView;
use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;

/// Get a preset
///
/// With its catalogue of event types.
#[utoipa::path(
    tag = "presets",
    params(("name" = String, Path, description = "The preset's name, as in `upodi-v2`")),
    responses((status = 200, description = "The preset", body = PresetWithCatalogView))
)]
#[get("/presets/{name}")]
pub(crate) async fn get_preset(_: Principal, path: Path<String>) -> Result<HttpResponse, Problem> {
    let preset: Preset = path.0.parse().map_err(|_| Problem::not_found("preset"))?;
    Ok(HttpResponse::Ok().json(PresetWithCatalogView::of(preset)?))
}
