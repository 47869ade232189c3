//! Abowire, the present form: `source, event, accountId, isProduction, payload, previousPayload`.
//!
//! - `source`: the event's origin (Abowire's are such as `com.abowire.billing`), else its component, else the
//!   resource of its type; `event`: its type.
//! - `accountId`: the tenant's slug; `isProduction`: false for events of a test environment.
//! - `payload`: the event's data; `previousPayload`: the object as it was before, left out where the event
//!   has none, as Abowire's own update events alone have it.

use super::envelope::Envelope;
use super::{RenderError, Sending};
use crate::encoding::json::Field;

pub(super) fn body(sending: &Sending<'_>) -> Result<Vec<u8>, RenderError> {
    let event = sending.event;
    let attributes = &event.attributes;
    let source = attributes.origin.as_deref().or(attributes.component.as_deref());
    let previous = attributes.previous.as_ref().map(|previous| Field::Json(previous.0.get().as_bytes()));
    let mut body = Envelope::around(event);
    body.put("source", source.unwrap_or(event.event_type.resource()));
    body.put("event", event.event_type.as_str());
    body.put("accountId", sending.sender.tenant_slug.as_str());
    body.put("isProduction", !attributes.test_mode);
    body.put("payload", Field::Json(event.data.as_bytes()));
    body.put_if_some("previousPayload", previous);
    Ok(body.end())
}
