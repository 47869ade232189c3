//! What is done to whom, and when: drawn from the seed before anything begins.

use std::fmt;
use std::time::Duration;

use fastrand::Rng;

use crate::settings::Database;

/// One bad thing. Numbers are places in the list of processes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// SIGKILL; started again after a while.
    Kill(usize),
    /// SIGKILL to all at once.
    KillAll,
    /// SIGTERM, as at an upgrade; started again when it has ended.
    Terminate(usize),
    /// SIGSTOP, and SIGCONT after a while.
    Freeze(usize),
    /// Its clock is moved by this many seconds, and back after a while.
    MoveClock(usize, i64),
    /// SIGKILL to every process of Postgres; started again after a while.
    KillDatabase,
    /// `pg_ctl stop -m immediate`; started again after a while.
    CrashDatabase,
    /// `pg_ctl stop -m fast`; started again after a while.
    RestartDatabase,
    /// SIGSTOP to every process of Postgres, and SIGCONT after a while.
    FreezeDatabase,
    /// SIGTERM to every backend of Postgres, as an administrator or a proxy does.
    DropConnections,
    /// The disk of the database has no byte left for a while.
    FillDisk,
}

/// A trouble, the pause before it, and how long it lasts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) pause: Duration,
    pub(crate) trouble: Trouble,
    pub(crate) lasts: Duration,
}

/// What can be done here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Abilities {
    pub(crate) database: Database,
    pub(crate) processes: usize,
    pub(crate) fill_disk: bool,
    pub(crate) move_clock: bool,
}

/// Longer than a lane is held and longer than the run's leases, in milliseconds.
const PAST_EVERY_LEASE_MS: u64 = 12_500;

/// Tracks go on side by side; within a track one step follows the other. Enough steps for `duration`.
pub(crate) fn draw(rng: &mut Rng, abilities: Abilities, duration: Duration) -> Vec<Vec<Step>> {
    let mut tracks = vec![track(rng, duration, |rng, bag| process_step(rng, bag, abilities))];
    let database = database_troubles(abilities);
    if !database.is_empty() {
        tracks.push(track(rng, duration, |rng, bag| database_step(rng, bag, &database)));
    }
    if abilities.move_clock {
        tracks.push(track(rng, duration, |rng, _| clock_step(rng, abilities.processes)));
    }
    tracks
}

/// What is left of a shuffled list: everything comes once before anything comes again.
type Bag = Vec<usize>;

fn deal(rng: &mut Rng, bag: &mut Bag, size: usize) -> usize {
    if bag.is_empty() {
        bag.extend(0..size);
        rng.shuffle(bag);
    }
    bag.pop().unwrap_or(0)
}

fn track(rng: &mut Rng, duration: Duration, mut step: impl FnMut(&mut Rng, &mut Bag) -> Step) -> Vec<Step> {
    let (mut steps, mut bag, mut total) = (Vec::new(), Bag::new(), Duration::ZERO);
    while total < duration {
        let next = step(rng, &mut bag);
        total += next.pause + next.lasts;
        steps.push(next);
    }
    steps
}

fn process_step(rng: &mut Rng, bag: &mut Bag, abilities: Abilities) -> Step {
    let process = rng.usize(..abilities.processes);
    let (trouble, lasts) = match deal(rng, bag, 7) {
        0..=2 => (Trouble::Kill(process), between(rng, 0, 3000)),
        3 => (Trouble::KillAll, between(rng, 0, 3000)),
        4 => (Trouble::Terminate(process), Duration::ZERO),
        5 => (Trouble::Freeze(process), between(rng, 500, 4000)),
        _ => (Trouble::Freeze(process), between(rng, PAST_EVERY_LEASE_MS, PAST_EVERY_LEASE_MS + 3000)),
    };
    Step { pause: between(rng, 500, 4000), trouble, lasts }
}

fn database_troubles(abilities: Abilities) -> Vec<Trouble> {
    let mut troubles = match abilities.database {
        Database::Sqlite => Vec::new(),
        Database::Postgres => vec![
            Trouble::KillDatabase,
            Trouble::CrashDatabase,
            Trouble::RestartDatabase,
            Trouble::FreezeDatabase,
            Trouble::DropConnections,
        ],
    };
    if abilities.fill_disk {
        troubles.push(Trouble::FillDisk);
    }
    troubles
}

fn database_step(rng: &mut Rng, bag: &mut Bag, troubles: &[Trouble]) -> Step {
    let trouble = troubles[deal(rng, bag, troubles.len())];
    let lasts = match (trouble, rng.u8(..4)) {
        (Trouble::DropConnections, _) => Duration::ZERO,
        (_, 0) => between(rng, PAST_EVERY_LEASE_MS, PAST_EVERY_LEASE_MS + 2000),
        _ => between(rng, 300, 5000),
    };
    Step { pause: between(rng, 4000, 10_000), trouble, lasts }
}

fn clock_step(rng: &mut Rng, processes: usize) -> Step {
    // Up to half a minute, and one time in four by hours: what waits for that clock would wait for ever here.
    let ahead = if rng.u8(..4) == 0 { rng.i64(600..10_000) } else { rng.i64(2..30) };
    let by = if rng.bool() { ahead } else { -ahead };
    let trouble = Trouble::MoveClock(rng.usize(..processes), by);
    Step { pause: between(rng, 8000, 20_000), trouble, lasts: between(rng, 2000, 8000) }
}

fn between(rng: &mut Rng, from_ms: u64, to_ms: u64) -> Duration {
    Duration::from_millis(rng.u64(from_ms..=to_ms))
}

impl Trouble {
    /// What it is, with the name of whom it is done to.
    pub(crate) fn describe(self, name: impl Fn(usize) -> String) -> String {
        match self {
            Self::Kill(of) => format!("kill {}", name(of)),
            Self::Terminate(of) => format!("terminate {}", name(of)),
            Self::Freeze(of) => format!("freeze {}", name(of)),
            Self::MoveClock(of, by) => format!("move the clock of {} by {by:+} s", name(of)),
            other => other.to_string(),
        }
    }
}

/// The kind alone.
impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Kill(_) => "kill",
            Self::KillAll => "kill all",
            Self::Terminate(_) => "terminate",
            Self::Freeze(_) => "freeze",
            Self::MoveClock(..) => "move a clock",
            Self::KillDatabase => "kill Postgres",
            Self::CrashDatabase => "crash Postgres",
            Self::RestartDatabase => "restart Postgres",
            Self::FreezeDatabase => "freeze Postgres",
            Self::DropConnections => "drop connections",
            Self::FillDisk => "fill the disk",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERYTHING: Abilities =
        Abilities { database: Database::Postgres, processes: 4, fill_disk: true, move_clock: true };

    fn drawn(seed: u64, abilities: Abilities) -> Vec<Vec<String>> {
        let tracks = draw(&mut Rng::with_seed(seed), abilities, Duration::from_secs(120));
        tracks.iter().map(|track| track.iter().map(|step| format!("{step:?}")).collect()).collect()
    }

    #[test]
    fn a_seed_means_the_same_plan_every_time_and_another_seed_another_one() {
        assert_eq!(drawn(7, EVERYTHING), drawn(7, EVERYTHING));
        assert_ne!(drawn(7, EVERYTHING), drawn(8, EVERYTHING));
    }

    #[test]
    fn two_minutes_bring_every_kind_of_trouble_that_is_possible() {
        for seed in 0..20 {
            let all = drawn(seed, EVERYTHING).concat().join(" ");
            for kind in ["Kill(", "KillAll", "Terminate", "Freeze(", "MoveClock", "KillDatabase", "FillDisk"]
            {
                assert!(all.contains(kind), "seed {seed} has no {kind}");
            }
            let none =
                Abilities { database: Database::Sqlite, fill_disk: false, move_clock: false, ..EVERYTHING };
            let some = drawn(seed, none).concat().join(" ");
            assert!(!some.contains("Database") && !some.contains("FillDisk") && !some.contains("MoveClock"));
        }
    }
}
