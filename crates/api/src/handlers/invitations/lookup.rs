//! `POST /api/v1/invitations/lookup`

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::clock::Timestamp;
use billhook_core::member::{Grants, Permissions};
use billhook_core::secret::LinkToken;
use billhook_store::users;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::offer;
use crate::extract::ShortJson;
use crate::problem::Problem;
use crate::state::ApiState;

/// A link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct InvitationLink {
    /// The token in it.
    token: String,
}

/// What a link offers.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InvitationOffer)]
pub(crate) struct OfferView {
    /// The tenant's name.
    #[schema(example = "Pied Piper")]
    tenant_name: String,
    /// Who is invited.
    #[schema(example = "bob@example.com")]
    email: String,
    /// The name of whoever invites; null for the operator.
    invited_by: Option<String>,
    /// What they may do if they join now.
    #[schema(value_type = Vec<String>, example = json!(["hooks.view"]))]
    permissions: Permissions,
    #[schema(value_type = Vec<String>, example = json!(["invoice"]))]
    grants: Grants,
    /// When the link expires.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
    account: Account,
}

/// Whether the address has an account, and so what joining takes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InvitedAccount)]
#[serde(rename_all = "snake_case")]
enum Account {
    /// It has none: joining takes a name and a password for one.
    New,
    /// It has one: joining takes its password, or being signed in to it.
    Existing,
}

/// What does this link offer?
///
/// Nothing is changed by it. A POST, so that the token does not appear in logs.
#[utoipa::path(
    tag = "invitations",
    request_body = InvitationLink,
    responses((status = 200, description = "The offer", body = OfferView)),
    security(())
)]
#[post("/invitations/lookup")]
pub(crate) async fn lookup_invitation(
    state: Data<ApiState>,
    ShortJson(body): ShortJson<InvitationLink>,
) -> Result<HttpResponse, Problem> {
    let (hash, now) = (LinkToken::hash_of(&body.token), state.clock.now());
    let offer = state.db.read(move |c| {
        let (invitation, tenant) = offer::open(c, &hash, now)?;
        let account = users::find_account(c, &invitation.email)?;
        Ok::<_, Problem>(OfferView {
            tenant_name: tenant.name,
            email: invitation.email,
            invited_by: invitation.inviter_name,
            permissions: invitation.permissions,
            grants: invitation.grants,
            expires_at: invitation.expires_at,
            account: account.map_or(Account::New, |_| Account::Existing),
        })
    });
    Ok(HttpResponse::Ok().json(offer.await?))
}
