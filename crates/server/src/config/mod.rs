//! The configuration: what may be set, where it comes from, and how it is shown.
//!
//! `config.default.toml` documents every key and holds its default; the types here say what is allowed, and have no
//! defaults of their own. Turning settings into those of the other crates is `app`'s business.

mod console;
mod document;
mod error;
mod flags;
mod layers;
mod mail;
mod show;
mod telemetry;
mod value;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use billhook_api::Colour;
use billhook_core::secret::MasterKey;
use billhook_core::target::AllowedNetworks;
use billhook_store::DatabaseUrl;
use serde::Deserialize;

pub use console::{ConsoleName, Origin};
pub use document::{DEFAULT, reference};
pub use error::ConfigError;
pub use flags::{Flags, ServeFlags};
pub use layers::{Layers, Source};
pub use mail::{Mail, MailSecurity};
pub use telemetry::{CollectorUrl, Ratio, Telemetry};
pub use value::{LogFormat, PublicUrl, Whole};

use value::{networks, optional};

/// The whole configuration, checked.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The folder for what the installation keeps on disk.
    pub data_dir: PathBuf,
    /// How HTTP is served.
    pub server: Server,
    /// Where the rows are.
    pub database: Database,
    /// How posted events are taken in.
    pub ingest: Ingest,
    /// What deadlines may be.
    pub deadlines: Deadlines,
    /// How deliveries are sent.
    pub delivery: Delivery,
    /// How much one caller may ask for.
    pub limits: Limits,
    /// For how long links in mails work.
    pub links: Links,
    /// How the console is called, looks and is embedded.
    pub console: Console,
    /// For how long a person stays signed in.
    pub session: Session,
    /// How mail is sent.
    pub mail: Mail,
    /// For how long things are kept.
    pub retention: Retention,
    /// What is logged, and how.
    pub log: Log,
    /// Where traces go, and how many.
    pub telemetry: Telemetry,
    /// Where the master key is.
    pub master_key: MasterKeyPlace,
}

/// How HTTP is served.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// Address and port.
    pub listen: SocketAddr,
    /// Where the installation is reached, if not at `listen`.
    #[serde(deserialize_with = "optional")]
    pub public_url: Option<PublicUrl>,
    /// Threads that answer; 0 for one per core.
    pub workers: Whole<0, 256>,
    /// How long stopping may take, in milliseconds.
    pub shutdown_timeout_ms: Whole<0, 600_000>,
    /// The largest request body, in bytes.
    pub max_body_bytes: Whole<1024, 104_857_600>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
}

/// Where the rows are.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// Which database, if not the file in the data folder.
    #[serde(deserialize_with = "optional")]
    pub url: Option<DatabaseUrl>,
    /// Connections to Postgres.
    pub max_connections: Whole<2, 1000>,
    /// Connections that read SQLite.
    pub readers: Whole<1, 64>,
    /// How long a free connection is waited for, in milliseconds.
    pub wait_ms: Whole<100, 60_000>,
    /// See the reference.
    pub silence_ms: Whole<5000, 600_000>,
}

/// How posted events are taken in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ingest {
    /// Events that may wait to be written.
    pub queue: Whole<1, 1_000_000>,
    /// Memory for posts that are being read or wait.
    pub queue_bytes: Whole<33_554_432, 1_073_741_824>,
    /// How long a post waits for its commit.
    pub wait_ms: Whole<100, 60_000>,
    /// Events that are committed together.
    pub max_batch: Whole<1, 5000>,
    /// Bytes of events that are committed together.
    pub max_commit_bytes: Whole<65_536, 268_435_456>,
    /// Deliveries that one post may become.
    pub max_post_deliveries: Whole<1_000, 10_000_000>,
    /// The largest data of one event, in bytes.
    pub max_event_bytes: Whole<1024, 16_777_216>,
    /// The largest body of a batch of events, in bytes.
    pub max_batch_bytes: Whole<1024, 104_857_600>,
    /// For how many days deliveries may be held back.
    pub max_hold_days: Whole<1, 365>,
}

/// What deadlines may be.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadlines {
    /// How many a tenant may have.
    pub per_tenant: Whole<1, 10_000>,
    /// For how many days one may wait.
    pub max_within_days: Whole<1, 365>,
}

/// How deliveries are sent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    /// Workers that send.
    pub workers: Whole<1, 64>,
    /// Requests that one worker has out at once.
    pub concurrency: Whole<1, 1024>,
    /// For how long a claim holds, in milliseconds.
    pub lease_ms: Whole<5_000, 600_000>,
    /// How often due deliveries are looked for, in milliseconds.
    pub poll_ms: Whole<20, 60_000>,
    /// Networks that may be called although they are not public.
    #[serde(deserialize_with = "networks")]
    pub allow_networks: AllowedNetworks,
    /// Names that are looked up at once.
    pub name_lookups: Whole<1, 256>,
    /// How much of a response's body is kept, in bytes.
    pub response_body_bytes: Whole<0, 1_048_576>,
    /// Idle connections kept for one host.
    pub idle_connections_per_host: Whole<0, 1024>,
    /// For how long, in milliseconds.
    pub idle_ms: Whole<0, 600_000>,
}

/// How much one caller may ask for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// API requests per second and tenant; 0 for no limit.
    pub requests_per_s: Whole<0, 1_000_000>,
    /// Requests that post events, per second and tenant; 0 for no limit.
    pub event_requests_per_s: Whole<0, 1_000_000>,
    /// Events per second and tenant; 0 for no limit.
    pub events_per_s: Whole<0, 1_000_000>,
    /// Hooks of one tenant.
    pub hooks_per_tenant: Whole<1, 1_000_000>,
    /// Apps of one tenant, those that events brought in included.
    pub apps_per_tenant: Whole<1, 1_000_000>,
    /// SKUs of one tenant, in all of its apps.
    pub skus_per_tenant: Whole<1, 10_000_000>,
    /// Event types of one tenant, those that were only seen included.
    pub event_types_per_tenant: Whole<1, 1_000_000>,
    /// Members of one tenant, invited ones included.
    pub members_per_tenant: Whole<1, 1_000_000>,
    /// Tokens of one tenant.
    pub tokens_per_tenant: Whole<1, 1_000_000>,
    /// Replays of one tenant that run at once.
    pub running_replays_per_tenant: Whole<1, 1000>,
    /// Streams of changes of one tenant.
    pub streams_per_tenant: Whole<1, 100_000>,
    /// How long one stays open, in seconds.
    pub stream_s: Whole<1, 3600>,
    /// Failed sign-ins per account and window.
    pub sign_in_failures_per_account: Whole<1, 1000>,
    /// Failed sign-ins per address and window.
    pub sign_in_failures_per_address: Whole<1, 100_000>,
    /// The window, in seconds.
    pub sign_in_window_s: Whole<10, 86_400>,
    /// Links to a new password per account and window.
    pub password_resets_per_account: Whole<1, 100>,
    /// Requests for such links per address and window.
    pub password_resets_per_address: Whole<1, 100_000>,
    /// Their window, in seconds.
    pub password_reset_window_s: Whole<60, 86_400>,
}

/// For how long links in mails work.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Links {
    /// Those of invitations, in seconds.
    pub invitation_s: Whole<300, 7_776_000>,
    /// Those to a new password, in seconds.
    pub password_reset_s: Whole<300, 86_400>,
    /// Those of the operator into a tenant's console that do not say, in seconds.
    pub portal_s: Whole<10, 86_400>,
    /// The longest that those may be given, in seconds.
    pub portal_max_s: Whole<10, 86_400>,
}

/// For how long a person stays signed in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// For how long an access credential is good, in seconds.
    pub access_s: Whole<30, 86_400>,
    /// For how long a session lives without being refreshed, in seconds.
    pub lifetime_s: Whole<60, 31_536_000>,
    /// For how long a session lives that a link of the operator opened, in seconds.
    pub portal_s: Whole<60, 604_800>,
}

/// How the console is called, looks and is embedded.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Console {
    /// What it is called, in place of Billhook.
    #[serde(deserialize_with = "optional")]
    pub name: Option<ConsoleName>,
    /// The file of an image that stands beside the name.
    #[serde(deserialize_with = "optional")]
    pub logo: Option<PathBuf>,
    /// The colour that leads.
    #[serde(deserialize_with = "optional")]
    pub colour: Option<Colour>,
    /// Origins whose pages may show it in a frame.
    pub frame_ancestors: Vec<Origin>,
}

/// For how long things are kept.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Events, deliveries and attempts, in days.
    pub history_days: Whole<1, 3650>,
    /// The most days of history that a tenant may set.
    pub max_history_days: Whole<1, 3650>,
    /// Ended sessions, in days.
    pub sessions_days: Whole<1, 3650>,
    /// The audit log, in days.
    pub audit_days: Whole<1, 36_500>,
    /// Mails that were sent or given up, in days.
    pub mails_days: Whole<1, 3650>,
    /// Replays that are over, in days.
    pub replays_days: Whole<1, 3650>,
}

/// What is logged, and how.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// The form of the lines.
    pub format: LogFormat,
    /// Which of them are written, as `tracing_subscriber::EnvFilter` reads it.
    pub filter: value::Filter,
}

/// Where the master key is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MasterKeyPlace {
    /// The file with the key, if not `master.key` in the data folder.
    #[serde(deserialize_with = "optional")]
    pub file: Option<PathBuf>,
    /// The key itself.
    #[serde(deserialize_with = "optional")]
    pub value: Option<MasterKey>,
}

impl Config {
    /// Which database: the one that is set, or the file in the data folder.
    pub fn database_url(&self) -> DatabaseUrl {
        self.database.url.clone().unwrap_or_else(|| {
            DatabaseUrl::Sqlite(self.data_dir.join("billhook.db").to_string_lossy().into_owned())
        })
    }

    /// How long stopping may take.
    pub fn shutdown_timeout(&self) -> Duration {
        self.server.shutdown_timeout_ms.millis()
    }
}

#[cfg(test)]
mod tests;
