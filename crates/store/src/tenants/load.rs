//! How tenants fare, in figures that give nothing of their content away.

use std::collections::HashMap;

use billhook_core::clock::Timestamp;
use billhook_core::hook::HookState;
use billhook_core::id::TenantId;
use chrono::TimeDelta;
use diesel::dsl::{count_star, sql};
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::any_connection::AnyConnection;
use crate::column;
use crate::dialect;
use crate::error::StoreError;
use crate::names::case_of;
use crate::operator_tokens::OperatorScope;
use crate::schema::{delivery_stats, hooks};
use crate::stats::Grain;

/// How many waiting deliveries of a tenant are counted before "more than" has to do.
const COUNTED: i64 = 10_000;
/// For how long what has ended is counted together.
const LATELY: TimeDelta = TimeDelta::hours(1);

/// How a tenant fares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Hooks that send.
    pub active_hooks: i64,
    /// Hooks that collect.
    pub paused_hooks: i64,
    /// Hooks that take nothing.
    pub inactive_hooks: i64,
    /// Those of them that no member switched off.
    pub suspended_hooks: i64,
    /// Hooks that send, and have had failures only since their last success.
    pub failing_hooks: i64,
    /// Deliveries that wait or are being sent, up to 10,000.
    pub waiting_deliveries: i64,
    /// True if there are more than were counted.
    pub more_are_waiting: bool,
    /// Deliveries that ended well in the last hour, to the minute.
    pub delivered_lately: i64,
    /// Deliveries that were given up in the last hour, to the minute.
    pub failed_lately: i64,
}

/// How these tenants fare.
pub fn loads_of(
    connection: &mut AnyConnection,
    _: OperatorScope,
    of: &[TenantId],
    now: Timestamp,
) -> Result<HashMap<TenantId, Load>, StoreError> {
    let mut loads: HashMap<TenantId, Load> = of.iter().map(|id| (*id, Load::default())).collect();
    count_hooks(connection, of, &mut loads)?;
    count_ends(connection, of, &mut loads, now)?;
    let tenants: Vec<[u8; 16]> = of.iter().map(|id| *id.as_bytes()).collect();
    for (tenant, waiting) in dialect::backlogs(connection, &tenants, COUNTED + 1)? {
        let Some(load) = loads.get_mut(&column::id("tenants.id", &tenant)?) else { continue };
        load.more_are_waiting = waiting > COUNTED;
        load.waiting_deliveries = waiting.min(COUNTED);
    }
    Ok(loads)
}

fn ids(of: &[TenantId]) -> Vec<Vec<u8>> {
    of.iter().map(|id| id.as_bytes().to_vec()).collect()
}

fn count_hooks(
    connection: &mut AnyConnection,
    of: &[TenantId],
    loads: &mut HashMap<TenantId, Load>,
) -> Result<(), StoreError> {
    let rows: Vec<(Vec<u8>, String, i64, i64, i64)> = hooks::table
        .filter(hooks::tenant_id.eq_any(ids(of)))
        .filter(hooks::deleted_at.is_null())
        .group_by((hooks::tenant_id, hooks::state))
        .select((
            hooks::tenant_id,
            hooks::state,
            count_star(),
            sql::<BigInt>("count(failing_since)"),
            sql::<BigInt>("count(case when state_reason <> 'manual' then 1 end)"),
        ))
        .load(connection)?;
    for (tenant, state, count, failing, by_themselves) in rows {
        let Some(load) = loads.get_mut(&column::id("hooks.tenant_id", &tenant)?) else { continue };
        match case_of("hooks.state", &state)? {
            HookState::Active => (load.active_hooks, load.failing_hooks) = (count, failing),
            HookState::Paused => load.paused_hooks = count,
            HookState::Inactive => (load.inactive_hooks, load.suspended_hooks) = (count, by_themselves),
        }
    }
    Ok(())
}

fn count_ends(
    connection: &mut AnyConnection,
    of: &[TenantId],
    loads: &mut HashMap<TenantId, Load>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let since = (now - LATELY).timestamp_micros();
    let rows: Vec<(Vec<u8>, i64, i64)> = delivery_stats::table
        .filter(delivery_stats::tenant_id.eq_any(ids(of)))
        .filter(delivery_stats::grain_s.eq(Grain::Minute.seconds()))
        .filter(delivery_stats::begins_at.ge(since))
        .group_by(delivery_stats::tenant_id)
        .select((
            delivery_stats::tenant_id,
            sql::<BigInt>("cast(sum(delivered) as bigint)"),
            sql::<BigInt>("cast(sum(failed) as bigint)"),
        ))
        .load(connection)?;
    for (tenant, delivered, failed) in rows {
        if let Some(load) = loads.get_mut(&column::id("delivery_stats.tenant_id", &tenant)?) {
            (load.delivered_lately, load.failed_lately) = (delivered, failed);
        }
    }
    Ok(())
}
