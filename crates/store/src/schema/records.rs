//! Work in the background, and what is kept of what was done.

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
