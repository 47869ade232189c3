//! `GET /api/v1/presets`

use actix_web::{HttpResponse, get};
use billhook_core::preset::Preset;

use super::view::PresetView;
use crate::page::Page;
use crate::principal::Principal;
use crate::problem::Problem;

/// List the presets
///
/// All of them on one page, the default first.
#[utoipa::path(
    tag = "presets",
    responses((status = 200, description = "The presets", body = Page<PresetView>))
)]
#[get("/presets")]
pub(crate) async fn list_presets(_: Principal) -> Result<HttpResponse, Problem> {
    let data: Vec<PresetView> = Preset::ALL.iter().copied().map(PresetView::of).collect();
    Ok(HttpResponse::Ok().json(Page { data, next_cursor: None }))
}
