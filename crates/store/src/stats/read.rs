//! Reading what was counted, for a span of time in equal steps.

use std::collections::HashMap;

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::delivery::DeliveryKind;
use billhook_core::hook::HookState;
use billhook_core::id::{HookId, TenantId};
use billhook_core::member::Grants;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary};

use super::latency::{CLASS_COUNT, Latency};
use super::{CANCELLED, CLASSES, DELIVERED, FAILED, FAILED_ATTEMPTS, Grain, LONGEST_MS, SKIPPED};
use crate::any_connection::{AnyConnection, MultiBackend};
use crate::dialect::COUNTS;
use crate::error::StoreError;
use crate::names::{case_of, delivery_kind};
use crate::schema::{deliveries, delivery_stats, due_deliveries, hooks};
use crate::{column, grant_patterns};

/// How many hooks are named.
const WORST: usize = 10;
/// How many waiting deliveries are counted before "more than" has to do.
const COUNTED: i64 = 10_000;

/// From when to when, in steps of this many seconds, and of which rows. Both ends and the step are whole grains.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    /// The rows that are read.
    pub grain: Grain,
    /// The beginning of the first step.
    pub since: Timestamp,
    /// The end of the last.
    pub until: Timestamp,
    /// How long each step is.
    pub step_s: i64,
}

impl Span {
    const fn step(&self) -> i64 {
        self.step_s * 1_000_000
    }

    fn place(&self, begins_at: i64) -> usize {
        ((begins_at - self.since.timestamp_micros()).max(0) / self.step()) as usize
    }

    fn steps(&self) -> usize {
        self.place(self.until.timestamp_micros())
    }
}

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Deliveries that ended well.
    pub delivered: i64,
    /// Deliveries that were given up.
    pub failed: i64,
    /// Deliveries that were cancelled.
    pub cancelled: i64,
    /// Deliveries that were never meant to be sent.
    pub skipped: i64,
    /// Attempts that did not end a delivery well.
    pub failed_attempts: i64,
    /// All attempts, by how long they took.
    pub latency: Latency,
}

impl Figures {
    fn of(counts: &[i64; COUNTS]) -> Self {
        let mut classes = [0; CLASS_COUNT];
        classes.copy_from_slice(&counts[CLASSES..]);
        Self {
            delivered: counts[DELIVERED],
            failed: counts[FAILED],
            cancelled: counts[CANCELLED],
            skipped: counts[SKIPPED],
            failed_attempts: counts[FAILED_ATTEMPTS],
            latency: Latency { classes, longest_ms: counts[LONGEST_MS] },
        }
    }

    /// Counts these, too.
    pub fn add(&mut self, other: &Self) {
        self.delivered += other.delivered;
        self.failed += other.failed;
        self.cancelled += other.cancelled;
        self.skipped += other.skipped;
        self.failed_attempts += other.failed_attempts;
        self.latency.add(&other.latency);
    }

    /// Which share of the deliveries that ended well or were given up was given up; `None` if there were none.
    pub fn failure_rate(&self) -> Option<f64> {
        let ended = self.delivered + self.failed;
        (ended > 0).then(|| self.failed as f64 / ended as f64)
    }
}

/// A hook and its counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Worst {
    /// The hook.
    pub id: HookId,
    /// Its name now.
    pub name: String,
    /// Its state now.
    pub state: HookState,
    /// What it came to in the whole span.
    pub figures: Figures,
}

/// What was counted of granted resources, of one hook or of all: for each step the instant and the figures,
/// steps in which nothing happened included; and the hooks that still exist, those with most failures first.
pub fn read(
    connection: &mut AnyConnection,
    tenant: TenantId,
    grants: &Grants,
    hook: Option<HookId>,
    span: Span,
) -> Result<(Vec<(Timestamp, Figures)>, Vec<Worst>), StoreError> {
    let rows = rows(connection, tenant, grants, hook, span)?;
    let at = |place: usize| from_micros(span.since.timestamp_micros() + span.step() * place as i64);
    let mut steps: Vec<_> = (0..span.steps()).map(|place| (at(place), Figures::default())).collect();
    let mut by_hook: HashMap<Vec<u8>, Figures> = HashMap::new();
    for (begins_at, hook, counts) in rows {
        let figures = Figures::of(&counts);
        if let Some((_, step)) = steps.get_mut(span.place(begins_at)) {
            step.add(&figures);
        }
        by_hook.entry(hook).or_default().add(&figures);
    }
    Ok((steps, worst(connection, tenant, by_hook)?))
}

type Counts = (
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
);
type Row = (i64, Vec<u8>, Sums);
type Sums = (i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64);

#[expect(clippy::many_single_char_names, reason = "they are columns in their order, and mean nothing here")]
fn as_array(sums: Sums) -> [i64; COUNTS] {
    let (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r) = sums;
    [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r]
}

/// In the order of the columns; sums of both databases as the same type.
const SUMS: &str = "cast(coalesce(sum(delivery_stats.delivered), 0) as bigint), \
     cast(coalesce(sum(delivery_stats.failed), 0) as bigint), \
     cast(coalesce(sum(delivery_stats.cancelled), 0) as bigint), \
     cast(coalesce(sum(delivery_stats.skipped), 0) as bigint), \
     cast(coalesce(sum(delivery_stats.failed_attempts), 0) as bigint), \
     cast(coalesce(max(delivery_stats.longest_ms), 0) as bigint), \
     cast(coalesce(sum(delivery_stats.took_5), 0) as bigint), \
     cast(coalesce(sum(delivery_stats.took_10), 0) as bigint), \
     cast(coalesce(sum(delivery_stats.took_25), 0) as bigint), \
     cast(coalesce(sum(delivery_stats.took_50), 0) as bigint), \
     cast(coalesce(sum(delivery_stats.took_100), 0) as bigint), \
     cast(coalesce(sum(delivery_stats.took_250), 0) as bigint), \
     cast(coalesce(sum(delivery_stats.took_500), 0) as bigint), \
     cast(coalesce(sum(delivery_stats.took_1000), 0) as bigint), \
     cast(coalesce(sum(delivery_stats.took_2500), 0) as bigint), \
     cast(coalesce(sum(delivery_stats.took_5000), 0) as bigint), \
     cast(coalesce(sum(delivery_stats.took_10000), 0) as bigint), \
     cast(coalesce(sum(delivery_stats.took_longer), 0) as bigint)";

fn rows(
    connection: &mut AnyConnection,
    tenant: TenantId,
    grants: &Grants,
    hook: Option<HookId>,
    span: Span,
) -> Result<Vec<(i64, Vec<u8>, [i64; COUNTS])>, StoreError> {
    // Rows are added up by hook and step in the database: resources, and the grains of a step.
    let step = format!(
        "delivery_stats.begins_at - (delivery_stats.begins_at - {}) % {}",
        span.since.timestamp_micros(),
        span.step()
    );
    let mut query = delivery_stats::table
        .group_by(sql::<BigInt>("1, 2"))
        .select((sql::<BigInt>(&step), sql::<Binary>("delivery_stats.hook_id"), sql::<Counts>(SUMS)))
        .into_boxed::<MultiBackend>()
        .filter(delivery_stats::tenant_id.eq(tenant.as_bytes().to_vec()))
        .filter(delivery_stats::grain_s.eq(span.grain.seconds()))
        .filter(delivery_stats::begins_at.ge(span.since.timestamp_micros()))
        .filter(delivery_stats::begins_at.lt(span.until.timestamp_micros()));
    if let Some(hook) = hook {
        query = query.filter(delivery_stats::hook_id.eq(hook.as_bytes().to_vec()));
    }
    if !grants.cover_everything() {
        let granted: Vec<String> = grants.0.iter().map(|grant| String::from(grant.clone())).collect();
        query = query.filter(delivery_stats::resource.eq_any(granted));
    }
    let rows: Vec<Row> = query.load(connection)?;
    Ok(rows.into_iter().map(|(at, hook, counts)| (at, hook, as_array(counts))).collect())
}

fn worst(
    connection: &mut AnyConnection,
    tenant: TenantId,
    by_hook: HashMap<Vec<u8>, Figures>,
) -> Result<Vec<Worst>, StoreError> {
    let present: Vec<(Vec<u8>, String, String)> = hooks::table
        .filter(hooks::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(hooks::deleted_at.is_null())
        .select((hooks::id, hooks::name, hooks::state))
        .load(connection)?;
    let mut found = Vec::new();
    for (id, name, state) in present {
        let Some(figures) = by_hook.get(&id) else { continue };
        let state = case_of("hooks.state", &state)?;
        found.push(Worst { id: column::id("hooks.id", &id)?, name, state, figures: figures.clone() });
    }
    found.sort_by_key(|hook| {
        let Figures { failed, failed_attempts, latency, .. } = &hook.figures;
        // Each failed delivery has a failed attempt, and a hook that is down has many of these before it has
        // one of those.
        (-failed_attempts, -failed, -latency.attempts(), hook.id)
    });
    found.truncate(WORST);
    Ok(found)
}

/// What waits at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// Deliveries that have not ended, up to 10,000.
    pub waiting: i64,
    /// Those of them whose time has come.
    pub due: i64,
    /// False if there are more than were counted.
    pub is_exact: bool,
}

/// What waits for a hook or for all of the tenant's, of granted resources; tests count for everyone.
pub fn backlog(
    connection: &mut AnyConnection,
    tenant: TenantId,
    grants: &Grants,
    hook: Option<HookId>,
    now: Timestamp,
) -> Result<Backlog, StoreError> {
    let of_tenant = hooks::table.filter(hooks::tenant_id.eq(tenant.as_bytes().to_vec())).select(hooks::id);
    let mut instants: Vec<i64> = if grants.cover_everything() {
        let mut query = due_deliveries::table.select(due_deliveries::due_at).into_boxed::<MultiBackend>();
        query = query.filter(due_deliveries::hook_id.eq_any(of_tenant)).limit(COUNTED + 1);
        if let Some(hook) = hook {
            query = query.filter(due_deliveries::hook_id.eq(hook.as_bytes().to_vec()));
        }
        query.load(connection)?
    } else {
        let with_type = due_deliveries::table
            .inner_join(deliveries::table.on(deliveries::id.eq(due_deliveries::delivery_id)));
        let query = with_type.select(due_deliveries::due_at).into_boxed::<MultiBackend>();
        // The alternatives come first: each later filter narrows all of them together.
        let tests = query.filter(deliveries::kind.eq(delivery_kind(DeliveryKind::Test)));
        let mut query = grant_patterns::like_any(grants)
            .into_iter()
            .fold(tests, |query, like| query.or_filter(deliveries::event_type.like(like).escape('\\')))
            .filter(due_deliveries::hook_id.eq_any(of_tenant))
            .limit(COUNTED + 1);
        if let Some(hook) = hook {
            query = query.filter(due_deliveries::hook_id.eq(hook.as_bytes().to_vec()));
        }
        query.load(connection)?
    };
    let is_exact = instants.len() as i64 <= COUNTED;
    instants.truncate(COUNTED as usize);
    let due = instants.iter().filter(|at| **at <= now.timestamp_micros()).count() as i64;
    Ok(Backlog { waiting: instants.len() as i64, due, is_exact })
}
