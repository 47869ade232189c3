//! The deadlines of a tenant, as ingest asks them.

use std::collections::HashMap;

use billhook_core::clock::Timestamp;
use billhook_core::deadline::KeyPointer;
use billhook_core::event::{Event, EventTypeName};
use billhook_core::id::{DeadlineId, TenantId, TimerId};
use chrono::TimeDelta;

use super::timers::{Change, Place, Timer};
use crate::any_connection::AnyConnection;
use crate::error::StoreError;

/// What an event of a type does to a deadline's timers.
#[derive(Clone, Copy, Debug)]
enum Effect {
    Arms { within: TimeDelta },
    Disarms,
}

/// The rules, by the event types that they are about. Empty for most tenants.
#[derive(Debug, Default)]
pub(crate) struct Rules(HashMap<EventTypeName, Vec<(DeadlineId, KeyPointer, Effect)>>);

impl Rules {
    pub(crate) fn load(connection: &mut AnyConnection, tenant: TenantId) -> Result<Self, StoreError> {
        let mut rules = Self::default();
        for deadline in super::list(connection, tenant, None, i64::MAX)? {
            let (id, rule) = (deadline.id, deadline.rule);
            let arms = Effect::Arms { within: rule.within };
            rules.0.entry(rule.when).or_default().push((id, rule.key.clone(), arms));
            rules.0.entry(rule.unless).or_default().push((id, rule.key, Effect::Disarms));
        }
        Ok(rules)
    }

    /// What an event that is accepted at `now` changes.
    pub(crate) fn changes<'a>(
        &'a self,
        event: &'a Event,
        now: Timestamp,
    ) -> impl Iterator<Item = Change> + 'a {
        let concerned = self.0.get(&event.event_type).into_iter().flatten();
        concerned.filter_map(move |(deadline, pointer, effect)| {
            let key = pointer.key(&event.data)?;
            let place = Place { tenant: event.tenant_id, deadline: *deadline, key: key.digest };
            let arm = |within| Timer {
                id: TimerId::new(now),
                deadline: *deadline,
                event: event.id,
                key: key.shown.clone(),
                armed_at: now,
                due_at: now + within,
            };
            let timer = match effect {
                Effect::Arms { within } => Some(arm(*within)),
                Effect::Disarms => None,
            };
            Some(Change { place, timer })
        })
    }
}
