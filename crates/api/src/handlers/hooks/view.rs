//! A hook as the API shows it.

use std::collections::HashMap;

use billhook_core::clock::Timestamp;
use billhook_core::hook::{Format, HookState, Method, StateReason};
use billhook_core::id::{HookId, MemberId, TenantId, UserId};
use billhook_core::policy::{Policy, PolicyOverrides};
use billhook_core::preset::Preset;
use billhook_store::actions::Action;
use billhook_store::hooks::{self, Drain, Hook, Owner};
use billhook_store::members::Member;
use billhook_store::missed_periods::{self, MissedPeriod};
use billhook_store::portions::Large;
use billhook_store::users::User;
use billhook_store::{AnyConnection, StoreError, actions};
use serde::Serialize;
use utoipa::ToSchema;

use super::headers::Headers;
use super::way_back::ways_back;
use crate::handlers::actions::ActionView;
use crate::masking::Sight;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::schema;

/// Where events go, in which form, and how hard to try.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Hook)]
pub(crate) struct HookView {
    #[schema(value_type = String, example = "hk_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    id: HookId,
    owner: OwnerView,
    #[schema(example = "ERP")]
    name: String,
    /// Without `hooks.edit` the values of the query are shown as `***`.
    #[schema(example = "https://example.com/in?token=s3")]
    url: String,
    #[schema(value_type = schema::Method)]
    method: Method,
    #[schema(value_type = schema::Format)]
    format: Format,
    #[schema(value_type = schema::Preset)]
    preset: Preset,
    /// The policy in effect: the preset's with what the hook changes.
    #[schema(value_type = schema::Policy)]
    policy: Policy,
    /// What the hook changes of the preset's policy.
    #[schema(value_type = schema::Policy)]
    policy_overrides: PolicyOverrides,
    /// Without `hooks.edit` the values are shown as `***`.
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    headers: Headers,
    /// Whether Standard Webhooks headers are sent.
    standard_headers: bool,
    max_in_flight: u32,
    /// Requests in a second at most; null: no bound.
    rate_per_s: Option<u32>,
    actions: Vec<ActionView>,
    #[schema(value_type = schema::HookState)]
    state: HookState,
    /// Why it is in that state, where there is something to say.
    #[schema(value_type = Option<schema::StateReason>)]
    state_reason: Option<StateReason>,
    /// What to do before it can be activated again, if it was deactivated because of its owner.
    way_back: Option<String>,
    /// Since when it is inactive.
    #[schema(value_type = Option<String>, format = DateTime)]
    inactive_since: Option<Timestamp>,
    /// Since when an inactive hook has missed something: its last failures before are part of that. As
    /// `missed_since` in the filter of a replay it takes all that was missed.
    #[schema(value_type = Option<String>, format = DateTime)]
    missing_since: Option<Timestamp>,
    /// When a hook that is back missed something; null once that was replayed, by one replay of all of it, or
    /// was dismissed. A hook that becomes inactive again goes on with it: its `missing_since` is that of then.
    pub(super) missed_period: Option<MissedPeriodView>,
    /// The rate at which it sends what it collected while it was paused; null once that is done, or if no rate
    /// was asked for.
    drain: Option<DrainView>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    last_success_at: Option<Timestamp>,
    /// Failed attempts since the last success.
    consecutive_failures: u32,
    /// Since when it has had failures only.
    #[schema(value_type = Option<String>, format = DateTime)]
    failing_since: Option<Timestamp>,
}

/// When a hook missed something: while it was inactive, and while it was failing before.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = MissedPeriod)]
pub(crate) struct MissedPeriodView {
    /// The `missed_since` of a filter that takes what it missed.
    #[schema(value_type = String, format = DateTime)]
    pub(super) since: Timestamp,
    /// The activation: the `until` of that filter.
    #[schema(value_type = String, format = DateTime)]
    pub(super) until: Timestamp,
}

impl From<MissedPeriod> for MissedPeriodView {
    fn from(MissedPeriod { since, until }: MissedPeriod) -> Self {
        Self { since, until }
    }
}

/// How a hook that was resumed sends what it had collected.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HookDrain)]
pub(crate) struct DrainView {
    /// Requests in a second at most; the hook's own `rate_per_s` holds as well.
    #[schema(example = 20)]
    rate_per_s: u32,
    /// What was due by then is what it had collected.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
}

impl From<Drain> for DrainView {
    fn from(Drain { rate_per_s, until }: Drain) -> Self {
        Self { rate_per_s, until }
    }
}

/// Who answers for a hook.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HookOwner)]
pub(crate) struct OwnerView {
    #[schema(value_type = String, example = "usr_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    user_id: UserId,
    #[schema(value_type = String, example = "mbr_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    member_id: MemberId,
    name: String,
}

impl From<Owner> for OwnerView {
    fn from(owner: Owner) -> Self {
        Self { user_id: owner.user_id, member_id: owner.member_id, name: owner.name }
    }
}

impl From<(Member, User)> for OwnerView {
    fn from((member, user): (Member, User)) -> Self {
        Self { user_id: user.id, member_id: member.id, name: user.name }
    }
}

impl Large for HookView {
    type Place = HookId;
    fn place(&self) -> HookId {
        self.id
    }
    fn bytes(&self) -> usize {
        let headers: usize = self.headers.0.iter().map(|(name, value)| name.len() + value.len()).sum();
        self.url.len() + headers + self.actions.iter().map(ActionView::bytes).sum::<usize>()
    }
}

impl HookView {
    fn of(
        hook: Hook,
        actions: Vec<ActionView>,
        way_back: Option<String>,
        missed: Option<MissedPeriod>,
        sight: Sight,
    ) -> Self {
        let settings = hook.settings;
        let shown = |(name, value): &(String, String)| (name.clone(), sight.header(name, value).to_owned());
        Self {
            id: hook.id,
            owner: hook.owner.into(),
            url: sight.url(&settings.url).into_owned(),
            method: settings.method,
            format: settings.format,
            preset: settings.preset,
            policy: effective(hook.id, settings.preset, &settings.policy),
            policy_overrides: settings.policy,
            headers: Headers(settings.headers.iter().map(shown).collect()),
            standard_headers: settings.standard_headers,
            max_in_flight: settings.max_in_flight,
            rate_per_s: settings.rate_per_s,
            name: settings.name,
            actions,
            state: hook.state,
            state_reason: hook.state_reason,
            way_back,
            inactive_since: hook.inactive_since,
            missing_since: hook.missing_since,
            missed_period: missed.map(MissedPeriodView::from),
            drain: hook.drain.map(DrainView::from),
            created_at: hook.created_at,
            updated_at: hook.updated_at,
            last_success_at: hook.last_success_at,
            consecutive_failures: hook.consecutive_failures,
            failing_since: hook.failing_since,
        }
    }
}

/// What was saved was checked; should its limits have become narrower since, the preset's policy is shown.
fn effective(hook: HookId, preset: Preset, overrides: &PolicyOverrides) -> Policy {
    Policy::of(preset).with(overrides).unwrap_or_else(|error| {
        tracing::error!(%hook, %error, "a saved policy is no longer valid");
        Policy::of(preset)
    })
}

/// The hook of this id as `principal` may see it; 404 if the tenant has none.
pub(super) fn view(
    connection: &mut AnyConnection,
    principal: &Principal,
    id: HookId,
) -> Result<HookView, Problem> {
    let hook = find(connection, principal, id)?;
    let mut views = views(connection, principal, vec![hook])?;
    views.pop().ok_or_else(Problem::internal)
}

/// The hook of this id as everybody may see it, for the audit log.
pub(super) fn recorded(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: HookId,
) -> Result<Option<HookView>, StoreError> {
    let hook = hooks::find(connection, tenant, id)?;
    Ok(seen(connection, tenant, hook.into_iter().collect(), |_| Sight::Masked)?.pop())
}

/// These hooks with their actions, in order.
pub(super) fn views(
    connection: &mut AnyConnection,
    principal: &Principal,
    hooks: Vec<Hook>,
) -> Result<Vec<HookView>, StoreError> {
    seen(connection, principal.tenant_id, hooks, |actions| {
        Sight::of(principal, actions.iter().map(|action| &action.rule))
    })
}

/// These hooks with their actions, in order, with secrets masked: for whoever keeps it elsewhere.
pub(crate) fn masked_views(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hooks: Vec<Hook>,
) -> Result<Vec<HookView>, StoreError> {
    seen(connection, tenant, hooks, |_| Sight::Masked)
}

fn seen(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hooks: Vec<Hook>,
    sight: impl Fn(&[Action]) -> Sight,
) -> Result<Vec<HookView>, StoreError> {
    let ids: Vec<HookId> = hooks.iter().map(|hook| hook.id).collect();
    let mut by_hook: HashMap<HookId, Vec<Action>> = HashMap::new();
    let actions = actions::list_of_hooks(connection, tenant, &ids)?;
    let mut ways_back = ways_back(connection, tenant, &hooks, &actions)?;
    let mut missed = missed_periods::of_hooks(connection, tenant, &ids)?;
    for action in actions {
        by_hook.entry(action.hook_id).or_default().push(action);
    }
    let view = |hook: Hook| {
        let actions = by_hook.remove(&hook.id).unwrap_or_default();
        let (way_back, missed) = (ways_back.remove(&hook.id), missed.remove(&hook.id));
        let sight = sight(&actions);
        HookView::of(hook, actions.into_iter().map(ActionView::from).collect(), way_back, missed, sight)
    };
    Ok(hooks.into_iter().map(view).collect())
}

/// The hook of this id; 404 if the tenant has none.
pub(super) fn find(
    connection: &mut AnyConnection,
    principal: &Principal,
    id: HookId,
) -> Result<Hook, Problem> {
    hooks::find(connection, principal.tenant_id, id)?.ok_or_else(|| Problem::not_found("hook"))
}
