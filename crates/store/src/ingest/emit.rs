//! Events that Billhook emits itself, in the transaction of what caused them.

use std::sync::Arc;

use billhook_core::clock::Timestamp;
use billhook_core::event::Event;

use super::plan::{Moment, write_posts_by};
use super::{Findings, NewEvent, Post, Source, Written, send_off};
use crate::any_connection::AnyConnection;
use crate::error::StoreError;
use crate::routing::RoutingCache;
use crate::wake::Wake;

/// What the sender has to be told once the transaction is durable.
pub(crate) struct Emitted(Vec<Written>);

impl Emitted {
    /// Tells the sender.
    pub(crate) fn send_off(mut self, wake: &Wake, cache: &RoutingCache) {
        send_off(wake, cache, self.0.iter_mut().collect());
    }
}

/// Accepts these events, each by itself; a tenant that is gone gets none.
pub(crate) fn emit(
    connection: &mut AnyConnection,
    cache: &RoutingCache,
    now: Timestamp,
    wake: &Wake,
    events: Vec<Event>,
) -> Result<Emitted, StoreError> {
    if events.is_empty() {
        return Ok(Emitted(Vec::new()));
    }
    let current = cache.current(connection, events.iter().map(|event| event.tenant_id), now)?;
    let post = |event: Event| -> Post {
        let routing = current.routings.get(&event.tenant_id);
        let mut new = NewEvent {
            event: Arc::new(event),
            external_id: None,
            digest: [0; 32],
            due_at: now,
            source: Source::Deadline,
            findings: Findings::default(),
        };
        if let Some(routing) = routing {
            routing.schemas.judge(&mut new);
        }
        Post { events: Arc::from([new]), _room: None }
    };
    let posts: Vec<Post> = events.into_iter().map(post).collect();
    write_posts_by(connection, current, &Moment::new(now, wake.taker()), &posts).map(Emitted)
}
