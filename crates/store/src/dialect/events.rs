//! Batch inserts of an accepted event, its deliveries, and their places in the lanes.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Binary, Integer, Nullable, SmallInt, Text};

use super::prepared::Prepared;
use crate::any_connection::AnyConnection;
use crate::ingest::{DeliveryRow, DueRow, EventRow, EventTypeRow};
use crate::schema::{deliveries, due_deliveries, event_types, events};

pub(crate) fn insert_events(connection: &mut AnyConnection, rows: &[EventRow]) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(c) => {
            macro_rules! column {
                ($field:ident) => {
                    rows.iter().map(|row| &row.$field).collect::<Vec<_>>()
                };
            }
            Prepared::new(
                "insert into events (id, tenant_id, kind, event_type, external_id, digest, data, attributes, \
                 occurred_at, created_at, matched, skipped, occurred_below_us) \
                 select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )
            .bind(column!(id).into_sql::<Array<Binary>>())
            .bind(column!(tenant_id).into_sql::<Array<Binary>>())
            .bind(column!(kind).into_sql::<Array<Text>>())
            .bind(column!(event_type).into_sql::<Array<Text>>())
            .bind(column!(external_id).into_sql::<Array<Nullable<Text>>>())
            .bind(column!(digest).into_sql::<Array<Nullable<Binary>>>())
            .bind(rows.iter().map(|row| &row.data[..]).collect::<Vec<_>>().into_sql::<Array<Binary>>())
            .bind(column!(attributes).into_sql::<Array<Nullable<Text>>>())
            .bind(column!(occurred_at).into_sql::<Array<BigInt>>())
            .bind(column!(created_at).into_sql::<Array<BigInt>>())
            .bind(column!(matched).into_sql::<Array<Integer>>())
            .bind(column!(skipped).into_sql::<Array<Integer>>())
            .bind(column!(occurred_below_us).into_sql::<Array<Nullable<SmallInt>>>())
            .execute(c)
            .map(drop)
        }
        AnyConnection::Sqlite(c) => rows.iter().try_for_each(|row| {
            let values = (
                (events::id.eq(&row.id), events::tenant_id.eq(&row.tenant_id), events::kind.eq(row.kind)),
                (events::event_type.eq(&row.event_type), events::external_id.eq(&row.external_id)),
                (events::digest.eq(&row.digest), events::data.eq(&row.data[..])),
                (events::attributes.eq(&row.attributes), events::occurred_at.eq(row.occurred_at)),
                (events::created_at.eq(row.created_at), events::matched.eq(row.matched)),
                (events::skipped.eq(row.skipped), events::occurred_below_us.eq(row.occurred_below_us)),
            );
            diesel::insert_into(events::table).values(values).execute(c).map(drop)
        }),
    }
}

pub(crate) fn insert_deliveries(connection: &mut AnyConnection, rows: &[DeliveryRow]) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(c) => {
            macro_rules! column {
                ($field:ident) => {
                    rows.iter().map(|row| &row.$field).collect::<Vec<_>>()
                };
            }
            Prepared::new(
                "insert into deliveries (id, tenant_id, event_id, hook_id, kind, part, event_type, state, \
                 state_reason, created_at, finished_at) select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )
            .bind(column!(id).into_sql::<Array<Binary>>())
            .bind(column!(tenant_id).into_sql::<Array<Binary>>())
            .bind(column!(event_id).into_sql::<Array<Binary>>())
            .bind(column!(hook_id).into_sql::<Array<Binary>>())
            .bind(column!(kind).into_sql::<Array<Text>>())
            .bind(column!(part).into_sql::<Array<Integer>>())
            .bind(column!(event_type).into_sql::<Array<Text>>())
            .bind(column!(state).into_sql::<Array<Text>>())
            .bind(column!(state_reason).into_sql::<Array<Nullable<Text>>>())
            .bind(column!(created_at).into_sql::<Array<BigInt>>())
            .bind(column!(finished_at).into_sql::<Array<Nullable<BigInt>>>())
            .execute(c)
            .map(drop)
        }
        AnyConnection::Sqlite(c) => rows.iter().try_for_each(|row| {
            let values = (
                (deliveries::id.eq(&row.id), deliveries::tenant_id.eq(&row.tenant_id)),
                (deliveries::event_id.eq(&row.event_id), deliveries::hook_id.eq(&row.hook_id)),
                (deliveries::kind.eq(row.kind), deliveries::part.eq(row.part)),
                (deliveries::event_type.eq(&row.event_type), deliveries::state.eq(row.state)),
                (deliveries::state_reason.eq(row.state_reason), deliveries::created_at.eq(row.created_at)),
                deliveries::finished_at.eq(row.finished_at),
            );
            diesel::insert_into(deliveries::table).values(values).execute(c).map(drop)
        }),
    }
}

pub(crate) fn insert_due(connection: &mut AnyConnection, rows: &[DueRow]) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(c) => {
            macro_rules! column {
                ($field:ident) => {
                    rows.iter().map(|row| &row.$field).collect::<Vec<_>>()
                };
            }
            Prepared::new(
                "insert into due_deliveries (delivery_id, tenant_id, hook_id, event_id, priority, part, attempts, \
                 first_due_at, due_at, leased_until, lease_token) select d, t, h, e, p, n, 0, a, a, l, f \
                 from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) as u (d, t, h, e, p, n, a, l, f)",
            )
            .bind(column!(delivery_id).into_sql::<Array<Binary>>())
            .bind(column!(tenant_id).into_sql::<Array<Binary>>())
            .bind(column!(hook_id).into_sql::<Array<Binary>>())
            .bind(column!(event_id).into_sql::<Array<Binary>>())
            .bind(column!(priority).into_sql::<Array<SmallInt>>())
            .bind(column!(part).into_sql::<Array<Integer>>())
            .bind(column!(due_at).into_sql::<Array<BigInt>>())
            .bind(column!(leased_until).into_sql::<Array<Nullable<BigInt>>>())
            .bind(column!(lease_token).into_sql::<Array<Nullable<BigInt>>>())
            .execute(c)
            .map(drop)
        }
        AnyConnection::Sqlite(c) => rows.iter().try_for_each(|row| {
            let values = (
                due_deliveries::delivery_id.eq(&row.delivery_id),
                due_deliveries::tenant_id.eq(&row.tenant_id),
                due_deliveries::hook_id.eq(&row.hook_id),
                due_deliveries::event_id.eq(&row.event_id),
                due_deliveries::priority.eq(row.priority),
                due_deliveries::part.eq(row.part),
                due_deliveries::attempts.eq(0),
                due_deliveries::first_due_at.eq(row.due_at),
                due_deliveries::due_at.eq(row.due_at),
                due_deliveries::leased_until.eq(row.leased_until),
                due_deliveries::lease_token.eq(row.lease_token),
            );
            diesel::insert_into(due_deliveries::table).values(values).execute(c).map(drop)
        }),
    }
}

/// Event types seen for the first time; one that somebody else has just added is left as it is.
pub(crate) fn insert_event_types(connection: &mut AnyConnection, rows: &[EventTypeRow]) -> QueryResult<()> {
    rows.iter().try_for_each(|row| {
        crate::each!(connection, c => diesel::insert_into(event_types::table)
            .values((
                event_types::id.eq(&row.id[..]),
                event_types::tenant_id.eq(&row.tenant_id[..]),
                event_types::name.eq(&row.name),
                event_types::description.eq(""),
                event_types::declared.eq(false),
                event_types::created_at.eq(row.created_at),
                event_types::updated_at.eq(row.created_at),
            ))
            .on_conflict((event_types::tenant_id, event_types::name))
            .do_nothing()
            .execute(c)
            .map(drop))
    })
}
