//! Claiming due deliveries: a lease and a fencing token for as many of each lane as the caller has room for.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Binary, Bool, Integer};

use super::prepared::{Prepared, unnested};
use crate::any_connection::AnyConnection;
use crate::due_deliveries::{ClaimedRow, Lease, Want};

/// Differs because SQLite has neither arrays nor lateral joins: there each lane is a statement of its own, which
/// costs a function call and no round trip.
///
/// Each priority is asked for by itself, so that a long queue of one (a million retries in the future) is never
/// walked through in search of another. The condition is tried again by the update: of two processes that want
/// the same row, the second finds it leased.
pub(crate) fn claim(
    connection: &mut AnyConnection,
    wants: &[Want],
    lease: Lease,
) -> QueryResult<Vec<ClaimedRow>> {
    match connection {
        AnyConnection::Postgres(c) => Prepared::new(concat!(
            "with wanted as (",
            unnested!(hook_id, slots, retries_first, only_tests),
            "), found as materialized (\
               select d.delivery_id, w.slots, row_number() over (\
                 partition by w.hook_id \
                 order by (d.priority = 2 and w.retries_first) desc, d.priority, d.due_at, d.delivery_id) as place \
               from wanted w cross join (values (0::smallint), (1), (2), (3)) as p (priority) \
               cross join lateral (\
                 select delivery_id, priority, due_at from due_deliveries \
                 where hook_id = w.hook_id and priority = p.priority and (p.priority = 0 or not w.only_tests) and due_at <= ? \
                   and (leased_until is null or leased_until <= ?) \
                 order by due_at, delivery_id limit w.slots) d) \
             update due_deliveries as d set leased_until = ?, lease_token = ? \
             from found f where d.delivery_id = f.delivery_id and f.place <= f.slots \
               and (d.leased_until is null or d.leased_until <= ?) \
             returning d.delivery_id, d.tenant_id, d.hook_id, d.event_id, d.priority, d.part, d.attempts, \
               d.first_due_at, d.due_at",
        ))
        .bind(wants.iter().map(|want| &want.hook_id.as_bytes()[..]).collect::<Vec<_>>().into_sql::<Array<Binary>>())
        .bind(wants.iter().map(|want| want.slots).collect::<Vec<_>>().into_sql::<Array<Integer>>())
        .bind(wants.iter().map(|want| want.retries_first).collect::<Vec<_>>().into_sql::<Array<Bool>>())
        .bind(wants.iter().map(|want| want.only_tests).collect::<Vec<_>>().into_sql::<Array<Bool>>())
        .bind(lease.now.into_sql::<BigInt>())
        .bind(lease.now.into_sql::<BigInt>())
        .bind(lease.until.into_sql::<BigInt>())
        .bind(lease.token.into_sql::<BigInt>())
        .bind(lease.now.into_sql::<BigInt>())
        .load(c),
        AnyConnection::Sqlite(c) => {
            let mut rows = Vec::new();
            for want in wants {
                rows.extend(claim_lane(c, want, lease)?);
            }
            Ok(rows)
        }
    }
}

/// A limit that is a value alone would be compiled in: SQLite compiles a statement again when that value is
/// bound again, and this one takes longer to compile than to run. A sum is not looked into.
fn claim_lane(c: &mut diesel::SqliteConnection, want: &Want, lease: Lease) -> QueryResult<Vec<ClaimedRow>> {
    let mut statement = Prepared::new(
        "update due_deliveries set leased_until = ?, lease_token = ? where delivery_id in (\
           select delivery_id from (\
             select * from (select delivery_id, priority, due_at from due_deliveries where hook_id = ? \
               and priority = 0 and due_at <= ? and (leased_until is null or leased_until <= ?) \
               order by due_at, delivery_id limit (? + 0)) \
             union all select * from (select delivery_id, priority, due_at from due_deliveries where hook_id = ? \
               and priority = 1 and ? and due_at <= ? and (leased_until is null or leased_until <= ?) \
               order by due_at, delivery_id limit (? + 0)) \
             union all select * from (select delivery_id, priority, due_at from due_deliveries where hook_id = ? \
               and priority = 2 and ? and due_at <= ? and (leased_until is null or leased_until <= ?) \
               order by due_at, delivery_id limit (? + 0)) \
             union all select * from (select delivery_id, priority, due_at from due_deliveries where hook_id = ? \
               and priority = 3 and ? and due_at <= ? and (leased_until is null or leased_until <= ?) \
               order by due_at, delivery_id limit (? + 0))) \
           order by (priority = 2 and ?) desc, priority, due_at, delivery_id limit (? + 0)) \
         returning delivery_id, tenant_id, hook_id, event_id, priority, part, attempts, first_due_at, due_at",
    )
    .bind(lease.until.into_sql::<BigInt>())
    .bind(lease.token.into_sql::<BigInt>());
    for priority in 0..4 {
        statement = statement.bind(want.hook_id.as_bytes()[..].into_sql::<Binary>());
        if priority > 0 {
            statement = statement.bind((!want.only_tests).into_sql::<Bool>());
        }
        statement = statement
            .bind(lease.now.into_sql::<BigInt>())
            .bind(lease.now.into_sql::<BigInt>())
            .bind(want.slots.into_sql::<Integer>());
    }
    statement.bind(want.retries_first.into_sql::<Bool>()).bind(want.slots.into_sql::<Integer>()).load(c)
}
