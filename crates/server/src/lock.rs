//! One process at work on a SQLite database: a second one would take over what the first has begun, and send it twice.
//!
//! The lock is the kernel's (flock) on a file beside the database, so it ends with the process, however that ends. On
//! Postgres several processes may work at once, and lock rows instead.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use billhook_store::DatabaseUrl;

use crate::commands::Failure;
use crate::config::Config;
use crate::data_dir;
use crate::key_watch::name_of_process;

/// Held while the process works; given back when dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: Option<File>,
}

/// Takes the database for this process alone, which does this command, if it is SQLite's. Fails if another
/// process has it.
pub(crate) fn hold(config: &Config, command: &str) -> Result<Lock, Failure> {
    try_hold(config, command)?.map_err(|holder| {
        Failure::new(format!(
            "{holder} is at work on this database: stop it first, or use Postgres, on which several may work"
        ))
    })
}

/// The same for who has something else to say: what the process that has it calls itself.
pub(crate) fn try_hold(config: &Config, command: &str) -> Result<Result<Lock, String>, Failure> {
    let DatabaseUrl::Sqlite(path) = config.database_url() else { return Ok(Ok(Lock { _file: None })) };
    let taken = take(&beside(Path::new(&path)), &name_of_process(command))?;
    Ok(taken.map(|file| Lock { _file: Some(file) }))
}

/// The locked file, which says by whom; or what it says, if it is locked already.
fn take(path: &Path, name: &str) -> Result<Result<File, String>, Failure> {
    let in_vain = |error: io::Error| Failure::new(format!("{} cannot be locked: {error}", path.display()));
    data_dir::make(path.parent().unwrap_or(Path::new("."))).map_err(in_vain)?;
    let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path);
    let mut file = file.map_err(in_vain)?;
    match file.try_lock() {
        Ok(()) => {
            // A volume without room for the name is not a reason not to start.
            let _ = file.set_len(0).and_then(|()| file.write_all(name.as_bytes()));
            Ok(Ok(file))
        }
        Err(TryLockError::WouldBlock) => {
            Ok(Err(match io::read_to_string(&file).unwrap_or_default().trim() {
                "" => format!("another billhook ({} is locked)", path.display()),
                holder => holder.to_owned(),
            }))
        }
        Err(TryLockError::Error(error)) => Err(in_vain(error)),
    }
}

/// `billhook.db.lock` for `billhook.db`, wherever symbolic links lead.
fn beside(database: &Path) -> PathBuf {
    let real = database.canonicalize().unwrap_or_else(|_| {
        let folder =
            database.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        database.file_name().map_or_else(|| database.to_owned(), |name| folder.join(name))
    });
    let mut name = real.into_os_string();
    name.push(".lock");
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_taken_once_by_whatever_name() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        std::fs::create_dir(&real).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        let held =
            take(&beside(&real.join("billhook.db")), "the first, with a longer name").unwrap().unwrap();
        let refused = take(&beside(&link.join("billhook.db")), "the second").unwrap();
        assert_eq!(refused.unwrap_err(), "the first, with a longer name");
        drop(held);
        let held = take(&beside(&link.join("billhook.db")), "the second").unwrap().unwrap();
        assert_eq!(take(&beside(&real.join("billhook.db")), "the third").unwrap().unwrap_err(), "the second");
        drop(held);
    }
}
