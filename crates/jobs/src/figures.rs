//! What is counted of attempts. A series is looked up by its labels once and kept: at every attempt that would
//! cost more than the counting.

use std::collections::HashMap;

use billhook_core::delivery::Decision;
use billhook_core::outcome::OutcomeKind;
use billhook_store::names;
use metrics::{Counter, Histogram};
use parking_lot::RwLock;

/// The series of attempts.
pub(crate) struct Figures {
    attempts: RwLock<HashMap<(OutcomeKind, &'static str), Counter>>,
    durations: Histogram,
}

impl Figures {
    pub(crate) fn new() -> Self {
        Self {
            attempts: RwLock::default(),
            durations: metrics::histogram!("billhook_attempt_duration_seconds"),
        }
    }

    /// Counts one attempt.
    pub(crate) fn count(&self, outcome: OutcomeKind, decision: &Decision, duration_ms: u32) {
        self.durations.record(f64::from(duration_ms) / 1000.0);
        let series = (outcome, name_of_decision(decision));
        if let Some(counter) = self.attempts.read().get(&series) {
            return counter.increment(1);
        }
        let (outcome, decision) = (names::outcome_kind(outcome), series.1);
        let counter =
            metrics::counter!("billhook_attempts_total", "outcome" => outcome, "decision" => decision);
        self.attempts.write().entry(series).or_insert(counter).increment(1);
    }
}

const fn name_of_decision(decision: &Decision) -> &'static str {
    match decision {
        Decision::Delivered { .. } => "delivered",
        Decision::Retry { .. } => "retry",
        Decision::Failed { .. } => "failed",
    }
}
