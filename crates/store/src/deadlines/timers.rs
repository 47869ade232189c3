//! Timers: armed deadlines, one narrow row each.
//!
//! A key has one timer at a time. An event that arms it again restarts the time; the counterpart removes it; both
//! only until it is due, for from then on it belongs to [`super::firing`].

use std::collections::{BTreeMap, HashSet};

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::{DeadlineId, EventId, TenantId, TimerId};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt};

use crate::any_connection::{AnyConnection, MultiBackend};
use crate::error::StoreError;
use crate::schema::deadline_timers;
use crate::{SystemScope, column};

/// An armed deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timer {
    /// Its identifier.
    pub id: TimerId,
    /// Which deadline.
    pub deadline: DeadlineId,
    /// The event that armed it.
    pub event: EventId,
    /// What the counterpart has to have in common with that event, cut to 255 characters.
    pub key: String,
    /// When it was armed.
    pub armed_at: Timestamp,
    /// When the time is over.
    pub due_at: Timestamp,
}

/// Where a timer stands: one at a time for each key of a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) tenant: TenantId,
    pub(crate) deadline: DeadlineId,
    /// SHA-256 of the key.
    pub(crate) key: [u8; 32],
}

impl Place {
    /// Deadline and key as the one value by which a timer is found.
    fn slot(&self) -> Vec<u8> {
        [self.deadline.as_bytes().as_slice(), &self.key].concat()
    }
}

/// What an event does to one place: a new timer, or none.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) place: Place,
    pub(crate) timer: Option<Timer>,
}

/// Makes the changes of events that are accepted together, in their order; the last word on a place holds.
pub(crate) fn apply(
    connection: &mut AnyConnection,
    changes: &[Change],
    now: Timestamp,
) -> Result<(), StoreError> {
    if changes.is_empty() {
        return Ok(());
    }
    let last: BTreeMap<Place, Option<&Timer>> =
        changes.iter().map(|change| (change.place, change.timer.as_ref())).collect();
    lock(connection, last.keys().map(|place| place.tenant))?;
    for (place, timer) in last {
        clear(connection, &place, now)?;
        if let Some(timer) = timer {
            insert(connection, &place, timer)?;
        }
    }
    Ok(())
}

/// Holds back everyone else who would change timers of these tenants, until the transaction is over. It comes before
/// anything else that the transaction locks, and in the same order for everyone, so that no two wait for each other.
///
/// Differs because SQLite has one writer, and so nobody to hold back.
fn lock(connection: &mut AnyConnection, tenants: impl Iterator<Item = TenantId>) -> Result<(), StoreError> {
    let AnyConnection::Postgres(c) = connection else { return Ok(()) };
    let mut names: Vec<i64> = tenants.map(|tenant| lock_name(&tenant)).collect();
    names.sort_unstable();
    names.dedup();
    diesel::sql_query("select pg_advisory_xact_lock(name) from unnest($1) as tenants (name)")
        .bind::<Array<BigInt>, _>(names)
        .execute(c)?;
    Ok(())
}

/// The random half of the id: two tenants with one name would only wait for each other.
fn lock_name(tenant: &TenantId) -> i64 {
    let mut half = [0; 8];
    half.copy_from_slice(&tenant.as_bytes()[8..]);
    i64::from_be_bytes(half)
}

/// That a timer's time is not over. Not as a comparison with the column: a plan could go by the index of instants then,
/// and read every timer there is.
macro_rules! still_runs {
    ($now:expr) => {
        (deadline_timers::due_at - $now).gt(0)
    };
}

/// Removes the timer of a place; one whose time is over stays, and gives up the place.
fn clear(connection: &mut AnyConnection, place: &Place, now: Timestamp) -> Result<(), StoreError> {
    let slot = place.slot();
    diesel::delete(at_place(&slot).filter(still_runs!(now.timestamp_micros()))).execute(connection)?;
    diesel::update(at_place(&slot)).set(deadline_timers::slot.eq(None::<&[u8]>)).execute(connection)?;
    Ok(())
}

#[diesel::dsl::auto_type]
fn at_place<'a>(slot: &'a [u8]) -> _ {
    deadline_timers::table.filter(deadline_timers::slot.eq(slot))
}

fn insert(connection: &mut AnyConnection, place: &Place, timer: &Timer) -> Result<(), StoreError> {
    diesel::insert_into(deadline_timers::table)
        .values((
            deadline_timers::id.eq(timer.id.as_bytes().as_slice()),
            deadline_timers::tenant_id.eq(place.tenant.as_bytes().as_slice()),
            deadline_timers::deadline_id.eq(place.deadline.as_bytes().as_slice()),
            deadline_timers::event_id.eq(timer.event.as_bytes().as_slice()),
            deadline_timers::key.eq(&timer.key),
            deadline_timers::slot.eq(place.slot()),
            deadline_timers::armed_at.eq(timer.armed_at.timestamp_micros()),
            deadline_timers::due_at.eq(timer.due_at.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = deadline_timers)]
struct Row {
    id: Vec<u8>,
    tenant_id: Vec<u8>,
    deadline_id: Vec<u8>,
    event_id: Vec<u8>,
    key: String,
    armed_at: i64,
    due_at: i64,
}

impl TryFrom<Row> for Timer {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: column::id("deadline_timers.id", &row.id)?,
            deadline: column::id("deadline_timers.deadline_id", &row.deadline_id)?,
            event: column::id("deadline_timers.event_id", &row.event_id)?,
            key: row.key,
            armed_at: from_micros(row.armed_at),
            due_at: from_micros(row.due_at),
        })
    }
}

/// Up to `limit` timers of a deadline, the newest first, older than `before`.
pub fn list(
    connection: &mut AnyConnection,
    tenant: TenantId,
    deadline: DeadlineId,
    before: Option<TimerId>,
    limit: i64,
) -> Result<Vec<Timer>, StoreError> {
    let mut query = deadline_timers::table
        .filter(deadline_timers::tenant_id.eq(tenant.as_bytes().to_vec()))
        .filter(deadline_timers::deadline_id.eq(deadline.as_bytes().to_vec()))
        .select(Row::as_select())
        .order(deadline_timers::id.desc())
        .limit(limit)
        .into_boxed::<MultiBackend>();
    if let Some(before) = before {
        query = query.filter(deadline_timers::id.lt(before.as_bytes().to_vec()));
    }
    let rows: Vec<Row> = query.load(connection)?;
    rows.into_iter().map(Timer::try_from).collect()
}

/// Disarms one timer of a deadline; false if there is none with this id, or not any more.
pub fn cancel(
    connection: &mut AnyConnection,
    tenant: TenantId,
    deadline: DeadlineId,
    timer: TimerId,
) -> Result<bool, StoreError> {
    // Otherwise it could be fired and cancelled at the same moment.
    lock(connection, std::iter::once(tenant))?;
    let armed = deadline_timers::table
        .filter(deadline_timers::id.eq(timer.as_bytes().as_slice()))
        .filter(deadline_timers::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(deadline_timers::deadline_id.eq(deadline.as_bytes().as_slice()));
    Ok(diesel::delete(armed).execute(connection)? == 1)
}

/// Timers that are not looked for.
#[derive(Clone, Debug, Default)]
pub(super) struct But {
    /// These.
    pub(super) aside: HashSet<TimerId>,
    /// All of these tenants.
    pub(super) apart: HashSet<TenantId>,
}

impl But {
    fn tenants(&self) -> Vec<Vec<u8>> {
        self.apart.iter().map(|tenant| tenant.as_bytes().to_vec()).collect()
    }
}

/// When the next timer of all is due.
pub(super) fn next_due(
    connection: &mut AnyConnection,
    _: SystemScope,
    but: &But,
) -> Result<Option<Timestamp>, StoreError> {
    if but.aside.is_empty() && but.apart.is_empty() {
        let next: Option<i64> = instants().first(connection).optional()?;
        return Ok(next.map(from_micros));
    }
    let first: Vec<(Vec<u8>, i64)> = deadline_timers::table
        .filter(deadline_timers::tenant_id.ne_all(but.tenants()))
        .order(deadline_timers::due_at)
        .limit(but.aside.len() as i64 + 1)
        .select((deadline_timers::id, deadline_timers::due_at))
        .load(connection)?;
    for (id, due_at) in first {
        if !but.aside.contains(&column::id("deadline_timers.id", &id)?) {
            return Ok(Some(from_micros(due_at)));
        }
    }
    Ok(None)
}

/// A timer that is due, and whose it is.
pub(super) type Due = (TimerId, TenantId);

/// Up to `most` timers that are due, the longest waiting first.
pub(super) fn list_due(
    connection: &mut AnyConnection,
    _: SystemScope,
    now: Timestamp,
    most: usize,
    but: &But,
) -> Result<Vec<Due>, StoreError> {
    let due = due(now.timestamp_micros(), (most + but.aside.len()) as i64);
    let rows = if but.apart.is_empty() {
        due.load(connection)?
    } else {
        due.filter(deadline_timers::tenant_id.ne_all(but.tenants())).load(connection)?
    };
    read_due(rows, most, but)
}

/// The same of one tenant.
pub(super) fn list_due_of(
    connection: &mut AnyConnection,
    tenant: TenantId,
    now: Timestamp,
    most: usize,
    but: &But,
) -> Result<Vec<Due>, StoreError> {
    let due = due(now.timestamp_micros(), (most + but.aside.len()) as i64);
    let rows = due.filter(deadline_timers::tenant_id.eq(tenant.as_bytes().to_vec())).load(connection)?;
    read_due(rows, most, but)
}

fn read_due(rows: Vec<(Vec<u8>, Vec<u8>)>, most: usize, but: &But) -> Result<Vec<Due>, StoreError> {
    let read = |(id, tenant): (Vec<u8>, Vec<u8>)| {
        Ok((column::id("deadline_timers.id", &id)?, column::id("deadline_timers.tenant_id", &tenant)?))
    };
    let mut due = rows.into_iter().map(read).collect::<Result<Vec<Due>, StoreError>>()?;
    due.retain(|(id, _)| !but.aside.contains(id));
    due.truncate(most);
    Ok(due)
}

/// Takes these timers, as far as they are still there: whoever removes a row fires it.
pub(super) fn take(
    connection: &mut AnyConnection,
    _: SystemScope,
    due: &[Due],
) -> Result<HashSet<TimerId>, StoreError> {
    lock(connection, due.iter().map(|(_, tenant)| *tenant))?;
    let these = || deadline_timers::table.filter(deadline_timers::id.eq_any(ids(due)));
    let rows: Vec<Vec<u8>> = these().select(deadline_timers::id).load(connection)?;
    diesel::delete(these()).execute(connection)?;
    rows.into_iter().map(|id| column::id("deadline_timers.id", &id)).collect()
}

fn ids(due: &[Due]) -> Vec<&[u8]> {
    due.iter().map(|(id, _)| id.as_bytes().as_slice()).collect()
}

/// These timers, as far as they are still there, the longest waiting first, and whose they are.
pub(super) fn read(
    connection: &mut AnyConnection,
    _: SystemScope,
    due: &[Due],
) -> Result<Vec<(TenantId, Timer)>, StoreError> {
    let rows: Vec<Row> = deadline_timers::table
        .filter(deadline_timers::id.eq_any(ids(due)))
        .select(Row::as_select())
        .order(deadline_timers::due_at)
        .load(connection)?;
    rows.into_iter()
        .map(|row| Ok((column::id("deadline_timers.tenant_id", &row.tenant_id)?, Timer::try_from(row)?)))
        .collect()
}

#[diesel::dsl::auto_type]
fn instants() -> _ {
    deadline_timers::table.order(deadline_timers::due_at).select(deadline_timers::due_at)
}

#[diesel::dsl::auto_type]
fn due(now: i64, most: i64) -> _ {
    deadline_timers::table
        .filter(deadline_timers::due_at.le(now))
        .order(deadline_timers::due_at)
        .limit(most)
        .select((deadline_timers::id, deadline_timers::tenant_id))
}

/// The statements that look for timers, by what they are for, as they are sent to Postgres (`$1`) or SQLite (`?`): for
/// a test to ask for their plans.
#[cfg(feature = "testing")]
pub fn statements(postgres: bool) -> [(&'static str, String); 3] {
    use diesel::pg::Pg;
    use diesel::query_builder::QueryFragment;
    use diesel::sqlite::Sqlite;

    fn sql<Q: QueryFragment<Pg> + QueryFragment<Sqlite>>(query: &Q, postgres: bool) -> String {
        let text = if postgres {
            diesel::debug_query::<Pg, _>(query).to_string()
        } else {
            diesel::debug_query::<Sqlite, _>(query).to_string()
        };
        text.split(" -- binds").next().unwrap_or_default().to_owned()
    }
    [
        ("the next instant", sql(&instants().limit(1), postgres)),
        ("what is due", sql(&due(0, 200), postgres)),
        ("what a counterpart disarms", sql(&diesel::delete(at_place(&[]).filter(still_runs!(0))), postgres)),
    ]
}
