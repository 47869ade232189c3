//! An invitation as the tenant's members see it.

use billhook_core::clock::Timestamp;
use billhook_core::id::InvitationId;
use billhook_core::member::{Grants, Permissions};
use billhook_store::invitations::{Invitation, InvitationState};
use serde::Serialize;
use utoipa::ToSchema;

/// Somebody is invited to join the tenant.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Invitation)]
pub(crate) struct InvitationView {
    #[schema(value_type = String, example = "inv_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    id: InvitationId,
    #[schema(example = "bob@example.com")]
    email: String,
    /// What they may do if they join: never more than the inviter has then.
    #[schema(value_type = Vec<String>, example = json!(["hooks.view", "hooks.create"]))]
    permissions: Permissions,
    #[schema(value_type = Vec<String>, example = json!(["invoice", "order"]))]
    grants: Grants,
    state: Standing,
    /// The name of whoever invites; null for the operator.
    invited_by: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When the link was last sent.
    #[schema(value_type = String, format = DateTime)]
    sent_at: Timestamp,
    /// When that link expires.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

/// The state of an invitation.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = InvitationState)]
#[serde(rename_all = "snake_case")]
enum Standing {
    /// Its link works.
    Open,
    /// Its link has expired; it can be sent again.
    Expired,
    /// Somebody has joined by it.
    Accepted,
    /// It was taken back.
    Revoked,
}

impl InvitationView {
    /// The view at this instant.
    pub(crate) fn at(now: Timestamp) -> impl Fn(Invitation) -> Self {
        move |invitation| Self {
            state: match invitation.state {
                InvitationState::Open if invitation.expires_at <= now => Standing::Expired,
                InvitationState::Open => Standing::Open,
                InvitationState::Accepted => Standing::Accepted,
                InvitationState::Revoked => Standing::Revoked,
            },
            id: invitation.id,
            email: invitation.email,
            permissions: invitation.permissions,
            grants: invitation.grants,
            invited_by: invitation.inviter_name,
            created_at: invitation.created_at,
            sent_at: invitation.sent_at,
            expires_at: invitation.expires_at,
        }
    }
}
