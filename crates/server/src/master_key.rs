//! Where the master key is kept: in the configuration, or in a file that only its owner may read.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use billhook_core::secret::MasterKey;

use crate::config::Config;
use crate::data_dir;

/// What to do when there is no key yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhenMissing {
    /// Make one: the database holds nothing that was sealed under another.
    Make,
    /// Refuse: a new key would open none of the secrets that there are.
    Refuse,
}

/// The master key cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum MasterKeyError {
    /// The file cannot be read, or not be made.
    #[error("the master key file {} cannot be {what}: {error}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// `read` or `made`.
        what: &'static str,
        /// Why.
        error: io::Error,
    },
    /// Others may read it.
    #[error(
        "the master key file {path} may be read by others (mode {mode:04o}): run `chmod 600 {path}`, and rotate the \
         key if anybody did", path = path.display()
    )]
    Exposed {
        /// Which.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// What it holds is not a key.
    #[error("the master key file {} holds no key: it must be 32 bytes as base64 or hexadecimal", path.display())]
    Malformed {
        /// Which.
        path: PathBuf,
    },
    /// There is none, and a new one would be of no use.
    #[error(
        "there is no master key at {}, but the database holds secrets that were sealed under one: put that key there, \
         or set BILLHOOK_MASTER_KEY__VALUE", path.display()
    )]
    Missing {
        /// Where it should be.
        path: PathBuf,
    },
}

/// The installation's master key: the configured one, the one in the configured file, or the one in the data folder.
pub fn load(config: &Config, when_missing: WhenMissing) -> Result<MasterKey, MasterKeyError> {
    let place = &config.master_key;
    if let Some(key) = &place.value {
        return Ok(key.clone());
    }
    if let Some(path) = &place.file {
        return read(path);
    }
    let path = path_in(&config.data_dir);
    match (read(&path), when_missing) {
        (Err(MasterKeyError::Io { error, .. }), WhenMissing::Make) if error.kind() == ErrorKind::NotFound => {
            make(&path)?;
            read(&path)
        }
        (Err(MasterKeyError::Io { error, .. }), WhenMissing::Refuse)
            if error.kind() == ErrorKind::NotFound =>
        {
            Err(MasterKeyError::Missing { path })
        }
        (result, _) => result,
    }
}

/// Where the key is unless the configuration says otherwise.
pub(crate) fn path_in(data_dir: &Path) -> PathBuf {
    data_dir.join("master.key")
}

/// The file that holds the key; nothing if the configuration holds the key itself.
pub(crate) fn file_of(config: &Config) -> Option<PathBuf> {
    let place = &config.master_key;
    match (&place.value, &place.file) {
        (Some(_), _) => None,
        (None, Some(file)) => Some(file.clone()),
        (None, None) => Some(path_in(&config.data_dir)),
    }
}

/// Writes the key that is to take the place of the one in `file`, beside it; answers where.
pub(crate) fn write_next(file: &Path, key: &MasterKey) -> Result<PathBuf, MasterKeyError> {
    let next = file.with_extension("next");
    write_new(&next, key, folder_of(file)).map_err(|error| MasterKeyError::Io {
        path: next.clone(),
        what: "made",
        error,
    })?;
    Ok(next)
}

/// The key that [`write_next`] has left beside `file`, with its place, if there is one.
pub(crate) fn read_next(file: &Path) -> Result<Option<(PathBuf, MasterKey)>, MasterKeyError> {
    let next = file.with_extension("next");
    match read(&next) {
        Ok(key) => Ok(Some((next, key))),
        Err(MasterKeyError::Io { error, .. }) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Puts the key in `next` into the place of the one in `file`; lasting when this returns.
pub(crate) fn replace(next: &Path, file: &Path) -> io::Result<()> {
    fs::rename(next, file)?;
    File::open(folder_of(file))?.sync_all()
}

fn read(path: &Path) -> Result<MasterKey, MasterKeyError> {
    let failed = |error| MasterKeyError::Io { path: path.into(), what: "read", error };
    let mode = fs::metadata(path).map_err(failed)?.mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(MasterKeyError::Exposed { path: path.into(), mode });
    }
    let text = fs::read_to_string(path).map_err(failed)?;
    text.parse().map_err(|_| MasterKeyError::Malformed { path: path.into() })
}

fn make(path: &Path) -> Result<(), MasterKeyError> {
    let folder = folder_of(path);
    let made = data_dir::make(folder).and_then(|()| write_new(path, &MasterKey::generate(), folder));
    match made {
        // Another process was faster: its key is the key.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        result => result.map_err(|error| MasterKeyError::Io { path: path.into(), what: "made", error }),
    }
}

/// Where a file lies; a bare name lies here.
fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes the key so that the file, once it can be seen, is whole and outlasts a power cut; never over another.
fn write_new(path: &Path, key: &MasterKey, folder: &Path) -> io::Result<()> {
    let draft = path.with_extension(format!("{}.new", std::process::id()));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
    let written = writeln!(file, "{}", key.expose()).and_then(|()| file.sync_all());
    let placed = written.and_then(|()| fs::hard_link(&draft, path));
    fs::remove_file(&draft)?;
    placed?;
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::config::Layers;

    fn config(data_dir: &Path) -> Config {
        let mut config = Layers::new().config().unwrap();
        config.data_dir = data_dir.join("data");
        config
    }

    #[test]
    fn the_first_start_makes_a_key_that_later_ones_read() {
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path());
        let made = load(&config, WhenMissing::Make).unwrap();
        let path = path_in(&config.data_dir);
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
        assert_eq!(load(&config, WhenMissing::Refuse).unwrap().fingerprint(), made.fingerprint());
        assert_eq!(fs::read_dir(&config.data_dir).unwrap().count(), 1, "a draft was left behind");
    }

    #[test]
    fn a_key_that_others_may_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path());
        load(&config, WhenMissing::Make).unwrap();
        fs::set_permissions(path_in(&config.data_dir), PermissionsExt::from_mode(0o640)).unwrap();
        let error = load(&config, WhenMissing::Make).unwrap_err().to_string();
        assert!(error.contains("(mode 0640)") && error.contains("chmod 600"), "{error}");
    }

    #[test]
    fn no_key_is_made_for_a_database_that_needs_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let error = load(&config(folder.path()), WhenMissing::Refuse).unwrap_err();
        assert!(matches!(error, MasterKeyError::Missing { .. }), "{error}");
    }

    #[test]
    fn a_named_file_must_exist_and_hold_a_key() {
        let folder = tempfile::tempdir().unwrap();
        let mut config = config(folder.path());
        let path = folder.path().join("key");
        config.master_key.file = Some(path.clone());
        assert!(matches!(load(&config, WhenMissing::Make), Err(MasterKeyError::Io { .. })));
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).unwrap();
        assert!(matches!(load(&config, WhenMissing::Make), Err(MasterKeyError::Malformed { .. })));
    }

    #[test]
    fn the_configured_value_wins() {
        let folder = tempfile::tempdir().unwrap();
        let mut config = config(folder.path());
        let key = MasterKey::generate();
        config.master_key.value = Some(key.clone());
        assert_eq!(load(&config, WhenMissing::Refuse).unwrap().fingerprint(), key.fingerprint());
        assert!(!config.data_dir.exists());
    }
}
