//! The cases behind the golden files, and the scene that each of them sets. Shared with the server's stories, which
//! have each scene played through the API.

mod abowire;
mod app47;
mod standard;
mod upgates;
mod upodi;
mod upzelo;

use billhook_core::catalog;
use billhook_core::clock::Timestamp;
use billhook_core::event::{Attributes, Event, EventKind, JsonBytes};
use billhook_core::id::{EventId, TenantId};
use billhook_core::preset::Preset;
use billhook_core::profile::{self, Sender, Sending, Wire};
use billhook_core::secret::Secret;
use billhook_core::tenant::Slug;

/// One golden file.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) scene: Scene,
}

/// Every golden file there is.
pub(crate) fn cases() -> Vec<Case> {
    [standard::cases(), upodi::cases(), abowire::cases(), upzelo::cases(), app47::cases(), upgates::cases()]
        .into_iter()
        .flatten()
        .collect()
}

/// One attempt, with everything about it fixed.
pub(crate) struct Scene {
    pub(crate) event: Event,
    pub(crate) wire: Wire,
    pub(crate) secrets: Vec<Secret>,
    pub(crate) part: u32,
    pub(crate) attempt: u32,
    pub(crate) at: Timestamp,
}

pub(crate) fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

impl Scene {
    /// An event of this type for a hook that says nothing but its preset.
    pub(crate) fn of(preset: Preset, event_type: &str, data: &str) -> Self {
        let event = Event {
            id: EventId::from_bytes([0x5e; 16]),
            tenant_id: TenantId::from_bytes([0x7e; 16]),
            kind: EventKind::Event,
            event_type: event_type.parse().unwrap(),
            data: JsonBytes::parse(data.to_owned().into()).unwrap(),
            occurred_at: instant("2026-11-20T12:00:00.5Z"),
            attributes: Attributes::default(),
            trace: None,
        };
        let wire = Wire {
            url: "https://receiver.example/in".parse().unwrap(),
            method: preset.default_method(),
            format: preset.default_format(),
            preset,
            headers: Vec::new(),
            standard_headers: preset.sends_standard_headers(),
        };
        Self { event, wire, secrets: Vec::new(), part: 0, attempt: 1, at: instant("2026-11-20T12:00:01Z") }
    }

    /// The example of the preset's catalogue.
    pub(crate) fn example(preset: Preset, event_type: &str) -> Self {
        let entry = catalog::find(preset, &event_type.parse().unwrap()).unwrap();
        Self::of(preset, event_type, std::str::from_utf8(entry.example.as_bytes()).unwrap())
    }

    /// What the test button sends at the instant of the attempt.
    pub(crate) fn ping(preset: Preset, at: Timestamp) -> Self {
        let ping = profile::ping(preset, at);
        let mut scene = Self::of(preset, ping.event_type.as_str(), "null");
        scene.event.kind = EventKind::Ping;
        scene.event.data = ping.data;
        scene.event.attributes = ping.attributes;
        scene.event.occurred_at = at;
        scene.at = at;
        scene
    }

    /// The same with a change.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    /// The same, signed with these secrets.
    pub(crate) fn signed_by(self, secrets: &[&str]) -> Self {
        self.with(|scene| scene.secrets = secrets.iter().map(|text| text.parse().unwrap()).collect())
    }

    /// The golden file of this name.
    pub(crate) fn named(self, name: impl Into<String>) -> Case {
        Case { name: name.into(), scene: self }
    }

    /// The request as a golden file shows it.
    pub(crate) fn rendered(&self) -> Vec<u8> {
        let slug = Slug::of("Pied Piper");
        let request = profile::render(&Sending {
            sender: Sender { tenant_name: "Pied Piper", tenant_slug: &slug },
            wire: &self.wire,
            event: &self.event,
            part: self.part,
            attempt: self.attempt,
            at: self.at,
            secrets: &self.secrets,
        })
        .unwrap();
        let mut text = format!("{} {} HTTP/1.1\n", request.method.as_str(), request.url);
        for (name, value) in &request.headers {
            text.extend([name, ": ", value, "\n"]);
        }
        text.push('\n');
        [text.as_bytes(), &request.body].concat()
    }
}
