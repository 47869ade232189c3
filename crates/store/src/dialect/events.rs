//! Batch inserts of accepted events, their deliveries, and their places in the lanes.

use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Binary, Bool, Integer, Nullable, SmallInt, Text};
use diesel::sqlite::SqliteConnection;

use super::prepared::{Prepared, column, unnested};
use crate::any_connection::AnyConnection;
use crate::ingest::{DeliveryRow, Due, EventRow, EventTypeRow};
use crate::schema::{deliveries, due_deliveries, event_types, events};

/// The rows of what was accepted together; those of the lanes follow from the deliveries.
#[derive(Clone, Copy, Default)]
pub(crate) struct Accepted<'a> {
    pub(crate) events: &'a [EventRow],
    pub(crate) deliveries: &'a [DeliveryRow],
}

/// Bytes of events that one statement adds. The driver copies what it sends, twice, and a connection keeps
/// memory for the largest for as long as it lives.
const BYTES_PER_STATEMENT: usize = 1 << 20;
/// Deliveries that one statement adds, for the same reason.
const DELIVERIES_PER_STATEMENT: usize = 5_000;

/// Adds these rows. On Postgres the usual batch is one statement, because each costs a round trip, and nothing
/// here refers to anything else.
pub(crate) fn insert_accepted(connection: &mut AnyConnection, rows: Accepted<'_>) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(c) => rows.parts().try_for_each(|part| insert_if(c, part, &[]).map(drop)),
        AnyConnection::Sqlite(c) => {
            rows.events.iter().try_for_each(|row| insert_event(c, row))?;
            rows.deliveries.iter().try_for_each(|row| {
                insert_delivery(c, row)?;
                row.due.iter().try_for_each(|due| insert_due(c, row, due))
            })
        }
    }
}

impl<'a> Accepted<'a> {
    /// The same in parts that one statement takes each.
    fn parts(self) -> impl Iterator<Item = Self> {
        let (mut events, mut deliveries) = (self.events, self.deliveries);
        std::iter::from_fn(move || {
            let part = Self {
                events: events.split_off(..so_many(events)).unwrap_or_default(),
                deliveries: deliveries
                    .split_off(..deliveries.len().min(DELIVERIES_PER_STATEMENT))
                    .unwrap_or_default(),
            };
            (!part.events.is_empty() || !part.deliveries.is_empty()).then_some(part)
        })
    }
}

/// How many of these rows, from the first on, one statement adds.
fn so_many(events: &[EventRow]) -> usize {
    let mut bytes = 0;
    let fits = events.iter().take_while(|row| {
        bytes += row.data.len() + row.attributes.as_ref().map_or(0, String::len);
        bytes <= BYTES_PER_STATEMENT
    });
    fits.count().max(1).min(events.len())
}

/// A tenant, and the versions of what was known of it when its rows were made.
pub(crate) struct Versions {
    pub(crate) tenant: [u8; 16],
    pub(crate) routing: i64,
    pub(crate) access: i64,
}

/// Adds these rows if every tenant is still at these versions, in one statement that is durable when this returns, and
/// says whether it did. Where they are too many for one statement, and on SQLite, where a statement costs no
/// round trip, it doesn't. Not to be called in a transaction.
pub(crate) fn insert_unless_changed(
    connection: &mut AnyConnection,
    rows: Accepted<'_>,
    versions: &[Versions],
) -> QueryResult<bool> {
    match connection {
        AnyConnection::Postgres(c) if rows.parts().nth(1).is_none() => insert_if(c, rows, versions),
        AnyConnection::Postgres(_) | AnyConnection::Sqlite(_) => Ok(false),
    }
}

#[derive(QueryableByName)]
struct Unchanged {
    #[diesel(sql_type = Bool)]
    held: bool,
}

fn insert_if(connection: &mut PgConnection, rows: Accepted<'_>, versions: &[Versions]) -> QueryResult<bool> {
    let statement = Prepared::new(concat!(
        "with unchanged as (\
           select count(*) = ? as held from tenants t join (",
        unnested!(id, routing, access),
        ") u on t.id = u.id and t.routing_version = u.routing and t.access_version = u.access), \
         accepted as (\
           insert into events (id, tenant_id, kind, event_type, external_id, digest, data, attributes, \
             occurred_at, created_at, matched, skipped, occurred_below_us, trace) ",
        unnested!(
            id,
            tenant_id,
            kind,
            event_type,
            external_id,
            digest,
            data,
            attributes,
            occurred_at,
            created_at,
            matched,
            skipped,
            occurred_below_us,
            trace,
        ),
        " where (select held from unchanged)), \
         made as materialized (",
        unnested!(
            id,
            tenant_id,
            event_id,
            hook_id,
            kind,
            part,
            event_type,
            state,
            state_reason,
            created_at,
            finished_at,
            priority,
            due_at,
            leased_until,
            lease_token,
        ),
        " where (select held from unchanged)), \
         fanned_out as (\
           insert into deliveries (id, tenant_id, event_id, hook_id, kind, part, event_type, state, \
             state_reason, created_at, finished_at) select id, tenant_id, event_id, hook_id, kind, part, \
             event_type, state, state_reason, created_at, finished_at from made), \
         queued as (\
           insert into due_deliveries (delivery_id, tenant_id, hook_id, event_id, priority, part, attempts, \
             first_due_at, due_at, leased_until, lease_token) select id, tenant_id, hook_id, event_id, priority, \
             part, 0, due_at, due_at, leased_until, lease_token from made where due_at is not null) \
         select held from unchanged",
    ));
    let statement = bind_versions(statement, versions);
    let statement = bind_events(statement, rows.events);
    let found: Unchanged = bind_deliveries(statement, rows.deliveries).get_result(connection)?;
    Ok(found.held)
}

fn bind_versions<'a>(statement: Prepared<'a, Pg>, versions: &'a [Versions]) -> Prepared<'a, Pg> {
    statement
        .bind((versions.len() as i64).into_sql::<BigInt>())
        .bind(column!(versions, tenant).into_sql::<Array<Binary>>())
        .bind(column!(versions, routing).into_sql::<Array<BigInt>>())
        .bind(column!(versions, access).into_sql::<Array<BigInt>>())
}

fn bind_events<'a>(statement: Prepared<'a, Pg>, rows: &'a [EventRow]) -> Prepared<'a, Pg> {
    statement
        .bind(column!(rows, id).into_sql::<Array<Binary>>())
        .bind(column!(rows, tenant_id).into_sql::<Array<Binary>>())
        .bind(column!(rows, kind).into_sql::<Array<Text>>())
        .bind(column!(rows, event_type).into_sql::<Array<Text>>())
        .bind(column!(rows, external_id).into_sql::<Array<Nullable<Text>>>())
        .bind(column!(rows, digest).into_sql::<Array<Nullable<Binary>>>())
        .bind(rows.iter().map(|row| &row.data[..]).collect::<Vec<_>>().into_sql::<Array<Binary>>())
        .bind(column!(rows, attributes).into_sql::<Array<Nullable<Text>>>())
        .bind(column!(rows, occurred_at).into_sql::<Array<BigInt>>())
        .bind(column!(rows, created_at).into_sql::<Array<BigInt>>())
        .bind(column!(rows, matched).into_sql::<Array<Integer>>())
        .bind(column!(rows, skipped).into_sql::<Array<Integer>>())
        .bind(column!(rows, occurred_below_us).into_sql::<Array<Nullable<SmallInt>>>())
        .bind(column!(rows, trace).into_sql::<Array<Nullable<Text>>>())
}

fn bind_deliveries<'a>(statement: Prepared<'a, Pg>, rows: &'a [DeliveryRow]) -> Prepared<'a, Pg> {
    statement
        .bind(column!(rows, id).into_sql::<Array<Binary>>())
        .bind(column!(rows, tenant_id).into_sql::<Array<Binary>>())
        .bind(column!(rows, event_id).into_sql::<Array<Binary>>())
        .bind(column!(rows, hook_id).into_sql::<Array<Binary>>())
        .bind(column!(rows, kind).into_sql::<Array<Text>>())
        .bind(column!(rows, part).into_sql::<Array<Integer>>())
        .bind(column!(rows, event_type).into_sql::<Array<Text>>())
        .bind(column!(rows, state).into_sql::<Array<Text>>())
        .bind(column!(rows, state_reason).into_sql::<Array<Nullable<Text>>>())
        .bind(column!(rows, created_at).into_sql::<Array<BigInt>>())
        .bind(column!(rows, finished_at).into_sql::<Array<Nullable<BigInt>>>())
        .bind(due(rows, |due| Some(due.priority)).into_sql::<Array<Nullable<SmallInt>>>())
        .bind(due(rows, |due| Some(due.at)).into_sql::<Array<Nullable<BigInt>>>())
        .bind(due(rows, |due| Some(due.lease?.until)).into_sql::<Array<Nullable<BigInt>>>())
        .bind(due(rows, |due| Some(due.lease?.token)).into_sql::<Array<Nullable<BigInt>>>())
}

fn due<T>(rows: &[DeliveryRow], field: impl Fn(Due) -> Option<T>) -> Vec<Option<T>> {
    rows.iter().map(|row| row.due.and_then(&field)).collect()
}

fn insert_event(connection: &mut SqliteConnection, row: &EventRow) -> QueryResult<()> {
    let values = (
        (events::id.eq(&row.id), events::tenant_id.eq(&row.tenant_id), events::kind.eq(row.kind)),
        (events::event_type.eq(&row.event_type), events::external_id.eq(&row.external_id)),
        (events::digest.eq(&row.digest), events::data.eq(&row.data[..])),
        (events::attributes.eq(&row.attributes), events::occurred_at.eq(row.occurred_at)),
        (events::created_at.eq(row.created_at), events::matched.eq(row.matched)),
        (events::skipped.eq(row.skipped), events::occurred_below_us.eq(row.occurred_below_us)),
        events::trace.eq(&row.trace),
    );
    diesel::insert_into(events::table).values(values).execute(connection).map(drop)
}

fn insert_delivery(connection: &mut SqliteConnection, row: &DeliveryRow) -> QueryResult<()> {
    let values = (
        (deliveries::id.eq(&row.id), deliveries::tenant_id.eq(&row.tenant_id)),
        (deliveries::event_id.eq(&row.event_id), deliveries::hook_id.eq(&row.hook_id)),
        (deliveries::kind.eq(row.kind), deliveries::part.eq(row.part)),
        (deliveries::event_type.eq(&row.event_type), deliveries::state.eq(row.state)),
        (deliveries::state_reason.eq(row.state_reason), deliveries::created_at.eq(row.created_at)),
        deliveries::finished_at.eq(row.finished_at),
    );
    diesel::insert_into(deliveries::table).values(values).execute(connection).map(drop)
}

fn insert_due(connection: &mut SqliteConnection, row: &DeliveryRow, due: &Due) -> QueryResult<()> {
    let values = (
        due_deliveries::delivery_id.eq(&row.id),
        due_deliveries::tenant_id.eq(&row.tenant_id),
        due_deliveries::hook_id.eq(&row.hook_id),
        due_deliveries::event_id.eq(&row.event_id),
        due_deliveries::priority.eq(due.priority),
        due_deliveries::part.eq(row.part),
        due_deliveries::attempts.eq(0),
        due_deliveries::first_due_at.eq(due.at),
        due_deliveries::due_at.eq(due.at),
        due_deliveries::leased_until.eq(due.lease.map(|lease| lease.until)),
        due_deliveries::lease_token.eq(due.lease.map(|lease| lease.token)),
    );
    diesel::insert_into(due_deliveries::table).values(values).execute(connection).map(drop)
}

/// Event types seen for the first time; one that somebody else has just added is left as it is.
pub(crate) fn insert_event_types<'a>(
    connection: &mut AnyConnection,
    mut rows: impl Iterator<Item = &'a EventTypeRow>,
) -> QueryResult<()> {
    rows.try_for_each(|row| {
        crate::each!(connection, c => diesel::insert_into(event_types::table)
            .values((
                event_types::id.eq(&row.id.as_bytes()[..]),
                event_types::tenant_id.eq(&row.tenant_id.as_bytes()[..]),
                event_types::name.eq(row.name.as_str()),
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
