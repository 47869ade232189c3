//! Example bodies: what is really sent for the example of an event type.

use serde_json::Value;

use super::Described;
use crate::clock::from_micros;
use crate::event::{Attributes, Event, EventKind};
use crate::hook::Format;
use crate::id::{EventId, TenantId};
use crate::preset::Preset;
use crate::profile::{Sender, Sending, Wire, render};
use crate::secret::{Secret, SecretKind};

/// 2026-11-20T12:00:00Z.
const AT: i64 = 1_795_176_000_000_000;
const TOKEN: &str = "the-authenticity-token-of-the-hook";

/// The body of the example; `None` if there is no example, or if it cannot be written in this form.
pub(super) fn body(
    sender: Sender<'_>,
    preset: Preset,
    described: &Described,
    format: Format,
) -> Option<Value> {
    let event = Event {
        id: EventId::from_bytes([0; 16]),
        tenant_id: TenantId::from_bytes([0; 16]),
        kind: EventKind::Event,
        event_type: described.name.clone(),
        data: described.example.clone()?,
        occurred_at: from_micros(AT),
        attributes: Attributes::default(),
        trace: None,
    };
    let wire = Wire {
        url: "https://receiver.example/in".to_owned(),
        method: preset.default_method(),
        format,
        preset,
        headers: Vec::new(),
        standard_headers: false,
    };
    let token = Secret::import(SecretKind::Token, TOKEN).ok()?;
    let sending = Sending {
        sender,
        wire: &wire,
        event: &event,
        part: 0,
        attempt: 1,
        at: event.occurred_at,
        secrets: &[token],
    };
    let body = render(&sending).ok()?.body;
    match format {
        Format::Json => serde_json::from_slice(&body).ok(),
        Format::Xml | Format::Form => Some(String::from_utf8_lossy(&body).into()),
    }
}
