//! How many requests a tenant may make: a token bucket each, in this process's memory.

use std::collections::HashMap;

use actix_web::{HttpMessage, HttpRequest};
use billhook_core::clock::Timestamp;
use billhook_core::id::TenantId;
use parking_lot::Mutex;

use crate::authentication::Freshness;
use crate::problem::{Kind, Problem};
use crate::state::ApiState;

/// A bucket holds the requests of this many seconds, so that a console that loads a page is not held up.
const BURST_S: f64 = 5.0;
/// Buckets that are full say nothing; they are thrown away when there are more than this.
const MOST_BUCKETS: usize = 10_000;
const MICROS_PER_S: f64 = 1_000_000.0;

/// What is counted apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Lane {
    Events,
    Rest,
}

/// Where a caller stands, for the `RateLimit-*` headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    /// The size of the bucket.
    pub(crate) limit: u32,
    /// What is left in it.
    pub(crate) remaining: u32,
    /// Seconds until it is full.
    pub(crate) reset_s: u64,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    filled: f64,
    /// Microseconds since 1970.
    at: i64,
}

/// The buckets.
#[derive(Default)]
pub(crate) struct RateLimiter(Mutex<HashMap<(TenantId, Lane), Bucket>>);

impl RateLimiter {
    /// Takes one request out of a bucket that fills at `per_s`; `Err` with the seconds to wait if it is empty.
    fn take(&self, tenant: TenantId, lane: Lane, per_s: u32, now: Timestamp) -> (Standing, Result<(), u64>) {
        let (rate, now) = (f64::from(per_s.max(1)), now.timestamp_micros());
        let size = rate * BURST_S;
        let mut buckets = self.0.lock();
        if buckets.len() >= MOST_BUCKETS {
            buckets.retain(|_, bucket| level(*bucket, rate, size, now) < size);
        }
        let bucket = buckets.entry((tenant, lane)).or_insert(Bucket { filled: size, at: now });
        let filled = level(*bucket, rate, size, now);
        let admitted = filled >= 1.0;
        let left = if admitted { filled - 1.0 } else { filled };
        *bucket = Bucket { filled: left, at: now };
        let standing = Standing {
            limit: size as u32,
            remaining: left as u32,
            reset_s: ((size - left) / rate).ceil() as u64,
        };
        let wait = ((1.0 - left) / rate).ceil().max(1.0) as u64;
        (standing, if admitted { Ok(()) } else { Err(wait) })
    }
}

fn level(bucket: Bucket, rate: f64, size: f64, now: i64) -> f64 {
    let elapsed_s = (now - bucket.at).max(0) as f64 / MICROS_PER_S;
    (bucket.filled + elapsed_s * rate).min(size)
}

/// Counts a request of this tenant: 429 if it makes too many. Leaves its [`Standing`] for the response.
pub(crate) fn admit(
    request: &HttpRequest,
    state: &ApiState,
    tenant: TenantId,
    freshness: Freshness,
) -> Result<(), Problem> {
    let (lane, per_s) = match freshness {
        Freshness::Cached => (Lane::Events, state.config.event_requests_per_s),
        // The second look at the same request.
        Freshness::Read => return Ok(()),
        Freshness::Verified => (Lane::Rest, state.config.requests_per_s),
    };
    let Some(per_s) = per_s else { return Ok(()) };
    let (standing, admitted) = state.limiter.take(tenant, lane, per_s, state.clock.now());
    request.extensions_mut().insert(standing);
    admitted.map_err(|wait_s| {
        let detail = format!("This tenant may make {per_s} requests per second here. Wait {wait_s} s.");
        Problem::new(Kind::RateLimited, detail).retry_after(wait_s)
    })
}

/// 429: the tenant posts more events than it may. Leaves its [`Standing`] for the response.
pub(crate) fn too_many_events(request: &HttpRequest, per_s: u32, wait_s: u64) -> Problem {
    let limit = (f64::from(per_s) * BURST_S) as u32;
    request.extensions_mut().insert(Standing { limit, remaining: 0, reset_s: wait_s.max(BURST_S as u64) });
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
        let limiter = RateLimiter::default();
        let tenant = TenantId::from_bytes([1; 16]);
        let take = |micros| limiter.take(tenant, Lane::Rest, 2, from_micros(micros));
        for left in (0..10).rev() {
            assert_eq!(take(0).0.remaining, left);
        }
        assert_eq!(take(0).1, Err(1));
        assert_eq!(take(500_000).1, Ok(()));
        assert_eq!(take(500_000).1, Err(1));
        assert_eq!(limiter.take(TenantId::from_bytes([2; 16]), Lane::Rest, 2, from_micros(0)).1, Ok(()));
    }
}
