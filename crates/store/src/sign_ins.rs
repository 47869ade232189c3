//! Failed sign-ins, counted per subject: an account (`account:<e-mail>`) or an address (`address:<ip>`).
//!
//! A window begins with the first failure and ends after its length, however many come in between.

use billhook_core::clock::{Timestamp, from_micros};
use chrono::Duration;
use diesel::prelude::*;

use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::column;
use crate::each;
use crate::error::StoreError;
use crate::retention::delete_due;
use crate::schema::sign_in_failures;

/// The failures of one subject in its present window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failures {
    /// How many.
    pub count: u32,
    /// When they are forgotten.
    pub until: Timestamp,
}

/// The failures of a subject whose window has not ended at `now`.
pub fn find(
    connection: &mut AnyConnection,
    subject: &str,
    now: Timestamp,
) -> Result<Option<Failures>, StoreError> {
    let row: Option<(i32, i64)> = sign_in_failures::table
        .find(subject)
        .filter(sign_in_failures::window_ends_at.gt(now.timestamp_micros()))
        .select((sign_in_failures::failures, sign_in_failures::window_ends_at))
        .first(connection)
        .optional()?;
    Ok(row.map(|(count, until)| Failures { count: column::count(count), until: from_micros(until) }))
}

/// Counts one more failure, in a new window of this length if none is open; tells where the subject stands then.
/// The row is locked until the transaction ends, so that no two count the same.
pub fn count(
    connection: &mut AnyConnection,
    subject: &str,
    window: Duration,
    now: Timestamp,
) -> Result<Failures, StoreError> {
    let now_micros = now.timestamp_micros();
    let ended = sign_in_failures::table.find(subject).filter(sign_in_failures::window_ends_at.le(now_micros));
    diesel::delete(ended).execute(connection)?;
    each!(connection, c => {
        diesel::insert_into(sign_in_failures::table)
            .values((
                sign_in_failures::subject.eq(subject),
                sign_in_failures::failures.eq(1),
                sign_in_failures::window_ends_at.eq((now + window).timestamp_micros()),
            ))
            .on_conflict(sign_in_failures::subject)
            .do_update()
            .set(sign_in_failures::failures.eq(sign_in_failures::failures + 1))
            .execute(c)
    })?;
    find(connection, subject, now)?.ok_or_else(|| StoreError::Corrupt("a failure was not counted".into()))
}

/// Takes back one failure that turned out to be a success.
pub fn take_back(connection: &mut AnyConnection, subject: &str) -> Result<(), StoreError> {
    diesel::update(sign_in_failures::table.find(subject))
        .filter(sign_in_failures::failures.gt(0))
        .set(sign_in_failures::failures.eq(sign_in_failures::failures - 1))
        .execute(connection)?;
    Ok(())
}

/// Forgets the failures of one subject.
pub fn forget(connection: &mut AnyConnection, subject: &str) -> Result<(), StoreError> {
    diesel::delete(sign_in_failures::table.find(subject)).execute(connection)?;
    Ok(())
}

/// Removes windows that have ended; tells how many.
pub fn delete_ended(
    connection: &mut AnyConnection,
    _: SystemScope,
    now: Timestamp,
    most: i64,
) -> Result<usize, StoreError> {
    Ok(delete_due!(connection, sign_in_failures.window_ends_at, now, most))
}
