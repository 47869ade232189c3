//! `GET /api/v1/hooks/{id}/secret`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::clock::Timestamp;
use billhook_core::id::{HookId, SecretId};
use billhook_core::member::Permission;
use billhook_core::preset::Preset;
use billhook_core::secret::{MasterKey, SecretKind};
use billhook_store::hook_secrets::{self, HookSecret};
use billhook_store::{AnyConnection, hooks::Hook};
use serde::Serialize;
use utoipa::ToSchema;

use super::access::require_grants_of;
use super::view::find;
use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::schema;
use crate::state::ApiState;

/// The secrets of a hook, in clear.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HookSecrets)]
pub(crate) struct SecretsView {
    /// The present secret of the hook's own wire form.
    #[schema(example = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")]
    secret: String,
    #[schema(value_type = schema::SecretKind)]
    kind: SecretKind,
    /// What the receiver verifies with, where that is not the secret itself.
    #[schema(example = "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")]
    public_key: Option<String>,
    /// Every secret that signs at this moment, the present ones first.
    secrets: Vec<SecretView>,
}

/// One secret of a hook, in clear.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HookSecret)]
pub(crate) struct SecretView {
    #[schema(value_type = String, example = "sec_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    id: SecretId,
    #[schema(value_type = schema::SecretKind)]
    kind: SecretKind,
    secret: String,
    public_key: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// Null for a present secret; a rotated one signs until then.
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Timestamp>,
}

impl From<HookSecret> for SecretView {
    fn from(live: HookSecret) -> Self {
        Self {
            id: live.id,
            kind: live.secret.kind(),
            secret: live.secret.expose(),
            public_key: live.secret.public_key().map(|key| key.to_string()),
            created_at: live.created_at,
            expires_at: live.expires_at,
        }
    }
}

/// Get a hook's secrets
///
/// What its requests are signed with, for the receiver to verify them.
#[utoipa::path(
    tag = "hooks",
    params(("id" = String, Path, description = "The hook's id")),
    responses((status = 200, description = "The secrets", body = SecretsView)),
    extensions(("x-permission" = json!("hooks.edit")))
)]
#[get("/hooks/{id}/secret")]
pub(crate) async fn get_hook_secret(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<HookId>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::HooksEdit)?;
    let (key, now) = (state.master_key.clone(), state.clock.now());
    let found = state.db.read(move |c| {
        let hook = find(c, &principal, path.0)?;
        require_grants_of(c, &principal, path.0)?;
        secrets_view(c, &hook, &key, now)
    });
    Ok(HttpResponse::Ok().json(found.await?))
}

/// The live secrets of a hook, its own first; 404 if it has none.
pub(super) fn secrets_view(
    connection: &mut AnyConnection,
    hook: &Hook,
    key: &MasterKey,
    now: Timestamp,
) -> Result<SecretsView, Problem> {
    let mut live = hook_secrets::list_live(connection, hook.tenant_id, hook.id, key, now)?;
    // The order by age stays among those of a rank.
    live.sort_by_key(|live| (live.expires_at.is_some(), !is_own(hook.settings.preset, live.secret.kind())));
    let first = live.first().ok_or_else(|| Problem::not_found("secret"))?;
    Ok(SecretsView {
        secret: first.secret.expose(),
        kind: first.secret.kind(),
        public_key: first.secret.public_key().map(|key| key.to_string()),
        secrets: live.into_iter().map(SecretView::from).collect(),
    })
}

/// True if a secret of this kind is what the preset's own form is about.
fn is_own(preset: Preset, kind: SecretKind) -> bool {
    (kind == SecretKind::Token) == (preset.secret_kind() == SecretKind::Token)
}
