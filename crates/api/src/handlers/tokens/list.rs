//! `GET /api/v1/tokens`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::member::Permission;
use billhook_store::tokens;

use super::view::TokenView;
use crate::extract::Query;
use crate::page::{Page, PageQuery};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// List the tenant's tokens
///
/// Those that are not revoked, the newest first.
#[utoipa::path(
    tag = "tokens",
    params(PageQuery),
    responses((status = 200, description = "A page of tokens", body = Page<TokenView>)),
    extensions(("x-permission" = json!("tokens.edit")))
)]
#[get("/tokens")]
pub(crate) async fn list_tokens(
    state: Data<ApiState>,
    principal: Principal,
    query: Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::TokensEdit)?;
    let (tenant, after, limit) = (principal.tenant_id, query.0.after()?, query.0.limit);
    let rows = state.db.read(move |c| tokens::list(c, tenant, after, limit.rows())).await;
    let page = Page::of(rows.map_err(Problem::from)?, limit, |token| token.id, TokenView::from);
    Ok(HttpResponse::Ok().json(page))
}
