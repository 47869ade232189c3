//! A tenant with a member and a hook, and what tests say about them in short.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::event::{Attributes, Event, EventKind, JsonBytes};
use billhook_core::hook::{Format, Method};
use billhook_core::id::{DeliveryId, EventId, HookId, MemberId, TenantId, UserId};
use billhook_core::member::{Grants, MemberState, all_permissions};
use billhook_core::policy::PolicyOverrides;
use billhook_core::preset::Preset;
use billhook_store::hooks::{self, Settings};
use billhook_store::members::{self, Member};
use billhook_store::schema::{attempts, deliveries, due_deliveries, events, tenants};
use billhook_store::users::{self, User, UserKind};
use billhook_store::{AnyConnection, Db, StoreError};
use diesel::prelude::*;

/// The instant `ms` milliseconds after the tests' beginning of time.
pub(crate) fn at(ms: i64) -> Timestamp {
    from_micros(1_790_000_000_000_000 + ms * 1_000)
}

#[derive(Clone, Copy)]
pub(crate) struct Fixture {
    pub(crate) tenant: TenantId,
    pub(crate) member: MemberId,
    pub(crate) user: UserId,
    pub(crate) hook: HookId,
}

/// Makes a tenant of its own for each call.
pub(crate) async fn a_tenant_with_a_hook(db: &Db) -> Fixture {
    write(db, move |c| {
        let (tenant, user, member) = (TenantId::new(at(0)), UserId::new(at(0)), MemberId::new(at(0)));
        billhook_store::tenants::insert(c, tenant, "Pied Piper", Preset::Standard, at(0))?;
        let account = User {
            id: user,
            email: format!("{user}@example.com"),
            name: "Jian".into(),
            kind: UserKind::Person,
            created_at: at(0),
        };
        users::insert(c, &account, None)?;
        let membership = Member {
            id: member,
            tenant_id: tenant,
            user_id: user,
            permissions: all_permissions(),
            grants: Grants::all(),
            state: MemberState::Active,
            created_at: at(0),
            updated_at: at(0),
        };
        members::insert(c, tenant, &membership)?;
        let hook = HookId::new(at(0));
        hooks::insert(c, tenant, hook, member, &settings("ERP"), at(0))?;
        Ok(Fixture { tenant, member, user, hook })
    })
    .await
}

pub(crate) fn settings(name: &str) -> Settings {
    Settings {
        name: name.into(),
        url: "https://example.com/in?token=s3".into(),
        method: Method::Post,
        format: Format::Json,
        preset: Preset::Standard,
        policy: PolicyOverrides { timeout_ms: Some(5_000), ..PolicyOverrides::default() },
        headers: vec![("x-team".into(), "billing".into()), ("a".into(), "b".into())],
        standard_headers: true,
        max_in_flight: 16,
        rate_per_s: None,
    }
}

pub(crate) fn event(tenant: TenantId, event_type: &str, ms: i64) -> Event {
    Event {
        id: EventId::new(at(ms)),
        tenant_id: tenant,
        kind: EventKind::Event,
        event_type: event_type.parse().unwrap(),
        data: JsonBytes::trusted(r#"{"total":1.20}"#),
        occurred_at: at(ms),
        attributes: Attributes::default(),
        trace: None,
    }
}

/// Writes an event with one delivery to the fixture's hook, pending and due at once.
pub(crate) fn insert_event(
    c: &mut AnyConnection,
    fixture: &Fixture,
    event: &Event,
) -> QueryResult<DeliveryId> {
    let delivery = DeliveryId::new(event.occurred_at);
    let created_at = event.occurred_at.timestamp_micros();
    diesel::insert_into(events::table)
        .values((
            events::id.eq(event.id.as_bytes().as_slice()),
            events::tenant_id.eq(fixture.tenant.as_bytes().as_slice()),
            events::kind.eq("event"),
            events::event_type.eq(event.event_type.as_str()),
            events::data.eq(event.data.as_bytes().as_ref()),
            events::attributes.eq(Some(serde_json::to_string(&event.attributes).unwrap())),
            events::trace.eq(event.trace.map(|trace| trace.to_string())),
            events::occurred_at.eq(created_at),
            events::created_at.eq(created_at),
            events::matched.eq(1),
            events::skipped.eq(0),
        ))
        .execute(c)?;
    diesel::insert_into(deliveries::table)
        .values((
            deliveries::id.eq(delivery.as_bytes().as_slice()),
            deliveries::tenant_id.eq(fixture.tenant.as_bytes().as_slice()),
            deliveries::event_id.eq(event.id.as_bytes().as_slice()),
            deliveries::hook_id.eq(fixture.hook.as_bytes().as_slice()),
            deliveries::kind.eq("event"),
            deliveries::event_type.eq(event.event_type.as_str()),
            deliveries::state.eq("pending"),
            deliveries::created_at.eq(created_at),
        ))
        .execute(c)?;
    diesel::insert_into(due_deliveries::table)
        .values((
            due_deliveries::delivery_id.eq(delivery.as_bytes().as_slice()),
            due_deliveries::tenant_id.eq(fixture.tenant.as_bytes().as_slice()),
            due_deliveries::hook_id.eq(fixture.hook.as_bytes().as_slice()),
            due_deliveries::event_id.eq(event.id.as_bytes().as_slice()),
            due_deliveries::priority.eq(1),
            due_deliveries::part.eq(0),
            due_deliveries::attempts.eq(0),
            due_deliveries::first_due_at.eq(created_at),
            due_deliveries::due_at.eq(created_at),
        ))
        .execute(c)?;
    Ok(delivery)
}

/// What a claim does to the delivery's row.
pub(crate) fn lease(c: &mut AnyConnection, delivery: DeliveryId) -> QueryResult<()> {
    diesel::update(due_deliveries::table.find(delivery.as_bytes().as_slice()))
        .set((
            due_deliveries::leased_until.eq(at(60_000).timestamp_micros()),
            due_deliveries::lease_token.eq(1),
        ))
        .execute(c)
        .map(drop)
}

/// What the record of one attempt that ended the delivery leaves behind.
pub(crate) fn finish(
    c: &mut AnyConnection,
    fixture: &Fixture,
    delivery: DeliveryId,
    status: i32,
) -> QueryResult<()> {
    diesel::delete(due_deliveries::table.find(delivery.as_bytes().as_slice())).execute(c)?;
    diesel::update(deliveries::table.find(delivery.as_bytes().as_slice()))
        .set((
            deliveries::state.eq(if status == 200 { "delivered" } else { "failed" }),
            deliveries::state_reason.eq((status != 200).then_some("schedule_spent")),
            deliveries::attempts.eq(1),
            deliveries::finished_at.eq(at(1_000).timestamp_micros()),
        ))
        .execute(c)?;
    insert_attempt(c, fixture, delivery, 1, status)
}

pub(crate) fn insert_attempt(
    c: &mut AnyConnection,
    fixture: &Fixture,
    delivery: DeliveryId,
    number: i32,
    status: i32,
) -> QueryResult<()> {
    diesel::insert_into(attempts::table)
        .values((
            attempts::delivery_id.eq(delivery.as_bytes().as_slice()),
            attempts::number.eq(number),
            attempts::id.eq(DeliveryId::new(at(0)).as_bytes().as_slice()),
            attempts::tenant_id.eq(fixture.tenant.as_bytes().as_slice()),
            attempts::started_at.eq(at(0).timestamp_micros()),
            attempts::duration_ms.eq(12),
            attempts::outcome.eq("response"),
            attempts::status.eq(status),
            attempts::request_method.eq("POST"),
            attempts::request_url.eq("https://example.com/in"),
            attempts::request_headers.eq(r#"[["webhook-id","1"]]"#),
            attempts::request_body.eq(b"{}".as_slice()),
            attempts::response_headers.eq(r#"[["server","x"]]"#),
            attempts::response_body.eq(b"ok".as_slice()),
            attempts::response_truncated.eq(false),
        ))
        .execute(c)
        .map(drop)
}

pub(crate) async fn write<T: Send + 'static>(
    db: &Db,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreError> + Send + 'static,
) -> T {
    db.write(work).await.unwrap()
}

pub(crate) async fn read<T: Send + 'static>(
    db: &Db,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreError> + Send + 'static,
) -> T {
    db.read(work).await.unwrap()
}

/// The tenant's version of hooks and actions.
pub(crate) async fn routing_version(db: &Db, tenant: TenantId) -> i64 {
    read(db, move |c| {
        Ok(tenants::table.find(tenant.as_bytes().as_slice()).select(tenants::routing_version).first(c)?)
    })
    .await
}

pub(crate) async fn revision(db: &Db, fixture: Fixture) -> i64 {
    read(db, move |c| hooks::find(c, fixture.tenant, fixture.hook)).await.unwrap().revision
}
