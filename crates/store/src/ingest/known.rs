//! Events that were accepted before under the same external ids.

use std::collections::HashMap;

use billhook_core::id::{EventId, TenantId};
use diesel::prelude::*;

use super::{Accepted, Post};
use crate::any_connection::AnyConnection;
use crate::error::StoreError;
use crate::names::bytes16;
use crate::schema::events;

/// What is known of an event that has an external id: enough to answer a repeat.
pub(super) struct KnownEvent {
    pub(super) digest: [u8; 32],
    pub(super) accepted: Accepted,
}

pub(super) type Known = HashMap<(TenantId, String), KnownEvent>;

/// The events of these posts' external ids that are there already.
pub(super) fn known_external_ids(
    connection: &mut AnyConnection,
    posts: &[Post],
) -> Result<Known, StoreError> {
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
