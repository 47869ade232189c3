//! Draining: a hook that was resumed at a chosen rate sends what it had collected at that rate, and then at
//! its own again.
//!
//! A lane is served in order, so what comes in meanwhile waits behind the backlog and needs no bound of its
//! own. That the backlog is gone is noticed by a background job, never by what sends.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::{HookId, TenantId};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{row_of, touch};
use crate::any_connection::AnyConnection;
use crate::column;
use crate::due_deliveries::AFTER_TESTS;
use crate::error::StoreError;
use crate::jobs;
use crate::schema::{due_deliveries, hooks};

/// The name of the background job that ends a drain. Its payload is a [`DrainWork`].
pub const DRAIN: &str = "drain";

/// Which drain a job looks after.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct DrainWork {
    /// The hook.
    pub hook_id: HookId,
    /// Microseconds since 1970: names the drain, since a later one has another end.
    pub until: i64,
}

/// How a hook sends what it had collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drain {
    /// The most requests in a second; the hook's own bound holds as well.
    pub rate_per_s: u32,
    /// What was due by then is drained.
    pub until: Timestamp,
}

impl Drain {
    pub(super) fn of(rate_per_s: Option<i32>, until: Option<i64>) -> Option<Self> {
        let (rate_per_s, until) = rate_per_s.zip(until)?;
        Some(Self { rate_per_s: column::count(rate_per_s), until: from_micros(until) })
    }
}

/// How many requests in a second a hook may get just now, by its own bound and by that of its drain.
pub fn effective_rate(own: Option<u32>, drain: Option<u32>) -> Option<u32> {
    own.into_iter().chain(drain).min()
}

/// What is left of a drain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drained {
    /// Some of it waits.
    Waits,
    /// Nothing, or another drain or state has taken its place.
    Over,
}

/// Has an active hook send what is due by `now` at this rate; `None` ends the drain that is under way. Wake the workers
/// after the commit.
pub fn drain(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: HookId,
    rate_per_s: Option<u32>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let until = rate_per_s.map(|_| now.timestamp_micros());
    touch(connection, tenant, id, now)?;
    diesel::update(row_of(tenant.as_bytes(), id.as_bytes()))
        .set((hooks::drain_rate_per_s.eq(rate_per_s.map(column::from_count)), hooks::drain_until.eq(until)))
        .execute(connection)?;
    match until {
        Some(until) => {
            jobs::enqueue(connection, tenant, DRAIN, &json!(DrainWork { hook_id: id, until }), now)
        }
        None => Ok(()),
    }
}

/// Looks whether anything of a drain waits, and gives the hook its own rate back if not.
pub fn drain_step(
    connection: &mut AnyConnection,
    tenant: TenantId,
    DrainWork { hook_id: id, until }: DrainWork,
    now: Timestamp,
) -> Result<Drained, StoreError> {
    let is_this_one = row_of(tenant.as_bytes(), id.as_bytes()).filter(hooks::drain_until.eq(until));
    if !diesel::select(diesel::dsl::exists(is_this_one)).get_result(connection)? {
        return Ok(Drained::Over);
    }
    // Each priority by itself: so no retry of the far future is looked at.
    let waiting = due_deliveries::table
        .filter(due_deliveries::hook_id.eq(id.as_bytes().as_slice()))
        .filter(due_deliveries::priority.eq_any(AFTER_TESTS))
        .filter(due_deliveries::due_at.le(until))
        .filter(
            due_deliveries::leased_until
                .is_null()
                .or(due_deliveries::leased_until.le(now.timestamp_micros())),
        );
    if diesel::select(diesel::dsl::exists(waiting)).get_result(connection)? {
        return Ok(Drained::Waits);
    }
    drain(connection, tenant, id, None, now)?;
    Ok(Drained::Over)
}
