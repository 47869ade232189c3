//! What decides where events go.

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
    missed_periods (hook_id) {
        hook_id -> Binary,
        tenant_id -> Binary,
        since -> BigInt,
        until -> BigInt,
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
