//! What each part of a process learns from the configuration.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use billhook_api::{ApiConfig, Branding};
use billhook_core::tenant::Limits;
use billhook_core::trace::Spans;
use billhook_jobs::{ClientLimits, DispatchLimits, JobsConfig, Resolver, Retention};
use billhook_store::Db;
use billhook_store::ingest::IngestLimits;
use chrono::TimeDelta;
use url::Url;

use crate::config::Config;
use crate::mail::{self, MailError};

pub(super) fn workers(config: &Config) -> usize {
    match config.server.workers.get() {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        workers => workers as usize,
    }
}

pub(super) fn jobs_config(
    config: &Config,
    address: SocketAddr,
    names: Resolver,
    spans: Option<Arc<dyn Spans>>,
) -> Result<JobsConfig, MailError> {
    let delivery = &config.delivery;
    Ok(JobsConfig {
        workers: delivery.workers.get() as usize,
        batch: delivery.concurrency.get() as usize,
        dispatch: DispatchLimits {
            slots: delivery.workers.get() * delivery.concurrency.get(),
            lease: delivery.lease_ms.millis(),
            sweep: delivery.poll_ms.millis(),
        },
        client: ClientLimits {
            response_body_bytes: delivery.response_body_bytes.get() as usize,
            idle: delivery.idle_ms.millis(),
            idle_per_host: delivery.idle_connections_per_host.get() as usize,
        },
        names,
        allowed: Arc::new(delivery.allow_networks.clone()),
        retention: Retention {
            history_days: config.retention.history_days.get(),
            sessions_days: config.retention.sessions_days.get(),
            audit_days: config.retention.audit_days.get(),
            mails_days: config.retention.mails_days.get(),
            replays_days: config.retention.replays_days.get(),
        },
        mail: mail::config(config, public_url(config, address))?,
        spans,
    })
}

/// For how long any process leases deliveries on this database; others that share it may be set otherwise.
pub(super) fn max_lease(config: &Config, db: &Db) -> TimeDelta {
    let lease = &config.delivery.lease_ms;
    TimeDelta::milliseconds(i64::from(if db.is_shared() { lease.most() } else { lease.get() }))
}

pub(super) fn ingest_limits(config: &Config) -> IngestLimits {
    IngestLimits {
        queue: config.ingest.queue.get() as usize,
        queue_bytes: config.ingest.queue_bytes.get() as usize,
        max_per_commit: config.ingest.max_batch.get() as usize,
        bytes_per_commit: config.ingest.max_commit_bytes.get() as usize,
        max_deliveries: config.ingest.max_post_deliveries.get() as usize,
        max_wait: config.ingest.wait_ms.millis(),
        per_tenant: tenant_limits(config),
    }
}

/// What every tenant is bounded to.
fn tenant_limits(config: &Config) -> Limits {
    Limits {
        events_per_s: config.limits.events_per_s.limit(),
        hooks: Some(config.limits.hooks_per_tenant.get()),
        event_bytes: Some(config.ingest.max_event_bytes.get()),
        apps: Some(config.limits.apps_per_tenant.get()),
        skus: Some(config.limits.skus_per_tenant.get()),
        event_types: Some(config.limits.event_types_per_tenant.get()),
        members: Some(config.limits.members_per_tenant.get()),
        tokens: Some(config.limits.tokens_per_tenant.get()),
    }
}

pub(super) fn api_config(config: &Config, address: SocketAddr, branding: Branding) -> ApiConfig {
    let limit = |per_s: u32| (per_s > 0).then_some(per_s);
    let seconds = |s: u32| chrono::Duration::seconds(i64::from(s));
    ApiConfig {
        public_url: public_url(config, address),
        max_body_bytes: config.server.max_body_bytes.get() as usize,
        requests_per_s: limit(config.limits.requests_per_s.get()),
        event_requests_per_s: limit(config.limits.event_requests_per_s.get()),
        sign_in_failures_per_account: config.limits.sign_in_failures_per_account.get(),
        sign_in_failures_per_address: config.limits.sign_in_failures_per_address.get(),
        sign_in_window: seconds(config.limits.sign_in_window_s.get()),
        password_resets_per_account: config.limits.password_resets_per_account.get(),
        password_resets_per_address: config.limits.password_resets_per_address.get(),
        password_reset_window: seconds(config.limits.password_reset_window_s.get()),
        invitation_lifetime: seconds(config.links.invitation_s.get()),
        password_reset_lifetime: seconds(config.links.password_reset_s.get()),
        portal_link_lifetime: seconds(config.links.portal_s.get()),
        max_portal_link: seconds(config.links.portal_max_s.get()),
        portal_session_lifetime: seconds(config.session.portal_s.get()),
        frame_ancestors: config.console.frame_ancestors.iter().map(ToString::to_string).collect(),
        branding,
        access_lifetime: seconds(config.session.access_s.get()),
        session_lifetime: seconds(config.session.lifetime_s.get()),
        trusted_proxies: config.server.trusted_proxies.clone(),
        allowed_networks: config.delivery.allow_networks.clone(),
        per_tenant: tenant_limits(config),
        history_days: config.retention.history_days.get(),
        most_history_days: config.retention.max_history_days.get(),
        max_event_bytes: config.ingest.max_event_bytes.count(),
        max_batch_bytes: config.ingest.max_batch_bytes.count(),
        streams_per_tenant: config.limits.streams_per_tenant.get() as usize,
        max_stream: Duration::from_secs(u64::from(config.limits.stream_s.get())),
        max_deadlines: config.deadlines.per_tenant.get() as usize,
        max_deadline: chrono::Duration::days(i64::from(config.deadlines.max_within_days.get())),
        max_running_replays: config.limits.running_replays_per_tenant.get(),
        max_hold: chrono::Duration::days(i64::from(config.ingest.max_hold_days.get())),
    }
}

/// Where people reach the installation: as configured, or where it listens.
fn public_url(config: &Config, address: SocketAddr) -> Url {
    let listening = || format!("http://{address}").parse().unwrap_or(ApiConfig::default().public_url);
    config.server.public_url.as_ref().map_or_else(listening, |url| url.get().clone())
}
