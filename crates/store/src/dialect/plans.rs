//! The statements that every delivery pays for, as they are sent, with the plan by which each database runs them.
//!
//! The tables are empty here, as they are when a new installation makes its plans: Postgres keeps those until
//! it has gathered statistics, and is told to go by indexes (ADR 6); SQLite plans by the schema alone.

use std::sync::Arc;

use billhook_core::clock::from_micros;
use billhook_core::id::{EventId, HookId, TenantId};
use billhook_core::member::Grants;
use diesel::connection::{Connection, InstrumentationEvent, SimpleConnection};
use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};
use parking_lot::Mutex;

use super::{
    Accepted, Ended, Healthy, add_stats, backlogs, claim, finish_deliveries, hold_lanes,
    insert_unless_changed, lanes_with_work, note_success, put_back, record_ended, remove_due,
};
use crate::any_connection::AnyConnection;
use crate::deliveries::{self, Filter};
use crate::due_deliveries::{Lease, Want};
use crate::error::StoreError;
use crate::lanes::Hold;
use crate::record::{EndRow, Fenced, RetryRow};
use crate::stats::StatsRow;
use crate::{SystemScope, replays, sending, testing};

const TENANT: TenantId = TenantId::from_bytes([1; 16]);
const FENCED: Fenced = Fenced { delivery_id: [1; 16], token: 1 };

/// A statement as this connection of Postgres has prepared it.
#[derive(QueryableByName)]
struct Known {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Integer)]
    values: i32,
}

type Work = fn(&mut AnyConnection) -> Result<(), StoreError>;

/// What is done, in the order in which it happens to a delivery.
const WORK: &[(&str, Work)] = &[
    ("accept", |c| Ok(insert_unless_changed(c, Accepted::default(), &[]).map(drop)?)),
    ("claim", |c| {
        let want =
            Want { hook_id: HookId::from_bytes([1; 16]), slots: 1, retries_first: false, only_tests: false };
        Ok(claim(c, &[want], Lease { now: 1, until: 2, token: 1 }).map(drop)?)
    }),
    ("read what was claimed", |c| sending::events(c, SystemScope, &[EventId::from_bytes([1; 16])]).map(drop)),
    ("record successes", |c| {
        let healthy = Healthy { hooks: Vec::new(), at: 0, fresh_since: 0 };
        let none = Ended { ends: Vec::new(), attempts: Vec::new(), healthy, stats: Vec::new() };
        Ok(record_ended(c, &none).map(drop)?)
    }),
    ("end a claim", |c| Ok(remove_due(c, &[FENCED]).map(drop)?)),
    ("put back", |c| {
        let retry = RetryRow { fenced: FENCED, attempts: 1, first_due_at: 1, due_at: 1 };
        Ok(put_back(c, &[retry]).map(drop)?)
    }),
    ("finish", |c| {
        let (state, reason) = ("delivered", None);
        Ok(finish_deliveries(c, &[EndRow { fenced: FENCED, state, reason, attempts: 1, finished_at: 1 }])?)
    }),
    ("note a success", |c| Ok(note_success(c, &Healthy { hooks: vec![[1; 16]], at: 0, fresh_since: 0 })?)),
    ("count", |c| {
        let (tenant, hook, counts) = ([1; 16], [1; 16], [0; super::COUNTS]);
        let row = StatsRow { tenant, grain_s: 60, begins_at: 0, hook, resource: "invoice".into(), counts };
        Ok(add_stats(c, &[row])?)
    }),
    ("look for work", |c| Ok(lanes_with_work(c, 1).map(drop)?)),
    ("hold lanes", |c| {
        let hold = Hold { holder: [1; 16], until: from_micros(1), lapsed_by: None };
        Ok(hold_lanes(c, &[[1; 16]], &hold).map(drop)?)
    }),
    ("measure a backlog", |c| Ok(backlogs(c, &[[1; 16]], 1).map(drop)?)),
    // Not hot, but over a whole history.
    ("count what can be sent again", |c| {
        deliveries::count_replayable(c, TENANT, &Filter::of(Grants::all())).map(drop)
    }),
    ("count what a hook never had", |c| {
        let hook = Some(HookId::from_bytes([1; 16]));
        let filter = Filter { hook, ..Filter::of(Grants::all()) };
        replays::count_never_had(c, TENANT, &filter, from_micros(1)).map(drop)
    }),
];

/// Each statement with its plan.
fn told(connection: &mut AnyConnection) -> Result<String, StoreError> {
    let said: Arc<Mutex<Vec<String>>> = Arc::default();
    let noted = said.clone();
    connection.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let text = query.to_string();
            noted.lock().push(text.split(" -- binds").next().unwrap_or_default().trim().to_owned());
        }
    });
    let mut told = String::new();
    for (what, work) in WORK {
        said.lock().clear();
        work(connection)?;
        let statements = std::mem::take(&mut *said.lock());
        for sql in statements {
            let plan = plan(connection, &sql)?;
            told += &format!("-- {what}\n{sql}\n");
            plan.iter().for_each(|line| told += &format!("  {line}\n"));
            told += "\n";
        }
    }
    Ok(told)
}

/// What is read, by which index, and what is sorted: the rest of a plan each version of Postgres words differently.
fn way(line: &str) -> Option<String> {
    let step = line.trim().trim_start_matches("-> ").trim();
    (step.contains(" Scan ") || step == "Sort").then(|| step.to_owned())
}

fn known(connection: &mut PgConnection, sql: &str) -> QueryResult<Option<Known>> {
    let known = "select name, cardinality(parameter_types) as values from pg_prepared_statements where statement = $1";
    diesel::sql_query(known).bind::<Text, _>(sql).get_result(connection).optional()
}

fn plan(connection: &mut AnyConnection, sql: &str) -> QueryResult<Vec<String>> {
    match connection {
        AnyConnection::Postgres(c) => {
            // What has a part that is only text is not kept prepared.
            let known = match known(c, sql)? {
                Some(known) => known,
                None => {
                    let statement = format!("prepare asked_{:x} as {sql}", fastrand::u64(..));
                    c.batch_execute(&statement)?;
                    known(c, &statement)?.ok_or(diesel::result::Error::NotFound)?
                }
            };
            let values = vec!["null"; known.values as usize].join(", ");
            let explain = format!("explain (costs off) execute {} ({values})", known.name);
            Ok(testing::plan(connection, explain)?.iter().filter_map(|line| way(line)).collect())
        }
        AnyConnection::Sqlite(_) => testing::plan(connection, format!("explain query plan {sql}")),
    }
}

crate::on_both_databases! {
    async fn the_hot_statements_and_their_plans(db: Db) {
        let told = db.write(told).await.unwrap();
        let database = if db.is_shared() { "postgres" } else { "sqlite" };
        insta::with_settings!({ prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("hot_statements_on_{database}"), told);
        });
    }
}
