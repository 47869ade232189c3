//! Claims: what the plan wants, leased in the database and brought together with events and hooks.

use std::collections::HashMap;
use std::sync::Arc;

use billhook_core::clock::Timestamp;
use billhook_core::event::Event;
use billhook_core::id::{EventId, HookId};
use billhook_store::due_deliveries::{self, Claimed, Lease, SendableHook, Want};
use billhook_store::wake::LaneHint;
use billhook_store::{StoreError, SystemScope, lanes, sending};
use tokio::time::Instant;

use super::Dispatcher;
use crate::lanes::at_once;
use crate::ready_hook::ReadyHook;
use crate::sendable::Sendable;

impl Dispatcher {
    /// Runs the claim to its end even if the caller goes away, and then hands back what it brought.
    pub(super) async fn claim_uncancelled(self: &Arc<Self>, wants: Vec<Want>) -> Vec<Sendable> {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        let this = self.clone();
        self.claims.spawn(async move {
            // If nobody waits for them any more, they are dropped, and so go back.
            let _ = sender.send(this.claim(wants).await);
        });
        receiver.await.unwrap_or_default()
    }

    async fn claim(self: &Arc<Self>, wants: Vec<Want>) -> Vec<Sendable> {
        let now = self.clock.now();
        let leased_until = now + self.limits.lease;
        let lease = Lease {
            now: now.timestamp_micros(),
            until: leased_until.timestamp_micros(),
            token: fastrand::i64(1..),
        };
        let outcome = self.claim_rows(wants.clone(), lease, now).await;
        let claim = outcome.unwrap_or_else(|error| {
            error.log("deliveries cannot be claimed; trying again");
            if self.db.is_shared() && error.is_transient() {
                self.end_claim_later(&wants, lease.token);
            }
            Claim::default()
        });
        self.note_claim(&wants, &claim, now);
        self.pass_on(&claim.elsewhere, now);
        if claim.rows.is_empty() {
            return Vec::new();
        }
        match self.complete(&claim, leased_until).await {
            Ok(found) => found,
            Err(error) => {
                error.log("claimed deliveries cannot be read; handing them back");
                claim.rows.into_iter().for_each(|row| self.unsent.add(row));
                Vec::new()
            }
        }
    }

    /// Ends a claim once the database is back: it may have been committed, though nobody has heard of that.
    fn end_claim_later(self: &Arc<Self>, wants: &[Want], token: i64) {
        let (this, hooks): (_, Vec<HookId>) = (self.clone(), wants.iter().map(|want| want.hook_id).collect());
        self.claims.spawn(async move {
            let end = || {
                let hooks = hooks.clone();
                this.db.write(move |c| due_deliveries::end_claim(c, SystemScope, &hooks, token))
            };
            this.try_while_leased(end).await;
        });
    }

    async fn claim_rows(&self, wants: Vec<Want>, lease: Lease, now: Timestamp) -> Result<Claim, StoreError> {
        let mut to_hold = self.lanes_to_hold(&wants, now);
        let (began, hold, unready) = (Instant::now(), self.holds.claim(now), self.hooks.unready());
        let claim = self.db.write(move |c| {
            let ids: Vec<HookId> = wants.iter().map(|want| want.hook_id).collect();
            let sendable = due_deliveries::sendable(c, SystemScope, &ids)?;
            let sendable: HashMap<HookId, SendableHook> =
                sendable.into_iter().map(|hook| (hook.id, hook)).collect();
            let opens = |hook: &SendableHook| unready.get(&hook.id) != Some(&hook.revision);
            // What cannot be opened here is left to a process that can.
            to_hold.retain(|id| sendable.get(id).is_none_or(opens));
            let held =
                if to_hold.is_empty() { Vec::new() } else { lanes::hold(c, SystemScope, &to_hold, hold)? };
            let ours = |id: &HookId| !to_hold.contains(id) || held.contains(id);
            let ours = |want: Want| {
                let hook = sendable.get(&want.hook_id).filter(|hook| ours(&hook.id) && opens(hook))?;
                Some((Want { only_tests: hook.only_tests, ..want }, hook.rate_per_s))
            };
            let mut unused = Vec::new();
            let bounded = |(want, rate): (Want, Option<u32>)| {
                let slots = rate.map_or(want.slots, |rate| want.slots.min(at_once(rate).cast_signed()));
                if slots < want.slots {
                    unused.push((want.hook_id, (want.slots - slots).cast_unsigned()));
                }
                Want { slots, ..want }
            };
            let wants: Vec<Want> = wants.into_iter().filter_map(ours).map(bounded).collect();
            let rows = due_deliveries::claim(c, SystemScope, &wants, lease)?;
            let revisions = sendable.into_values().map(|hook| (hook.id, hook.revision)).collect();
            let elsewhere = to_hold.into_iter().filter(|hook| !held.contains(hook)).collect();
            Ok::<_, StoreError>(Claim { rows, revisions, held, elsewhere, unused })
        });
        let claim = claim.await;
        let held = claim.as_ref().map_or(&[][..], |claim| &claim.held);
        self.holds.note(held, &hold, began);
        claim
    }

    /// Tells whoever holds these lanes that they have work, unless that was told a moment ago.
    fn pass_on(&self, elsewhere: &[HookId], due_at: Timestamp) {
        let unknown = self.holds.note_elsewhere(elsewhere);
        let lanes = self.lanes.lock();
        let hint = |hook_id: &HookId| {
            Some(LaneHint { tenant_id: lanes.tenant_of(*hook_id)?, hook_id: *hook_id, due_at })
        };
        let hints: Vec<LaneHint> = unknown.iter().filter_map(hint).collect();
        drop(lanes);
        self.wake.hint_lanes_elsewhere(hints);
    }

    /// The lanes that this process does not hold, or not for much longer. None where it need not share.
    fn lanes_to_hold(&self, wants: &[Want], now: Timestamp) -> Vec<HookId> {
        if !self.db.is_shared() {
            return Vec::new();
        }
        self.holds.lapsing(wants.iter().map(|want| want.hook_id), now)
    }

    fn note_claim(&self, wants: &[Want], claim: &Claim, now: Timestamp) {
        let mut got: HashMap<HookId, u32> = HashMap::new();
        claim.rows.iter().for_each(|row| *got.entry(row.hook_id).or_default() += 1);
        let unused: HashMap<HookId, u32> = claim.unused.iter().copied().collect();
        let mut lanes = self.lanes.lock();
        for want in wants {
            let hook = want.hook_id;
            let unused = unused.get(&hook).copied().unwrap_or(0);
            if unused > 0 {
                lanes.handed_back(hook, unused, now);
            }
            let want = Want { slots: want.slots - unused.cast_signed(), ..*want };
            lanes.claimed(&want, got.get(&hook).copied().unwrap_or(0), now);
        }
    }

    /// Brings claims together with their events and hooks, reading those that are not at hand.
    async fn complete(&self, claim: &Claim, leased_until: Timestamp) -> Result<Vec<Sendable>, StoreError> {
        let mut hooks: HashMap<HookId, Arc<ReadyHook>> = HashMap::new();
        let mut unread: HashMap<HookId, i64> = HashMap::new();
        for (id, revision) in &claim.revisions {
            match self.hooks.get(*id, *revision) {
                Some(hook) => drop(hooks.insert(*id, hook)),
                None => drop(unread.insert(*id, *revision)),
            }
        }
        let mut event_ids: Vec<EventId> = claim.rows.iter().map(|row| row.event_id).collect();
        event_ids.sort_unstable();
        event_ids.dedup();
        let hook_ids: Vec<HookId> = unread.keys().copied().collect();
        let (read, events) = self
            .db
            .read(move |c| {
                let hooks =
                    if hook_ids.is_empty() { Vec::new() } else { sending::hooks(c, SystemScope, &hook_ids)? };
                Ok::<_, StoreError>((hooks, sending::events(c, SystemScope, &event_ids)?))
            })
            .await?;
        for hook in read {
            let opened = hook.map_err(|error| error.to_string()).and_then(|hook| {
                let id = hook.id;
                self.hooks.open(hook, &self.key, &self.allowed).map_err(|why| format!("{id}: {why}"))
            });
            match opened {
                Ok(hook) => drop(hooks.insert(hook.id, hook)),
                Err(why) => tracing::error!(why, "a hook cannot send"),
            }
        }
        // Until they change: claimed again at once they would keep everybody busy.
        let unready = unread.into_iter().filter(|(id, _)| !hooks.contains_key(id));
        unready.for_each(|(id, revision)| self.hooks.note_unready(id, revision));
        let readable = |event: Result<Event, StoreError>| {
            event.map_err(|error| tracing::error!(%error, "an event cannot be read, and so not sent")).ok()
        };
        let events: HashMap<EventId, Arc<Event>> =
            events.into_iter().filter_map(readable).map(|event| (event.id, Arc::new(event))).collect();
        Ok(self.join(claim, &hooks, &events, leased_until))
    }

    fn join(
        &self,
        claim: &Claim,
        hooks: &HashMap<HookId, Arc<ReadyHook>>,
        events: &HashMap<EventId, Arc<Event>>,
        leased_until: Timestamp,
    ) -> Vec<Sendable> {
        let now = self.clock.now();
        let mut lanes = self.lanes.lock();
        hooks.values().for_each(|hook| lanes.set_bounds(hook.id, hook.bounds, now));
        let mut found = Vec::with_capacity(claim.rows.len());
        for row in &claim.rows {
            match (hooks.get(&row.hook_id), events.get(&row.event_id)) {
                (Some(hook), Some(event)) => found.push(Sendable::new(
                    row.clone(),
                    event.clone(),
                    hook.clone(),
                    leased_until,
                    self.unsent.clone(),
                )),
                // Back to its lane: nothing more is claimed there until the hook is changed.
                (None, _) => self.unsent.add(row.clone()),
                // Its lease runs out.
                (Some(_), None) => lanes.answered(row.hook_id, 0.0, now),
            }
        }
        found
    }
}

/// What a claim brought.
#[derive(Default)]
struct Claim {
    rows: Vec<Claimed>,
    /// The hooks that may send, with their revisions.
    revisions: HashMap<HookId, i64>,
    /// Lanes newly held.
    held: Vec<HookId>,
    /// Lanes that could not be held: another process has them.
    elsewhere: Vec<HookId>,
    /// Slots that a hook's rate left unused: it has become narrower than this process knew.
    unused: Vec<(HookId, u32)>,
}
