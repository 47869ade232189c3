//! Shapes of `core`'s words for the OpenAPI document. Nothing is ever made of them: `core` knows no utoipa, and the
//! document should still name every case and field. A test holds the two together.
#![expect(dead_code, reason = "described, never made")]

use utoipa::ToSchema;

/// What kind of actor did something.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum ActorKind {
    /// A member, in the console.
    User,
    /// A program, with a member's token.
    Token,
    /// Billhook itself.
    System,
    /// The operator.
    Operator,
}

/// HTTP method of a hook's requests.
#[derive(ToSchema)]
#[schema(rename_all = "UPPERCASE")]
pub(crate) enum Method {
    Post,
    Put,
}

/// How a body is encoded: JSON, XML or form data.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum Format {
    Json,
    Xml,
    Form,
}

/// A wire form, a policy and a catalogue of event types under one name.
#[derive(ToSchema)]
#[schema(as = PresetName, rename_all = "kebab-case")]
pub(crate) enum Preset {
    Standard,
    Upodi,
    #[schema(rename = "upodi-v2")]
    UpodiV2,
    Abowire,
    #[schema(rename = "abowire-v2")]
    AbowireV2,
    Upzelo,
    App47,
    Upgates,
}

/// Whether a hook sends: `paused` keeps what comes for later, `inactive` takes nothing.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum HookState {
    Active,
    Paused,
    Inactive,
}

/// What a replay goes over.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum ReplayOver {
    /// Deliveries that have ended: each is sent again.
    Deliveries,
    /// Events of which the filter's hook has no delivery, though its actions take them now: each gets one.
    Events,
}

/// The state of a replay.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum ReplayState {
    /// It makes deliveries.
    Running,
    /// It has looked at everything.
    Done,
    /// A member ended it.
    Cancelled,
}

/// Why a hook is in its state.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum StateReason {
    /// A member switched it off.
    Manual,
    /// A test got no success.
    TestFailed,
    /// The receiver answered 410 Gone.
    Gone,
    /// Too long without one success, or too many spent deliveries, as its policy says.
    Failing,
    /// The owner lost what the hook needs.
    OwnerPermissionsChanged,
}

/// What becomes of a key of an app or a SKU that nobody made: it is made, or what names it is answered 422.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum UnknownApps {
    Register,
    Refuse,
}

/// Who may make and change hooks: `members` in the console and tokens, or tokens only (`api`).
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum HooksManagedBy {
    Members,
    Api,
}

/// What becomes of unsent deliveries of a hook that is deactivated because of its owner.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum UnsentOnOwnerChange {
    /// They are cancelled, and can be replayed.
    Cancel,
    /// They wait until the hook is active again.
    Keep,
}

/// What a secret is used for.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum SecretKind {
    /// `whsec_…`: signs with HMAC-SHA256 (`v1`).
    Hmac,
    /// `whsk_…`: signs with ed25519 (`v1a`); the receiver gets `whpk_…`.
    Ed25519,
    /// Goes along with each request.
    Token,
}

/// What a schema does to events that violate it.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum SchemaMode {
    /// Nothing: it only describes.
    Off,
    /// They are accepted, and their violations are shown on them.
    Warn,
    /// They are refused.
    Reject,
}

/// Why a delivery exists.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum DeliveryKind {
    Event,
    Test,
    Replay,
}

/// The state of a delivery.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum DeliveryState {
    Pending,
    InFlight,
    Delivered,
    Failed,
    Cancelled,
    Skipped,
}

/// Why a delivery is in its state.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum DeliveryReason {
    /// The attempts of the schedule are used up.
    ScheduleSpent,
    NoRetries,
    /// The receiver's answer is one that the policy does not retry.
    NotRetried,
    /// The test got no success; tests are sent once.
    TestFailed,
    /// The receiver answered 410 Gone.
    Gone,
    /// Time ran out, and the policy counts that as delivered.
    TimeoutCountsAsDelivered,
    /// The hook was inactive when the event came.
    HookInactive,
    /// The hook was deactivated or deleted while the delivery waited.
    HookDeactivated,
    /// The hook was deactivated while it waited, because its owner lost what the hook needs.
    OwnerPermissionsChanged,
    /// A member took it back.
    Manual,
    /// Its event was taken back while it was held.
    EventCancelled,
    /// The request could not be rendered in the hook's profile and format.
    Unrenderable,
}

/// How an attempt ended.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum Outcome {
    Response,
    Timeout,
    Refused,
    Tls,
    Dns,
    Blocked,
    Error,
}

/// When and how hard to try. Durations are milliseconds; statuses are `any`, `2xx`, `204` or `200-204`. In a hook
/// that is posted every field is optional, and what is left out is as in the preset.
#[derive(ToSchema)]
pub(crate) struct Policy {
    /// The total deadline of one attempt.
    #[schema(minimum = 100, maximum = 60_000, example = 15_000)]
    timeout_ms: Option<u64>,
    /// The answers that count as delivered.
    #[schema(example = json!(["2xx"]))]
    success: Option<Vec<String>>,
    /// What it means when the deadline passes.
    on_timeout: Option<OnTimeout>,
    /// What the answer 410 Gone means.
    on_gone: Option<OnGone>,
    /// The waits before each retry; empty for none. In place of `schedule`.
    #[schema(max_items = 100, example = json!([5_000, 300_000]))]
    schedule_ms: Option<Vec<u64>>,
    /// The waits in another form than a list.
    schedule: Option<Schedule>,
    /// The largest fraction by which a wait is lengthened at random.
    #[schema(minimum = 0, maximum = 1)]
    jitter: Option<f64>,
    /// The answers, outside `success`, that are worth another try.
    retry_on: Option<Vec<String>>,
    /// The answers on which `Retry-After` is honoured.
    retry_after_on: Option<Vec<String>>,
    /// The longest wait that `Retry-After` can ask for.
    retry_after_max_ms: Option<u64>,
    /// Deactivate the hook after this many deliveries in a row that used up their schedule; null: never.
    deactivate_after_spent: Option<u32>,
    /// Deactivate the hook after this long without a success; null: never.
    deactivate_after_ms: Option<u64>,
    /// Warn by mail this long before; null: never.
    warn_before_ms: Option<u64>,
}

/// What it means when an attempt's deadline passes.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum OnTimeout {
    Retry,
    Delivered,
}

/// What the answer 410 Gone means.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum OnGone {
    Retry,
    Deactivate,
}

/// Waits between attempts. Which fields count depends on `kind`; each may be bounded by count and age.
#[derive(ToSchema)]
pub(crate) struct Schedule {
    kind: ScheduleKind,
    /// `list`: one wait before each retry.
    waits_ms: Option<Vec<u64>>,
    /// `interval`: the first wait, if it differs.
    first_ms: Option<u64>,
    /// `interval`: every other wait.
    every_ms: Option<u64>,
    /// `growing`: what the waits grow from.
    base_ms: Option<u64>,
    /// `growing`: to `base + n^power` seconds before retry n + 1.
    power: Option<u32>,
    /// `growing`: to `base × factor^n` before retry n + 1.
    factor: Option<f64>,
    /// `growing`: no wait is longer.
    max_wait_ms: Option<u64>,
    /// The most retries; left out: no bound.
    max_retries: Option<u32>,
    /// No retry later than this long after the first attempt was due; left out: no bound.
    max_age_ms: Option<u64>,
}

/// The form of a schedule.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum ScheduleKind {
    None,
    List,
    Interval,
    Growing,
}
