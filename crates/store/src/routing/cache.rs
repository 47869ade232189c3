//! The routings that are held in memory, and what has to be true of one before it is remembered: the
//! transaction that has read it is durable.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use billhook_core::clock::Timestamp;
use billhook_core::id::TenantId;
use billhook_core::tenant::{Limits, TenantSettings};
use chrono::TimeDelta;
use diesel::prelude::*;
use parking_lot::Mutex;

use super::{Bounds, Present, Routing, load};
use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::event_schemas::Schemas;
use crate::ingest::Beforehand;
use crate::names::bytes16;
use crate::posting_rate::PostingRate;
use crate::schema::tenants;

/// What is true of tenants in one transaction.
pub(crate) struct Current {
    pub(crate) routings: HashMap<TenantId, Arc<Routing>>,
    /// What of it is not remembered yet.
    pub(crate) fresh: Vec<Fresh>,
}

/// A tenant's routing as a transaction has found it at this instant.
pub(crate) struct Fresh {
    tenant: TenantId,
    routing: Arc<Routing>,
    at: Timestamp,
}

/// The routings of the tenants that have been posting lately.
#[derive(Debug, Default)]
pub(crate) struct RoutingCache {
    routings: Mutex<Routings>,
    pub(crate) beforehand: Beforehand,
    /// What the installation bounds each tenant to.
    limits: Limits,
}

/// For how long the routing of a tenant that does not post is remembered.
const REMEMBERED: TimeDelta = TimeDelta::hours(1);

#[derive(Debug, Default)]
struct Routings {
    /// Each with the instant when it was last asked for.
    known: HashMap<TenantId, (Arc<Routing>, Timestamp)>,
    /// When somebody last looked which of them are of no use any more.
    looked_at: Timestamp,
}

impl Routings {
    fn get(&mut self, id: TenantId, now: Timestamp) -> Option<Arc<Routing>> {
        let (routing, used_at) = self.known.get_mut(&id)?;
        *used_at = now;
        Some(routing.clone())
    }

    /// Forgets, now and then, those that nobody has asked for; answers which.
    fn forget_unused(&mut self, now: Timestamp) -> Vec<TenantId> {
        if now - self.looked_at < REMEMBERED / 4 {
            return Vec::new();
        }
        self.looked_at = now;
        let unused = self.known.extract_if(|_, (_, used_at)| now - *used_at > REMEMBERED);
        unused.map(|(id, _)| id).collect()
    }
}

impl RoutingCache {
    pub(crate) fn new(limits: Limits) -> Self {
        Self { limits, ..Self::default() }
    }

    /// The present routing of each of these tenants; a tenant that is not there is left out. One query tells
    /// which cached ones are still true, so what is returned is as new as the transaction: what of it is new is to be
    /// remembered once that is durable, and not before.
    pub(crate) fn current(
        &self,
        connection: &mut AnyConnection,
        of: impl Iterator<Item = TenantId>,
        now: Timestamp,
    ) -> Result<Current, StoreError> {
        let wanted: HashSet<TenantId> = of.collect();
        let rows: Vec<Present> = tenants::table
            .filter(tenants::id.eq_any(wanted.iter().map(|id| &id.as_bytes()[..])))
            .select(Present::as_select())
            .load(connection)?;
        let mut current = Current { routings: HashMap::with_capacity(rows.len()), fresh: Vec::new() };
        for present in rows {
            let id = TenantId::from_bytes(bytes16("tenants.id", &present.id)?);
            let cached = self.routings.lock().get(id, now);
            let still_true = cached.as_ref().filter(|routing| present.is_that_of(routing)).cloned();
            let routing = match still_true {
                Some(routing) => routing,
                None => {
                    let routing = Arc::new(self.refreshed(connection, id, &present, cached, now)?);
                    current.fresh.push(Fresh { tenant: id, routing: routing.clone(), at: now });
                    routing
                }
            };
            current.routings.insert(id, routing);
        }
        for gone in wanted.iter().filter(|id| !current.routings.contains_key(id)) {
            self.forget(*gone);
        }
        let unused = self.routings.lock().forget_unused(now);
        unused.into_iter().for_each(|id| self.beforehand.forget(id));
        Ok(current)
    }

    /// Remembers what a transaction has found that is durable now. What one has found that was rolled back was
    /// perhaps never true, and its version comes again with something else in it.
    pub(crate) fn remember(&self, Fresh { tenant, routing, at }: Fresh) {
        self.beforehand.note(tenant, &routing);
        self.routings.lock().known.insert(tenant, (routing, at));
    }

    fn forget(&self, id: TenantId) {
        self.routings.lock().known.remove(&id);
        self.beforehand.forget(id);
    }

    /// What was last known of each of these tenants, whether or not it is still true; `None` if something of one is not
    /// known.
    pub(crate) fn remembered(
        &self,
        of: impl Iterator<Item = TenantId>,
        now: Timestamp,
    ) -> Option<HashMap<TenantId, Arc<Routing>>> {
        let mut routings = self.routings.lock();
        of.map(|id| Some((id, routings.get(id, now)?))).collect()
    }

    fn refreshed(
        &self,
        connection: &mut AnyConnection,
        id: TenantId,
        present: &Present,
        cached: Option<Arc<Routing>>,
        now: Timestamp,
    ) -> Result<Routing, StoreError> {
        match cached {
            // Only members or tokens changed: the matcher is still true.
            Some(old) if old.routing_version == present.routing_version => Ok(Routing {
                routing_version: present.routing_version,
                access_version: present.access_version,
                matcher: old.matcher.clone(),
                refuses_undeclared: old.refuses_undeclared,
                schemas: old.schemas.clone(),
                deadlines: old.deadlines.clone(),
                limits: old.limits,
                pace: old.pace.clone(),
                apps: old.apps.clone(),
                unknown_apps: old.unknown_apps,
                catalog: old.catalog.clone(),
                hooks: old.hooks.clone(),
                state: old.state,
            }),
            old => {
                let settings: TenantSettings = column::read_json("tenants.settings", &present.settings)?;
                let bounds = self.bounds(&settings, old.as_deref(), now);
                let schemas = old.as_ref().map(|old| &*old.schemas);
                let schemas = Schemas::load(connection, id, settings.event_schema_mode, schemas)?;
                load(connection, id, present, &settings, bounds, schemas)
            }
        }
    }

    fn bounds(&self, settings: &TenantSettings, old: Option<&Routing>, now: Timestamp) -> Bounds {
        let limits = settings.limits.tightest(settings.ceiling).tightest(self.limits);
        let kept =
            old.and_then(|old| old.pace.clone()).filter(|pace| Some(pace.per_s) == limits.events_per_s);
        let pace = kept.or_else(|| limits.events_per_s.map(|per_s| Arc::new(PostingRate::new(per_s, now))));
        Bounds { limits, pace }
    }
}
