//! Upzelo: `{"data": {"type", "attempt", …, "app_id", "test_mode"}}`.
//!
//! `attempt` counts up at each attempt, so the body differs from one to the next. It is always Billhook's count: an
//! `attempt` that the event brings, in its data or as its own member of the envelope, is left out, for it would be
//! wrong from the second attempt on. Any other member of the form gives way to one of the event's data, which stands
//! where the data has it. The members of the event's data stand between `attempt` and `app_id`; `app_id` is the app's
//! key, or null; `test_mode` is the event's.
//! An event whose data is neither an object nor null cannot be written in this form.

use super::envelope::Envelope;
use super::{RenderError, Sending};
use crate::encoding::json::{Field, Object};

/// The member that is never the event's to bring.
const ATTEMPT: &str = "attempt";

pub(super) fn body(sending: &Sending<'_>) -> Result<Vec<u8>, RenderError> {
    let event = sending.event;
    let mut data = Envelope::spreading(event)?;
    data.put("type", event.event_type.as_str());
    data.put_always(ATTEMPT, i64::from(sending.attempt));
    data.put_data_without(ATTEMPT);
    data.put("app_id", event.attributes.app.as_deref());
    data.put("test_mode", event.attributes.test_mode);
    let data = data.end();
    let mut body = Object::with_capacity(data.len() + 10);
    body.put("data", Field::Json(&data));
    Ok(body.end())
}
