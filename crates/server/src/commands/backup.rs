//! `billhook admin backup`: a folder with everything that an embedded installation is made of.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use billhook_store::backup::{self, Copied};
use billhook_store::{DatabaseUrl, SystemScope};

use crate::commands::Failure;
use crate::config::Flags;
use crate::stdout::say;
use crate::{database, master_key};

const USE_PG_DUMP: &str = "this installation's database is a Postgres: back it up with pg_dump, and the master key \
                           beside it (docs/guides/backup.md)";

/// Makes the folder `to` with the database and the master key as they are at this moment. Billhook may be running.
pub(crate) fn run(flags: &Flags, to: &Path) -> Result<(), Failure> {
    let config = flags.load()?;
    if matches!(config.database_url(), DatabaseUrl::Postgres(_)) {
        return Err(Failure::misuse(USE_PG_DUMP));
    }
    database::require(&config)?;
    let db = database::open(&config)?;
    make_folder(to)?;
    let copy = to.join("billhook.db");
    database::make_private(&copy)?;
    match db.directly(|c| backup::copy_to(c, SystemScope, &copy))? {
        Copied::Whole => sync(&copy, to)?,
        Copied::NotEmbedded => return Err(Failure::misuse(USE_PG_DUMP)),
    }
    let key = match master_key::file_of(&config) {
        Some(key) => format!("The master key is in {}.", copy_key(&key, to)?.display()),
        None => "The master key is set by master_key.value: keep it with this backup.".to_owned(),
    };
    say!("The database is in {}.\n{key}", copy.display())
}

/// A new folder that only its owner may look into: the backup is as secret as what it is of.
fn make_folder(to: &Path) -> Result<(), Failure> {
    fs::DirBuilder::new().mode(0o700).create(to).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Failure::misuse(format!("{} exists: name a new folder for each backup", to.display()))
        }
        _ => failed(to, &error),
    })
}

fn copy_key(key: &Path, to: &Path) -> Result<PathBuf, Failure> {
    let copy = to.join("master.key");
    // The mode goes with it.
    fs::copy(key, &copy).map_err(|error| failed(&copy, &error))?;
    sync(&copy, to)?;
    Ok(copy)
}

fn sync(file: &Path, folder: &Path) -> Result<(), Failure> {
    let synced = File::open(file).and_then(|f| f.sync_all()).and_then(|()| File::open(folder)?.sync_all());
    synced.map_err(|error| failed(file, &error))
}

fn failed(path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("{} cannot be written: {error}", path.display()))
}
