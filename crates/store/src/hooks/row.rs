//! A hook as its row has it.

use billhook_core::clock::from_micros;
use diesel::prelude::*;

use super::{Drain, Hook, Owner, Settings};
use crate::column;
use crate::error::StoreError;
use crate::names::{case_of, name_of};
use crate::schema::hooks;

#[derive(Queryable, Selectable)]
#[diesel(table_name = hooks)]
pub(super) struct Row {
    id: Vec<u8>,
    tenant_id: Vec<u8>,
    owner_id: Vec<u8>,
    name: String,
    url: String,
    method: String,
    format: String,
    preset: String,
    policy: String,
    headers: String,
    standard_headers: bool,
    max_in_flight: i32,
    rate_per_s: Option<i32>,
    state: String,
    state_reason: Option<String>,
    revision: i64,
    consecutive_failures: i32,
    last_success_at: Option<i64>,
    failing_since: Option<i64>,
    created_at: i64,
    updated_at: i64,
    drain_rate_per_s: Option<i32>,
    drain_until: Option<i64>,
    inactive_since: Option<i64>,
    missing_since: Option<i64>,
}

impl Row {
    fn settings(&self) -> Result<Settings, StoreError> {
        Ok(Settings {
            name: self.name.clone(),
            url: self.url.clone(),
            method: case_of("hooks.method", &self.method)?,
            format: case_of("hooks.format", &self.format)?,
            preset: case_of("hooks.preset", &self.preset)?,
            policy: column::read_json("hooks.policy", &self.policy)?,
            headers: column::read_json("hooks.headers", &self.headers)?,
            standard_headers: self.standard_headers,
            max_in_flight: column::count(self.max_in_flight),
            rate_per_s: self.rate_per_s.map(column::count),
        })
    }

    pub(super) fn with_owner(self, user_id: &[u8], name: String) -> Result<Hook, StoreError> {
        Ok(Hook {
            id: column::id("hooks.id", &self.id)?,
            tenant_id: column::id("hooks.tenant_id", &self.tenant_id)?,
            owner: Owner {
                member_id: column::id("hooks.owner_id", &self.owner_id)?,
                user_id: column::id("users.id", user_id)?,
                name,
            },
            settings: self.settings()?,
            state: case_of("hooks.state", &self.state)?,
            state_reason: self
                .state_reason
                .as_deref()
                .map(|reason| case_of("hooks.state_reason", reason))
                .transpose()?,
            revision: self.revision,
            consecutive_failures: column::count(self.consecutive_failures),
            last_success_at: self.last_success_at.map(from_micros),
            failing_since: self.failing_since.map(from_micros),
            drain: Drain::of(self.drain_rate_per_s, self.drain_until),
            inactive_since: self.inactive_since.map(from_micros),
            missing_since: self.missing_since.map(from_micros),
            created_at: from_micros(self.created_at),
            updated_at: from_micros(self.updated_at),
        })
    }
}

#[derive(Insertable)]
#[diesel(table_name = hooks)]
pub(super) struct NewRow<'a> {
    pub(super) id: &'a [u8],
    pub(super) tenant_id: &'a [u8],
    pub(super) owner_id: &'a [u8],
    #[diesel(embed)]
    pub(super) settings: SettingsRow,
    pub(super) state: String,
    pub(super) created_at: i64,
    pub(super) updated_at: i64,
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = hooks, treat_none_as_null = true)]
pub(super) struct SettingsRow {
    name: String,
    url: String,
    method: String,
    format: String,
    preset: String,
    policy: String,
    headers: String,
    standard_headers: bool,
    max_in_flight: i32,
    rate_per_s: Option<i32>,
}

impl SettingsRow {
    pub(super) fn of(settings: &Settings) -> Result<Self, StoreError> {
        Ok(Self {
            name: settings.name.clone(),
            url: settings.url.clone(),
            method: name_of(&settings.method)?,
            format: name_of(&settings.format)?,
            preset: settings.preset.as_str().into(),
            policy: column::json("hooks.policy", &settings.policy)?,
            headers: column::json("hooks.headers", &settings.headers)?,
            standard_headers: settings.standard_headers,
            max_in_flight: column::from_count(settings.max_in_flight),
            rate_per_s: settings.rate_per_s.map(column::from_count),
        })
    }
}
