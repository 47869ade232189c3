//! `billhook admin rotate-master-key`: everything that is sealed, sealed again, and the new key in the old one's place.
//!
//! At no instant is a secret sealed under a key that is not on disk: the new key is written beside the old one
//! first, and takes its place when all is sealed under it. Broken off in between, the next run goes on.

use std::fmt::Display;
use std::path::Path;

use billhook_core::secret::{Fingerprint, MasterKey};
use billhook_store::key_lock::KeyLock;
use billhook_store::{AnyConnection, Db, StoreError, SystemScope, hook_secrets, idempotency, mails};

use super::open;
use crate::commands::Failure;
use crate::config::Flags;
use crate::database;
use crate::key_watch::name_of_process;
use crate::lock;
use crate::master_key::{self, WhenMissing};
use crate::stdout::say;

/// How many rows are sealed again in one step.
const STEP: u32 = 500;

/// What this process is called where others see that it is at work.
const COMMAND: &str = "admin rotate-master-key";

pub(super) async fn run(flags: &Flags) -> Result<(), Failure> {
    let config = flags.load()?;
    let file = master_key::file_of(&config)
        .ok_or_else(|| Failure::misuse("the master key is set by master_key.value, which this command cannot change: keep it in a file to rotate it"))?;
    // Before the lock, which would make the folder.
    database::require(&config)?;
    let _lock = lock::try_hold(&config, COMMAND)?.map_err(|other| at_work(&[other]))?;
    let db = open(&config)?;
    // A process at work would go on with the old key, and seal under it what is made meanwhile.
    let _alone = KeyLock::alone(&db, &name_of_process(COMMAND))?.map_err(|others| at_work(&others))?;
    if finish_earlier(&db, &file).await? {
        return say!("An earlier change of the master key is finished: {} has the new one.", file.display());
    }
    let old = master_key::load(&config, WhenMissing::Refuse)?;
    let new = MasterKey::generate();
    let next = master_key::write_next(&file, &new)?;
    let Resealed { secrets, links, answers } = db.write(move |c| reseal(c, &old, &new)).await?;
    put_in_place(&next, &file)?;
    say!(
        "The master key in {} is new: {secrets} secrets of hooks, {links} links in waiting mails and {answers} answers kept \
         for idempotency keys are sealed under it. Every process needs this file before it starts. Everybody has to sign in again.",
        file.display()
    )
}

fn at_work(others: &[impl Display]) -> Failure {
    let mut text =
        String::from("the master key cannot be changed under processes that work with it; stop these first:");
    for other in others {
        text += &format!("\n  {other}");
    }
    if others.is_empty() {
        text += "\n  (it has ended just now: try again)";
    }
    Failure::new(text)
}

/// How many of each were sealed again.
struct Resealed {
    secrets: usize,
    links: usize,
    answers: usize,
}

/// All of it or nothing.
fn reseal(c: &mut AnyConnection, old: &MasterKey, new: &MasterKey) -> Result<Resealed, StoreError> {
    hook_secrets::lock_all(c, SystemScope)?;
    Ok(Resealed {
        secrets: in_steps(|after| hook_secrets::reseal(c, SystemScope, old, new, after, STEP))?,
        links: mails::reseal(c, SystemScope, old, new)?,
        answers: in_steps(|after| idempotency::reseal(c, SystemScope, old, new, after, STEP))?,
    })
}

/// Takes step after step, each from where the one before ended; how many rows they were in all.
fn in_steps<P>(
    mut step: impl FnMut(Option<P>) -> Result<(Option<P>, usize), StoreError>,
) -> Result<usize, StoreError> {
    let (mut after, mut all) = (None, 0);
    loop {
        let (last, count) = step(after)?;
        all += count;
        match last {
            Some(last) => after = Some(last),
            None => return Ok(all),
        }
    }
}

/// Puts the key of a run in place that sealed everything and did not come to that; removes one that sealed
/// nothing. True if there was one to put in place.
async fn finish_earlier(db: &Db, file: &Path) -> Result<bool, Failure> {
    let Some((next, key)) = master_key::read_next(file)? else { return Ok(false) };
    let any = db.read(|c| hook_secrets::any(c, SystemScope)).await?;
    let sealed_by = any.and_then(|(_, sealed)| Fingerprint::of_sealed(&sealed));
    if sealed_by == Some(key.fingerprint()) {
        return put_in_place(&next, file).map(|()| true);
    }
    std::fs::remove_file(&next)
        .map_err(|error| Failure::new(format!("{} cannot be removed: {error}", next.display())))?;
    Ok(false)
}

fn put_in_place(next: &Path, file: &Path) -> Result<(), Failure> {
    master_key::replace(next, file).map_err(|error| {
        Failure::new(format!(
            "the secrets are sealed under the new key, but it could not be put in place: {error}. Run this again, or move \
             {} to {} by hand",
            next.display(),
            file.display()
        ))
    })
}
