//! Background work that is not a delivery: rows of the table `jobs`, leased like deliveries.

use billhook_core::clock::Timestamp;
use billhook_core::id::{JobId, TenantId};
use diesel::prelude::*;

use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::leases::{end_all_leases, no_lease};
use crate::names::bytes16;
use crate::schema::jobs;

/// A job that the caller may run, until its lease runs out.
#[derive(Clone, Debug)]
pub struct ClaimedJob {
    /// Its identifier.
    pub id: JobId,
    /// The tenant it is about, where it is about one.
    pub tenant_id: Option<TenantId>,
    /// Which work it is.
    pub kind: String,
    /// What the work needs to know, as JSON.
    pub payload: String,
    /// How often it has failed.
    pub attempts: u32,
    /// The fencing token.
    pub lease_token: i64,
}

/// Adds a job in the caller's transaction. Wake the workers after the commit.
pub fn enqueue(
    connection: &mut AnyConnection,
    tenant: TenantId,
    kind: &str,
    payload: &serde_json::Value,
    now: Timestamp,
) -> Result<(), StoreError> {
    add(connection, Some(tenant), kind, payload, now)
}

/// Adds a job that is not a tenant's, but about somebody's own account. Wake the workers after the commit.
pub(crate) fn enqueue_for_account(
    connection: &mut AnyConnection,
    kind: &str,
    payload: &serde_json::Value,
    now: Timestamp,
) -> Result<(), StoreError> {
    add(connection, None, kind, payload, now)
}

fn add(
    connection: &mut AnyConnection,
    tenant: Option<TenantId>,
    kind: &str,
    payload: &serde_json::Value,
    now: Timestamp,
) -> Result<(), StoreError> {
    diesel::insert_into(jobs::table)
        .values((
            jobs::id.eq(&JobId::new(now).as_bytes()[..]),
            jobs::tenant_id.eq(tenant.as_ref().map(|tenant| &tenant.as_bytes()[..])),
            jobs::kind.eq(kind),
            jobs::payload.eq(payload.to_string()),
            jobs::run_at.eq(now.timestamp_micros()),
            jobs::created_at.eq(now.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(())
}

/// Leases up to `most` jobs that are due, the longest waiting first.
pub fn claim(
    connection: &mut AnyConnection,
    _: SystemScope,
    most: i64,
    now: Timestamp,
    until: Timestamp,
    lease_token: i64,
) -> Result<Vec<ClaimedJob>, StoreError> {
    let micros = now.timestamp_micros();
    let free = || jobs::leased_until.is_null().or(jobs::leased_until.le(micros));
    let due: Vec<Vec<u8>> = jobs::table
        .filter(jobs::run_at.le(micros))
        .filter(free())
        .order((jobs::run_at, jobs::id))
        .limit(most)
        .select(jobs::id)
        .load(connection)?;
    // Tried again by the update: of two processes that want the same row, the second finds it leased.
    diesel::update(jobs::table.filter(jobs::id.eq_any(&due)).filter(free()))
        .set((jobs::leased_until.eq(until.timestamp_micros()), jobs::lease_token.eq(lease_token)))
        .execute(connection)?;
    let rows: Vec<(Vec<u8>, Option<Vec<u8>>, String, String, i32)> = jobs::table
        .filter(jobs::id.eq_any(&due))
        .filter(jobs::lease_token.eq(lease_token))
        .select((jobs::id, jobs::tenant_id, jobs::kind, jobs::payload, jobs::attempts))
        .load(connection)?;
    rows.into_iter()
        .map(|(id, tenant_id, kind, payload, attempts)| {
            let id = JobId::from_bytes(bytes16("jobs.id", &id)?);
            let tenant_id = tenant_id.map(|id| column::id("jobs.tenant_id", &id)).transpose()?;
            Ok(ClaimedJob { id, tenant_id, kind, payload, attempts: column::count(attempts), lease_token })
        })
        .collect()
}

/// Removes a job that is done. False if it is no longer the caller's: its lease ran out, and somebody has begun it
/// again or finished it.
///
/// A job that must not be done twice finishes itself in the transaction of what it does, and does nothing on false.
pub fn finish(connection: &mut AnyConnection, _: SystemScope, job: &ClaimedJob) -> Result<bool, StoreError> {
    let finished = diesel::delete(leased(job.id.as_bytes().to_vec(), job.lease_token)).execute(connection)?;
    Ok(finished > 0)
}

/// Puts a job back, to be run again at `at`; an error counts as an attempt.
pub fn run_again(
    connection: &mut AnyConnection,
    _: SystemScope,
    job: &ClaimedJob,
    at: Timestamp,
    error: Option<&str>,
) -> Result<(), StoreError> {
    diesel::update(leased(job.id.as_bytes().to_vec(), job.lease_token))
        .set((
            jobs::run_at.eq(at.timestamp_micros()),
            jobs::attempts.eq(job.attempts as i32 + i32::from(error.is_some())),
            jobs::last_error.eq(error),
            no_lease!(jobs),
        ))
        .execute(connection)?;
    Ok(())
}

/// Ends every lease there is. Only for a database that belongs to one process, before that process claims
/// anything: whoever held those leases is dead.
pub fn end_all_leases(connection: &mut AnyConnection, _: SystemScope) -> Result<usize, StoreError> {
    Ok(end_all_leases!(connection, jobs)?)
}

/// When the next job is due, leased ones left out.
pub fn next_due(connection: &mut AnyConnection, _: SystemScope) -> Result<Option<Timestamp>, StoreError> {
    let next: Option<i64> = jobs::table
        .filter(jobs::leased_until.is_null())
        .order(jobs::run_at)
        .select(jobs::run_at)
        .first(connection)
        .optional()?;
    Ok(next.map(billhook_core::clock::from_micros))
}

#[diesel::dsl::auto_type]
fn leased(id: Vec<u8>, token: i64) -> _ {
    jobs::table.filter(jobs::id.eq(id)).filter(jobs::lease_token.eq(token))
}
