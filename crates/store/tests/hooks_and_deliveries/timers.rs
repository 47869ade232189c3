//! A hundred thousand armed timers cost what their index costs: plans, and the pages that they touch.

use billhook_store::deadlines::timers::statements;
use billhook_store::{AnyConnection, StoreError, testing};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::fixture::write;

const ARMED: i64 = 100_000;

/// Arms timers of one deadline, a second apart from now on.
fn arm(connection: &mut AnyConnection, count: i64) -> Result<(), StoreError> {
    match connection {
        AnyConnection::Postgres(c) => {
            diesel::sql_query(
                "insert into deadline_timers (id, tenant_id, deadline_id, event_id, key, slot, armed_at, due_at) \
                 select decode(lpad(to_hex(n), 32, '0'), 'hex'), decode(repeat('07', 16), 'hex'), \
                 decode(repeat('08', 16), 'hex'), decode(lpad(to_hex(n), 32, '0'), 'hex'), n::text, \
                 decode(repeat('08', 16), 'hex') || sha256(n::text::bytea), 0, n * 1000000 from generate_series(1, $1) n",
            )
            .bind::<BigInt, _>(count)
            .execute(c)?;
        }
        AnyConnection::Sqlite(c) => {
            diesel::sql_query(
                "with recursive armed (n) as (select 1 union all select n + 1 from armed where n < ?) \
                 insert into deadline_timers (id, tenant_id, deadline_id, event_id, key, slot, armed_at, due_at) \
                 select randomblob(16), zeroblob(16), zeroblob(16), randomblob(16), n, randomblob(48), 0, n * 1000000 \
                 from armed",
            )
            .bind::<BigInt, _>(count)
            .execute(c)?;
        }
    }
    Ok(())
}

/// The statements, whose plans are made when they first run, and then kept.
fn prepare(connection: &mut AnyConnection) -> Result<(), StoreError> {
    // Differs because SQLite plans by the schema alone: nothing is kept that could grow old.
    let AnyConnection::Postgres(c) = connection else { return Ok(()) };
    c.batch_execute("analyze deadline_timers")?;
    for (number, (_, sql)) in statements(true).iter().enumerate() {
        c.batch_execute(&format!("prepare statement_{number} as {sql}"))?;
    }
    Ok(())
}

/// The plan of each statement, as the database tells it. Nothing is due and nothing is disarmed at the instant 0.
fn plans(connection: &mut AnyConnection) -> Result<String, StoreError> {
    let mut told = String::new();
    for (number, (what, sql)) in
        statements(matches!(connection, AnyConnection::Postgres(_))).iter().enumerate()
    {
        told += &format!("{what}:\n");
        let lines: Vec<String> = match connection {
            AnyConnection::Postgres(_) => {
                let values = ["1", "0, 200", "'\\x08', 0, 0"][number];
                let run = format!("execute statement_{number} ({values})");
                let of = format!("explain (analyze, buffers, costs off, timing off, summary off) {run}");
                // What planning reads is not part of what the statement costs.
                testing::plan(connection, of)?.into_iter().take_while(|line| line != "Planning:").collect()
            }
            AnyConnection::Sqlite(_) => {
                testing::plan(connection, format!("explain query plan {}", sql.replace('?', "0")))?
            }
        };
        lines.iter().for_each(|line| told += &format!("  {line}\n"));
    }
    Ok(told)
}

/// The plans without what was counted.
fn shape(plans: &str) -> String {
    let counted = |line: &&str| ["Buffers", "Heap Fetches"].iter().any(|word| line.contains(word));
    plans.lines().filter(|line| !counted(line)).map(|line| format!("{line}\n")).collect()
}

/// The pages that a plan of Postgres touched, statement by statement.
fn pages(plans: &str) -> Vec<u32> {
    let all = |line: &str| {
        let counts = line.trim().strip_prefix("Buffers: shared ")?;
        Some(counts.split(' ').filter_map(|count| count.split_once('=')?.1.parse::<u32>().ok()).sum())
    };
    plans.lines().filter_map(all).collect()
}

billhook_store::on_both_databases! {
    async fn a_hundred_thousand_armed_timers_cost_no_more_than_their_index(db: Db) {
        let plans = write(&db, |c| {
            prepare(c)?;
            super::plans(c)?;
            arm(c, ARMED)?;
            plans(c)
        })
        .await;
        if plans.contains("Buffers") {
            insta::assert_snapshot!(shape(&plans), @r"
            the next instant:
              Limit (actual rows=1 loops=1)
                ->  Index Only Scan using deadline_timers_by_time on deadline_timers (actual rows=1 loops=1)
            what is due:
              Limit (actual rows=0 loops=1)
                ->  Index Scan using deadline_timers_by_time on deadline_timers (actual rows=0 loops=1)
                      Index Cond: (due_at <= $1)
            what a counterpart disarms:
              Delete on deadline_timers (actual rows=0 loops=1)
                ->  Index Scan using deadline_timers_one_per_key on deadline_timers (actual rows=0 loops=1)
                      Index Cond: (slot = $1)
                      Filter: ((due_at - $2) > $3)
            ");
            // A tree over 100,000 rows is three pages deep, and a row is one more.
            assert!(pages(&plans).iter().all(|pages| *pages <= 6), "{plans}");
        } else {
            insta::assert_snapshot!(shape(&plans), @"
            the next instant:
              SCAN deadline_timers USING COVERING INDEX deadline_timers_by_time
            what is due:
              SEARCH deadline_timers USING INDEX deadline_timers_by_time (due_at<?)
            what a counterpart disarms:
              SEARCH deadline_timers USING INDEX deadline_timers_one_per_key (slot=?)
            ");
        }
    }
}
