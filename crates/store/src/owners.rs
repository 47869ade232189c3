//! What members own, and which of it they may (no longer) own.
//!
//! A change of a member and what it does to the member's hooks are two transactions: the first enqueues the second, so
//! that nobody waits for a member with a thousand hooks, and a process that dies between them loses nothing. Whatever
//! makes, changes or activates a hook in between asks [`unfit_for`] itself.

use std::collections::HashMap;

use billhook_core::action::Pattern;
use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::hook::HookState;
use billhook_core::id::{HookId, MemberId, TenantId};
use billhook_core::member::Standing;
use billhook_core::member::change::Effect;
use billhook_core::owner::{Strictness, Unfit, cause, unfit};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::any_connection::{AnyConnection, MultiBackend};
use crate::column;
use crate::error::StoreError;
use crate::names::{case_of, name_of};
use crate::schema::hooks as columns;
use crate::tenants;
use crate::{actions, deactivation, hooks, jobs, members};

/// A hook, as far as it matters to whether its owner may have it.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnedHook {
    /// The hook.
    pub id: HookId,
    /// What it is called.
    pub name: String,
    /// The state that it is in.
    pub state: HookState,
    /// When it was made.
    pub created_at: Timestamp,
    /// Which event types its actions take.
    pub patterns: Vec<Pattern>,
}

/// The member's hooks that take deliveries, the oldest first.
pub fn hooks_at_work(
    connection: &mut AnyConnection,
    tenant: TenantId,
    owner: MemberId,
) -> Result<Vec<OwnedHook>, StoreError> {
    page_at_work(connection, tenant, owner, None, i64::MAX)
}

/// Up to `most` of them, those after this one only.
fn page_at_work(
    connection: &mut AnyConnection,
    tenant: TenantId,
    owner: MemberId,
    after: Option<HookId>,
    most: i64,
) -> Result<Vec<OwnedHook>, StoreError> {
    let mut query = columns::table
        .filter(columns::tenant_id.eq(tenant.as_bytes().to_vec()))
        .filter(columns::owner_id.eq(owner.as_bytes().to_vec()))
        .filter(columns::deleted_at.is_null())
        .filter(columns::state.ne(name_of(&HookState::Inactive)?))
        .order(columns::id)
        .limit(most)
        .select((columns::id, columns::name, columns::state, columns::created_at))
        .into_boxed::<MultiBackend>();
    if let Some(after) = after {
        query = query.filter(columns::id.gt(after.as_bytes().to_vec()));
    }
    let rows: Vec<(Vec<u8>, String, String, i64)> = query.load(connection)?;
    let mut owned = Vec::with_capacity(rows.len());
    for (id, name, state, created_at) in rows {
        let (id, state) = (column::id("hooks.id", &id)?, case_of("hooks.state", &state)?);
        let created_at = from_micros(created_at);
        owned.push(OwnedHook { id, name, state, created_at, patterns: Vec::new() });
    }
    let ids: Vec<HookId> = owned.iter().map(|hook| hook.id).collect();
    for action in actions::list_of_hooks(connection, tenant, &ids)? {
        // The hooks are in the order of their ids.
        if let Ok(place) = owned.binary_search_by_key(&action.hook_id, |hook| hook.id) {
            owned[place].patterns.push(action.rule.pattern);
        }
    }
    Ok(owned)
}

/// The name of the background job that follows a change of a member. Its payload is an [`OwnerChanged`].
pub const OWNER_CHANGED: &str = "owner_changed";

/// Whose hooks are looked through, and how strictly.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct OwnerChanged {
    /// The member.
    pub member_id: MemberId,
    /// What the change did.
    pub effect: Effect,
    /// How the tenant wanted such changes to be read at that time.
    pub strictness: Strictness,
    /// Microseconds since 1970: the strict reading spares hooks that were made later.
    pub changed_at: i64,
    /// The hook up to which they have been looked through.
    #[serde(default)]
    pub after: Option<HookId>,
}

/// Hooks that are looked through in one transaction: few enough that others get to write in between.
const AT_ONCE: usize = 50;

/// Sees to it that the member's hooks follow this change. Wake the workers after the commit.
pub(crate) fn follow(
    connection: &mut AnyConnection,
    tenant: TenantId,
    member_id: MemberId,
    effect: Effect,
    now: Timestamp,
) -> Result<(), StoreError> {
    let strictness = tenants::settings(connection, tenant)?.strictness();
    let concerns_hooks = match effect {
        Effect::None => false,
        Effect::Gain => strictness == Strictness::AnyChange,
        Effect::Loss => true,
    };
    if !concerns_hooks {
        return Ok(());
    }
    let job = OwnerChanged { member_id, effect, strictness, changed_at: now.timestamp_micros(), after: None };
    jobs::enqueue(connection, tenant, OWNER_CHANGED, &json!(job), now)
}

/// Deactivates what the member may no longer own among the next of their hooks, each with its entry in the
/// audit log and its notices in the outbox; tells how many hooks that were. Where there are more, another job
/// goes on from there: each hook is looked at once, also if a process dies in between. Wake the workers and
/// the outbox after the commit.
pub fn enforce(
    connection: &mut AnyConnection,
    tenant: TenantId,
    change: &OwnerChanged,
    now: Timestamp,
) -> Result<usize, StoreError> {
    hooks::begin_change(connection, tenant)?;
    let owner = members::find_even_former(connection, tenant, change.member_id)?;
    let Some((owner, _)) = owner else { return Ok(0) };
    let standing = owner.standing();
    let mut deactivated = 0;
    let page = page_at_work(connection, tenant, owner.id, change.after, AT_ONCE as i64)?;
    if let Some(last) = page.last().filter(|_| page.len() == AT_ONCE) {
        let next = OwnerChanged { after: Some(last.id), ..*change };
        jobs::enqueue(connection, tenant, OWNER_CHANGED, &json!(next), now)?;
    }
    for hook in page {
        let strictness = if hook.created_at.timestamp_micros() <= change.changed_at {
            change.strictness
        } else {
            Strictness::WhatIsLost
        };
        if let Some(cause) = cause(strictness, change.effect, &standing, &hook.patterns) {
            deactivation::deactivate_for_owner(connection, tenant, hook.id, cause.to_string(), now)?;
            deactivated += 1;
        }
    }
    Ok(deactivated)
}

/// What these members have at this moment; former ones are left out.
pub fn standings(
    connection: &mut AnyConnection,
    tenant: TenantId,
    ids: &[MemberId],
) -> Result<HashMap<MemberId, Standing>, StoreError> {
    let found = members::find_all(connection, tenant, ids)?;
    Ok(found.into_iter().map(|member| (member.id, member.standing())).collect())
}

/// Why a member may not own a hook with these actions, as things are now; `None` if they may.
pub fn unfit_for<'a>(
    connection: &mut AnyConnection,
    tenant: TenantId,
    member: MemberId,
    patterns: impl IntoIterator<Item = &'a Pattern>,
) -> Result<Option<Unfit>, StoreError> {
    let found = members::find(connection, tenant, member)?;
    Ok(found.map_or(Some(Unfit::NotActive), |(member, _)| unfit(&member.standing(), patterns)))
}
