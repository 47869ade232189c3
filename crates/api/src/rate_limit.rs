//! How many requests a tenant may make: a token bucket each, in this process's memory.

use std::collections::HashMap;

use actix_web::{HttpMessage, HttpRequest};
use billhook_core::clock::Timestamp;
use billhook_core::id::TenantId;
use billhook_core::rate::{BURST_S, Bucket};
use parking_lot::Mutex;

use crate::authentication::Freshness;
use crate::problem::{Kind, Problem};
use crate::state::ApiState;

/// Buckets that are full say nothing; they are thrown away when there are more than this.
const MAX_BUCKETS: usize = 10_000;

/// Where a caller stands, for the `RateLimit-*` headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RateLimitState {
    /// The size of the bucket.
    pub(crate) limit: u32,
    /// What is left in it.
    pub(crate) remaining: u32,
    /// Seconds until it is full.
    pub(crate) reset_s: u64,
}

/// The buckets: requests that post events are counted apart from the rest.
#[derive(Default)]
pub(crate) struct RateLimiter {
    posts: Buckets,
    rest: Buckets,
}

#[derive(Default)]
struct Buckets(Mutex<HashMap<TenantId, Bucket>>);

impl Buckets {
    /// Takes one request out of a bucket that fills at `per_s`; `Err` with the seconds to wait if it is empty.
    fn take(&self, tenant: TenantId, per_s: u32, now: Timestamp) -> (RateLimitState, Result<(), u64>) {
        let mut buckets = self.0.lock();
        if buckets.len() >= MAX_BUCKETS {
            buckets.retain(|_, bucket| !bucket.is_full(per_s, now));
        }
        let bucket = buckets.entry(tenant).or_insert_with(|| Bucket::full(per_s, now));
        let admitted = bucket.take(1, per_s, now);
        let (limit, left) = (per_s.saturating_mul(BURST_S), bucket.level(per_s, now));
        let reset_s = ((f64::from(limit) - left) / f64::from(per_s)).ceil() as u64;
        (RateLimitState { limit, remaining: left as u32, reset_s }, admitted)
    }
}

/// Counts a request of this tenant: 429 if it makes too many. Leaves its [`RateLimitState`] for the response.
pub(crate) fn admit(
    request: &HttpRequest,
    state: &ApiState,
    tenant: TenantId,
    freshness: Freshness,
) -> Result<(), Problem> {
    let (buckets, per_s) = match freshness {
        Freshness::Cached => (&state.limiter.posts, state.config.event_requests_per_s),
        // The second look at the same request.
        Freshness::Read => return Ok(()),
        Freshness::Verified => (&state.limiter.rest, state.config.requests_per_s),
    };
    let Some(per_s) = per_s else { return Ok(()) };
    let (standing, admitted) = buckets.take(tenant, per_s, state.clock.now());
    request.extensions_mut().insert(standing);
    admitted.map_err(|wait_s| {
        let detail = format!("This tenant may make {per_s} requests per second here. Wait {wait_s} s.");
        Problem::new(Kind::RateLimited, detail).retry_after(wait_s)
    })
}

/// 429: the tenant posts more events than it may. Leaves its [`RateLimitState`] for the response.
pub(crate) fn too_many_events(request: &HttpRequest, per_s: u32, wait_s: u64) -> Problem {
    let limit = per_s.saturating_mul(BURST_S);
    request.extensions_mut().insert(RateLimitState {
        limit,
        remaining: 0,
        reset_s: wait_s.max(BURST_S.into()),
    });
    let detail = format!(
        "This tenant may post {per_s} events per second. Nothing of this was stored; wait {wait_s} s."
    );
    Problem::new(Kind::RateLimited, detail).retry_after(wait_s)
}

#[cfg(test)]
mod tests {
    use billhook_core::clock::from_micros;

    use super::*;

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let buckets = Buckets::default();
        let tenant = TenantId::from_bytes([1; 16]);
        let take = |micros| buckets.take(tenant, 2, from_micros(micros));
        for remaining in (0..10).rev() {
            assert_eq!(
                take(0),
                (RateLimitState { limit: 10, remaining, reset_s: (11 - u64::from(remaining)) / 2 }, Ok(()))
            );
        }
        assert_eq!(take(0).1, Err(1));
        assert_eq!(take(500_000).1, Ok(()));
        assert_eq!(take(500_000).1, Err(1));
        assert_eq!(buckets.take(TenantId::from_bytes([2; 16]), 2, from_micros(0)).1, Ok(()));
    }
}
