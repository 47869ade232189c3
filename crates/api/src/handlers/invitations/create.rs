//! `POST /api/v1/invitations`

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::clock::Timestamp;
use billhook_core::id::{InvitationId, TenantId};
use billhook_core::mail::{Invitation as InvitationNotice, Notice};
use billhook_core::member::{Grant, Grants, MemberState, Permission};
use billhook_core::secret::{LinkToken, MasterKey};
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::invitations::{self, Invitation, InvitationState};
use billhook_store::mails::{self, NewMail};
use billhook_store::{AnyConnection, StoreError, members, tenants, users};
use serde::Deserialize;
use utoipa::ToSchema;

use super::view::InvitationView;
use crate::bounds::{Thing, require_room};
use crate::checks::{Checks, MAX_GRANTS};
use crate::idempotency::Create;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Who is to be invited, and what they may do if they join.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewInvitation {
    #[schema(example = "bob@example.com")]
    email: String,
    /// What they may do.
    #[schema(value_type = Vec<String>, example = json!(["hooks.view", "hooks.create"]))]
    permissions: Vec<Permission>,
    /// Which events they may see and hook.
    #[schema(value_type = Vec<String>, example = json!(["invoice"]), max_items = 200)]
    grants: Vec<Grant>,
}

/// Invite somebody
///
/// Mails a link that works once and for a limited time. Nobody can give more than they have, either now or when the
/// invitation is accepted.
#[utoipa::path(
    tag = "invitations",
    request_body = NewInvitation,
    responses(
        (status = 201, description = "Invited", body = InvitationView),
        (status = 409, description = "They are a member already, or invited")
    ),
    extensions(("x-permission" = json!("members.edit")))
)]
#[post("/invitations")]
pub(crate) async fn create_invitation(
    state: Data<ApiState>,
    principal: Principal,
    body: Create<NewInvitation>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::MembersEdit)?;
    principal.require_active_tenant()?;
    let Create { content, once } = body;
    let now = state.clock.now();
    let invitation = checked(&principal, content, now + state.config.invitation_lifetime, now)?;
    let (key, actor, inviter) = (state.master_key.clone(), principal.actor(), principal.user_id);
    let installation = state.config.per_tenant;
    let made = once.run(&state, &principal, StatusCode::CREATED, move |c| {
        let tenant = invitation.tenant_id;
        require_stranger(c, tenant, &invitation.email)?;
        require_room(c, tenant, installation, Thing::Member)?;
        // The person, also where a program of theirs asks.
        let inviter_name = users::find(c, inviter)?.map(|user| user.name);
        let invitation = Invitation { inviter_name, ..invitation };
        let token = LinkToken::generate();
        invitations::revoke_expired(c, tenant, &invitation.email, now)?;
        invitations::insert(c, tenant, &invitation, &token.hash()).map_err(invited_already)?;
        send(c, &invitation, &token, &key, now)?;
        let subject = Subject::new("invitation", invitation.id, invitation.email.as_str());
        let entry = Entry::new(actor, "invitation.created", subject, now);
        audit::insert(c, tenant, &entry.changing(None, Some(worth(&invitation))))?;
        Ok(InvitationView::at(now)(invitation))
    });
    let made = made.await?;
    state.wake.hint_mails();
    Ok(made)
}

fn checked(
    principal: &Principal,
    content: NewInvitation,
    expires_at: Timestamp,
    now: Timestamp,
) -> Result<Invitation, Problem> {
    let mut checks = Checks::default();
    let email = checks.email("/email", &content.email);
    for (index, permission) in content.permissions.iter().enumerate() {
        let detail = format!("you lack the permission `{permission}` yourself");
        checks.that(principal.permissions.contains(permission), &format!("/permissions/{index}"), detail);
    }
    checks.grants("/grants", Some(&content.grants));
    for (index, grant) in content.grants.iter().take(MAX_GRANTS).enumerate() {
        let detail = format!("you lack the grant `{grant}` yourself");
        checks.that(principal.grants.cover(grant.as_str()), &format!("/grants/{index}"), detail);
    }
    checks.finish()?;
    Ok(Invitation {
        id: InvitationId::new(now),
        tenant_id: principal.tenant_id,
        inviter_id: Some(principal.member_id),
        inviter_name: None,
        email,
        permissions: content.permissions.into_iter().collect(),
        grants: Grants(content.grants.into_iter().collect()),
        state: InvitationState::Open,
        created_at: now,
        sent_at: now,
        expires_at,
    })
}

fn require_stranger(connection: &mut AnyConnection, tenant: TenantId, email: &str) -> Result<(), Problem> {
    let Some(account) = users::find_account(connection, email)? else { return Ok(()) };
    let mut theirs = members::of_user(connection, account.user.id)?.into_iter();
    // Somebody who was a member and is none any more may be asked again.
    let is_member = theirs.any(|(member, of)| of.id == tenant && member.state == MemberState::Active);
    if is_member {
        return Err(Problem::conflict(format!("{email} is a member of this tenant already.")));
    }
    Ok(())
}

fn invited_already(error: StoreError) -> Problem {
    match error {
        StoreError::Taken(_) => Problem::conflict(
            "There is an open invitation to this address. Send it again by `POST …/resend`, or revoke it first.",
        ),
        error => error.into(),
    }
}

/// What an invitation is worth, for the audit log.
pub(super) fn worth(invitation: &Invitation) -> String {
    serde_json::json!({"permissions": invitation.permissions, "grants": invitation.grants}).to_string()
}

/// Puts the mail with the link into the outbox.
pub(super) fn send(
    connection: &mut AnyConnection,
    invitation: &Invitation,
    token: &LinkToken,
    key: &MasterKey,
    now: Timestamp,
) -> Result<(), Problem> {
    let tenant = invitation.tenant_id;
    let name = tenants::find(connection, tenant)?.ok_or_else(|| Problem::not_found("tenant"))?.name;
    let notice = Notice::Invitation(InvitationNotice {
        tenant: name,
        inviter: invitation.inviter_name.clone(),
        expires_at: invitation.expires_at,
    });
    let mail = NewMail::new(invitation.email.as_str(), notice, now).with_token(token, key);
    Ok(mails::insert(connection, Some(tenant), &mail, now)?)
}
