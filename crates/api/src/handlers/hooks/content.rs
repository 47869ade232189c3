//! What is posted to make or change a hook.

use billhook_core::hook::{Format, Method};
use billhook_core::policy::PolicyOverrides;
use billhook_core::preset::Preset;
use serde::Deserialize;
use utoipa::ToSchema;

use super::headers::Headers;
use crate::extract::given;
use crate::handlers::actions::NewAction;
use crate::schema;

/// A hook to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewHook {
    /// For people.
    #[schema(example = "ERP", min_length = 1, max_length = 100)]
    pub(super) name: String,
    /// Where its requests go: http or https, at most 2048 bytes; the query is sent exactly as it stands here.
    #[schema(example = "https://example.com/in?token=s3", max_length = 2048)]
    pub(super) url: String,
    /// Left out: the preset's first.
    #[schema(value_type = Option<schema::Method>)]
    pub(super) method: Option<Method>,
    /// Left out: the preset's first.
    #[schema(value_type = Option<schema::Format>)]
    pub(super) format: Option<Format>,
    /// Left out: the tenant's.
    #[schema(value_type = Option<schema::Preset>)]
    pub(super) preset: Option<Preset>,
    /// What it changes of the preset's policy.
    #[schema(value_type = Option<schema::Policy>)]
    pub(super) policy: Option<PolicyOverrides>,
    /// Headers added to each request: at most 20, together at most 4096 bytes.
    #[schema(value_type = Option<std::collections::BTreeMap<String, String>>, example = json!({"x-team": "billing"}))]
    pub(super) headers: Option<Headers>,
    /// Whether Standard Webhooks headers are sent. Left out: with the preset `standard` only.
    pub(super) standard_headers: Option<bool>,
    /// The most requests at once.
    #[schema(minimum = 1, maximum = 1000, default = 16)]
    pub(super) max_in_flight: Option<u32>,
    /// The most requests in a second; null: no bound.
    #[schema(minimum = 1, maximum = 10_000)]
    pub(super) rate_per_s: Option<u32>,
    /// Which events it gets: at most 100.
    #[serde(default)]
    pub(super) actions: Vec<NewAction>,
    /// A secret to take over from elsewhere, `whsec_…`, `whsk_…` or a token. Left out: a new one.
    pub(super) secret: Option<String>,
}

/// Changes to a hook; what is left out stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HookPatch {
    #[schema(min_length = 1, max_length = 100)]
    pub(super) name: Option<String>,
    #[schema(max_length = 2048)]
    pub(super) url: Option<String>,
    #[schema(value_type = Option<schema::Method>)]
    pub(super) method: Option<Method>,
    #[schema(value_type = Option<schema::Format>)]
    pub(super) format: Option<Format>,
    #[schema(value_type = Option<schema::Preset>)]
    pub(super) preset: Option<Preset>,
    /// Everything that the hook changes of the preset's policy, in place of what it changed before; null: nothing.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<schema::Policy>)]
    pub(super) policy: Option<Option<PolicyOverrides>>,
    /// All its headers, in place of those before.
    #[schema(value_type = Option<std::collections::BTreeMap<String, String>>)]
    pub(super) headers: Option<Headers>,
    /// Left out while the preset changes: as the new preset has it.
    pub(super) standard_headers: Option<bool>,
    #[schema(minimum = 1, maximum = 1000)]
    pub(super) max_in_flight: Option<u32>,
    /// Null: no bound.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<u32>, minimum = 1, maximum = 10_000)]
    pub(super) rate_per_s: Option<Option<u32>>,
    /// All its actions, in place of those before.
    pub(super) actions: Option<Vec<NewAction>>,
}
