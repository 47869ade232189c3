//! Everything that decides which hooks get an event of one tenant: read at once, held in memory, and replaced
//! when the tenant's version says that something of it has changed.

mod cache;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use billhook_core::action::{ActionRule, Matcher, Pattern};
use billhook_core::event::{Event, EventTypeName};
use billhook_core::hook::HookState;
use billhook_core::id::{HookId, TenantId};
use billhook_core::preset::Preset;
use billhook_core::profile;
use billhook_core::tenant::{Limits, TenantSettings, TenantState, UnknownApps};
use diesel::prelude::*;
use parking_lot::Mutex;

pub(crate) use self::cache::{Current, Fresh, RoutingCache};
use crate::actions::read_filter;
use crate::any_connection::AnyConnection;
use crate::apps::AppKeys;
use crate::deadlines::Rules;
use crate::dialect::Versions;
use crate::error::StoreError;
use crate::event_schemas::Schemas;
use crate::ingest::Registered;
use crate::names::{bytes16, case_of};
use crate::posting_rate::PostingRate;
use crate::schema::{actions, event_types, hooks, tenants};

/// Everything that decides which hooks get an event of one tenant.
#[derive(Debug)]
pub(crate) struct Routing {
    routing_version: i64,
    /// The version of the tenant's members and tokens, as of this transaction.
    pub(crate) access_version: i64,
    /// Which hooks match.
    pub(crate) matcher: Arc<Matcher>,
    /// True if the tenant takes only declared event types.
    pub(crate) refuses_undeclared: bool,
    /// What event types say about data.
    pub(crate) schemas: Arc<Schemas>,
    /// What events do to timers.
    pub(crate) deadlines: Arc<Rules>,
    /// What bounds the tenant, all told.
    pub(crate) limits: Limits,
    /// How fast the tenant may post, if that is bounded.
    pub(crate) pace: Option<Arc<PostingRate>>,
    /// The apps and SKUs that there are.
    pub(crate) apps: Arc<AppKeys>,
    /// What becomes of others.
    pub(crate) unknown_apps: UnknownApps,
    catalog: Arc<Catalog>,
    hooks: Arc<HashMap<HookId, RoutedHook>>,
    /// What its events wait for does not depend on it, but nothing of a suspended tenant is sent.
    state: TenantState,
}

/// What is known of a hook beside its actions.
#[derive(Clone, Copy, Debug)]
struct RoutedHook {
    preset: Preset,
    /// As of this transaction: who changes it changes the tenant's routing version too.
    revision: i64,
}

/// The event types that are in the tenant's catalogue, declared or seen.
#[derive(Debug, Default)]
struct Catalog(Mutex<HashSet<EventTypeName>>);

impl Routing {
    /// True if the event type is in the catalogue.
    pub(crate) fn knows(&self, event_type: &EventTypeName) -> bool {
        self.catalog.0.lock().contains(event_type)
    }

    /// Notes that the event type has been added.
    pub(crate) fn remember(&self, event_type: &EventTypeName) {
        self.catalog.0.lock().insert(event_type.clone());
    }

    /// By what the database tells whether this is still true.
    pub(crate) fn versions(&self, tenant: TenantId) -> Versions {
        Versions { tenant: *tenant.as_bytes(), routing: self.routing_version, access: self.access_version }
    }

    /// How many of these the tenant has.
    pub(crate) fn registered(&self, of: Registered) -> usize {
        match of {
            Registered::App => self.apps.apps(),
            Registered::Sku => self.apps.skus(),
            Registered::EventType => self.catalog.0.lock().len(),
        }
    }

    /// True if what is accepted may be sent as soon as it is durable.
    pub(crate) fn sends(&self) -> bool {
        self.state == TenantState::Active
    }

    /// Into how many requests the event is split for this hook.
    pub(crate) fn parts(&self, hook: HookId, event: &Event) -> u32 {
        self.hooks.get(&hook).map_or(1, |hook| profile::parts(hook.preset, event))
    }

    /// Counts the changes of what the sender needs to know of this hook.
    pub(crate) fn revision(&self, hook: HookId) -> i64 {
        self.hooks.get(&hook).map_or(-1, |hook| hook.revision)
    }
}

/// A tenant's own row, as far as routing goes by it.
#[derive(Queryable, Selectable)]
#[diesel(table_name = tenants)]
struct Present {
    id: Vec<u8>,
    routing_version: i64,
    access_version: i64,
    settings: String,
    state: String,
}

impl Present {
    fn is_that_of(&self, routing: &Routing) -> bool {
        (routing.routing_version, routing.access_version) == (self.routing_version, self.access_version)
    }
}

/// What bounds the tenant's posts.
struct Bounds {
    limits: Limits,
    pace: Option<Arc<PostingRate>>,
}

fn load(
    connection: &mut AnyConnection,
    id: TenantId,
    present: &Present,
    settings: &TenantSettings,
    bounds: Bounds,
    schemas: Schemas,
) -> Result<Routing, StoreError> {
    let hook_rows: Vec<(Vec<u8>, String, String, i64)> = hooks::table
        .filter(hooks::tenant_id.eq(&id.as_bytes()[..]))
        .filter(hooks::deleted_at.is_null())
        .select((hooks::id, hooks::state, hooks::preset, hooks::revision))
        .load(connection)?;
    let mut rules = rules_by_hook(connection, id)?;
    let mut known_hooks = HashMap::with_capacity(hook_rows.len());
    let mut matched = Vec::with_capacity(hook_rows.len());
    for (hook, state, preset, revision) in hook_rows {
        let hook = HookId::from_bytes(bytes16("hooks.id", &hook)?);
        let state: HookState = case_of("hooks.state", &state)?;
        known_hooks.insert(hook, RoutedHook { preset: case_of("hooks.preset", &preset)?, revision });
        matched.push((hook, state, rules.remove(&hook).unwrap_or_default()));
    }
    let names: Vec<(String, bool)> = event_types::table
        .filter(event_types::tenant_id.eq(&id.as_bytes()[..]))
        .select((event_types::name, event_types::declared))
        .load(connection)?;
    let counts = |declared: bool| declared || !settings.refuse_undeclared_event_types;
    // What does not read as a name cannot be posted either.
    let known = names
        .iter()
        .filter(|(_, declared)| counts(*declared))
        .filter_map(|(name, _)| name.parse().ok())
        .collect();
    Ok(Routing {
        routing_version: present.routing_version,
        access_version: present.access_version,
        matcher: Arc::new(Matcher::new(matched)),
        refuses_undeclared: settings.refuse_undeclared_event_types,
        schemas: Arc::new(schemas),
        deadlines: Arc::new(Rules::load(connection, id)?),
        limits: bounds.limits,
        pace: bounds.pace,
        apps: Arc::new(AppKeys::load(connection, id)?),
        unknown_apps: settings.unknown_apps,
        catalog: Arc::new(Catalog(Mutex::new(known))),
        hooks: Arc::new(known_hooks),
        state: case_of("tenants.state", &present.state)?,
    })
}

/// Hook, event type, app, SKU and filter.
type RuleRow = (Vec<u8>, String, Option<String>, Option<String>, Option<String>);

fn rules_by_hook(
    connection: &mut AnyConnection,
    id: TenantId,
) -> Result<HashMap<HookId, Vec<ActionRule>>, StoreError> {
    let rows: Vec<RuleRow> = actions::table
        .filter(actions::tenant_id.eq(&id.as_bytes()[..]))
        .select((actions::hook_id, actions::event_type, actions::app, actions::sku, actions::filter))
        .load(connection)?;
    let mut rules: HashMap<HookId, Vec<ActionRule>> = HashMap::new();
    for (hook, pattern, app, sku, filter) in rows {
        let hook = HookId::from_bytes(bytes16("actions.hook_id", &hook)?);
        let pattern: Pattern =
            pattern.parse().map_err(|error| StoreError::corrupt("actions.event_type", error))?;
        let filter = read_filter(filter.as_deref())?;
        rules.entry(hook).or_default().push(ActionRule::new(pattern).only(app, sku).filtered(filter));
    }
    Ok(rules)
}
