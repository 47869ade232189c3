//! Abowire, version 1: `id, eventArn, component, action, userId, timestamp, origin, destination, payload`.
//!
//! - `id`: the event's UUID, the same at every attempt. The document says "Webhook UUID" and leaves open whose; a
//!   receiver needs an id by which it can tell a repeat, which neither the hook's nor the attempt's would be.
//! - `component`: the event's, else the resource of its type; `action`: the action of its type.
//! - `eventArn`: `arn:<tenant slug>:<component>:<action>`, of the component and the action that stand in the body, also
//!   where the event brings these itself.
//! - `userId`: the actor, `origin`: the event's; null where it has none.
//! - `timestamp`: when it occurred, as JavaScript writes a date: UTC with three decimals.
//! - `destination`: the hook's URL as configured, query included; `payload`: the event's data.

use chrono::SecondsFormat;

use super::envelope::Envelope;
use super::{RenderError, Sending};
use crate::encoding::json::Field;

pub(super) fn body(sending: &Sending<'_>) -> Result<Vec<u8>, RenderError> {
    let event = sending.event;
    let attributes = &event.attributes;
    let component = attributes.component.as_deref().unwrap_or(event.event_type.resource());
    let action = event.event_type.action();
    let occurred_at = event.occurred_at.to_rfc3339_opts(SecondsFormat::Millis, true);
    let mut body = Envelope::around(event);
    let arn = format!(
        "arn:{}:{}:{}",
        sending.sender.tenant_slug,
        body.own_text("component", component),
        body.own_text("action", action)
    );
    body.put("id", event.id.as_uuid().to_string().as_str());
    body.put("eventArn", arn.as_str());
    body.put("component", component);
    body.put("action", action);
    body.put("userId", attributes.actor.as_deref());
    body.put("timestamp", occurred_at.as_str());
    body.put("origin", attributes.origin.as_deref());
    body.put("destination", &*sending.wire.url);
    body.put("payload", Field::Json(event.data.as_bytes()));
    Ok(body.end())
}
