//! Tells the other processes that share a database what [`Wake`] says in this one, by Postgres's LISTEN and
//! NOTIFY. A bell that cannot be heard costs latency, never a delivery: everybody sweeps.
//!
//! Rung beside the transactions, not in them: a commit that notifies waits for every other one that does.
//! Differs because SQLite's file belongs to one process: there nobody else is to be told.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};

use crate::any_connection::{AnyConnection, Connector};
use crate::db::Db;
use crate::error::StoreError;
use crate::wake::{News, Wake};

/// How often it is listened and rung. What is said meanwhile is said at once.
const TICK: Duration = Duration::from_millis(5);
/// How long to wait after the connection was lost.
const AFTER_FAILURE: Duration = Duration::from_secs(1);
/// Postgres takes less than 8,000 bytes at a time.
const MAX_BYTES: usize = 7_900;

/// The bell of this process, until it is dropped.
pub struct Bell(#[expect(dead_code, reason = "its end is what the bell waits for")] Sender<()>);

impl Bell {
    /// Begins to listen, and to tell what this `wake` says; `None` where nobody else can be.
    ///
    /// # Errors
    /// If the system has no thread left for it.
    pub fn start(db: &Db, wake: &Wake) -> Result<Option<Self>, StoreError> {
        if !db.is_shared() {
            return Ok(None);
        }
        let (bell, end) = mpsc::channel();
        let (connector, wake) = (Connector(db.url().clone()), wake.clone());
        std::thread::Builder::new()
            .name("bell".into())
            .spawn(move || listen(&connector, &wake, &end))
            .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        Ok(Some(Self(bell)))
    }
}

fn listen(connector: &Connector, wake: &Wake, end: &Receiver<()>) {
    loop {
        let heard = connect(connector).and_then(|line| {
            // From here on nothing is missed; before, something may have been.
            wake.bell_begins();
            wake.hear(News::of_anything());
            line.tell_and_hear(wake, end)
        });
        wake.bell_ends();
        let Err(error) = heard else { return };
        tracing::debug!(%error, "other processes cannot be heard; trying again");
        if is_over_within(AFTER_FAILURE, end) {
            return;
        }
    }
}

/// True if the bell was dropped within this time, which is waited for otherwise.
fn is_over_within(time: Duration, end: &Receiver<()>) -> bool {
    end.recv_timeout(time) == Err(RecvTimeoutError::Disconnected)
}

/// A connection that listens.
struct Listener {
    connection: PgConnection,
    /// Its server process, by which it knows its own voice.
    own: i32,
}

fn connect(connector: &Connector) -> Result<Listener, StoreError> {
    let AnyConnection::Postgres(mut connection) = connector.open()? else {
        return Err(StoreError::Unavailable("only Postgres has a bell".into()));
    };
    connection.batch_execute("listen billhook")?;
    let own: Own = diesel::sql_query("select pg_backend_pid() as own").get_result(&mut connection)?;
    Ok(Listener { connection, own: own.own })
}

#[derive(QueryableByName)]
struct Own {
    #[diesel(sql_type = Integer)]
    own: i32,
}

impl Listener {
    /// Returns when the bell was dropped and the last news were sent, or with what broke the connection.
    fn tell_and_hear(mut self, wake: &Wake, end: &Receiver<()>) -> Result<(), StoreError> {
        while !is_over_within(TICK, end) {
            self.tell(&wake.take_told())?;
            self.hear(wake)?;
        }
        self.tell(&wake.take_told())
    }

    fn tell(&mut self, news: &News) -> Result<(), StoreError> {
        for payload in payloads(news) {
            let notify = diesel::sql_query("select pg_notify('billhook', $1)").bind::<Text, _>(payload);
            notify.execute(&mut self.connection)?;
        }
        Ok(())
    }

    fn hear(&mut self, wake: &Wake) -> Result<(), StoreError> {
        for said in self.connection.notifications_iter() {
            let said = said?;
            if said.process_id != self.own {
                wake.hear(News::of_lines(&said.payload));
            }
        }
        Ok(())
    }
}

/// The news in pieces that Postgres takes.
fn payloads(news: &News) -> Vec<String> {
    let mut payloads: Vec<String> = Vec::new();
    for line in news.lines() {
        match payloads.last_mut() {
            Some(last) if last.len() + line.len() <= MAX_BYTES => last.push_str(&line),
            _ => payloads.push(line),
        }
    }
    payloads
}
