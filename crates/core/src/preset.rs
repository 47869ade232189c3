//! The presets: a wire profile, a policy and a catalogue of event types under one name.

use serde::{Deserialize, Serialize};

/// One of the wire forms and policies that Billhook brings along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// Standard Webhooks 1.0.0.
    #[default]
    Standard,
    /// Upodi's webhooks, version 1: fire and forget.
    Upodi,
    /// Upodi's body with retries over 72 hours.
    UpodiV2,
    /// Abowire's webhook events with ARNs.
    Abowire,
    /// Abowire's second form, with the previous payload.
    AbowireV2,
    /// Upzelo's webhooks, with the attempt in the body.
    Upzelo,
    /// App47's notifications in JSON, XML or form data, with an MD5.
    App47,
    /// Upgates' webhooks: lists of identifiers.
    Upgates,
}
