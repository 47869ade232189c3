//! Standard Webhooks 1.0.0: `{"type": …, "timestamp": …, "data": …}`.
//!
//! `timestamp` is when the event occurred, RFC 3339 in UTC, with as many decimals as it has; the header says
//! when the attempt is made. In XML the root element is `event`.

use chrono::SecondsFormat;

use super::envelope::Envelope;
use super::{RenderError, Sending};
use crate::encoding::encode;
use crate::encoding::json::Field;

pub(super) fn body(sending: &Sending<'_>) -> Result<Vec<u8>, RenderError> {
    let event = sending.event;
    let mut body = Envelope::around(event);
    body.put("type", event.event_type.as_str());
    let occurred_at = event.occurred_at.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    body.put("timestamp", occurred_at.as_str());
    body.put("data", Field::Json(event.data.as_bytes()));
    Ok(encode(sending.wire.format, "event", body.end())?)
}
