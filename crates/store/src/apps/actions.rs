//! Actions that are bound to apps and SKUs.

use billhook_core::action::ActionRule;
use billhook_core::clock::Timestamp;
use billhook_core::id::{ActionId, HookId, TenantId};
use billhook_core::tenant::UnknownApps;
use diesel::prelude::*;

use super::keys::{AppKeys, Missing, Named, register};
use crate::any_connection::{AnyConnection, MultiBackend};
use crate::column;
use crate::error::StoreError;
use crate::hooks;
use crate::schema::{actions, hooks as hook_rows};
use crate::tenants;

/// An action that names an app or a SKU, with its hook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundAction {
    /// The action.
    pub id: ActionId,
    /// Its hook.
    pub hook_id: HookId,
    /// The hook's name.
    pub hook_name: String,
}

/// A key that nobody made, in the rule at this place of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// The rule's app.
    App(usize),
    /// The rule's SKU, which its app has not.
    Sku(usize),
}

/// Up to `limit` actions that name the app, or only those that name this SKU of it, the oldest first.
pub fn bound_actions(
    connection: &mut AnyConnection,
    tenant: TenantId,
    app: &str,
    sku: Option<&str>,
    limit: i64,
) -> Result<Vec<BoundAction>, StoreError> {
    let mut query = actions::table
        .inner_join(hook_rows::table.on(hook_rows::id.eq(actions::hook_id)))
        .filter(actions::tenant_id.eq(tenant.as_bytes().to_vec()))
        .filter(actions::app.eq(app.to_owned()))
        .select((actions::id, actions::hook_id, hook_rows::name))
        .order(actions::id)
        .limit(limit)
        .into_boxed::<MultiBackend>();
    if let Some(sku) = sku {
        query = query.filter(actions::sku.eq(sku.to_owned()));
    }
    let rows: Vec<(Vec<u8>, Vec<u8>, String)> = query.load(connection)?;
    let bound = |(id, hook, hook_name): (Vec<u8>, Vec<u8>, String)| {
        let (id, hook_id) = (column::id("actions.id", &id)?, column::id("actions.hook_id", &hook)?);
        Ok(BoundAction { id, hook_id, hook_name })
    };
    rows.into_iter().map(bound).collect()
}

/// Makes the apps and SKUs that these rules name and nobody made, or, if the tenant refuses unknown ones, makes
/// nothing and tells them.
pub fn admit_rules(
    connection: &mut AnyConnection,
    tenant: TenantId,
    rules: &[ActionRule],
    now: Timestamp,
) -> Result<Vec<Unknown>, StoreError> {
    if rules.iter().all(|rule| rule.app.is_none()) {
        return Ok(Vec::new());
    }
    hooks::begin_change(connection, tenant)?;
    let keys = AppKeys::load(connection, tenant)?;
    let missing: Vec<(usize, Missing, Named)> = rules
        .iter()
        .enumerate()
        .filter_map(|(place, rule)| {
            let app = rule.app.clone()?;
            let missing = keys.missing(&app, rule.sku.as_deref())?;
            Some((place, missing, Named { tenant, app, sku: rule.sku.clone() }))
        })
        .collect();
    match tenants::settings(connection, tenant)?.unknown_apps {
        UnknownApps::Refuse => {
            Ok(missing.iter().map(|(place, missing, _)| unknown(*place, *missing)).collect())
        }
        UnknownApps::Register => {
            register(connection, &missing.into_iter().map(|(_, _, named)| named).collect(), now)?;
            Ok(Vec::new())
        }
    }
}

fn unknown(place: usize, missing: Missing) -> Unknown {
    match missing {
        Missing::App => Unknown::App(place),
        Missing::Sku => Unknown::Sku(place),
    }
}
