//! What every request finds: the database, the clock, and the settings of the API. Made once by the server.

use std::net::IpAddr;
use std::sync::Arc;

use billhook_core::clock::Clock;
use billhook_core::secret::MasterKey;
use billhook_core::target::AllowedNetworks;
use billhook_core::tenant::Limits;
use billhook_core::trace::Spans;
use billhook_store::Db;
use billhook_store::ingest::Ingest;
use billhook_store::wake::Wake;
use chrono::Duration;
use futures::future::BoxFuture;
use metrics_exporter_prometheus::PrometheusHandle;
use url::Url;

use crate::authentication::{PosterCache, PrincipalCache, SessionKey};
use crate::branding::Branding;
use crate::credentials::Hasher;
use crate::envelope::Framing;
use crate::live::Live;
use crate::rate_limit::RateLimiter;
use crate::turns::Turns;

/// Asks the rest of the process whether it can work; the text says what doesn't. Given by the server.
pub type ReadyProbe = Arc<dyn Fn() -> BoxFuture<'static, Result<(), String>> + Send + Sync>;

/// Looks the addresses of a name up. Given by the server, so that whoever asks shares one bound.
pub type LookUp = Arc<dyn Fn(String) -> BoxFuture<'static, Result<Vec<IpAddr>, String>> + Send + Sync>;

/// The settings of the API.
#[derive(Clone, Debug)]
pub struct ApiConfig {
    /// Where people reach the installation. With `https` cookies are `Secure` and HSTS is sent.
    pub public_url: Url,
    /// The largest body of a request, in bytes.
    pub max_body_bytes: usize,
    /// Requests per second that one tenant may make on average, events aside; `None`: as many as it likes.
    pub requests_per_s: Option<u32>,
    /// Requests that post events, per second and tenant; `None`: as many as it likes.
    pub event_requests_per_s: Option<u32>,
    /// How many failed sign-ins an account or an address may have in [`ApiConfig::sign_in_window`].
    pub sign_in_failures_per_account: u32,
    /// The same for an address, behind which there may be many people.
    pub sign_in_failures_per_address: u32,
    /// For how long failed sign-ins are counted together.
    pub sign_in_window: Duration,
    /// How many links to a new password an account is sent in [`ApiConfig::password_reset_window`].
    pub password_resets_per_account: u32,
    /// How many such links may be asked for from one address.
    pub password_resets_per_address: u32,
    /// For how long requests for such links are counted together.
    pub password_reset_window: Duration,
    /// For how long the link of an invitation works.
    pub invitation_lifetime: Duration,
    /// For how long a link of the operator into a tenant's console can be opened, if it does not say.
    pub portal_link_lifetime: Duration,
    /// The longest that such a link may be given.
    pub max_portal_link: Duration,
    /// For how long the session lives that such a link opens.
    pub portal_session_lifetime: Duration,
    /// Origins whose pages may show the console in a frame.
    pub frame_ancestors: Vec<String>,
    /// How the console is called and looks.
    pub branding: Branding,
    /// For how long the link to a new password works.
    pub password_reset_lifetime: Duration,
    /// For how long a session's access token is good before it has to be refreshed.
    pub access_lifetime: Duration,
    /// For how long a session lives without being refreshed.
    pub session_lifetime: Duration,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Networks that hooks may point into although they are not public.
    pub allowed_networks: AllowedNetworks,
    /// What every tenant is bounded to; a tenant may be bounded to less.
    pub per_tenant: Limits,
    /// Days for which history is kept where a tenant has set nothing.
    pub history_days: u32,
    /// The most days of history that a tenant may set.
    pub most_history_days: u32,
    /// The largest data of one event, in bytes.
    pub max_event_bytes: usize,
    /// The largest body of a batch of events, in bytes.
    pub max_batch_bytes: usize,
    /// How far ahead an event's `deliver_at` may lie.
    pub max_hold: Duration,
    /// How many streams of changes may be open for a tenant in this process.
    pub streams_per_tenant: usize,
    /// After how long a stream of changes ends, to be opened again with credentials that are looked at again.
    pub max_stream: std::time::Duration,
    /// How many deadlines a tenant may have.
    pub max_deadlines: usize,
    /// How long a deadline may wait.
    pub max_deadline: Duration,
    /// How many replays of a tenant may run at once.
    pub max_running_replays: u32,
}

impl Default for ApiConfig {
    #[expect(clippy::expect_used, reason = "a constant")]
    fn default() -> Self {
        Self {
            public_url: Url::parse("http://127.0.0.1:8080").expect("the default is a URL"),
            max_body_bytes: 1 << 20,
            requests_per_s: Some(200),
            event_requests_per_s: None,
            sign_in_failures_per_account: 10,
            sign_in_failures_per_address: 50,
            sign_in_window: Duration::minutes(15),
            password_resets_per_account: 3,
            password_resets_per_address: 30,
            password_reset_window: Duration::hours(1),
            invitation_lifetime: Duration::days(7),
            portal_link_lifetime: Duration::minutes(15),
            max_portal_link: Duration::days(1),
            portal_session_lifetime: Duration::hours(8),
            frame_ancestors: Vec::new(),
            branding: Branding::default(),
            password_reset_lifetime: Duration::hours(1),
            access_lifetime: Duration::minutes(10),
            session_lifetime: Duration::days(14),
            trusted_proxies: Vec::new(),
            allowed_networks: AllowedNetworks::default(),
            per_tenant: Limits {
                hooks: Some(10_000),
                event_bytes: Some(256 << 10),
                apps: Some(10_000),
                skus: Some(100_000),
                event_types: Some(10_000),
                members: Some(1_000),
                tokens: Some(1_000),
                ..Limits::default()
            },
            history_days: 30,
            most_history_days: 365,
            max_event_bytes: 256 << 10,
            max_batch_bytes: 16 << 20,
            max_hold: Duration::days(30),
            streams_per_tenant: 100,
            max_stream: std::time::Duration::from_secs(240),
            max_deadlines: 100,
            max_deadline: Duration::days(30),
            max_running_replays: 10,
        }
    }
}

impl ApiConfig {
    /// The largest body that posts one event: its data, the object as it was before, and the rest.
    pub fn event_body_bytes(&self) -> usize {
        self.max_body_bytes.max(2 * self.max_event_bytes + (64 << 10))
    }

    /// True if people reach the installation by https.
    pub fn is_https(&self) -> bool {
        self.public_url.scheme() == "https"
    }
}

/// What the server hands in.
pub struct ApiParts {
    /// The database, migrated.
    pub db: Db,
    /// Takes posted events.
    pub ingest: Ingest,
    /// Where to leave hints about committed work.
    pub wake: Wake,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Seals hooks' secrets and kept answers; the key of sessions is derived from it.
    pub master_key: MasterKey,
    /// The settings.
    pub config: ApiConfig,
    /// Whether the rest of the process works.
    pub ready: ReadyProbe,
    /// Finds where a hook's URL leads when it is saved.
    pub look_up: LookUp,
    /// Renders `/metrics`; without one that path answers 404.
    pub metrics: Option<PrometheusHandle>,
    /// Where traces go, if they go anywhere.
    pub spans: Option<Arc<dyn Spans>>,
}

/// What every request finds in its app data.
pub struct ApiState {
    /// The database.
    pub db: Db,
    /// Takes posted events.
    pub ingest: Ingest,
    /// Where to leave hints about committed work.
    pub wake: Wake,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Seals hooks' secrets and kept answers.
    pub master_key: MasterKey,
    /// The settings.
    pub config: ApiConfig,
    pub(crate) ready: ReadyProbe,
    pub(crate) look_up: LookUp,
    pub(crate) metrics: Option<PrometheusHandle>,
    pub(crate) spans: Option<Arc<dyn Spans>>,
    pub(crate) session_key: SessionKey,
    pub(crate) principals: PrincipalCache,
    pub(crate) posters: PosterCache,
    pub(crate) hasher: Hasher,
    pub(crate) limiter: RateLimiter,
    pub(crate) live: Live,
    pub(crate) framing: Framing,
    /// Whose turn it is to have filters looked at.
    pub(crate) filter_turns: Turns,
    /// Whose turn it is to change something.
    pub(crate) change_turns: Turns,
    /// Whose turn it is to have the catalogue as a document.
    pub(crate) document_turns: Turns,
}

impl ApiState {
    /// The state made of these parts.
    pub fn new(parts: ApiParts) -> Self {
        Self {
            session_key: SessionKey::derive(&parts.master_key),
            principals: PrincipalCache::default(),
            posters: PosterCache::default(),
            hasher: Hasher::default(),
            limiter: RateLimiter::default(),
            live: Live::default(),
            framing: Framing::by(&parts.config.frame_ancestors),
            filter_turns: Turns::of_filters(),
            change_turns: Turns::of_changes(),
            document_turns: Turns::of_documents(),
            db: parts.db,
            ingest: parts.ingest,
            wake: parts.wake,
            clock: parts.clock,
            master_key: parts.master_key,
            config: parts.config,
            ready: parts.ready,
            look_up: parts.look_up,
            metrics: parts.metrics,
            spans: parts.spans,
        }
    }

    /// Ends the streams of changes, which would hold up a stop.
    pub fn close_streams(&self) {
        self.live.close();
    }
}
