//! Recording what came of attempts, many in one transaction.
//!
//! An outcome counts only if its claim still stands (the fencing token is the row's). One that comes too late,
//! because the process slept through its lease, is dropped: the delivery has been claimed by somebody else.

use std::collections::{HashMap, HashSet};

use billhook_core::clock::Timestamp;
use billhook_core::delivery::{Decision, DeliveryState, HookEffect, Verdict};
use billhook_core::id::{AttemptId, DeliveryId, HookId, TenantId};
use billhook_core::outcome::Outcome;
use bytes::Bytes;

use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::body_dedup::{Kept, cut};
use crate::dialect::Ended;
use crate::error::StoreError;
use crate::hook_health::Report;
use crate::stats::{Of, Tally};
use crate::{dialect, hook_health, names};

/// One attempt and what follows from it.
#[derive(Clone, Debug)]
pub struct Finished {
    /// The delivery.
    pub delivery_id: DeliveryId,
    /// Whose it is.
    pub tenant_id: TenantId,
    /// Where it went.
    pub hook_id: HookId,
    /// The hook as it was when this was sent: what is found out about an earlier one says nothing about the
    /// present one.
    pub revision: i64,
    /// The resource of the event, under which this is counted; `None` for a test, which is not.
    pub resource: Option<String>,
    /// The fencing token of the claim.
    pub lease_token: i64,
    /// The number of this attempt, from 1.
    pub number: u32,
    /// When the delivery's age counts from.
    pub first_due_at: Timestamp,
    /// The exchange as it is kept.
    pub exchange: Exchange,
    /// How it ended.
    pub outcome: Outcome,
    /// What becomes of the delivery and its hook.
    pub verdict: Verdict,
    /// When the verdict was given.
    pub finished_at: Timestamp,
}

/// The request and the response of one attempt, as they are kept.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// When the request began.
    pub started_at: Timestamp,
    /// How long it took until the answer was read or given up, in milliseconds.
    pub duration_ms: u32,
    /// `POST` or `PUT`.
    pub method: &'static str,
    /// The URL as it was called.
    pub url: String,
    /// The request's headers, a JSON list of pairs.
    pub request_headers: String,
    /// The request's body, as sent.
    pub request_body: Bytes,
    /// The event's data. It is not kept again where the body carries it byte for byte.
    pub event_data: Bytes,
    /// The response's headers, a JSON list of pairs, if there was a response.
    pub response_headers: Option<String>,
    /// What was read of the response's body.
    pub response_body: Option<Bytes>,
    /// True if more of the response came than is kept.
    pub response_truncated: bool,
}

impl Exchange {
    /// When it took place, and nothing of what was said.
    pub fn bare(&self) -> Self {
        Self {
            started_at: self.started_at,
            duration_ms: self.duration_ms,
            method: self.method,
            url: self.url.clone(),
            request_headers: "[]".into(),
            request_body: Bytes::new(),
            event_data: Bytes::new(),
            response_headers: None,
            response_body: None,
            response_truncated: true,
        }
    }

    /// True if there is nothing to leave out.
    pub fn is_bare(&self) -> bool {
        self.request_body.is_empty() && self.response_headers.is_none() && self.response_body.is_none()
    }

    /// About how many bytes its row takes.
    pub fn weight(&self) -> usize {
        const REST: usize = 512;
        let texts = self.url.len() + self.request_headers.len();
        let response = self.response_headers.as_ref().map_or(0, String::len);
        REST + texts + response + self.request_body.len() + self.response_body.as_ref().map_or(0, Bytes::len)
    }
}

/// What became of an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// It is durable.
    Kept,
    /// The claim no longer stands; nothing was changed.
    LostLease,
}

#[derive(Clone, Copy)]
pub(crate) struct Fenced {
    pub(crate) delivery_id: [u8; 16],
    pub(crate) token: i64,
}

pub(crate) struct RetryRow {
    pub(crate) fenced: Fenced,
    pub(crate) attempts: i32,
    pub(crate) first_due_at: i64,
    pub(crate) due_at: i64,
}

pub(crate) struct EndRow {
    pub(crate) fenced: Fenced,
    pub(crate) state: &'static str,
    pub(crate) reason: Option<&'static str>,
    pub(crate) attempts: i32,
    pub(crate) finished_at: i64,
}

pub(crate) struct AttemptRow {
    pub(crate) delivery_id: [u8; 16],
    pub(crate) number: i32,
    pub(crate) id: [u8; 16],
    pub(crate) tenant_id: [u8; 16],
    pub(crate) started_at: i64,
    pub(crate) duration_ms: i32,
    pub(crate) outcome: &'static str,
    pub(crate) status: Option<i32>,
    pub(crate) error: Option<String>,
    pub(crate) request_method: &'static str,
    pub(crate) request_url: String,
    pub(crate) request_headers: String,
    pub(crate) request_body: Kept,
    pub(crate) response_headers: Option<String>,
    pub(crate) response_body: Option<Bytes>,
    pub(crate) response_truncated: bool,
}

/// Records these outcomes in one statement that is durable when this returns, if all of them are plain
/// successes whose claims stand, and the database gains by it; `None` if nothing was done, and [`record`] is
/// to be asked in a transaction.
pub fn record_at_once(
    connection: &mut AnyConnection,
    _: SystemScope,
    batch: &[&Finished],
) -> Result<Option<Vec<Recorded>>, StoreError> {
    let is_plain = |finished: &&Finished| {
        finished.verdict.hook == HookEffect::Healthy
            && matches!(finished.verdict.decision, Decision::Delivered { .. })
    };
    if !connection.gains_by_one_statement() || !batch.iter().all(is_plain) {
        return Ok(None);
    }
    let hooks: HashMap<_, _> =
        batch.iter().map(|finished| (finished.hook_id, finished.finished_at)).collect();
    let hooks: Vec<_> = hooks.into_iter().collect();
    let Some(healthy) = hook_health::healthy(&hooks) else { return Ok(None) };
    let (ends, _) = split(batch);
    let attempts = batch.iter().copied().map(attempt_row).collect();
    let stats = counted(batch.iter().copied()).into_rows();
    let whole = dialect::record_ended(connection, &Ended { ends, attempts, healthy, stats })?;
    Ok(whole.then(|| vec![Recorded::Kept; batch.len()]))
}

/// Records these outcomes and moves their deliveries and hooks on. Answers each in order.
pub fn record(
    connection: &mut AnyConnection,
    _: SystemScope,
    batch: &[&Finished],
) -> Result<Vec<Recorded>, StoreError> {
    let (ends, retries) = split(batch);
    let fences: Vec<Fenced> = ends.iter().map(|row| row.fenced).collect();
    let mut kept: HashSet<Vec<u8>> = HashSet::with_capacity(batch.len());
    if !ends.is_empty() {
        kept.extend(dialect::remove_due(connection, &fences)?);
    }
    if !retries.is_empty() {
        kept.extend(dialect::put_back(connection, &retries)?);
    }
    let stands = |finished: &Finished| kept.contains(&finished.delivery_id.as_bytes()[..]);
    let ends: Vec<EndRow> =
        ends.into_iter().filter(|row| kept.contains(&row.fenced.delivery_id[..])).collect();
    dialect::finish_deliveries(connection, &ends)?;
    let attempts: Vec<AttemptRow> =
        batch.iter().copied().filter(|finished| stands(finished)).map(attempt_row).collect();
    dialect::insert_attempts(connection, &attempts)?;
    hook_health::apply(connection, &effects(batch.iter().copied().filter(|finished| stands(finished))))?;
    // The last: its rows are the most contended, and the lock order is tenants, hooks, then these.
    counted(batch.iter().copied().filter(|finished| stands(finished))).write(connection)?;
    Ok(batch
        .iter()
        .map(|finished| if stands(finished) { Recorded::Kept } else { Recorded::LostLease })
        .collect())
}

fn split(batch: &[&Finished]) -> (Vec<EndRow>, Vec<RetryRow>) {
    let (mut ends, mut retries) = (Vec::new(), Vec::new());
    for finished in batch {
        let fenced = Fenced { delivery_id: *finished.delivery_id.as_bytes(), token: finished.lease_token };
        let attempts = finished.number as i32;
        let mut end = |state, reason: Option<_>| {
            let reason = reason.map(names::delivery_reason);
            let finished_at = finished.finished_at.timestamp_micros();
            ends.push(EndRow { fenced, state: names::delivery_state(state), reason, attempts, finished_at });
        };
        match finished.verdict.decision {
            Decision::Delivered { reason } => end(DeliveryState::Delivered, reason),
            Decision::Failed { reason } => end(DeliveryState::Failed, Some(reason)),
            Decision::Retry { at } => retries.push(RetryRow {
                fenced,
                attempts,
                first_due_at: finished.first_due_at.timestamp_micros(),
                due_at: at.timestamp_micros(),
            }),
        }
    }
    (ends, retries)
}

fn attempt_row(finished: &Finished) -> AttemptRow {
    let exchange = &finished.exchange;
    AttemptRow {
        delivery_id: *finished.delivery_id.as_bytes(),
        number: finished.number as i32,
        id: *AttemptId::new(exchange.started_at).as_bytes(),
        tenant_id: *finished.tenant_id.as_bytes(),
        started_at: exchange.started_at.timestamp_micros(),
        duration_ms: i32::try_from(exchange.duration_ms).unwrap_or(i32::MAX),
        outcome: names::outcome_kind(finished.outcome.kind),
        status: finished.outcome.status.map(i32::from),
        error: finished.outcome.error.clone(),
        request_method: exchange.method,
        request_url: exchange.url.clone(),
        request_headers: exchange.request_headers.clone(),
        request_body: cut(&exchange.request_body, &exchange.event_data),
        response_headers: exchange.response_headers.clone(),
        response_body: exchange.response_body.clone(),
        response_truncated: exchange.response_truncated,
    }
}

/// What these come to in the statistics.
fn counted<'a>(finished: impl Iterator<Item = &'a Finished>) -> Tally {
    let mut tally = Tally::default();
    for finished in finished {
        let Some(resource) = &finished.resource else { continue };
        let (tenant, hook) = (*finished.tenant_id.as_bytes(), *finished.hook_id.as_bytes());
        let at = finished.finished_at.timestamp_micros();
        let of = Of { tenant, hook, resource, at };
        let end = match finished.verdict.decision {
            Decision::Delivered { .. } => Some(DeliveryState::Delivered),
            Decision::Failed { .. } => Some(DeliveryState::Failed),
            Decision::Retry { .. } => None,
        };
        tally.attempt(&of, finished.exchange.duration_ms, end == Some(DeliveryState::Delivered));
        if let Some(state) = end {
            tally.end(&of, state);
        }
    }
    tally
}

/// What the batch says about each hook, in the order in which it was found out.
fn effects<'a>(finished: impl Iterator<Item = &'a Finished>) -> HashMap<HookId, Vec<Report>> {
    let mut effects: HashMap<HookId, Vec<_>> = HashMap::new();
    for finished in finished {
        let (effect, at, revision) = (finished.verdict.hook, finished.finished_at, finished.revision);
        effects.entry(finished.hook_id).or_default().push(Report { effect, at, revision });
    }
    effects
}
