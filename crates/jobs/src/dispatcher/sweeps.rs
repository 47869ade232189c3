//! When to look at every lane. A look costs what there are lanes with work: nobody waits for one, one is under
//! way at a time, and what asks for it again and again does not keep the database busy with it.

use std::time::Duration;

use parking_lot::Mutex;
use tokio::time::Instant;

/// What sweeps may cost by themselves: the next begins after this many times the length of the last.
const SHARE: u32 = 50;
/// ...and where somebody has asked for one.
const SHARE_IF_ASKED: u32 = 4;

/// When the next sweep begins.
pub(super) struct Sweeps(Mutex<State>);

struct State {
    /// `None` while a sweep is under way.
    next: Option<Instant>,
    /// Whoever asks has it no sooner than this.
    soonest: Instant,
    /// Somebody has asked since the last one began.
    is_asked: bool,
}

impl Sweeps {
    /// The first is due at once.
    pub(super) fn new(now: Instant) -> Self {
        Self(Mutex::new(State { next: Some(now), soonest: now, is_asked: false }))
    }

    /// Says that something about lanes has changed, without saying what.
    pub(super) fn ask(&self) {
        let mut state = self.0.lock();
        let soonest = state.soonest;
        match &mut state.next {
            Some(next) => *next = soonest.min(*next),
            // The one under way may have read what was there before.
            None => state.is_asked = true,
        }
    }

    /// When the next one is due; `None` while one is under way.
    pub(super) fn next(&self) -> Option<Instant> {
        self.0.lock().next
    }

    /// True if one is to begin now, and then it has begun.
    pub(super) fn begin(&self, now: Instant) -> bool {
        let mut state = self.0.lock();
        let is_due = state.next.is_some_and(|next| next <= now);
        if is_due {
            state.next = None;
        }
        is_due
    }

    /// The one under way is over and took so long. The next comes after `wait` at the earliest, unless somebody asks.
    pub(super) fn end(&self, now: Instant, took: Duration, wait: Duration) {
        let mut state = self.0.lock();
        state.soonest = now + took * SHARE_IF_ASKED;
        let by_itself = now + wait.max(took * SHARE);
        state.next = Some(if std::mem::take(&mut state.is_asked) { state.soonest } else { by_itself });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WAIT: Duration = Duration::from_millis(500);

    fn swept(took: Duration) -> (Sweeps, Instant) {
        let start = Instant::now();
        let sweeps = Sweeps::new(start);
        assert!(sweeps.begin(start));
        let end = start + took;
        sweeps.end(end, took, WAIT);
        (sweeps, end)
    }

    #[test]
    fn one_sweep_is_under_way_at_a_time() {
        let now = Instant::now();
        let sweeps = Sweeps::new(now);
        assert!(sweeps.begin(now) && !sweeps.begin(now + WAIT));
    }

    #[test]
    fn a_long_sweep_makes_the_next_one_wait_longer() {
        let (sweeps, end) = swept(Duration::from_millis(1));
        assert_eq!(sweeps.next(), Some(end + WAIT));
        let (sweeps, end) = swept(Duration::from_millis(40));
        assert_eq!(sweeps.next(), Some(end + Duration::from_secs(2)));
    }

    #[test]
    fn whoever_asks_waits_a_few_times_its_length_at_most() {
        let (sweeps, end) = swept(Duration::from_millis(40));
        sweeps.ask();
        assert_eq!(sweeps.next(), Some(end + Duration::from_millis(160)));
    }

    #[test]
    fn what_changes_during_a_sweep_is_looked_at_by_another() {
        let start = Instant::now();
        let sweeps = Sweeps::new(start);
        assert!(sweeps.begin(start));
        sweeps.ask();
        let took = Duration::from_millis(10);
        sweeps.end(start + took, took, WAIT);
        assert_eq!(sweeps.next(), Some(start + took * 5));
    }
}
