//! What one process tells the others that share its database, as text.

use billhook_core::clock::{Timestamp, from_micros};

use super::LaneHint;

/// What may have changed for whoever sends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct News {
    /// Lanes with work.
    pub(crate) lanes: Vec<LaneHint>,
    /// Something about the lanes changed, without saying what.
    pub(crate) look_at_lanes: bool,
    /// Background jobs were committed.
    pub(crate) jobs: bool,
    /// Notices were committed to the outbox.
    pub(crate) mails: bool,
    /// A timer was committed that is due at this instant.
    pub(crate) timer: Option<Timestamp>,
}

impl News {
    /// Says to look at everything: something may have been missed.
    pub(crate) fn of_anything() -> Self {
        Self { look_at_lanes: true, jobs: true, mails: true, timer: Some(from_micros(0)), lanes: Vec::new() }
    }

    /// The news as lines of words.
    pub(crate) fn lines(&self) -> impl Iterator<Item = String> {
        let lanes = self.lanes.iter().map(|LaneHint { tenant_id, hook_id, due_at }| {
            format!("lane {tenant_id} {hook_id} {}\n", due_at.timestamp_micros())
        });
        let word = |said: bool, word: &str| said.then(|| format!("{word}\n"));
        let timer = self.timer.map(|at| format!("timer {}\n", at.timestamp_micros()));
        lanes
            .chain(word(self.look_at_lanes, "lanes"))
            .chain(word(self.jobs, "jobs"))
            .chain(word(self.mails, "mails"))
            .chain(timer)
    }

    /// The news that these lines tell. What is not understood was said by a process of another version, and is
    /// left out.
    pub(crate) fn of_lines(text: &str) -> Self {
        let mut news = Self::default();
        for line in text.lines() {
            let mut words = line.split(' ');
            match words.next() {
                Some("lane") => news.lanes.extend(lane(words)),
                Some("lanes") => news.look_at_lanes = true,
                Some("jobs") => news.jobs = true,
                Some("mails") => news.mails = true,
                Some("timer") => news.timer = instant(words.next()),
                _ => {}
            }
        }
        news
    }
}

fn lane<'a>(mut words: impl Iterator<Item = &'a str>) -> Option<LaneHint> {
    let tenant_id = words.next()?.parse().ok()?;
    let hook_id = words.next()?.parse().ok()?;
    Some(LaneHint { tenant_id, hook_id, due_at: instant(words.next())? })
}

fn instant(word: Option<&str>) -> Option<Timestamp> {
    word?.parse().ok().map(from_micros)
}

#[cfg(test)]
mod tests {
    use billhook_core::id::{HookId, TenantId};

    use super::*;

    #[test]
    fn news_are_understood_as_they_were_said() {
        let lane = |n: u8| LaneHint {
            tenant_id: TenantId::from_bytes([n; 16]),
            hook_id: HookId::from_bytes([n + 1; 16]),
            due_at: from_micros(1_767_225_600_000_001),
        };
        let news = News { lanes: vec![lane(1), lane(7)], ..News::of_anything() };
        assert_eq!(News::of_lines(&news.lines().collect::<String>()), news);
        assert_eq!(News::of_lines(""), News::default());
    }

    #[test]
    fn what_another_version_says_is_left_out() {
        let said = "lane x y z\nlane\nweather fine\nmails\n";
        assert_eq!(News::of_lines(said), News { mails: true, ..News::default() });
    }
}
