//! The rows of tenants, users, members, sessions and tokens, and the small records beside them, on both databases.
#![expect(clippy::expect_used, reason = "a panic is how a test fails")]

mod connections;
mod deletion;
mod fixture;
mod mails;
mod members;
mod operator_sessions;
mod outages;
mod records;
mod sessions;
mod sign_ins;
mod tenants;
mod tokens;
