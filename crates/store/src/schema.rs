//! The tables as Diesel sees them. The migrations are the truth; a test holds the two together.
#![allow(missing_docs, unreachable_pub, reason = "written by macros; the migrations carry the comments")]

mod flow;
mod people;
mod records;
mod routing;

pub use self::flow::*;
pub use self::people::*;
pub use self::records::*;
pub use self::routing::*;

diesel::joinable!(members -> users (user_id));
diesel::joinable!(members -> tenants (tenant_id));
diesel::joinable!(tokens -> members (member_id));
diesel::joinable!(invitations -> tenants (tenant_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(portal_links -> tenants (tenant_id));
diesel::joinable!(password_resets -> users (user_id));
diesel::joinable!(operator_sessions -> operator_tokens (token_id));
diesel::joinable!(hooks -> members (owner_id));
diesel::joinable!(hook_secrets -> hooks (hook_id));
diesel::joinable!(actions -> hooks (hook_id));
diesel::joinable!(skus -> apps (app_id));
diesel::joinable!(deadline_timers -> deadlines (deadline_id));

diesel::allow_tables_to_appear_in_same_query!(
    tenants,
    tenant_deletions,
    tenant_looks,
    users,
    members,
    sessions,
    portal_links,
    tokens,
    sign_in_failures,
    hooks,
    missed_periods,
    hook_secrets,
    actions,
    apps,
    skus,
    event_types,
    events,
    event_violations,
    held_events,
    deadlines,
    deadline_timers,
    deliveries,
    due_deliveries,
    lanes,
    attempts,
    jobs,
    mails,
    invitations,
    password_resets,
    audit_entries,
    settings,
    idempotency_keys,
    body_erasures,
    postponed_erasures,
    operator_tokens,
    operator_sessions,
    replays,
    replayed_deliveries,
    replay_origins,
    delivery_stats,
);
