//! Statistics as the API shows them.

use billhook_core::clock::Timestamp;
use billhook_core::hook::HookState;
use billhook_core::id::HookId;
use billhook_store::stats::{Backlog, Figures, Span, Worst};
use serde::Serialize;
use utoipa::ToSchema;

use crate::schema;

/// The outcome of deliveries over time.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Stats)]
pub(crate) struct StatsView {
    #[schema(value_type = String, format = DateTime)]
    since: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
    /// The length of a step in seconds.
    #[schema(example = 3600)]
    step_s: i64,
    /// The whole span.
    total: FiguresView,
    /// Every step, the earliest first; those in which nothing happened, too.
    steps: Vec<StepView>,
    /// What waits at this moment.
    backlog: BacklogView,
    /// Hooks that something was sent to, those with most failed deliveries first; ten at most.
    worst_hooks: Vec<WorstHookView>,
}

/// What was counted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Figures)]
pub(crate) struct FiguresView {
    /// Deliveries that ended well.
    #[schema(example = 1180)]
    delivered: i64,
    /// Deliveries that were given up.
    #[schema(example = 12)]
    failed: i64,
    /// Deliveries that were cancelled.
    cancelled: i64,
    /// Deliveries that were never sent, as their hook was inactive.
    skipped: i64,
    /// `failed` as a share of `delivered` and `failed`; null if there were none of either.
    #[schema(example = 0.01)]
    failure_rate: Option<f64>,
    /// HTTP exchanges.
    #[schema(example = 1250)]
    attempts: i64,
    /// Those that did not end a delivery well.
    #[schema(example = 70)]
    failed_attempts: i64,
    /// How long they took; null if there were none.
    latency_ms: Option<LatencyView>,
}

/// How long attempts took, in milliseconds.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Latency)]
pub(crate) struct LatencyView {
    /// Half of them took no longer.
    #[schema(example = 40)]
    p50: i64,
    #[schema(example = 210)]
    p95: i64,
    #[schema(example = 900)]
    p99: i64,
    /// The longest.
    #[schema(example = 4210)]
    max: i64,
}

/// One step of the span.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StatsStep)]
pub(crate) struct StepView {
    /// When it begins.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    #[serde(flatten)]
    figures: FiguresView,
}

/// What waits.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Backlog)]
pub(crate) struct BacklogView {
    /// Deliveries that have not ended.
    #[schema(example = 7)]
    waiting: i64,
    /// Those of them whose time has come.
    #[schema(example = 1)]
    due: i64,
    /// False if there are more than the 10,000 that are counted.
    is_exact: bool,
}

/// A hook and its counts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorstHook)]
pub(crate) struct WorstHookView {
    #[schema(value_type = String, example = "hk_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    hook_id: HookId,
    #[schema(example = "ERP")]
    name: String,
    #[schema(value_type = schema::HookState)]
    state: HookState,
    #[serde(flatten)]
    figures: FiguresView,
}

impl StatsView {
    pub(super) fn of(
        span: Span,
        steps: Vec<(Timestamp, Figures)>,
        worst: Vec<Worst>,
        backlog: Backlog,
    ) -> Self {
        let mut total = Figures::default();
        steps.iter().for_each(|(_, figures)| total.add(figures));
        let Backlog { waiting, due, is_exact } = backlog;
        Self {
            since: span.since,
            until: span.until,
            step_s: span.step_s,
            total: (&total).into(),
            steps: steps.iter().map(|(at, figures)| StepView { at: *at, figures: figures.into() }).collect(),
            backlog: BacklogView { waiting, due, is_exact },
            worst_hooks: worst.into_iter().map(WorstHookView::from).collect(),
        }
    }
}

impl From<&Figures> for FiguresView {
    fn from(figures: &Figures) -> Self {
        let Figures { delivered, failed, cancelled, skipped, failed_attempts, ref latency } = *figures;
        let at = |share| latency.percentile_ms(share);
        let latency_ms = at(0.5).zip(at(0.95)).zip(at(0.99)).map(|((p50, p95), p99)| LatencyView {
            p50,
            p95,
            p99,
            max: latency.longest_ms(),
        });
        let (failure_rate, attempts) = (figures.failure_rate(), latency.attempts());
        Self { delivered, failed, cancelled, skipped, failure_rate, attempts, failed_attempts, latency_ms }
    }
}

impl From<Worst> for WorstHookView {
    fn from(worst: Worst) -> Self {
        Self { hook_id: worst.id, name: worst.name, state: worst.state, figures: (&worst.figures).into() }
    }
}
