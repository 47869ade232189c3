//! How what a replay made has fared so far.

use std::ops::ControlFlow;

use billhook_core::delivery::DeliveryState;
use billhook_core::id::{DeliveryId, ReplayId, TenantId};
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::any_connection::AnyConnection;
use crate::deliveries::go_through_made;
use crate::error::StoreError;
use crate::names::case_of;
use crate::schema::{deliveries, due_deliveries};

/// How many deliveries of a replay are counted before "more than" has to do: nobody waits for a count of a million.
const COUNTED: usize = 10_000;

/// How the deliveries of a replay stand, of which there are some for each state but `skipped`: what a hook
/// does not take is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// They wait.
    pub pending: i64,
    /// They are being sent.
    pub in_flight: i64,
    /// They arrived.
    pub delivered: i64,
    /// They were given up.
    pub failed: i64,
    /// They were cancelled.
    pub cancelled: i64,
    /// False if there are more than these, which are the first.
    pub is_exact: bool,
}

/// Of a replay that has made nothing.
impl Default for Standing {
    fn default() -> Self {
        Self { pending: 0, in_flight: 0, delivered: 0, failed: 0, cancelled: 0, is_exact: true }
    }
}

/// How the first 10,000 deliveries stand that the replay made, as far as they are still kept.
pub fn standing(
    connection: &mut AnyConnection,
    tenant: TenantId,
    replay: ReplayId,
) -> Result<Standing, StoreError> {
    let (mut standing, mut counted) = (Standing::default(), 0);
    go_through_made(connection, tenant, replay, None, |c, made| {
        if counted >= COUNTED {
            standing.is_exact = false;
            return Ok(ControlFlow::Break(()));
        }
        counted += made.len();
        add(c, tenant, &mut standing, made)?;
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(standing)
}

fn add(
    connection: &mut AnyConnection,
    tenant: TenantId,
    standing: &mut Standing,
    made: &[DeliveryId],
) -> Result<(), StoreError> {
    let ids = || made.iter().map(|id| &id.as_bytes()[..]);
    let rows: Vec<(String, i64)> = deliveries::table
        .filter(deliveries::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(deliveries::id.eq_any(ids()))
        .group_by(deliveries::state)
        .select((deliveries::state, count_star()))
        .load(connection)?;
    let leased: i64 = due_deliveries::table
        .filter(due_deliveries::delivery_id.eq_any(ids()))
        .filter(due_deliveries::leased_until.is_not_null())
        .count()
        .get_result(connection)?;
    for (state, count) in rows {
        match case_of("deliveries.state", &state)? {
            DeliveryState::Pending | DeliveryState::InFlight => {
                // The two are not of one moment.
                let in_flight = leased.min(count);
                standing.in_flight += in_flight;
                standing.pending += count - in_flight;
            }
            DeliveryState::Delivered => standing.delivered += count,
            DeliveryState::Failed => standing.failed += count,
            DeliveryState::Cancelled => standing.cancelled += count,
            DeliveryState::Skipped => {}
        }
    }
    Ok(())
}
