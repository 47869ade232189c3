//! What becomes of deliveries that wait for a hook that takes no more.

use billhook_core::clock::Timestamp;
use billhook_core::delivery::DeliveryReason;
use billhook_core::hook::StateReason;
use billhook_core::id::{HookId, TenantId};
use billhook_core::tenant::UnsentOnOwnerChange;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::SystemScope;
use crate::any_connection::{AnyConnection, first_held};
use crate::error::StoreError;
use crate::jobs;
use crate::schema::hooks;
use crate::tenants;

/// The name of the background job that cancels what waits for a hook that takes no more deliveries. Its payload
/// is a [`CancelWaiting`].
pub const CANCEL_WAITING: &str = "cancel_waiting";

/// Whose deliveries are cancelled, and why.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct CancelWaiting {
    /// The hook.
    pub hook_id: HookId,
    /// When the hook went, in microseconds since 1970. Once it has come back, the job is over.
    pub until: i64,
    /// What the deliveries say then.
    #[serde(default = "deactivated")]
    pub reason: DeliveryReason,
}

/// Why, in jobs of a version that knew of no other reason.
fn deactivated() -> DeliveryReason {
    DeliveryReason::HookDeactivated
}

/// Whether the hook is away that was deactivated or deleted at `since`, and has not been active in between; if
/// so, it stays away until this transaction is over.
pub(crate) fn hold_away(
    connection: &mut AnyConnection,
    _: SystemScope,
    id: HookId,
    since: Timestamp,
) -> Result<bool, StoreError> {
    let spell = hooks::table
        .filter(hooks::id.eq(id.as_bytes().as_slice()))
        .select((hooks::deleted_at, hooks::inactive_since));
    let spell: Option<(Option<i64>, Option<i64>)> = first_held!(connection, spell)?;
    Ok(match spell {
        // Erased, or deleted for good.
        None | Some((Some(_), _)) => true,
        Some((None, None)) => false,
        Some((None, Some(inactive_since))) => inactive_since <= since.timestamp_micros(),
    })
}

/// Sees to what waits for a hook that is deactivated for `reason`.
pub(super) fn settle(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: HookId,
    reason: Option<StateReason>,
    now: Timestamp,
) -> Result<(), StoreError> {
    match fate(connection, tenant, reason)? {
        Some(reason) => enqueue(connection, tenant, id, reason, now),
        None => Ok(()),
    }
}

/// Why what waits for a hook that is deactivated for `reason` is cancelled; `None` if it is kept.
fn fate(
    connection: &mut AnyConnection,
    tenant: TenantId,
    reason: Option<StateReason>,
) -> Result<Option<DeliveryReason>, StoreError> {
    if reason != Some(StateReason::OwnerPermissionsChanged) {
        return Ok(Some(DeliveryReason::HookDeactivated));
    }
    Ok(match tenants::settings(connection, tenant)?.unsent_on_owner_change {
        UnsentOnOwnerChange::Cancel => Some(DeliveryReason::OwnerPermissionsChanged),
        UnsentOnOwnerChange::Keep => None,
    })
}

fn enqueue(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: HookId,
    reason: DeliveryReason,
    now: Timestamp,
) -> Result<(), StoreError> {
    let job = CancelWaiting { hook_id: id, until: now.timestamp_micros(), reason };
    jobs::enqueue(connection, tenant, CANCEL_WAITING, &json!(job), now)
}
