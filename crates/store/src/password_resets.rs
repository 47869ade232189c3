//! The way back to an account whose password is lost: a link that works once, known by the SHA-256 of its token.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::UserId;
use billhook_core::mail::{Notice, PasswordReset};
use billhook_core::secret::{LinkToken, MasterKey};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::error::StoreError;
use crate::jobs;
use crate::mails::{self, NewMail};
use crate::retention::delete_due;
use crate::schema::{password_resets, users};
use crate::users::{User, UserRow};

/// The name of the background job that sends a link. Its payload is a [`Requested`]. It is a job, so that whoever asks
/// cannot tell by the time it takes whether there is such an account.
pub const REQUESTED: &str = "password_reset_requested";

/// What somebody has asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Requested {
    /// Of the account, if there is one.
    pub email: String,
    /// Where the request came from, as text.
    pub address: Option<String>,
    /// Until when the link works, in microseconds since 1970.
    pub expires_at: i64,
}

/// Leaves it to a background job to send a link. Wake the workers after the commit.
pub fn request(
    connection: &mut AnyConnection,
    requested: &Requested,
    now: Timestamp,
) -> Result<(), StoreError> {
    jobs::enqueue_for_account(connection, REQUESTED, &json!(requested), now)
}

/// Gives the account with this address a way back, and mails it. Does nothing if there is no such account.
pub fn issue(
    connection: &mut AnyConnection,
    requested: &Requested,
    key: &MasterKey,
    now: Timestamp,
) -> Result<(), StoreError> {
    let email = requested.email.as_str();
    let Some(account) = crate::users::find_account(connection, email)? else { return Ok(()) };
    let (address, expires_at) = (requested.address.clone(), from_micros(requested.expires_at));
    let token = LinkToken::generate();
    diesel::insert_into(password_resets::table)
        .values((
            password_resets::token_hash.eq(token.hash().to_vec()),
            password_resets::user_id.eq(account.user.id.as_bytes().as_slice()),
            password_resets::created_at.eq(now.timestamp_micros()),
            password_resets::expires_at.eq(expires_at.timestamp_micros()),
        ))
        .execute(connection)?;
    let notice = Notice::PasswordReset(PasswordReset { name: account.user.name, address, expires_at });
    mails::insert(connection, None, &NewMail::new(email, notice, now).with_token(&token, key), now)
}

/// Whose account the link with this token opens, and until when; `None` if it is used up, expired or unknown.
pub fn find(
    connection: &mut AnyConnection,
    token_hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<(User, Timestamp)>, StoreError> {
    let row: Option<(UserRow, i64)> = password_resets::table
        .inner_join(users::table)
        .filter(password_resets::token_hash.eq(token_hash.as_slice()))
        .filter(password_resets::expires_at.gt(now.timestamp_micros()))
        .select((UserRow::as_select(), password_resets::expires_at))
        .first(connection)
        .optional()?;
    row.map(|(user, expires_at)| Ok((user.try_into()?, from_micros(expires_at)))).transpose()
}

/// Uses up the link with this token. False if somebody was faster.
pub fn redeem(connection: &mut AnyConnection, token_hash: &[u8; 32]) -> Result<bool, StoreError> {
    let row = password_resets::table.filter(password_resets::token_hash.eq(token_hash.as_slice()));
    Ok(diesel::delete(row).execute(connection)? > 0)
}

/// Voids every link of a user: their password is another one now.
pub fn delete_of_user(connection: &mut AnyConnection, user: UserId) -> Result<(), StoreError> {
    let rows = password_resets::table.filter(password_resets::user_id.eq(user.as_bytes().as_slice()));
    diesel::delete(rows).execute(connection)?;
    Ok(())
}

/// Removes links that have expired; tells how many.
pub fn delete_expired(
    connection: &mut AnyConnection,
    _: SystemScope,
    now: Timestamp,
    most: i64,
) -> Result<usize, StoreError> {
    Ok(delete_due!(connection, password_resets.expires_at, now, most))
}
