//! Whether the database is at hand: said once when it goes and once when it is back, however many calls fail meanwhile.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

use diesel::connection::{Instrumentation, InstrumentationEvent};
use parking_lot::Mutex;

use crate::error::{Trouble, trouble};

/// What all connections of a process know of their database together.
#[derive(Debug, Default)]
pub(crate) struct Health {
    is_away: AtomicBool,
    away_since: Mutex<Option<Instant>>,
    losses: AtomicU64,
}

impl Health {
    /// The database could not do what it was asked for.
    pub(crate) fn failed(&self, error: &str) {
        if self.is_away.swap(true, Ordering::AcqRel) {
            return;
        }
        *self.away_since.lock() = Some(Instant::now());
        let error = first_line(error);
        tracing::error!(
            error,
            "the database is away: requests are answered 503, deliveries wait until it is back"
        );
    }

    /// Something was committed.
    pub(crate) fn worked(&self) {
        if !self.is_away.load(Ordering::Acquire) || !self.is_away.swap(false, Ordering::AcqRel) {
            return;
        }
        let away_ms = self.away_since.lock().take().map_or(0, |since| since.elapsed().as_millis());
        tracing::warn!(away_ms, "the database is back");
    }

    /// True from the first failure until something is committed again.
    pub(crate) fn is_away(&self) -> bool {
        self.is_away.load(Ordering::Acquire)
    }

    /// How many connections were found to be lost. Those that were made before the last one may be lost, too.
    pub(crate) fn losses(&self) -> u64 {
        self.losses.load(Ordering::Acquire)
    }
}

/// Watches one connection.
pub(crate) struct Watch {
    pub(crate) health: Arc<Health>,
    /// Set when the connection is of no further use.
    pub(crate) is_lost: Arc<AtomicBool>,
}

impl Instrumentation for Watch {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        let InstrumentationEvent::FinishQuery { error: Some(error), .. } = event else { return };
        match trouble(error) {
            Some(Trouble::Lost) => {
                if !self.is_lost.swap(true, Ordering::AcqRel) {
                    self.health.losses.fetch_add(1, Ordering::AcqRel);
                }
                self.health.failed(&error.to_string());
            }
            Some(Trouble::Away) => self.health.failed(&error.to_string()),
            Some(Trouble::Contended) | None => {}
        }
    }
}

/// Drivers explain themselves over several lines; the first says what it is.
pub(crate) fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default().trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_away_from_the_first_failure_to_the_next_commit() {
        let health = Health::default();
        assert!(!health.is_away());
        health.failed("disk full");
        health.failed("disk full");
        assert!(health.is_away());
        health.worked();
        health.worked();
        assert!(!health.is_away());
    }
}
