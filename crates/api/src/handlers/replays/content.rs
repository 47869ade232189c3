//! What is posted to count or make a replay, and what has to be true of it.

use std::ops::RangeInclusive;

use billhook_core::clock::Timestamp;
use billhook_core::delivery::DeliveryState;
use billhook_store::deliveries::Filter;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::checks::Checks;
use crate::handlers::deliveries::DeliveryFilter;
use crate::principal::Principal;
use crate::problem::Problem;

/// How many deliveries a replay may make in a second.
const RATES: RangeInclusive<u32> = 1..=10_000;

/// What would be replayed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReplayScope {
    pub(super) filter: DeliveryFilter,
}

/// A replay to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewReplay {
    filter: DeliveryFilter,
    /// How many deliveries it makes in a second at most; null: as fast as it can. A hook's own rate holds as well.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 10_000)]
    rate_per_s: Option<u32>,
}

impl NewReplay {
    pub(super) fn checked(
        self,
        principal: &Principal,
        now: Timestamp,
    ) -> Result<(Filter, Option<u32>), Problem> {
        let mut checks = Checks::default();
        let (least, most) = RATES.into_inner();
        checks.that(
            self.rate_per_s.is_none_or(|rate| RATES.contains(&rate)),
            "/rate_per_s",
            format!("use {least} to {most}, or null for no limit"),
        );
        let filter = narrowed(self.filter, principal, now, &mut checks);
        checks.finish()?;
        Ok((filter, self.rate_per_s))
    }
}

impl ReplayScope {
    pub(super) fn checked(self, principal: &Principal, now: Timestamp) -> Result<Filter, Problem> {
        let mut checks = Checks::default();
        let filter = narrowed(self.filter, principal, now, &mut checks);
        checks.finish()?;
        Ok(filter)
    }
}

/// Ends at this moment at the latest, so that a replay never takes what it has made itself.
fn narrowed(filter: DeliveryFilter, principal: &Principal, now: Timestamp, checks: &mut Checks) -> Filter {
    let waits = matches!(filter.state, Some(DeliveryState::Pending | DeliveryState::InFlight));
    checks.that(
        !waits,
        "/filter/state",
        "only what has ended can be replayed: `delivered`, `failed`, `cancelled` or `skipped`",
    );
    let until = filter.until.map_or(now, |until| until.min(now));
    DeliveryFilter { until: Some(until), ..filter }.within(principal.grants.as_ref().clone())
}
