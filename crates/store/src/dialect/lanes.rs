//! Which lanes have work, and whose they are.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Binary};

use super::prepared::Prepared;
use crate::any_connection::AnyConnection;
use crate::lanes::{Hold, LaneRow};

/// The hooks for which a delivery waits, each once: from one to the next over the index. Neither database
/// skips by itself.
macro_rules! hooks_waited_for {
    () => {
        "with recursive waiting (hook_id) as (\
           select (select hook_id from due_deliveries order by hook_id limit 1) \
           union all \
           select (select d.hook_id from due_deliveries d where d.hook_id > w.hook_id order by d.hook_id limit 1) \
           from waiting w where w.hook_id is not null)"
    };
}

/// Every hook for which a delivery waits, whatever its state.
pub(crate) fn hooks_waited_for(connection: &mut AnyConnection) -> QueryResult<Vec<Vec<u8>>> {
    const ALL: &str = concat!(hooks_waited_for!(), " select hook_id from waiting where hook_id is not null");
    let rows: Vec<WaitedFor> = crate::each!(connection, c => Prepared::new(ALL).load(c)?);
    Ok(rows.into_iter().map(|row| row.hook_id).collect())
}

#[derive(QueryableByName)]
struct WaitedFor {
    #[diesel(sql_type = Binary)]
    hook_id: Vec<u8>,
}

/// The active hooks with a delivery that is not leased, and when the first of those is due. What is leased in
/// a lane whose holder let the time pass counts as not leased: whoever claims there takes the lane over, and
/// with it what its holder had begun.
///
/// One step over the index for each hook that has a delivery waiting, and a probe for each of its priorities:
/// the cost follows the number of those, neither of deliveries nor of hooks without any.
///
/// It is written so that it can be run in this order only. Left to themselves, SQLite and a Postgres that
/// knows little of its tables begin with all tenants and all of their hooks: `offset 0` keeps Postgres from
/// taking a subquery apart, `cross join` keeps SQLite to the order of the words, and `materialized` keeps it
/// from looking for an instant once to ask whether there is one and once to tell it.
///
/// Differs because SQLite has no lateral join; the scalar subqueries say the same, and nobody holds lanes there.
pub(crate) fn lanes_with_work(connection: &mut AnyConnection, now: i64) -> QueryResult<Vec<LaneRow>> {
    match connection {
        AnyConnection::Postgres(c) => Prepared::new(concat!(
            hooks_waited_for!(),
            " select h.id as hook_id, h.tenant_id, min(d.due_at) as due_at \
             from waiting w cross join lateral (\
               select id, tenant_id, state from hooks where id = w.hook_id and state <> 'inactive' and deleted_at is null \
                 and (select state from tenants where id = hooks.tenant_id) = 'active' offset 0) h \
             left join lanes l on l.hook_id = h.id and l.held_until <= ? \
             cross join (values (0::smallint), (1), (2), (3)) as p (priority) \
             cross join lateral (\
               select due_at from due_deliveries where hook_id = h.id and priority = p.priority and (h.state = 'active' or p.priority = 0) \
                 and (leased_until is null or leased_until <= ? or l.hook_id is not null) \
               order by due_at, delivery_id limit 1) d \
             group by h.id, h.tenant_id",
        ))
        .bind(now.into_sql::<BigInt>())
        .bind(now.into_sql::<BigInt>())
        .load(c),
        AnyConnection::Sqlite(c) => Prepared::new(concat!(
            hooks_waited_for!(),
            ", found as materialized (select h.id as hook_id, h.tenant_id, (\
               select min(first) from (\
                 select (select due_at from due_deliveries where hook_id = h.id and priority = p.priority and (h.state = 'active' or p.priority = 0) \
                   and (leased_until is null or leased_until <= ?) order by due_at, delivery_id limit 1) as first \
                 from (select 0 as priority union all select 1 union all select 2 union all select 3) p)) as due_at \
             from waiting w cross join hooks h on h.id = w.hook_id cross join tenants t on t.id = h.tenant_id \
             where h.state <> 'inactive' and h.deleted_at is null and t.state = 'active') \
             select * from found where due_at is not null",
        ))
        .bind(now.into_sql::<BigInt>())
        .load(c),
    }
}

#[derive(QueryableByName)]
struct HeldRow {
    #[diesel(sql_type = Binary)]
    hook_id: Vec<u8>,
    #[diesel(sql_type = Binary)]
    holder: Vec<u8>,
}

/// A lane that the caller now holds, and whether it was somebody else's before, or nobody's.
pub(crate) struct HeldLane {
    pub(crate) hook_id: Vec<u8>,
    pub(crate) taken_over: bool,
}

/// Takes or keeps these lanes; returns those that are now held. A lane is free when nobody holds it, or its holder let
/// the time pass.
///
/// Differs because SQLite's file belongs to one process, which holds every lane without saying so.
pub(crate) fn hold_lanes(
    connection: &mut AnyConnection,
    hooks: &[[u8; 16]],
    hold: &Hold,
) -> QueryResult<Vec<HeldLane>> {
    let AnyConnection::Postgres(c) = connection else {
        let ours = |hook: &[u8; 16]| HeldLane { hook_id: hook.to_vec(), taken_over: false };
        return Ok(hooks.iter().map(ours).collect());
    };
    let mut hooks: Vec<&[u8]> = hooks.iter().map(|hook| &hook[..]).collect();
    // One order for all, so that two processes never wait for each other.
    hooks.sort_unstable();
    let lapsed_by = hold.lapsed_by.map_or(i64::MIN, |at| at.timestamp_micros());
    let before: Vec<HeldRow> = Prepared::new("select hook_id, holder from lanes where hook_id = any(?)")
        .bind(hooks.clone().into_sql::<Array<Binary>>())
        .load(c)?;
    let held: Vec<HeldRow> = Prepared::new(
        "insert into lanes as l (hook_id, holder, held_until) select h, ?, ? from unnest(?) as u (h) \
         on conflict (hook_id) do update set holder = excluded.holder, held_until = excluded.held_until \
         where l.holder = excluded.holder or l.held_until <= ? returning l.hook_id, l.holder",
    )
    .bind((&hold.holder[..]).into_sql::<Binary>())
    .bind(hold.until.timestamp_micros().into_sql::<BigInt>())
    .bind(hooks.into_sql::<Array<Binary>>())
    .bind(lapsed_by.into_sql::<BigInt>())
    .load(c)?;
    let another_s = |hook: &[u8]| before.iter().any(|row| row.hook_id == hook && row.holder != hold.holder);
    Ok(held
        .into_iter()
        .map(|row| HeldLane { taken_over: another_s(&row.hook_id), hook_id: row.hook_id })
        .collect())
}
