//! What a batch of successes does to hooks.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Binary};

use super::prepared::Prepared;
use crate::any_connection::AnyConnection;

/// Hooks of which a batch says nothing but good.
pub(crate) struct Healthy {
    /// In ascending order, so that two batches never wait for each other.
    pub(crate) hooks: Vec<[u8; 16]>,
    /// When the last success was, in microseconds since 1970.
    pub(crate) at: i64,
    /// A hook whose last known success is at least as new is left alone if nothing else is wrong with it.
    pub(crate) fresh_since: i64,
}

/// What [`note_success`] says, with the hooks last.
macro_rules! noting {
    ($hooks:literal) => {
        concat!(
            "update hooks set last_success_at = ?, consecutive_failures = 0, spent_deliveries = 0, \
             failing_since = null, warned_at = null \
             where (last_success_at is null or last_success_at < ? or consecutive_failures > 0 \
               or failing_since is not null) and id = ",
            $hooks
        )
    };
}
pub(super) use noting;

pub(super) fn bind_healthy<'a>(statement: Prepared<'a, Pg>, healthy: &'a Healthy) -> Prepared<'a, Pg> {
    let hooks: Vec<&[u8]> = healthy.hooks.iter().map(|hook| &hook[..]).collect();
    statement
        .bind(healthy.at.into_sql::<BigInt>())
        .bind(healthy.fresh_since.into_sql::<BigInt>())
        .bind(hooks.into_sql::<Array<Binary>>())
}

/// Writes when these hooks last succeeded, where that is worth a write, and that they are well.
pub(crate) fn note_success(connection: &mut AnyConnection, healthy: &Healthy) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(c) => {
            bind_healthy(Prepared::new(noting!("any(?)")), healthy).execute(c).map(drop)
        }
        AnyConnection::Sqlite(c) => healthy.hooks.iter().try_for_each(|hook| {
            Prepared::new(noting!("?"))
                .bind(healthy.at.into_sql::<BigInt>())
                .bind(healthy.fresh_since.into_sql::<BigInt>())
                .bind(hook[..].into_sql::<Binary>())
                .execute(c)
                .map(drop)
        }),
    }
}
