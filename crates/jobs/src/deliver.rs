//! One attempt: render, sign, send, decide, record.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use billhook_core::clock::{Clock, Timestamp};
use billhook_core::delivery::{Decision, DeliveryKind, HookEffect, Progress, Verdict, decide, unrenderable};
use billhook_core::outcome::{Outcome, OutcomeKind};
use billhook_core::profile::{Request, Sending, render};
use billhook_core::trace::{AttemptSpan, Spans};
use billhook_store::record::{Exchange, Finished, Recorded};
use billhook_store::wake::{LaneHint, Wake};
use tokio::time::Instant;

use crate::dispatcher::Dispatcher;
use crate::figures::Figures;
use crate::http::{Client, Exchanged};
use crate::recorder::Recorder;
use crate::sendable::Sendable;

/// How long a claimed delivery waits for one of its hook's requests to end before it goes back to the lane.
const MAX_WAIT: Duration = Duration::from_secs(1);

/// Makes attempts.
pub(crate) struct Deliverer {
    pub(crate) dispatcher: Arc<Dispatcher>,
    pub(crate) client: Client,
    pub(crate) recorder: Recorder,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) wake: Wake,
    /// The longest that an attempt may take, whatever its hook allows.
    pub(crate) max_attempt: Duration,
    pub(crate) spans: Option<Arc<dyn Spans>>,
    pub(crate) figures: Figures,
}

impl Deliverer {
    /// Makes one attempt and records it. Returns when the record is durable, or when it cannot count any more. What
    /// cannot be begun in good time is dropped, and so goes back to its lane.
    pub(crate) async fn deliver(self: Arc<Self>, mut sendable: Sendable) {
        let gate = sendable.hook.gate.clone();
        let Ok(Ok(permit)) = tokio::time::timeout(MAX_WAIT, gate.acquire_owned()).await else {
            return;
        };
        // A request that outlasts its lease could be sent by somebody else at the same time; so could whatever
        // begins in a lane that this process let lapse, while it was stopped and another one went on.
        let (now, deadline) = (self.clock.now(), self.deadline(&sendable));
        let is_ours = now + deadline < sendable.leased_until && self.dispatcher.holds(sendable.hook.id, now);
        if self.dispatcher.is_closed() || !is_ours {
            return;
        }
        let mut out = Underway::new(&self.dispatcher, &mut sendable);
        let finished = self.attempt(out.sendable).await;
        drop(permit);
        out.answered();
        self.record(finished, out).await;
    }

    fn deadline(&self, sendable: &Sendable) -> Duration {
        sendable.hook.deadline().min(self.max_attempt)
    }

    async fn attempt(&self, sendable: &Sendable) -> Finished {
        let started_at = self.clock.now();
        let claimed = &sendable.claimed;
        let number = claimed.attempts + 1;
        let secrets = sendable.hook.live_secrets(started_at);
        let rendered = render(&Sending {
            sender: sendable.hook.sender(),
            wire: &sendable.hook.wire,
            event: &sendable.event,
            part: claimed.part,
            attempt: number,
            at: started_at,
            secrets: &secrets,
        });
        // The age of a delivery counts from its first attempt if that came later than it was due.
        let first_due_at =
            if number == 1 { claimed.first_due_at.max(started_at) } else { claimed.first_due_at };
        let progress = Progress { kind: claimed.kind, attempt: number, first_due_at };
        let (exchange, outcome, verdict) = match rendered {
            Ok(request) => {
                let sent = Instant::now();
                let deadline = self.deadline(sendable);
                let exchanged = self.client.send(&request, deadline, || self.clock.now()).await;
                let took = sent.elapsed();
                let now = self.clock.now();
                let verdict =
                    decide(&exchanged.outcome, &sendable.hook.policy, &progress, now, fastrand::f64());
                let outcome = explained(exchanged.outcome.clone(), &verdict);
                (exchange(started_at, took, sendable, request, exchanged), outcome, verdict)
            }
            Err(error) => {
                let outcome = Outcome::without_answer(OutcomeKind::Error, error.to_string());
                (nothing_sent(started_at, sendable), outcome, unrenderable(claimed.kind))
            }
        };
        self.figures.count(outcome.kind, &verdict.decision, exchange.duration_ms);
        let finished = Finished {
            delivery_id: claimed.delivery_id,
            tenant_id: claimed.tenant_id,
            hook_id: claimed.hook_id,
            revision: sendable.hook.revision,
            resource: (claimed.kind != DeliveryKind::Test)
                .then(|| sendable.event.event_type.resource().to_owned()),
            lease_token: claimed.lease_token,
            number,
            first_due_at,
            exchange,
            outcome,
            verdict,
            finished_at: self.clock.now(),
        };
        self.trace(sendable, &finished);
        finished
    }

    /// Tells of the attempt, if its post is traced.
    fn trace(&self, sendable: &Sendable, finished: &Finished) {
        let (Some(spans), Some(follows)) = (&self.spans, sendable.event.trace) else { return };
        spans.attempt(&AttemptSpan {
            follows,
            began_at: finished.exchange.started_at,
            ended_at: finished.finished_at,
            tenant: finished.tenant_id,
            hook: finished.hook_id,
            event: sendable.event.id,
            delivery: finished.delivery_id,
            number: finished.number,
            method: finished.exchange.method,
            url: &finished.exchange.url,
            outcome: &finished.outcome,
            decision: &finished.verdict.decision,
        });
    }

    async fn record(&self, finished: Finished, out: Underway<'_>) {
        let (tenant_id, hook_id) = (finished.tenant_id, finished.hook_id);
        let retry = match finished.verdict.decision {
            Decision::Retry { at } => Some(LaneHint { tenant_id, hook_id, due_at: at }),
            Decision::Delivered { .. } | Decision::Failed { .. } => None,
        };
        let delivery_id = finished.delivery_id;
        let deactivates = matches!(finished.verdict.hook, HookEffect::Deactivate(_) | HookEffect::Spent);
        let recorded = self.recorder.record(finished).await;
        drop(out);
        match recorded {
            Some(Recorded::Kept) => {
                if retry.is_some() {
                    self.wake.hint_lanes(retry);
                }
                if deactivates {
                    self.wake.hint_jobs();
                    self.wake.hint_mails();
                }
            }
            Some(Recorded::LostLease) => {
                metrics::counter!("billhook_lost_leases_total").increment(1);
                tracing::warn!(delivery = %delivery_id, "an attempt came too late to count: its lease had run out");
            }
            None => {}
        }
    }
}

/// A request that is out, as its lane counts it. However its attempt ends, its slots are free again: one that
/// panics takes nobody along, and waits for the end of its lease, since the next might panic too.
struct Underway<'a> {
    dispatcher: &'a Dispatcher,
    sendable: &'a mut Sendable,
    began: Instant,
    is_answered: bool,
}

impl<'a> Underway<'a> {
    fn new(dispatcher: &'a Dispatcher, sendable: &'a mut Sendable) -> Self {
        Self { dispatcher, sendable, began: Instant::now(), is_answered: false }
    }

    fn answered(&mut self) {
        self.is_answered = true;
        self.sendable.answered();
        self.dispatcher.answered(self.sendable.hook.id, self.began.elapsed());
    }
}

impl Drop for Underway<'_> {
    fn drop(&mut self) {
        if !self.is_answered {
            if !thread::panicking() {
                // Given up: its claim goes back, and with it its slots.
                return;
            }
            self.answered();
        }
        self.dispatcher.recorded(self.sendable.hook.id);
    }
}

fn exchange(
    started_at: Timestamp,
    took: Duration,
    sendable: &Sendable,
    request: Request,
    exchanged: Exchanged,
) -> Exchange {
    Exchange {
        started_at,
        duration_ms: u32::try_from(took.as_millis()).unwrap_or(u32::MAX),
        method: request.method.as_str(),
        url: request.url,
        request_headers: serde_json::to_string(&request.headers).unwrap_or_else(|_| "[]".into()),
        request_body: request.body,
        event_data: sendable.event.data.as_bytes().clone(),
        response_headers: exchanged.response_headers,
        response_body: exchanged.response_body,
        response_truncated: exchanged.response_truncated,
    }
}

/// The outcome, with what the policy makes of it where a reader would expect something else.
fn explained(mut outcome: Outcome, verdict: &Verdict) -> Outcome {
    if matches!(verdict.decision, Decision::Delivered { .. }) {
        outcome.error = outcome.error.map(|error| format!("{error}, which this policy counts as delivered"));
    }
    outcome
}

fn nothing_sent(started_at: Timestamp, sendable: &Sendable) -> Exchange {
    Exchange {
        started_at,
        duration_ms: 0,
        method: sendable.hook.wire.method.as_str(),
        url: sendable.hook.wire.url.clone(),
        request_headers: "[]".into(),
        request_body: bytes::Bytes::new(),
        event_data: bytes::Bytes::new(),
        response_headers: None,
        response_body: None,
        response_truncated: false,
    }
}
