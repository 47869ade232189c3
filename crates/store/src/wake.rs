//! A hint that work was committed. Losing one costs latency, never a delivery: the sweep finds what was missed.
//!
//! It is for this process. What others have to know of it, where several share a database, the bell tells them.

mod news;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};

use billhook_core::clock::Timestamp;
use billhook_core::id::{HookId, TenantId};
use parking_lot::Mutex;
use tokio::sync::Notify;

pub(crate) use self::news::News;
use crate::handover::Taker;

/// A hook has a delivery that may be sent from `due_at` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaneHint {
    /// Whose hook it is.
    pub tenant_id: TenantId,
    /// The hook.
    pub hook_id: HookId,
    /// When its delivery is due.
    pub due_at: Timestamp,
}

/// This many hints are kept.
const MAX_HINTS: usize = 10_000;

/// Where hints are left and waited for; clones share them.
#[derive(Clone, Default)]
pub struct Wake(Arc<Shared>);

impl std::fmt::Debug for Wake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wake")
    }
}

#[derive(Default)]
struct Shared {
    hints: Mutex<Vec<LaneHint>>,
    /// What other processes have said of lanes.
    heard: Mutex<Vec<LaneHint>>,
    /// What other processes are to be told, while there is a bell that tells them.
    told: Mutex<Option<News>>,
    sweep: AtomicBool,
    lanes: Notify,
    jobs: Notify,
    timers: Notify,
    next_timer: Mutex<Option<Timestamp>>,
    mails: Notify,
    taker: Mutex<Option<Weak<dyn Taker>>>,
}

impl Wake {
    /// Says that these lanes have work.
    pub fn hint_lanes(&self, hints: impl IntoIterator<Item = LaneHint>) {
        let hints: Vec<LaneHint> = hints.into_iter().collect();
        self.tell_whoever_sends(|news| news.lanes.extend_from_slice(&hints));
        self.note(&self.0.hints, hints);
    }

    /// Says that something about one hook has changed: whoever serves it looks at its lane.
    pub fn hint_lane(&self, tenant_id: TenantId, hook_id: HookId, now: Timestamp) {
        self.hint_lanes([LaneHint { tenant_id, hook_id, due_at: now }]);
    }

    /// Says that these lanes have work, which another process holds.
    pub fn hint_lanes_elsewhere(&self, hints: Vec<LaneHint>) {
        self.tell(|news| news.lanes.extend(hints));
    }

    /// Keeps hints until whoever sends in this process takes them.
    fn note(&self, place: &Mutex<Vec<LaneHint>>, hints: Vec<LaneHint>) {
        let mut waiting = place.lock();
        for hint in hints {
            // A batch mostly speaks of one hook over and over.
            if waiting.last() != Some(&hint) {
                waiting.push(hint);
            }
        }
        // Whoever sends, if anybody does, has not looked for a long time: it looks at every lane then.
        if waiting.len() > MAX_HINTS {
            *waiting = Vec::new();
            self.0.sweep.store(true, Ordering::Release);
        }
        drop(waiting);
        self.0.lanes.notify_one();
    }

    /// Has the others be told something, if there is anybody to tell them.
    fn tell(&self, say: impl FnOnce(&mut News)) {
        if let Some(news) = &mut *self.0.told.lock() {
            say(news);
            if news.lanes.len() > MAX_HINTS {
                news.lanes = Vec::new();
                news.look_at_lanes = true;
            }
        }
    }

    /// The same for what this process does itself, if it does any work: then the others need not know.
    fn tell_whoever_sends(&self, say: impl FnOnce(&mut News)) {
        if self.taker().is_none() {
            self.tell(say);
        }
    }

    /// From now on there is a bell.
    pub(crate) fn bell_begins(&self) {
        *self.0.told.lock() = Some(News::default());
    }

    /// From now on there is none, and nobody to be told anything.
    pub(crate) fn bell_ends(&self) {
        *self.0.told.lock() = None;
    }

    /// What the others are to be told since the last call.
    pub(crate) fn take_told(&self) -> News {
        self.0.told.lock().as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Takes note of what another process says. It is not said again.
    pub(crate) fn hear(&self, news: News) {
        if !news.lanes.is_empty() {
            self.note(&self.0.heard, news.lanes);
        }
        if news.look_at_lanes {
            self.look_here();
        }
        if news.jobs {
            self.0.jobs.notify_one();
        }
        if news.mails {
            self.0.mails.notify_one();
        }
        if let Some(at) = news.timer {
            self.note_timer(at);
        }
    }

    /// What other processes have said of lanes since the last call.
    pub fn take_heard(&self) -> Vec<LaneHint> {
        std::mem::take(&mut *self.0.heard.lock())
    }

    /// Makes it known who sends in this process.
    pub fn serve_by(&self, taker: Weak<dyn Taker>) {
        *self.0.taker.lock() = Some(taker);
    }

    /// Who sends in this process, if anybody does.
    pub(crate) fn taker(&self) -> Option<Arc<dyn Taker>> {
        self.0.taker.lock().as_ref()?.upgrade()
    }

    /// Says that something about the lanes changed, without saying which: look at all of them again, which
    /// costs what there are lanes with work.
    pub fn look_at_lanes(&self) {
        self.tell(|news| news.look_at_lanes = true);
        self.look_here();
    }

    /// The same for this process alone.
    pub fn look_here(&self) {
        self.0.sweep.store(true, Ordering::Release);
        self.0.lanes.notify_one();
    }

    /// True if somebody has asked to look again since the last call.
    pub fn take_sweep(&self) -> bool {
        self.0.sweep.swap(false, Ordering::AcqRel)
    }

    /// The hints since the last call.
    pub fn take_lanes(&self) -> Vec<LaneHint> {
        std::mem::take(&mut *self.0.hints.lock())
    }

    /// Returns when there may be hints about lanes.
    pub async fn lanes_changed(&self) {
        self.0.lanes.notified().await;
    }

    /// Says that a timer was committed that is due at this instant.
    pub fn hint_timer(&self, at: Timestamp) {
        self.tell_whoever_sends(|news| news.timer = Some(news.timer.map_or(at, |next| next.min(at))));
        self.note_timer(at);
    }

    fn note_timer(&self, at: Timestamp) {
        let mut next = self.0.next_timer.lock();
        if next.is_none_or(|next| at < next) {
            *next = Some(at);
            drop(next);
            self.0.timers.notify_one();
        }
    }

    /// The first instant that was said since the last call.
    pub fn take_timer(&self) -> Option<Timestamp> {
        self.0.next_timer.lock().take()
    }

    /// Says that something about the timers changed, or the clock did: look again.
    pub fn look_at_timers(&self) {
        self.0.timers.notify_one();
    }

    /// Returns when it is to be looked at the timers.
    pub async fn timers_changed(&self) {
        self.0.timers.notified().await;
    }

    /// Says that background jobs were committed.
    pub fn hint_jobs(&self) {
        self.tell_whoever_sends(|news| news.jobs = true);
        self.0.jobs.notify_one();
    }

    /// Returns when there may be background jobs.
    pub async fn jobs_changed(&self) {
        self.0.jobs.notified().await;
    }

    /// Says that notices were committed to the outbox.
    pub fn hint_mails(&self) {
        self.tell_whoever_sends(|news| news.mails = true);
        self.0.mails.notify_one();
    }

    /// Returns when there may be mails to send.
    pub async fn mails_changed(&self) {
        self.0.mails.notified().await;
    }
}

#[cfg(test)]
mod tests {
    use billhook_core::clock::from_micros;

    use super::*;

    #[test]
    fn hints_that_nobody_takes_become_one_sweep() {
        let wake = Wake::default();
        let tenant_id = TenantId::from_bytes([1; 16]);
        let hint = |n: usize| LaneHint {
            tenant_id,
            hook_id: HookId::from_bytes((n as u128).to_be_bytes()),
            due_at: from_micros(0),
        };
        wake.hint_lanes((0..MAX_HINTS).map(hint));
        assert!(!wake.take_sweep());
        wake.hint_lanes([hint(MAX_HINTS)]);
        assert!(wake.take_sweep() && wake.take_lanes().is_empty());
    }
}
