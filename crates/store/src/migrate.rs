//! The migrations, embedded: the same names side by side for both databases.

use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::any_connection::AnyConnection;
use crate::error::StoreError;

const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");
const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");

/// Two processes that start at once must not migrate at once; any fixed number will do.
const MIGRATION_LOCK: i64 = 0x42_49_4c_4c;

/// Applies what is missing and returns the names of what it applied. Fails where the database cannot keep
/// every character: it would be found out by whoever posts one.
pub fn up(connection: &mut AnyConnection) -> Result<Vec<String>, StoreError> {
    if let Some(encoding) = connection.encoding()?.filter(|encoding| encoding != "UTF8") {
        return Err(StoreError::NotUtf8(encoding));
    }
    with_lock(connection, |connection| {
        let applied = match connection {
            AnyConnection::Postgres(c) => c.run_pending_migrations(POSTGRES).map(names),
            AnyConnection::Sqlite(c) => c.run_pending_migrations(SQLITE).map(names),
        };
        applied.map_err(|error| StoreError::Corrupt(format!("a migration failed: {error}")))
    })
}

/// Takes back the newest `count` migrations and returns their names. Their tables' rows are lost.
pub fn down(connection: &mut AnyConnection, count: usize) -> Result<Vec<String>, StoreError> {
    with_lock(connection, |connection| {
        let reverted = (0..count).map(|_| match &mut *connection {
            AnyConnection::Postgres(c) => {
                c.revert_last_migration(POSTGRES).map(|version| version.to_string())
            }
            AnyConnection::Sqlite(c) => c.revert_last_migration(SQLITE).map(|version| version.to_string()),
        });
        reverted
            .collect::<Result<_, _>>()
            .map_err(|error| StoreError::Corrupt(format!("a migration could not be reverted: {error}")))
    })
}

/// The names of migrations that this program knows and the database has not seen.
pub fn pending(connection: &mut AnyConnection) -> Result<Vec<String>, StoreError> {
    let pending = match connection {
        AnyConnection::Postgres(c) => c
            .pending_migrations(POSTGRES)
            .map(|list| list.iter().map(|migration| migration.name().to_string()).collect()),
        AnyConnection::Sqlite(c) => c
            .pending_migrations(SQLITE)
            .map(|list| list.iter().map(|migration| migration.name().to_string()).collect()),
    };
    pending.map_err(|error| StoreError::Corrupt(format!("the list of migrations cannot be read: {error}")))
}

fn names(versions: Vec<diesel::migration::MigrationVersion<'_>>) -> Vec<String> {
    versions.iter().map(ToString::to_string).collect()
}

/// The connection is of use for migrations only from then on: its statements may take as long as they need,
/// and an index over a large table needs long.
///
/// Differs because SQLite's file belongs to one process, while several may share a Postgres.
fn with_lock<T>(
    connection: &mut AnyConnection,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    use diesel::RunQueryDsl;
    use diesel::sql_types::BigInt;
    connection.take_your_time()?;
    if let AnyConnection::Postgres(c) = connection {
        diesel::sql_query("select pg_advisory_lock($1)").bind::<BigInt, _>(MIGRATION_LOCK).execute(c)?;
    }
    let result = work(connection);
    if let AnyConnection::Postgres(c) = connection {
        diesel::sql_query("select pg_advisory_unlock($1)").bind::<BigInt, _>(MIGRATION_LOCK).execute(c)?;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestDb;

    #[test]
    fn a_postgres_that_lacks_characters_is_refused() {
        let database =
            TestDb::empty_postgres_with("encoding 'LATIN1' template template0 lc_collate 'C' lc_ctype 'C'");
        let db = database.open();
        let refused = db.directly(up).unwrap_err().to_string();
        assert!(refused.contains("LATIN1") && refused.contains("encoding 'UTF8'"), "{refused}");
        assert!(!db.directly(pending).unwrap().is_empty(), "something was made");
    }
}
