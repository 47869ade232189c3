//! What was posted, what was answered, and what arrived.

use std::collections::HashMap;
use std::time::Duration;

use parking_lot::Mutex;

use crate::hooks::EVENT_TYPES;

/// What is known of an event that was posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// No answer, or one that leaves open whether it was kept: it is posted again.
    Open,
    /// 202: it must arrive.
    Accepted {
        /// The event's id.
        event: String,
        /// True once an answer said that it was this post that made it. Answers may come in another order than that.
        made: bool,
    },
    /// Refused for its content: it must not arrive.
    Refused,
}

/// A request as a receiver saw it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arrival {
    pub(crate) at: Duration,
    /// True if it was answered so that it counts as delivered.
    pub(crate) taken: bool,
}

/// An event of a run is its number; that makes its type and its data.
#[derive(Default)]
pub(crate) struct Ledger(Mutex<Pages>);

/// The ledger's content.
#[derive(Clone, Default)]
pub(crate) struct Pages {
    /// The fate of each event, by number.
    pub(crate) posted: Vec<Fate>,
    /// What came, by the hook's place and the event's number.
    pub(crate) arrivals: HashMap<(usize, usize), Vec<Arrival>>,
    /// Requests whose body no event of this run could have made.
    pub(crate) strange: usize,
}

/// The type of event `number`.
pub(crate) fn event_type(number: usize) -> &'static str {
    EVENT_TYPES[number % EVENT_TYPES.len()]
}

impl Ledger {
    /// Numbers of events that are about to be posted.
    pub(crate) fn open(&self, count: usize) -> Vec<usize> {
        let mut pages = self.0.lock();
        let first = pages.posted.len();
        pages.posted.resize(first + count, Fate::Open);
        (first..first + count).collect()
    }

    /// Notes an answer 202. False if it contradicts an earlier one.
    pub(crate) fn accepted(&self, number: usize, event: &str, duplicate: bool) -> bool {
        let fate = &mut self.0.lock().posted[number];
        match fate {
            Fate::Open => *fate = Fate::Accepted { event: event.to_owned(), made: !duplicate },
            Fate::Accepted { event: first, made } => {
                let agrees = first == event && (duplicate || !*made);
                *made |= !duplicate;
                return agrees;
            }
            Fate::Refused => return false,
        }
        true
    }

    /// Notes that an event was refused for its content.
    pub(crate) fn refused(&self, number: usize) {
        self.0.lock().posted[number] = Fate::Refused;
    }

    /// Notes what a receiver saw; `None` is something that nobody posted.
    pub(crate) fn arrived(&self, hook: usize, number: Option<usize>, arrival: Arrival) {
        let mut pages = self.0.lock();
        match number {
            Some(number) => pages.arrivals.entry((hook, number)).or_default().push(arrival),
            None => pages.strange += 1,
        }
    }

    /// Everything so far.
    pub(crate) fn read(&self) -> Pages {
        self.0.lock().clone()
    }
}
