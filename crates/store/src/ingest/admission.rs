//! What is asked of a post before its events are looked at: who posts it, and how fast.

use std::collections::HashMap;
use std::sync::Arc;

use billhook_core::clock::Timestamp;
use billhook_core::id::TenantId;

use super::{NewEvent, Refusal, Registered, Source};
use crate::routing::Routing;

/// Fails if the whole post is to be refused. A post that is admitted counts for the tenant's pace, whatever becomes of
/// it.
pub(super) fn admit(
    post: &[NewEvent],
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
    let Some(pace) = &routing.pace else { return Ok(()) };
    pace.take(post.len(), now).map_err(|wait_s| Refusal::TooFast { per_s: pace.per_s, wait_s })
}

/// Fails if the tenant has as many apps, SKUs or event types as it may, so that this event cannot bring in another. Those of
/// one group are counted with the next one.
pub(super) fn check_room(new: &NewEvent, routing: &Routing, of: Registered) -> Result<(), Refusal> {
    let most = match of {
        Registered::App => routing.limits.apps,
        Registered::Sku => routing.limits.skus,
        Registered::EventType => routing.limits.event_types,
    };
    let Some(most) = most.filter(|_| new.source != Source::Deadline) else { return Ok(()) };
    if routing.registered(of) < most as usize { Ok(()) } else { Err(Refusal::NoRoom { of, most }) }
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
