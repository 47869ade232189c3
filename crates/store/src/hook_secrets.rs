//! The secrets of hooks, sealed under the master key with their row's id as context.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::{HookId, SecretId, TenantId};
use billhook_core::secret::{Fingerprint, MasterKey, Secret, SecretKind};
use diesel::prelude::*;

use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::hooks;
use crate::names::name_of;
use crate::schema::hook_secrets;

/// A secret of a hook, opened.
#[derive(Clone, Debug)]
pub struct HookSecret {
    /// Its identifier.
    pub id: SecretId,
    /// The secret in clear.
    pub secret: Secret,
    /// When it was made.
    pub created_at: Timestamp,
    /// `None` for the present secret; a rotated one signs until then.
    pub expires_at: Option<Timestamp>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = hook_secrets)]
struct Row {
    id: Vec<u8>,
    sealed: Vec<u8>,
    created_at: i64,
    expires_at: Option<i64>,
}

impl Row {
    fn open(self, key: &MasterKey) -> Result<HookSecret, StoreError> {
        Ok(HookSecret {
            id: column::id("hook_secrets.id", &self.id)?,
            secret: open(key, &self.id, &self.sealed)?,
            created_at: from_micros(self.created_at),
            expires_at: self.expires_at.map(from_micros),
        })
    }
}

/// Opens what stands in `hook_secrets.sealed` of the row with this id.
///
/// # Errors
/// [`StoreError::Corrupt`] if it was sealed under another key or belongs to another row.
pub fn open(key: &MasterKey, id: &[u8], sealed: &[u8]) -> Result<Secret, StoreError> {
    let plain = key.open(id, sealed).map_err(|error| StoreError::corrupt("hook_secrets.sealed", error))?;
    let text =
        std::str::from_utf8(&plain).map_err(|error| StoreError::corrupt("hook_secrets.sealed", error))?;
    text.parse().map_err(|error| StoreError::corrupt("hook_secrets.sealed", error))
}

/// Adds a present secret. A hook has at most one of each kind.
///
/// # Errors
/// [`StoreError::Unavailable`] if what is there was sealed under another key: the master key was changed under this
/// process, and nobody could open what it seals.
pub fn insert(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hook: HookId,
    secret: &Secret,
    key: &MasterKey,
    now: Timestamp,
) -> Result<SecretId, StoreError> {
    let id = SecretId::new(now);
    diesel::insert_into(hook_secrets::table)
        .values((
            hook_secrets::id.eq(id.as_bytes().as_slice()),
            hook_secrets::tenant_id.eq(tenant.as_bytes().as_slice()),
            hook_secrets::hook_id.eq(hook.as_bytes().as_slice()),
            hook_secrets::kind.eq(name_of(&secret.kind())?),
            hook_secrets::sealed.eq(key.seal(id.as_bytes(), secret.expose().as_bytes())),
            hook_secrets::created_at.eq(now.timestamp_micros()),
        ))
        .execute(connection)?;
    refuse_a_former_key(connection, id, key)?;
    Ok(id)
}

/// Looks after the row is written: a change of the key locks the table, so that either it has met this row or this has
/// met its rows.
fn refuse_a_former_key(
    connection: &mut AnyConnection,
    own: SecretId,
    key: &MasterKey,
) -> Result<(), StoreError> {
    let other: Option<Vec<u8>> = hook_secrets::table
        .filter(hook_secrets::id.ne(own.as_bytes().as_slice()))
        .select(hook_secrets::sealed)
        .first(connection)
        .optional()?;
    let sealed_by = other.and_then(|sealed| Fingerprint::of_sealed(&sealed));
    if sealed_by.is_some_and(|sealed_by| sealed_by != key.fingerprint()) {
        return Err(StoreError::Unavailable("the master key was changed under this process".into()));
    }
    Ok(())
}

/// The secrets that sign at `now`: the present ones, then rotated ones, the newest first.
pub fn list_live(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hook: HookId,
    key: &MasterKey,
    now: Timestamp,
) -> Result<Vec<HookSecret>, StoreError> {
    let rows: Vec<Row> = hook_secrets::table
        .filter(hook_secrets::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(hook_secrets::hook_id.eq(hook.as_bytes().as_slice()))
        .filter(hook_secrets::expires_at.is_null().or(hook_secrets::expires_at.gt(now.timestamp_micros())))
        .order(hook_secrets::id.desc())
        .select(Row::as_select())
        .load(connection)?;
    let mut secrets = rows.into_iter().map(|row| row.open(key)).collect::<Result<Vec<_>, _>>()?;
    secrets.sort_by_key(|secret| secret.expires_at.is_some());
    Ok(secrets)
}

/// Puts `secret` in the place of the hook's present secret, which signs along until `grace_ends_at`.
///
/// Its place is that of the same use: a new key takes over from a key of either kind, a token from a token.
pub fn rotate(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hook: HookId,
    secret: &Secret,
    key: &MasterKey,
    grace_ends_at: Timestamp,
    now: Timestamp,
) -> Result<SecretId, StoreError> {
    hooks::touch(connection, tenant, hook, now)?;
    let same_use = kinds_with_the_use_of(secret.kind()).iter().map(name_of).collect::<Result<Vec<_>, _>>()?;
    diesel::update(
        hook_secrets::table
            .filter(hook_secrets::tenant_id.eq(tenant.as_bytes().as_slice()))
            .filter(hook_secrets::hook_id.eq(hook.as_bytes().as_slice()))
            .filter(
                hook_secrets::expires_at
                    .is_null()
                    .or(hook_secrets::expires_at.gt(grace_ends_at.timestamp_micros()).assume_not_null()),
            )
            .filter(hook_secrets::kind.eq_any(same_use)),
    )
    .set(hook_secrets::expires_at.eq(grace_ends_at.timestamp_micros()))
    .execute(connection)?;
    insert(connection, tenant, hook, secret, key, now)
}

/// Two kinds have one use if both sign the same headers.
const fn kinds_with_the_use_of(kind: SecretKind) -> &'static [SecretKind] {
    match kind {
        SecretKind::Hmac | SecretKind::Ed25519 => &[SecretKind::Hmac, SecretKind::Ed25519],
        SecretKind::Token => &[SecretKind::Token],
    }
}

/// Seals up to `limit` secrets with ids after `after` under `new` instead of `old`; returns the last id,
/// `None` when there are no more, and how many they were. For a change of the master key, in batches of one
/// transaction that has them [to itself](lock_all).
pub fn reseal(
    connection: &mut AnyConnection,
    _: SystemScope,
    old: &MasterKey,
    new: &MasterKey,
    after: Option<SecretId>,
    limit: u32,
) -> Result<(Option<SecretId>, usize), StoreError> {
    let after = after.map_or(vec![], |id| id.as_bytes().to_vec());
    let rows: Vec<Row> = hook_secrets::table
        .filter(hook_secrets::id.gt(after))
        .order(hook_secrets::id)
        .limit(i64::from(limit))
        .select(Row::as_select())
        .load(connection)?;
    for row in &rows {
        let secret = open(old, &row.id, &row.sealed)?;
        diesel::update(hook_secrets::table.find(&row.id))
            .set(hook_secrets::sealed.eq(new.seal(&row.id, secret.expose().as_bytes())))
            .execute(connection)?;
    }
    let last = rows.last().map(|row| column::id("hook_secrets.id", &row.id)).transpose()?;
    Ok((last, rows.len()))
}

/// Has everybody else wait who would add a secret, until the transaction ends.
pub fn lock_all(connection: &mut AnyConnection, _: SystemScope) -> Result<(), StoreError> {
    match connection {
        AnyConnection::Postgres(c) => {
            diesel::sql_query("lock table hook_secrets in share row exclusive mode").execute(c)?;
        }
        // Differs because there is one writer.
        AnyConnection::Sqlite(_) => {}
    }
    Ok(())
}

/// A row's id, and what is sealed to it.
type Sealed = (Vec<u8>, Vec<u8>);

/// Any one secret as it lies in its row: to see whether a key opens what is there.
pub fn any(connection: &mut AnyConnection, _: SystemScope) -> Result<Option<Sealed>, StoreError> {
    Ok(hook_secrets::table.select((hook_secrets::id, hook_secrets::sealed)).first(connection).optional()?)
}

/// Removes up to `most` rotated secrets that sign no more; tells how many.
pub fn delete_expired(
    connection: &mut AnyConnection,
    _: SystemScope,
    now: Timestamp,
    most: i64,
) -> Result<usize, StoreError> {
    let expired: Vec<Vec<u8>> = hook_secrets::table
        .filter(hook_secrets::expires_at.le(now.timestamp_micros()).assume_not_null())
        .order(hook_secrets::expires_at)
        .limit(most)
        .select(hook_secrets::id)
        .load(connection)?;
    Ok(diesel::delete(hook_secrets::table.filter(hook_secrets::id.eq_any(expired))).execute(connection)?)
}
