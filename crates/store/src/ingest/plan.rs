//! What the events of a group become: read against the routing, then written as batches of rows.

use std::collections::HashMap;
use std::sync::Arc;

use billhook_core::action::{Fate, Route};
use billhook_core::clock::Timestamp;
use billhook_core::delivery::{DeliveryKind, DeliveryReason, DeliveryState};
use billhook_core::event::{Attributes, Event};
use billhook_core::id::{DeliveryId, EventTypeId, HookId, TenantId};
use billhook_core::tenant::UnknownApps;
use chrono::TimeDelta;

use super::admission::{self, Coming};
use super::beforehand;
use super::known::{Known, KnownEvent, known_external_ids};
use super::rows::{DeliveryRow, Due, EventTypeRow, Learned, Leased, Rows, event_row};
use super::{Accepted, Answers, NewEvent, Post, Refusal, Source, Written};
use crate::any_connection::AnyConnection;
use crate::apps::{Missing, Named};
use crate::due_deliveries::{Claimed, FIRST_TRY};
use crate::error::StoreError;
use crate::event_schemas::Noted;
use crate::handover::{Boarding, HandedOver, Seat, Taker};
use crate::held_events::Held;
use crate::names;
use crate::routing::{Current, Routing, RoutingCache};
use crate::wake::LaneHint;

/// When a group is written, and who in this process could send what is in it.
pub(super) struct Moment {
    now: Timestamp,
    taker: Option<Arc<dyn Taker>>,
    leased_until: Timestamp,
    /// The fencing token of the leases that are given with this group.
    lease_token: i64,
    /// How many deliveries one post may become.
    max_deliveries: usize,
}

impl Moment {
    pub(super) fn new(now: Timestamp, taker: Option<Arc<dyn Taker>>) -> Self {
        let leased_until = taker.as_ref().map_or(now, |taker| taker.leased_until(now));
        Self { now, taker, leased_until, lease_token: fastrand::i64(1..), max_deliveries: usize::MAX }
    }

    /// The same, with this many deliveries for one post at most.
    pub(super) fn bounded_to(self, max_deliveries: usize) -> Self {
        Self { max_deliveries, ..self }
    }
}

/// Writes the posts of a group in the caller's transaction.
pub(super) fn write_posts(
    connection: &mut AnyConnection,
    cache: &RoutingCache,
    moment: &Moment,
    posts: &[Post],
) -> Result<Vec<Written>, StoreError> {
    let tenants = posts.iter().flat_map(|post| post.iter()).map(|new| new.event.tenant_id);
    let current = cache.current(connection, tenants, moment.now)?;
    write_posts_by(connection, current, moment, posts)
}

/// The same by what is true of their tenants in this transaction.
pub(super) fn write_posts_by(
    connection: &mut AnyConnection,
    current: Current,
    moment: &Moment,
    posts: &[Post],
) -> Result<Vec<Written>, StoreError> {
    let mut known = known_external_ids(connection, posts)?;
    let mut rows = Rows::default();
    let routings = &current.routings;
    let mut written: Vec<_> =
        posts.iter().map(|post| plan_post(post, routings, &mut known, moment, &mut rows)).collect();
    rows.insert(connection, moment.now)?;
    may_be_committed(connection, &mut written);
    if let Some(first) = written.first_mut() {
        first.learned = rows.learned(current);
    }
    Ok(written)
}

/// Writes the posts of a group in one statement that is durable when this returns, by what is remembered of
/// their tenants; `None` if nothing was written, because that takes a transaction, or a look at what has
/// changed. Not to be called in a transaction.
pub(super) fn write_posts_at_once(
    connection: &mut AnyConnection,
    cache: &RoutingCache,
    moment: &Moment,
    posts: &[Post],
) -> Result<Option<Vec<Written>>, StoreError> {
    if !connection.gains_by_one_statement() {
        return Ok(None);
    }
    let tenants = posts.iter().flat_map(|post| post.iter()).map(|new| new.event.tenant_id);
    // A tenant's pace would be charged again when the posts are written in a transaction after all.
    let routings = cache
        .remembered(tenants, moment.now)
        .filter(|all| all.values().all(|routing| routing.pace.is_none()));
    let Some(routings) = routings else { return Ok(None) };
    let (mut known, mut rows) = (Known::new(), Rows::default());
    let mut written: Vec<_> =
        posts.iter().map(|post| plan_post(post, &routings, &mut known, moment, &mut rows)).collect();
    // Nobody is refused by what may no longer be true.
    if written.iter().flat_map(|post| &post.answers).any(Result::is_err) {
        return Ok(None);
    }
    let versions: Vec<_> = routings.iter().map(|(tenant, routing)| routing.versions(*tenant)).collect();
    let inserted = rows.insert_at_once(connection, &versions);
    if inserted.as_ref().map_or_else(StoreError::is_transient, |inserted| *inserted) {
        may_be_committed(connection, &mut written);
    }
    Ok(inserted?.then_some(written))
}

/// What of these is handed over is no longer known not to be committed. SQLite always tells what became of a commit.
fn may_be_committed(connection: &AnyConnection, written: &mut [Written]) {
    if matches!(connection, AnyConnection::Postgres(_)) {
        written.iter_mut().flat_map(|post| &mut post.boarding).for_each(Boarding::may_be_committed);
    }
}

/// Adds the rows of one post, or none of them if one of its events is refused.
fn plan_post(
    post: &Post,
    routings: &HashMap<TenantId, Arc<Routing>>,
    known: &mut Known,
    moment: &Moment,
    rows: &mut Rows,
) -> Written {
    if let Err(refusal) = admission::admit(post, routings, moment.now) {
        return Written::refused(vec![Err(refusal); post.len()]);
    }
    let mut plan = Plan {
        routings,
        known,
        moment,
        group: rows,
        rows: Rows::default(),
        added: Vec::new(),
        boarding: Vec::new(),
        lanes: Vec::new(),
    };
    let mut answers: Answers = post.iter().map(|new| plan.event(new)).collect();
    let Plan { rows: planned, added, boarding, lanes, .. } = plan;
    if planned.deliveries.len() > moment.max_deliveries {
        answers.fill(Err(Refusal::TooManyDeliveries { most: moment.max_deliveries }));
    }
    if answers.iter().any(Result::is_err) {
        added.iter().for_each(|key| {
            known.remove(key);
        });
        return Written::refused(answers);
    }
    let timer =
        planned.timers.iter().filter_map(|change| change.timer.as_ref()).map(|timer| timer.due_at).min();
    rows.append(planned);
    Written { answers, boarding, lanes, timer, learned: Learned::default() }
}

/// The rows of one post while it is being read.
struct Plan<'a> {
    routings: &'a HashMap<TenantId, Arc<Routing>>,
    known: &'a mut Known,
    moment: &'a Moment,
    /// Of the posts before.
    group: &'a Rows,
    rows: Rows,
    added: Vec<(TenantId, String)>,
    boarding: Vec<Boarding>,
    lanes: Vec<LaneHint>,
}

impl Plan<'_> {
    fn event(&mut self, new: &NewEvent) -> Result<Accepted, Refusal> {
        let event = &new.event;
        let routing = self.routings.get(&event.tenant_id).ok_or(Refusal::NoTenant)?.clone();
        let key = new.external_id.as_ref().map(|external_id| (event.tenant_id, external_id.clone()));
        if let Some(known) = key.as_ref().and_then(|key| self.known.get(key)) {
            let same = known.digest == new.digest;
            return if same {
                Ok(Accepted { duplicate: true, ..known.accepted.clone() })
            } else {
                Err(Refusal::Conflict)
            };
        }
        admission::check_size(new, &routing)?;
        self.event_type(&routing, new)?;
        self.app(&routing, new)?;
        self.schema(&routing, new)?;
        let accepted = self.deliveries(&routing, new);
        self.hold(new);
        self.rows.timers.extend(routing.deadlines.changes(event, self.moment.now));
        self.rows.events.push(event_row(new, &accepted, self.moment.now));
        if let Some(key) = key {
            self.known.insert(key.clone(), KnownEvent { digest: new.digest, accepted: accepted.clone() });
            self.added.push(key);
        }
        Ok(accepted)
    }

    /// A type nobody declared joins the catalogue, unless the tenant wants it refused.
    fn event_type(&mut self, routing: &Routing, new: &NewEvent) -> Result<(), Refusal> {
        let event = &new.event;
        if routing.knows(&event.event_type) {
            return Ok(());
        }
        if routing.refuses_undeclared && matches!(new.source, Source::Poster { .. }) {
            return Err(Refusal::Undeclared);
        }
        if !self.coming(event.tenant_id).event_type(new, routing)? {
            return Ok(());
        }
        let row = EventTypeRow {
            id: EventTypeId::new(self.moment.now),
            tenant_id: event.tenant_id,
            name: event.event_type.clone(),
            created_at: self.moment.now.timestamp_micros(),
        };
        self.rows.bring_in_event_type(row);
        Ok(())
    }

    /// An app or a SKU that nobody made is made, unless the tenant wants it refused.
    fn app(&mut self, routing: &Routing, new: &NewEvent) -> Result<(), Refusal> {
        let Attributes { app, sku, .. } = &new.event.attributes;
        let missing = match (app, sku) {
            (None, None) => return Ok(()),
            (None, Some(_)) => Some(Refusal::SkuWithoutApp),
            (Some(app), sku) => routing.apps.missing(app, sku.as_deref()).map(unknown),
        };
        let Some(missing) = missing else { return Ok(()) };
        match (routing.unknown_apps, new.source) {
            (UnknownApps::Register, _) => {
                let tenant = new.event.tenant_id;
                let Some(app) = app.clone() else { return Ok(()) };
                let named = Named { tenant, app, sku: sku.clone() };
                let brings = self.coming(tenant).app(new, routing, &named)?;
                if !brings.is_empty() {
                    self.rows.bring_in_app(named, &brings);
                }
                Ok(())
            }
            (UnknownApps::Refuse, Source::Deadline) => Ok(()),
            (UnknownApps::Refuse, Source::Poster { .. }) => Err(missing),
        }
    }

    /// Data that violates its schema is refused, or the violations are noted.
    fn schema(&mut self, routing: &Routing, new: &NewEvent) -> Result<(), Refusal> {
        if let Some(violations) = routing.schemas.admit(new)? {
            let (tenant, event) = (new.event.tenant_id, new.event.id);
            self.rows.violations.push(Noted { tenant, event, violations });
        }
        Ok(())
    }

    fn coming(&self, tenant: TenantId) -> Coming<'_> {
        Coming { tenant, group: self.group, post: &self.rows }
    }

    fn hold(&mut self, new: &NewEvent) {
        if let Some(release_at) = new.deliver_at.filter(|at| *at > self.moment.now) {
            let (tenant, event) = (new.event.tenant_id, new.event.id);
            self.rows.held.push(Held { tenant, event, release_at });
        }
    }

    fn deliveries(&mut self, routing: &Routing, new: &NewEvent) -> Accepted {
        let event = &new.event;
        let mut accepted = Accepted { id: event.id, matched: 0, skipped: 0, duplicate: false };
        for &route in &*beforehand::routes(&routing.matcher, new) {
            match route.fate {
                Fate::Skip(reason) => {
                    accepted.skipped += 1;
                    self.skip(event, route.hook, reason);
                }
                Fate::Send | Fate::Hold => {
                    accepted.matched += 1;
                    for part in 0..routing.parts(route.hook, event) {
                        self.deliver(new, routing, route, part);
                    }
                }
            }
        }
        accepted
    }

    fn skip(&mut self, event: &Event, hook: HookId, reason: DeliveryReason) {
        let skipped = DeliveryRow {
            state: names::delivery_state(DeliveryState::Skipped),
            state_reason: Some(names::delivery_reason(reason)),
            finished_at: Some(self.moment.now.timestamp_micros()),
            ..self.pending(event, hook, 0, self.next_id())
        };
        self.rows.deliveries.push(skipped);
    }

    fn deliver(&mut self, new: &NewEvent, routing: &Routing, route: Route, part: u32) {
        let (tenant_id, hook) = (new.event.tenant_id, route.hook);
        let id = self.next_id();
        let revision = routing.revision(hook);
        let seat = if routing.sends() { self.seat(new, route, revision) } else { None };
        let Moment { leased_until, lease_token, .. } = self.moment;
        let leased = Leased { until: leased_until.timestamp_micros(), token: *lease_token };
        let lease = seat.is_some().then_some(leased);
        let due = Due { priority: FIRST_TRY, at: self.due_at(new).timestamp_micros(), lease };
        let row = DeliveryRow { due: Some(due), ..self.pending(&new.event, hook, part, id) };
        self.rows.deliveries.push(row);
        match seat {
            Some(seat) => {
                self.boarding
                    .push(Boarding { seat, delivery: self.handed_over(new, hook, revision, part, id) });
            }
            None => self.lanes.push(LaneHint { tenant_id, hook_id: hook, due_at: self.due_at(new) }),
        }
    }

    /// By the clock of this moment: the one by which it was read may have been set since.
    fn due_at(&self, new: &NewEvent) -> Timestamp {
        new.deliver_at.map_or(self.moment.now, |at| at.max(self.moment.now))
    }

    /// A microsecond after the one before: those that are due at the same instant are sent in the order of the post.
    fn next_id(&self) -> DeliveryId {
        let before = self.group.deliveries.len() + self.rows.deliveries.len();
        DeliveryId::new(self.moment.now + TimeDelta::microseconds(before as i64))
    }

    fn pending(&self, event: &Event, hook: HookId, part: u32, id: DeliveryId) -> DeliveryRow {
        DeliveryRow {
            id: *id.as_bytes(),
            tenant_id: *event.tenant_id.as_bytes(),
            event_id: *event.id.as_bytes(),
            hook_id: *hook.as_bytes(),
            kind: names::delivery_kind(DeliveryKind::Event),
            part: part as i32,
            event_type: event.event_type.to_string(),
            state: names::delivery_state(DeliveryState::Pending),
            state_reason: None,
            created_at: self.moment.now.timestamp_micros(),
            finished_at: None,
            due: None,
        }
    }

    /// A seat at this process's sender, for a delivery that is due now.
    fn seat(&self, new: &NewEvent, route: Route, revision: i64) -> Option<Seat> {
        let Moment { now, taker, .. } = self.moment;
        let taker = taker
            .as_ref()
            .filter(|_| route.fate == Fate::Send && new.deliver_at.is_none_or(|at| at <= *now))?;
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
            first_due_at: self.due_at(new),
            due_at: self.due_at(new),
            lease_token: self.moment.lease_token,
        };
        HandedOver { claimed, event: new.event.clone(), revision, leased_until: self.moment.leased_until }
    }
}

fn unknown(missing: Missing) -> Refusal {
    match missing {
        Missing::App => Refusal::UnknownApp,
        Missing::Sku => Refusal::UnknownSku,
    }
}
