//! Users: people who sign in. They belong to no tenant; members join the two.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::UserId;
use diesel::prelude::*;

use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::schema::users;

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Their identifier.
    pub id: UserId,
    /// Where they get mail, in lower case; unique.
    pub email: String,
    /// What they are called.
    pub name: String,
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
}

impl TryFrom<UserRow> for User {
    type Error = StoreError;
    fn try_from(row: UserRow) -> Result<Self, StoreError> {
        let id = column::id("users.id", &row.id)?;
        Ok(Self { id, email: row.email, name: row.name, created_at: from_micros(row.created_at) })
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

/// The user, if there is one with this id.
pub fn find(connection: &mut AnyConnection, id: UserId) -> Result<Option<User>, StoreError> {
    let row = users::table.find(id.as_bytes().as_slice()).select(UserRow::as_select()).first(connection);
    row.optional()?.map(User::try_from).transpose()
}

/// The account with this address, which has to be in lower case.
pub fn find_account(connection: &mut AnyConnection, email: &str) -> Result<Option<Account>, StoreError> {
    let row: Option<(UserRow, Option<String>)> = users::table
        .filter(users::email.eq(email))
        .select((UserRow::as_select(), users::password_hash))
        .first(connection)
        .optional()?;
    row.map(|(row, password_hash)| Ok(Account { user: row.try_into()?, password_hash })).transpose()
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
    Ok(diesel::select(diesel::dsl::exists(users::table.select(users::id))).get_result(connection)?)
}
