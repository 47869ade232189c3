//! The lanes that this process holds, where several share a database: taken with the first claim, renewed
//! while anything of theirs is out or not recorded yet, and let go at the end.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use billhook_core::clock::Timestamp;
use billhook_core::id::{HookId, ProcessId};
use billhook_store::{StoreError, SystemScope, lanes};
use parking_lot::Mutex;
use tokio::time::{Instant, MissedTickBehavior};
use tokio_util::sync::CancellationToken;

use super::Dispatcher;

/// For how long a lane is held at a time. What a process that died had begun is begun again after this.
const HOLD: Duration = Duration::from_secs(10);
/// How often holds are renewed: two renewals may fail before a lane is lost.
const RENEWAL: Duration = Duration::from_millis(2500);
/// For how long nothing is taken from others after this process or the database stood still. The others stood still
/// with it, perhaps, and renew their holds first.
const SETTLING: Duration = Duration::from_secs(5);
/// For how long a lane that could not be held is taken to be another process's. A sweep asks all the same.
const ELSEWHERE: Duration = Duration::from_secs(5);

/// What is known of the holds.
pub(super) struct Holds {
    /// Names this process among those that share the database.
    holder: [u8; 16],
    until: Mutex<HashMap<HookId, Timestamp>>,
    /// The lanes that were another process's when this one last asked for them.
    elsewhere: Mutex<HashMap<HookId, Instant>>,
    /// When something last took much longer than it should.
    stalled_at: Mutex<Option<Instant>>,
    /// Ends the renewals.
    done: CancellationToken,
}

impl Holds {
    pub(super) fn new(now: Timestamp) -> Self {
        Self {
            holder: *ProcessId::new(now).as_bytes(),
            until: Mutex::default(),
            elsewhere: Mutex::default(),
            stalled_at: Mutex::default(),
            done: CancellationToken::new(),
        }
    }

    /// Terms that keep what is held, and take what nobody holds.
    fn renewal(&self, now: Timestamp) -> lanes::Hold {
        lanes::Hold { holder: self.holder, until: now + HOLD, lapsed_by: None }
    }

    /// Terms that also take over from whoever let the time pass, unless everybody may have stood still.
    pub(super) fn claim(&self, now: Timestamp) -> lanes::Hold {
        let settles = self.stalled_at.lock().is_some_and(|at| at.elapsed() < SETTLING);
        lanes::Hold { lapsed_by: (!settles).then_some(now), ..self.renewal(now) }
    }

    /// Notes what a round trip to the database has brought, and how long it took.
    pub(super) fn note(&self, held: &[HookId], hold: &lanes::Hold, began: Instant) {
        self.note_pace(began, RENEWAL);
        self.until.lock().extend(held.iter().map(|hook| (*hook, hold.until)));
        let mut elsewhere = self.elsewhere.lock();
        for hook in held {
            elsewhere.remove(hook);
        }
    }

    /// Notes lanes that another process holds; returns those of them of which that is new.
    pub(super) fn note_elsewhere(&self, hooks: &[HookId]) -> Vec<HookId> {
        let (mut elsewhere, now) = (self.elsewhere.lock(), Instant::now());
        let is_new =
            |hook: &&HookId| elsewhere.insert(**hook, now).is_none_or(|before| now - before >= ELSEWHERE);
        hooks.iter().filter(is_new).copied().collect()
    }

    /// True if another process held the lane a moment ago, as far as is known.
    pub(super) fn is_elsewhere(&self, hook: HookId) -> bool {
        self.elsewhere.lock().get(&hook).is_some_and(|at| at.elapsed() < ELSEWHERE)
    }

    /// Forgets whose lanes were elsewhere long ago.
    pub(super) fn forget_elsewhere(&self) {
        self.elsewhere.lock().retain(|_, at| at.elapsed() < ELSEWHERE);
    }

    /// Forgets lanes that could not be kept: another process has them.
    fn lose(&self, hooks: &[HookId]) {
        let mut until = self.until.lock();
        until.retain(|hook, _| !hooks.contains(hook));
    }

    /// Notes that this process or the database stood still, if what began then took longer than it may.
    fn note_pace(&self, began: Instant, longest: Duration) {
        if began.elapsed() > longest {
            *self.stalled_at.lock() = Some(Instant::now());
        }
    }

    /// True if the lane is held for long enough to send something.
    pub(super) fn is_held(&self, hook: HookId, now: Timestamp) -> bool {
        self.until.lock().get(&hook).is_some_and(|until| now + HOLD / 4 < *until)
    }

    /// True if the lane is not held any more.
    pub(super) fn has_lapsed(&self, hook: HookId, now: Timestamp) -> bool {
        self.until.lock().get(&hook).is_none_or(|until| *until <= now)
    }

    /// Of these lanes, those that are not held, or not for much longer.
    pub(super) fn lapsing(&self, hooks: impl Iterator<Item = HookId>, now: Timestamp) -> Vec<HookId> {
        let (until, enough) = (self.until.lock(), now + HOLD / 2);
        hooks.filter(|hook| until.get(hook).is_none_or(|until| *until < enough)).collect()
    }

    /// The lanes that are held, most of whose time has passed; those whose time is over are forgotten.
    fn to_renew(&self, now: Timestamp) -> Vec<HookId> {
        let mut until = self.until.lock();
        until.retain(|_, until| now < *until);
        until.iter().filter(|(_, until)| **until < now + HOLD - RENEWAL / 2).map(|(hook, _)| *hook).collect()
    }
}

impl Dispatcher {
    /// Renews the holds until they are let go. Runs beside everything else: neither a long sweep nor the end
    /// of claiming may cost a lane whose requests are out.
    pub(crate) async fn keep_lanes(self: Arc<Self>) {
        let mut rounds = tokio::time::interval(RENEWAL);
        rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
        while self.db.is_shared() {
            let waited = Instant::now();
            tokio::select! {
                _ = rounds.tick() => {}
                () = self.holds.done.cancelled() => return,
            }
            self.holds.note_pace(waited, 2 * RENEWAL);
            if let Err(error) = self.renew_holds().await {
                error.log("lanes could not be kept; another process may take them");
            }
        }
    }

    /// Renews the holds of lanes in which something is out. The others lapse: who claims next holds them.
    async fn renew_holds(&self) -> Result<(), StoreError> {
        let (began, now) = (Instant::now(), self.clock.now());
        let mut hooks = self.holds.to_renew(now);
        {
            let lanes = self.lanes.lock();
            hooks.retain(|hook| lanes.is_busy(*hook));
        }
        if hooks.is_empty() {
            return Ok(());
        }
        let (hold, asked) = (self.holds.renewal(now), hooks.clone());
        let kept = self.db.write(move |c| lanes::hold(c, SystemScope, &asked, hold)).await;
        self.holds.note(kept.as_deref().unwrap_or_default(), &hold, began);
        let kept = kept?;
        hooks.retain(|hook| !kept.contains(hook));
        if !hooks.is_empty() {
            tracing::warn!(
                lanes = hooks.len(),
                "another process has taken lanes over: this one stood still for long, or the machines' clocks differ"
            );
            self.holds.lose(&hooks);
        }
        Ok(())
    }

    /// Ends the renewals: nothing is out any more, or what is out is given up.
    pub(crate) fn keep_no_longer(&self) {
        self.holds.done.cancel();
    }

    /// Lets go of every lane, so that others need not wait until they lapse.
    pub(super) async fn let_go_of_lanes(&self) -> Result<(), StoreError> {
        if !self.db.is_shared() {
            return Ok(());
        }
        let holder = self.holds.holder;
        self.db.write(move |c| lanes::let_go(c, SystemScope, &holder)).await
    }
}

#[cfg(test)]
mod tests {
    use billhook_core::clock::from_micros;

    use super::*;

    fn at(ms: i64) -> Timestamp {
        from_micros(1_700_000_000_000_000 + ms * 1000)
    }

    #[tokio::test(start_paused = true)]
    async fn nothing_is_taken_from_others_until_they_had_time_to_come_back() {
        let holds = Holds::new(at(0));
        assert_eq!(holds.claim(at(0)).lapsed_by, Some(at(0)));
        let began = Instant::now();
        tokio::time::advance(RENEWAL + Duration::from_millis(1)).await;
        holds.note(&[], &holds.renewal(at(0)), began);
        assert_eq!(holds.claim(at(1)).lapsed_by, None, "the database stood still");
        tokio::time::advance(SETTLING).await;
        assert_eq!(holds.claim(at(2)).lapsed_by, Some(at(2)));
    }

    #[tokio::test(start_paused = true)]
    async fn a_lane_is_elsewhere_until_it_is_held_or_that_is_long_ago() {
        let (holds, hook) = (Holds::new(at(0)), HookId::from_bytes([1; 16]));
        assert_eq!(holds.note_elsewhere(&[hook]), [hook]);
        assert!(holds.note_elsewhere(&[hook]).is_empty(), "that is known");
        assert!(holds.is_elsewhere(hook));
        tokio::time::advance(ELSEWHERE).await;
        assert!(!holds.is_elsewhere(hook));
        assert_eq!(holds.note_elsewhere(&[hook]), [hook]);
        holds.note(&[hook], &holds.renewal(at(0)), Instant::now());
        assert!(!holds.is_elsewhere(hook));
    }

    #[test]
    fn a_hold_is_renewed_in_good_time_and_forgotten_when_it_is_over() {
        let (holds, hook) = (Holds::new(at(0)), HookId::from_bytes([1; 16]));
        holds.note(&[hook], &holds.renewal(at(0)), Instant::now());
        assert!(holds.is_held(hook, at(7_000)) && !holds.is_held(hook, at(8_000)));
        assert!(!holds.has_lapsed(hook, at(9_999)) && holds.has_lapsed(hook, at(10_000)));
        assert!(holds.to_renew(at(500)).is_empty());
        assert_eq!(holds.to_renew(at(2_500)), [hook]);
        assert!(holds.to_renew(at(10_000)).is_empty());
        assert_eq!(holds.lapsing([hook].into_iter(), at(10_000)), [hook]);
    }
}
