//! Taking deliveries back that wait: one that a person names, and all of a hook that is gone.

use billhook_core::clock::Timestamp;
use billhook_core::delivery::{DeliveryKind, DeliveryReason, DeliveryState};
use billhook_core::id::{HookId, TenantId};
use diesel::prelude::*;

use super::Delivery;
use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::hooks;
use crate::names::{bytes16, delivery_kind, delivery_reason, delivery_state};
use crate::schema::{deliveries, due_deliveries};
use crate::stats::{Of, Tally, resource_of};

/// Why a delivery is not taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCancelled {
    /// It is being sent at this moment.
    InFlight,
    /// It has ended.
    Finished,
}

/// Takes a waiting delivery back.
pub fn cancel(
    connection: &mut AnyConnection,
    tenant: TenantId,
    delivery: &Delivery,
    reason: DeliveryReason,
    now: Timestamp,
) -> Result<Result<(), NotCancelled>, StoreError> {
    if delivery.finished_at.is_some() {
        return Ok(Err(NotCancelled::Finished));
    }
    let attempts = column::from_count(delivery.attempts);
    let cancelled = take_back(connection, delivery.id.as_bytes().as_slice(), attempts, reason, now)?;
    if cancelled == 0 {
        return Ok(Err(NotCancelled::InFlight));
    }
    if delivery.kind != DeliveryKind::Test {
        let (tenant, hook, resource) =
            (*tenant.as_bytes(), *delivery.hook_id.as_bytes(), delivery.event_type.resource());
        let mut tally = Tally::default();
        tally.end(&Of { tenant, hook, resource, at: now.timestamp_micros() }, DeliveryState::Cancelled);
        tally.write(connection)?;
    }
    Ok(Ok(()))
}

/// What came of taking back what waits for a hook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakenBack {
    /// Whether the hook has come back since: nothing more is taken back.
    pub has_come_back: bool,
    /// How many deliveries were cancelled.
    pub cancelled: usize,
    /// How many are being sent: they come back to wait if they fail.
    pub in_flight: i64,
}

/// What is known of a delivery that is taken back.
#[derive(Queryable, Selectable)]
#[diesel(table_name = deliveries)]
struct Waiting {
    id: Vec<u8>,
    tenant_id: Vec<u8>,
    kind: String,
    event_type: String,
    #[diesel(select_expression = due_deliveries::attempts)]
    attempts: i32,
}

/// Takes back up to `most` deliveries of a hook that are not being sent, as long as it is away that went at `since`.
///
/// If it has come back, whatever still waits is sent: nobody would expect of a hook that is active that more
/// of its deliveries are cancelled. It cannot come back before this transaction is over, so what is counted
/// then as missed is all that was cancelled.
pub fn cancel_waiting(
    connection: &mut AnyConnection,
    _: SystemScope,
    hook: HookId,
    reason: DeliveryReason,
    since: Timestamp,
    now: Timestamp,
    most: i64,
) -> Result<TakenBack, StoreError> {
    if !hooks::hold_away(connection, SystemScope, hook, since)? {
        return Ok(TakenBack { has_come_back: true, cancelled: 0, in_flight: 0 });
    }
    let of_hook = || {
        due_deliveries::table
            .inner_join(deliveries::table.on(deliveries::id.eq(due_deliveries::delivery_id)))
            .filter(due_deliveries::hook_id.eq(hook.as_bytes().as_slice()))
    };
    let waiting: Vec<Waiting> =
        of_hook().filter(is_free(now)).limit(most).select(Waiting::as_select()).load(connection)?;
    let (mut cancelled, mut tally) = (0, Tally::default());
    for row in waiting {
        let taken = take_back(connection, &row.id, row.attempts, reason, now)?;
        if taken > 0 && row.kind != delivery_kind(DeliveryKind::Test) {
            let tenant = bytes16("deliveries.tenant_id", &row.tenant_id)?;
            let resource = resource_of(&row.event_type);
            let of = Of { tenant, hook: *hook.as_bytes(), resource, at: now.timestamp_micros() };
            tally.end(&of, DeliveryState::Cancelled);
        }
        cancelled += taken;
    }
    tally.write(connection)?;
    let leased = of_hook().filter(due_deliveries::leased_until.gt(now.timestamp_micros()));
    Ok(TakenBack { has_come_back: false, cancelled, in_flight: leased.count().get_result(connection)? })
}

/// Nobody is sending it; somebody who was may have died.
#[diesel::dsl::auto_type]
fn is_free(now: Timestamp) -> _ {
    let now: i64 = now.timestamp_micros();
    due_deliveries::leased_until.is_null().or(due_deliveries::leased_until.le(now).assume_not_null())
}

/// Cancels one delivery unless it is leased. Who removes the row decides what becomes of the delivery: a claim
/// that came first has leased it.
fn take_back(
    connection: &mut AnyConnection,
    id: &[u8],
    attempts: i32,
    reason: DeliveryReason,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let waiting = due_deliveries::table.filter(due_deliveries::delivery_id.eq(id)).filter(is_free(now));
    if diesel::delete(waiting).execute(connection)? == 0 {
        return Ok(0);
    }
    let end = (
        deliveries::state.eq(delivery_state(DeliveryState::Cancelled)),
        deliveries::state_reason.eq(delivery_reason(reason)),
        deliveries::attempts.eq(attempts),
        deliveries::finished_at.eq(now.timestamp_micros()),
    );
    Ok(diesel::update(deliveries::table.find(id)).set(end).execute(connection)?)
}
