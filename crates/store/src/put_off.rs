//! What a clock that was ahead has put off: deliveries, jobs and mails that would wait for a time that is
//! still far away, because it was taken for the present when they were written.
//!
//! A retry is late by as much as its last attempt is said to begin in the future, a first try by as much as it
//! is said to have come to be there. All of them are due at once. What waits for as long as it was meant to is
//! left alone: a hold, and a retry after an attempt in the past.

use billhook_core::clock::Timestamp;
use billhook_core::id::{DeliveryId, HookId};
use chrono::Duration;
use diesel::prelude::*;

use crate::any_connection::AnyConnection;
use crate::due_deliveries::{AFTER_TESTS, RETRY, TEST};
use crate::error::StoreError;
use crate::schema::due_deliveries as waiting;
use crate::schema::{attempts, deliveries, jobs, mails};
use crate::{Db, SystemScope, column, dialect};

/// Deliveries of one priority of a hook's that are looked at for one page, those due last first.
const A_PAGE: i64 = 1000;
/// A first try is due when it comes to be, but for what passes in between; longer waits it for the end of a hold.
const AT_ONCE: Duration = Duration::seconds(1);
/// No job that failed is put off for longer.
const MAX_JOB_DELAY: Duration = Duration::minutes(10);

/// Makes due what a clock that was ahead has put off; returns how many deliveries that were. To be called when
/// the clock was set back, and when a process starts, whose clock may have been set back meanwhile.
///
/// Where thousands of a hook's retries wait for longer than the clock was ahead, those that it put off are not
/// found behind them.
pub async fn make_due(db: &Db, scope: SystemScope, now: Timestamp) -> Result<usize, StoreError> {
    let mut made_due = 0;
    for hook in db.read(move |c| hooks_waited_for(c, scope)).await? {
        loop {
            let late = db.read(move |c| late(c, scope, hook, now)).await?;
            if late.is_empty() {
                break;
            }
            made_due += db.write(move |c| due_now(c, scope, &late, now)).await?;
        }
    }
    db.write(move |c| make_jobs_and_mails_due(c, scope, now)).await?;
    Ok(made_due)
}

fn hooks_waited_for(connection: &mut AnyConnection, _: SystemScope) -> Result<Vec<HookId>, StoreError> {
    let ids = dialect::hooks_waited_for(connection)?;
    ids.iter().map(|id| column::id("due_deliveries.hook_id", id)).collect()
}

/// The deliveries of this hook that were put off by a clock that was ahead, as many as one page shows.
fn late(
    connection: &mut AnyConnection,
    _: SystemScope,
    hook: HookId,
    now: Timestamp,
) -> Result<Vec<DeliveryId>, StoreError> {
    let now = now.timestamp_micros();
    let mut late: Vec<Vec<u8>> = Vec::new();
    for priority in [TEST].into_iter().chain(AFTER_TESTS) {
        let rows: Vec<Vec<u8>> = waiting::table
            .filter(waiting::hook_id.eq(&hook.as_bytes()[..]))
            .filter(waiting::priority.eq(priority))
            .filter(waiting::due_at.gt(now))
            .order((waiting::due_at.desc(), waiting::delivery_id.desc()))
            .select(waiting::delivery_id)
            .limit(A_PAGE)
            .load(connection)?;
        if rows.is_empty() {
            continue;
        }
        late.extend(if priority == RETRY {
            tried_later_than(connection, &rows, now)?
        } else {
            made_later_than(connection, &rows, now)?
        });
    }
    late.iter().map(|id| column::id("due_deliveries.delivery_id", id)).collect()
}

fn tried_later_than(
    connection: &mut AnyConnection,
    ids: &[Vec<u8>],
    now: i64,
) -> Result<Vec<Vec<u8>>, StoreError> {
    let tried = attempts::table
        .filter(attempts::delivery_id.eq_any(ids))
        .filter(attempts::started_at.gt(now))
        .select(attempts::delivery_id)
        .distinct();
    Ok(tried.load(connection)?)
}

fn made_later_than(
    connection: &mut AnyConnection,
    ids: &[Vec<u8>],
    now: i64,
) -> Result<Vec<Vec<u8>>, StoreError> {
    let at_once = AT_ONCE.num_microseconds().unwrap_or_default();
    let made = deliveries::table
        .inner_join(waiting::table.on(waiting::delivery_id.eq(deliveries::id)))
        .filter(deliveries::id.eq_any(ids))
        .filter(deliveries::created_at.gt(now))
        .filter(waiting::due_at.le(deliveries::created_at + at_once))
        .select(deliveries::id);
    Ok(made.load(connection)?)
}

fn due_now(
    connection: &mut AnyConnection,
    _: SystemScope,
    late: &[DeliveryId],
    now: Timestamp,
) -> Result<usize, StoreError> {
    let ids = late.iter().map(|id| &id.as_bytes()[..]);
    let late = waiting::table
        .filter(waiting::delivery_id.eq_any(ids))
        .filter(waiting::due_at.gt(now.timestamp_micros()));
    Ok(diesel::update(late).set(waiting::due_at.eq(now.timestamp_micros())).execute(connection)?)
}

fn make_jobs_and_mails_due(
    connection: &mut AnyConnection,
    _: SystemScope,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (longest, now) = ((now + MAX_JOB_DELAY).timestamp_micros(), now.timestamp_micros());
    let late = jobs::created_at.gt(now).or(jobs::run_at.gt(longest));
    diesel::update(jobs::table.filter(jobs::run_at.gt(now)).filter(late))
        .set(jobs::run_at.eq(now))
        .execute(connection)?;
    let late = mails::table.filter(mails::next_attempt_at.gt(now)).filter(mails::created_at.gt(now));
    diesel::update(late).set(mails::next_attempt_at.eq(now)).execute(connection)?;
    Ok(())
}
