//! Actions name apps and SKUs: what that asks of either.

use billhook_core::action::ActionRule;
use billhook_core::clock::Timestamp;
use billhook_core::id::TenantId;
use billhook_store::AnyConnection;
use billhook_store::apps::{self, BoundAction, Unknown};

use crate::problem::{FieldError, Problem};

/// How many actions a refusal names.
const MAX_NAMED: usize = 5;

/// 422 if a rule names an app or a SKU that nobody made, and the tenant refuses those; otherwise they are made. `at`
/// tells where the rule at a place stands in the body.
pub(crate) fn require_apps(
    c: &mut AnyConnection,
    tenant: TenantId,
    rules: &[ActionRule],
    at: impl Fn(usize) -> String,
    now: Timestamp,
) -> Result<(), Problem> {
    let unknown = apps::admit_rules(c, tenant, rules, now)?;
    if unknown.is_empty() {
        return Ok(());
    }
    let error = |unknown| match unknown {
        Unknown::App(place) => FieldError {
            pointer: format!("{}/app", at(place)),
            detail: "there is no app with this key: make it by POST /api/v1/apps".to_owned(),
        },
        Unknown::Sku(place) => FieldError {
            pointer: format!("{}/sku", at(place)),
            detail: "the app has no SKU with this key: make it by POST /api/v1/apps/{id}/skus".to_owned(),
        },
    };
    Err(Problem::fields(unknown.into_iter().map(error).collect()))
}

/// 409 that names the actions, if there are any that name this app, or this SKU of it.
pub(crate) fn require_unbound(
    c: &mut AnyConnection,
    tenant: TenantId,
    app: &str,
    sku: Option<&str>,
) -> Result<(), Problem> {
    let bound = apps::bound_actions(c, tenant, app, sku, MAX_NAMED as i64 + 1)?;
    if bound.is_empty() {
        return Ok(());
    }
    let named = |action: &BoundAction| format!("`{}` of the hook `{}`", action.id, action.hook_name);
    let listed: Vec<String> = bound.iter().take(MAX_NAMED).map(named).collect();
    let more = if bound.len() > MAX_NAMED { ", and more" } else { "" };
    Err(Problem::conflict(format!(
        "Actions name it: {}{more}. Delete or change them first.",
        listed.join(", ")
    )))
}
