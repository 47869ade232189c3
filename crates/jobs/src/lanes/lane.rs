//! One lane.

use billhook_core::clock::Timestamp;
use billhook_core::id::TenantId;
use chrono::TimeDelta;

use super::rate::{Rate, at_once};

/// What a hook's owner allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bounds {
    /// The most requests at once.
    pub max_in_flight: u32,
    /// The most requests in a second.
    pub rate_per_s: Option<u32>,
}

/// A receiver that takes longer than this to answer, on average, is slow.
const SLOW_MS: f64 = 1000.0;
/// A quick lane may have about so much work claimed beyond its bound.
const AHEAD_MS: f64 = 100.0;
/// ...but never more than this many deliveries.
const MAX_AHEAD: u32 = 256;
/// The weight of the newest answer in the average.
const NEWEST: f64 = 0.2;
/// This many requests of a lane are out until something is known of its receiver.
const FIRST_OUT: u32 = 2;
/// For how long after its last answer a lane is remembered.
const REMEMBERED: TimeDelta = TimeDelta::minutes(2);
/// One claim in this many takes retries first.
const RETRIES_EVERY: u32 = 4;

#[derive(Debug)]
pub(super) struct Lane {
    pub(super) tenant_id: TenantId,
    /// When the next unclaimed delivery is due, as far as is known; `None` if none is known.
    pub(super) due_at: Option<Timestamp>,
    /// Deliveries that are claimed, or handed over, and have had no answer.
    pub(super) claimed: u32,
    /// Answers, or the lack of one, that are not recorded yet.
    pub(super) recording: u32,
    /// True while the lane stands in its tenant's queue.
    pub(super) queued: bool,
    /// When the lane is looked at again, if it stands in no queue.
    pub(super) look_at: Option<Timestamp>,
    bounds: Bounds,
    rate: Option<Rate>,
    /// The average time to an answer; `None` until the first.
    answer_ms: Option<f64>,
    last_answer: Option<Timestamp>,
    claims: u32,
}

impl Lane {
    pub(super) fn new(tenant_id: TenantId) -> Self {
        // Until the hook is read, one at a time: the first claim brings its bounds along.
        let bounds = Bounds { max_in_flight: 1, rate_per_s: None };
        Self {
            tenant_id,
            due_at: None,
            claimed: 0,
            recording: 0,
            queued: false,
            look_at: None,
            bounds,
            rate: None,
            answer_ms: None,
            last_answer: None,
            claims: 0,
        }
    }

    pub(super) fn set_bounds(&mut self, bounds: Bounds, now: Timestamp) {
        if self.rate.map(|rate| rate.per_s()) != bounds.rate_per_s {
            self.rate = bounds.rate_per_s.map(|per_s| Rate::new(per_s, now));
            // What is out already counts, up to what may go at once: the rest was sent on other terms.
            let out = self.claimed;
            if let Some(rate) = &mut self.rate {
                rate.take(out.min(at_once(rate.per_s())));
            }
        }
        self.bounds = bounds;
    }

    pub(super) fn hint(&mut self, due_at: Timestamp) {
        self.due_at = Some(self.due_at.map_or(due_at, |known| known.min(due_at)));
    }

    /// True if the receiver is known to take long.
    pub(super) fn is_slow(&self) -> bool {
        self.answer_ms.is_some_and(|ms| ms > SLOW_MS)
    }

    /// How many requests of this lane may be out at this moment.
    pub(super) fn out(&self) -> u32 {
        self.claimed.min(self.bounds.max_in_flight)
    }

    /// How many more requests of this lane could be out.
    pub(super) fn left_of_bound(&self) -> u32 {
        self.bounds.max_in_flight - self.out()
    }

    /// How many deliveries may be claimed in all.
    fn window(&self) -> u32 {
        let bound = self.bounds.max_in_flight;
        let ahead = match self.answer_ms {
            None => return bound.min(FIRST_OUT),
            Some(ms) if ms <= SLOW_MS && self.rate.is_none() => f64::from(bound) * AHEAD_MS / ms.max(0.5),
            Some(_) => 0.0,
        };
        bound + (ahead as u32).min(MAX_AHEAD)
    }

    /// How many more may be claimed now. A quick lane waits until a claim is worth its while.
    pub(super) fn free(&mut self, now: Timestamp) -> u32 {
        let window = self.window();
        let free = window.saturating_sub(self.claimed);
        let worth_it = if window > self.bounds.max_in_flight { window / 4 } else { 1 };
        let free = if free < worth_it { 0 } else { free };
        self.rate.as_mut().map_or(free, |rate| free.min(rate.free(now)))
    }

    /// True if one more may be sent without waiting for the lane's turn: nothing that is due waits, and there is room.
    pub(super) fn has_a_seat(&mut self, now: Timestamp) -> bool {
        self.due_at.is_none_or(|due_at| due_at > now)
            && self.claimed < self.window()
            && self.rate.as_mut().is_none_or(|rate| rate.free(now) > 0)
    }

    /// When to look at this lane again, if it has work and room.
    pub(super) fn ready_at(&self) -> Option<Timestamp> {
        let due_at = self.due_at?;
        Some(self.rate.map_or(due_at, |rate| due_at.max(rate.next_at())))
    }

    /// Notes that this many are being claimed; returns whether retries go first this time.
    pub(super) fn claim(&mut self, count: u32) -> bool {
        self.reserve(count);
        self.claims = self.claims.wrapping_add(1);
        self.claims.is_multiple_of(RETRIES_EVERY)
    }

    /// Notes that this many are on their way.
    pub(super) fn reserve(&mut self, count: u32) {
        self.claimed += count;
        if let Some(rate) = &mut self.rate {
            rate.take(count);
        }
    }

    /// Notes that this many of a claim were not there, or were not sent.
    pub(super) fn give_back(&mut self, count: u32) {
        self.claimed = self.claimed.saturating_sub(count);
        if let Some(rate) = &mut self.rate {
            rate.give_back(count);
        }
    }

    /// Notes an answer, or that none came in this time.
    pub(super) fn answered(&mut self, after_ms: f64, now: Timestamp) {
        self.claimed = self.claimed.saturating_sub(1);
        self.last_answer = Some(now);
        self.answer_ms =
            Some(self.answer_ms.map_or(after_ms, |average| average + NEWEST * (after_ms - average)));
    }

    /// True if nothing would be lost by forgetting the lane: it has nothing to do, and what is known of its receiver
    /// is of no use any more.
    pub(super) fn is_idle(&self, now: Timestamp) -> bool {
        let is_stale = |at: Timestamp| now - at > REMEMBERED;
        self.due_at.is_none()
            && self.claimed == 0
            && self.recording == 0
            && self.last_answer.is_none_or(is_stale)
    }
}
