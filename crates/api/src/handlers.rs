//! The operations of the API: one folder per resource, one file per verb.

pub(crate) mod actions;
pub(crate) mod apps;
pub(crate) mod audit;
pub(crate) mod deadlines;
pub(crate) mod deliveries;
pub(crate) mod event_types;
pub(crate) mod events;
pub(crate) mod filters;
pub(crate) mod health;
pub(crate) mod hooks;
pub(crate) mod invitations;
pub(crate) mod members;
pub(crate) mod membership;
pub(crate) mod password_resets;
pub(crate) mod permission_sets;
pub(crate) mod presets;
pub(crate) mod reference;
pub(crate) mod replays;
pub(crate) mod session;
pub(crate) mod sessions;
pub(crate) mod settings;
pub(crate) mod setup;
pub(crate) mod skus;
pub(crate) mod stats;
pub(crate) mod tenants;
pub(crate) mod tokens;
