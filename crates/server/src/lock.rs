//! One process at work on a SQLite database: a second one would take over what the first has begun, and send it twice.
//!
//! The lock is the kernel's (flock) on a file beside the database, so it ends with the process, however that ends. On
//! Postgres several processes may work at once, and lock rows instead.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use billhook_store::DatabaseUrl;

use crate::commands::Failure;
use crate::config::Config;
use crate::data_dir;

/// Held while the process works; given back when dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: Option<File>,
}

/// Takes the database for this process alone, if it is SQLite's. Fails if another process has it.
pub(crate) fn hold(config: &Config) -> Result<Lock, Failure> {
    let file = match config.database_url() {
        DatabaseUrl::Sqlite(path) => Some(take(&beside(Path::new(&path)))?),
        DatabaseUrl::Postgres(_) => None,
    };
    Ok(Lock { _file: file })
}

fn take(path: &Path) -> Result<File, Failure> {
    let in_vain = |error: io::Error| Failure::new(format!("{} cannot be locked: {error}", path.display()));
    data_dir::make(path.parent().unwrap_or(Path::new("."))).map_err(in_vain)?;
    let file = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path);
    let file = file.map_err(in_vain)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Failure::new(format!(
            "another billhook is at work on this database ({} is locked): stop it first, or use Postgres, on which \
             several may work",
            path.display()
        ))),
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
        let held = take(&beside(&real.join("billhook.db"))).unwrap();
        assert!(take(&beside(&link.join("billhook.db"))).is_err());
        drop(held);
        assert!(take(&beside(&link.join("billhook.db"))).is_ok());
    }
}
