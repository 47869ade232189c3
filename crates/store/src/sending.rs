//! What the sender needs to know: hooks with their sealed secrets, and events with their data.

use std::collections::HashMap;

use billhook_core::clock::Timestamp;
use billhook_core::clock::from_micros;
use billhook_core::event::{Attributes, Event, JsonBytes};
use billhook_core::id::{EventId, HookId, SecretId, TenantId};
use billhook_core::tenant::Slug;
use billhook_core::trace::TraceParent;
use diesel::prelude::*;

use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::hooks::{self, Settings, effective_rate};
use crate::names::{bytes16, case_of};
use crate::schema::{events, hook_secrets, tenants};

/// A hook as the sender needs it.
#[derive(Clone, Debug)]
pub struct SendingHook {
    /// The hook.
    pub id: HookId,
    /// Whose it is.
    pub tenant_id: TenantId,
    /// The tenant's name, which some wire forms carry.
    pub tenant_name: String,
    /// The tenant's short name.
    pub tenant_slug: Slug,
    /// What a member set.
    pub settings: Settings,
    /// The most requests in a second just now: the hook's own bound, or a narrower one while it drains.
    pub rate_per_s: Option<u32>,
    /// The live secrets, the newest first.
    pub secrets: Vec<SealedSecret>,
    /// Counts the changes of all this.
    pub revision: i64,
}

/// A secret as it lies in its row.
#[derive(Clone, Debug)]
pub struct SealedSecret {
    /// The row, to which the seal is bound.
    pub id: SecretId,
    /// The sealed bytes.
    pub sealed: Vec<u8>,
    /// When it stops signing; `None` for the present one.
    pub expires_at: Option<Timestamp>,
}

/// These hooks as the sender needs them, each by itself; one that is gone is left out.
pub fn hooks(
    connection: &mut AnyConnection,
    _: SystemScope,
    of: &[HookId],
) -> Result<Vec<Result<SendingHook, StoreError>>, StoreError> {
    let found = hooks::find_all(connection, SystemScope, of)?;
    let tenant_ids: Vec<&[u8]> = found.iter().flatten().map(|hook| &hook.tenant_id.as_bytes()[..]).collect();
    let names: Vec<(Vec<u8>, String, String)> = tenants::table
        .filter(tenants::id.eq_any(tenant_ids))
        .select((tenants::id, tenants::name, tenants::slug))
        .load(connection)?;
    let names: HashMap<Vec<u8>, (String, String)> =
        names.into_iter().map(|(id, name, slug)| (id, (name, slug))).collect();
    let mut secrets = secrets(connection, of)?;
    let mut sending = |hook: hooks::Hook| {
        // Its tenant was erased between the two looks, and the hook with it.
        let (tenant_name, slug) = names.get(&hook.tenant_id.as_bytes()[..])?.clone();
        Some(SendingHook {
            id: hook.id,
            tenant_id: hook.tenant_id,
            tenant_name,
            tenant_slug: Slug::trusted(slug),
            rate_per_s: effective_rate(hook.settings.rate_per_s, hook.drain.map(|drain| drain.rate_per_s)),
            settings: hook.settings,
            secrets: secrets.remove(&hook.id).unwrap_or_default(),
            revision: hook.revision,
        })
    };
    Ok(found.into_iter().filter_map(|hook| hook.map(&mut sending).transpose()).collect())
}

fn secrets(
    connection: &mut AnyConnection,
    of: &[HookId],
) -> Result<HashMap<HookId, Vec<SealedSecret>>, StoreError> {
    let rows: Vec<(Vec<u8>, Vec<u8>, Vec<u8>, Option<i64>)> = hook_secrets::table
        .filter(hook_secrets::hook_id.eq_any(of.iter().map(|id| &id.as_bytes()[..])))
        .order(hook_secrets::id.desc())
        .select((hook_secrets::hook_id, hook_secrets::id, hook_secrets::sealed, hook_secrets::expires_at))
        .load(connection)?;
    let mut secrets: HashMap<HookId, Vec<SealedSecret>> = HashMap::new();
    for (hook, id, sealed, expires_at) in rows {
        let hook = HookId::from_bytes(bytes16("hook_secrets.hook_id", &hook)?);
        let id = SecretId::from_bytes(bytes16("hook_secrets.id", &id)?);
        secrets.entry(hook).or_default().push(SealedSecret {
            id,
            sealed,
            expires_at: expires_at.map(from_micros),
        });
    }
    Ok(secrets)
}

#[derive(Queryable)]
struct EventRow {
    id: Vec<u8>,
    tenant_id: Vec<u8>,
    kind: String,
    event_type: String,
    data: Vec<u8>,
    attributes: Option<String>,
    occurred_at: i64,
    occurred_below_us: Option<i16>,
    trace: Option<String>,
}

impl EventRow {
    fn into_event(self) -> Result<Event, StoreError> {
        Ok(Event {
            id: EventId::from_bytes(bytes16("events.id", &self.id)?),
            tenant_id: TenantId::from_bytes(bytes16("events.tenant_id", &self.tenant_id)?),
            kind: case_of("events.kind", &self.kind)?,
            event_type: self
                .event_type
                .parse()
                .map_err(|error| StoreError::corrupt("events.event_type", error))?,
            data: JsonBytes::trusted(self.data),
            occurred_at: column::exact(self.occurred_at, self.occurred_below_us),
            attributes: match &self.attributes {
                Some(text) => column::read_json("events.attributes", text)?,
                None => Attributes::default(),
            },
            // A trace that cannot be read is not a reason not to send.
            trace: self.trace.and_then(|text| text.parse::<TraceParent>().ok()).map(|parent| parent.context),
        })
    }
}

/// These events, whole, each by itself; one that is gone is left out.
pub fn events(
    connection: &mut AnyConnection,
    _: SystemScope,
    of: &[EventId],
) -> Result<Vec<Result<Event, StoreError>>, StoreError> {
    let rows: Vec<EventRow> = events::table
        .filter(events::id.eq_any(of.iter().map(|id| &id.as_bytes()[..])))
        .select((
            events::id,
            events::tenant_id,
            events::kind,
            events::event_type,
            events::data,
            events::attributes,
            events::occurred_at,
            events::occurred_below_us,
            events::trace,
        ))
        .load(connection)?;
    Ok(rows.into_iter().map(EventRow::into_event).collect())
}
