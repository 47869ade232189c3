//! `GET /api/v1/operator/session`

use actix_web::{HttpResponse, get};

use super::view::OperatorSessionView;
use crate::operator::Operator;
use crate::problem::Problem;

/// Who is the operator
///
/// By which token they are signed in.
#[utoipa::path(
    tag = "tenants",
    responses((status = 200, description = "The operator", body = OperatorSessionView)),
    security(("operator" = []))
)]
#[get("/operator/session")]
pub(crate) async fn get_operator_session(operator: Operator) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok().json(OperatorSessionView::from(&operator)))
}
