//! A preset as the API shows it.

use billhook_core::catalog::{self, CatalogEntry};
use billhook_core::hook::{Format, Method};
use billhook_core::policy::Policy;
use billhook_core::preset::Preset;
use billhook_core::secret::SecretKind;
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use crate::problem::Problem;
use crate::schema;

/// A wire form, a policy and a catalogue of event types under one name.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Preset)]
pub(crate) struct PresetView {
    #[schema(value_type = schema::Preset)]
    name: Preset,
    /// The name for people.
    #[schema(example = "Standard Webhooks")]
    title: &'static str,
    description: &'static str,
    /// The methods that its receivers understand, the usual one first.
    #[schema(value_type = Vec<schema::Method>)]
    methods: &'static [Method],
    /// The formats that its receivers understand, the usual one first.
    #[schema(value_type = Vec<schema::Format>)]
    formats: &'static [Format],
    /// The kind of secret that a new hook gets.
    #[schema(value_type = schema::SecretKind)]
    secret_kind: SecretKind,
    /// Whether a hook that says nothing sends Standard Webhooks headers.
    standard_headers: bool,
    #[schema(value_type = schema::Policy)]
    policy: Policy,
}

impl PresetView {
    pub(super) fn of(preset: Preset) -> Self {
        Self {
            name: preset,
            title: preset.title(),
            description: description(preset),
            methods: preset.methods(),
            formats: preset.formats(),
            secret_kind: preset.secret_kind(),
            standard_headers: preset.sends_standard_headers(),
            policy: Policy::of(preset),
        }
    }
}

/// A preset with its catalogue.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PresetWithCatalog)]
pub(crate) struct PresetWithCatalogView {
    #[serde(flatten)]
    facts: PresetView,
    /// The event types that its system knows.
    event_types: Vec<CatalogEntryView>,
}

/// An event type of a preset's catalogue.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CatalogEntry)]
pub(crate) struct CatalogEntryView {
    #[schema(example = "invoice.created")]
    name: &'static str,
    description: &'static str,
    /// Data as an event of this type carries it.
    #[schema(value_type = Value)]
    example: &'static RawValue,
}

impl PresetWithCatalogView {
    pub(super) fn of(preset: Preset) -> Result<Self, Problem> {
        let event_types = catalog::of(preset).iter().map(entry).collect::<Result<_, _>>();
        Ok(Self { facts: PresetView::of(preset), event_types: event_types.map_err(|_| Problem::internal())? })
    }
}

fn entry(entry: &'static CatalogEntry) -> Result<CatalogEntryView, serde_json::Error> {
    Ok(CatalogEntryView {
        name: entry.event_type.as_str(),
        description: &entry.description,
        example: serde_json::from_slice(entry.example.as_bytes())?,
    })
}

const fn description(preset: Preset) -> &'static str {
    match preset {
        Preset::Standard => {
            "Standard Webhooks 1.0.0: signed JSON `{type, timestamp, data}`; nine retries over some three days; 410 \
             deactivates."
        }
        Preset::Upodi => {
            "Upodi's first webhooks: a thin JSON body with the hook's authenticity token; sent once, whatever is answered."
        }
        Preset::UpodiV2 => "Upodi's body, retried after 30 minutes and then every 3 hours, for 72 hours.",
        Preset::Abowire => {
            "Abowire's first webhooks: an `eventArn` and the payload; three retries within half a minute."
        }
        Preset::AbowireV2 => {
            "Abowire's webhooks with the payload before and after; three retries, on 429 and 5xx only; deactivates when \
             they fail."
        }
        Preset::Upzelo => "Upzelo's webhooks: one `data` object that counts its attempts; seven attempts.",
        Preset::App47 => {
            "App47's notifications in JSON, XML or form data, with an `md5` of the payload; up to 20 retries."
        }
        Preset::Upgates => {
            "Upgates' webhooks: the project's name and a list of identifiers; retried every 5 minutes without end; a \
             time-out counts as delivered."
        }
    }
}
