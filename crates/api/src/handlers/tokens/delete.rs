//! `DELETE /api/v1/tokens/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, delete};
use billhook_core::id::TokenId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::tokens::{self, Token};
use billhook_store::users::UserKind;
use billhook_store::{AnyConnection, members};

use super::view::TokenView;
use crate::changes::noted;
use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Revoke a token
///
/// It is not valid from then on. Others' tokens can be revoked by whoever may do all that they may; those of members
/// who are not owners also by whoever may edit members.
#[utoipa::path(
    tag = "tokens",
    params(("id" = String, Path, description = "The token's id")),
    responses(
        (status = 204, description = "Revoked"),
        (status = 403, description = "The token may do more than you may")
    ),
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
    let revoked = principal.write(&state, move |c, principal| {
        let token = tokens::find(c, tenant, id)?.ok_or_else(|| Problem::not_found("token"))?;
        require_revoking(c, principal, &token)?;
        tokens::revoke(c, tenant, id, now)?;
        let subject = Subject::new("token", id, token.name.as_str());
        let entry = Entry::new(actor, "token.revoked", subject, now);
        audit::insert(c, tenant, &noted(entry, Some(&TokenView::from(token)), None))?;
        Ok::<_, Problem>(())
    });
    revoked.await?;
    Ok(HttpResponse::NoContent().finish())
}

/// 403, naming what is missing, for a token of somebody else that is worth more than who asks: to take away a
/// platform's credential is to stop the platform.
fn require_revoking(
    connection: &mut AnyConnection,
    principal: &Principal,
    token: &Token,
) -> Result<(), Problem> {
    if token.member_id == principal.member_id {
        return Ok(());
    }
    let Some((owner, user)) = members::find(connection, principal.tenant_id, token.member_id)? else {
        return Ok(());
    };
    // The portal begins with every permission, and stands above nobody.
    let is_an_owners = owner.standing().authority.is_an_owners() && user.kind != UserKind::Portal;
    if principal.permissions.contains(&Permission::MembersEdit) && !is_an_owners {
        return Ok(());
    }
    let worth = owner.standing().in_effect().within(token.permissions.as_ref(), token.grants.as_ref());
    let beyond = worth.beyond(&principal.authority());
    if beyond.is_empty() { Ok(()) } else { Err(Problem::beyond_you(&beyond)) }
}
