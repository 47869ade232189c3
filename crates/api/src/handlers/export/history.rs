//! The large collections: what happened, with its bodies. Read in small pages, since a row may have hundreds
//! of kilobytes.

use billhook_core::id::{DeliveryId, EventId, TenantId};
use billhook_core::member::Grants;
use billhook_store::events::EventHead;
use billhook_store::{AnyConnection, attempts, audit, deliveries, events, portions};
use serde::Serialize;
use serde_json::value::RawValue;

use super::collections::{Source, after, large_part, part};
use super::lines::{Lines, Part, Place};
use crate::handlers::audit::{ENTRIES_AT_ONCE, EntryView};
use crate::handlers::deliveries::{AttemptView, DeliveryView};
use crate::handlers::events::{EventHeadView, raw};
use crate::masking::Sight;
use crate::problem::Problem;

/// Events, or attempts, that are read at once: some megabytes where they are as large as they may be.
const BODIES_AT_ONCE: i64 = 20;
/// Rows without bodies that are read at once.
const ROWS_AT_ONCE: i64 = 500;
/// Entries of the audit log in a part, as far as they are small.
const ENTRIES_IN_PART: usize = 500;

/// An event with what it carries, byte for byte.
#[derive(Serialize)]
struct EventLine {
    #[serde(flatten)]
    head: EventHeadView,
    data: Box<RawValue>,
    previous: Option<Box<RawValue>>,
    envelope: Option<Box<RawValue>>,
}

pub(super) fn events(
    c: &mut AnyConnection,
    source: &Source<'_>,
    place: Option<Place>,
) -> Result<Part, Problem> {
    let everything = events::Filter {
        grants: Grants::all(),
        event_type: None,
        external_id: None,
        held_at: None,
        since: None,
        until: None,
    };
    let heads = events::list(c, source.tenant, &everything, after(place), BODIES_AT_ONCE)?;
    let last = heads.last().filter(|_| heads.len() as i64 == BODIES_AT_ONCE);
    let next = last.map(|head| Place { id: *head.id.as_bytes(), number: 0 });
    let mut lines = Lines::default();
    for head in heads {
        if let Some(line) = event_line(c, source.tenant, head)? {
            lines.add("event", line)?;
        }
    }
    Ok(Part { lines, next })
}

/// The event, unless it has left since the page was read.
fn event_line(
    c: &mut AnyConnection,
    tenant: TenantId,
    head: EventHead,
) -> Result<Option<EventLine>, Problem> {
    let id: EventId = head.id;
    let Some((mut head, data)) = events::find(c, tenant, id)? else { return Ok(None) };
    Ok(Some(EventLine {
        data: raw(&data)?,
        previous: head.attributes.previous.take().map(|previous| previous.0),
        envelope: head.attributes.envelope.take().map(|envelope| envelope.0),
        head: head.into(),
    }))
}

pub(super) fn deliveries(
    c: &mut AnyConnection,
    source: &Source<'_>,
    place: Option<Place>,
) -> Result<Part, Problem> {
    let everything = deliveries::Filter::of(Grants::all());
    let rows = deliveries::list(c, source.tenant, &everything, after(place), ROWS_AT_ONCE)?;
    part("delivery", ROWS_AT_ONCE, rows, |delivery| delivery.id, |row| Ok(DeliveryView::from(row)))
}

/// An attempt, which does not say by itself whose it is.
#[derive(Serialize)]
struct AttemptLine {
    delivery_id: DeliveryId,
    #[serde(flatten)]
    attempt: AttemptView,
}

/// The attempts of one delivery after another: first what is left of the one at `place`, then those of the
/// next ones, until there are enough. A delivery that had none costs a look-up.
pub(super) fn attempts(
    c: &mut AnyConnection,
    source: &Source<'_>,
    place: Option<Place>,
) -> Result<Part, Problem> {
    let (tenant, mut lines) = (source.tenant, Lines::default());
    if let Some(place) = place {
        let next = add_attempts(c, tenant, Place { ..place }, &mut lines)?;
        if next.is_some() {
            return Ok(Part { lines, next });
        }
    }
    let everything = deliveries::Filter::of(Grants::all());
    let rows = deliveries::list(c, tenant, &everything, after(place), ROWS_AT_ONCE)?;
    let is_last_page = (rows.len() as i64) < ROWS_AT_ONCE;
    let mut at = None;
    for delivery in rows {
        let begin = Place { id: *delivery.id.as_bytes(), number: 0 };
        let next =
            if delivery.last_attempt.is_some() { add_attempts(c, tenant, begin, &mut lines)? } else { None };
        // Whoever goes on at the end of a delivery finds no more of it, and takes the next one.
        at = Some(Place { number: u32::MAX, ..begin });
        if next.is_some() || lines.count >= BODIES_AT_ONCE.cast_unsigned() {
            return Ok(Part { lines, next: next.or(at) });
        }
    }
    Ok(Part { lines, next: at.filter(|_| !is_last_page) })
}

/// Adds a page of a delivery's attempts; where the next one begins, if there may be more.
fn add_attempts(
    c: &mut AnyConnection,
    tenant: TenantId,
    place: Place,
    lines: &mut Lines,
) -> Result<Option<Place>, Problem> {
    if place.number == u32::MAX {
        return Ok(None);
    }
    let delivery_id = DeliveryId::from_bytes(place.id);
    let found = attempts::list(c, tenant, delivery_id, place.number, BODIES_AT_ONCE)?;
    let last = found.last().filter(|_| found.len() as i64 == BODIES_AT_ONCE);
    let next = last.map(|attempt| Place { number: attempt.summary.number, ..place });
    for attempt in found {
        let attempt = AttemptView::of(attempt, Sight::Masked);
        lines.add("attempt", AttemptLine { delivery_id, attempt })?;
    }
    Ok(next)
}

pub(super) fn audit_entries(
    c: &mut AnyConnection,
    source: &Source<'_>,
    place: Option<Place>,
) -> Result<Part, Problem> {
    let everything = audit::Filter::default();
    let list = |c: &mut AnyConnection, before, most| audit::list(c, source.tenant, &everything, before, most);
    let rows = portions::read(c, after(place), ENTRIES_IN_PART, ENTRIES_AT_ONCE, list)?;
    large_part("audit_entry", rows, |row| Ok(EntryView::from(row)))
}
