//! Whether the database is at hand: said once when it goes and once when it is back, however many calls fail meanwhile.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use diesel::connection::{Instrumentation, InstrumentationEvent};
use parking_lot::Mutex;
use tokio::time::Instant;

use crate::error::{Trouble, trouble};

/// For how long after the last failure for lack of room the database counts as away, whatever succeeds meanwhile.
const NO_ROOM_LASTS: Duration = Duration::from_secs(5);

/// How often it is logged that there are fewer connections than wanted.
const TELL_OF_FEW: Duration = Duration::from_secs(60);

/// What all connections of a process know of their database together.
#[derive(Debug, Default)]
pub(crate) struct Health {
    is_away: AtomicBool,
    away_since: Mutex<Option<Instant>>,
    /// When there was last no room.
    no_room_at: Mutex<Option<Instant>>,
    losses: AtomicU64,
    /// When it was last told that there are fewer connections than wanted.
    told_of_few_at: Mutex<Option<Instant>>,
}

impl Health {
    /// The database had no room, or took no writes. Something small may still fit in between, which does not
    /// say that it is back.
    pub(crate) fn had_no_room(&self, error: &str) {
        *self.no_room_at.lock() = Some(Instant::now());
        self.failed(error);
    }

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

    /// The database is there, and refuses more connections than these.
    pub(crate) fn refused_more_than(&self, connections: usize, error: &str) {
        if self.is_time_to_tell_of_few() {
            let error = first_line(error);
            tracing::warn!(
                error,
                connections,
                "the database refuses more connections than these, and all work is done with them: let it take more (max_connections, or the \
                 limit of the role or the database), or lower database.max_connections"
            );
        }
    }

    /// True once in a while: whoever gets true is to log it.
    pub(crate) fn is_time_to_tell_of_few(&self) -> bool {
        let mut told_at = self.told_of_few_at.lock();
        let is_time = told_at.is_none_or(|at| at.elapsed() >= TELL_OF_FEW);
        if is_time {
            *told_at = Some(Instant::now());
        }
        is_time
    }

    /// Something was committed.
    pub(crate) fn worked(&self) {
        if !self.is_away.load(Ordering::Acquire) {
            return;
        }
        if self.has_no_room() || !self.is_away.swap(false, Ordering::AcqRel) {
            return;
        }
        let away_ms = self.away_since.lock().take().map_or(0, |since| since.elapsed().as_millis());
        tracing::warn!(away_ms, "the database is back");
    }

    /// True from the first failure until something is committed again, and for a while after room was last lacking.
    pub(crate) fn is_away(&self) -> bool {
        self.is_away.load(Ordering::Acquire)
    }

    /// True for a while after room was last lacking.
    pub(crate) fn has_no_room(&self) -> bool {
        self.no_room_at.lock().is_some_and(|at| at.elapsed() < NO_ROOM_LASTS)
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
            Some(Trouble::Away) => self.health.had_no_room(&error.to_string()),
            Some(Trouble::ReadOnly) => {
                self.is_lost.store(true, Ordering::Release);
                self.health.had_no_room(&error.to_string());
            }
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

    #[tokio::test(start_paused = true)]
    async fn what_fits_in_between_does_not_say_that_there_is_room() {
        let health = Health::default();
        health.had_no_room("disk full");
        health.worked();
        assert!(health.is_away());
        tokio::time::advance(NO_ROOM_LASTS).await;
        health.worked();
        assert!(!health.is_away());
    }

    #[tokio::test(start_paused = true)]
    async fn few_connections_are_told_once_a_minute() {
        let health = Health::default();
        assert!(health.is_time_to_tell_of_few() && !health.is_time_to_tell_of_few());
        tokio::time::advance(TELL_OF_FEW).await;
        assert!(health.is_time_to_tell_of_few() && !health.is_time_to_tell_of_few());
    }

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
