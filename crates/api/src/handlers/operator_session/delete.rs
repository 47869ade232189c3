//! `DELETE /api/v1/operator/session`

use actix_web::http::header::SET_COOKIE;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, delete};
use billhook_store::operator_sessions;

use crate::authentication::{no_operator_cookie, read_operator_key};
use crate::credentials::TokenHash;
use crate::operator::Operator;
use crate::problem::Problem;
use crate::state::ApiState;

/// Sign the operator out
///
/// Ends the session of the cookie at once, in every tab. The token stays valid: `billhook admin` revokes it.
#[utoipa::path(
    tag = "tenants",
    responses((status = 204, description = "Signed out")),
    security(("operator" = []))
)]
#[delete("/operator/session")]
pub(crate) async fn delete_operator_session(
    state: Data<ApiState>,
    request: HttpRequest,
    _: Operator,
) -> Result<HttpResponse, Problem> {
    if let Some(key) = read_operator_key(&request, &state.config) {
        let hash = TokenHash::of(&key);
        state.db.write(move |c| operator_sessions::end(c, hash.as_bytes())).await?;
    }
    Ok(HttpResponse::NoContent().append_header((SET_COOKIE, no_operator_cookie(&state.config))).finish())
}
