//! Users: people who sign in. They belong to no tenant; members join the two.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::{TenantId, UserId};
use diesel::prelude::*;

use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::schema::users;

/// Whom an account stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserKind {
    /// A person, who can sign in.
    Person,
    /// All who come to a tenant by the operator's links. Nobody signs in to it, and no mail reaches it.
    Portal,
}

/// A person, or what stands for those who come by links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Their identifier.
    pub id: UserId,
    /// Where they get mail, in lower case; unique.
    pub email: String,
    /// What they are called.
    pub name: String,
    /// Whether it is a person at all.
    pub kind: UserKind,
    /// When the account was made.
    pub created_at: Timestamp,
}

/// What signing in needs to know of a user.
pub struct Account {
    /// The person.
    pub user: User,
    /// Argon2id in PHC form; `None` until an invitation is accepted.
    pub password_hash: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = users)]
pub(crate) struct UserRow {
    id: Vec<u8>,
    email: String,
    name: String,
    created_at: i64,
    portal_of: Option<Vec<u8>>,
}

impl TryFrom<UserRow> for User {
    type Error = StoreError;
    fn try_from(row: UserRow) -> Result<Self, StoreError> {
        let id = column::id("users.id", &row.id)?;
        let kind = if row.portal_of.is_some() { UserKind::Portal } else { UserKind::Person };
        Ok(Self { id, email: row.email, name: row.name, kind, created_at: from_micros(row.created_at) })
    }
}

/// Makes an account. Fails with [`StoreError::Taken`] if the address has one.
pub fn insert(
    connection: &mut AnyConnection,
    user: &User,
    password_hash: Option<&str>,
) -> Result<(), StoreError> {
    diesel::insert_into(users::table)
        .values((
            users::id.eq(user.id.as_bytes().as_slice()),
            users::email.eq(&user.email),
            users::name.eq(&user.name),
            users::password_hash.eq(password_hash),
            users::created_at.eq(user.created_at.timestamp_micros()),
            users::updated_at.eq(user.created_at.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(())
}

/// Makes the account that stands for those who come to this tenant by links.
pub(crate) fn insert_portal(
    connection: &mut AnyConnection,
    tenant: TenantId,
    user: &User,
) -> Result<(), StoreError> {
    insert(connection, user, None)?;
    diesel::update(users::table.find(user.id.as_bytes().as_slice()))
        .set(users::portal_of.eq(tenant.as_bytes().as_slice()))
        .execute(connection)?;
    Ok(())
}

/// The user, if there is one with this id.
pub fn find(connection: &mut AnyConnection, id: UserId) -> Result<Option<User>, StoreError> {
    let row = users::table.find(id.as_bytes().as_slice()).select(UserRow::as_select()).first(connection);
    row.optional()?.map(User::try_from).transpose()
}

/// The person's account with this address, which has to be in lower case.
pub fn find_account(connection: &mut AnyConnection, email: &str) -> Result<Option<Account>, StoreError> {
    let row: Option<(UserRow, Option<String>)> = users::table
        .filter(users::email.eq(email))
        .filter(users::portal_of.is_null())
        .select((UserRow::as_select(), users::password_hash))
        .first(connection)
        .optional()?;
    row.map(|(row, password_hash)| Ok(Account { user: row.try_into()?, password_hash })).transpose()
}

/// Calls a user by another name.
pub fn rename(
    connection: &mut AnyConnection,
    id: UserId,
    name: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    diesel::update(users::table.find(id.as_bytes().as_slice()))
        .set((users::name.eq(name), users::updated_at.eq(now.timestamp_micros())))
        .execute(connection)?;
    Ok(())
}

/// Gives a user another password.
pub fn set_password(
    connection: &mut AnyConnection,
    id: UserId,
    password_hash: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    diesel::update(users::table.find(id.as_bytes().as_slice()))
        .set((users::password_hash.eq(password_hash), users::updated_at.eq(now.timestamp_micros())))
        .execute(connection)?;
    Ok(())
}

/// True if the installation has a user at all.
pub fn exist(connection: &mut AnyConnection) -> Result<bool, StoreError> {
    let people = users::table.filter(users::portal_of.is_null());
    Ok(diesel::select(diesel::dsl::exists(people)).get_result(connection)?)
}
