//! A hook's `rate_per_s`.

use billhook_core::clock::Timestamp;
use billhook_core::rate::SET_BACK_US;

/// A bucket that never lets more than `per_s` deliveries go in any second: one part in twenty may go at once, the
/// rest flows in over the second.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rate {
    per_s: u32,
    tokens: f64,
    filled_at: Timestamp,
}

/// How many may go at once at this rate.
pub(crate) fn at_once(per_s: u32) -> u32 {
    (per_s / 20).max(1)
}

/// As core's buckets have it.
const SET_BACK: chrono::Duration = chrono::Duration::microseconds(SET_BACK_US);

impl Rate {
    pub(super) fn new(per_s: u32, now: Timestamp) -> Self {
        Self { per_s, tokens: Self::burst(per_s), filled_at: now }
    }

    pub(super) fn per_s(&self) -> u32 {
        self.per_s
    }

    fn burst(per_s: u32) -> f64 {
        f64::from(at_once(per_s))
    }

    /// Tokens a second. A bucket of one is a plain spacing; larger ones leave room for what went at once.
    fn flow(&self) -> f64 {
        let burst = Self::burst(self.per_s);
        if burst > 1.0 { f64::from(self.per_s) - burst } else { f64::from(self.per_s) }
    }

    /// How many may go now.
    pub(super) fn free(&mut self, now: Timestamp) -> u32 {
        let passed = (now - self.filled_at).num_microseconds().unwrap_or(0).max(0);
        self.tokens = (self.tokens + passed as f64 / 1e6 * self.flow()).min(Self::burst(self.per_s));
        let is_set_back = now < self.filled_at - SET_BACK;
        self.filled_at = if is_set_back { now } else { self.filled_at.max(now) };
        // A token that is whole but for rounding is whole.
        (self.tokens + 1e-6).floor() as u32
    }

    pub(super) fn take(&mut self, count: u32) {
        self.tokens -= f64::from(count);
    }

    /// Gives back what was taken and not used.
    pub(super) fn give_back(&mut self, count: u32) {
        self.tokens = (self.tokens + f64::from(count)).min(Self::burst(self.per_s));
    }

    /// When the next one may go.
    pub(super) fn next_at(&self) -> Timestamp {
        let missing = (1.0 - self.tokens).max(0.0);
        self.filled_at + chrono::Duration::microseconds((missing / self.flow() * 1e6).ceil() as i64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use billhook_core::clock::from_micros;

    /// Takes whatever is free at each millisecond for ten seconds; the instants in milliseconds.
    fn sent(per_s: u32) -> Vec<i64> {
        let start = from_micros(1_700_000_000_000_000);
        let mut rate = Rate::new(per_s, start);
        let mut sent = Vec::new();
        for ms in 0..10_000 {
            let free = rate.free(start + chrono::Duration::milliseconds(ms));
            rate.take(free);
            sent.extend(std::iter::repeat_n(ms, free as usize));
        }
        sent
    }

    #[test]
    fn no_second_sees_more_than_the_rate() {
        for per_s in [1, 2, 7, 20, 50, 333, 1000] {
            let sent = sent(per_s);
            for window in 0..9_000 {
                let count = sent.iter().filter(|&&at| (window..window + 1000).contains(&at)).count();
                assert!(
                    count <= per_s as usize,
                    "{count} in the second from {window} ms at {per_s} per second"
                );
            }
        }
    }

    #[test]
    fn a_clock_that_is_set_back_holds_nobody_up() {
        let start = from_micros(1_700_000_000_000_000);
        let mut rate = Rate::new(50, start + chrono::Duration::hours(1));
        rate.take(at_once(50));
        assert_eq!(rate.free(start), 0);
        assert_eq!(rate.free(start + chrono::Duration::seconds(1)), at_once(50));
        assert!(rate.next_at() <= start + chrono::Duration::seconds(1));
    }

    #[test]
    fn the_rate_is_used() {
        for per_s in [1, 7, 50, 1000] {
            let least = (f64::from(per_s) * 10.0 * 0.9) as usize;
            assert!(sent(per_s).len() >= least, "{} of at least {least}", sent(per_s).len());
        }
    }
}
