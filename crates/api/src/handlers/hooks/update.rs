//! `PATCH /api/v1/hooks/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, patch};
use billhook_core::clock::Timestamp;
use billhook_core::id::HookId;
use billhook_core::member::Permission;
use billhook_core::profile::secrets_needed;
use billhook_core::secret::{MasterKey, Secret, SecretKind};
use billhook_core::target::AllowedNetworks;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::hooks::{self, Hook, Settings};
use billhook_store::{AnyConnection, StoreError, actions, hook_secrets};

use super::access::{require_grants, require_grants_of, require_owner_grants};
use super::content::HookPatch;
use super::managed::require_managed_here;
use super::resolved::check_address;
use super::settings::{check_settings, patched};
use super::view::{HookView, find, recorded, view};
use crate::changes::noted;
use crate::checks::Checks;
use crate::extract::{Json, Path};
use crate::handlers::actions::checked_rules;
use crate::handlers::apps::require_apps;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Change a hook
///
/// What is left out stays as it is. Deliveries that wait are sent in the new form, and tried as the new policy says.
#[utoipa::path(
    tag = "hooks",
    params(("id" = String, Path, description = "The hook's id")),
    request_body = HookPatch,
    responses((status = 200, description = "The hook as it is now", body = HookView)),
    extensions(("x-permission" = json!("hooks.edit")))
)]
#[patch("/hooks/{id}")]
pub(crate) async fn update_hook(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<HookId>,
    body: Json<HookPatch>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::HooksEdit)?;
    let patch = body.0;
    if let Some(url) = &patch.url {
        check_address(&state, url).await?;
    }
    let change = Change {
        key: state.master_key.clone(),
        allowed: state.config.allowed_networks.clone(),
        now: state.clock.now(),
    };
    let (id, tenant, now) = (path.0, principal.tenant_id, change.now);
    let changed = principal.write(&state, move |c, principal| change.apply(c, principal, id, patch)).await?;
    state.wake.hint_lane(tenant, id, now);
    Ok(HttpResponse::Ok().json(changed))
}

struct Change {
    key: MasterKey,
    allowed: AllowedNetworks,
    now: Timestamp,
}

impl Change {
    fn apply(
        &self,
        c: &mut AnyConnection,
        principal: &Principal,
        id: HookId,
        mut patch: HookPatch,
    ) -> Result<HookView, Problem> {
        let tenant = principal.tenant_id;
        hooks::begin_change(c, tenant)?;
        require_managed_here(c, principal)?;
        let hook = find(c, principal, id)?;
        require_grants_of(c, principal, id)?;
        let before = recorded(c, tenant, id)?;
        let mut checks = Checks::default();
        let wanted = patch.actions.take();
        let rules = wanted.map(|actions| checked_rules(&actions, "/actions", &mut checks));
        let mut settings = patched(hook.settings.clone(), patch);
        check_settings(&mut settings, &self.allowed, &mut checks);
        checks.finish()?;
        if let Some(rules) = rules {
            require_grants(principal, &rules)?;
            require_owner_grants(c, &hook, &rules)?;
            require_apps(c, tenant, &rules, |place| format!("/actions/{place}"), self.now)?;
            actions::delete_of_hook(c, tenant, id)?;
            actions::insert_all(c, tenant, id, &rules, self.now)?;
        }
        hooks::update(c, tenant, id, &settings, self.now)?;
        self.add_missing_secrets(c, &hook, &settings)?;
        let subject = Subject::new("hook", id, settings.name.as_str());
        let entry = Entry::new(principal.actor(), "hook.updated", subject, self.now);
        let after = recorded(c, tenant, id)?;
        audit::insert(c, tenant, &noted(entry, before.as_ref(), after.as_ref()))?;
        view(c, principal, id)
    }

    /// A hook whose form has changed may need a secret of a kind that it never had.
    fn add_missing_secrets(
        &self,
        c: &mut AnyConnection,
        hook: &Hook,
        settings: &Settings,
    ) -> Result<(), StoreError> {
        let live = hook_secrets::list_live(c, hook.tenant_id, hook.id, &self.key, self.now)?;
        let has = |wanted: SecretKind| live.iter().any(|live| serves(live.secret.kind(), wanted));
        for &kind in secrets_needed(settings.preset, settings.standard_headers) {
            if !has(kind) {
                hook_secrets::insert(
                    c,
                    hook.tenant_id,
                    hook.id,
                    &Secret::generate(kind),
                    &self.key,
                    self.now,
                )?;
            }
        }
        Ok(())
    }
}

/// A key pair serves in place of a shared key.
pub(super) fn serves(kind: SecretKind, wanted: SecretKind) -> bool {
    kind == wanted || (kind, wanted) == (SecretKind::Ed25519, SecretKind::Hmac)
}
