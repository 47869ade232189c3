//! What deliveries and attempts come to: counted as they are recorded, in the same transaction, so that charts
//! read a few thousand rows whatever the history holds. See ADR 12.
//!
//! Deliveries count when they end, attempts when they are recorded. Tests are not counted.

mod latency;
mod read;

use std::collections::BTreeMap;

use billhook_core::clock::Timestamp;
use billhook_core::delivery::DeliveryState;
use diesel::prelude::*;

pub use self::latency::Latency;
use self::latency::class_of;
pub use self::read::{Backlog, Figures, Span, Worst, backlog, read};
use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::dialect::{self, COUNTS};
use crate::error::StoreError;
use crate::schema::delivery_stats;

/// For how long a row counts, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    /// Kept for two days.
    Minute,
    /// Kept as long as the installation's history.
    Hour,
}

impl Grain {
    /// Its length in seconds.
    pub const fn seconds(self) -> i32 {
        match self {
            Self::Minute => 60,
            Self::Hour => 3_600,
        }
    }

    const fn micros(self) -> i64 {
        self.seconds() as i64 * 1_000_000
    }
}

/// For how many days rows of a minute are kept.
pub const MINUTES_KEPT_DAYS: i64 = 2;

// The order of the columns.
const DELIVERED: usize = 0;
const FAILED: usize = 1;
const CANCELLED: usize = 2;
const SKIPPED: usize = 3;
const FAILED_ATTEMPTS: usize = 4;
const LONGEST_MS: usize = 5;
const CLASSES: usize = 6;

pub(crate) struct StatsRow {
    pub(crate) tenant: [u8; 16],
    pub(crate) grain_s: i32,
    pub(crate) begins_at: i64,
    pub(crate) hook: [u8; 16],
    pub(crate) resource: String,
    pub(crate) counts: [i64; COUNTS],
}

/// What something is counted under. `at` is in microseconds since 1970.
pub(crate) struct Of<'a> {
    pub(crate) tenant: [u8; 16],
    pub(crate) hook: [u8; 16],
    pub(crate) resource: &'a str,
    pub(crate) at: i64,
}

/// The resource of an event type as it is kept in a column.
pub(crate) fn resource_of(event_type: &str) -> &str {
    event_type.split('.').next().unwrap_or_default()
}

type Key = ([u8; 16], i32, i64, [u8; 16], String);

/// What one transaction adds, in the order in which all of them write.
#[derive(Default)]
pub(crate) struct Tally(BTreeMap<Key, [i64; COUNTS]>);

impl Tally {
    /// A delivery ended in this state.
    pub(crate) fn end(&mut self, of: &Of<'_>, state: DeliveryState) {
        let column = match state {
            DeliveryState::Delivered => DELIVERED,
            DeliveryState::Failed => FAILED,
            DeliveryState::Cancelled => CANCELLED,
            DeliveryState::Skipped => SKIPPED,
            DeliveryState::Pending | DeliveryState::InFlight => return,
        };
        self.add(of, |counts| counts[column] += 1);
    }

    /// An attempt took so long.
    pub(crate) fn attempt(&mut self, of: &Of<'_>, duration_ms: u32, succeeded: bool) {
        self.add(of, |counts| {
            counts[FAILED_ATTEMPTS] += i64::from(!succeeded);
            counts[LONGEST_MS] = counts[LONGEST_MS].max(i64::from(duration_ms));
            counts[CLASSES + class_of(duration_ms)] += 1;
        });
    }

    fn add(&mut self, of: &Of<'_>, change: impl Fn(&mut [i64; COUNTS])) {
        for grain in [Grain::Minute, Grain::Hour] {
            let begins_at = of.at - of.at.rem_euclid(grain.micros());
            let key = (of.tenant, grain.seconds(), begins_at, of.hook, of.resource.to_owned());
            change(self.0.entry(key).or_default());
        }
    }

    /// Adds it all. The last statement of a transaction: whoever takes these rows holds everything else already.
    pub(crate) fn write(self, connection: &mut AnyConnection) -> Result<(), StoreError> {
        if self.0.is_empty() {
            return Ok(());
        }
        Ok(dialect::add_stats(connection, &self.into_rows())?)
    }

    /// One row for each key, in the order in which all write.
    pub(crate) fn into_rows(self) -> Vec<StatsRow> {
        self.0.into_iter().map(StatsRow::from).collect()
    }
}

impl From<(Key, [i64; COUNTS])> for StatsRow {
    fn from(((tenant, grain_s, begins_at, hook, resource), counts): (Key, [i64; COUNTS])) -> Self {
        Self { tenant, grain_s, begins_at, hook, resource, counts }
    }
}

/// Deletes about `most` of the counts whose time is over: minutes after [`MINUTES_KEPT_DAYS`], hours after
/// `history_days`. Returns how many rows those were, which is `most` or more if there may be others.
pub fn delete_old(
    connection: &mut AnyConnection,
    _: SystemScope,
    history_days: u32,
    now: Timestamp,
    most: usize,
) -> Result<usize, StoreError> {
    let mut deleted = 0;
    for (grain, days) in [(Grain::Minute, MINUTES_KEPT_DAYS), (Grain::Hour, i64::from(history_days))] {
        let before = (now - chrono::TimeDelta::days(days)).timestamp_micros();
        deleted += delete_before(connection, grain, before, most.saturating_sub(deleted))?;
    }
    Ok(deleted)
}

/// The oldest first, and all of a hook's that begin at the same time together.
fn delete_before(
    connection: &mut AnyConnection,
    grain: Grain,
    before: i64,
    most: usize,
) -> Result<usize, StoreError> {
    let old: Vec<(i64, Vec<u8>, Vec<u8>)> = delivery_stats::table
        .filter(delivery_stats::grain_s.eq(grain.seconds()))
        .filter(delivery_stats::begins_at.lt(before))
        .order(delivery_stats::begins_at)
        .limit(most as i64)
        .select((delivery_stats::begins_at, delivery_stats::tenant_id, delivery_stats::hook_id))
        .load(connection)?;
    // By the columns with which the key begins; an instant has a row for each hook of each tenant, too many
    // for one batch.
    let mut hooks: BTreeMap<(i64, Vec<u8>), Vec<Vec<u8>>> = BTreeMap::new();
    for (begins_at, tenant, hook) in old {
        hooks.entry((begins_at, tenant)).or_default().push(hook);
    }
    let mut deleted = 0;
    for ((begins_at, tenant), hooks) in hooks {
        let rows = delivery_stats::table
            .filter(delivery_stats::tenant_id.eq(tenant))
            .filter(delivery_stats::grain_s.eq(grain.seconds()))
            .filter(delivery_stats::begins_at.eq(begins_at))
            .filter(delivery_stats::hook_id.eq_any(hooks));
        deleted += diesel::delete(rows).execute(connection)?;
    }
    Ok(deleted)
}
