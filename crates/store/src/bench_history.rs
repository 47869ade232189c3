//! A past for measurements: rows as they stand after so much has been delivered, or while so much waits.
//!
//! They are written by the statements that write real ones, without anything being sent. For `billhook bench` only.

use billhook_core::clock::Timestamp;
use billhook_core::delivery::{DeliveryKind, DeliveryState};
use billhook_core::event::EventKind;
use billhook_core::id::{AttemptId, DeliveryId, EventId, HookId, TenantId};
use billhook_core::outcome::OutcomeKind;
use bytes::Bytes;
use chrono::TimeDelta;

use crate::any_connection::AnyConnection;
use crate::body_dedup::cut;
use crate::dialect;
use crate::due_deliveries::FIRST_TRY;
use crate::error::StoreError;
use crate::ingest::{DeliveryRow, Due, EventRow};
use crate::names;
use crate::record::{AttemptRow, EndRow, Fenced};

/// What became of the events of a past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Delivered at the first attempt.
    Delivered,
    /// Not due before this instant.
    WaitsUntil(Timestamp),
}

/// Events of one type with one delivery each, a millisecond apart.
#[derive(Clone, Debug)]
pub struct Past {
    /// The hook to which they went.
    pub hook: HookId,
    /// Their type.
    pub event_type: String,
    /// The data of each.
    pub data: Bytes,
    /// What became of them.
    pub fate: Fate,
}

/// Writes `count` events of this past, the first of them made at `from`, in the caller's transaction.
pub fn write(
    connection: &mut AnyConnection,
    tenant: TenantId,
    past: &Past,
    from: Timestamp,
    count: usize,
) -> Result<(), StoreError> {
    let made: Vec<Made> = (0..count).map(|n| Made::at(from + TimeDelta::milliseconds(n as i64))).collect();
    let events: Vec<_> = made.iter().map(|made| made.event_row(tenant, past)).collect();
    let deliveries: Vec<_> = made.iter().map(|made| made.delivery_row(tenant, past)).collect();
    dialect::insert_accepted(connection, dialect::Accepted { events: &events, deliveries: &deliveries })?;
    if past.fate == Fate::Delivered {
        dialect::finish_deliveries(connection, &made.iter().map(Made::end_row).collect::<Vec<_>>())?;
        let attempts: Vec<_> = made.iter().map(|made| made.attempt_row(tenant, past)).collect();
        dialect::insert_attempts(connection, &attempts)?;
    }
    Ok(())
}

/// One event with its delivery.
struct Made {
    event: EventId,
    delivery: DeliveryId,
    at: Timestamp,
}

impl Made {
    fn at(at: Timestamp) -> Self {
        Self { event: EventId::new(at), delivery: DeliveryId::new(at), at }
    }

    fn event_row(&self, tenant: TenantId, past: &Past) -> EventRow {
        EventRow {
            id: *self.event.as_bytes(),
            tenant_id: *tenant.as_bytes(),
            kind: names::event_kind(EventKind::Event),
            event_type: past.event_type.clone(),
            external_id: None,
            digest: None,
            data: past.data.clone(),
            attributes: None,
            occurred_at: self.at.timestamp_micros(),
            occurred_below_us: None,
            created_at: self.at.timestamp_micros(),
            matched: 1,
            skipped: 0,
            trace: None,
        }
    }

    fn delivery_row(&self, tenant: TenantId, past: &Past) -> DeliveryRow {
        DeliveryRow {
            id: *self.delivery.as_bytes(),
            tenant_id: *tenant.as_bytes(),
            event_id: *self.event.as_bytes(),
            hook_id: *past.hook.as_bytes(),
            kind: names::delivery_kind(DeliveryKind::Event),
            part: 0,
            event_type: past.event_type.clone(),
            state: names::delivery_state(DeliveryState::Pending),
            state_reason: None,
            created_at: self.at.timestamp_micros(),
            finished_at: None,
            due: match past.fate {
                Fate::WaitsUntil(until) => {
                    Some(Due { priority: FIRST_TRY, at: until.timestamp_micros(), lease: None })
                }
                Fate::Delivered => None,
            },
        }
    }

    fn end_row(&self) -> EndRow {
        EndRow {
            // The fence is for claims, and nobody has claimed these.
            fenced: Fenced { delivery_id: *self.delivery.as_bytes(), token: 0 },
            state: names::delivery_state(DeliveryState::Delivered),
            reason: None,
            attempts: 1,
            finished_at: self.at.timestamp_micros(),
        }
    }

    fn attempt_row(&self, tenant: TenantId, past: &Past) -> AttemptRow {
        AttemptRow {
            delivery_id: *self.delivery.as_bytes(),
            number: 1,
            id: *AttemptId::new(self.at).as_bytes(),
            tenant_id: *tenant.as_bytes(),
            started_at: self.at.timestamp_micros(),
            duration_ms: 1,
            outcome: names::outcome_kind(OutcomeKind::Response),
            status: Some(200),
            error: None,
            request_method: "POST",
            request_url: "http://receiver.example/".to_owned(),
            request_headers: "[]".to_owned(),
            request_body: cut(&past.data, &past.data),
            response_headers: Some("[]".to_owned()),
            response_body: None,
            response_truncated: false,
        }
    }
}
