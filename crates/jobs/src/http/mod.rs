//! The only HTTP client: it calls only addresses that may be called, follows nothing, and never reads more than it
//! keeps.
//!
//! hyper-util's pooled client over a connector of our own, rather than reqwest: a resolver hook is not asked for
//! addresses written as numbers, so the guard has to sit where the socket is opened (docs/adr/0003).

mod answer;
mod carried;
mod client;
mod connector;
mod dial;
mod failure;
mod interim;
mod resolver;

pub use client::ClientLimits;
pub(crate) use client::{Client, Exchanged};
pub use resolver::Resolver;
