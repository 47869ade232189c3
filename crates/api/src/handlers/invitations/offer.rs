//! What a link offers at the moment at which it is opened.

use billhook_core::clock::Timestamp;
use billhook_core::id::TenantId;
use billhook_core::member::{MemberState, Permission};
use billhook_store::invitations::{self, Invitation, InvitationState};
use billhook_store::tenants::Tenant;
use billhook_store::{AnyConnection, members};

use crate::problem::Problem;

/// The invitation of the link whose token has this SHA-256, cut down to what its inviter has now, and its tenant. Fails
/// with 422 at `/token`, saying why, if the link is not valid (any more).
pub(super) fn open(
    connection: &mut AnyConnection,
    token_hash: &[u8; 32],
    now: Timestamp,
) -> Result<(Invitation, Tenant), Problem> {
    let (mut invitation, tenant) = find(connection, token_hash)?;
    match invitation.state {
        InvitationState::Open if invitation.expires_at > now => {}
        InvitationState::Open => return Err(worthless("the link has expired: ask for another")),
        InvitationState::Accepted => return Err(worthless("the link was used already: sign in instead")),
        InvitationState::Revoked => return Err(worthless("the invitation was revoked")),
    }
    if let Some(inviter) = invitation.inviter_id {
        let inviter = members::find(connection, tenant.id, inviter)?.map(|(member, _)| member);
        let may_invite = |member: &members::Member| {
            member.state == MemberState::Active && member.permissions.contains(&Permission::MembersEdit)
        };
        let inviter = inviter.filter(may_invite).ok_or_else(|| {
            worthless("whoever invited you may no longer do so: ask another member of the tenant")
        })?;
        invitation.permissions.retain(|permission| inviter.permissions.contains(permission));
        invitation.grants = invitation.grants.intersection(&inviter.grants);
    }
    Ok((invitation, tenant))
}

/// Whose invitation that is; nothing is said about what it is worth.
pub(super) fn tenant_of(connection: &mut AnyConnection, token_hash: &[u8; 32]) -> Result<TenantId, Problem> {
    find(connection, token_hash).map(|(_, tenant)| tenant.id)
}

fn find(connection: &mut AnyConnection, token_hash: &[u8; 32]) -> Result<(Invitation, Tenant), Problem> {
    invitations::find_by_token(connection, token_hash)?.ok_or_else(|| {
        worthless(
            "not the token of an invitation: open the link of the latest mail, which voids earlier ones",
        )
    })
}

fn worthless(why: &str) -> Problem {
    Problem::field("/token", why)
}
