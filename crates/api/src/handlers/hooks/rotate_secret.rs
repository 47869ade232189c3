//! `POST /api/v1/hooks/{id}/secret/rotate`

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::id::HookId;
use billhook_core::member::Permission;
use billhook_core::preset::Preset;
use billhook_core::secret::{ParseSecretError, Secret, SecretKind};
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::{hook_secrets, hooks};
use chrono::TimeDelta;
use serde::Deserialize;
use utoipa::ToSchema;

use super::access::require_grants_of;
use super::create::imported;
use super::managed::require_managed_here;
use super::secret::{SecretsView, secrets_view};
use super::view::find;
use crate::checks::Checks;
use crate::extract::Path;
use crate::idempotency::Create;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::schema;
use crate::state::ApiState;

/// One day: enough to change a receiver at leisure.
const USUAL_GRACE_S: u32 = 86_400;
/// 30 days.
const MAX_GRACE_S: u32 = 2_592_000;

/// How to change a hook's secret.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rotation {
    /// For how long the old secret signs as well, in seconds.
    #[schema(minimum = 0, maximum = 2_592_000, default = 86_400)]
    grace_seconds: Option<u32>,
    /// The kind of the new secret. Left out: that of the hook's own wire form, where a `secret` `whsk_…` may
    /// stand for a `whsec_…`.
    #[schema(value_type = Option<schema::SecretKind>)]
    kind: Option<SecretKind>,
    /// A secret to take over from elsewhere. Left out: a new one.
    secret: Option<String>,
}

/// Secrets that sign at once: each adds a signature to every request, and receivers bound their headers.
const MAX_LIVE: usize = 8;

/// Rotate a hook's secret
///
/// The new secret signs from now on; the old one signs as well for `grace_seconds`, so that the receiver can change in
/// its own time. An old secret that was to sign for longer than that ends with it. An authenticity token goes
/// out alone: receivers compare it with one value.
#[utoipa::path(
    tag = "hooks",
    params(("id" = String, Path, description = "The hook's id")),
    request_body = Rotation,
    responses((status = 200, description = "The secrets as they are now", body = SecretsView)),
    extensions(("x-permission" = json!("hooks.edit")))
)]
#[post("/hooks/{id}/secret/rotate")]
pub(crate) async fn rotate_hook_secret(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<HookId>,
    body: Create<Rotation>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::HooksEdit)?;
    let Create { content, once } = body;
    let grace_s = content.grace_seconds.unwrap_or(USUAL_GRACE_S);
    let mut checks = Checks::default();
    let range = format!("must be between 0 and {MAX_GRACE_S}");
    checks.that(grace_s <= MAX_GRACE_S, "/grace_seconds", range);
    checks.finish()?;
    let (who, id, now, key) = (principal.clone(), path.0, state.clock.now(), state.master_key.clone());
    let response = once
        .run(&state, &principal, StatusCode::OK, move |c| {
            hooks::begin_change(c, who.tenant_id)?;
            require_managed_here(c, &who)?;
            let hook = find(c, &who, id)?;
            require_grants_of(c, &who, id)?;
            let secret = new_secret(hook.settings.preset, &content)
                .map_err(|error| Problem::field("/secret", error.to_string()))?;
            let grace_ends_at = now + TimeDelta::seconds(grace_s.into());
            if hook_secrets::list_live(c, who.tenant_id, id, &key, now)?.len() >= MAX_LIVE && grace_s > 0 {
                return Err(Problem::conflict(format!(
                    "{MAX_LIVE} secrets sign already. Rotate with `grace_seconds` 0 to end the old ones."
                )));
            }
            hook_secrets::rotate(c, who.tenant_id, id, &secret, &key, grace_ends_at, now)?;
            let subject = Subject::new("hook", id, hook.settings.name.as_str());
            audit::insert(c, who.tenant_id, &Entry::new(who.actor(), "hook.secret_rotated", subject, now))?;
            secrets_view(c, &hook, &key, now)
        })
        .await?;
    state.wake.hint_lane(principal.tenant_id, id, now);
    Ok(response)
}

fn new_secret(preset: Preset, wanted: &Rotation) -> Result<Secret, ParseSecretError> {
    match (&wanted.secret, wanted.kind) {
        (Some(text), Some(kind)) => Secret::import(kind, text),
        (Some(text), None) => imported(preset, text),
        (None, kind) => Ok(Secret::generate(kind.unwrap_or(preset.secret_kind()))),
    }
}
