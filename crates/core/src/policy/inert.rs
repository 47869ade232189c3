//! Rules of a policy that can never act, because another rule always acts before them.
//!
//! What a hook says itself and what could never act is refused when the hook is saved: whoever wrote it expects
//! something of it. What a hook only inherits gives way without a word, so that "never deactivate" also means "never
//! warn". A saved policy is never refused for this: its hook has to go on sending.

use std::ops::RangeInclusive;

use super::overrides::Checks;
use super::{InvalidPolicy, OnGone, Policy, PolicyOverrides, Schedule, Status, StatusSet, Waits};

const STATUSES: RangeInclusive<u16> = 100..=599;
const GONE: u16 = 410;

impl Policy {
    /// As [`Policy::with`], for a hook that is being saved: what it sets itself and what could never act is wrong too.
    pub fn saved_with(self, own: &PolicyOverrides) -> Result<Self, InvalidPolicy> {
        let policy = self.with(own)?;
        let mut checks = Checks::default();
        policy.check_answers(own, &mut checks);
        policy.check_schedule(own, &mut checks);
        policy.check_health_rules(own, &mut checks);
        checks.done(policy)
    }

    /// Takes out what is inherited and could never act beside what the hook sets itself.
    pub(super) fn drop_inert_inheritance(&mut self, own: &PolicyOverrides) {
        if own.on_gone.is_none() && self.success.contains(GONE) {
            self.on_gone = OnGone::Retry;
        }
        if own.retry_on.is_none() {
            self.retry_on = kept(&self.retry_on, |entry| self.retry_entry_acts(entry));
        }
        if own.retry_after_on.is_none() {
            self.retry_after_on = kept(&self.retry_after_on, |entry| self.retry_after_entry_acts(entry));
        }
        if own.deactivate_after_spent.is_none() && self.schedule.is_endless() {
            self.deactivate_after_spent = None;
        }
        if own.warn_before_ms.is_none() {
            self.warn_before_ms = self.warn_before_ms.and_then(|before| self.fitting_warning(before));
        }
    }

    /// An inherited warning beside rules that are the hook's own; never before half of the time has passed.
    fn fitting_warning(&self, before: u64) -> Option<u64> {
        match self.deactivate_after_ms {
            Some(after) if before >= after => Some(after / 2),
            Some(_) => Some(before),
            None => self.deactivate_after_spent.filter(|spent| *spent > 1).map(|_| before),
        }
    }

    fn check_answers(&self, own: &PolicyOverrides, checks: &mut Checks) {
        if own.on_gone == Some(OnGone::Deactivate) && self.success.contains(GONE) {
            checks.refuse("on_gone", "can never act: `success` takes 410 for delivered");
        }
        if own.retry_on.is_some() {
            let why =
                "can never act: `success` takes all of it for delivered, or `on_gone` deactivates the hook";
            refuse_entries(checks, "retry_on", &self.retry_on, why, |entry| self.retry_entry_acts(entry));
        }
        if own.retry_after_on.is_some() {
            let why = "can never act: none of it is tried again; see `retry_on` and `success`";
            refuse_entries(checks, "retry_after_on", &self.retry_after_on, why, |entry| {
                self.retry_after_entry_acts(entry)
            });
        }
    }

    /// `any` is whatever the success set leaves, be it nothing.
    fn retry_entry_acts(&self, entry: Status) -> bool {
        entry == Status::Any
            || STATUSES.into_iter().any(|status| entry.contains(status) && self.is_open(status))
    }

    fn retry_after_entry_acts(&self, entry: Status) -> bool {
        let is_retried = |status| self.is_open(status) && self.retry_on.contains(status);
        STATUSES.into_iter().any(|status| entry.contains(status) && is_retried(status))
    }

    /// True if it is for `retry_on` to say what becomes of the answer.
    fn is_open(&self, status: u16) -> bool {
        let is_gone = status == GONE && self.on_gone == OnGone::Deactivate;
        !is_gone && !self.success.contains(status)
    }

    fn check_schedule(&self, own: &PolicyOverrides, checks: &mut Checks) {
        let schedule = &self.schedule;
        match (&own.schedule_ms, &own.schedule) {
            (Some(waits), _) => check_list("schedule_ms", waits, schedule, checks),
            (None, Some(_)) => {
                check_bounds(schedule, checks);
                check_waits(schedule, checks);
            }
            (None, None) => {}
        }
    }

    fn check_health_rules(&self, own: &PolicyOverrides, checks: &mut Checks) {
        if own.deactivate_after_spent.flatten().is_some() && self.schedule.is_endless() {
            let why = "can never act: the schedule has no end, so no delivery spends it; bound it by `max_retries` or \
                       `max_age_ms`, or use `deactivate_after_ms`";
            checks.refuse("deactivate_after_spent", why);
        }
        let Some(before) = own.warn_before_ms.flatten() else { return };
        match (self.deactivate_after_ms, self.deactivate_after_spent) {
            (Some(after), _) if before >= after => checks.refuse(
                "warn_before_ms",
                format!("must be less than `deactivate_after_ms`, which is {after}: a warning comes after a failure"),
            ),
            (Some(_), _) => {}
            (None, Some(spent)) if spent > 1 => {}
            (None, Some(_)) => {
                let why = "can never act: the first spent delivery deactivates the hook (`deactivate_after_spent`)";
                checks.refuse("warn_before_ms", why);
            }
            (None, None) => {
                let why = "can never act: nothing deactivates the hook; set `deactivate_after_ms` or \
                           `deactivate_after_spent`, or leave the warning out";
                checks.refuse("warn_before_ms", why);
            }
        }
    }
}

fn kept(set: &StatusSet, acts: impl Fn(Status) -> bool) -> StatusSet {
    set.entries().iter().copied().filter(|entry| acts(*entry)).collect()
}

fn refuse_entries(
    checks: &mut Checks,
    field: &str,
    set: &StatusSet,
    why: &str,
    acts: impl Fn(Status) -> bool,
) {
    for (place, entry) in set.entries().iter().enumerate() {
        if !acts(*entry) {
            checks.refuse(&format!("{field}/{place}"), why);
        }
    }
}

fn check_bounds(schedule: &Schedule, checks: &mut Checks) {
    if schedule.max_retries == Some(0) {
        checks.refuse("schedule/max_retries", "must be 1 or more: for no retries use {\"kind\": \"none\"}");
    }
    let first = Schedule { max_retries: None, ..schedule.clone() }.wait_ms(1);
    match (first, schedule.max_age_ms) {
        (Some(first), Some(age)) if first > age => checks.refuse(
            "schedule/max_age_ms",
            format!("must be {first} or more, or not even the first retry is made: for no retries use {{\"kind\": \"none\"}}"),
        ),
        (None, Some(_)) => checks.refuse("schedule/max_age_ms", "can never act: there are no retries"),
        _ => {}
    }
}

fn check_waits(schedule: &Schedule, checks: &mut Checks) {
    match &schedule.waits {
        Waits::List(waits) => {
            check_list("schedule/waits_ms", waits, schedule, checks);
            if let Some(most) = schedule.max_retries.filter(|most| *most as usize > waits.len()) {
                let made = waits.len();
                let why = format!("can never act: the waits are for {made} retries, not {most}");
                checks.refuse("schedule/max_retries", why);
            }
        }
        &Waits::Interval { first_ms, every_ms } => {
            let beyond = |age| first_ms <= age && first_ms.saturating_add(every_ms) > age;
            if first_ms != every_ms && schedule.max_age_ms.is_some_and(beyond) {
                let why = "can never act: after the first retry, none comes within `max_age_ms`";
                checks.refuse("schedule/every_ms", why);
            }
        }
        Waits::Growing { base_ms, max_wait_ms, .. } if base_ms > max_wait_ms => {
            checks.refuse("schedule/max_wait_ms", format!("must be {base_ms} or more, as `base_ms` is"));
        }
        Waits::Growing { .. } => {}
    }
}

/// Each wait has to come to its turn.
fn check_list(path: &str, waits: &[u64], schedule: &Schedule, checks: &mut Checks) {
    let mut age_ms = 0u64;
    for (place, &wait) in waits.iter().enumerate() {
        let at = format!("{path}/{place}");
        age_ms = age_ms.saturating_add(wait);
        if schedule.max_retries.is_some_and(|most| most > 0 && place >= most as usize) {
            checks.refuse(&at, "can never act: `max_retries` ends the list before it");
        }
        if place > 0 && schedule.max_age_ms.is_some_and(|most| age_ms > most) {
            checks.refuse(
                &at,
                format!("can never act: it ends {age_ms} ms after the first attempt, beyond `max_age_ms`"),
            );
        }
    }
}
