//! Hooks: what a member set, the state they are in, and how they fare.
//!
//! Whatever changes a hook goes through here, because a change has to be noticed in two places: `routing_version`
//! of the tenant tells those who match events, `revision` of the hook tells those who send. How a hook fares is
//! written where deliveries are recorded.

mod drain;
mod row;
mod state;
mod waiting;

use billhook_core::clock::Timestamp;
use billhook_core::hook::{Format, HookState, Method, StateReason};
use billhook_core::id::{HookId, MemberId, TenantId, UserId};
use billhook_core::policy::PolicyOverrides;
use billhook_core::preset::Preset;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Text;

pub use self::drain::{DRAIN, Drain, DrainWork, Drained, drain, drain_step, effective_rate};
use self::row::{NewRow, Row, SettingsRow};
pub use self::state::{delete, set_state};
pub(crate) use self::waiting::hold_away;
pub use self::waiting::{CANCEL_WAITING, CancelWaiting};
use crate::SystemScope;
use crate::any_connection::{AnyConnection, MultiBackend, first_held};
use crate::error::StoreError;
use crate::names::{case_of, name_of};
use crate::schema::{actions as rules, hooks, members, tenants, users};

/// A hook.
#[derive(Clone, Debug, PartialEq)]
pub struct Hook {
    /// Its identifier.
    pub id: HookId,
    /// Whose it is.
    pub tenant_id: TenantId,
    /// Who answers for it.
    pub owner: Owner,
    /// What a member set.
    pub settings: Settings,
    /// Whether it sends.
    pub state: HookState,
    /// Why it is in that state, where there is something to say.
    pub state_reason: Option<StateReason>,
    /// Counts the changes that a sender has to know.
    pub revision: i64,
    /// Failed attempts since the last success.
    pub consecutive_failures: u32,
    /// When a delivery last succeeded.
    pub last_success_at: Option<Timestamp>,
    /// Since when it has had failures only.
    pub failing_since: Option<Timestamp>,
    /// The rate at which it sends what it collected while it was paused, until none of that waits.
    pub drain: Option<Drain>,
    /// Since when it is inactive; `None` if it is not.
    pub inactive_since: Option<Timestamp>,
    /// What ended without success at this instant or later is what an inactive hook missed: its failures before it was
    /// deactivated are part of that. `None` if it is not inactive.
    pub missing_since: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When a member or a rule last changed it.
    pub updated_at: Timestamp,
}

/// The member who answers for a hook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The member.
    pub member_id: MemberId,
    /// The member's user.
    pub user_id: UserId,
    /// The user's name.
    pub name: String,
}

/// What a member sets on a hook. Checked before it comes here.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// For people.
    pub name: String,
    /// Where requests go, query included, exactly as it was given.
    pub url: String,
    /// The method of its requests.
    pub method: Method,
    /// How bodies are encoded.
    pub format: Format,
    /// Profile, policy and catalogue.
    pub preset: Preset,
    /// What it changes of the preset's policy.
    pub policy: PolicyOverrides,
    /// Headers of its own, in order; a JSON list of pairs in the row.
    pub headers: Vec<(String, String)>,
    /// True if Standard Webhooks headers are sent.
    pub standard_headers: bool,
    /// The most requests at once.
    pub max_in_flight: u32,
    /// The most requests in a second; `None` for no bound.
    pub rate_per_s: Option<u32>,
}

/// Narrows a list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only hooks in this state.
    pub state: Option<HookState>,
    /// Only hooks with an action that names the app with this key.
    pub app: Option<String>,
    /// Only hooks with an action that names the SKU with this key, of that app.
    pub sku: Option<String>,
    /// Only hooks whose name holds this text, in capitals or not. On SQLite letters outside of ASCII have to
    /// be as in the name, or all small in both.
    pub name: Option<String>,
    /// Only these.
    pub ids: Option<Vec<HookId>>,
}

/// Says that the tenant's hooks or actions change in this transaction.
///
/// Comes first in every transaction that changes them: on Postgres it also holds back other such transactions of
/// the tenant until this one is over, so that what was read stays true until it is written.
pub fn begin_change(connection: &mut AnyConnection, tenant: TenantId) -> Result<(), StoreError> {
    diesel::update(tenants::table.find(tenant.as_bytes().as_slice()))
        .set(tenants::routing_version.eq(tenants::routing_version + 1))
        .execute(connection)?;
    Ok(())
}

/// Adds an active hook. Its actions and its secret are added in the same transaction.
pub fn insert(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: HookId,
    owner: MemberId,
    settings: &Settings,
    now: Timestamp,
) -> Result<(), StoreError> {
    begin_change(connection, tenant)?;
    let row = NewRow {
        id: id.as_bytes(),
        tenant_id: tenant.as_bytes(),
        owner_id: owner.as_bytes(),
        settings: SettingsRow::of(settings)?,
        state: name_of(&HookState::Active)?,
        created_at: now.timestamp_micros(),
        updated_at: now.timestamp_micros(),
    };
    diesel::insert_into(hooks::table).values(row).execute(connection)?;
    Ok(())
}

/// The hook, unless it was deleted.
pub fn find(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: HookId,
) -> Result<Option<Hook>, StoreError> {
    let row: Option<(Row, Vec<u8>, String)> = hooks::table
        .inner_join(members::table.inner_join(users::table))
        .filter(hooks::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(hooks::id.eq(id.as_bytes().as_slice()))
        .filter(hooks::deleted_at.is_null())
        .select((Row::as_select(), users::id, users::name))
        .first(connection)
        .optional()?;
    row.map(|(row, user_id, name)| row.with_owner(&user_id, name)).transpose()
}

/// These hooks, whosever they are, without those that were deleted; each by itself, for one that cannot be
/// read (a newer version may have written it) says nothing about the others.
pub fn find_all(
    connection: &mut AnyConnection,
    _: SystemScope,
    ids: &[HookId],
) -> Result<Vec<Result<Hook, StoreError>>, StoreError> {
    let rows: Vec<(Row, Vec<u8>, String)> = hooks::table
        .inner_join(members::table.inner_join(users::table))
        .filter(hooks::id.eq_any(ids.iter().map(|id| id.as_bytes().as_slice())))
        .filter(hooks::deleted_at.is_null())
        .select((Row::as_select(), users::id, users::name))
        .load(connection)?;
    Ok(rows.into_iter().map(|(row, user_id, name)| row.with_owner(&user_id, name)).collect())
}

/// The hook's state, which stays as it is until this transaction is over; `None` if there is no such hook (any more).
///
/// For whoever adds deliveries outside of ingest: a hook that is deactivated at the same moment must not keep one.
pub fn hold_state(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: HookId,
) -> Result<Option<HookState>, StoreError> {
    let query =
        row_of(tenant.as_bytes(), id.as_bytes()).filter(hooks::deleted_at.is_null()).select(hooks::state);
    let state: Option<String> = first_held!(connection, query)?;
    state.map(|state| case_of("hooks.state", &state)).transpose()
}

/// Up to `limit` hooks, the newest first, older than `before`.
pub fn list(
    connection: &mut AnyConnection,
    tenant: TenantId,
    filter: Filter,
    before: Option<HookId>,
    limit: i64,
) -> Result<Vec<Hook>, StoreError> {
    let mut query = hooks::table
        .inner_join(members::table.inner_join(users::table))
        .filter(hooks::tenant_id.eq(tenant.as_bytes().to_vec()))
        .filter(hooks::deleted_at.is_null())
        .select((Row::as_select(), users::id, users::name))
        .order(hooks::id.desc())
        .limit(limit)
        .into_boxed::<MultiBackend>();
    if let Some(before) = before {
        query = query.filter(hooks::id.lt(before.as_bytes().to_vec()));
    }
    if let Some(state) = filter.state {
        query = query.filter(hooks::state.eq(name_of(&state)?));
    }
    if let Some(name) = filter.name {
        query = query.filter(
            sql::<Text>("lower(hooks.name)")
                .like(holding(&name.to_lowercase()))
                .escape('\\')
                .or(hooks::name.like(holding(&name)).escape('\\')),
        );
    }
    if let Some(ids) = filter.ids {
        query = query.filter(hooks::id.eq_any(ids.into_iter().map(|id| id.as_bytes().to_vec())));
    }
    if let Some(app) = filter.app {
        let bound = rules::table
            .filter(rules::tenant_id.eq(tenant.as_bytes().to_vec()))
            .filter(rules::app.eq(app))
            .select(rules::hook_id);
        query = match filter.sku {
            None => query.filter(hooks::id.eq_any(bound)),
            Some(sku) => query.filter(hooks::id.eq_any(bound.filter(rules::sku.eq(sku)))),
        };
    }
    let rows: Vec<(Row, Vec<u8>, String)> = query.load(connection)?;
    rows.into_iter().map(|(row, user_id, name)| row.with_owner(&user_id, name)).collect()
}

/// The pattern of SQL's `like`, with `\` as escape, of what holds this text.
fn holding(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

/// How many hooks the tenant has, whatever their state.
pub fn count(connection: &mut AnyConnection, tenant: TenantId) -> Result<u32, StoreError> {
    let kept = hooks::table
        .filter(hooks::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(hooks::deleted_at.is_null());
    Ok(u32::try_from(kept.count().get_result::<i64>(connection)?).unwrap_or(u32::MAX))
}

/// Replaces what a member set.
pub fn update(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: HookId,
    settings: &Settings,
    now: Timestamp,
) -> Result<(), StoreError> {
    begin_change(connection, tenant)?;
    diesel::update(row_of(tenant.as_bytes(), id.as_bytes()))
        .set((
            SettingsRow::of(settings)?,
            hooks::revision.eq(hooks::revision + 1),
            hooks::updated_at.eq(now.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(())
}

/// Makes another member answer for the hook.
pub fn set_owner(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: HookId,
    owner: MemberId,
    now: Timestamp,
) -> Result<(), StoreError> {
    begin_change(connection, tenant)?;
    diesel::update(row_of(tenant.as_bytes(), id.as_bytes()))
        .set((hooks::owner_id.eq(owner.as_bytes().as_slice()), hooks::updated_at.eq(now.timestamp_micros())))
        .execute(connection)?;
    Ok(())
}

/// Says that something the sender needs changed beside the hook's own row, such as a secret.
pub fn touch(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: HookId,
    now: Timestamp,
) -> Result<(), StoreError> {
    begin_change(connection, tenant)?;
    diesel::update(row_of(tenant.as_bytes(), id.as_bytes()))
        .set((hooks::revision.eq(hooks::revision + 1), hooks::updated_at.eq(now.timestamp_micros())))
        .execute(connection)?;
    Ok(())
}

#[diesel::dsl::auto_type]
fn row_of<'a>(tenant: &'a [u8], id: &'a [u8]) -> _ {
    hooks::table.filter(hooks::tenant_id.eq(tenant)).filter(hooks::id.eq(id))
}
