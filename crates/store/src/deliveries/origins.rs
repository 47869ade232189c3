//! Where deliveries of kind `replay` come from: the replay of many that made them, and the deliveries that they repeat.

use std::collections::HashMap;
use std::ops::ControlFlow;

use billhook_core::delivery::DeliveryKind;
use billhook_core::id::{DeliveryId, ReplayId, TenantId};
use diesel::prelude::*;

use super::Delivery;
use crate::any_connection::{AnyConnection, MultiBackend};
use crate::column;
use crate::error::StoreError;
use crate::schema::replay_origins;

/// How much of what a replay made is looked at together: SQLite bounds the number of bound values.
pub(super) const AT_ONCE: i64 = 1_000;

/// Where a delivery comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin {
    /// The replay of many that made it.
    pub(crate) replay: Option<ReplayId>,
    /// The delivery that it repeats.
    pub(crate) repeats: Option<DeliveryId>,
}

#[derive(Insertable)]
#[diesel(table_name = replay_origins, treat_none_as_default_value = false)]
struct NewRow {
    delivery_id: Vec<u8>,
    tenant_id: Vec<u8>,
    replay_id: Option<Vec<u8>>,
    repeats_id: Option<Vec<u8>>,
}

/// Notes where these deliveries come from, which are made in the same transaction.
pub(crate) fn note_origins(
    connection: &mut AnyConnection,
    tenant: TenantId,
    made: &[(DeliveryId, Origin)],
) -> Result<(), StoreError> {
    if made.is_empty() {
        return Ok(());
    }
    let row = |(id, origin): &(DeliveryId, Origin)| NewRow {
        delivery_id: id.as_bytes().to_vec(),
        tenant_id: tenant.as_bytes().to_vec(),
        replay_id: origin.replay.map(|replay| replay.as_bytes().to_vec()),
        repeats_id: origin.repeats.map(|repeats| repeats.as_bytes().to_vec()),
    };
    let rows: Vec<NewRow> = made.iter().map(row).collect();
    crate::each!(connection, c => diesel::insert_into(replay_origins::table).values(&rows).execute(c))?;
    Ok(())
}

/// Says of each of these deliveries where it comes from, as far as that is known.
pub(super) fn fill_in(
    connection: &mut AnyConnection,
    tenant: TenantId,
    found: &mut [Delivery],
) -> Result<(), StoreError> {
    let asked_for = found.iter().filter(|delivery| delivery.kind == DeliveryKind::Replay);
    let ids: Vec<Vec<u8>> = asked_for.map(|delivery| delivery.id.as_bytes().to_vec()).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let rows: Vec<(Vec<u8>, Option<Vec<u8>>, Option<Vec<u8>>)> = replay_origins::table
        .filter(replay_origins::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(replay_origins::delivery_id.eq_any(&ids))
        .select((replay_origins::delivery_id, replay_origins::replay_id, replay_origins::repeats_id))
        .load(connection)?;
    let mut origins: HashMap<Vec<u8>, _> =
        rows.into_iter().map(|(id, replay, repeats)| (id, (replay, repeats))).collect();
    for delivery in found {
        let Some((replay, repeats)) = origins.remove(delivery.id.as_bytes().as_slice()) else { continue };
        delivery.replay = replay.map(|id| column::id("replay_origins.replay_id", &id)).transpose()?;
        delivery.repeats = repeats.map(|id| column::id("replay_origins.repeats_id", &id)).transpose()?;
    }
    Ok(())
}

/// True if there is nothing after what was found.
pub(super) fn is_last(made: &[DeliveryId]) -> bool {
    (made.len() as i64) < AT_ONCE
}

/// The next [`AT_ONCE`] deliveries that the replay made, the newest first, older than `before`.
pub(super) fn list_made_before(
    connection: &mut AnyConnection,
    tenant: TenantId,
    replay: ReplayId,
    before: Option<DeliveryId>,
) -> Result<Vec<DeliveryId>, StoreError> {
    let mut query = replay_origins::table
        .filter(replay_origins::tenant_id.eq(tenant.as_bytes().to_vec()))
        .filter(replay_origins::replay_id.eq(replay.as_bytes().to_vec()))
        .select(replay_origins::delivery_id)
        .order(replay_origins::delivery_id.desc())
        .limit(AT_ONCE)
        .into_boxed::<MultiBackend>();
    if let Some(before) = before {
        query = query.filter(replay_origins::delivery_id.lt(before.as_bytes().to_vec()));
    }
    read(query.load(connection)?)
}

/// The same, the oldest first, newer than `after`.
fn list_made_after(
    connection: &mut AnyConnection,
    tenant: TenantId,
    replay: ReplayId,
    after: Option<DeliveryId>,
) -> Result<Vec<DeliveryId>, StoreError> {
    let mut query = replay_origins::table
        .filter(replay_origins::tenant_id.eq(tenant.as_bytes().to_vec()))
        .filter(replay_origins::replay_id.eq(replay.as_bytes().to_vec()))
        .select(replay_origins::delivery_id)
        .order(replay_origins::delivery_id)
        .limit(AT_ONCE)
        .into_boxed::<MultiBackend>();
    if let Some(after) = after {
        query = query.filter(replay_origins::delivery_id.gt(after.as_bytes().to_vec()));
    }
    read(query.load(connection)?)
}

fn read(ids: Vec<Vec<u8>>) -> Result<Vec<DeliveryId>, StoreError> {
    ids.iter().map(|id| column::id("replay_origins.delivery_id", id)).collect()
}

/// Shows what the replay made after this one, the oldest first and so much at a time, until `look` has seen
/// enough. Nothing is shown where there is nothing.
pub(crate) fn go_through_made(
    connection: &mut AnyConnection,
    tenant: TenantId,
    replay: ReplayId,
    after: Option<DeliveryId>,
    mut look: impl FnMut(&mut AnyConnection, &[DeliveryId]) -> Result<ControlFlow<()>, StoreError>,
) -> Result<(), StoreError> {
    let mut after = after;
    loop {
        let made = list_made_after(connection, tenant, replay, after)?;
        if made.is_empty() || look(connection, &made)?.is_break() || is_last(&made) {
            return Ok(());
        }
        after = made.last().copied();
    }
}
