//! What a tenant has, table by table, in an order in which nothing refers to what is gone.
//!
//! A new table with a `tenant_id` needs a step here; a test compares the two.

use billhook_core::id::TenantId;
use diesel::prelude::*;

use crate::any_connection::AnyConnection;
use crate::error::StoreError;
use crate::schema::{
    actions, apps, attempts, audit_entries, body_erasures, deadline_timers, deadlines, deliveries,
    delivery_stats, due_deliveries, event_types, event_violations, events, held_events, hook_secrets, hooks,
    idempotency_keys, invitations, jobs, lanes, mails, members, missed_periods, password_resets,
    portal_links, postponed_erasures, replay_origins, replayed_deliveries, replays, sessions, skus,
    tenant_looks, tokens, users,
};

/// Erases up to this many things of the tenant; tells how many rows that were.
type Step = fn(&mut AnyConnection, TenantId, i64) -> Result<usize, StoreError>;

/// What makes something new comes first: timers, held events and jobs.
pub(super) const STEPS: &[Step] = &[
    jobs_but_this,
    held_events_step,
    deadlines_with_timers,
    replays_with_marks,
    deliveries_with_attempts,
    replay_origins_step,
    events_with_violations,
    postponed_erasures_step,
    body_erasures_step,
    stats_by_begin,
    hooks_with_secrets,
    skus_step,
    apps_step,
    event_types_step,
    tokens_step,
    invitations_step,
    portal_links_step,
    mails_step,
    idempotency_keys_step,
    audit_entries_step,
    looks_step,
    members_with_users,
];

/// The ids of up to this many rows of the tenant.
macro_rules! ids {
    ($connection:expr, $table:ident, $key:ident, $tenant:expr, $most:expr) => {
        $table::table
            .filter($table::tenant_id.eq($tenant.as_bytes().as_slice()))
            .limit($most)
            .select($table::$key)
            .load::<Vec<u8>>($connection)?
    };
}

/// Deletes the rows with these ids; how many.
macro_rules! delete {
    ($connection:expr, $table:ident, $key:ident, $ids:expr) => {
        diesel::delete($table::table.filter($table::$key.eq_any($ids))).execute($connection)?
    };
}

/// A step over one table, to which nothing belongs.
macro_rules! step {
    ($name:ident, $table:ident, $key:ident) => {
        fn $name(c: &mut AnyConnection, tenant: TenantId, most: i64) -> Result<usize, StoreError> {
            let ids = ids!(c, $table, $key, tenant, most);
            Ok(delete!(c, $table, $key, &ids))
        }
    };
}

step!(held_events_step, held_events, event_id);
// Those whose deliveries an earlier version of this program has deleted.
step!(replay_origins_step, replay_origins, delivery_id);
step!(postponed_erasures_step, postponed_erasures, event_id);
step!(body_erasures_step, body_erasures, tenant_id);
step!(skus_step, skus, id);
step!(apps_step, apps, id);
step!(event_types_step, event_types, id);
step!(tokens_step, tokens, id);
step!(invitations_step, invitations, id);
step!(portal_links_step, portal_links, token_hash);
step!(mails_step, mails, id);
step!(audit_entries_step, audit_entries, id);
step!(looks_step, tenant_looks, tenant_id);

fn jobs_but_this(c: &mut AnyConnection, tenant: TenantId, most: i64) -> Result<usize, StoreError> {
    let ids: Vec<Vec<u8>> = jobs::table
        .filter(jobs::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(jobs::kind.ne(super::ERASE))
        .limit(most)
        .select(jobs::id)
        .load(c)?;
    Ok(delete!(c, jobs, id, &ids))
}

fn deadlines_with_timers(c: &mut AnyConnection, tenant: TenantId, most: i64) -> Result<usize, StoreError> {
    let deadline_ids = ids!(c, deadlines, id, tenant, most);
    let timers: Vec<Vec<u8>> = deadline_timers::table
        .filter(deadline_timers::deadline_id.eq_any(&deadline_ids))
        .limit(most)
        .select(deadline_timers::id)
        .load(c)?;
    if !timers.is_empty() {
        return Ok(delete!(c, deadline_timers, id, &timers));
    }
    Ok(delete!(c, deadlines, id, &deadline_ids))
}

fn replays_with_marks(c: &mut AnyConnection, tenant: TenantId, most: i64) -> Result<usize, StoreError> {
    let replay_ids = ids!(c, replays, id, tenant, 1);
    // Differs because SQLite has one writer: here a step that is under way is waited for, and what it marks is seen.
    if let AnyConnection::Postgres(c) = c {
        let of_step = replays::table.filter(replays::id.eq_any(&replay_ids));
        let _: Vec<Vec<u8>> = of_step.select(replays::id).for_update().load(c)?;
    }
    let marks: Vec<Vec<u8>> = replayed_deliveries::table
        .filter(replayed_deliveries::replay_id.eq_any(&replay_ids))
        .limit(most)
        .select(replayed_deliveries::delivery_id)
        .load(c)?;
    if !marks.is_empty() {
        let of_replay = replayed_deliveries::table.filter(replayed_deliveries::replay_id.eq_any(&replay_ids));
        let marked = of_replay.filter(replayed_deliveries::delivery_id.eq_any(&marks));
        return Ok(diesel::delete(marked).execute(c)?);
    }
    Ok(delete!(c, replays, id, &replay_ids))
}

fn deliveries_with_attempts(c: &mut AnyConnection, tenant: TenantId, most: i64) -> Result<usize, StoreError> {
    let ids = ids!(c, deliveries, id, tenant, most);
    let rows = delete!(c, due_deliveries, delivery_id, &ids) + delete!(c, attempts, delivery_id, &ids);
    Ok(rows + delete!(c, replay_origins, delivery_id, &ids) + delete!(c, deliveries, id, &ids))
}

fn events_with_violations(c: &mut AnyConnection, tenant: TenantId, most: i64) -> Result<usize, StoreError> {
    let ids = ids!(c, events, id, tenant, most);
    Ok(delete!(c, event_violations, event_id, &ids) + delete!(c, events, id, &ids))
}

fn hooks_with_secrets(c: &mut AnyConnection, tenant: TenantId, most: i64) -> Result<usize, StoreError> {
    let ids = ids!(c, hooks, id, tenant, most);
    let rows = delete!(c, actions, hook_id, &ids) + delete!(c, hook_secrets, hook_id, &ids);
    let rows = rows + delete!(c, missed_periods, hook_id, &ids);
    Ok(rows + delete!(c, lanes, hook_id, &ids) + delete!(c, hooks, id, &ids))
}

fn idempotency_keys_step(c: &mut AnyConnection, tenant: TenantId, most: i64) -> Result<usize, StoreError> {
    let of_tenant =
        || idempotency_keys::table.filter(idempotency_keys::tenant_id.eq(tenant.as_bytes().to_vec()));
    let keys: Vec<String> = of_tenant().limit(most).select(idempotency_keys::key).load(c)?;
    Ok(diesel::delete(of_tenant().filter(idempotency_keys::key.eq_any(keys))).execute(c)?)
}

/// The rows of a few instants at a time: there are as many of one as the tenant has hooks and resources.
fn stats_by_begin(c: &mut AnyConnection, tenant: TenantId, most: i64) -> Result<usize, StoreError> {
    let of_tenant = || delivery_stats::table.filter(delivery_stats::tenant_id.eq(tenant.as_bytes().to_vec()));
    let begins: Vec<i64> = of_tenant().limit(most).select(delivery_stats::begins_at).load(c)?;
    Ok(diesel::delete(of_tenant().filter(delivery_stats::begins_at.eq_any(begins))).execute(c)?)
}

/// A user who is a member nowhere else goes too, with their sessions.
fn members_with_users(c: &mut AnyConnection, tenant: TenantId, most: i64) -> Result<usize, StoreError> {
    let of_tenant = members::table.filter(members::tenant_id.eq(tenant.as_bytes().as_slice()));
    let rows: Vec<(Vec<u8>, Vec<u8>)> =
        of_tenant.limit(most).select((members::id, members::user_id)).load(c)?;
    let (member_ids, user_ids): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    let erased = delete!(c, members, id, &member_ids);
    let elsewhere: Vec<Vec<u8>> =
        members::table.filter(members::user_id.eq_any(&user_ids)).select(members::user_id).load(c)?;
    let gone: Vec<Vec<u8>> = user_ids.into_iter().filter(|user| !elsewhere.contains(user)).collect();
    let erased = erased + delete!(c, sessions, user_id, &gone) + delete!(c, password_resets, user_id, &gone);
    Ok(erased + delete!(c, users, id, &gone))
}
