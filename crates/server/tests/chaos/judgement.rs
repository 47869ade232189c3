//! What was posted against what arrived.

use serde::Serialize;

use crate::hooks::HOOKS;
use crate::journal::Entry;
use crate::ledger::{Fate, Pages, event_type};

/// How long after it was taken a delivery is recorded at the latest, when nothing is in the way, in seconds.
const RECORDED_WITHIN_S: f64 = 3.0;

/// A delivery that was taken twice.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Duplicate {
    pub(crate) event: usize,
    pub(crate) hook: &'static str,
    pub(crate) taken_s: f64,
    pub(crate) again_s: f64,
    /// What kept the first from being recorded.
    pub(crate) cause: Option<String>,
}

/// What came of a run.
#[derive(Debug, Default)]
pub(crate) struct Judgement {
    /// Accepted events times matching hooks.
    pub(crate) expected: usize,
    /// Those of them that were never taken, as event and hook.
    pub(crate) missing: Vec<(usize, &'static str)>,
    /// What came and should not have come.
    pub(crate) uninvited: Vec<(usize, &'static str)>,
    pub(crate) duplicates: Vec<Duplicate>,
}

impl Judgement {
    pub(crate) fn of(pages: &Pages, journal: &[Entry]) -> Self {
        let mut judgement = Self::default();
        for (number, fate) in pages.posted.iter().enumerate() {
            for (place, hook) in HOOKS.iter().enumerate() {
                let wanted = matches!(fate, Fate::Accepted { .. }) && hook.wants(event_type(number));
                judgement.judge(pages, journal, (place, number), wanted);
            }
        }
        let unknown = pages.arrivals.keys().filter(|(_, number)| *number >= pages.posted.len());
        judgement.uninvited.extend(unknown.map(|(place, number)| (*number, HOOKS[*place].name)));
        judgement
    }

    fn judge(&mut self, pages: &Pages, journal: &[Entry], key: (usize, usize), wanted: bool) {
        let (hook, event) = (HOOKS[key.0].name, key.1);
        let arrivals = pages.arrivals.get(&key).map_or(&[][..], Vec::as_slice);
        let mut taken =
            arrivals.iter().filter(|arrival| arrival.taken).map(|arrival| arrival.at.as_secs_f64());
        let first = taken.next();
        self.expected += usize::from(wanted);
        match (wanted, first) {
            (true, None) => self.missing.push((event, hook)),
            (false, _) if !arrivals.is_empty() => self.uninvited.push((event, hook)),
            _ => {}
        }
        let Some(mut taken_s) = first else { return };
        for again_s in taken {
            let cause = cause(journal, taken_s, again_s);
            self.duplicates.push(Duplicate { event, hook, taken_s, again_s, cause });
            taken_s = again_s;
        }
    }

    /// Duplicates that nothing explains.
    pub(crate) fn unexplained(&self) -> impl Iterator<Item = &Duplicate> {
        self.duplicates.iter().filter(|duplicate| duplicate.cause.is_none())
    }
}

/// What was going on while the first taking should have been recorded.
fn cause(journal: &[Entry], taken_s: f64, again_s: f64) -> Option<String> {
    let until_s = again_s.min(taken_s + RECORDED_WITHIN_S);
    let during = journal.iter().filter(|entry| entry.from_s <= until_s && taken_s <= entry.ready_s);
    // The last one to begin is the likeliest.
    during.max_by(|a, b| a.from_s.total_cmp(&b.from_s)).map(|entry| entry.what.clone())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::ledger::{Arrival, Ledger};

    fn taken(at_s: u64) -> Arrival {
        Arrival { at: Duration::from_secs(at_s), taken: true }
    }

    /// Event 0 is an `order.created`: it is for the hooks `everything` (0) and `orders` (1).
    fn accepted() -> Ledger {
        let ledger = Ledger::default();
        ledger.open(1);
        assert!(ledger.accepted(0, "evt_1", false));
        ledger
    }

    fn kill(from_s: f64, ready_s: f64) -> Entry {
        Entry { what: "kill".into(), from_s, undone_s: from_s, ready_s }
    }

    #[test]
    fn an_event_that_reached_every_matching_hook_is_in_order() {
        let ledger = accepted();
        ledger.arrived(0, Some(0), taken(1));
        ledger.arrived(1, Some(0), taken(1));
        let judgement = Judgement::of(&ledger.read(), &[]);
        assert_eq!((judgement.expected, judgement.missing.len(), judgement.uninvited.len()), (2, 0, 0));
    }

    #[test]
    fn an_event_that_was_only_refused_by_a_receiver_is_missing_there() {
        let ledger = accepted();
        ledger.arrived(0, Some(0), taken(1));
        ledger.arrived(1, Some(0), Arrival { taken: false, ..taken(1) });
        assert_eq!(Judgement::of(&ledger.read(), &[]).missing, [(0, "orders")]);
    }

    #[test]
    fn what_was_not_accepted_or_not_for_this_hook_must_not_come() {
        let ledger = accepted();
        ledger.open(1);
        ledger.refused(1);
        ledger.arrived(0, Some(1), taken(1));
        ledger.arrived(2, Some(0), taken(1));
        ledger.arrived(0, Some(9), taken(1));
        let mut uninvited = Judgement::of(&ledger.read(), &[]).uninvited;
        uninvited.sort_unstable();
        assert_eq!(uninvited, [(0, "invoices"), (1, "everything"), (9, "everything")]);
    }

    #[test]
    fn a_duplicate_is_explained_only_by_what_happened_right_after_it_was_taken() {
        let ledger = accepted();
        ledger.arrived(0, Some(0), taken(10));
        ledger.arrived(0, Some(0), taken(20));
        let unexplained = |entry| Judgement::of(&ledger.read(), &[entry]).unexplained().count();
        assert_eq!(unexplained(kill(9.0, 11.0)), 0);
        assert_eq!(unexplained(kill(12.0, 15.0)), 0);
        assert_eq!(unexplained(kill(5.0, 9.0)), 1);
        assert_eq!(unexplained(kill(15.0, 19.0)), 1);
    }

    #[test]
    fn a_second_answer_that_contradicts_the_first_is_noticed() {
        let ledger = accepted();
        assert!(ledger.accepted(0, "evt_1", true));
        assert!(!ledger.accepted(0, "evt_1", false));
        assert!(!ledger.accepted(0, "evt_2", true));
        ledger.open(1);
        assert!(ledger.accepted(1, "evt_3", true) && ledger.accepted(1, "evt_3", false));
    }
}
