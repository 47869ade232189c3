//! What hooks missed while they were inactive, kept until somebody sees to it: until it is replayed,
//! dismissed, or goes on because the hook is inactive again.
//!
//! Not which deliveries those are: a filter of deliveries finds them. While a hook is inactive, its
//! `missing_since` says it.

use std::collections::HashMap;

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::{HookId, TenantId};
use diesel::prelude::*;

use crate::actions;
use crate::any_connection::AnyConnection;
use crate::column;
use crate::deliveries::Filter;
use crate::error::StoreError;
use crate::replays::Over;
use crate::schema::missed_periods;

/// When a hook that is back missed something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissedPeriod {
    /// What ended without success at this instant or later was missed.
    pub since: Timestamp,
    /// The activation: what was made then or later was not.
    pub until: Timestamp,
}

impl MissedPeriod {
    /// True if the filter takes all that was missed, of resources that it grants.
    fn is_taken_by(&self, filter: &Filter) -> bool {
        // What is missed may have been made long before, so any `since` may leave some of it out.
        let Filter { grants: _, hook: _, event, replay, state, event_type, since, until, missed_since } =
            filter;
        event.is_none()
            && replay.is_none()
            && state.is_none()
            && event_type.is_none()
            && since.is_none()
            && until.is_none_or(|until| until >= self.until)
            && missed_since.is_none_or(|missed_since| missed_since <= self.since)
    }
}

/// What these hooks missed, of those of which it is kept.
pub fn of_hooks(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hooks: &[HookId],
) -> Result<HashMap<HookId, MissedPeriod>, StoreError> {
    let rows: Vec<(Vec<u8>, i64, i64)> = missed_periods::table
        .filter(missed_periods::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(missed_periods::hook_id.eq_any(hooks.iter().map(|hook| hook.as_bytes().to_vec())))
        .select((missed_periods::hook_id, missed_periods::since, missed_periods::until))
        .load(connection)?;
    let period = |(hook, since, until): (Vec<u8>, i64, i64)| -> Result<_, StoreError> {
        let hook: HookId = column::id("missed_periods.hook_id", &hook)?;
        Ok((hook, MissedPeriod { since: from_micros(since), until: from_micros(until) }))
    };
    rows.into_iter().map(period).collect()
}

/// Ends the period of a hook, and answers which that was; `None` if none is kept.
pub fn end(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hook: HookId,
) -> Result<Option<MissedPeriod>, StoreError> {
    let period = of_hooks(connection, tenant, &[hook])?.remove(&hook);
    if period.is_some() {
        diesel::delete(row_of(tenant.as_bytes(), hook.as_bytes())).execute(connection)?;
    }
    Ok(period)
}

/// Ends this very period, in which nothing was missed: another one, that has begun since, stays.
pub fn end_empty(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hook: HookId,
    period: MissedPeriod,
) -> Result<(), StoreError> {
    let row = row_of(tenant.as_bytes(), hook.as_bytes());
    let this_one = row.filter(missed_periods::until.eq(period.until.timestamp_micros()));
    diesel::delete(this_one).execute(connection)?;
    Ok(())
}

/// Keeps what a hook missed that is active again.
pub(crate) fn keep(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hook: HookId,
    period: MissedPeriod,
) -> Result<(), StoreError> {
    // A process of an earlier version may have left one when it deactivated the hook.
    let earlier = end(connection, tenant, hook)?;
    let since = earlier.map_or(period.since, |earlier| earlier.since.min(period.since));
    diesel::insert_into(missed_periods::table)
        .values((
            missed_periods::hook_id.eq(hook.as_bytes().as_slice()),
            missed_periods::tenant_id.eq(tenant.as_bytes().as_slice()),
            missed_periods::since.eq(since.timestamp_micros()),
            missed_periods::until.eq(period.until.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(())
}

/// Ends the period of the filter's hook if a replay of this filter, which has left nothing out, has sent all
/// that was missed.
pub(crate) fn end_replayed(
    connection: &mut AnyConnection,
    tenant: TenantId,
    over: Over,
    filter: &Filter,
) -> Result<(), StoreError> {
    let Some(hook) = filter.hook.filter(|_| over == Over::Deliveries) else { return Ok(()) };
    let period = of_hooks(connection, tenant, &[hook])?.remove(&hook);
    let Some(period) = period.filter(|period| period.is_taken_by(filter)) else { return Ok(()) };
    // Whoever may see a part of it has replayed that part: the rest is for somebody else to see to.
    let actions = actions::list_of_hooks(connection, tenant, &[hook])?;
    if actions.iter().all(|action| filter.grants.cover(action.rule.pattern.grant())) {
        end_empty(connection, tenant, hook, period)?;
    }
    Ok(())
}

#[diesel::dsl::auto_type]
fn row_of<'a>(tenant: &'a [u8], hook: &'a [u8]) -> _ {
    missed_periods::table
        .filter(missed_periods::tenant_id.eq(tenant))
        .filter(missed_periods::hook_id.eq(hook))
}
