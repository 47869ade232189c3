//! Tokens: `Authorization: Bearer bh_…`, and the principals already read for them.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use actix_web::http::header::HeaderValue;
use actix_web::web::Data;
use billhook_core::clock::Timestamp;
use billhook_core::credential::{bearer, is_token};
use billhook_core::member::MemberState;
use billhook_core::tenant::TenantState;
use billhook_store::tokens::{self, Bearer};
use billhook_store::{StoreError, tenants};
use chrono::TimeDelta;
use parking_lot::Mutex;

use super::{Freshness, unauthenticated};
use crate::credentials::TokenHash;
use crate::principal::{Principal, Via};
use crate::problem::Problem;
use crate::state::ApiState;

/// More principals than this are not held: then all are read again.
const MAX_CACHED: usize = 10_000;
/// How exact a token's time of last use is.
const TOUCH_EVERY: TimeDelta = TimeDelta::minutes(1);

/// Principals by the digest of their token, each with the `access_version` at which it was read.
#[derive(Default)]
pub(crate) struct PrincipalCache(Mutex<HashMap<TokenHash, Arc<Entry>>>);

struct Entry {
    principal: Principal,
    expires_at: Option<Timestamp>,
    /// Microseconds since 1970.
    touched_at: AtomicI64,
}

impl PrincipalCache {
    fn find(&self, hash: &TokenHash) -> Option<Arc<Entry>> {
        self.0.lock().get(hash).cloned()
    }

    fn put(&self, hash: TokenHash, entry: &Arc<Entry>) {
        let mut entries = self.0.lock();
        if entries.len() >= MAX_CACHED {
            entries.clear();
        }
        entries.insert(hash, entry.clone());
    }

    fn remove(&self, hash: &TokenHash) {
        self.0.lock().remove(hash);
    }
}

/// The principal of an `Authorization` header.
pub(super) async fn authenticate(
    state: &Data<ApiState>,
    header: &HeaderValue,
    freshness: Freshness,
) -> Result<Principal, Problem> {
    let credential = bearer_of(header).filter(|text| is_token(text)).ok_or_else(unauthenticated)?;
    let hash = TokenHash::of(credential);
    let cached = match freshness {
        Freshness::Read => None,
        Freshness::Cached => state.principals.find(&hash),
        Freshness::Verified => still_valid(state, state.principals.find(&hash)).await?,
    };
    let entry = match cached {
        Some(entry) => entry,
        None => read(state, hash).await?,
    };
    let now = state.clock.now();
    if entry.expires_at.is_some_and(|at| at <= now) {
        return Err(unauthenticated());
    }
    touch(state, &entry, now);
    Ok(entry.principal.clone())
}

/// The credential of an `Authorization` header.
pub(super) fn bearer_of(header: &HeaderValue) -> Option<&str> {
    bearer(header.to_str().ok()?)
}

async fn still_valid(state: &ApiState, entry: Option<Arc<Entry>>) -> Result<Option<Arc<Entry>>, Problem> {
    let Some(entry) = entry else { return Ok(None) };
    let tenant = entry.principal.tenant_id;
    let version: Option<i64> = state.db.read(move |c| tenants::access_version(c, tenant)).await?;
    Ok(Some(entry).filter(|entry| version == Some(entry.principal.access_version)))
}

async fn read(state: &ApiState, hash: TokenHash) -> Result<Arc<Entry>, Problem> {
    let bearer = state.db.read(move |c| tokens::find_bearer(c, hash.as_bytes())).await?;
    match bearer.filter(is_good) {
        Some(bearer) => {
            let entry = Arc::new(Entry::of(bearer));
            state.principals.put(hash, &entry);
            Ok(entry)
        }
        None => {
            state.principals.remove(&hash);
            Err(unauthenticated())
        }
    }
}

fn is_good(bearer: &Bearer) -> bool {
    bearer.token.revoked_at.is_none()
        && bearer.member.state == MemberState::Active
        && bearer.tenant_state != TenantState::Deleting
}

impl Entry {
    fn of(bearer: Bearer) -> Self {
        let Bearer { token, member, name, tenant_state, access_version } = bearer;
        let authority = member.standing().in_effect();
        let authority = authority.within(token.permissions.as_ref(), token.grants.as_ref());
        let principal = Principal {
            tenant_id: member.tenant_id,
            tenant_state,
            member_id: member.id,
            user_id: member.user_id,
            name: format!("{name} ({})", token.name).into(),
            permissions: Arc::new(authority.permissions),
            grants: Arc::new(authority.grants),
            via: Via::Token(token.id),
            access_version,
            address: None,
        };
        let touched_at = token.last_used_at.map_or(0, |at| at.timestamp_micros());
        Self { principal, expires_at: token.expires_at, touched_at: AtomicI64::new(touched_at) }
    }
}

/// Notes the use of a token, at most once a minute and without making the request wait.
fn touch(state: &Data<ApiState>, entry: &Entry, now: Timestamp) {
    let (now_micros, before) = (now.timestamp_micros(), entry.touched_at.load(Ordering::Relaxed));
    let is_due = now_micros - before >= TOUCH_EVERY.num_microseconds().unwrap_or(i64::MAX);
    let is_ours =
        || entry.touched_at.compare_exchange(before, now_micros, Ordering::Relaxed, Ordering::Relaxed);
    let Via::Token(token) = entry.principal.via else { return };
    if is_due && is_ours().is_ok() {
        let (db, tenant) = (state.db.clone(), entry.principal.tenant_id);
        actix_web::rt::spawn(async move {
            let touched: Result<(), StoreError> =
                db.write(move |c| tokens::touch(c, tenant, token, now)).await;
            if let Err(error) = touched {
                tracing::debug!(%error, "the use of a token was not noted");
            }
        });
    }
}
