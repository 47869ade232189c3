//! The states of a hook, and what each of them brings with it.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::hook::{HookState, StateReason};
use billhook_core::id::{HookId, TenantId};
use diesel::prelude::*;

use super::{row_of, touch, waiting};
use crate::actions;
use crate::any_connection::AnyConnection;
use crate::error::StoreError;
use crate::missed_periods::{self, MissedPeriod};
use crate::names::name_of;
use crate::schema::hooks;

/// Moves the hook into a state.
///
/// Whatever it was draining, it drains no more. A hook that becomes inactive has what waits for it cancelled
/// by a background job, unless its owner lost what it needs and the tenant wants it kept; one that becomes
/// active starts with a clean record, so that old failures do not deactivate it at once.
pub fn set_state(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: HookId,
    state: HookState,
    reason: Option<StateReason>,
    now: Timestamp,
) -> Result<(), StoreError> {
    touch(connection, tenant, id, now)?;
    note_spell(connection, tenant, id, state, now)?;
    diesel::update(row_of(tenant.as_bytes(), id.as_bytes()))
        .set((
            hooks::state.eq(name_of(&state)?),
            hooks::state_reason.eq(reason.as_ref().map(name_of).transpose()?),
            hooks::drain_rate_per_s.eq(None::<i32>),
            hooks::drain_until.eq(None::<i64>),
        ))
        .execute(connection)?;
    match state {
        HookState::Inactive => waiting::settle(connection, tenant, id, reason, now),
        HookState::Active => forget_failures(connection, tenant, id),
        HookState::Paused => Ok(()),
    }
}

/// Deletes the hook: it is found no more, its actions are gone and what waits for it is cancelled by a background
/// job. The row stays, for the deliveries that speak of it.
pub fn delete(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: HookId,
    now: Timestamp,
) -> Result<(), StoreError> {
    set_state(connection, tenant, id, HookState::Inactive, Some(StateReason::Manual), now)?;
    actions::delete_of_hook(connection, tenant, id)?;
    diesel::update(row_of(tenant.as_bytes(), id.as_bytes()))
        .set(hooks::deleted_at.eq(now.timestamp_micros()))
        .execute(connection)?;
    Ok(())
}

/// Notes when a hook becomes inactive; when it is no more, what it missed is kept apart from it. What it had
/// missed before, and nobody has seen to, it goes on with.
fn note_spell(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: HookId,
    state: HookState,
    now: Timestamp,
) -> Result<(), StoreError> {
    let hook = || row_of(tenant.as_bytes(), id.as_bytes());
    let columns = (hooks::failing_since, hooks::missing_since);
    let found: Option<(Option<i64>, Option<i64>)> = hook().select(columns).first(connection).optional()?;
    let Some((failing_since, missing_since)) = found else { return Ok(()) };
    if state != HookState::Inactive {
        if let Some(since) = missing_since {
            let period = MissedPeriod { since: from_micros(since), until: now };
            missed_periods::keep(connection, tenant, id, period)?;
        }
        let none = (hooks::inactive_since.eq(None::<i64>), hooks::missing_since.eq(None::<i64>));
        diesel::update(hook()).set(none).execute(connection)?;
        return Ok(());
    }
    let before = missed_periods::end(connection, tenant, id)?.map(|period| period.since.timestamp_micros());
    let now = now.timestamp_micros();
    let since = [failing_since, before].into_iter().flatten().fold(now, i64::min);
    diesel::update(hook().filter(hooks::inactive_since.is_null()))
        .set((hooks::inactive_since.eq(now), hooks::missing_since.eq(since)))
        .execute(connection)?;
    Ok(())
}

fn forget_failures(connection: &mut AnyConnection, tenant: TenantId, id: HookId) -> Result<(), StoreError> {
    diesel::update(row_of(tenant.as_bytes(), id.as_bytes()))
        .set((
            hooks::consecutive_failures.eq(0),
            hooks::spent_deliveries.eq(0),
            hooks::failing_since.eq(None::<i64>),
            hooks::warned_at.eq(None::<i64>),
        ))
        .execute(connection)?;
    Ok(())
}
