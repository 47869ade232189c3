//! `DELETE /api/v1/tokens/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, delete};
use billhook_core::id::TokenId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::tokens;

use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Revoke a token
///
/// From then on it is worth nothing.
#[utoipa::path(
    tag = "tokens",
    params(("id" = String, Path, description = "The token's id")),
    responses((status = 204, description = "Revoked")),
    extensions(("x-permission" = json!("tokens.edit")))
)]
#[delete("/tokens/{id}")]
pub(crate) async fn delete_token(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<TokenId>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::TokensEdit)?;
    let (tenant, actor, id, now) = (principal.tenant_id, principal.actor(), path.0, state.clock.now());
    let revoked = state.db.write(move |c| {
        let token = tokens::find(c, tenant, id)?.ok_or_else(|| Problem::not_found("token"))?;
        tokens::revoke(c, tenant, id, now)?;
        let subject = Subject::new("token", id, token.name);
        audit::insert(c, tenant, &Entry::new(actor, "token.revoked", subject, now))?;
        Ok::<_, Problem>(())
    });
    revoked.await?;
    Ok(HttpResponse::NoContent().finish())
}
