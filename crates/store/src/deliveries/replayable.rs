//! Deliveries that can be sent again by a filter, over which a replay of many goes.

use std::ops::ControlFlow;

use billhook_core::delivery::{DeliveryKind, DeliveryState};
use billhook_core::id::{DeliveryId, TenantId};
use diesel::dsl::{count_star, sql};
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::narrowed::says_why;
use super::origins::go_through_made;
use super::row::{DueRow, Row};
use super::{Delivery, Filter, shown};
use crate::any_connection::{AnyConnection, MultiBackend};
use crate::error::StoreError;
use crate::names::{delivery_kind, delivery_state};
use crate::schema::{deliveries, due_deliveries};
use crate::{column, grant_patterns};

/// Up to `limit` deliveries that a replay of this filter takes, the oldest first, newer than `after`: those
/// that have ended, are no tests, and have not arrived since. Without their last attempts, and without where
/// they come from.
pub(crate) fn list_replayable(
    connection: &mut AnyConnection,
    tenant: TenantId,
    filter: &Filter,
    after: Option<DeliveryId>,
    limit: i64,
) -> Result<Vec<Delivery>, StoreError> {
    let Some(replay) = filter.replay else {
        return list_among(connection, tenant, filter, None, after, limit);
    };
    let mut found = Vec::new();
    go_through_made(connection, tenant, replay, after, |c, made| {
        let left = limit - found.len() as i64;
        found.append(&mut list_among(c, tenant, filter, Some(made), after, left)?);
        Ok(if found.len() as i64 >= limit { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    Ok(found)
}

fn list_among(
    connection: &mut AnyConnection,
    tenant: TenantId,
    filter: &Filter,
    among: Option<&[DeliveryId]>,
    after: Option<DeliveryId>,
    limit: i64,
) -> Result<Vec<Delivery>, StoreError> {
    let query = shown().select((Row::as_select(), Option::<DueRow>::as_select()));
    let mut query = narrowed!(query, tenant, filter)
        .filter(is_replayable())
        .filter(is_open(filter))
        .order(deliveries::id)
        .limit(limit);
    if let Some(after) = after {
        query = query.filter(deliveries::id.gt(after.as_bytes().to_vec()));
    }
    if let Some(among) = among {
        query = query.filter(deliveries::id.eq_any(among.iter().map(|id| id.as_bytes().to_vec())));
    }
    let rows: Vec<(Row, Option<DueRow>)> = query.load(connection)?;
    rows.into_iter().map(|(row, due)| row.with(due)).collect()
}

/// How many deliveries a replay of this filter would take now.
pub fn count_replayable(
    connection: &mut AnyConnection,
    tenant: TenantId,
    filter: &Filter,
) -> Result<i64, StoreError> {
    let Some(replay) = filter.replay else { return count_among(connection, tenant, filter, None) };
    let mut count = 0;
    go_through_made(connection, tenant, replay, None, |c, made| {
        count += count_among(c, tenant, filter, Some(made))?;
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(count)
}

fn count_among(
    connection: &mut AnyConnection,
    tenant: TenantId,
    filter: &Filter,
    among: Option<&[DeliveryId]>,
) -> Result<i64, StoreError> {
    let query = narrowed!(shown().select(count_star()), tenant, filter);
    let mut query = query.filter(is_replayable()).filter(is_open(filter));
    if let Some(among) = among {
        query = query.filter(deliveries::id.eq_any(among.iter().map(|id| id.as_bytes().to_vec())));
    }
    Ok(query.first(connection)?)
}

#[diesel::dsl::auto_type]
fn is_replayable() -> _ {
    let test: &'static str = delivery_kind(DeliveryKind::Test);
    deliveries::kind.ne(test).and(deliveries::finished_at.is_not_null())
}

/// True of what nothing has come after: what did not arrive, and arrived by an earlier replay or is being sent
/// again, is no longer to be sent; of what failed again, the latest stands for all of it. What was delivered
/// may be sent as often as somebody likes.
fn is_open(filter: &Filter) -> SqlLiteral<Bool> {
    // What failed again stands for the rest only if the filter takes it.
    let takes_failed = matches!(filter.state, None | Some(DeliveryState::Failed));
    let failed_again = match filter.until {
        _ if !takes_failed => "false".to_owned(),
        Some(until) => format!("later.state = 'failed' and later.created_at < {}", until.timestamp_micros()),
        None => "later.state = 'failed'".to_owned(),
    };
    let of_the_replay = match filter.replay {
        None => "",
        Some(_) => {
            " and exists (select 1 from replay_origins this join replay_origins that \
             on that.tenant_id = this.tenant_id and that.replay_id = this.replay_id \
             where this.delivery_id = deliveries.id and that.delivery_id = later.id)"
        }
    };
    // Of an event there are few, of a hook there may be millions: wrapped, the hook is nothing to begin with.
    sql(&format!(
        "(deliveries.state = 'delivered' or not exists (select 1 from deliveries later \
         where later.event_id = deliveries.event_id and later.kind <> 'event' \
         and coalesce(later.hook_id, later.event_id) = deliveries.hook_id and later.part = deliveries.part and later.id > deliveries.id \
         and (later.state in ('delivered', 'pending') or ({failed_again}{of_the_replay}))))"
    ))
}
