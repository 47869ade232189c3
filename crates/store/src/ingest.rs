//! Accepting events: matched against the tenant's routing, then written with their deliveries in grouped commits.
//!
//! An answer is given only when the event and all its deliveries are durable. What this module doesn't do: decide
//! who may post (the API does), or send anything (the lanes are hinted by [`Wake`]).

use std::collections::HashMap;
use std::sync::Arc;

use billhook_core::action::{Facts, Fate, Route};
use billhook_core::clock::{Clock, Timestamp};
use billhook_core::delivery::{DeliveryKind, DeliveryReason, DeliveryState};
use billhook_core::event::{Attributes, Event};
use billhook_core::event_schema::Violation;
use billhook_core::id::{DeliveryId, EventId, EventTypeId, HookId, TenantId};
use bytes::Bytes;
use diesel::prelude::*;

use crate::any_connection::AnyConnection;
use crate::db::Db;
use crate::dialect;
use crate::due_deliveries::{Claimed, FIRST_TRY};
use crate::error::StoreError;
use crate::event_schemas::{self, Judgement, Noted};
use crate::grouped::{Full, Grouped};
use crate::handover::{Boarding, HandedOver, Seat, Taker, hand_over};
use crate::held_events::{self, Held};
use crate::names::{self, bytes16};
use crate::routing::{Routing, RoutingCache};
use crate::schema::events;
use crate::wake::{LaneHint, Wake};

/// An event as a platform posts it.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// The event, with its id already made.
    pub event: Arc<Event>,
    /// The poster's own id for it, which makes the post idempotent for the tenant.
    pub external_id: Option<String>,
    /// SHA-256 of the content: the same external id with another digest is a conflict.
    pub digest: [u8; 32],
    /// When its deliveries are due: now, or later if the poster holds them back.
    pub due_at: Timestamp,
    /// The `access_version` of the tenant at which the poster was found to be allowed to post.
    pub access_version: i64,
    /// What its type's schema says about it; `None` before [`Ingest::accept`] has asked.
    pub judgement: Option<Judgement>,
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

/// Why an event was not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The external id belongs to an event with other content.
    Conflict,
    /// Members or tokens of the tenant have changed since the poster was checked: check again.
    StaleAccess,
    /// The tenant takes only declared event types, and this is none.
    Undeclared,
    /// Its data is not as its type's schema says, and such events are refused. Pointers lead into the data.
    Violates(Arc<[Violation]>),
    /// Its type's schema has just changed. Tried again by [`Ingest::accept`] itself.
    NotJudged,
    /// There is no such tenant (any more).
    NoTenant,
}

/// How many posts wait, and how many go into one commit.
#[derive(Clone, Copy, Debug)]
pub struct IngestLimits {
    /// Posts that may wait to be written before further ones are refused.
    pub queue: usize,
    /// Posts that are committed together.
    pub most_per_commit: usize,
}

impl Default for IngestLimits {
    fn default() -> Self {
        Self { queue: 10_000, most_per_commit: 500 }
    }
}

type Post = Arc<[NewEvent]>;
type Answers = Vec<Result<Accepted, Refusal>>;

/// What the writer says about one post: its answers, the deliveries that go to the sender at once, and the lanes that
/// have work beside those.
struct Written {
    answers: Answers,
    boarding: Vec<Boarding>,
    lanes: Vec<LaneHint>,
}

/// The door for new events. Clones share the writers.
#[derive(Clone)]
pub struct Ingest {
    singles: Grouped<Post, Written>,
    batches: Grouped<Post, Written>,
    cache: Arc<RoutingCache>,
}

/// How often an event is judged while its type's schema keeps changing.
const MOST_JUDGEMENTS: usize = 4;
/// How many posted batches, of up to a thousand events each, share a commit.
const BATCHES_PER_COMMIT: usize = 8;

impl Ingest {
    /// Starts the writers on the present Tokio runtime.
    pub fn start(db: Db, wake: Wake, clock: Arc<dyn Clock>, limits: IngestLimits) -> Self {
        let cache = Arc::new(RoutingCache::default());
        let writer = |most: usize| {
            let (cache, clock, hints) = (cache.clone(), clock.clone(), wake.clone());
            let write = move |connection: &mut AnyConnection, posts: &[Post]| {
                write_posts(connection, &cache, &Moment::new(clock.now(), hints.taker()), posts)
            };
            let wake = wake.clone();
            Grouped::start(db.clone(), limits.queue, most, write, move |written| send_off(&wake, written))
        };
        let (singles, batches) = (writer(limits.most_per_commit), writer(BATCHES_PER_COMMIT));
        Self { singles, batches, cache }
    }

    /// Writes the events of one post, all of them or none, and answers each in order. Durable when this returns.
    ///
    /// # Errors
    /// [`Full`] if too many posts are waiting; the inner error if the database failed.
    pub async fn accept(&self, mut events: Vec<NewEvent>) -> Result<Result<Answers, Arc<StoreError>>, Full> {
        for _ in 1..MOST_JUDGEMENTS {
            let post: Post = self.cache.schemas.judged(events).await.into();
            let answers = self.write(post.clone()).await?;
            if !answers.as_ref().is_ok_and(|answers| answers.contains(&Err(Refusal::NotJudged))) {
                return Ok(answers);
            }
            events = post.to_vec();
        }
        self.write(self.cache.schemas.judged(events).await.into()).await
    }

    async fn write(&self, post: Post) -> Result<Result<Answers, Arc<StoreError>>, Full> {
        let writer = if post.len() == 1 { &self.singles } else { &self.batches };
        let written = writer.write(post).await?;
        Ok(written.map(|written| written.answers))
    }

    /// How many posts are waiting to be written.
    pub fn waiting(&self) -> usize {
        self.singles.waiting() + self.batches.waiting()
    }
}

/// Tells the sender what a commit has made durable.
fn send_off(wake: &Wake, written: Vec<&mut Written>) {
    let (mut boarding, mut lanes) = (Vec::new(), Vec::new());
    for post in written {
        boarding.append(&mut post.boarding);
        lanes.append(&mut post.lanes);
    }
    hand_over(boarding);
    if !lanes.is_empty() {
        wake.lanes(lanes);
    }
}

/// When a group is written, and who in this process could send what is in it.
struct Moment {
    now: Timestamp,
    taker: Option<Arc<dyn Taker>>,
    leased_until: Timestamp,
    /// The fencing token of the leases that are given with this group.
    lease_token: i64,
}

impl Moment {
    fn new(now: Timestamp, taker: Option<Arc<dyn Taker>>) -> Self {
        let leased_until = taker.as_ref().map_or(now, |taker| taker.leased_until(now));
        Self { now, taker, leased_until, lease_token: fastrand::i64(1..) }
    }
}

pub(crate) struct EventRow {
    pub(crate) id: [u8; 16],
    pub(crate) tenant_id: [u8; 16],
    pub(crate) kind: &'static str,
    pub(crate) event_type: String,
    pub(crate) external_id: Option<String>,
    pub(crate) digest: Option<[u8; 32]>,
    pub(crate) data: Bytes,
    pub(crate) attributes: Option<String>,
    pub(crate) occurred_at: i64,
    pub(crate) created_at: i64,
    pub(crate) matched: i32,
    pub(crate) skipped: i32,
}

pub(crate) struct DeliveryRow {
    pub(crate) id: [u8; 16],
    pub(crate) tenant_id: [u8; 16],
    pub(crate) event_id: [u8; 16],
    pub(crate) hook_id: [u8; 16],
    pub(crate) kind: &'static str,
    pub(crate) part: i32,
    pub(crate) event_type: String,
    pub(crate) state: &'static str,
    pub(crate) state_reason: Option<&'static str>,
    pub(crate) created_at: i64,
    pub(crate) finished_at: Option<i64>,
}

pub(crate) struct DueRow {
    pub(crate) delivery_id: [u8; 16],
    pub(crate) tenant_id: [u8; 16],
    pub(crate) hook_id: [u8; 16],
    pub(crate) event_id: [u8; 16],
    pub(crate) priority: i16,
    pub(crate) part: i32,
    pub(crate) due_at: i64,
    pub(crate) leased_until: Option<i64>,
    pub(crate) lease_token: Option<i64>,
}

pub(crate) struct EventTypeRow {
    pub(crate) id: [u8; 16],
    pub(crate) tenant_id: [u8; 16],
    pub(crate) name: String,
    pub(crate) created_at: i64,
}

/// The rows of everything that goes into one commit.
#[derive(Default)]
struct Rows {
    events: Vec<EventRow>,
    deliveries: Vec<DeliveryRow>,
    due: Vec<DueRow>,
    event_types: Vec<EventTypeRow>,
    violations: Vec<Noted>,
    held: Vec<Held>,
}

fn write_posts(
    connection: &mut AnyConnection,
    cache: &RoutingCache,
    moment: &Moment,
    posts: &[Post],
) -> Result<Vec<Written>, StoreError> {
    let tenants = posts.iter().flat_map(|post| post.iter()).map(|new| new.event.tenant_id);
    let routings = cache.current(connection, tenants)?;
    let mut known = known_external_ids(connection, posts)?;
    let mut rows = Rows::default();
    let written =
        posts.iter().map(|post| plan_post(post, &routings, &mut known, moment, &mut rows)).collect();
    dialect::insert_events(connection, &rows.events)?;
    dialect::insert_deliveries(connection, &rows.deliveries)?;
    dialect::insert_due(connection, &rows.due)?;
    dialect::insert_event_types(connection, &rows.event_types)?;
    event_schemas::insert_violations(connection, &rows.violations)?;
    held_events::insert(connection, &rows.held)?;
    Ok(written)
}

/// Adds the rows of one post, or none of them if one of its events is refused.
fn plan_post(
    post: &Post,
    routings: &HashMap<TenantId, Arc<Routing>>,
    known: &mut Known,
    moment: &Moment,
    rows: &mut Rows,
) -> Written {
    let mut plan = Plan {
        routings,
        known,
        moment,
        rows: Rows::default(),
        added: Vec::new(),
        boarding: Vec::new(),
        lanes: Vec::new(),
    };
    let answers: Answers = post.iter().map(|new| plan.event(new)).collect();
    let Plan { rows: planned, added, boarding, lanes, .. } = plan;
    if answers.iter().any(Result::is_err) {
        added.iter().for_each(|key| {
            known.remove(key);
        });
        return Written { answers, boarding: Vec::new(), lanes: Vec::new() };
    }
    rows.append(planned);
    Written { answers, boarding, lanes }
}

/// What is known of an event that has an external id: enough to answer a repeat.
struct KnownEvent {
    digest: [u8; 32],
    accepted: Accepted,
}

type Known = HashMap<(TenantId, String), KnownEvent>;

/// The rows of one post while it is being read.
struct Plan<'a> {
    routings: &'a HashMap<TenantId, Arc<Routing>>,
    known: &'a mut Known,
    moment: &'a Moment,
    rows: Rows,
    added: Vec<(TenantId, String)>,
    boarding: Vec<Boarding>,
    lanes: Vec<LaneHint>,
}

impl Plan<'_> {
    fn event(&mut self, new: &NewEvent) -> Result<Accepted, Refusal> {
        let event = &new.event;
        let routing = self.routings.get(&event.tenant_id).ok_or(Refusal::NoTenant)?.clone();
        if routing.access_version != new.access_version {
            return Err(Refusal::StaleAccess);
        }
        let key = new.external_id.as_ref().map(|external_id| (event.tenant_id, external_id.clone()));
        if let Some(known) = key.as_ref().and_then(|key| self.known.get(key)) {
            let same = known.digest == new.digest;
            return if same {
                Ok(Accepted { duplicate: true, ..known.accepted.clone() })
            } else {
                Err(Refusal::Conflict)
            };
        }
        self.event_type(&routing, event)?;
        self.schema(&routing, new)?;
        let accepted = self.deliveries(&routing, new);
        self.hold(new);
        self.rows.events.push(event_row(new, &accepted, self.moment.now));
        if let Some(key) = key {
            self.known.insert(key.clone(), KnownEvent { digest: new.digest, accepted: accepted.clone() });
            self.added.push(key);
        }
        Ok(accepted)
    }

    /// A type nobody declared joins the catalogue, unless the tenant wants it refused.
    fn event_type(&mut self, routing: &Routing, event: &Event) -> Result<(), Refusal> {
        if routing.knows(&event.event_type) {
            return Ok(());
        }
        if routing.refuses_undeclared {
            return Err(Refusal::Undeclared);
        }
        routing.remember(&event.event_type);
        self.rows.event_types.push(EventTypeRow {
            id: *EventTypeId::new(self.moment.now).as_bytes(),
            tenant_id: *event.tenant_id.as_bytes(),
            name: event.event_type.to_string(),
            created_at: self.moment.now.timestamp_micros(),
        });
        Ok(())
    }

    /// Data that violates its schema is refused, or the violations are noted.
    fn schema(&mut self, routing: &Routing, new: &NewEvent) -> Result<(), Refusal> {
        if let Some(violations) = routing.schemas.admit(new)? {
            let (tenant, event) = (new.event.tenant_id, new.event.id);
            self.rows.violations.push(Noted { tenant, event, violations });
        }
        Ok(())
    }

    fn hold(&mut self, new: &NewEvent) {
        if new.due_at > self.moment.now {
            let (tenant, event) = (new.event.tenant_id, new.event.id);
            self.rows.held.push(Held { tenant, event, release_at: new.due_at });
        }
    }

    fn deliveries(&mut self, routing: &Routing, new: &NewEvent) -> Accepted {
        let event = &new.event;
        let facts = Facts { event_type: &event.event_type, attributes: &event.attributes, data: &event.data };
        let mut accepted = Accepted { id: event.id, matched: 0, skipped: 0, duplicate: false };
        for route in routing.matcher.route(&facts) {
            match route.fate {
                Fate::Skip(reason) => {
                    accepted.skipped += 1;
                    self.delivery(event, route.hook, 0, Some(reason));
                }
                Fate::Send | Fate::Hold => {
                    accepted.matched += 1;
                    for part in 0..routing.parts(route.hook, event) {
                        let id = self.delivery(event, route.hook, part, None);
                        self.due(new, route, routing.revision(route.hook), part, id);
                    }
                }
            }
        }
        accepted
    }

    fn delivery(
        &mut self,
        event: &Event,
        hook: HookId,
        part: u32,
        skipped: Option<DeliveryReason>,
    ) -> DeliveryId {
        let id = DeliveryId::new(self.moment.now);
        let state = if skipped.is_some() { DeliveryState::Skipped } else { DeliveryState::Pending };
        self.rows.deliveries.push(DeliveryRow {
            id: *id.as_bytes(),
            tenant_id: *event.tenant_id.as_bytes(),
            event_id: *event.id.as_bytes(),
            hook_id: *hook.as_bytes(),
            kind: names::delivery_kind(DeliveryKind::Event),
            part: part as i32,
            event_type: event.event_type.to_string(),
            state: names::delivery_state(state),
            state_reason: skipped.map(names::delivery_reason),
            created_at: self.moment.now.timestamp_micros(),
            finished_at: skipped.map(|_| self.moment.now.timestamp_micros()),
        });
        id
    }

    fn due(&mut self, new: &NewEvent, route: Route, revision: i64, part: u32, delivery: DeliveryId) {
        let (tenant_id, hook) = (new.event.tenant_id, route.hook);
        let seat = self.seat(new, route, revision);
        let lease = seat.is_some().then_some(self.moment);
        self.rows.due.push(DueRow {
            delivery_id: *delivery.as_bytes(),
            tenant_id: *tenant_id.as_bytes(),
            hook_id: *hook.as_bytes(),
            event_id: *new.event.id.as_bytes(),
            priority: FIRST_TRY,
            part: part as i32,
            due_at: new.due_at.timestamp_micros(),
            leased_until: lease.map(|moment| moment.leased_until.timestamp_micros()),
            lease_token: lease.map(|moment| moment.lease_token),
        });
        match seat {
            Some(seat) => {
                self.boarding
                    .push(Boarding { seat, delivery: self.handed_over(new, hook, revision, part, delivery) });
            }
            None => self.lanes.push(LaneHint { tenant_id, hook_id: hook, due_at: new.due_at }),
        }
    }

    /// A seat at this process's sender, for a delivery that is due now.
    fn seat(&self, new: &NewEvent, route: Route, revision: i64) -> Option<Seat> {
        let Moment { now, taker, .. } = self.moment;
        let taker = taker.as_ref().filter(|_| route.fate == Fate::Send && new.due_at <= *now)?;
        Seat::reserve(taker, route.hook, revision, *now)
    }

    fn handed_over(
        &self,
        new: &NewEvent,
        hook_id: HookId,
        revision: i64,
        part: u32,
        delivery_id: DeliveryId,
    ) -> HandedOver {
        let claimed = Claimed {
            delivery_id,
            tenant_id: new.event.tenant_id,
            hook_id,
            event_id: new.event.id,
            kind: DeliveryKind::Event,
            part,
            attempts: 0,
            first_due_at: new.due_at,
            due_at: new.due_at,
            lease_token: self.moment.lease_token,
        };
        HandedOver { claimed, event: new.event.clone(), revision, leased_until: self.moment.leased_until }
    }
}

impl Rows {
    fn append(&mut self, mut other: Self) {
        self.events.append(&mut other.events);
        self.deliveries.append(&mut other.deliveries);
        self.due.append(&mut other.due);
        self.event_types.append(&mut other.event_types);
        self.violations.append(&mut other.violations);
        self.held.append(&mut other.held);
    }
}

fn event_row(new: &NewEvent, accepted: &Accepted, now: Timestamp) -> EventRow {
    let event = &new.event;
    EventRow {
        id: *event.id.as_bytes(),
        tenant_id: *event.tenant_id.as_bytes(),
        kind: names::event_kind(event.kind),
        event_type: event.event_type.to_string(),
        external_id: new.external_id.clone(),
        digest: new.external_id.as_ref().map(|_| new.digest),
        data: event.data.as_bytes().clone(),
        attributes: attributes_text(&event.attributes),
        occurred_at: event.occurred_at.timestamp_micros(),
        created_at: now.timestamp_micros(),
        matched: accepted.matched as i32,
        skipped: accepted.skipped as i32,
    }
}

/// The optional facts as JSON, or nothing where there are none: most events have none.
pub(crate) fn attributes_text(attributes: &Attributes) -> Option<String> {
    if *attributes == Attributes::default() {
        return None;
    }
    serde_json::to_string(attributes).ok()
}

/// The events of these posts' external ids that are there already.
fn known_external_ids(connection: &mut AnyConnection, posts: &[Post]) -> Result<Known, StoreError> {
    let mut asked: HashMap<TenantId, Vec<&str>> = HashMap::new();
    for new in posts.iter().flat_map(|post| post.iter()) {
        if let Some(external_id) = &new.external_id {
            asked.entry(new.event.tenant_id).or_default().push(external_id);
        }
    }
    let mut known = Known::new();
    for (tenant_id, external_ids) in asked {
        let rows: Vec<(Option<String>, Option<Vec<u8>>, Vec<u8>, i32, i32)> = events::table
            .filter(events::tenant_id.eq(&tenant_id.as_bytes()[..]))
            .filter(events::external_id.eq_any(external_ids))
            .select((events::external_id, events::digest, events::id, events::matched, events::skipped))
            .load(connection)?;
        for (external_id, digest, id, matched, skipped) in rows {
            let id = EventId::from_bytes(bytes16("events.id", &id)?);
            let accepted =
                Accepted { id, matched: matched as u32, skipped: skipped as u32, duplicate: false };
            let digest = digest.and_then(|digest| digest.try_into().ok()).unwrap_or([0; 32]);
            known.insert((tenant_id, external_id.unwrap_or_default()), KnownEvent { digest, accepted });
        }
    }
    Ok(known)
}
