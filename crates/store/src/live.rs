//! How far a tenant's rows have come: what is compared to learn that there is something new, without reading it.
//!
//! Cheap enough to be asked every second for every tenant that somebody looks at; not a log of changes.

use billhook_core::clock::Timestamp;
use billhook_core::delivery::{DeliveryKind, DeliveryState};
use billhook_core::digest::hex;
use billhook_core::id::TenantId;
use diesel::prelude::*;

use crate::any_connection::AnyConnection;
use crate::error::StoreError;
use crate::names::{delivery_kind, delivery_state};
use crate::schema::{deliveries, delivery_stats, events, tenants};
use crate::stats::Grain;

/// How many deliveries are looked at for tests.
const LATEST: i64 = 100;
const TEST: &str = delivery_kind(DeliveryKind::Test);
const PENDING: &str = delivery_state(DeliveryState::Pending);

/// Where a tenant stands. Each part changes whenever the rows that it stands for do; what it says is nobody's business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Events that were accepted.
    pub events: String,
    /// Deliveries that were made, attempted or ended.
    pub deliveries: String,
    /// Hooks and their actions: made, changed, switched, deleted.
    pub hooks: String,
    /// What members and tokens may do; nobody is told of it.
    pub access: i64,
}

/// Where the tenant stands at `now`.
///
/// An attempt shows if it is recorded within an hour of the hour in which it is counted. The end of a test,
/// which is not counted, shows while it is one of the hundred latest deliveries; whoever makes as many
/// meanwhile moves the mark as well.
pub fn mark(connection: &mut AnyConnection, tenant: TenantId, now: Timestamp) -> Result<Mark, StoreError> {
    let id = tenant.as_bytes().as_slice();
    let event: Option<Vec<u8>> = events::table
        .filter(events::tenant_id.eq(id))
        .order(events::id.desc())
        .select(events::id)
        .first(connection)
        .optional()?;
    let latest: Vec<(Vec<u8>, String, String)> = deliveries::table
        .filter(deliveries::tenant_id.eq(id))
        .order(deliveries::id.desc())
        .select((deliveries::id, deliveries::kind, deliveries::state))
        .limit(LATEST)
        .load(connection)?;
    let newest = latest.first().map(|(id, ..)| hex(id)).unwrap_or_default();
    let tests = latest.iter().filter(|(_, kind, state)| kind == TEST && state != PENDING).count();
    let versions: Option<(i64, i64)> = tenants::table
        .find(id)
        .select((tenants::routing_version, tenants::access_version))
        .first(connection)
        .optional()?;
    let (hooks, access) = versions.unwrap_or_default();
    Ok(Mark {
        events: hex(&event.unwrap_or_default()),
        deliveries: format!("{newest}-{tests}-{}", counted(connection, tenant, now)?),
        hooks: hooks.to_string(),
        access,
    })
}

/// What was counted in this hour and the one before, with the hour, so that a new one never looks like an old one.
fn counted(connection: &mut AnyConnection, tenant: TenantId, now: Timestamp) -> Result<String, StoreError> {
    let hour = i64::from(Grain::Hour.seconds()) * 1_000_000;
    let since = (now.timestamp_micros().div_euclid(hour) - 1) * hour;
    let rows: Vec<(i64, i64, i64, i64, i64)> = delivery_stats::table
        .filter(delivery_stats::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(delivery_stats::grain_s.eq(Grain::Hour.seconds()))
        .filter(delivery_stats::begins_at.ge(since))
        .select((
            delivery_stats::delivered,
            delivery_stats::failed,
            delivery_stats::cancelled,
            delivery_stats::skipped,
            delivery_stats::failed_attempts,
        ))
        .load(connection)?;
    let sum: i64 = rows.iter().map(|(a, b, c, d, e)| a + b + c + d + e).sum();
    Ok(format!("{}-{sum}", since / hour))
}
