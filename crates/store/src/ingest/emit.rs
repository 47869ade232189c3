//! Events that Billhook emits itself, in the transaction of what caused them.

use std::collections::HashSet;
use std::slice;
use std::sync::Arc;

use billhook_core::clock::Timestamp;
use billhook_core::event::Event;
use billhook_core::id::EventId;

use super::plan::{Moment, write_posts_by};
use super::{Findings, NewEvent, Post, Source, Written, beforehand, send_off};
use crate::any_connection::AnyConnection;
use crate::error::StoreError;
use crate::routing::{Current, RoutingCache};
use crate::wake::Wake;

/// What the sender has to be told once the transaction is durable.
pub(crate) struct Emitted(Vec<Written>);

impl Emitted {
    /// Tells the sender.
    pub(crate) fn send_off(mut self, wake: &Wake, cache: &RoutingCache) {
        send_off(wake, cache, self.0.iter_mut().collect());
    }
}

impl NewEvent {
    /// An event that nobody posts.
    pub(crate) fn emitted(event: Event) -> Self {
        Self {
            event: Arc::new(event),
            external_id: None,
            digest: [0; 32],
            deliver_at: None,
            source: Source::Deadline,
            findings: Findings::default(),
        }
    }
}

/// Events to be accepted, each by itself, by what is true of their tenants in this transaction; a tenant that
/// is gone gets none.
pub(crate) struct Emission {
    current: Current,
    events: Vec<NewEvent>,
    now: Timestamp,
}

impl Emission {
    /// Nothing is written yet.
    pub(crate) fn of(
        connection: &mut AnyConnection,
        cache: &RoutingCache,
        events: Vec<NewEvent>,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let current = cache.current(connection, events.iter().map(|new| new.event.tenant_id), now)?;
        Ok(Self { current, events, now })
    }

    /// True if what was found out about these events beforehand is still true, so that nothing of it has to be
    /// found out while others wait for this transaction.
    pub(crate) fn is_found(&self) -> bool {
        self.events.iter().all(|new| {
            self.current.routings.get(&new.event.tenant_id).is_none_or(|routing| {
                beforehand::check_found(&routing.schemas, &routing.matcher, slice::from_ref(new)).is_ok()
            })
        })
    }

    /// Leaves the others out.
    pub(crate) fn keep_only(&mut self, ids: &HashSet<EventId>) {
        self.events.retain(|new| ids.contains(&new.event.id));
    }

    /// Writes them.
    pub(crate) fn write(self, connection: &mut AnyConnection, wake: &Wake) -> Result<Emitted, StoreError> {
        let Self { current, mut events, now } = self;
        if events.is_empty() {
            return Ok(Emitted(Vec::new()));
        }
        for new in &mut events {
            if let Some(routing) = current.routings.get(&new.event.tenant_id) {
                routing.schemas.judge(new);
            }
        }
        let posts: Vec<Post> = events.into_iter().map(|new| Post::of(Arc::from([new]))).collect();
        write_posts_by(connection, current, &Moment::new(now, wake.taker()), &posts).map(Emitted)
    }
}
