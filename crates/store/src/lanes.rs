//! Whose turn it is to serve a hook: the lanes that have work, and which process holds them.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::{HookId, TenantId};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary};

use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::dialect;
use crate::error::StoreError;
use crate::leases::no_lease;
use crate::names::bytes16;
use crate::schema::{due_deliveries, lanes};

/// A lane with work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaneWork {
    /// The hook.
    pub hook_id: HookId,
    /// Whose hook it is.
    pub tenant_id: TenantId,
    /// When the first of its deliveries that nobody has leased is due; may be in the future.
    pub due_at: Timestamp,
}

#[derive(QueryableByName)]
pub(crate) struct LaneRow {
    #[diesel(sql_type = Binary)]
    hook_id: Vec<u8>,
    #[diesel(sql_type = Binary)]
    tenant_id: Vec<u8>,
    #[diesel(sql_type = BigInt)]
    due_at: i64,
}

/// The lanes of active tenants' hooks that have work, leases that ran out included, and those of whoever let a
/// lane go without a word. A paused hook's work is its tests.
pub fn with_work(
    connection: &mut AnyConnection,
    _: SystemScope,
    now: Timestamp,
) -> Result<Vec<LaneWork>, StoreError> {
    let rows = dialect::lanes_with_work(connection, now.timestamp_micros())?;
    rows.into_iter()
        .map(|row| {
            Ok(LaneWork {
                hook_id: HookId::from_bytes(bytes16("hooks.id", &row.hook_id)?),
                tenant_id: TenantId::from_bytes(bytes16("hooks.tenant_id", &row.tenant_id)?),
                due_at: from_micros(row.due_at),
            })
        })
        .collect()
}

/// The terms on which a process takes or keeps lanes.
#[derive(Clone, Copy, Debug)]
pub struct Hold {
    /// Names the process.
    pub holder: [u8; 16],
    /// Until when the lanes are its own.
    pub until: Timestamp,
    /// Lanes that another process holds are taken if its time had passed by then; `None` leaves them to it.
    pub lapsed_by: Option<Timestamp>,
}

/// Takes or keeps lanes for one process; returns those that it now holds. See the table `lanes`.
///
/// Whoever held a lane and let its time pass has died or stands still: what it had leased in that lane is free again at
/// once, and its results no longer count.
pub fn hold(
    connection: &mut AnyConnection,
    _: SystemScope,
    hooks: &[HookId],
    hold: Hold,
) -> Result<Vec<HookId>, StoreError> {
    let hooks: Vec<[u8; 16]> = hooks.iter().map(|id| *id.as_bytes()).collect();
    let held = dialect::hold_lanes(connection, &hooks, &hold)?;
    let taken_over: Vec<&[u8]> =
        held.iter().filter(|lane| lane.taken_over).map(|lane| &lane.hook_id[..]).collect();
    if !taken_over.is_empty() {
        let leased = due_deliveries::table
            .filter(due_deliveries::hook_id.eq_any(taken_over))
            .filter(due_deliveries::leased_until.is_not_null());
        diesel::update(leased).set(no_lease!(due_deliveries)).execute(connection)?;
    }
    held.iter().map(|lane| Ok(HookId::from_bytes(bytes16("lanes.hook_id", &lane.hook_id)?))).collect()
}

/// Lets go of every lane that this process holds.
pub fn let_go(connection: &mut AnyConnection, _: SystemScope, holder: &[u8; 16]) -> Result<(), StoreError> {
    diesel::delete(lanes::table.filter(lanes::holder.eq(&holder[..]))).execute(connection)?;
    Ok(())
}
