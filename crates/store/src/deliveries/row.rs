//! A delivery as its two rows have it.

use billhook_core::clock::from_micros;
use billhook_core::delivery::DeliveryState;
use diesel::prelude::*;

use super::Delivery;
use crate::column;
use crate::error::StoreError;
use crate::names::case_of;
use crate::schema::{deliveries, due_deliveries};

#[derive(Queryable, Selectable)]
#[diesel(table_name = deliveries)]
pub(super) struct Row {
    id: Vec<u8>,
    tenant_id: Vec<u8>,
    event_id: Vec<u8>,
    hook_id: Vec<u8>,
    kind: String,
    part: i32,
    event_type: String,
    state: String,
    state_reason: Option<String>,
    attempts: i32,
    created_at: i64,
    finished_at: Option<i64>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = due_deliveries)]
pub(super) struct DueRow {
    attempts: i32,
    due_at: i64,
    leased_until: Option<i64>,
}

impl DueRow {
    const fn is_leased(&self) -> bool {
        self.leased_until.is_some()
    }
}

impl Row {
    /// The delivery; `due` is there while it is pending.
    pub(super) fn with(self, due: Option<DueRow>) -> Result<Delivery, StoreError> {
        let due = due.as_ref();
        let state = match case_of("deliveries.state", &self.state)? {
            DeliveryState::Pending if due.is_some_and(DueRow::is_leased) => DeliveryState::InFlight,
            state => state,
        };
        let reason = self.state_reason.as_deref().map(|reason| case_of("deliveries.state_reason", reason));
        let waits = due.filter(|_| state == DeliveryState::Pending);
        Ok(Delivery {
            id: column::id("deliveries.id", &self.id)?,
            tenant_id: column::id("deliveries.tenant_id", &self.tenant_id)?,
            event_id: column::id("deliveries.event_id", &self.event_id)?,
            hook_id: column::id("deliveries.hook_id", &self.hook_id)?,
            kind: case_of("deliveries.kind", &self.kind)?,
            replay: None,
            repeats: None,
            part: column::count(self.part),
            event_type: self
                .event_type
                .parse()
                .map_err(|error| StoreError::corrupt("deliveries.event_type", error))?,
            state,
            reason: reason.transpose()?,
            attempts: column::count(due.map_or(self.attempts, |due| due.attempts)),
            next_attempt_at: waits.map(|due| from_micros(due.due_at)),
            created_at: from_micros(self.created_at),
            finished_at: self.finished_at.map(from_micros),
            last_attempt: None,
        })
    }
}
