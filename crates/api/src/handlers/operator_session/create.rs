//! `POST /api/v1/operator/session`

use actix_web::http::header::SET_COOKIE;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, post};
use billhook_core::credential::is_operator_token;
use serde::Deserialize;
use utoipa::ToSchema;

use super::view::OperatorSessionView;
use crate::authentication::{known_operator, operator_cookie, require_own_origin};
use crate::extract::ShortJson;
use crate::problem::Problem;
use crate::state::ApiState;

/// The credential of the operator.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OperatorSignIn {
    /// A token of `billhook admin create-operator-token`.
    #[schema(example = "bho_…", format = Password)]
    token: String,
}

/// Sign in as the operator
///
/// For the console: keeps the token in a cookie that no script can read, for eight hours. A token that is revoked is worth nothing
/// from then on. Programs send their token with each request instead.
#[utoipa::path(
    tag = "tenants",
    request_body = OperatorSignIn,
    responses((status = 201, description = "Signed in", body = OperatorSessionView)),
    security(())
)]
#[post("/operator/session")]
pub(crate) async fn create_operator_session(
    state: Data<ApiState>,
    request: HttpRequest,
    ShortJson(body): ShortJson<OperatorSignIn>,
) -> Result<HttpResponse, Problem> {
    require_own_origin(&request, &state.config)?;
    let token = body.token.trim();
    let unknown = || Problem::field("/token", "this is no token of the operator, or it was revoked");
    if !is_operator_token(token) {
        return Err(unknown());
    }
    let operator = known_operator(&request, token).await?.ok_or_else(unknown)?;
    let cookie = operator_cookie(&state.config, token);
    Ok(HttpResponse::Created().append_header((SET_COOKIE, cookie)).json(OperatorSessionView::from(&operator)))
}
