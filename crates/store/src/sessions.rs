//! Sessions of the console: who signed in where, and the digest of the credential that keeps them signed in.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::{SessionId, UserId};
use billhook_core::member::Authority;
use diesel::prelude::*;

use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::schema::{sessions, users};

/// Somebody signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The session's identifier.
    pub id: SessionId,
    /// Who signed in.
    pub user_id: UserId,
    /// When the refresh credential was last replaced.
    pub rotated_at: Timestamp,
    /// When they signed in.
    pub created_at: Timestamp,
    /// When it ends unless it is refreshed.
    pub expires_at: Timestamp,
    /// When it was ended.
    pub revoked_at: Option<Timestamp>,
    /// What bounds it, if a link of the operator opened it.
    pub visit: Option<Visit>,
}

/// What a link of the operator opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Who came, in the operator's words.
    pub visitor: Option<String>,
    /// What the link carried: the session is worth this at most.
    pub authority: Authority,
    /// When the session ends, however often it is refreshed.
    pub ends_at: Timestamp,
}

impl Session {
    /// True if it has neither been ended nor run out.
    pub fn is_alive(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && self.expires_at > now
    }
}

/// Where a session comes from, as its user is shown it.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The address.
    pub address: Option<String>,
    /// What the browser calls itself.
    pub user_agent: Option<String>,
}

/// Which refresh credential of a session was presented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refresh {
    /// The present one.
    Current,
    /// The one before it.
    Previous,
}

/// A session as its user is shown it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The session.
    pub session: Session,
    /// Where it began.
    pub origin: Origin,
    /// When it was last used or refreshed: exact to the lifetime of an access token.
    pub last_seen_at: Timestamp,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = sessions)]
struct SessionRow {
    id: Vec<u8>,
    user_id: Vec<u8>,
    rotated_at: i64,
    created_at: i64,
    expires_at: i64,
    revoked_at: Option<i64>,
    visitor: Option<String>,
    permissions: Option<String>,
    grants: Option<String>,
    ends_at: Option<i64>,
}

impl SessionRow {
    fn visit(&self) -> Result<Option<Visit>, StoreError> {
        let (Some(permissions), Some(grants), Some(ends_at)) =
            (&self.permissions, &self.grants, self.ends_at)
        else {
            return Ok(None);
        };
        let permissions = column::read_json("sessions.permissions", permissions)?;
        let grants = column::read_json("sessions.grants", grants)?;
        let authority = Authority { permissions, grants };
        Ok(Some(Visit { visitor: self.visitor.clone(), authority, ends_at: from_micros(ends_at) }))
    }
}

impl TryFrom<SessionRow> for Session {
    type Error = StoreError;
    fn try_from(row: SessionRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: column::id("sessions.id", &row.id)?,
            user_id: column::id("sessions.user_id", &row.user_id)?,
            rotated_at: from_micros(row.rotated_at),
            created_at: from_micros(row.created_at),
            expires_at: from_micros(row.expires_at),
            revoked_at: row.revoked_at.map(from_micros),
            visit: row.visit()?,
        })
    }
}

/// A refresh credential as it is kept: SHA-256 of all of it, and of what it shares with all others of its session.
#[derive(Clone, Copy, Debug)]
pub struct RefreshHashes {
    /// Of the whole.
    pub whole: [u8; 32],
    /// Of the part that stays when it is replaced.
    pub family: [u8; 32],
}

/// Keeps a session, with its refresh credential.
pub fn insert(
    connection: &mut AnyConnection,
    session: &Session,
    refresh: &RefreshHashes,
    origin: &Origin,
) -> Result<(), StoreError> {
    let visit = session.visit.as_ref();
    let permissions = visit.map(|visit| column::json("sessions.permissions", &visit.authority.permissions));
    let grants = visit.map(|visit| column::json("sessions.grants", &visit.authority.grants));
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(session.id.as_bytes().as_slice()),
            sessions::user_id.eq(session.user_id.as_bytes().as_slice()),
            sessions::refresh_hash.eq(refresh.whole.as_slice()),
            sessions::family_hash.eq(refresh.family.as_slice()),
            sessions::rotated_at.eq(session.rotated_at.timestamp_micros()),
            sessions::created_at.eq(session.created_at.timestamp_micros()),
            sessions::last_seen_at.eq(session.created_at.timestamp_micros()),
            sessions::expires_at.eq(session.expires_at.timestamp_micros()),
            sessions::address.eq(&origin.address),
            sessions::user_agent.eq(&origin.user_agent),
            sessions::visitor.eq(visit.and_then(|visit| visit.visitor.clone())),
            sessions::permissions.eq(permissions.transpose()?),
            sessions::grants.eq(grants.transpose()?),
            sessions::ends_at.eq(visit.map(|visit| visit.ends_at.timestamp_micros())),
        ))
        .execute(connection)?;
    Ok(())
}

/// The session with this id, ended or not.
pub fn find(connection: &mut AnyConnection, id: SessionId) -> Result<Option<Session>, StoreError> {
    let row =
        sessions::table.find(id.as_bytes().as_slice()).select(SessionRow::as_select()).first(connection);
    row.optional()?.map(Session::try_from).transpose()
}

/// The session whose refresh credential, the present or the one before, has this SHA-256.
pub fn find_by_refresh(
    connection: &mut AnyConnection,
    hash: &[u8; 32],
) -> Result<Option<(Session, Refresh)>, StoreError> {
    let present =
        sessions::table.filter(sessions::refresh_hash.eq(hash.as_slice())).select(SessionRow::as_select());
    if let Some(row) = present.first(connection).optional()? {
        return Ok(Some((row.try_into()?, Refresh::Current)));
    }
    let before = sessions::table
        .filter(sessions::previous_refresh_hash.eq(hash.as_slice()))
        .select(SessionRow::as_select());
    before.first(connection).optional()?.map(|row| Ok((row.try_into()?, Refresh::Previous))).transpose()
}

/// The session whose refresh credentials, all that there ever were, share the part with this SHA-256.
pub fn find_by_family(
    connection: &mut AnyConnection,
    family: &[u8; 32],
) -> Result<Option<Session>, StoreError> {
    let row =
        sessions::table.filter(sessions::family_hash.eq(family.as_slice())).select(SessionRow::as_select());
    row.first(connection).optional()?.map(Session::try_from).transpose()
}

/// Replaces the refresh credential `old` by `new`, and moves the session's end. False if `old` is no longer the
/// present one, or the session was ended.
pub fn rotate(
    connection: &mut AnyConnection,
    id: SessionId,
    old: &[u8; 32],
    new: &RefreshHashes,
    expires_at: Timestamp,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let rotated = diesel::update(sessions::table.find(id.as_bytes().as_slice()))
        .filter(sessions::refresh_hash.eq(old.as_slice()))
        .filter(sessions::revoked_at.is_null())
        .set((
            sessions::refresh_hash.eq(new.whole.as_slice()),
            sessions::family_hash.eq(new.family.as_slice()),
            sessions::previous_refresh_hash.eq(old.as_slice()),
            sessions::rotated_at.eq(now.timestamp_micros()),
            sessions::last_seen_at.eq(now.timestamp_micros()),
            sessions::expires_at.eq(expires_at.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(rotated > 0)
}

/// Ends a session.
pub fn revoke(connection: &mut AnyConnection, id: SessionId, now: Timestamp) -> Result<(), StoreError> {
    diesel::update(sessions::table.find(id.as_bytes().as_slice()))
        .filter(sessions::revoked_at.is_null())
        .set(sessions::revoked_at.eq(now.timestamp_micros()))
        .execute(connection)?;
    Ok(())
}

/// Ends every session of a user; tells how many.
pub fn revoke_all(connection: &mut AnyConnection, user: UserId, now: Timestamp) -> Result<usize, StoreError> {
    let revoked = diesel::update(sessions::table)
        .filter(sessions::user_id.eq(user.as_bytes().as_slice()))
        .filter(sessions::revoked_at.is_null())
        .set(sessions::revoked_at.eq(now.timestamp_micros()))
        .execute(connection)?;
    Ok(revoked)
}

/// The sessions of a user that are alive, the newest first.
pub fn list_alive(
    connection: &mut AnyConnection,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<Seen>, StoreError> {
    let rows: Vec<(SessionRow, i64, Option<String>, Option<String>)> = sessions::table
        .filter(sessions::user_id.eq(user.as_bytes().as_slice()))
        .filter(sessions::revoked_at.is_null())
        .filter(sessions::expires_at.gt(now.timestamp_micros()))
        .order(sessions::id.desc())
        .select((SessionRow::as_select(), sessions::last_seen_at, sessions::address, sessions::user_agent))
        .load(connection)?;
    rows.into_iter()
        .map(|(row, seen, address, user_agent)| {
            let origin = Origin { address, user_agent };
            Ok(Seen { session: row.try_into()?, origin, last_seen_at: from_micros(seen) })
        })
        .collect()
}

/// The addresses from which a user has signed in, as far as their sessions are kept.
pub fn addresses_of(connection: &mut AnyConnection, user: UserId) -> Result<Vec<String>, StoreError> {
    let known: Vec<Option<String>> = sessions::table
        .filter(sessions::user_id.eq(user.as_bytes().as_slice()))
        .filter(sessions::address.is_not_null())
        .select(sessions::address)
        .distinct()
        .load(connection)?;
    Ok(known.into_iter().flatten().collect())
}

/// The same for the account with this e-mail address; in an order that is always the same.
pub fn addresses_of_account(connection: &mut AnyConnection, email: &str) -> Result<Vec<String>, StoreError> {
    let known: Vec<Option<String>> = sessions::table
        .inner_join(users::table)
        .filter(users::email.eq(email))
        .filter(sessions::address.is_not_null())
        .select(sessions::address)
        .distinct()
        .order(sessions::address)
        .load(connection)?;
    Ok(known.into_iter().flatten().collect())
}

/// Ends every session of a user but this one; tells how many.
pub fn revoke_others(
    connection: &mut AnyConnection,
    user: UserId,
    but: SessionId,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let revoked = diesel::update(sessions::table)
        .filter(sessions::user_id.eq(user.as_bytes().as_slice()))
        .filter(sessions::id.ne(but.as_bytes().as_slice()))
        .filter(sessions::revoked_at.is_null())
        .set(sessions::revoked_at.eq(now.timestamp_micros()))
        .execute(connection)?;
    Ok(revoked)
}

/// Removes up to `most` sessions that ended before `before`; tells how many.
pub fn delete_ended(
    connection: &mut AnyConnection,
    _: SystemScope,
    before: Timestamp,
    most: i64,
) -> Result<usize, StoreError> {
    let before = before.timestamp_micros();
    // Ids are time-ordered: most of what has ended stands at the front.
    let ended: Vec<Vec<u8>> = sessions::table
        .filter(sessions::expires_at.lt(before).or(sessions::revoked_at.lt(before).assume_not_null()))
        .order(sessions::id)
        .limit(most)
        .select(sessions::id)
        .load(connection)?;
    Ok(diesel::delete(sessions::table.filter(sessions::id.eq_any(ended))).execute(connection)?)
}
