//! Replays of many deliveries, or of events that a hook never had: what is to be sent, and how far each replay
//! has come.
//!
//! A background job takes one step after another. A step looks at the next page of deliveries and makes new ones in the
//! transaction that moves the cursor on, so a process that dies has made either a whole page or none of it.

mod never_had;
mod standing;
mod step;

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::{ReplayId, TenantId};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

pub use self::never_had::count_never_had;
pub use self::standing::{Standing, standing};
pub use self::step::{Stepped, step};
use crate::any_connection::{AnyConnection, MultiBackend};
use crate::deliveries::Filter;
use crate::error::StoreError;
use crate::names::{case_of, name_of};
use crate::schema::{replayed_deliveries, replays};
use crate::{SystemScope, column, jobs};

/// The name of the background job that works on one replay. Its payload is a [`Work`].
pub const REPLAY: &str = "replay";

/// Which replay a job works on.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Work {
    /// The replay.
    pub replay_id: ReplayId,
}

/// The state of a replay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplayState {
    /// It makes deliveries.
    Running,
    /// It has looked at everything.
    Done,
    /// A member ended it; what it had made is sent all the same.
    Cancelled,
}

/// What a replay goes over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Over {
    /// Deliveries that have ended: each is sent again.
    #[default]
    Deliveries,
    /// Events of which a hook has no delivery, though its actions take them now: each gets one.
    Events,
}

/// A replay as its row has it: what was there before there were replays over events has no `over`.
#[derive(Serialize, Deserialize)]
struct Scope {
    #[serde(default)]
    over: Over,
    #[serde(flatten)]
    filter: Filter,
}

/// A replay of many.
#[derive(Clone, Debug, PartialEq)]
pub struct Replay {
    /// Its identifier.
    pub id: ReplayId,
    /// Where it is.
    pub state: ReplayState,
    /// What it goes over.
    pub over: Over,
    /// What is sent. It has the grants of who asked, and an `until` that is not after `created_at`: so a replay never
    /// takes what it made itself. Over events, it names the hook.
    pub filter: Filter,
    /// How many deliveries it makes in a second at most.
    pub rate_per_s: Option<u32>,
    /// How many deliveries the filter took when it was made.
    pub total: i64,
    /// How many it has sent again.
    pub made: i64,
    /// How many it looked at that cannot be sent again: their hook takes none, or their event is gone. Over
    /// events, also those that no action of the hook takes, by app, SKU or filter.
    pub passed_over: i64,
    /// Who asked for it, as they were called then.
    pub created_by: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was over.
    pub finished_at: Option<Timestamp>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = replays)]
struct Row {
    id: Vec<u8>,
    state: String,
    filter: String,
    rate_per_s: Option<i32>,
    total: i64,
    made: i64,
    passed_over: i64,
    created_by: String,
    created_at: i64,
    finished_at: Option<i64>,
}

impl TryFrom<Row> for Replay {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let Scope { over, filter } = column::read_json("replays.filter", &row.filter)?;
        Ok(Self {
            id: column::id("replays.id", &row.id)?,
            state: case_of("replays.state", &row.state)?,
            over,
            filter,
            rate_per_s: row.rate_per_s.map(column::count),
            total: row.total,
            made: row.made,
            passed_over: row.passed_over,
            created_by: row.created_by,
            created_at: from_micros(row.created_at),
            finished_at: row.finished_at.map(from_micros),
        })
    }
}

/// Adds a replay and the job that works on it, which sees to what a hook missed if it takes all of that. Wake
/// the workers after the commit.
pub fn insert(connection: &mut AnyConnection, tenant: TenantId, replay: &Replay) -> Result<(), StoreError> {
    let scope = Scope { over: replay.over, filter: replay.filter.clone() };
    diesel::insert_into(replays::table)
        .values((
            replays::id.eq(replay.id.as_bytes().as_slice()),
            replays::tenant_id.eq(tenant.as_bytes().as_slice()),
            replays::state.eq(name_of(&replay.state)?),
            replays::filter.eq(column::json("replays.filter", &scope)?),
            replays::rate_per_s.eq(replay.rate_per_s.map(column::from_count)),
            replays::total.eq(replay.total),
            replays::created_by.eq(&replay.created_by),
            replays::created_at.eq(replay.created_at.timestamp_micros()),
        ))
        .execute(connection)?;
    jobs::enqueue(connection, tenant, REPLAY, &json!(Work { replay_id: replay.id }), replay.created_at)
}

/// The replay with this id.
pub fn find(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: ReplayId,
) -> Result<Option<Replay>, StoreError> {
    let row: Option<Row> =
        row_of(tenant.as_bytes(), id.as_bytes()).select(Row::as_select()).first(connection).optional()?;
    row.map(Replay::try_from).transpose()
}

/// Up to `limit` replays, the newest first, older than `before`.
pub fn list(
    connection: &mut AnyConnection,
    tenant: TenantId,
    before: Option<ReplayId>,
    limit: i64,
) -> Result<Vec<Replay>, StoreError> {
    let mut query = replays::table
        .filter(replays::tenant_id.eq(tenant.as_bytes().to_vec()))
        .select(Row::as_select())
        .order(replays::id.desc())
        .limit(limit)
        .into_boxed::<MultiBackend>();
    if let Some(before) = before {
        query = query.filter(replays::id.lt(before.as_bytes().to_vec()));
    }
    let rows: Vec<Row> = query.load(connection)?;
    rows.into_iter().map(Replay::try_from).collect()
}

/// How many replays of the tenant are running.
pub fn count_running(connection: &mut AnyConnection, tenant: TenantId) -> Result<i64, StoreError> {
    let running = replays::table
        .filter(replays::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(replays::state.eq("running"));
    Ok(running.count().get_result(connection)?)
}

/// Deletes up to `most` replays that were over before `before`; returns how many. What they made stays.
pub fn delete_over(
    connection: &mut AnyConnection,
    _: SystemScope,
    before: Timestamp,
    most: i64,
) -> Result<usize, StoreError> {
    let old: Vec<Vec<u8>> = replays::table
        .filter(replays::finished_at.lt(before.timestamp_micros()))
        .limit(most)
        .select(replays::id)
        .load(connection)?;
    let marks = replayed_deliveries::table.filter(replayed_deliveries::replay_id.eq_any(&old));
    diesel::delete(marks).execute(connection)?;
    Ok(diesel::delete(replays::table.filter(replays::id.eq_any(&old))).execute(connection)?)
}

/// Ends a replay that is running; false if it is over already. A step that is under way is finished first.
pub fn cancel(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: ReplayId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let running = row_of(tenant.as_bytes(), id.as_bytes()).filter(replays::state.eq("running"));
    let end = (
        replays::state.eq(name_of(&ReplayState::Cancelled)?),
        replays::finished_at.eq(now.timestamp_micros()),
    );
    Ok(diesel::update(running).set(end).execute(connection)? > 0)
}

#[diesel::dsl::auto_type]
fn row_of<'a>(tenant: &'a [u8], id: &'a [u8]) -> _ {
    replays::table.filter(replays::tenant_id.eq(tenant)).filter(replays::id.eq(id))
}
