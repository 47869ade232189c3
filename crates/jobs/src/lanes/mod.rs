//! Which hook sends next: the fair division of the sender's slots among lanes. Pure; the rows are the dispatcher's.
//!
//! A lane is one hook's queue. What is known of it here is an estimate, kept up by hints and put right by sweeps:
//! when its next delivery is due, how many of its deliveries are claimed, how quickly its receiver answers.
//!
//! Four rules:
//! - Tenants take turns, and within a tenant its hooks do. A turn is worth at most an even share of the free slots.
//! - A tenant never has more requests out than it leaves free for others. A turn comes only when a slot is
//!   free, and one that a receiver holds until its deadline is not: whatever hangs, there is a slot for the
//!   next one who comes.
//! - A lane never has more requests out than its hook's bound. A quick lane may have a little more *claimed* than
//!   that, about a tenth of a second's work, so that claims come in batches.
//! - Lanes that are slow share half of the slots, by the same rule: receivers that hang cannot take them all.
//!   A lane of which nothing is known yet has two requests out at most, until the first answer.

mod lane;
mod plan;
mod rate;

pub(crate) use lane::Bounds;
pub(crate) use plan::{Lanes, Slots};
pub(crate) use rate::at_once;
