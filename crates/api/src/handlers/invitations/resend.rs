//! `POST /api/v1/invitations/{id}/resend`

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::clock::Timestamp;
use billhook_core::id::InvitationId;
use billhook_core::member::{Authority, Permission};
use billhook_core::secret::{LinkToken, MasterKey};
use billhook_store::AnyConnection;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::invitations::{self, Invitation};

use super::create::send;
use super::view::InvitationView;
use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Send an invitation again
///
/// With a new link; the one before no longer works from then on. Also for an invitation that has expired.
/// Nobody can send one that offers more than they have themselves.
#[utoipa::path(
    tag = "invitations",
    params(("id" = String, Path, description = "The invitation's id")),
    responses(
        (status = 200, description = "Sent again", body = InvitationView),
        (status = 403, description = "It offers more than you have"),
        (status = 409, description = "It is no longer open")
    ),
    extensions(("x-permission" = json!("members.edit")))
)]
#[post("/invitations/{id}/resend")]
pub(crate) async fn resend_invitation(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<InvitationId>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::MembersEdit)?;
    principal.require_active_tenant()?;
    let (id, now, key) = (path.0, state.clock.now(), state.master_key.clone());
    let expires_at = now + state.config.invitation_lifetime;
    let sent =
        principal.write(&state, move |c, principal| renew(c, principal, id, &key, expires_at, now)).await?;
    state.wake.hint_mails();
    Ok(HttpResponse::Ok().json(sent))
}

fn renew(
    connection: &mut AnyConnection,
    principal: &Principal,
    id: InvitationId,
    key: &MasterKey,
    expires_at: Timestamp,
    now: Timestamp,
) -> Result<InvitationView, Problem> {
    let (tenant, token) = (principal.tenant_id, LinkToken::generate());
    let find = |c: &mut AnyConnection| -> Result<_, Problem> {
        invitations::find(c, tenant, id)?.ok_or_else(|| Problem::not_found("invitation"))
    };
    require_giving(principal, &find(connection)?)?;
    if !invitations::renew(connection, tenant, id, &token.hash(), expires_at, now)? {
        return Err(Problem::conflict("The invitation was accepted or revoked before. Make a new one."));
    }
    let invitation = find(connection)?;
    send(connection, &invitation, &token, key, now)?;
    let subject = Subject::new("invitation", id, invitation.email.as_str());
    audit::insert(connection, tenant, &Entry::new(principal.actor(), "invitation.resent", subject, now))?;
    Ok(InvitationView::at(now)(invitation))
}

/// 403 for an invitation that offers what `principal` has not: a link that works again is given anew.
fn require_giving(principal: &Principal, invitation: &Invitation) -> Result<(), Problem> {
    let (permissions, grants) = (invitation.permissions.clone(), invitation.grants.clone());
    let excess = Authority { permissions, grants }.beyond(&principal.authority());
    if excess.is_empty() { Ok(()) } else { Err(Problem::gives_too_much(&excess)) }
}
