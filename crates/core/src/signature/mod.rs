//! Signatures: what is computed over a request so that its receiver can trust it.
//!
//! The keys themselves are `secret`'s; where a signature stands in a request is `profile`'s.

pub mod standard_webhooks;
