//! Tenants, people, and what they sign in with.

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
    tenant_looks (tenant_id) {
        tenant_id -> Binary,
        name -> Nullable<Text>,
        colour -> Nullable<Text>,
        logo_type -> Nullable<Text>,
        logo -> Nullable<Binary>,
        updated_at -> BigInt,
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
    sessions (id) {
        id -> Binary,
        user_id -> Binary,
        refresh_hash -> Binary,
        previous_refresh_hash -> Nullable<Binary>,
        family_hash -> Nullable<Binary>,
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
    operator_sessions (key_hash) {
        key_hash -> Binary,
        token_id -> Binary,
        created_at -> BigInt,
        expires_at -> BigInt,
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
    sign_in_failures (subject) {
        subject -> Text,
        failures -> Integer,
        window_ends_at -> BigInt,
    }
}
