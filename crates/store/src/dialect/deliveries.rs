//! What a batch of outcomes does to deliveries: some end, some go back into their lane.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Binary, Integer, Nullable, Text};

use super::prepared::Prepared;
use crate::any_connection::AnyConnection;
use crate::record::{EndRow, Fenced, RetryRow};
use crate::schema::{deliveries, due_deliveries};

#[derive(QueryableByName)]
struct Confirmed {
    #[diesel(sql_type = Binary)]
    delivery_id: Vec<u8>,
}

fn ids(rows: Vec<Confirmed>) -> Vec<Vec<u8>> {
    rows.into_iter().map(|row| row.delivery_id).collect()
}

/// Takes these deliveries out of the hot table if their leases still stand; returns those that did.
pub(crate) fn remove_due(connection: &mut AnyConnection, rows: &[Fenced]) -> QueryResult<Vec<Vec<u8>>> {
    match connection {
        AnyConnection::Postgres(c) => Prepared::new(
            "delete from due_deliveries d using unnest(?, ?) as u (id, token) \
             where d.delivery_id = u.id and d.lease_token = u.token returning d.delivery_id",
        )
        .bind(rows.iter().map(|row| &row.delivery_id[..]).collect::<Vec<_>>().into_sql::<Array<Binary>>())
        .bind(rows.iter().map(|row| row.token).collect::<Vec<_>>().into_sql::<Array<BigInt>>())
        .load(c)
        .map(ids),
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
        AnyConnection::Postgres(c) => Prepared::new(
            "update due_deliveries d set attempts = u.attempts, first_due_at = u.first_due_at, \
               due_at = u.due_at, priority = 2, leased_until = null, lease_token = null \
             from unnest(?, ?, ?, ?, ?) as u (id, token, attempts, first_due_at, due_at) \
             where d.delivery_id = u.id and d.lease_token = u.token returning d.delivery_id",
        )
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
                let due = due_deliveries::table
                    .filter(due_deliveries::delivery_id.eq(&row.fenced.delivery_id[..]))
                    .filter(due_deliveries::lease_token.eq(row.fenced.token));
                let change = diesel::update(due).set((
                    due_deliveries::attempts.eq(row.attempts),
                    due_deliveries::first_due_at.eq(row.first_due_at),
                    due_deliveries::due_at.eq(row.due_at),
                    due_deliveries::priority.eq(2),
                    due_deliveries::leased_until.eq(None::<i64>),
                    due_deliveries::lease_token.eq(None::<i64>),
                ));
                if change.execute(c)? == 1 {
                    changed.push(row.fenced.delivery_id.to_vec());
                }
            }
            Ok(changed)
        }
    }
}

/// Writes how these deliveries ended.
pub(crate) fn finish_deliveries(connection: &mut AnyConnection, rows: &[EndRow]) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(c) => Prepared::new(
            "update deliveries d set state = u.state, state_reason = u.reason, attempts = u.attempts, \
               finished_at = u.finished_at \
             from unnest(?, ?, ?, ?, ?) as u (id, state, reason, attempts, finished_at) where d.id = u.id",
        )
        .bind(
            rows.iter()
                .map(|row| &row.fenced.delivery_id[..])
                .collect::<Vec<_>>()
                .into_sql::<Array<Binary>>(),
        )
        .bind(rows.iter().map(|row| row.state).collect::<Vec<_>>().into_sql::<Array<Text>>())
        .bind(rows.iter().map(|row| row.reason).collect::<Vec<_>>().into_sql::<Array<Nullable<Text>>>())
        .bind(rows.iter().map(|row| row.attempts).collect::<Vec<_>>().into_sql::<Array<Integer>>())
        .bind(rows.iter().map(|row| row.finished_at).collect::<Vec<_>>().into_sql::<Array<BigInt>>())
        .execute(c)
        .map(drop),
        AnyConnection::Sqlite(c) => rows.iter().try_for_each(|row| {
            diesel::update(deliveries::table.filter(deliveries::id.eq(&row.fenced.delivery_id[..])))
                .set((
                    deliveries::state.eq(row.state),
                    deliveries::state_reason.eq(row.reason),
                    deliveries::attempts.eq(row.attempts),
                    deliveries::finished_at.eq(row.finished_at),
                ))
                .execute(c)
                .map(drop)
        }),
    }
}
