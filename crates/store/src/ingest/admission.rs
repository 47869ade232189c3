//! What is asked of a post before its events are looked at: who posts it, and how fast.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use billhook_core::clock::Timestamp;
use billhook_core::id::TenantId;

use super::rows::Rows;
use super::{NewEvent, Post, Refusal, Registered, Source, beforehand};
use crate::apps::Named;
use crate::routing::Routing;

/// Fails if the whole post is to be refused. A post that is admitted counts for the tenant's pace, whatever becomes of
/// it.
pub(super) fn admit(
    post: &Post,
    routings: &HashMap<TenantId, Arc<Routing>>,
    now: Timestamp,
) -> Result<(), Refusal> {
    // A post is one caller's, so its events are of one tenant and of one version of the caller.
    let Some(new) = post.first() else { return Ok(()) };
    let routing = routings.get(&new.event.tenant_id).ok_or(Refusal::NoTenant)?;
    let Source::Poster { access_version } = new.source else { return Ok(()) };
    if routing.access_version != access_version {
        return Err(Refusal::StaleAccess);
    }
    // Before it is charged: what is not ready comes again.
    beforehand::check_found(&routing.schemas, &routing.matcher, post)?;
    let Some(pace) = &routing.pace else { return Ok(()) };
    // Once, although it may be written again where somebody else was in the way.
    if post.is_charged.load(Ordering::Relaxed) {
        return Ok(());
    }
    pace.take(post.len(), now).map_err(|wait_s| Refusal::TooFast { per_s: pace.per_s, wait_s })?;
    post.is_charged.store(true, Ordering::Relaxed);
    Ok(())
}

/// What comes into the database with the events of a group, and counts as if it were there.
#[derive(Clone, Copy)]
pub(super) struct Coming<'a> {
    pub(super) tenant: TenantId,
    /// With the posts before.
    pub(super) group: &'a Rows,
    /// With this post.
    pub(super) post: &'a Rows,
}

impl Coming<'_> {
    /// Fails if this event brings in an event type that the tenant has no room for. Tells whether it brings it
    /// in: another event may have done so.
    pub(super) fn event_type(&self, new: &NewEvent, routing: &Routing) -> Result<bool, Refusal> {
        let key = (self.tenant, new.event.event_type.clone());
        if self.group.event_types.contains_key(&key) || self.post.event_types.contains_key(&key) {
            return Ok(false);
        }
        self.check_room(new, routing, Registered::EventType)?;
        Ok(true)
    }

    /// The same for an app or a SKU: tells which of both it brings in.
    pub(super) fn app(
        &self,
        new: &NewEvent,
        routing: &Routing,
        named: &Named,
    ) -> Result<Vec<Registered>, Refusal> {
        if self.group.apps.contains(named) || self.post.apps.contains(named) {
            return Ok(Vec::new());
        }
        let app = self.is_new_app(routing, &named.app).then_some(Registered::App);
        let sku = named.sku.is_some().then_some(Registered::Sku);
        let brings: Vec<Registered> = app.into_iter().chain(sku).collect();
        brings.iter().try_for_each(|of| self.check_room(new, routing, *of))?;
        Ok(brings)
    }

    /// True if nobody made this app, and no event before brings it in.
    fn is_new_app(&self, routing: &Routing, app: &str) -> bool {
        let comes = |rows: &Rows| rows.brings_in_app(self.tenant, app);
        routing.apps.missing(app, None).is_some() && !comes(self.group) && !comes(self.post)
    }

    /// Fails if the tenant has as many of these as it may, counted with those that are coming.
    fn check_room(&self, new: &NewEvent, routing: &Routing, of: Registered) -> Result<(), Refusal> {
        let most = match of {
            Registered::App => routing.limits.apps,
            Registered::Sku => routing.limits.skus,
            Registered::EventType => routing.limits.event_types,
        };
        let Some(most) = most.filter(|_| new.source != Source::Deadline) else { return Ok(()) };
        let coming = self.group.brings_in(self.tenant, of) + self.post.brings_in(self.tenant, of);
        if routing.registered(of) + coming < most as usize {
            Ok(())
        } else {
            Err(Refusal::NoRoom { of, most })
        }
    }
}

/// Fails if the event has more data than the tenant's settings allow.
pub(super) fn check_size(new: &NewEvent, routing: &Routing) -> Result<(), Refusal> {
    let Some(most) = routing.limits.event_bytes.filter(|_| new.source != Source::Deadline) else {
        return Ok(());
    };
    let previous = new.event.attributes.previous.as_ref().map_or(0, |previous| previous.0.get().len());
    let bytes = new.event.data.as_bytes().len().max(previous);
    if bytes > most as usize { Err(Refusal::TooLarge { most }) } else { Ok(()) }
}
