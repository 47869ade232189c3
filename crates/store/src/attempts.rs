//! Attempts, for those who read: the exchanges of a delivery. They are written by `record`.

use std::collections::HashMap;

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::{AttemptId, DeliveryId, TenantId};
use billhook_core::outcome::OutcomeKind;
use diesel::prelude::*;

use crate::any_connection::{AnyConnection, MultiBackend};
use crate::body_dedup::mend;
use crate::column;
use crate::error::StoreError;
use crate::names::case_of;
use crate::portions::Large;
use crate::schema::{attempts, deliveries, events};

/// How an attempt went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Its identifier.
    pub id: AttemptId,
    /// Its number in the delivery, from 1.
    pub number: u32,
    /// When its request began.
    pub started_at: Timestamp,
    /// How long it took, in milliseconds.
    pub duration_ms: u32,
    /// How it ended.
    pub outcome: OutcomeKind,
    /// The status, if there was a response.
    pub status: Option<u16>,
    /// A sentence for people, where there is more to say.
    pub error: Option<String>,
}

/// An attempt with everything that was sent and received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// How it went.
    pub summary: Summary,
    /// What was sent.
    pub request: SentRequest,
    /// What came back, if anything did.
    pub response: Option<ReceivedResponse>,
}

/// Their numbers are their places among those of a delivery.
impl Large for Attempt {
    type Place = u32;
    fn place(&self) -> u32 {
        self.summary.number
    }
    fn bytes(&self) -> usize {
        let response = self.response.as_ref();
        let headers = self.request.headers.iter().chain(response.into_iter().flat_map(|it| &it.headers));
        let headers: usize = headers.map(|(name, value)| name.len() + value.len()).sum();
        headers + self.request.body.len() + response.map_or(0, |response| response.body.len())
    }
}

/// A request as it was sent, with whatever secrets it carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentRequest {
    /// `POST` or `PUT`.
    pub method: String,
    /// The URL.
    pub url: String,
    /// Names and values, in order.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// A response as far as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedResponse {
    /// Names and values, in order.
    pub headers: Vec<(String, String)>,
    /// The beginning of the body, or all of it.
    pub body: Vec<u8>,
    /// True if there was more of the body.
    pub truncated: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = attempts)]
struct SummaryRow {
    delivery_id: Vec<u8>,
    id: Vec<u8>,
    number: i32,
    started_at: i64,
    duration_ms: i32,
    outcome: String,
    status: Option<i32>,
    error: Option<String>,
}

impl TryFrom<SummaryRow> for Summary {
    type Error = StoreError;
    fn try_from(row: SummaryRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: column::id("attempts.id", &row.id)?,
            number: column::count(row.number),
            started_at: from_micros(row.started_at),
            duration_ms: column::count(row.duration_ms),
            outcome: case_of("attempts.outcome", &row.outcome)?,
            status: row.status.and_then(|status| u16::try_from(status).ok()),
            error: row.error,
        })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = attempts)]
struct ExchangeRow {
    request_method: String,
    request_url: String,
    request_headers: String,
    request_body: Vec<u8>,
    response_headers: Option<String>,
    response_body: Option<Vec<u8>>,
    response_truncated: bool,
    data_at: Option<i32>,
}

impl ExchangeRow {
    /// `data` is the event's, for a body that is kept without it.
    fn with(self, summary: Summary, data: &[u8]) -> Result<Attempt, StoreError> {
        let request = SentRequest {
            method: self.request_method,
            url: self.request_url,
            headers: column::read_json("attempts.request_headers", &self.request_headers)?,
            body: mend(self.request_body, self.data_at, data),
        };
        let response = match self.response_headers {
            None => None,
            Some(headers) => Some(ReceivedResponse {
                headers: column::read_json("attempts.response_headers", &headers)?,
                body: self.response_body.unwrap_or_default(),
                truncated: self.response_truncated,
            }),
        };
        Ok(Attempt { summary, request, response })
    }
}

/// Up to `limit` attempts of a delivery, in order, those after number `after`.
pub fn list(
    connection: &mut AnyConnection,
    tenant: TenantId,
    delivery: DeliveryId,
    after: u32,
    limit: i64,
) -> Result<Vec<Attempt>, StoreError> {
    let rows: Vec<(SummaryRow, ExchangeRow)> = attempts::table
        .filter(attempts::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(attempts::delivery_id.eq(delivery.as_bytes().as_slice()))
        .filter(attempts::number.gt(column::from_count(after)))
        .order(attempts::number)
        .limit(limit)
        .select((SummaryRow::as_select(), ExchangeRow::as_select()))
        .load(connection)?;
    let is_cut = rows.iter().any(|(_, exchange)| exchange.data_at.is_some());
    let data = if is_cut { event_data(connection, tenant, delivery)? } else { Vec::new() };
    rows.into_iter().map(|(summary, exchange)| exchange.with(summary.try_into()?, &data)).collect()
}

/// True if the attempt that began then is kept, under this number of its delivery.
pub fn is_kept(
    connection: &mut AnyConnection,
    tenant: TenantId,
    delivery: DeliveryId,
    number: u32,
    started_at: Timestamp,
) -> Result<bool, StoreError> {
    let kept: Option<i64> = attempts::table
        .filter(attempts::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(attempts::delivery_id.eq(delivery.as_bytes().as_slice()))
        .filter(attempts::number.eq(column::from_count(number)))
        .select(attempts::started_at)
        .first(connection)
        .optional()?;
    Ok(kept == Some(started_at.timestamp_micros()))
}

/// The data of the event that a delivery brings.
fn event_data(
    connection: &mut AnyConnection,
    tenant: TenantId,
    delivery: DeliveryId,
) -> Result<Vec<u8>, StoreError> {
    Ok(deliveries::table
        .inner_join(events::table.on(events::id.eq(deliveries::event_id)))
        .filter(deliveries::id.eq(delivery.as_bytes().as_slice()))
        .filter(deliveries::tenant_id.eq(tenant.as_bytes().as_slice()))
        .select(events::data)
        .first(connection)?)
}

/// The attempts with these numbers, one for each of up to a page of deliveries. Those without a row are left out.
pub(crate) fn summaries(
    connection: &mut AnyConnection,
    tenant: TenantId,
    of: &[(DeliveryId, u32)],
) -> Result<HashMap<DeliveryId, Summary>, StoreError> {
    let one = |&(delivery, number): &(DeliveryId, u32)| {
        attempts::delivery_id
            .eq(delivery.as_bytes().to_vec())
            .and(attempts::number.eq(column::from_count(number)))
    };
    let mut wanted = of.iter().filter(|(_, number)| *number > 0).map(one);
    let Some(first) = wanted.next() else { return Ok(HashMap::new()) };
    let query = attempts::table.select(SummaryRow::as_select()).into_boxed::<MultiBackend>().filter(first);
    let rows: Vec<SummaryRow> = wanted
        .fold(query, |query, next| query.or_filter(next))
        .filter(attempts::tenant_id.eq(tenant.as_bytes().to_vec()))
        .load(connection)?;
    rows.into_iter()
        .map(|row| Ok((column::id("attempts.delivery_id", &row.delivery_id)?, row.try_into()?)))
        .collect()
}
