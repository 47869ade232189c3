//! What the test button sends: a ping in the preset's own shape.

use crate::clock::Timestamp;
use crate::event::{Attributes, EventTypeName, JsonBytes};
use crate::preset::Preset;

/// The type of every ping.
const PING: &str = "webhook.ping";
const MESSAGE: &str = r#"{"message":"This is a test of your webhook."}"#;

/// The parts of a ping's event that depend on the preset.
#[derive(Clone, Debug)]
pub struct Ping {
    /// `webhook.ping`.
    pub event_type: EventTypeName,
    /// What it says.
    pub data: JsonBytes,
    /// In test mode, and whatever else the form needs.
    pub attributes: Attributes,
}

/// The ping of a preset, made at `now`.
///
/// App47's is the payload of its document, `{"type": "ping", "epoch_timestamp": …}`. Upgates' names no order,
/// Upodi's a customer-like identifier that is nobody's (the nil UUID); the others carry a message.
pub fn ping(preset: Preset, now: Timestamp) -> Ping {
    let data = match preset {
        Preset::App47 => format!(r#"{{"type":"ping","epoch_timestamp":{}}}"#, now.timestamp()),
        Preset::Upgates => r#"{"orders":[]}"#.to_owned(),
        _ => MESSAGE.to_owned(),
    };
    let subjects = match preset {
        Preset::Upodi | Preset::UpodiV2 => vec![uuid::Uuid::nil().to_string()],
        _ => Vec::new(),
    };
    Ping {
        event_type: event_type(),
        data: JsonBytes::trusted(data),
        attributes: Attributes { subjects, test_mode: true, ..Attributes::default() },
    }
}

fn event_type() -> EventTypeName {
    #[expect(clippy::expect_used, reason = "a constant, which the test below reads")]
    PING.parse().expect("`webhook.ping` is the name of an event type")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_has_a_ping() {
        for &preset in Preset::ALL {
            let ping = ping(preset, crate::clock::from_micros(0));
            assert!(JsonBytes::parse(ping.data.as_bytes().clone()).is_ok());
            assert!(ping.attributes.test_mode);
        }
    }
}
