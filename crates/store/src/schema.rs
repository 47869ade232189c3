//! The tables as Diesel sees them. The migrations are the truth; a test holds the two together.
#![allow(missing_docs, unreachable_pub, reason = "written by macros; the migrations carry the comments")]
diesel::table! {
    tenants (id) {
        id -> Binary,
        key -> Nullable<Text>,
        name -> Text,
        slug -> Text,
        preset -> Text,
        state -> Text,
        settings -> Text,
        routing_version -> BigInt,
        access_version -> BigInt,
        created_at -> BigInt,
        updated_at -> BigInt,
        deleting_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    tenant_deletions (tenant_id) {
        tenant_id -> Binary,
        key -> Nullable<Text>,
        name -> Text,
        operator_token_id -> Binary,
        operator_name -> Text,
        requested_at -> BigInt,
        erased -> BigInt,
        finished_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    users (id) {
        id -> Binary,
        email -> Text,
        name -> Text,
        password_hash -> Nullable<Text>,
        created_at -> BigInt,
        updated_at -> BigInt,
        portal_of -> Nullable<Binary>,
    }
}

diesel::table! {
    members (id) {
        id -> Binary,
        tenant_id -> Binary,
        user_id -> Binary,
        permissions -> Text,
        grants -> Text,
        state -> Text,
        created_at -> BigInt,
        updated_at -> BigInt,
        removed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    sessions (id) {
        id -> Binary,
        user_id -> Binary,
        refresh_hash -> Binary,
        previous_refresh_hash -> Nullable<Binary>,
        rotated_at -> BigInt,
        created_at -> BigInt,
        last_seen_at -> BigInt,
        expires_at -> BigInt,
        revoked_at -> Nullable<BigInt>,
        address -> Nullable<Text>,
        user_agent -> Nullable<Text>,
        visitor -> Nullable<Text>,
        permissions -> Nullable<Text>,
        grants -> Nullable<Text>,
        ends_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    portal_links (token_hash) {
        token_hash -> Binary,
        tenant_id -> Binary,
        visitor -> Nullable<Text>,
        permissions -> Text,
        grants -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    tokens (id) {
        id -> Binary,
        tenant_id -> Binary,
        member_id -> Binary,
        name -> Text,
        prefix -> Text,
        hash -> Binary,
        permissions -> Nullable<Text>,
        grants -> Nullable<Text>,
        created_at -> BigInt,
        expires_at -> Nullable<BigInt>,
        last_used_at -> Nullable<BigInt>,
        revoked_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    sign_in_failures (subject) {
        subject -> Text,
        failures -> Integer,
        window_ends_at -> BigInt,
    }
}

diesel::table! {
    hooks (id) {
        id -> Binary,
        tenant_id -> Binary,
        owner_id -> Binary,
        name -> Text,
        url -> Text,
        method -> Text,
        format -> Text,
        preset -> Text,
        policy -> Text,
        headers -> Text,
        standard_headers -> Bool,
        max_in_flight -> Integer,
        rate_per_s -> Nullable<Integer>,
        state -> Text,
        state_reason -> Nullable<Text>,
        revision -> BigInt,
        consecutive_failures -> Integer,
        spent_deliveries -> Integer,
        last_success_at -> Nullable<BigInt>,
        failing_since -> Nullable<BigInt>,
        warned_at -> Nullable<BigInt>,
        created_at -> BigInt,
        updated_at -> BigInt,
        deleted_at -> Nullable<BigInt>,
        drain_rate_per_s -> Nullable<Integer>,
        drain_until -> Nullable<BigInt>,
        inactive_since -> Nullable<BigInt>,
        missing_since -> Nullable<BigInt>,
    }
}

diesel::table! {
    hook_secrets (id) {
        id -> Binary,
        tenant_id -> Binary,
        hook_id -> Binary,
        kind -> Text,
        sealed -> Binary,
        created_at -> BigInt,
        expires_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    actions (id) {
        id -> Binary,
        tenant_id -> Binary,
        hook_id -> Binary,
        event_type -> Text,
        app -> Nullable<Text>,
        sku -> Nullable<Text>,
        filter -> Nullable<Text>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    apps (id) {
        id -> Binary,
        tenant_id -> Binary,
        key -> Text,
        name -> Text,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    skus (id) {
        id -> Binary,
        tenant_id -> Binary,
        app_id -> Binary,
        key -> Text,
        name -> Text,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    event_types (id) {
        id -> Binary,
        tenant_id -> Binary,
        name -> Text,
        description -> Text,
        example -> Nullable<Text>,
        schema -> Nullable<Text>,
        declared -> Bool,
        created_at -> BigInt,
        updated_at -> BigInt,
        schema_mode -> Nullable<Text>,
        revision -> BigInt,
    }
}

diesel::table! {
    events (id) {
        id -> Binary,
        tenant_id -> Binary,
        kind -> Text,
        event_type -> Text,
        external_id -> Nullable<Text>,
        digest -> Nullable<Binary>,
        data -> Binary,
        attributes -> Nullable<Text>,
        occurred_at -> BigInt,
        created_at -> BigInt,
        matched -> Integer,
        skipped -> Integer,
        erased_at -> Nullable<BigInt>,
        occurred_below_us -> Nullable<SmallInt>,
    }
}

diesel::table! {
    event_violations (event_id) {
        event_id -> Binary,
        tenant_id -> Binary,
        violations -> Text,
    }
}

diesel::table! {
    held_events (event_id) {
        event_id -> Binary,
        tenant_id -> Binary,
        release_at -> BigInt,
    }
}

diesel::table! {
    deadlines (id) {
        id -> Binary,
        tenant_id -> Binary,
        name -> Text,
        when_type -> Text,
        unless_type -> Text,
        key_pointer -> Text,
        within_ms -> BigInt,
        emit_type -> Text,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    deadline_timers (id) {
        id -> Binary,
        tenant_id -> Binary,
        deadline_id -> Binary,
        event_id -> Binary,
        key -> Text,
        slot -> Nullable<Binary>,
        armed_at -> BigInt,
        due_at -> BigInt,
    }
}

diesel::table! {
    deliveries (id) {
        id -> Binary,
        tenant_id -> Binary,
        event_id -> Binary,
        hook_id -> Binary,
        kind -> Text,
        part -> Integer,
        event_type -> Text,
        state -> Text,
        state_reason -> Nullable<Text>,
        attempts -> Integer,
        created_at -> BigInt,
        finished_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    due_deliveries (delivery_id) {
        delivery_id -> Binary,
        tenant_id -> Binary,
        hook_id -> Binary,
        event_id -> Binary,
        priority -> SmallInt,
        part -> Integer,
        attempts -> Integer,
        first_due_at -> BigInt,
        due_at -> BigInt,
        leased_until -> Nullable<BigInt>,
        lease_token -> Nullable<BigInt>,
    }
}

diesel::table! {
    lanes (hook_id) {
        hook_id -> Binary,
        holder -> Binary,
        held_until -> BigInt,
    }
}

diesel::table! {
    attempts (delivery_id, number) {
        delivery_id -> Binary,
        number -> Integer,
        id -> Binary,
        tenant_id -> Binary,
        started_at -> BigInt,
        duration_ms -> Integer,
        outcome -> Text,
        status -> Nullable<Integer>,
        error -> Nullable<Text>,
        request_method -> Text,
        request_url -> Text,
        request_headers -> Text,
        request_body -> Binary,
        response_headers -> Nullable<Text>,
        response_body -> Nullable<Binary>,
        response_truncated -> Bool,
        data_at -> Nullable<Integer>,
    }
}

diesel::table! {
    jobs (id) {
        id -> Binary,
        tenant_id -> Nullable<Binary>,
        kind -> Text,
        payload -> Text,
        run_at -> BigInt,
        attempts -> Integer,
        leased_until -> Nullable<BigInt>,
        lease_token -> Nullable<BigInt>,
        last_error -> Nullable<Text>,
        created_at -> BigInt,
    }
}

diesel::table! {
    mails (id) {
        id -> Binary,
        tenant_id -> Nullable<Binary>,
        kind -> Text,
        recipient -> Text,
        notice -> Text,
        sealed_token -> Nullable<Binary>,
        state -> Text,
        attempts -> Integer,
        next_attempt_at -> Nullable<BigInt>,
        leased_until -> Nullable<BigInt>,
        lease_token -> Nullable<BigInt>,
        last_error -> Nullable<Text>,
        created_at -> BigInt,
        finished_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    invitations (id) {
        id -> Binary,
        tenant_id -> Binary,
        inviter_id -> Nullable<Binary>,
        inviter_name -> Nullable<Text>,
        email -> Text,
        permissions -> Text,
        grants -> Text,
        state -> Text,
        token_hash -> Binary,
        created_at -> BigInt,
        sent_at -> BigInt,
        expires_at -> BigInt,
        finished_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    password_resets (token_hash) {
        token_hash -> Binary,
        user_id -> Binary,
        created_at -> BigInt,
        expires_at -> BigInt,
    }
}

diesel::table! {
    audit_entries (id) {
        id -> Binary,
        tenant_id -> Binary,
        actor_kind -> Text,
        actor_id -> Nullable<Binary>,
        actor_name -> Text,
        address -> Nullable<Text>,
        operation -> Text,
        subject_kind -> Text,
        subject_id -> Text,
        subject_name -> Text,
        before -> Nullable<Text>,
        after -> Nullable<Text>,
        created_at -> BigInt,
    }
}

diesel::table! {
    settings (name) {
        name -> Text,
        value -> Text,
        updated_at -> BigInt,
    }
}

diesel::table! {
    idempotency_keys (tenant_id, key) {
        tenant_id -> Binary,
        key -> Text,
        digest -> Binary,
        status -> Integer,
        body -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
    }
}

diesel::table! {
    body_erasures (tenant_id) {
        tenant_id -> Binary,
        up_to -> Binary,
    }
}

diesel::table! {
    postponed_erasures (event_id) {
        event_id -> Binary,
        tenant_id -> Binary,
        look_at -> BigInt,
    }
}

diesel::table! {
    operator_tokens (id) {
        id -> Binary,
        name -> Text,
        prefix -> Text,
        hash -> Binary,
        created_at -> BigInt,
        revoked_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    replays (id) {
        id -> Binary,
        tenant_id -> Binary,
        state -> Text,
        filter -> Text,
        rate_per_s -> Nullable<Integer>,
        total -> BigInt,
        made -> BigInt,
        passed_over -> BigInt,
        cursor_id -> Nullable<Binary>,
        created_by -> Text,
        created_at -> BigInt,
        finished_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    replayed_deliveries (replay_id, delivery_id) {
        replay_id -> Binary,
        delivery_id -> Binary,
    }
}

diesel::table! {
    delivery_stats (tenant_id, grain_s, begins_at, hook_id, resource) {
        tenant_id -> Binary,
        grain_s -> Integer,
        begins_at -> BigInt,
        hook_id -> Binary,
        resource -> Text,
        delivered -> BigInt,
        failed -> BigInt,
        cancelled -> BigInt,
        skipped -> BigInt,
        failed_attempts -> BigInt,
        longest_ms -> BigInt,
        took_5 -> BigInt,
        took_10 -> BigInt,
        took_25 -> BigInt,
        took_50 -> BigInt,
        took_100 -> BigInt,
        took_250 -> BigInt,
        took_500 -> BigInt,
        took_1000 -> BigInt,
        took_2500 -> BigInt,
        took_5000 -> BigInt,
        took_10000 -> BigInt,
        took_longer -> BigInt,
    }
}

diesel::joinable!(members -> users (user_id));
diesel::joinable!(members -> tenants (tenant_id));
diesel::joinable!(tokens -> members (member_id));
diesel::joinable!(invitations -> tenants (tenant_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(portal_links -> tenants (tenant_id));
diesel::joinable!(password_resets -> users (user_id));
diesel::joinable!(hooks -> members (owner_id));
diesel::joinable!(hook_secrets -> hooks (hook_id));
diesel::joinable!(actions -> hooks (hook_id));
diesel::joinable!(skus -> apps (app_id));
diesel::joinable!(deadline_timers -> deadlines (deadline_id));

diesel::allow_tables_to_appear_in_same_query!(
    tenants,
    tenant_deletions,
    users,
    members,
    sessions,
    portal_links,
    tokens,
    sign_in_failures,
    hooks,
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
    replays,
    replayed_deliveries,
    delivery_stats,
);
