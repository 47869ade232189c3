//! How long each tenant's history and bodies are kept.

use billhook_core::clock::Timestamp;
use billhook_core::id::TenantId;
use billhook_core::tenant::TenantSettings;
use chrono::TimeDelta;
use diesel::prelude::*;

use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::schema::{events, tenants};

/// A tenant, and the instant before which something of it is to go.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    pub(super) tenant: TenantId,
    pub(super) before: Timestamp,
}

/// Sieves over the JSON text: few tenants set days of their own.
const SETS_HISTORY: &str = "%\"history_days\":%";
const SETS_BODIES: &str = "%\"body_days\":%";

/// Up to `most` tenants, from this one on in the order of their ids: those whose oldest event is older than
/// the usual time, and those that have set another.
pub(super) fn of_history(
    connection: &mut AnyConnection,
    usual_days: u32,
    now: Timestamp,
    from: TenantId,
    most: usize,
) -> Result<Vec<Term>, StoreError> {
    let usual = before(now, usual_days);
    // The oldest one only: a look-up in the index for each tenant, however many events there are.
    let oldest = events::table.filter(events::tenant_id.eq(tenants::id)).order(events::id).limit(1);
    let overdue: Vec<Vec<u8>> = tenants::table
        .filter(tenants::id.ge(from.as_bytes().as_slice()))
        .filter(tenants::settings.not_like(SETS_HISTORY))
        .filter(oldest.select(events::id).single_value().lt(column::oldest_id(usual)))
        .order(tenants::id)
        .limit(most as i64)
        .select(tenants::id)
        .load(connection)?;
    let mut terms = of_settings(connection, SETS_HISTORY, now, |settings| settings.history_days)?;
    terms.retain(|term| term.tenant >= from);
    for id in overdue {
        terms.push(Term { tenant: column::id("tenants.id", &id)?, before: usual });
    }
    // Where the first list was cut off, this leaves none of the second beyond that.
    terms.sort_by_key(|term| term.tenant);
    terms.truncate(most);
    Ok(terms)
}

/// The tenants that keep bodies for another time than their history.
pub(super) fn of_bodies(connection: &mut AnyConnection, now: Timestamp) -> Result<Vec<Term>, StoreError> {
    of_settings(connection, SETS_BODIES, now, |settings| settings.body_days)
}

fn of_settings(
    connection: &mut AnyConnection,
    sieve: &str,
    now: Timestamp,
    days: impl Fn(&TenantSettings) -> Option<u32>,
) -> Result<Vec<Term>, StoreError> {
    let rows: Vec<(Vec<u8>, String)> = tenants::table
        .filter(tenants::settings.like(sieve))
        .select((tenants::id, tenants::settings))
        .load(connection)?;
    let mut terms = Vec::with_capacity(rows.len());
    for (id, settings) in rows {
        let tenant = column::id("tenants.id", &id)?;
        let days = days(&column::read_json("tenants.settings", &settings)?);
        terms.extend(days.map(|days| Term { tenant, before: before(now, days) }));
    }
    Ok(terms)
}

fn before(now: Timestamp, days: u32) -> Timestamp {
    now - TimeDelta::days(i64::from(days))
}
