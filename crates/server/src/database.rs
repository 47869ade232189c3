//! Opens the database that the configuration names.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use billhook_store::db::Limits;
use billhook_store::{DatabaseUrl, Db, StoreError};

use crate::commands::Failure;
use crate::config::Config;
use crate::data_dir;

/// Opens the database; SQLite's file and its folder are made if they are missing. Does not migrate.
pub(crate) fn open(config: &Config) -> Result<Db, StoreError> {
    let url = config.database_url();
    if let DatabaseUrl::Sqlite(path) = &url {
        make_folder_of(Path::new(path))?;
        make_private(Path::new(path))?;
    }
    let limits = Limits {
        postgres_connections: config.database.max_connections.get(),
        sqlite_readers: config.database.readers.get(),
        wait: config.database.wait_ms.millis(),
        silence: config.database.silence_ms.millis(),
    };
    Db::open(url, limits)
}

/// Fails where a file that is the database is missing, which [`open`] would make: whoever works on what is
/// there has then named another place than the service's, and a new database looks like theirs. Whether a
/// Postgres is there is found out by connecting.
pub(crate) fn require(config: &Config) -> Result<(), Failure> {
    match config.database_url() {
        DatabaseUrl::Sqlite(path) if !Path::new(&path).exists() => Err(Failure::misuse(format!(
            "there is no database at {path}: name its folder with --data-dir, or the service's file with --config"
        ))),
        DatabaseUrl::Sqlite(_) | DatabaseUrl::Postgres(_) => Ok(()),
    }
}

/// Makes the file, if there is none, so that nobody else may read what is delivered; its journal follows it.
pub(crate) fn make_private(file: &Path) -> Result<(), StoreError> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(file) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            Err(StoreError::Unavailable(format!("{} cannot be made: {error}", file.display())))
        }
        _ => Ok(()),
    }
}

fn make_folder_of(file: &Path) -> Result<(), StoreError> {
    let folder = file.parent().unwrap_or(Path::new("."));
    data_dir::make(folder).map_err(|error| {
        StoreError::Unavailable(format!("the folder {} cannot be made: {error}", folder.display()))
    })
}
