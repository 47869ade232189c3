//! What is posted, and what became of it.

use std::sync::Arc;

use billhook_core::clock::Timestamp;
use billhook_core::event::Event;
use billhook_core::event_schema::Violation;
use billhook_core::id::EventId;

use super::Findings;

/// An event as a platform posts it.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// The event, with its id already made.
    pub event: Arc<Event>,
    /// The poster's own id for it, which makes the post idempotent for the tenant.
    pub external_id: Option<String>,
    /// SHA-256 of the content: the same external id with another digest is a conflict.
    pub digest: [u8; 32],
    /// Until when its poster holds its deliveries back; none are if that is over.
    pub deliver_at: Option<Timestamp>,
    /// From whom it comes.
    pub source: Source,
    /// What is known of it; nothing before [`Ingest::accept`](super::Ingest::accept) has found out.
    pub findings: Findings,
}

/// From whom an event comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Somebody posts it.
    Poster {
        /// The `access_version` of the tenant at which they were found to be allowed to.
        access_version: i64,
    },
    /// A deadline emits it. Nobody is there to be told that it is refused.
    Deadline,
}

/// What became of an accepted event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The event; the first one, if this is a duplicate.
    pub id: EventId,
    /// How many hooks get it.
    pub matched: u32,
    /// How many hooks would have got it, had they been active.
    pub skipped: u32,
    /// True if an event with this external id and content was there before.
    pub duplicate: bool,
}

/// What events bring in that nobody made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Registered {
    /// The app that it names.
    App,
    /// The SKU that it names.
    Sku,
    /// Its type.
    EventType,
}

/// Why an event was not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The external id belongs to an event with other content.
    Conflict,
    /// Members or tokens of the tenant have changed since the poster was checked: check again.
    StaleAccess,
    /// The tenant takes only declared event types, and this is none.
    Undeclared,
    /// It names an app that nobody made, or a SKU without its app, and the tenant takes only known ones.
    UnknownApp,
    /// It would bring in an app, a SKU or an event type, and the tenant has as many as it may.
    NoRoom {
        /// Of what.
        of: Registered,
        /// The most.
        most: u32,
    },
    /// It names a SKU and no app, and its tenant takes only known ones.
    SkuWithoutApp,
    /// It names a SKU that its app has not, and the tenant takes only known ones.
    UnknownSku,
    /// Its data is not as its type's schema says, and such events are refused. Pointers lead into the data.
    Violates(Arc<[Violation]>),
    /// Its type's schema, or the tenant's actions, have just changed. Tried again by
    /// [`Ingest::accept`](super::Ingest::accept) itself.
    NotReady,
    /// The data, or the object as it was before, is larger than the tenant takes.
    TooLarge {
        /// The most bytes.
        most: u32,
    },
    /// The post would become more deliveries than one commit takes. None of it was stored.
    TooManyDeliveries {
        /// The most.
        most: usize,
    },
    /// The tenant posts faster than it may. None of the post was stored.
    TooFast {
        /// The most events in a second.
        per_s: u32,
        /// Seconds after which the same post gets through, if nothing else comes.
        wait_s: u64,
    },
    /// There is no such tenant (any more).
    NoTenant,
}
