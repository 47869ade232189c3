//! What is posted to count or make a replay, and what has to be true of it.

use std::ops::RangeInclusive;

use billhook_core::clock::Timestamp;
use billhook_core::delivery::DeliveryState;
use billhook_core::id::TenantId;
use billhook_store::deliveries::{self, Filter};
use billhook_store::replays::{self, Over};
use billhook_store::{AnyConnection, hooks};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::checks::Checks;
use crate::handlers::deliveries::DeliveryFilter;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::schema;

/// How many deliveries a replay may make in a second.
const RATES: RangeInclusive<u32> = 1..=10_000;

/// What would be replayed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReplayScope {
    filter: DeliveryFilter,
    /// What the filter is over. Left out: deliveries. Over events it names a `hook`, and may narrow by
    /// `event`, `event_type`, `since` and `until`.
    #[serde(default)]
    #[schema(value_type = Option<schema::ReplayOver>)]
    over: Over,
}

/// A replay to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewReplay {
    filter: DeliveryFilter,
    /// What the filter is over. Left out: deliveries. Over events it names a `hook`, and may narrow by
    /// `event`, `event_type`, `since` and `until`.
    #[serde(default)]
    #[schema(value_type = Option<schema::ReplayOver>)]
    over: Over,
    /// How many deliveries it makes in a second at most; null: as fast as it can. A hook's own rate holds as well.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 10_000)]
    rate_per_s: Option<u32>,
}

/// What a replay goes over, checked.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    pub(super) over: Over,
    pub(super) filter: Filter,
}

impl Scope {
    /// How much it takes now. 422 if it names a hook that is not there.
    pub(super) fn count(
        &self,
        connection: &mut AnyConnection,
        tenant: TenantId,
        now: Timestamp,
    ) -> Result<i64, Problem> {
        match (self.over, self.filter.hook) {
            (Over::Deliveries, _) => Ok(deliveries::count_replayable(connection, tenant, &self.filter)?),
            (Over::Events, Some(hook)) if hooks::find(connection, tenant, hook)?.is_none() => {
                Err(Problem::field("/filter/hook", "there is no such hook"))
            }
            (Over::Events, _) => Ok(replays::count_never_had(connection, tenant, &self.filter, now)?),
        }
    }
}

impl NewReplay {
    pub(super) fn checked(
        self,
        principal: &Principal,
        now: Timestamp,
    ) -> Result<(Scope, Option<u32>), Problem> {
        let mut checks = Checks::default();
        let (least, most) = RATES.into_inner();
        checks.that(
            self.rate_per_s.is_none_or(|rate| RATES.contains(&rate)),
            "/rate_per_s",
            format!("use {least} to {most}, or null for no limit"),
        );
        let scope = narrowed(self.filter, self.over, principal, now, &mut checks);
        checks.finish()?;
        Ok((scope, self.rate_per_s))
    }
}

impl ReplayScope {
    pub(super) fn checked(self, principal: &Principal, now: Timestamp) -> Result<Scope, Problem> {
        let mut checks = Checks::default();
        let scope = narrowed(self.filter, self.over, principal, now, &mut checks);
        checks.finish()?;
        Ok(scope)
    }
}

/// Ends at this moment at the latest, so that a replay never takes what it has made itself.
fn narrowed(
    filter: DeliveryFilter,
    over: Over,
    principal: &Principal,
    now: Timestamp,
    checks: &mut Checks,
) -> Scope {
    match over {
        Over::Deliveries => {
            let waits = matches!(filter.state, Some(DeliveryState::Pending | DeliveryState::InFlight));
            checks.that(
                !waits,
                "/filter/state",
                "only what has ended can be replayed: `delivered`, `failed`, `cancelled` or `skipped`",
            );
        }
        Over::Events => {
            checks.that(filter.hook.is_some(), "/filter/hook", "name the hook that is to get the events");
            let no_state = "leave it out: it takes events of which the hook has no delivery";
            checks.that(filter.state.is_none(), "/filter/state", no_state);
            checks.that(filter.missed_since.is_none(), "/filter/missed_since", no_state);
            let no_replay = "leave it out: what a replay made are deliveries, and this one is over events";
            checks.that(filter.replay.is_none(), "/filter/replay", no_replay);
        }
    }
    let until = filter.until.map_or(now, |until| until.min(now));
    let filter = DeliveryFilter { until: Some(until), ..filter }.within(principal.grants.as_ref().clone());
    Scope { over, filter }
}
