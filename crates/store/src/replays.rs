//! Replays of many deliveries: what is to be sent again, and how far each replay has come.
//!
//! A background job takes one step after another. A step looks at the next page of deliveries and makes new ones in the
//! transaction that moves the cursor on, so a process that dies has made either a whole page or none of it.

mod step;

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::{ReplayId, TenantId};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

pub use self::step::{Stepped, step};
use crate::any_connection::{AnyConnection, MultiBackend};
use crate::deliveries::Filter;
use crate::error::StoreError;
use crate::names::{case_of, name_of};
use crate::schema::replays;
use crate::{column, jobs};

/// The name of the background job that works on one replay. Its payload is a [`Work`].
pub const REPLAY: &str = "replay";

/// Which replay a job works on.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Work {
    /// The replay.
    pub replay_id: ReplayId,
}

/// Where a replay is.
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

/// A replay of many deliveries.
#[derive(Clone, Debug, PartialEq)]
pub struct Replay {
    /// Its identifier.
    pub id: ReplayId,
    /// Where it is.
    pub state: ReplayState,
    /// What is sent again. It has the grants of who asked, and an `until` that is not after `created_at`: so a replay never
    /// takes what it made itself.
    pub filter: Filter,
    /// How many deliveries it makes in a second at most.
    pub rate_per_s: Option<u32>,
    /// How many deliveries the filter took when it was made.
    pub total: i64,
    /// How many it has sent again.
    pub made: i64,
    /// How many it looked at that cannot be sent again: their hook takes none, or their event is gone.
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
        Ok(Self {
            id: column::id("replays.id", &row.id)?,
            state: case_of("replays.state", &row.state)?,
            filter: column::read_json("replays.filter", &row.filter)?,
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

/// Adds a replay and the job that works on it. Wake the workers after the commit.
pub fn insert(connection: &mut AnyConnection, tenant: TenantId, replay: &Replay) -> Result<(), StoreError> {
    diesel::insert_into(replays::table)
        .values((
            replays::id.eq(replay.id.as_bytes().as_slice()),
            replays::tenant_id.eq(tenant.as_bytes().as_slice()),
            replays::state.eq(name_of(&replay.state)?),
            replays::filter.eq(column::json("replays.filter", &replay.filter)?),
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
