//! Who works with the master key: every process shares a lock, and whoever changes the key takes it alone.
//!
//! The lock is the session's of a connection of its own, so it ends with the process, however that ends.
//! Differs because SQLite's file belongs to one process: there nobody else can be at work, and nothing is locked.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};

use crate::any_connection::{AnyConnection, Connector};
use crate::db::Db;
use crate::error::StoreError;

/// Any fixed number will do that is no other lock's.
const KEY_LOCK: i64 = 0x42_49_4c_4d;
/// What Postgres keeps of a session's name (`NAMEDATALEN` less one).
const MAX_NAME_LEN: usize = 63;

/// The lock, as long as it is kept.
pub struct KeyLock(Option<PgConnection>);

/// A process that works with the master key.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName)]
pub struct Holder {
    /// As it called itself.
    #[diesel(sql_type = Text)]
    pub name: String,
    /// From where it is connected; `None` if that is the database's own machine.
    #[diesel(sql_type = Nullable<Text>)]
    pub address: Option<String>,
}

impl std::fmt::Display for Holder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { name, address } = self;
        match address {
            Some(address) => write!(f, "{name} (connected from {address})"),
            None => f.write_str(name),
        }
    }
}

impl KeyLock {
    /// The lock together with all others that work; `None` while somebody has it alone. Blocks the thread.
    pub fn share(db: &Db, name: &str) -> Result<Option<Self>, StoreError> {
        Self::take(db, name, "select pg_try_advisory_lock_shared($1) as taken")
    }

    /// The lock for this process alone; the others who work, if there are any. Blocks the thread.
    pub fn alone(db: &Db, name: &str) -> Result<Result<Self, Vec<Holder>>, StoreError> {
        match Self::take(db, name, "select pg_try_advisory_lock($1) as taken")? {
            Some(lock) => Ok(Ok(lock)),
            None => db.directly(holders).map(Err),
        }
    }

    fn take(db: &Db, name: &str, statement: &str) -> Result<Option<Self>, StoreError> {
        if !db.is_shared() {
            return Ok(Some(Self(None)));
        }
        let AnyConnection::Postgres(mut c) = Connector(db.url().clone()).open()? else {
            return Ok(Some(Self(None)));
        };
        let end = name.floor_char_boundary(MAX_NAME_LEN);
        diesel::sql_query("select set_config('application_name', $1, false)")
            .bind::<Text, _>(&name[..end])
            .execute(&mut c)?;
        let taken: Taken = diesel::sql_query(statement).bind::<BigInt, _>(KEY_LOCK).get_result(&mut c)?;
        Ok(taken.taken.then_some(Self(Some(c))))
    }

    /// Whether it is still there: the database may have gone, and come back without it. Blocks the thread.
    pub fn is_kept(&mut self) -> bool {
        let alive = |c: &mut PgConnection| diesel::sql_query("select 1").execute(c).is_ok();
        self.0.as_mut().is_none_or(alive)
    }
}

#[derive(QueryableByName)]
struct Taken {
    #[diesel(sql_type = Bool)]
    taken: bool,
}

/// Those who share the lock or have it alone. A bigint's lock has its upper half as `classid`, its lower as `objid`.
fn holders(connection: &mut AnyConnection) -> Result<Vec<Holder>, StoreError> {
    let query = "select coalesce(nullif(a.application_name, ''), 'process ' || a.pid) as name, \
           host(a.client_addr) as address \
         from pg_locks l join pg_stat_activity a on a.pid = l.pid \
         where l.locktype = 'advisory' and l.granted and l.objsubid = 1 \
           and l.database = (select oid from pg_database where datname = current_database()) \
           and l.classid::bigint = $1 >> 32 and l.objid::bigint = $1 & 4294967295 \
         order by a.backend_start";
    match connection {
        AnyConnection::Postgres(c) => Ok(diesel::sql_query(query).bind::<BigInt, _>(KEY_LOCK).load(c)?),
        AnyConnection::Sqlite(_) => Ok(Vec::new()),
    }
}
