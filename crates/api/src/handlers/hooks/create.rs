//! `POST /api/v1/hooks`

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::action::ActionRule;
use billhook_core::clock::Timestamp;
use billhook_core::id::HookId;
use billhook_core::member::Permission;
use billhook_core::preset::Preset;
use billhook_core::profile::secrets_needed;
use billhook_core::secret::{MasterKey, ParseSecretError, Secret, SecretKind};
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::hooks::{self, Settings};
use billhook_store::{AnyConnection, actions, hook_secrets, tenants};

use super::access::{require_grants, require_own_fitness};
use super::content::NewHook;
use super::managed::require_managed_here;
use super::resolved::check_address;
use super::settings::{check_settings, of_new};
use super::view::{HookView, recorded, view};
use crate::bounds::{Thing, require_room};
use crate::changes::noted;
use crate::checks::Checks;
use crate::handlers::actions::checked_rules;
use crate::handlers::apps::require_apps;
use crate::idempotency::Create;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Make a hook
///
/// It belongs to the member who makes it, is active from the start, and gets a secret. Its actions need a grant for
/// the events that they name. The URL must lead to a public address; that is checked now and again at each request.
#[utoipa::path(
    tag = "hooks",
    request_body = NewHook,
    responses((status = 201, description = "The hook", body = HookView)),
    extensions(("x-permission" = json!("hooks.create")))
)]
#[post("/hooks")]
pub(crate) async fn create_hook(
    state: Data<ApiState>,
    principal: Principal,
    body: Create<NewHook>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::HooksCreate)?;
    let Create { content, once } = body;
    let preset = default_preset(&state, &principal).await?;
    let new = Checked::new(content, preset, &state)?;
    require_grants(&principal, &new.rules)?;
    check_address(&state, &new.settings.url).await?;
    let (who, key, now) = (principal.clone(), state.master_key.clone(), state.clock.now());
    let installation = state.config.per_tenant;
    once.run(&state, &principal, StatusCode::CREATED, move |c| {
        hooks::begin_change(c, who.tenant_id)?;
        require_managed_here(c, &who)?;
        require_room(c, who.tenant_id, installation, Thing::Hook)?;
        let id = new.insert(c, &who, &key, now)?;
        view(c, &who, id)
    })
    .await
}

/// What a hook has that names no preset.
pub(super) async fn default_preset(state: &ApiState, principal: &Principal) -> Result<Preset, Problem> {
    let id = principal.tenant_id;
    let tenant = state.db.read(move |c| tenants::find(c, id)).await.map_err(Problem::from)?;
    Ok(tenant.map_or_else(Preset::default, |tenant| tenant.preset))
}

/// A hook that may be made.
struct Checked {
    settings: Settings,
    rules: Vec<ActionRule>,
    secret: Option<Secret>,
}

impl Checked {
    fn new(content: NewHook, preset: Preset, state: &ApiState) -> Result<Self, Problem> {
        let mut checks = Checks::default();
        let mut settings = of_new(&content, preset);
        check_settings(&mut settings, &state.config.allowed_networks, &mut checks);
        let rules = checked_rules(&content.actions, "/actions", &mut checks);
        let secret = content.secret.map(|text| imported(settings.preset, &text)).transpose();
        let secret = secret.unwrap_or_else(|error| {
            checks.that(false, "/secret", error.to_string());
            None
        });
        checks.finish()?;
        Ok(Self { settings, rules, secret })
    }

    fn insert(
        &self,
        connection: &mut AnyConnection,
        principal: &Principal,
        key: &MasterKey,
        now: Timestamp,
    ) -> Result<HookId, Problem> {
        let (tenant, id) = (principal.tenant_id, HookId::new(now));
        require_own_fitness(connection, principal, &self.rules)?;
        require_apps(connection, tenant, &self.rules, |place| format!("/actions/{place}"), now)?;
        hooks::insert(connection, tenant, id, principal.member_id, &self.settings, now)?;
        for secret in self.secrets() {
            hook_secrets::insert(connection, tenant, id, &secret, key, now)?;
        }
        actions::insert_all(connection, tenant, id, &self.rules, now)?;
        let subject = Subject::new("hook", id, self.settings.name.as_str());
        let entry = Entry::new(principal.actor(), "hook.created", subject, now);
        let made = recorded(connection, tenant, id)?;
        audit::insert(connection, tenant, &noted(entry, None, made.as_ref()))?;
        Ok(id)
    }

    /// One of each kind that the hook's form needs, and one that can be shown in any case.
    fn secrets(&self) -> Vec<Secret> {
        let own = self.settings.preset.secret_kind();
        let needed = secrets_needed(self.settings.preset, self.settings.standard_headers);
        let others = needed.iter().copied().filter(|kind| *kind != own).map(Secret::generate);
        let first = self.secret.clone().unwrap_or_else(|| Secret::generate(own));
        std::iter::once(first).chain(others).collect()
    }
}

/// A secret from elsewhere, of the kind that the preset's own is; a key pair may stand for a shared key.
pub(super) fn imported(preset: Preset, text: &str) -> Result<Secret, ParseSecretError> {
    match preset.secret_kind() {
        SecretKind::Hmac if text.starts_with("whsk_") => Secret::import(SecretKind::Ed25519, text),
        kind => Secret::import(kind, text),
    }
}
