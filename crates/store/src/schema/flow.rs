//! Events, their deliveries, and what is counted of them.

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
        trace -> Nullable<Text>,
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
    postponed_erasures (event_id) {
        event_id -> Binary,
        tenant_id -> Binary,
        look_at -> BigInt,
    }
}

diesel::table! {
    body_erasures (tenant_id) {
        tenant_id -> Binary,
        up_to -> Binary,
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
    replay_origins (delivery_id) {
        delivery_id -> Binary,
        tenant_id -> Binary,
        replay_id -> Nullable<Binary>,
        repeats_id -> Nullable<Binary>,
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
