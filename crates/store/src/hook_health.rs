//! What recorded attempts do to the health of their hooks, warning and deactivation included.

use std::collections::{BTreeSet, HashMap};

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::delivery::HookEffect;
use billhook_core::health::{Health, Prognosis, prognosis};
use billhook_core::hook::HookState;
use billhook_core::id::{HookId, TenantId};
use billhook_core::policy::{Policy, PolicyOverrides};
use billhook_core::preset::Preset;
use diesel::prelude::*;

use crate::any_connection::AnyConnection;
use crate::column;
use crate::dialect::{self, Healthy};
use crate::error::StoreError;
use crate::names::{bytes16, case_of};
use crate::schema::hooks as columns;
use crate::{deactivation, hooks};

/// A hook that only succeeds has its row written once in this many microseconds, not at every delivery.
const SUCCESS_RESOLUTION: i64 = 1_000_000;

/// What an attempt says about its hook.
#[derive(Clone, Copy)]
pub(crate) struct Report {
    pub(crate) effect: HookEffect,
    pub(crate) at: Timestamp,
    /// The hook's, when the request was sent.
    pub(crate) revision: i64,
}

/// Applies what a batch says about each hook, in the order in which it was found out.
///
/// Whoever changes a tenant's hooks locks the tenant before the hooks (`hooks::begin_change`), and so does
/// this before it deactivates one; what was read before the lock is read again then.
pub(crate) fn apply(
    connection: &mut AnyConnection,
    reports: &HashMap<HookId, Vec<Report>>,
) -> Result<(), StoreError> {
    let only_good = |reports: &[Report]| reports.iter().all(|report| report.effect == HookEffect::Healthy);
    let mut good: Vec<(HookId, Timestamp)> = Vec::new();
    let mut changes: Vec<Change> = Vec::new();
    for (hook, of_hook) in reports {
        match of_hook.last() {
            Some(last) if only_good(of_hook) => good.push((*hook, last.at)),
            Some(_) => changes.extend(judge(connection, *hook, of_hook)?),
            None => {}
        }
    }
    let mut changes = judged_under_lock(connection, changes, reports)?;
    // One order for all, so that two batches never wait for each other.
    changes.sort_by_key(|change| (change.tenant, change.hook));
    if let Some(healthy) = healthy(&good) {
        dialect::note_success(connection, &healthy)?;
    }
    changes.iter().try_for_each(|change| write(connection, change))
}

/// The same changes; those that deactivate a hook are judged again once nobody else can change it.
fn judged_under_lock(
    connection: &mut AnyConnection,
    changes: Vec<Change>,
    reports: &HashMap<HookId, Vec<Report>>,
) -> Result<Vec<Change>, StoreError> {
    let (grave, mut judged): (Vec<_>, Vec<_>) =
        changes.into_iter().partition(|change| matches!(change.prognosis, Prognosis::Deactivate(_)));
    let tenants: BTreeSet<TenantId> = grave.iter().map(|change| change.tenant).collect();
    tenants.into_iter().try_for_each(|tenant| hooks::begin_change(connection, tenant))?;
    for Change { hook, .. } in grave {
        if let Some(of_hook) = reports.get(&hook) {
            judged.extend(judge(connection, hook, of_hook)?);
        }
    }
    Ok(judged)
}

/// What becomes of one hook.
struct Change {
    tenant: TenantId,
    hook: HookId,
    /// Of which this is said. Whoever has changed the hook since knows better.
    revision: i64,
    after: HealthColumns,
    prognosis: Prognosis,
    at: Timestamp,
}

/// What is to be noted of hooks that only succeeded, the last time at these times. `None` if there are none.
pub(crate) fn healthy(hooks: &[(HookId, Timestamp)]) -> Option<Healthy> {
    let at = hooks.iter().map(|(_, at)| at.timestamp_micros()).max()?;
    let mut hooks: Vec<[u8; 16]> = hooks.iter().map(|(hook, _)| *hook.as_bytes()).collect();
    hooks.sort_unstable();
    Some(Healthy { hooks, at, fresh_since: at - SUCCESS_RESOLUTION })
}

#[derive(Queryable)]
struct Row {
    tenant_id: Vec<u8>,
    revision: i64,
    state: String,
    preset: String,
    policy: String,
    consecutive_failures: i32,
    spent_deliveries: i32,
    last_success_at: Option<i64>,
    failing_since: Option<i64>,
    warned_at: Option<i64>,
}

/// What becomes of the hook by the reports of what it is now; `None` if that is nothing.
fn judge(
    connection: &mut AnyConnection,
    hook: HookId,
    reports: &[Report],
) -> Result<Option<Change>, StoreError> {
    let row: Option<Row> = columns::table
        .filter(columns::id.eq(&hook.as_bytes()[..]))
        .filter(columns::deleted_at.is_null())
        .select((
            columns::tenant_id,
            columns::revision,
            columns::state,
            columns::preset,
            columns::policy,
            columns::consecutive_failures,
            columns::spent_deliveries,
            columns::last_success_at,
            columns::failing_since,
            columns::warned_at,
        ))
        .first(connection)
        .optional()?;
    let Some(row) = row else { return Ok(None) };
    let says = |report: &&Report| report.revision == row.revision && report.effect != HookEffect::Untouched;
    let reports: Vec<Report> = reports.iter().filter(says).copied().collect();
    let Some(&Report { at, .. }) = reports.last() else { return Ok(None) };
    let after = HealthColumns::of(&row).after(&reports);
    let state: HookState = case_of("hooks.state", &row.state)?;
    let prognosis = match verdict(&row, &after, &reports, at)? {
        // A hook that takes nothing has nothing to lose, and one warning is enough until the next success.
        _ if state == HookState::Inactive => Prognosis::Fine,
        Prognosis::Warn { .. } if after.warned_at.is_some() => Prognosis::Fine,
        prognosis => prognosis,
    };
    Ok(Some(Change {
        tenant: TenantId::from_bytes(bytes16("hooks.tenant_id", &row.tenant_id)?),
        hook,
        revision: row.revision,
        after,
        prognosis,
        at,
    }))
}

/// The columns that count.
struct HealthColumns {
    health: Health,
    consecutive_failures: i32,
    last_success_at: Option<i64>,
    warned_at: Option<i64>,
}

impl HealthColumns {
    fn of(row: &Row) -> Self {
        let health = Health {
            failing_since: row.failing_since.map(from_micros),
            spent_in_a_row: row.spent_deliveries.max(0) as u32,
        };
        Self {
            health,
            consecutive_failures: row.consecutive_failures,
            last_success_at: row.last_success_at,
            warned_at: row.warned_at,
        }
    }

    fn after(mut self, reports: &[Report]) -> Self {
        for Report { effect, at, .. } in reports {
            self.health = self.health.after(*effect, *at);
            match effect {
                HookEffect::Healthy => {
                    self.consecutive_failures = 0;
                    self.last_success_at = Some(at.timestamp_micros());
                    self.warned_at = None;
                }
                HookEffect::Failing | HookEffect::Spent | HookEffect::Deactivate(_) => {
                    self.consecutive_failures = self.consecutive_failures.saturating_add(1);
                }
                HookEffect::Untouched => {}
            }
        }
        self
    }
}

fn write(connection: &mut AnyConnection, change: &Change) -> Result<(), StoreError> {
    let after = &change.after;
    let judged = columns::table
        .filter(columns::id.eq(&change.hook.as_bytes()[..]))
        .filter(columns::revision.eq(change.revision));
    let written = diesel::update(judged)
        .set((
            columns::consecutive_failures.eq(after.consecutive_failures),
            columns::spent_deliveries.eq(i32::try_from(after.health.spent_in_a_row).unwrap_or(i32::MAX)),
            columns::last_success_at.eq(after.last_success_at),
            columns::failing_since.eq(after.health.failing_since.map(|at| at.timestamp_micros())),
            columns::warned_at.eq(after.warned_at),
        ))
        .execute(connection)?;
    if written == 0 {
        return Ok(());
    }
    match change.prognosis {
        Prognosis::Fine => Ok(()),
        Prognosis::Warn { deactivates_at } => {
            deactivation::warn(connection, change.tenant, change.hook, deactivates_at, change.at)
        }
        Prognosis::Deactivate(reason) => {
            deactivation::deactivate(connection, change.tenant, change.hook, reason, change.at)
        }
    }
}

/// What is to be done about the hook, by one attempt that says so or by its policy.
fn verdict(
    row: &Row,
    after: &HealthColumns,
    reports: &[Report],
    now: Timestamp,
) -> Result<Prognosis, StoreError> {
    let at_once = reports.iter().find_map(|report| match report.effect {
        HookEffect::Deactivate(reason) => Some(reason),
        _ => None,
    });
    if let Some(reason) = at_once {
        return Ok(Prognosis::Deactivate(reason));
    }
    if after.health == Health::default() {
        return Ok(Prognosis::Fine);
    }
    let preset: Preset = case_of("hooks.preset", &row.preset)?;
    let overrides: PolicyOverrides = column::read_json("hooks.policy", &row.policy)?;
    let policy = Policy::of(preset)
        .with(&overrides)
        .map_err(|error| StoreError::corrupt("hooks.policy", format!("{error:?}")))?;
    Ok(prognosis(&after.health, &policy, now))
}
