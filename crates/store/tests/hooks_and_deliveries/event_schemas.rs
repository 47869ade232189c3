use std::sync::Arc;

use billhook_core::clock::ManualClock;
use billhook_core::event::JsonBytes;
use billhook_core::event_schema::SchemaMode;
use billhook_core::tenant::TenantSettings;
use billhook_store::event_types::{self, About};
use billhook_store::ingest::{Accepted, Findings, Ingest, IngestLimits, NewEvent, Refusal, Source};
use billhook_store::wake::Wake;
use billhook_store::{Db, event_schemas, events, tenants};

use crate::fixture::{Fixture, a_tenant_with_a_hook, at, event, read, write};
use crate::retention::delete_history;

fn ingest(db: &Db) -> Ingest {
    let clock = Arc::new(ManualClock::at(at(0)));
    Ingest::start(db.clone(), Wake::default(), clock, IngestLimits::default())
}

fn post(f: Fixture, data: &str) -> NewEvent {
    let mut event = event(f.tenant, "invoice.paid", 0);
    event.data = JsonBytes::trusted(data.to_owned());
    NewEvent {
        event: event.into(),
        external_id: None,
        digest: [0; 32],
        deliver_at: None,
        source: Source::Poster { access_version: 0 },
        findings: Findings::default(),
    }
}

async fn accept(ingest: &Ingest, events: Vec<NewEvent>) -> Vec<Result<Accepted, Refusal>> {
    let room = ingest.room(events[0].event.tenant_id);
    ingest.accept(events, room.into()).await.unwrap().unwrap()
}

fn total_is(kind: &str) -> String {
    format!(r#"{{"properties":{{"total":{{"type":"{kind}"}}}}}}"#)
}

/// Declares `invoice.paid`, or changes it, with this schema for the total.
async fn schema(db: &Db, f: Fixture, total: &str, schema_mode: Option<SchemaMode>) {
    let about = About { schema: Some(total_is(total)), schema_mode, ..About::default() };
    write(db, move |c| {
        let name = "invoice.paid".parse().unwrap();
        if !event_types::declare(c, f.tenant, &name, &about, at(0))? {
            let known = event_types::find_by_name(c, f.tenant, &name)?.unwrap();
            event_types::update(c, f.tenant, known.id, &about, at(0))?;
        }
        Ok(())
    })
    .await;
}

/// What became of an event whose total is a number: its violations, or that it was refused.
async fn fate(db: &Db, ingest: &Ingest, f: Fixture) -> Result<Vec<String>, Vec<String>> {
    match accept(ingest, vec![post(f, r#"{"total":12}"#)]).await.remove(0) {
        Ok(accepted) => {
            let noted = read(db, move |c| event_schemas::violations(c, f.tenant, accepted.id)).await;
            Ok(noted.into_iter().map(|violation| violation.pointer).collect())
        }
        Err(Refusal::Violates(violations)) => {
            Err(violations.iter().map(|violation| violation.pointer.clone()).collect())
        }
        Err(other) => panic!("{other:?}"),
    }
}

billhook_store::on_both_databases! {
    async fn a_changed_schema_judges_the_very_next_event(db: Db) {
        let (f, ingest) = (a_tenant_with_a_hook(&db).await, ingest(&db));
        let total = || vec!["/total".to_owned()];
        assert_eq!(fate(&db, &ingest, f).await, Ok(vec![]), "there is no schema yet");
        schema(&db, f, "string", None).await;
        assert_eq!(fate(&db, &ingest, f).await, Ok(total()));
        schema(&db, f, "string", Some(SchemaMode::Reject)).await;
        assert_eq!(fate(&db, &ingest, f).await, Err(total()));
        schema(&db, f, "integer", Some(SchemaMode::Reject)).await;
        assert_eq!(fate(&db, &ingest, f).await, Ok(vec![]));
        schema(&db, f, "string", Some(SchemaMode::Off)).await;
        assert_eq!(fate(&db, &ingest, f).await, Ok(vec![]));
    }

    async fn the_tenant_says_what_a_schema_means_unless_the_type_does(db: Db) {
        let (f, ingest) = (a_tenant_with_a_hook(&db).await, ingest(&db));
        schema(&db, f, "string", None).await;
        let settings = TenantSettings { event_schema_mode: SchemaMode::Reject, ..TenantSettings::default() };
        write(&db, move |c| tenants::set_settings(c, f.tenant, &settings, at(1))).await;
        assert!(fate(&db, &ingest, f).await.is_err());
        schema(&db, f, "string", Some(SchemaMode::Warn)).await;
        assert_eq!(fate(&db, &ingest, f).await, Ok(vec!["/total".to_owned()]));
        let other = a_tenant_with_a_hook(&db).await;
        assert_eq!(fate(&db, &ingest, other).await, Ok(vec![]), "another tenant has schemas of its own");
    }

    async fn one_event_that_violates_its_schema_keeps_its_batch_out(db: Db) {
        let (f, ingest) = (a_tenant_with_a_hook(&db).await, ingest(&db));
        schema(&db, f, "string", Some(SchemaMode::Reject)).await;
        // Large enough to be judged on a thread of its own.
        let long = format!(r#"{{"total":"{}"}}"#, "x".repeat(20_000));
        let (good, bad) = (post(f, &long), post(f, r#"{"total":1}"#));
        let id = good.event.id;
        let answers = accept(&ingest, vec![good, bad]).await;
        assert!(answers[0].is_ok() && matches!(answers[1], Err(Refusal::Violates(_))), "{answers:?}");
        assert!(read(&db, move |c| events::find(c, f.tenant, id)).await.is_none());
    }

    async fn a_repeat_is_a_repeat_whatever_the_schema_has_become(db: Db) {
        let (f, ingest) = (a_tenant_with_a_hook(&db).await, ingest(&db));
        let new = NewEvent { external_id: Some("own-1".into()), ..post(f, r#"{"total":12}"#) };
        assert!(accept(&ingest, vec![new.clone()]).await[0].is_ok());
        schema(&db, f, "string", Some(SchemaMode::Reject)).await;
        assert!(accept(&ingest, vec![new]).await[0].as_ref().is_ok_and(|accepted| accepted.duplicate));
    }

    async fn violations_leave_with_their_event(db: Db) {
        let (f, ingest) = (a_tenant_with_a_hook(&db).await, ingest(&db));
        schema(&db, f, "string", None).await;
        let accepted = accept(&ingest, vec![post(f, r#"{"total":12}"#)]).await.remove(0).unwrap();
        let later = at(0) + chrono::Duration::days(2);
        assert_eq!(delete_history(&db, 1, later, 10).await, 1);
        assert!(read(&db, move |c| event_schemas::violations(c, f.tenant, accepted.id)).await.is_empty());
    }
}
