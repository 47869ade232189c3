//! The statements that must differ between the two databases, each pair side by side.
//!
//! Postgres takes a batch as arrays in one statement, SQLite takes it row by row in one transaction: there a
//! statement costs a function call, here it costs a round trip.

mod attempts;
mod backlog;
mod claim;
mod deliveries;
mod events;
mod hooks;
mod lanes;
#[cfg(test)]
mod plans;
mod prepared;
mod record;
mod stats;

pub(crate) use attempts::insert_attempts;
pub(crate) use backlog::backlogs;
pub(crate) use claim::claim;
pub(crate) use deliveries::{finish_deliveries, put_back, remove_due};
pub(crate) use events::{Accepted, Versions, insert_accepted, insert_event_types, insert_unless_changed};
pub(crate) use hooks::{Healthy, note_success};
pub(crate) use lanes::{hold_lanes, hooks_waited_for, lanes_with_work};
pub(crate) use record::{Ended, record_ended};
pub(crate) use stats::{COUNTS, add_stats};
