//! The rows of accepted events, their deliveries and whatever else goes into the same commit.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use billhook_core::clock::Timestamp;
use billhook_core::delivery::DeliveryState;
use billhook_core::event::{Attributes, EventTypeName};
use billhook_core::id::{EventTypeId, TenantId};
use bytes::Bytes;

use super::{Accepted, NewEvent, Registered};
use crate::any_connection::AnyConnection;
use crate::apps::{self, Named};
use crate::deadlines::timers::{self, Change};
use crate::dialect::Versions;
use crate::error::{StoreError, trouble};
use crate::event_schemas::{self, Noted};
use crate::held_events::{self, Held};
use crate::routing::{Current, Fresh, Routing, RoutingCache};
use crate::stats::{Of, Tally, resource_of};
use crate::{column, dialect, names};

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
    pub(crate) occurred_below_us: Option<i16>,
    pub(crate) created_at: i64,
    pub(crate) matched: i32,
    pub(crate) skipped: i32,
    pub(crate) trace: Option<String>,
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
    /// Its place in its hook's lane, unless it has ended.
    pub(crate) due: Option<Due>,
}

/// What the narrow row of a delivery that waits says beyond the lasting one.
#[derive(Clone, Copy)]
pub(crate) struct Due {
    pub(crate) priority: i16,
    pub(crate) at: i64,
    pub(crate) lease: Option<Leased>,
}

/// A lease that is given with the row.
#[derive(Clone, Copy)]
pub(crate) struct Leased {
    pub(crate) until: i64,
    /// The fencing token.
    pub(crate) token: i64,
}

pub(crate) struct EventTypeRow {
    pub(crate) id: EventTypeId,
    pub(crate) tenant_id: TenantId,
    pub(crate) name: EventTypeName,
    pub(crate) created_at: i64,
}

/// The rows of everything that goes into one commit.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) events: Vec<EventRow>,
    pub(super) deliveries: Vec<DeliveryRow>,
    /// Types that nobody declared, each once however many events of it come together.
    ///
    /// Sorted: in one order everywhere, two transactions never wait for each other.
    pub(super) event_types: BTreeMap<(TenantId, EventTypeName), EventTypeRow>,
    /// Apps and SKUs that nobody made. Sorted for the same reason.
    pub(super) apps: BTreeSet<Named>,
    /// How many of all these each tenant brings in.
    brought_in: HashMap<(TenantId, Registered), usize>,
    pub(super) violations: Vec<Noted>,
    pub(super) held: Vec<Held>,
    pub(super) timers: Vec<Change>,
}

impl Rows {
    /// How many of these the tenant brings in.
    pub(super) fn brings_in(&self, tenant: TenantId, of: Registered) -> usize {
        self.brought_in.get(&(tenant, of)).copied().unwrap_or(0)
    }

    /// True if an app that nobody made is named by this key.
    pub(super) fn brings_in_app(&self, tenant: TenantId, app: &str) -> bool {
        let first = Named { tenant, app: app.to_owned(), sku: None };
        self.apps.range(first..).next().is_some_and(|named| named.tenant == tenant && named.app == app)
    }

    /// Adds a type that nobody declared.
    pub(super) fn bring_in_event_type(&mut self, row: EventTypeRow) {
        *self.brought_in.entry((row.tenant_id, Registered::EventType)).or_default() += 1;
        self.event_types.insert((row.tenant_id, row.name.clone()), row);
    }

    /// Adds an app, a SKU or both, whichever nobody made.
    pub(super) fn bring_in_app(&mut self, named: Named, brings: &[Registered]) {
        for of in brings {
            *self.brought_in.entry((named.tenant, *of)).or_default() += 1;
        }
        self.apps.insert(named);
    }

    /// Adds the rows, each table's as a batch.
    ///
    /// The timers come first: they are what a transaction may have to wait for.
    pub(super) fn insert(&self, connection: &mut AnyConnection, now: Timestamp) -> Result<(), StoreError> {
        timers::apply(connection, &self.timers, now)?;
        let Self { events, deliveries, .. } = self;
        dialect::insert_accepted(connection, dialect::Accepted { events, deliveries })?;
        dialect::insert_event_types(connection, self.event_types.values())?;
        apps::register(connection, &self.apps, now)?;
        event_schemas::insert_violations(connection, &self.violations)?;
        held_events::insert(connection, &self.held)?;
        self.skipped().write(connection)
    }

    /// Adds the rows in one statement that is durable when this returns, if nothing but events and their
    /// deliveries is among them, and every tenant is still at these versions; says whether it did.
    pub(super) fn insert_at_once(
        &self,
        connection: &mut AnyConnection,
        versions: &[Versions],
    ) -> Result<bool, StoreError> {
        let Self { events, deliveries, event_types, apps, brought_in: _, violations, held, timers } = self;
        let is_plain = event_types.is_empty()
            && apps.is_empty()
            && violations.is_empty()
            && held.is_empty()
            && timers.is_empty()
            && deliveries.iter().all(|row| row.finished_at.is_none());
        if !is_plain {
            return Ok(false);
        }
        let rows = dialect::Accepted { events, deliveries };
        match dialect::insert_unless_changed(connection, rows, versions) {
            // An external id that was there before, for one: found out where there is a transaction to look around in.
            Err(error) if trouble(&error).is_none() => Ok(false),
            inserted => Ok(inserted?),
        }
    }

    /// What is over before it began, for the statistics.
    fn skipped(&self) -> Tally {
        let mut tally = Tally::default();
        for row in &self.deliveries {
            let Some(at) = row.finished_at else { continue };
            let resource = resource_of(&row.event_type);
            tally.end(&Of { tenant: row.tenant_id, hook: row.hook_id, resource, at }, DeliveryState::Skipped);
        }
        tally
    }

    /// What is to be noted of these in memory once they are durable.
    pub(super) fn learned(&self, Current { routings, fresh }: Current) -> Learned {
        let of = |tenant: &TenantId| routings.get(tenant).cloned();
        let types = self.event_types.values();
        Learned {
            fresh,
            types: types.filter_map(|row| Some((of(&row.tenant_id)?, row.name.clone()))).collect(),
            apps: self.apps.iter().filter_map(|named| Some((of(&named.tenant)?, named.clone()))).collect(),
        }
    }

    pub(super) fn append(&mut self, mut other: Self) {
        self.events.append(&mut other.events);
        self.deliveries.append(&mut other.deliveries);
        for (key, row) in other.event_types {
            self.event_types.entry(key).or_insert(row);
        }
        self.apps.append(&mut other.apps);
        for (of, count) in other.brought_in {
            *self.brought_in.entry(of).or_default() += count;
        }
        self.violations.append(&mut other.violations);
        self.held.append(&mut other.held);
        self.timers.append(&mut other.timers);
    }
}

/// What a group has found out about tenants, and brought in that nobody made.
#[derive(Default)]
pub(super) struct Learned {
    fresh: Vec<Fresh>,
    types: Vec<(Arc<Routing>, EventTypeName)>,
    apps: Vec<(Arc<Routing>, Named)>,
}

impl Learned {
    /// Notes it in memory, so that the next event of its kind does not bring it in again.
    pub(super) fn note(self, cache: &RoutingCache) {
        self.fresh.into_iter().for_each(|fresh| cache.remember(fresh));
        self.types.iter().for_each(|(routing, name)| routing.remember(name));
        self.apps.iter().for_each(|(routing, named)| routing.apps.remember(named));
    }
}

pub(super) fn event_row(new: &NewEvent, accepted: &Accepted, now: Timestamp) -> EventRow {
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
        occurred_below_us: column::below_us(event.occurred_at),
        created_at: now.timestamp_micros(),
        matched: accepted.matched as i32,
        skipped: accepted.skipped as i32,
        trace: event.trace.map(|trace| trace.to_string()),
    }
}

/// The optional facts as JSON, or nothing where there are none: most events have none.
#[expect(clippy::expect_used, reason = "texts, instants and JSON text always serialise")]
pub(crate) fn attributes_text(attributes: &Attributes) -> Option<String> {
    if *attributes == Attributes::default() {
        return None;
    }
    Some(serde_json::to_string(attributes).expect("the facts serialise"))
}
