//! Which hook sends next: the fair division of the sender's slots among lanes. Pure; the rows are the dispatcher's.
//!
//! A lane is one hook's queue. What is known of it here is an estimate, kept up by hints and put right by sweeps:
//! when its next delivery is due, how many of its deliveries are claimed, how quickly its receiver answers.
//!
//! Three rules:
//! - Tenants take turns, and within a tenant its hooks do. A turn is worth at most an even share of the free slots.
//! - A lane never has more requests out than its hook's bound. A quick lane may have a little more *claimed* than
//!   that, about a tenth of a second's work, so that claims come in batches.
//! - Lanes that are slow, or not known yet, share half of the slots: receivers that hang cannot take them all.

mod lane;
mod plan;
mod rate;

pub(crate) use lane::Bounds;
pub(crate) use plan::{Lanes, Slots};
pub(crate) use rate::at_once;
