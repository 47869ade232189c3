//! `DELETE /api/v1/invitations/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, delete};
use billhook_core::id::InvitationId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::invitations::{self, InvitationState};

use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Revoke an invitation
///
/// Its link no longer works from then on.
#[utoipa::path(
    tag = "invitations",
    params(("id" = String, Path, description = "The invitation's id")),
    responses(
        (status = 204, description = "Revoked"),
        (status = 409, description = "It is no longer open")
    ),
    extensions(("x-permission" = json!("members.edit")))
)]
#[delete("/invitations/{id}")]
pub(crate) async fn delete_invitation(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<InvitationId>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::MembersEdit)?;
    let (tenant, actor, id, now) = (principal.tenant_id, principal.actor(), path.0, state.clock.now());
    let revoked = principal.write(&state, move |c, _| {
        let invitation = invitations::find(c, tenant, id)?.ok_or_else(|| Problem::not_found("invitation"))?;
        if !invitations::end(c, tenant, id, InvitationState::Revoked, now)? {
            return Err(Problem::conflict("The invitation was accepted or revoked before."));
        }
        let subject = Subject::new("invitation", id, invitation.email);
        audit::insert(c, tenant, &Entry::new(actor, "invitation.revoked", subject, now))?;
        Ok(())
    });
    revoked.await?;
    Ok(HttpResponse::NoContent().finish())
}
