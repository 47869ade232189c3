//! One step of a replay.

use billhook_core::clock::Timestamp;
use billhook_core::id::{DeliveryId, ReplayId, TenantId};
use chrono::TimeDelta;
use diesel::prelude::*;

use super::{Over, Replay, ReplayState, find, never_had, row_of};
use crate::any_connection::AnyConnection;
use crate::column;
use crate::deliveries::{self, Delivery, Origin, note_origins};
use crate::error::StoreError;
use crate::missed_periods;
use crate::names::name_of;
use crate::schema::{replayed_deliveries, replays};

/// How many rows of a replay that is over are forgotten at once.
const FORGET_AT_ONCE: i64 = 1000;

/// What is left to do after a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stepped {
    /// There may be more to send again.
    Made {
        /// How many deliveries this step made.
        deliveries: u32,
        /// How many the replay makes in a second at most.
        rate_per_s: Option<u32>,
    },
    /// Another replay of the tenant, or another process, is about a step: this one has done nothing.
    Waits,
    /// It is over, but what it took is not all forgotten.
    Forgetting,
    /// Nothing.
    Over,
}

/// Sends up to `most` deliveries again and moves the cursor on, all in the caller's transaction. Of two
/// processes that step replays of one tenant, the second does nothing: it would keep a connection waiting.
pub fn step(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: ReplayId,
    most: u32,
    now: Timestamp,
) -> Result<Stepped, StoreError> {
    if !hold_running(connection, tenant)? {
        return Ok(Stepped::Waits);
    }
    let Some((replay, after)) = find_with_cursor(connection, tenant, id)? else { return Ok(Stepped::Over) };
    if replay.state != ReplayState::Running {
        return forget(connection, tenant, id);
    }
    // A clock that lags must not make deliveries that the filter takes: it ends at `created_at`.
    let now = now.max(replay.created_at);
    // A rate below a page's size makes the page a second's worth.
    let most = replay.rate_per_s.map_or(most, |rate| rate.clamp(1, most));
    let page = Page { after, most: i64::from(most), now };
    let taken = match replay.over {
        Over::Deliveries => take_deliveries(connection, tenant, &replay, &page)?,
        Over::Events => never_had::take(connection, tenant, &replay, &page)?,
    };
    let next = if taken.seen < most as usize { ReplayState::Done } else { ReplayState::Running };
    let cursor = taken.last.or(page.after);
    let passed_over = replay.passed_over + taken.seen as i64 - i64::from(taken.made);
    move_on(connection, tenant, &replay, Progress { next, cursor, made: taken.made, passed_over }, now)?;
    if next == ReplayState::Done && passed_over == 0 {
        missed_periods::end_replayed(connection, tenant, replay.over, &replay.filter)?;
    }
    Ok(match next {
        ReplayState::Running => Stepped::Made { deliveries: taken.made, rate_per_s: replay.rate_per_s },
        ReplayState::Done | ReplayState::Cancelled => Stepped::Forgetting,
    })
}

/// What a step looks at: this many, after this one.
pub(super) struct Page {
    pub(super) after: Option<Vec<u8>>,
    pub(super) most: i64,
    pub(super) now: Timestamp,
}

/// What a step has done.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) seen: usize,
    /// How many of those were sent.
    pub(super) made: u32,
    /// The last that was looked at.
    pub(super) last: Option<Vec<u8>>,
}

fn take_deliveries(
    connection: &mut AnyConnection,
    tenant: TenantId,
    replay: &Replay,
    page: &Page,
) -> Result<Taken, StoreError> {
    let after = page.after.as_ref().map(|id| column::id("replays.cursor_id", id)).transpose()?;
    let found = deliveries::list_replayable(connection, tenant, &replay.filter, after, page.most)?;
    let last = found.last().map(|old| old.id.as_bytes().to_vec());
    let mut made = Vec::new();
    for (place, old) in (0..).zip(&found) {
        // A microsecond apart, so that they wait in the order of what they replay.
        let now = page.now + TimeDelta::microseconds(place);
        if let Some(id) = send_again(connection, tenant, replay.id, old, now)? {
            made.push((id, Origin { replay: Some(replay.id), repeats: Some(old.id) }));
        }
    }
    note_origins(connection, tenant, &made)?;
    Ok(Taken { seen: found.len(), made: made.len() as u32, last })
}

/// Holds all replays of the tenant that run until this transaction is over; false if somebody else has one of them.
///
/// All of them: two may take the same, and the second leaves out only what it sees that the first has made.
fn hold_running(connection: &mut AnyConnection, tenant: TenantId) -> Result<bool, StoreError> {
    // Differs because SQLite has one writer, and so nobody to hold back.
    let AnyConnection::Postgres(c) = connection else { return Ok(true) };
    let running = || {
        replays::table
            .filter(replays::tenant_id.eq(tenant.as_bytes().as_slice()))
            .filter(replays::state.eq("running"))
    };
    let all: i64 = running().count().get_result(c)?;
    let held: Vec<Vec<u8>> = running().select(replays::id).for_update().skip_locked().load(c)?;
    Ok(held.len() as i64 >= all)
}

fn find_with_cursor(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: ReplayId,
) -> Result<Option<(Replay, Option<Vec<u8>>)>, StoreError> {
    let cursor = row_of(tenant.as_bytes(), id.as_bytes()).select(replays::cursor_id);
    let cursor: Option<Option<Vec<u8>>> = cursor.first(connection).optional()?;
    Ok(find(connection, tenant, id)?.map(|replay| (replay, cursor.flatten())))
}

/// The delivery that came of it: none if this one cannot be sent again, or was by this replay.
fn send_again(
    connection: &mut AnyConnection,
    tenant: TenantId,
    replay: ReplayId,
    old: &Delivery,
    now: Timestamp,
) -> Result<Option<DeliveryId>, StoreError> {
    let taken = (
        replayed_deliveries::replay_id.eq(&replay.as_bytes()[..]),
        replayed_deliveries::delivery_id.eq(&old.id.as_bytes()[..]),
    );
    let first = crate::each!(connection, c => diesel::insert_into(replayed_deliveries::table)
        .values(taken)
        .on_conflict_do_nothing()
        .execute(c))?;
    if first == 0 {
        return Ok(None);
    }
    Ok(deliveries::send_again(connection, tenant, old, now)?.ok())
}

/// What a step came to.
struct Progress {
    next: ReplayState,
    cursor: Option<Vec<u8>>,
    made: u32,
    passed_over: i64,
}

fn move_on(
    connection: &mut AnyConnection,
    tenant: TenantId,
    replay: &Replay,
    Progress { next, cursor, made, passed_over }: Progress,
    now: Timestamp,
) -> Result<(), StoreError> {
    let finished_at = (next != ReplayState::Running).then(|| now.timestamp_micros());
    diesel::update(row_of(tenant.as_bytes(), replay.id.as_bytes()))
        .set((
            replays::state.eq(name_of(&next)?),
            replays::cursor_id.eq(cursor),
            replays::made.eq(replay.made + i64::from(made)),
            replays::passed_over.eq(passed_over),
            replays::finished_at.eq(finished_at),
        ))
        .execute(connection)?;
    Ok(())
}

/// Only a replay that runs has to know what it took.
fn forget(connection: &mut AnyConnection, _: TenantId, id: ReplayId) -> Result<Stepped, StoreError> {
    let of_replay = replayed_deliveries::table.filter(replayed_deliveries::replay_id.eq(&id.as_bytes()[..]));
    let some: Vec<Vec<u8>> =
        of_replay.select(replayed_deliveries::delivery_id).limit(FORGET_AT_ONCE).load(connection)?;
    diesel::delete(of_replay.filter(replayed_deliveries::delivery_id.eq_any(&some))).execute(connection)?;
    Ok(if (some.len() as i64) < FORGET_AT_ONCE { Stepped::Over } else { Stepped::Forgetting })
}
