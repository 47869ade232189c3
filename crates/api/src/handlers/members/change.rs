//! What every change of a member has in common: it is judged under a lock, so that of two at once the second sees
//! what the first has done.

use billhook_core::clock::Timestamp;
use billhook_core::id::MemberId;
use billhook_core::member::change::{Changer, Refusal, judge};
use billhook_core::member::{Authority, MemberState, Standing};
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::members::{self, Change, Member};
use billhook_store::users::{User, UserKind};
use billhook_store::{AnyConnection, StoreError, portal};
use serde_json::json;

use crate::principal::Principal;
use crate::problem::{Kind, Problem};

/// A change of a member that may be made, with what it changes.
pub(super) struct Judged {
    pub(super) member: Member,
    pub(super) user: User,
    pub(super) after: Standing,
}

/// What the change makes of the member: 404 if there is none, 403 if it gives what `principal` does not have
/// or takes from somebody above them, 409 if nobody could edit members any more. To be asked after
/// [`members::begin_change`] if it is to be made.
pub(super) fn judged(
    connection: &mut AnyConnection,
    principal: &Principal,
    id: MemberId,
    change: &Change,
) -> Result<Judged, Problem> {
    let (member, user) = find(connection, principal, id)?;
    let before = member.standing();
    let after = change.onto(&before);
    require_may(connection, principal, (&member, &user), &after)?;
    Ok(Judged { member, user, after })
}

fn find(
    connection: &mut AnyConnection,
    principal: &Principal,
    id: MemberId,
) -> Result<(Member, User), Problem> {
    let found = members::find(connection, principal.tenant_id, id)?;
    found.ok_or_else(|| Problem::not_found("member"))
}

fn require_may(
    connection: &mut AnyConnection,
    principal: &Principal,
    (member, user): (&Member, &User),
    after: &Standing,
) -> Result<(), Problem> {
    let others = members::other_editors(connection, principal.tenant_id, member.id)?;
    let by = Changer {
        authority: &principal.authority(),
        // The portal begins with every permission, and stands above nobody.
        is_themself: member.id == principal.member_id || user.kind == UserKind::Portal,
    };
    judge(&member.standing(), after, by, others).map_err(refused)
}

fn refused(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::GivesTooMuch(excess) => Problem::gives_too_much(&excess),
        Refusal::TakesFromOwner(missing) => Problem::takes_from_owner(&missing),
        Refusal::LastEditor => Problem::new(
            Kind::LastEditor,
            "Nobody else of this tenant can edit members. Give `members.edit` to another active member first.",
        ),
    }
}

/// Writes what was done to a member to the audit log, with how it was and how it is.
pub(super) fn note(
    connection: &mut AnyConnection,
    principal: &Principal,
    operation: &str,
    judged: &Judged,
    now: Timestamp,
) -> Result<(), StoreError> {
    let before = shown(&judged.member.standing());
    let subject = Subject::new("member", judged.member.id, judged.user.name.as_str());
    let entry = Entry::new(principal.actor(), operation, subject, now);
    audit::insert(connection, principal.tenant_id, &entry.changing(Some(before), Some(shown(&judged.after))))
}

fn shown(standing: &Standing) -> String {
    let authority = &standing.authority;
    json!({"permissions": authority.permissions, "grants": authority.grants, "state": standing.state})
        .to_string()
}

/// Takes somebody out of the tenant; fails as [`judged`] does.
pub(crate) fn take_out(
    connection: &mut AnyConnection,
    principal: &Principal,
    id: MemberId,
    now: Timestamp,
) -> Result<(), Problem> {
    members::begin_change(connection, principal.tenant_id)?;
    if portal::find_member(connection, principal.tenant_id)?.is_some_and(|portal| portal.id == id) {
        return Err(Problem::conflict("The portal is not a person, and cannot leave. Disable it instead."));
    }
    let (member, user) = find(connection, principal, id)?;
    // Whatever they have on file is taken from them, also if they are disabled.
    let gone = Standing { authority: Authority::default(), state: MemberState::Disabled };
    require_may(connection, principal, (&member, &user), &gone)?;
    members::remove(connection, principal.tenant_id, id, now)?;
    let operation = if id == principal.member_id { "member.left" } else { "member.removed" };
    let after = Standing { state: MemberState::Disabled, ..member.standing() };
    note(connection, principal, operation, &Judged { member, user, after }, now)?;
    Ok(())
}
