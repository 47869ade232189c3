//! Accepting events: matched against the tenant's routing, then written with their deliveries in grouped commits.
//!
//! An answer is given only when the event and all its deliveries are durable. What this module doesn't do: decide
//! who may post (the API does), or send anything (the lanes are hinted by [`Wake`]).

mod admission;
mod backlog;
mod beforehand;
mod emit;
mod known;
mod plan;
mod posted;
mod rows;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use billhook_core::clock::{Clock, Timestamp};
use billhook_core::event::{Attributes, Event, RawJson};
use billhook_core::id::TenantId;
use billhook_core::tenant::Limits;

use self::backlog::{Backlog, Ticket};
pub(crate) use self::beforehand::Beforehand;
pub use self::beforehand::Findings;
pub(crate) use self::emit::Emission;
use self::plan::{Moment, write_posts, write_posts_at_once};
pub use self::posted::{Accepted, NewEvent, Refusal, Registered, Source};
use self::rows::Learned;
pub(crate) use self::rows::{DeliveryRow, Due, EventRow, EventTypeRow, attributes_text};
use crate::any_connection::AnyConnection;
use crate::db::Db;
use crate::error::StoreError;
use crate::grouped::{Bounds, Full, Grouped, Write};
use crate::handover::{Boarding, hand_over};
use crate::ingest_memory::{Reservoir, Room};
use crate::routing::RoutingCache;
use crate::wake::{LaneHint, Wake};

/// How many posts wait and for how long, and how many go into one commit.
#[derive(Clone, Copy, Debug)]
pub struct IngestLimits {
    /// Posts that may wait to be written before further ones are refused.
    pub queue: usize,
    /// Bytes that all posts may take that are being read or wait to be written, before further ones are refused.
    pub queue_bytes: usize,
    /// Posts that are committed together.
    pub max_per_commit: usize,
    /// Bytes of events that are committed together; a post that is larger goes alone.
    pub bytes_per_commit: usize,
    /// Deliveries that one post may become: they are written in one transaction.
    pub max_deliveries: usize,
    /// For how long a post waits for its commit, and before that for its tenant's posts about which much is to
    /// be found out.
    pub max_wait: Duration,
    /// What each tenant is bounded to; a tenant may be bounded to less.
    pub per_tenant: Limits,
}

impl Default for IngestLimits {
    fn default() -> Self {
        Self {
            queue: 10_000,
            queue_bytes: 64 << 20,
            max_per_commit: 500,
            bytes_per_commit: 4 << 20,
            max_deliveries: 50_000,
            max_wait: Duration::from_secs(5),
            per_tenant: Limits::default(),
        }
    }
}

/// One post: its events, and the memory that they take until they are written, whether or not anybody waits
/// for that. What deadlines emit never waits, and takes none.
#[derive(Clone)]
struct Post {
    events: Arc<[NewEvent]>,
    _room: Option<Arc<Room>>,
    /// In the line of its writer.
    _ticket: Option<Arc<Ticket>>,
    /// Whether it counts for its tenant's pace already: it may be written again.
    is_charged: Arc<AtomicBool>,
}

impl Post {
    fn of(events: Arc<[NewEvent]>) -> Self {
        Self { events, _room: None, _ticket: None, is_charged: Arc::default() }
    }
}

impl std::ops::Deref for Post {
    type Target = [NewEvent];
    fn deref(&self) -> &[NewEvent] {
        &self.events
    }
}

type Answers = Vec<Result<Accepted, Refusal>>;

/// What the writer says about one post: its answers, the deliveries that go to the sender at once, and the lanes that
/// have work beside those.
struct Written {
    answers: Answers,
    boarding: Vec<Boarding>,
    lanes: Vec<LaneHint>,
    /// When the first timer that it armed is due.
    timer: Option<Timestamp>,
    /// What nobody knew before, of the whole group with its first post.
    learned: Learned,
}

impl Written {
    /// Nothing was: one of its events is refused.
    fn refused(answers: Answers) -> Self {
        let (boarding, lanes, learned) = (Vec::new(), Vec::new(), Learned::default());
        Self { answers, boarding, lanes, timer: None, learned }
    }
}

/// Who writes posts, and those that wait for that.
#[derive(Clone)]
struct Writer {
    posts: Grouped<Post, Written>,
    backlog: Arc<Backlog>,
}

/// The door for new events. Clones share the writers.
#[derive(Clone)]
pub struct Ingest {
    singles: Writer,
    batches: Writer,
    cache: Arc<RoutingCache>,
    reservoir: Arc<Reservoir>,
    max_wait: Duration,
}

/// How often it is found out about a post while schemas or actions keep changing.
const MAX_ROUNDS: usize = 4;
/// How many posted batches, of up to a thousand events each, share a commit.
const BATCHES_PER_COMMIT: usize = 8;

impl Ingest {
    /// Starts the writers on the present Tokio runtime.
    pub fn start(db: Db, wake: Wake, clock: Arc<dyn Clock>, limits: IngestLimits) -> Self {
        let cache = Arc::new(RoutingCache::new(limits.per_tenant));
        let writer = |most: usize| {
            let (cache, clock, hints) = (cache.clone(), clock.clone(), wake.clone());
            let write = PostWriter { cache, clock, hints, max_deliveries: limits.max_deliveries };
            let (wake, learns) = (wake.clone(), write.cache.clone());
            let bounds = Bounds {
                waiting: limits.queue,
                together: most,
                bytes_together: limits.bytes_per_commit,
                // While one group is committed, those who were answered before post the next one.
                linger: None,
                max_wait: limits.max_wait,
            };
            let posts = Grouped::start(db.clone(), bounds, weight, write, move |written| {
                send_off(&wake, &learns, written)
            });
            Writer { posts, backlog: Arc::default() }
        };
        Self {
            singles: writer(limits.max_per_commit),
            batches: writer(BATCHES_PER_COMMIT),
            cache,
            reservoir: Reservoir::of(limits.queue_bytes, limits.queue),
            max_wait: limits.max_wait,
        }
    }

    /// What is remembered of tenants, for whoever else accepts events in this process.
    pub(crate) fn routings(&self) -> Arc<RoutingCache> {
        self.cache.clone()
    }

    /// Room for one post of this tenant, to be taken as its bytes come in.
    pub fn room(&self, tenant: TenantId) -> Room {
        self.reservoir.room(tenant)
    }

    /// Writes the events of one post, all of them or none, and answers each in order. Durable when this
    /// returns. Their `room` is given back when they are written, even if this is given up before.
    ///
    /// # Errors
    /// [`Full`] if too many posts are waiting; the inner error if the database failed, or took longer than a post may
    /// wait. Then the post may have been written all the same.
    pub async fn accept(
        &self,
        mut events: Vec<NewEvent>,
        room: Arc<Room>,
    ) -> Result<Result<Answers, Arc<StoreError>>, Full> {
        for _ in 1..MAX_ROUNDS {
            let post = self.ready(events, &room).await?;
            let answers = self.write(post.clone()).await?;
            if !answers.as_ref().is_ok_and(|answers| answers.contains(&Err(Refusal::NotReady))) {
                return Ok(answers);
            }
            events = post.to_vec();
        }
        self.write(self.ready(events, &room).await?).await
    }

    async fn ready(&self, events: Vec<NewEvent>, room: &Arc<Room>) -> Result<Post, Full> {
        let events = self.cache.beforehand.find(events, self.max_wait).await?.into();
        Ok(Post { _room: Some(room.clone()), ..Post::of(events) })
    }

    async fn write(&self, mut post: Post) -> Result<Result<Answers, Arc<StoreError>>, Full> {
        let Writer { posts, backlog } = if post.len() == 1 { &self.singles } else { &self.batches };
        if let Some(new) = post.first() {
            let ticket = backlog.enter(new.event.tenant_id).map_err(|_| self.reservoir.refuse())?;
            post._ticket = Some(Arc::new(ticket));
        }
        let written = posts.write(post).await.map_err(|_| self.reservoir.refuse())?;
        Ok(written.map(|written| written.answers))
    }

    /// True as long as posts are written.
    pub fn is_well(&self) -> bool {
        !self.singles.posts.has_stopped() && !self.batches.posts.has_stopped()
    }

    /// How many posts are waiting to be written.
    pub fn waiting(&self) -> usize {
        self.singles.posts.waiting() + self.batches.posts.waiting()
    }
}

/// Writes groups of posts.
struct PostWriter {
    cache: Arc<RoutingCache>,
    clock: Arc<dyn Clock>,
    hints: Wake,
    max_deliveries: usize,
}

impl PostWriter {
    fn moment(&self) -> Moment {
        Moment::new(self.clock.now(), self.hints.taker()).bounded_to(self.max_deliveries)
    }
}

impl Write<Post, Written> for PostWriter {
    fn write(&self, connection: &mut AnyConnection, posts: &[Post]) -> Result<Vec<Written>, StoreError> {
        write_posts(connection, &self.cache, &self.moment(), posts)
    }

    fn write_at_once(
        &self,
        connection: &mut AnyConnection,
        posts: &[Post],
    ) -> Result<Option<Vec<Written>>, StoreError> {
        write_posts_at_once(connection, &self.cache, &self.moment(), posts)
    }
}

/// About how many bytes it takes to write a post.
fn weight(post: &Post) -> usize {
    const REST: usize = 512;
    let of = |Event { data, attributes, .. }: &Event| {
        let Attributes { subjects, previous, envelope, .. } = attributes;
        let raw = |json: &Option<Box<RawJson>>| json.as_ref().map_or(0, |json| json.0.get().len());
        let subjects: usize = subjects.iter().map(String::len).sum();
        REST + data.as_bytes().len() + subjects + raw(previous) + raw(envelope)
    };
    post.iter().map(|new| of(&new.event)).sum()
}

/// Tells the sender what a commit has made durable.
fn send_off(wake: &Wake, cache: &RoutingCache, written: Vec<&mut Written>) {
    let (mut boarding, mut lanes) = (Vec::new(), Vec::new());
    for post in written {
        boarding.append(&mut post.boarding);
        lanes.append(&mut post.lanes);
        if let Some(at) = post.timer {
            wake.hint_timer(at);
        }
        std::mem::take(&mut post.learned).note(cache);
    }
    hand_over(boarding);
    if !lanes.is_empty() {
        wake.hint_lanes(lanes);
    }
}
