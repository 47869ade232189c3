//! Joining a tenant by an invitation: one transaction.

use billhook_core::clock::Timestamp;
use billhook_core::id::MemberId;
use billhook_core::member::MemberState;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::invitations::{self, InvitationState};
use billhook_store::members::{self, Member};
use billhook_store::users::{self, User};
use billhook_store::{AnyConnection, StoreError};

use super::create::worth;
use super::offer;
use crate::account;
use crate::authentication::Beginning;
use crate::handlers::session::{SessionView, read_view};
use crate::problem::Problem;

/// Who joins.
pub(super) enum Person {
    /// Somebody who proved that the account is theirs.
    Existing(User),
    /// Somebody who has no account yet.
    New { user: User, password_hash: String },
}

impl Person {
    pub(super) fn user(&self) -> &User {
        match self {
            Self::Existing(user) | Self::New { user, .. } => user,
        }
    }
}

/// What is about to happen.
pub(super) struct Joining {
    pub(super) token_hash: [u8; 32],
    pub(super) person: Person,
    pub(super) beginning: Beginning,
    pub(super) now: Timestamp,
}

/// Uses up the link, and does everything that follows from it.
pub(super) fn join(
    connection: &mut AnyConnection,
    joining: Joining,
) -> Result<(SessionView, Beginning), Problem> {
    let Joining { token_hash, person, beginning, now } = joining;
    let tenant = offer::tenant_of(connection, &token_hash)?;
    // Comes before anything is judged: it holds back whoever changes this tenant's members, the inviter among
    // them, at the same moment.
    members::begin_change(connection, tenant)?;
    let (invitation, tenant) = offer::open(connection, &token_hash, now)?;
    if !invitations::end(connection, tenant.id, invitation.id, InvitationState::Accepted, now)? {
        return Err(Problem::field("/token", "the link was used already: sign in instead"));
    }
    keep_account(connection, &person)?;
    let user = person.user();
    let member = Member {
        id: MemberId::new(now),
        tenant_id: tenant.id,
        user_id: user.id,
        permissions: invitation.permissions.clone(),
        grants: invitation.grants.clone(),
        state: MemberState::Active,
        created_at: now,
        updated_at: now,
    };
    members::insert(connection, tenant.id, &member).map_err(|error| match error {
        StoreError::Taken(_) => Problem::conflict("You are a member of this tenant already."),
        error => error.into(),
    })?;
    let actor = account::actor(user, beginning.address().map(str::to_owned));
    let subject = Subject::new("member", member.id, user.name.as_str());
    let entry = Entry::new(actor, "member.joined", subject, now).changing(None, Some(worth(&invitation)));
    audit::insert(connection, tenant.id, &entry)?;
    account::tell_new_address(connection, user, beginning.origin(), now)?;
    beginning.insert(connection)?;
    Ok((read_view(connection, user.id)?, beginning))
}

fn keep_account(connection: &mut AnyConnection, person: &Person) -> Result<(), Problem> {
    match person {
        Person::Existing(_) => Ok(()),
        Person::New { user, password_hash } => {
            users::insert(connection, user, Some(password_hash)).map_err(|error| match error {
                StoreError::Taken(_) => Problem::conflict(
                    "An account with this address was made just now. Open the link again and give its password.",
                ),
                error => error.into(),
            })
        }
    }
}
