//! `DELETE /api/v1/operator/session`

use actix_web::http::header::SET_COOKIE;
use actix_web::web::Data;
use actix_web::{HttpResponse, delete};

use crate::authentication::no_operator_cookie;
use crate::operator::Operator;
use crate::problem::Problem;
use crate::state::ApiState;

/// Sign the operator out
///
/// Takes the cookie away. The token stays good: `billhook admin` revokes it.
#[utoipa::path(
    tag = "tenants",
    responses((status = 204, description = "Signed out")),
    security(("operator" = []))
)]
#[delete("/operator/session")]
pub(crate) async fn delete_operator_session(
    state: Data<ApiState>,
    _: Operator,
) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::NoContent().append_header((SET_COOKIE, no_operator_cookie(&state.config))).finish())
}
