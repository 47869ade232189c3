//! What a batch of outcomes does to deliveries: some end, some go back into their lane.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Binary, Integer, Nullable, Text};

use super::prepared::{Prepared, column, unnested};
use crate::any_connection::AnyConnection;
use crate::record::{EndRow, Fenced, RetryRow};
use crate::schema::due_deliveries;

#[derive(QueryableByName)]
struct Confirmed {
    #[diesel(sql_type = Binary)]
    delivery_id: Vec<u8>,
}

fn ids(rows: Vec<Confirmed>) -> Vec<Vec<u8>> {
    rows.into_iter().map(|row| row.delivery_id).collect()
}

/// What [`remove_due`] says to Postgres.
macro_rules! removing {
    () => {
        concat!(
            "delete from due_deliveries d using (",
            unnested!(id, token),
            ") u where d.delivery_id = u.id and d.lease_token = u.token returning d.delivery_id"
        )
    };
}
pub(super) use removing;

pub(super) fn bind_fences<'a>(
    statement: Prepared<'a, Pg>,
    rows: impl Iterator<Item = &'a Fenced> + Clone,
) -> Prepared<'a, Pg> {
    statement
        .bind(rows.clone().map(|row| &row.delivery_id[..]).collect::<Vec<_>>().into_sql::<Array<Binary>>())
        .bind(rows.map(|row| row.token).collect::<Vec<_>>().into_sql::<Array<BigInt>>())
}

/// Takes these deliveries out of the hot table if their leases still stand; returns those that did.
pub(crate) fn remove_due(connection: &mut AnyConnection, rows: &[Fenced]) -> QueryResult<Vec<Vec<u8>>> {
    match connection {
        AnyConnection::Postgres(c) => bind_fences(Prepared::new(removing!()), rows.iter()).load(c).map(ids),
        AnyConnection::Sqlite(c) => {
            let mut removed = Vec::with_capacity(rows.len());
            for row in rows {
                let due = due_deliveries::table
                    .filter(due_deliveries::delivery_id.eq(&row.delivery_id[..]))
                    .filter(due_deliveries::lease_token.eq(row.token));
                if diesel::delete(due).execute(c)? == 1 {
                    removed.push(row.delivery_id.to_vec());
                }
            }
            Ok(removed)
        }
    }
}

/// Puts these deliveries back into their lanes if their leases still stand; returns those that did.
pub(crate) fn put_back(connection: &mut AnyConnection, rows: &[RetryRow]) -> QueryResult<Vec<Vec<u8>>> {
    match connection {
        AnyConnection::Postgres(c) => Prepared::new(concat!(
            "update due_deliveries d set attempts = u.attempts, first_due_at = u.first_due_at, \
               due_at = u.due_at, priority = 2, leased_until = null, lease_token = null from (",
            unnested!(id, token, attempts, first_due_at, due_at),
            ") u where d.delivery_id = u.id and d.lease_token = u.token returning d.delivery_id",
        ))
        .bind(
            rows.iter()
                .map(|row| &row.fenced.delivery_id[..])
                .collect::<Vec<_>>()
                .into_sql::<Array<Binary>>(),
        )
        .bind(rows.iter().map(|row| row.fenced.token).collect::<Vec<_>>().into_sql::<Array<BigInt>>())
        .bind(rows.iter().map(|row| row.attempts).collect::<Vec<_>>().into_sql::<Array<Integer>>())
        .bind(rows.iter().map(|row| row.first_due_at).collect::<Vec<_>>().into_sql::<Array<BigInt>>())
        .bind(rows.iter().map(|row| row.due_at).collect::<Vec<_>>().into_sql::<Array<BigInt>>())
        .load(c)
        .map(ids),
        AnyConnection::Sqlite(c) => {
            let mut changed = Vec::with_capacity(rows.len());
            for row in rows {
                // Diesel compiles an update of its own at each call.
                let change = Prepared::new(
                    "update due_deliveries set attempts = ?, first_due_at = ?, due_at = ?, priority = 2, \
                     leased_until = null, lease_token = null where delivery_id = ? and lease_token = ?",
                )
                .bind(row.attempts.into_sql::<Integer>())
                .bind(row.first_due_at.into_sql::<BigInt>())
                .bind(row.due_at.into_sql::<BigInt>())
                .bind(row.fenced.delivery_id[..].into_sql::<Binary>())
                .bind(row.fenced.token.into_sql::<BigInt>());
                if change.execute(c)? == 1 {
                    changed.push(row.fenced.delivery_id.to_vec());
                }
            }
            Ok(changed)
        }
    }
}

/// What [`finish_deliveries`] says to Postgres.
macro_rules! finishing {
    () => {
        concat!(
            "update deliveries d set state = u.state, state_reason = u.reason, attempts = u.attempts, \
               finished_at = u.finished_at from (",
            unnested!(id, state, reason, attempts, finished_at),
            ") u where d.id = u.id"
        )
    };
}
pub(super) use finishing;

pub(super) fn bind_ends<'a>(statement: Prepared<'a, Pg>, rows: &'a [EndRow]) -> Prepared<'a, Pg> {
    statement
        .bind(
            rows.iter()
                .map(|row| &row.fenced.delivery_id[..])
                .collect::<Vec<_>>()
                .into_sql::<Array<Binary>>(),
        )
        .bind(column!(rows, state).into_sql::<Array<Text>>())
        .bind(column!(rows, reason).into_sql::<Array<Nullable<Text>>>())
        .bind(column!(rows, attempts).into_sql::<Array<Integer>>())
        .bind(column!(rows, finished_at).into_sql::<Array<BigInt>>())
}

/// Writes how these deliveries ended.
pub(crate) fn finish_deliveries(connection: &mut AnyConnection, rows: &[EndRow]) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(c) => bind_ends(Prepared::new(finishing!()), rows).execute(c).map(drop),
        AnyConnection::Sqlite(c) => rows.iter().try_for_each(|row| {
            // Diesel compiles an update of its own at each call.
            Prepared::new(
                "update deliveries set state = ?, state_reason = ?, attempts = ?, finished_at = ? where id = ?",
            )
            .bind(row.state.into_sql::<Text>())
            .bind(row.reason.into_sql::<Nullable<Text>>())
            .bind(row.attempts.into_sql::<Integer>())
            .bind(row.finished_at.into_sql::<BigInt>())
            .bind(row.fenced.delivery_id[..].into_sql::<Binary>())
            .execute(c)
            .map(drop)
        }),
    }
}
