//! Bodies that leave before the history does: the data of events, what was sent of it and what was answered.

use std::collections::HashSet;

use billhook_core::clock::Timestamp;
use billhook_core::event::Attributes;
use chrono::TimeDelta;
use diesel::prelude::*;

use super::terms::{self, Term};
use super::{FANNED_OUT, SENT_AGAIN, STATEMENT, deliveries_of, half, hold};
use crate::any_connection::AnyConnection;
use crate::error::StoreError;
use crate::ingest::attributes_text;
use crate::schema::{attempts, body_erasures, deadline_timers, deliveries, events, postponed_erasures};
use crate::{SystemScope, column, each};

/// How long an event whose body was still needed is left alone.
const LOOK_AGAIN: TimeDelta = TimeDelta::hours(1);

/// Erases the bodies of up to `most` events whose tenants keep them for a shorter time than the history; returns how
/// many were looked at. The facts stay: types, states, instants, statuses, headers.
///
/// An event that is still being delivered, is held back, or has armed a deadline whose timer runs keeps its body until
/// that is over: it will be sent, or what the deadline emits will.
pub fn erase_bodies(
    connection: &mut AnyConnection,
    _: SystemScope,
    now: Timestamp,
    most: usize,
) -> Result<usize, StoreError> {
    let mut left = most;
    for term in terms::of_bodies(connection, now)? {
        for look in [postponed, next] {
            let found = look(connection, term, now, left as i64)?;
            erase_or_postpone(connection, term, &found, now)?;
            left -= found.len();
        }
    }
    Ok(most - left)
}

/// What was still needed when it was its time.
fn postponed(
    connection: &mut AnyConnection,
    term: Term,
    now: Timestamp,
    most: i64,
) -> Result<Vec<Vec<u8>>, StoreError> {
    let due = postponed_erasures::table
        .filter(postponed_erasures::tenant_id.eq(term.tenant.as_bytes().as_slice()))
        .filter(postponed_erasures::look_at.le(now.timestamp_micros()));
    Ok(due.limit(most).select(postponed_erasures::event_id).load(connection)?)
}

/// What has come of age since the last look, and moves on to there.
fn next(
    connection: &mut AnyConnection,
    term: Term,
    _: Timestamp,
    most: i64,
) -> Result<Vec<Vec<u8>>, StoreError> {
    let tenant = term.tenant.as_bytes().as_slice();
    let up_to: Option<Vec<u8>> =
        body_erasures::table.find(tenant).select(body_erasures::up_to).first(connection).optional()?;
    let found: Vec<Vec<u8>> = events::table
        .filter(events::tenant_id.eq(tenant))
        .filter(events::id.gt(up_to.unwrap_or_default()))
        .filter(events::id.lt(column::oldest_id(term.before)))
        .order(events::id)
        .limit(most)
        .select(events::id)
        .load(connection)?;
    if let Some(last) = found.last() {
        each!(connection, c => diesel::insert_into(body_erasures::table)
            .values((body_erasures::tenant_id.eq(tenant), body_erasures::up_to.eq(last)))
            .on_conflict(body_erasures::tenant_id)
            .do_update()
            .set(body_erasures::up_to.eq(last))
            .execute(c))?;
    }
    Ok(found)
}

fn erase_or_postpone(
    connection: &mut AnyConnection,
    term: Term,
    found: &[Vec<u8>],
    now: Timestamp,
) -> Result<(), StoreError> {
    for part in found.chunks(STATEMENT) {
        hold(connection, part)?;
        let waiting = still_waiting(connection, part)?;
        let (waiting, ready): (Vec<_>, Vec<_>) = part.iter().cloned().partition(|id| waiting.contains(id));
        erase(connection, &ready, now)?;
        let gone = postponed_erasures::table.filter(postponed_erasures::event_id.eq_any(part));
        diesel::delete(gone).execute(connection)?;
        for id in waiting {
            diesel::insert_into(postponed_erasures::table)
                .values((
                    postponed_erasures::event_id.eq(id),
                    postponed_erasures::tenant_id.eq(term.tenant.as_bytes().as_slice()),
                    postponed_erasures::look_at.eq((now + LOOK_AGAIN).timestamp_micros()),
                ))
                .execute(connection)?;
        }
    }
    Ok(())
}

/// Those of which something is still to be sent.
pub(super) fn still_waiting(
    connection: &mut AnyConnection,
    ids: &[Vec<u8>],
) -> Result<HashSet<Vec<u8>>, StoreError> {
    let mut waiting = HashSet::new();
    for of_kind in [FANNED_OUT, SENT_AGAIN] {
        let pending = deliveries::table
            .filter(deliveries::event_id.eq_any(ids))
            .filter(half(of_kind))
            .filter(deliveries::state.eq("pending"));
        waiting.extend(pending.select(deliveries::event_id).load::<Vec<u8>>(connection)?);
    }
    let armed = deadline_timers::table.filter(deadline_timers::event_id.eq_any(ids));
    waiting.extend(armed.select(deadline_timers::event_id).load::<Vec<u8>>(connection)?);
    Ok(waiting)
}

fn erase(connection: &mut AnyConnection, ids: &[Vec<u8>], now: Timestamp) -> Result<(), StoreError> {
    let described: Vec<(Vec<u8>, Option<String>)> = events::table
        .filter(events::id.eq_any(ids))
        .filter(events::attributes.is_not_null())
        .select((events::id, events::attributes))
        .load(connection)?;
    for (id, text) in described {
        let attributes: Attributes = column::read_json("events.attributes", text.as_deref().unwrap_or("{}"))?;
        let bare = Attributes { previous: None, envelope: None, ..attributes };
        diesel::update(events::table.find(id))
            .set(events::attributes.eq(attributes_text(&bare)))
            .execute(connection)?;
    }
    diesel::update(events::table.filter(events::id.eq_any(ids)))
        .set((events::data.eq(Vec::<u8>::new()), events::erased_at.eq(now.timestamp_micros())))
        .execute(connection)?;
    for part in deliveries_of(connection, ids)?.chunks(STATEMENT) {
        diesel::update(attempts::table.filter(attempts::delivery_id.eq_any(part)))
            .set((attempts::request_body.eq(Vec::<u8>::new()), attempts::response_body.eq(None::<Vec<u8>>)))
            .execute(connection)?;
    }
    Ok(())
}
