//! What can be measured, by name: what stands in the database, what is posted, and what goes on beside it.

use clap::ValueEnum;

/// One thing to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Scenario {
    /// One event a post, as quickly as posts are answered
    Flow,
    /// A hundred events a post
    Batch,
    /// 1,000 posts a second, evenly
    Steady,
    /// Data of 200 bytes
    Small,
    /// Data of 64 kB
    Large,
    /// A hundred hooks for each event
    FanOut,
    /// 1,000 tenants with ten hooks each, of which one matches
    Tenants,
    /// 1,000,000 deliveries that wait for a receiver that is gone
    Backlog,
    /// 10,000,000 deliveries that have ended (takes about 12 GB of disk)
    History,
    /// A quiet tenant, alone and beside one that posts a hundred times as much
    Flood,
    /// A quiet tenant, alone and beside one that posts as quickly as it can
    Rush,
    /// A quiet tenant, alone and beside one whose hundred receivers never answer
    Hanging,
    /// `billhook api` and two `billhook jobs` (Postgres only)
    TwoJobs,
    /// `billhook api` and four `billhook jobs` (Postgres only)
    FourJobs,
}

/// Which processes are measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Processes {
    /// `billhook serve`.
    One,
    /// `billhook api` and this many `billhook jobs`.
    Divided(usize),
}

/// What is in the database before anything is posted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Past {
    /// Deliveries that have ended.
    pub(super) ended: u64,
    /// Deliveries that wait for their next try.
    pub(super) waiting: u64,
}

/// What another tenant does meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Posts this many times a second; `None` as quickly as it is answered.
    Posts(Option<u32>),
    /// Has receivers that take everything and never answer.
    Hanging,
}

/// How events are posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Load {
    pub(super) events: usize,
    pub(super) connections: usize,
    /// Bytes of data.
    pub(super) payload: usize,
    /// Events in one post.
    pub(super) batch: usize,
    /// Posts a second over all connections; `None` as quickly as they are answered.
    pub(super) pace: Option<u32>,
}

/// All of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) processes: Processes,
    pub(super) tenants: usize,
    /// Hooks of each tenant that match what is posted.
    pub(super) fan_out: usize,
    /// Hooks of each tenant that do not.
    pub(super) bystanders: usize,
    pub(super) past: Past,
    pub(super) load: Load,
    pub(super) trouble: Option<Trouble>,
}

/// How often a quiet tenant posts in a second.
const QUIET_PACE: u32 = 20;
const QUIET_EVENTS: usize = 400;
const QUIET_CONNECTIONS: usize = 4;
/// A flood is this many times as much.
const TIMES_AS_MUCH: u32 = 100;

impl Scenario {
    /// As the command line spells it.
    pub(super) fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// What is done. `load` is what was asked for, `scale` the part of what stands in the database that is to be there.
    pub(super) fn plan(self, load: Load, scale: f64) -> Plan {
        let scaled = |whole: f64| (whole * scale).round().max(1.0);
        let plain = Plan {
            processes: Processes::One,
            tenants: 1,
            fan_out: 1,
            bystanders: 0,
            past: Past::default(),
            load,
            trouble: None,
        };
        let with = |load: Load| Plan { load, ..plain };
        let (events, connections) = (QUIET_EVENTS, QUIET_CONNECTIONS);
        let quiet = Load { events, connections, batch: 1, pace: Some(QUIET_PACE), ..load };
        let beside = |trouble| Plan { trouble: Some(trouble), ..with(quiet) };
        match self {
            Self::Flow => plain,
            Self::Batch => with(Load { batch: 100, ..load }),
            Self::Steady => with(Load { pace: Some(1_000), ..load }),
            Self::Small => with(Load { payload: 200, ..load }),
            Self::Large => with(Load { payload: 64 * 1024, events: load.events.div_ceil(4), ..load }),
            Self::FanOut => Plan { fan_out: 100, ..with(Load { events: load.events.div_ceil(50), ..load }) },
            Self::Tenants => Plan { tenants: scaled(1_000.0) as usize, bystanders: 9, ..plain },
            Self::Backlog => Plan { past: Past { waiting: scaled(1e6) as u64, ended: 0 }, ..plain },
            Self::History => Plan { past: Past { ended: scaled(1e7) as u64, waiting: 0 }, ..plain },
            Self::Flood => beside(Trouble::Posts(Some(QUIET_PACE * TIMES_AS_MUCH))),
            Self::Rush => beside(Trouble::Posts(None)),
            Self::Hanging => beside(Trouble::Hanging),
            Self::TwoJobs => Plan {
                processes: Processes::Divided(2),
                fan_out: 8,
                ..with(Load { events: load.events.div_ceil(4), ..load })
            },
            Self::FourJobs => Plan {
                processes: Processes::Divided(4),
                fan_out: 8,
                ..with(Load { events: load.events.div_ceil(4), ..load })
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOAD: Load = Load { events: 20_000, connections: 32, payload: 512, batch: 1, pace: None };

    #[test]
    fn only_what_grows_is_scaled() {
        assert_eq!(Scenario::Backlog.plan(LOAD, 1.0).past.waiting, 1_000_000);
        assert_eq!(Scenario::History.plan(LOAD, 0.1).past.ended, 1_000_000);
        assert_eq!(Scenario::Tenants.plan(LOAD, 0.0001).tenants, 1);
        assert_eq!(Scenario::Flow.plan(LOAD, 0.1), Scenario::Flow.plan(LOAD, 1.0));
    }

    #[test]
    fn what_was_asked_for_holds_where_a_scenario_says_nothing_else() {
        let load = Load { connections: 7, payload: 99, ..LOAD };
        assert_eq!(Scenario::Backlog.plan(load, 1.0).load, load);
        assert_eq!(Scenario::Batch.plan(load, 1.0).load, Load { batch: 100, ..load });
    }
}
