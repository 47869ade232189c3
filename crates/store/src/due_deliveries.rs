//! The hot table: deliveries that wait in their hook's lane, and the leases on them.

use std::collections::HashSet;

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::delivery::DeliveryKind;
use billhook_core::id::{DeliveryId, EventId, HookId, TenantId};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Integer, SmallInt};

use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::column;
use crate::dialect;
use crate::error::StoreError;
use crate::hooks::effective_rate;
use crate::leases::{end_all_leases, no_lease};
use crate::names::bytes16;
use crate::schema::{due_deliveries, hooks, tenants};

/// The priority of a test, before everything else.
pub(crate) const TEST: i16 = 0;
/// The priority of a first try.
pub(crate) const FIRST_TRY: i16 = 1;
/// The priority of what was tried before.
pub(crate) const RETRY: i16 = 2;
/// The priority of a replay, after everything else.
pub(crate) const REPLAY: i16 = 3;
/// Every priority but that of tests.
pub(crate) const AFTER_TESTS: [i16; 3] = [FIRST_TRY, RETRY, REPLAY];

/// This many deliveries are wanted from one lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Want {
    /// Whose lane.
    pub hook_id: HookId,
    /// At most this many.
    pub slots: i32,
    /// Whether retries go before first tries this time: now and then they do, so that neither starves.
    pub retries_first: bool,
    /// Whether tests are all that is wanted: the hook is paused.
    pub only_tests: bool,
}

/// The terms of a claim.
#[derive(Clone, Copy, Debug)]
pub struct Lease {
    /// The present instant, in microseconds: what is due by then is claimed.
    pub now: i64,
    /// Until when the claimed deliveries belong to the claimer.
    pub until: i64,
    /// The fencing token: no two claims have the same.
    pub token: i64,
}

/// A delivery that the caller may send, until its lease runs out.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// The delivery.
    pub delivery_id: DeliveryId,
    /// Whose it is.
    pub tenant_id: TenantId,
    /// Where it goes.
    pub hook_id: HookId,
    /// What is sent.
    pub event_id: EventId,
    /// A test, or not: tests are sent once.
    pub kind: DeliveryKind,
    /// Which part of the event, where it is split.
    pub part: u32,
    /// How many attempts have been recorded.
    pub attempts: u32,
    /// When its first attempt was due.
    pub first_due_at: Timestamp,
    /// When this attempt was due.
    pub due_at: Timestamp,
    /// The fencing token.
    pub lease_token: i64,
}

#[derive(QueryableByName)]
pub(crate) struct ClaimedRow {
    #[diesel(sql_type = Binary)]
    delivery_id: Vec<u8>,
    #[diesel(sql_type = Binary)]
    tenant_id: Vec<u8>,
    #[diesel(sql_type = Binary)]
    hook_id: Vec<u8>,
    #[diesel(sql_type = Binary)]
    event_id: Vec<u8>,
    #[diesel(sql_type = SmallInt)]
    priority: i16,
    #[diesel(sql_type = Integer)]
    part: i32,
    #[diesel(sql_type = Integer)]
    attempts: i32,
    #[diesel(sql_type = BigInt)]
    first_due_at: i64,
    #[diesel(sql_type = BigInt)]
    due_at: i64,
}

impl ClaimedRow {
    fn with_token(self, lease_token: i64) -> Result<Claimed, StoreError> {
        Ok(Claimed {
            delivery_id: DeliveryId::from_bytes(bytes16("due_deliveries.delivery_id", &self.delivery_id)?),
            tenant_id: TenantId::from_bytes(bytes16("due_deliveries.tenant_id", &self.tenant_id)?),
            hook_id: HookId::from_bytes(bytes16("due_deliveries.hook_id", &self.hook_id)?),
            event_id: EventId::from_bytes(bytes16("due_deliveries.event_id", &self.event_id)?),
            kind: if self.priority == TEST { DeliveryKind::Test } else { DeliveryKind::Event },
            part: self.part as u32,
            attempts: self.attempts as u32,
            first_due_at: from_micros(self.first_due_at),
            due_at: from_micros(self.due_at),
            lease_token,
        })
    }
}

/// Leases due deliveries of these lanes, each lane's in order: tests, first tries, retries, replays. Leases that
/// ran out count as none: their deliveries are claimed again.
///
/// Durable before anything is sent: a database that comes back without the claim would not take the outcome,
/// and the delivery would be sent again.
pub fn claim(
    connection: &mut AnyConnection,
    _: SystemScope,
    wants: &[Want],
    lease: Lease,
) -> Result<Vec<Claimed>, StoreError> {
    let mut rows = dialect::claim(connection, wants, lease)?;
    // As they are to be sent: databases give what they have changed in any order.
    let retries_first: HashSet<&[u8]> =
        wants.iter().filter(|want| want.retries_first).map(|want| &want.hook_id.as_bytes()[..]).collect();
    rows.sort_by_cached_key(|row| {
        let goes_first = row.priority == RETRY && retries_first.contains(&row.hook_id[..]);
        (!goes_first, row.priority, row.due_at, row.delivery_id.clone())
    });
    rows.into_iter().map(|row| row.with_token(lease.token)).collect()
}

/// Gives up the leases of a claim whose deliveries were not sent; they are due at once.
pub fn hand_back(
    connection: &mut AnyConnection,
    _: SystemScope,
    delivery_ids: &[DeliveryId],
    token: i64,
) -> Result<usize, StoreError> {
    let ids = delivery_ids.iter().map(|id| &id.as_bytes()[..]);
    let leased = due_deliveries::table
        .filter(due_deliveries::delivery_id.eq_any(ids))
        .filter(due_deliveries::lease_token.eq(token));
    Ok(diesel::update(leased).set(no_lease!(due_deliveries)).execute(connection)?)
}

/// Ends the leases of a claim of which nobody knows what it brought; they are due at once.
pub fn end_claim(
    connection: &mut AnyConnection,
    _: SystemScope,
    hooks: &[HookId],
    token: i64,
) -> Result<usize, StoreError> {
    let leased = due_deliveries::table
        .filter(due_deliveries::hook_id.eq_any(hooks.iter().map(|id| &id.as_bytes()[..])))
        .filter(due_deliveries::lease_token.eq(token));
    Ok(diesel::update(leased).set(no_lease!(due_deliveries)).execute(connection)?)
}

/// Lets no lease last beyond `longest`: one that does was given by a clock that was ahead.
pub fn shorten_leases(
    connection: &mut AnyConnection,
    _: SystemScope,
    longest: Timestamp,
) -> Result<usize, StoreError> {
    let longest = longest.timestamp_micros();
    let leased = due_deliveries::table.filter(due_deliveries::leased_until.gt(longest));
    Ok(diesel::update(leased).set(due_deliveries::leased_until.eq(longest)).execute(connection)?)
}

/// Ends every lease there is. Only for a database that belongs to one process, before that process claims
/// anything: whoever held those leases is dead.
pub fn end_all_leases(connection: &mut AnyConnection, _: SystemScope) -> Result<usize, StoreError> {
    Ok(end_all_leases!(connection, due_deliveries)?)
}

/// A hook that may send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SendableHook {
    /// Which.
    pub id: HookId,
    /// Counts the changes of what the sender needs.
    pub revision: i64,
    /// True if it is paused: tests are sent, everything else waits.
    pub only_tests: bool,
    /// The most requests in a second just now.
    pub rate_per_s: Option<u32>,
}

/// Of these hooks, the ones that may send now.
pub fn sendable(
    connection: &mut AnyConnection,
    _: SystemScope,
    of: &[HookId],
) -> Result<Vec<SendableHook>, StoreError> {
    let rows: Vec<(Vec<u8>, i64, String, Option<i32>, Option<i32>)> = hooks::table
        .inner_join(tenants::table.on(tenants::id.eq(hooks::tenant_id)))
        .filter(hooks::id.eq_any(of.iter().map(|id| &id.as_bytes()[..])))
        .filter(hooks::state.ne("inactive"))
        .filter(hooks::deleted_at.is_null())
        .filter(tenants::state.eq("active"))
        .select((hooks::id, hooks::revision, hooks::state, hooks::rate_per_s, hooks::drain_rate_per_s))
        .load(connection)?;
    rows.into_iter()
        .map(|(id, revision, state, own, drain)| {
            let id = HookId::from_bytes(bytes16("hooks.id", &id)?);
            let rate_per_s = effective_rate(own.map(column::count), drain.map(column::count));
            Ok(SendableHook { id, revision, only_tests: state == "paused", rate_per_s })
        })
        .collect()
}

/// How many deliveries are waiting or leased, over all tenants.
pub fn count(connection: &mut AnyConnection, _: SystemScope) -> Result<i64, StoreError> {
    Ok(due_deliveries::table.count().get_result(connection)?)
}
