//! Every handler of the API. Each stands in `handlers/<resource>/<verb>.rs`, under its URL.

use utoipa_actix_web::scope;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::handlers::health as process;
use crate::handlers::{
    actions, apps, audit, branding, deadlines, deliveries, event_types, events, export, filters, hooks,
    invitations, members, membership, operator_session, password_resets, permission_sets, presets, replays,
    session, sessions, settings, setup, skus, stats, stream, tenants, tokens,
};

/// Everything for programs. What is not here answers with a problem under `/api`, and with the console elsewhere.
pub(crate) fn routes(api: &mut ServiceConfig<'_>) {
    api.service(scope("/api/v1").configure(v1));
    api.configure(health);
}

/// What every process answers, also one that only sends.
pub(crate) fn health(api: &mut ServiceConfig<'_>) {
    api.service(process::get_liveness);
    api.service(process::get_readiness);
    api.service(process::get_metrics);
}

fn v1(v1: &mut ServiceConfig<'_>) {
    // Routes are tried in this order, and most requests by far post events.
    v1.service(events::create_event);
    v1.service(events::create_event_batch);

    v1.service(setup::get_setup);
    v1.service(setup::create_setup);

    v1.service(session::create_session);
    v1.service(session::get_session);
    v1.service(session::update_session);
    v1.service(session::delete_session);
    v1.service(session::refresh_session);
    v1.service(session::change_password);
    v1.service(session::open_portal);
    v1.service(sessions::list_sessions);
    v1.service(sessions::delete_session_by_id);
    v1.service(sessions::delete_other_sessions);

    v1.service(password_resets::create_password_reset);
    v1.service(password_resets::lookup_password_reset);
    v1.service(password_resets::confirm_password_reset);

    v1.service(stream::open_stream);

    v1.service(hooks::list_hooks);
    v1.service(hooks::create_hook);
    v1.service(hooks::get_hook);
    v1.service(hooks::update_hook);
    v1.service(hooks::delete_hook);
    v1.service(hooks::test_hook);
    v1.service(hooks::preview_hook);
    v1.service(hooks::preview_hook_draft);
    v1.service(hooks::activate_hook);
    v1.service(hooks::deactivate_hook);
    v1.service(hooks::pause_hook);
    v1.service(hooks::resume_hook);
    v1.service(hooks::dismiss_missed_period);
    v1.service(hooks::hand_over_hook);
    v1.service(hooks::list_hook_candidates);
    v1.service(hooks::get_hook_secret);
    v1.service(hooks::rotate_hook_secret);

    v1.service(actions::list_actions);
    v1.service(actions::create_action);
    v1.service(actions::update_action);
    v1.service(actions::delete_action);
    v1.service(filters::check_filter);

    v1.service(events::list_events);
    v1.service(events::get_event);
    v1.service(events::list_event_matches);
    v1.service(events::cancel_event);

    v1.service(deliveries::list_deliveries);
    v1.service(deliveries::get_delivery);
    v1.service(deliveries::list_attempts);
    v1.service(deliveries::replay_delivery);
    v1.service(deliveries::cancel_delivery);

    v1.service(stats::get_stats);

    v1.service(replays::count_replay);
    v1.service(replays::list_replays);
    v1.service(replays::create_replay);
    v1.service(replays::get_replay);
    v1.service(replays::cancel_replay);

    v1.service(event_types::list_event_types);
    v1.service(event_types::create_event_type);
    // Before `get_event_type`, whose path it has.
    v1.service(event_types::export_event_types);
    v1.service(event_types::get_event_type);
    v1.service(event_types::update_event_type);
    v1.service(event_types::delete_event_type);

    v1.service(apps::list_apps);
    v1.service(apps::create_app);
    v1.service(apps::get_app);
    v1.service(apps::update_app);
    v1.service(apps::delete_app);
    v1.service(skus::list_skus);
    v1.service(skus::create_sku);
    v1.service(skus::get_sku);
    v1.service(skus::update_sku);
    v1.service(skus::delete_sku);

    v1.service(deadlines::list_deadlines);
    v1.service(deadlines::create_deadline);
    v1.service(deadlines::get_deadline);
    v1.service(deadlines::update_deadline);
    v1.service(deadlines::delete_deadline);
    v1.service(deadlines::list_timers);
    v1.service(deadlines::delete_timer);

    v1.service(presets::list_presets);
    v1.service(presets::get_preset);
    v1.service(presets::import_preset);

    v1.service(members::list_members);
    v1.service(members::get_member);
    v1.service(members::update_member);
    v1.service(members::preview_member);
    v1.service(members::delete_member);
    v1.service(membership::leave_tenant);
    v1.service(permission_sets::list_permission_sets);

    // Words before ids: `lookup` and `accept` are none.
    v1.service(invitations::lookup_invitation);
    v1.service(invitations::accept_invitation);
    v1.service(invitations::list_invitations);
    v1.service(invitations::create_invitation);
    v1.service(invitations::delete_invitation);
    v1.service(invitations::resend_invitation);
    v1.service(audit::list_audit_entries);
    v1.service(audit::export_audit_entries);

    v1.service(settings::get_settings);
    v1.service(settings::update_settings);
    v1.service(branding::get_branding);
    v1.service(branding::update_branding);
    v1.service(export::export_tenant);

    v1.service(tokens::list_tokens);
    v1.service(tokens::create_token);
    v1.service(tokens::delete_token);

    v1.service(tenants::list_tenants);
    v1.service(tenants::create_tenant);
    v1.service(tenants::get_tenant);
    v1.service(tenants::update_tenant);
    v1.service(tenants::delete_tenant);
    v1.service(tenants::create_tenant_link);
    v1.service(tenants::list_tenant_hooks);
    v1.service(branding::get_tenant_branding);
    v1.service(branding::update_tenant_branding);

    v1.service(operator_session::create_operator_session);
    v1.service(operator_session::get_operator_session);
    v1.service(operator_session::delete_operator_session);
}
