//! Adding to what is counted of deliveries.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Binary, Integer, Text};

use super::prepared::{Prepared, column, unnested};
use crate::any_connection::AnyConnection;
use crate::stats::StatsRow;

/// What is counted in each row besides its key, in the order of the statements.
pub(crate) const COUNTS: usize = 18;

macro_rules! adding {
    ($($values:tt)+) => {
        concat!(
            "insert into delivery_stats as s (tenant_id, grain_s, begins_at, hook_id, resource, delivered, failed, cancelled, skipped, \
             failed_attempts, longest_ms, took_5, took_10, took_25, took_50, took_100, took_250, \
             took_500, took_1000, took_2500, took_5000, took_10000, took_longer) ",
            $($values)+,
            " on conflict (tenant_id, grain_s, begins_at, hook_id, resource) do update set delivered = \
             s.delivered + excluded.delivered, failed = s.failed + excluded.failed, cancelled = \
             s.cancelled + excluded.cancelled, skipped = s.skipped + excluded.skipped, \
             failed_attempts = s.failed_attempts + excluded.failed_attempts, took_5 = s.took_5 + \
             excluded.took_5, took_10 = s.took_10 + excluded.took_10, took_25 = s.took_25 + \
             excluded.took_25, took_50 = s.took_50 + excluded.took_50, took_100 = s.took_100 + \
             excluded.took_100, took_250 = s.took_250 + excluded.took_250, took_500 = s.took_500 + \
             excluded.took_500, took_1000 = s.took_1000 + excluded.took_1000, took_2500 = s.took_2500 \
             + excluded.took_2500, took_5000 = s.took_5000 + excluded.took_5000, took_10000 = \
             s.took_10000 + excluded.took_10000, took_longer = s.took_longer + excluded.took_longer, \
             longest_ms = case when excluded.longest_ms > s.longest_ms then excluded.longest_ms else \
             s.longest_ms end",
        )
    };
}

pub(super) use adding;

/// The rows to be added, as Postgres takes them.
macro_rules! counted {
    () => {
        unnested!(
            tenant_id,
            grain_s,
            begins_at,
            hook_id,
            resource,
            delivered,
            failed,
            cancelled,
            skipped,
            failed_attempts,
            longest_ms,
            took_5,
            took_10,
            took_25,
            took_50,
            took_100,
            took_250,
            took_500,
            took_1000,
            took_2500,
            took_5000,
            took_10000,
            took_longer,
        )
    };
}
pub(super) use counted;

pub(super) fn bind_stats<'a>(statement: Prepared<'a, Pg>, rows: &'a [StatsRow]) -> Prepared<'a, Pg> {
    let keys = statement
        .bind(column!(rows, tenant).into_sql::<Array<Binary>>())
        .bind(column!(rows, grain_s).into_sql::<Array<Integer>>())
        .bind(column!(rows, begins_at).into_sql::<Array<BigInt>>())
        .bind(column!(rows, hook).into_sql::<Array<Binary>>())
        .bind(column!(rows, resource).into_sql::<Array<Text>>());
    (0..COUNTS).fold(keys, |statement, place| {
        let column: Vec<i64> = rows.iter().map(|row| row.counts[place]).collect();
        statement.bind(column.into_sql::<Array<BigInt>>())
    })
}

/// Adds these counts to the rows that are there. No key may come twice, and keys come in one order for all, so that two
/// processes never wait for each other.
pub(crate) fn add_stats(connection: &mut AnyConnection, rows: &[StatsRow]) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(c) => {
            bind_stats(Prepared::new(adding!(counted!())), rows).execute(c).map(drop)
        }
        AnyConnection::Sqlite(c) => rows.iter().try_for_each(|row| {
            let mut statement = Prepared::new(adding!(
                "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            ))
            .bind(row.tenant[..].into_sql::<Binary>())
            .bind(row.grain_s.into_sql::<Integer>())
            .bind(row.begins_at.into_sql::<BigInt>())
            .bind(row.hook[..].into_sql::<Binary>())
            .bind(row.resource[..].into_sql::<Text>());
            for count in row.counts {
                statement = statement.bind(count.into_sql::<BigInt>());
            }
            statement.execute(c).map(drop)
        }),
    }
}
