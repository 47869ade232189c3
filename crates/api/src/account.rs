//! What happens to a person's own account: it belongs to no tenant, so the audit log of each that they are a member of
//! tells it, and the person is told by mail.

use billhook_core::clock::Timestamp;
use billhook_core::id::TenantId;
use billhook_core::mail::{AccountEvent, Notice};
use billhook_store::audit::{self, Actor, ActorKind, Entry, Subject};
use billhook_store::mails::{self, NewMail};
use billhook_store::sessions::{self, Origin};
use billhook_store::users::User;
use billhook_store::{AnyConnection, StoreError, members, tenants};
use serde_json::json;

/// The person as an actor, from where the request came.
pub(crate) fn actor(user: &User, address: Option<String>) -> Actor {
    Actor { kind: ActorKind::User, id: Some(*user.id.as_bytes()), name: user.name.clone(), address }
}

/// Writes that the person did this to their own account.
pub(crate) fn note(
    connection: &mut AnyConnection,
    user: &User,
    operation: &str,
    address: Option<&str>,
    now: Timestamp,
) -> Result<(), StoreError> {
    write(connection, user, address, |actor| {
        Entry::new(actor, operation, Subject::new("user", user.id, user.name.as_str()), now)
    })
}

/// Writes that the person is called by this name from now on; `user` is how they were before.
pub(crate) fn note_renamed(
    connection: &mut AnyConnection,
    user: &User,
    name: &str,
    address: Option<&str>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let called = |name: &str| Some(json!({"name": name}).to_string());
    write(connection, user, address, |actor| {
        let entry = Entry::new(actor, "user.renamed", Subject::new("user", user.id, name), now);
        entry.changing(called(&user.name), called(name))
    })?;
    // Copies of what their tokens may do say what they are called.
    let mut known_to: Vec<TenantId> =
        members::of_user(connection, user.id)?.into_iter().map(|(_, tenant)| tenant.id).collect();
    // In one order everywhere, two transactions never wait for each other.
    known_to.sort();
    known_to.into_iter().try_for_each(|tenant| tenants::bump_access_version(connection, tenant))
}

fn write(
    connection: &mut AnyConnection,
    user: &User,
    address: Option<&str>,
    entry: impl Fn(Actor) -> Entry,
) -> Result<(), StoreError> {
    for (_, tenant) in members::of_user(connection, user.id)? {
        let actor = actor(user, address.map(str::to_owned));
        audit::insert(connection, tenant.id, &entry(actor))?;
    }
    Ok(())
}

/// Tells the person that their password was changed.
pub(crate) fn tell_password_changed(
    connection: &mut AnyConnection,
    user: &User,
    origin: &Origin,
    now: Timestamp,
) -> Result<(), StoreError> {
    tell(connection, user, Notice::PasswordChanged(event(user, origin, now)), now)
}

/// Tells the person of a sign-in, if it comes from where they have not signed in before. Not at the first: then
/// everywhere is new. To be asked before the session is kept.
pub(crate) fn tell_new_address(
    connection: &mut AnyConnection,
    user: &User,
    origin: &Origin,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(address) = &origin.address else { return Ok(()) };
    let known = sessions::addresses_of(connection, user.id)?;
    if known.is_empty() || known.iter().any(|known| crate::client_address::is_same_network(known, address)) {
        return Ok(());
    }
    tell(connection, user, Notice::NewSignIn(event(user, origin, now)), now)
}

fn event(user: &User, origin: &Origin, now: Timestamp) -> AccountEvent {
    let Origin { address, user_agent } = origin.clone();
    AccountEvent { name: user.name.clone(), at: now, address, user_agent }
}

fn tell(
    connection: &mut AnyConnection,
    user: &User,
    notice: Notice,
    now: Timestamp,
) -> Result<(), StoreError> {
    mails::insert(connection, None, &NewMail::new(user.email.as_str(), notice, now), now)
}
