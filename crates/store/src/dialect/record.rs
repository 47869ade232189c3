//! Everything that follows from a batch of plain successes, in one statement.
//!
//! On Postgres each statement costs a round trip, which is dearer than the rows of a small batch; `begin` and
//! `commit` are two more. A statement by itself is a transaction, so the usual batch goes in one.

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::attempts::{bind_attempts, keeping};
use super::deliveries::{bind_ends, bind_fences, finishing, removing};
use super::hooks::{Healthy, bind_healthy, noting};
use super::prepared::{Prepared, unnested};
use super::stats::{adding, bind_stats, counted};
use crate::any_connection::AnyConnection;
use crate::error::trouble;
use crate::record::{AttemptRow, EndRow};
use crate::stats::StatsRow;

/// Deliveries that ended, one attempt each, and what that says about their hooks.
pub(crate) struct Ended {
    pub(crate) ends: Vec<EndRow>,
    pub(crate) attempts: Vec<AttemptRow>,
    pub(crate) healthy: Healthy,
    pub(crate) stats: Vec<StatsRow>,
}

/// Divides by zero if a claim no longer stands, which takes all of it back. The counts come after the hooks,
/// as in every other transaction that writes both: a part of a statement that reads another one's rows waits for them.
const WHOLE: &str = concat!(
    "with gone as (",
    removing!(),
    "), finished as (",
    finishing!(),
    "), kept as (",
    keeping!(),
    "), well as (",
    noting!("any(?)"),
    " returning 1), counted as (",
    adding!(concat!(counted!(), " where (select count(*) from well) >= 0")),
    ") select 1 / (count(*) = ?)::int from gone"
);

/// Records it all, durably, and says true; false if nothing was changed and it is to be done step by step: on
/// SQLite, where a statement costs no round trip, and where one of the claims no longer stands. Not to be
/// called in a transaction.
pub(crate) fn record_ended(connection: &mut AnyConnection, ended: &Ended) -> QueryResult<bool> {
    let AnyConnection::Postgres(c) = connection else { return Ok(false) };
    let statement = bind_fences(Prepared::new(WHOLE), ended.ends.iter().map(|row| &row.fenced));
    let statement = bind_attempts(bind_ends(statement, &ended.ends), &ended.attempts);
    let statement = bind_stats(bind_healthy(statement, &ended.healthy), &ended.stats);
    match statement.bind((ended.ends.len() as i64).into_sql::<BigInt>()).execute(c) {
        Ok(_) => Ok(true),
        // Whatever else is wrong with a row is found out where rows are written one by one.
        Err(error) if trouble(&error).is_none() => Ok(false),
        Err(error) => Err(error),
    }
}
