//! Batch insert of attempts.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Binary, Bool, Integer, Nullable, Text};

use super::prepared::{Prepared, column, unnested};
use crate::any_connection::AnyConnection;
use crate::record::AttemptRow;
use crate::schema::attempts;

/// What [`insert_attempts`] says to Postgres.
macro_rules! keeping {
    () => {
        concat!(
            "insert into attempts (delivery_id, number, id, tenant_id, started_at, duration_ms, outcome, \
             status, error, request_method, request_url, request_headers, request_body, response_headers, \
             response_body, response_truncated, data_at) ",
            unnested!(
                delivery_id, number, id, tenant_id, started_at, duration_ms, outcome, status, error, request_method, request_url,
                request_headers, request_body, response_headers, response_body, response_truncated, data_at,
            )
        )
    };
}
pub(super) use keeping;

pub(super) fn bind_attempts<'a>(statement: Prepared<'a, Pg>, rows: &'a [AttemptRow]) -> Prepared<'a, Pg> {
    let bodies: Vec<&[u8]> = rows.iter().map(|row| &row.request_body.bytes[..]).collect();
    let answers: Vec<Option<&[u8]>> = rows.iter().map(|row| row.response_body.as_deref()).collect();
    let data_at: Vec<Option<i32>> = rows.iter().map(|row| row.request_body.data_at).collect();
    statement
        .bind(column!(rows, delivery_id).into_sql::<Array<Binary>>())
        .bind(column!(rows, number).into_sql::<Array<Integer>>())
        .bind(column!(rows, id).into_sql::<Array<Binary>>())
        .bind(column!(rows, tenant_id).into_sql::<Array<Binary>>())
        .bind(column!(rows, started_at).into_sql::<Array<BigInt>>())
        .bind(column!(rows, duration_ms).into_sql::<Array<Integer>>())
        .bind(column!(rows, outcome).into_sql::<Array<Text>>())
        .bind(column!(rows, status).into_sql::<Array<Nullable<Integer>>>())
        .bind(column!(rows, error).into_sql::<Array<Nullable<Text>>>())
        .bind(column!(rows, request_method).into_sql::<Array<Text>>())
        .bind(column!(rows, request_url).into_sql::<Array<Text>>())
        .bind(column!(rows, request_headers).into_sql::<Array<Text>>())
        .bind(bodies.into_sql::<Array<Binary>>())
        .bind(column!(rows, response_headers).into_sql::<Array<Nullable<Text>>>())
        .bind(answers.into_sql::<Array<Nullable<Binary>>>())
        .bind(column!(rows, response_truncated).into_sql::<Array<Bool>>())
        .bind(data_at.into_sql::<Array<Nullable<Integer>>>())
}

pub(crate) fn insert_attempts(connection: &mut AnyConnection, rows: &[AttemptRow]) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(c) => bind_attempts(Prepared::new(keeping!()), rows).execute(c).map(drop),
        AnyConnection::Sqlite(c) => rows.iter().try_for_each(|row| {
            let values = (
                (attempts::delivery_id.eq(&row.delivery_id), attempts::number.eq(row.number)),
                (attempts::id.eq(&row.id), attempts::tenant_id.eq(&row.tenant_id)),
                (attempts::started_at.eq(row.started_at), attempts::duration_ms.eq(row.duration_ms)),
                (attempts::outcome.eq(row.outcome), attempts::status.eq(row.status)),
                (attempts::error.eq(&row.error), attempts::request_method.eq(row.request_method)),
                (
                    attempts::request_url.eq(&row.request_url),
                    attempts::request_headers.eq(&row.request_headers),
                ),
                (
                    attempts::request_body.eq(&row.request_body.bytes[..]),
                    attempts::response_headers.eq(&row.response_headers),
                ),
                (
                    attempts::response_body.eq(row.response_body.as_deref()),
                    attempts::response_truncated.eq(row.response_truncated),
                    attempts::data_at.eq(row.request_body.data_at),
                ),
            );
            diesel::insert_into(attempts::table).values(values).execute(c).map(drop)
        }),
    }
}
