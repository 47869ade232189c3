//! A process at work keeps its share of the master key's lock, so that nobody changes the key under it; if the database
//! went away and the key was changed meanwhile, it finds out.

use std::time::Duration;

use billhook_core::secret::Fingerprint;
use billhook_store::key_lock::KeyLock;
use billhook_store::{Db, StoreError, SystemScope, hook_secrets};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How often it is looked whether the share is still there.
const PERIOD: Duration = Duration::from_secs(2);

/// The share, as long as this is not dropped.
pub(crate) struct KeyWatch {
    task: JoinHandle<()>,
    has_changed: watch::Receiver<bool>,
}

/// Somebody has changed the key, or is about to.
struct Changed;

impl KeyWatch {
    /// Keeps this share of the key with that fingerprint, on the present Tokio runtime.
    pub(crate) fn start(db: Db, lock: KeyLock, name: String, key: Fingerprint) -> Self {
        let (change, has_changed) = watch::channel(false);
        let task = tokio::spawn(async move {
            let mut lock = lock;
            // Nobody shares an embedded database.
            while db.is_shared() {
                tokio::time::sleep(PERIOD).await;
                let (db, name) = (db.clone(), name.clone());
                match tokio::task::spawn_blocking(move || renewed(lock, &db, &name, key)).await {
                    Ok(Ok(renewed)) => lock = renewed,
                    Ok(Err(Changed)) | Err(_) => {
                        let _ = change.send(true);
                        break;
                    }
                }
            }
            change.closed().await;
        });
        Self { task, has_changed }
    }

    /// Returns when this process has another key than the database.
    pub(crate) async fn changed(&self) {
        let mut has_changed = self.has_changed.clone();
        if has_changed.wait_for(|has_changed| *has_changed).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Drop for KeyWatch {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The same share, or a new one if that is gone and the key is still the same. While the database is away, the old one:
/// without the database nobody changes anything.
fn renewed(mut lock: KeyLock, db: &Db, name: &str, key: Fingerprint) -> Result<KeyLock, Changed> {
    if lock.is_kept() {
        return Ok(lock);
    }
    match KeyLock::share(db, name) {
        Ok(Some(new)) => match fits(db, key) {
            Ok(true) => Ok(new),
            Ok(false) => Err(Changed),
            Err(_) => Ok(lock),
        },
        Ok(None) => Err(Changed),
        Err(_) => Ok(lock),
    }
}

fn fits(db: &Db, key: Fingerprint) -> Result<bool, StoreError> {
    let any = db.directly(|c| hook_secrets::any(c, SystemScope))?;
    Ok(any.and_then(|(_, sealed)| Fingerprint::of_sealed(&sealed)).is_none_or(|sealed_by| sealed_by == key))
}

/// How a process calls itself where others see that it is at work.
pub(crate) fn name_of_process(command: &str) -> String {
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let pid = std::process::id();
    match host.trim() {
        "" => format!("billhook {command}, process {pid}"),
        host => format!("billhook {command}, process {pid} on {host}"),
    }
}
