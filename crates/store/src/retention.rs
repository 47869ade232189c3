//! What leaves the database when its time is over, in small batches so that nobody waits for long.

mod bodies;
mod history;
mod terms;

use billhook_core::clock::Timestamp;
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;

pub use self::bodies::erase_bodies;
pub use self::history::{Overdue, Place, delete_events, list_overdue};
use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::schema::{audit_entries, deliveries, events, mails};

/// Deletes the rows of a table whose instant, in microseconds, has come: about `most` of them, the oldest
/// first, and all of one instant together. Says how many, which is `most` or more if there may be others.
macro_rules! delete_due {
    ($connection:expr, $table:ident.$instant:ident, $until:expr, $most:expr) => {{
        use crate::schema::$table::dsl;
        let until: i64 = $until.timestamp_micros();
        let due = dsl::$table.filter(dsl::$instant.le(until)).order(dsl::$instant);
        let last: Option<i64> = due.offset($most - 1).select(dsl::$instant).first($connection).optional()?;
        let batch = dsl::$table.filter(dsl::$instant.le(last.unwrap_or(until)));
        diesel::delete(batch).execute($connection)?
    }};
}
pub(crate) use delete_due;

/// Keeps these events from being replayed until this transaction is over: whoever replays one holds its row too.
fn hold(connection: &mut AnyConnection, ids: &[Vec<u8>]) -> Result<(), StoreError> {
    // Differs because SQLite has one writer, and so nobody to hold back.
    if let AnyConnection::Postgres(c) = connection {
        let rows = events::table.filter(events::id.eq_any(ids)).order(events::id).select(events::id);
        rows.for_update().load::<Vec<u8>>(c)?;
    }
    Ok(())
}

/// Deletes up to `most` entries of audit logs that were written before `before`; returns how many.
pub fn delete_audit_entries(
    connection: &mut AnyConnection,
    _: SystemScope,
    before: Timestamp,
    most: i64,
) -> Result<usize, StoreError> {
    let old: Vec<Vec<u8>> = audit_entries::table
        .filter(audit_entries::id.lt(column::newest_id(before)))
        .filter(audit_entries::created_at.lt(before.timestamp_micros()))
        .order(audit_entries::id)
        .limit(most)
        .select(audit_entries::id)
        .load(connection)?;
    Ok(diesel::delete(audit_entries::table.filter(audit_entries::id.eq_any(old))).execute(connection)?)
}

/// Deletes up to `most` mails that were written before `before` and do not wait any more; returns how many.
pub fn delete_mails(
    connection: &mut AnyConnection,
    _: SystemScope,
    before: Timestamp,
    most: i64,
) -> Result<usize, StoreError> {
    let old: Vec<Vec<u8>> = mails::table
        .filter(mails::id.lt(column::newest_id(before)))
        .filter(mails::created_at.lt(before.timestamp_micros()))
        .filter(mails::state.ne("waiting"))
        .order(mails::id)
        .limit(most)
        .select(mails::id)
        .load(connection)?;
    Ok(diesel::delete(mails::table.filter(mails::id.eq_any(old))).execute(connection)?)
}

/// Every delivery of these events.
fn deliveries_of(connection: &mut AnyConnection, events: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut found = Vec::new();
    for of_kind in [FANNED_OUT, SENT_AGAIN] {
        let of_events = deliveries::table.filter(deliveries::event_id.eq_any(events)).filter(half(of_kind));
        found.append(&mut of_events.select(deliveries::id).load::<Vec<u8>>(connection)?);
    }
    Ok(found)
}

fn half(of_kind: &str) -> SqlLiteral<Bool> {
    sql::<Bool>(of_kind)
}

// As literals, not as bound values: each must be seen to imply the condition of its partial index.
const FANNED_OUT: &str = "deliveries.kind = 'event'";
const SENT_AGAIN: &str = "deliveries.kind <> 'event'";
/// How many ids one statement takes: SQLite bounds the number of bound values.
const STATEMENT: usize = 1000;
