//! `GET /api/v1/setup`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::Problem;
use crate::setup;
use crate::state::ApiState;

/// Whether the installation waits to be set up.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SetupState {
    /// True while there is no user. Then `billhook serve` prints a one-time link at its start.
    needed: bool,
}

/// Does the installation wait to be set up?
#[utoipa::path(
    tag = "setup",
    responses((status = 200, description = "Whether it does", body = SetupState)),
    security(())
)]
#[get("/setup")]
pub(crate) async fn get_setup(state: Data<ApiState>) -> Result<HttpResponse, Problem> {
    let needed = state.db.read(setup::is_needed).await.map_err(Problem::from)?;
    Ok(HttpResponse::Ok().json(SetupState { needed }))
}
