//! How much waits for each of several tenants, counted only so far.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Binary};

use super::prepared::Prepared;
use crate::any_connection::AnyConnection;

#[derive(QueryableByName)]
struct Backlog {
    #[diesel(sql_type = Binary)]
    tenant_id: Vec<u8>,
    #[diesel(sql_type = BigInt)]
    waiting: i64,
}

/// The deliveries that wait or are being sent for each of these tenants, `most` at most.
///
/// Differs because SQLite has no arrays, and because Postgres would gather all of a hook's before it counts
/// the first, unless it is asked for them in the order of the index.
pub(crate) fn backlogs(
    connection: &mut AnyConnection,
    tenants: &[[u8; 16]],
    most: i64,
) -> QueryResult<Vec<(Vec<u8>, i64)>> {
    let rows: Vec<Backlog> = match connection {
        AnyConnection::Postgres(c) => Prepared::new(
            "select u.id as tenant_id, (select count(*) from (select 1 from hooks h \
               cross join lateral (\
                 select 1 from due_deliveries where hook_id = h.id order by priority, due_at, delivery_id limit ?) d \
               where h.tenant_id = u.id and h.deleted_at is null limit ?) as counted) as waiting \
             from unnest(?) as u (id)",
        )
        .bind(most.into_sql::<BigInt>())
        .bind(most.into_sql::<BigInt>())
        .bind(tenants.iter().map(|id| &id[..]).collect::<Vec<_>>().into_sql::<Array<Binary>>())
        .load(c)?,
        AnyConnection::Sqlite(c) => tenants
            .iter()
            .map(|id| {
                Prepared::new(
                    "select ? as tenant_id, count(*) as waiting from (select 1 from hooks h \
                       join due_deliveries d on d.hook_id = h.id \
                       where h.tenant_id = ? and h.deleted_at is null limit ?)",
                )
                .bind(id[..].into_sql::<Binary>())
                .bind(id[..].into_sql::<Binary>())
                .bind(most.into_sql::<BigInt>())
                .get_result(c)
            })
            .collect::<QueryResult<_>>()?,
    };
    Ok(rows.into_iter().map(|row| (row.tenant_id, row.waiting)).collect())
}
