//! Passwords: which are taken, and how they are kept.

use std::sync::Arc;
use std::sync::LazyLock;
use std::thread;

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use aws_lc_rs::constant_time::verify_slices_are_equal;
use parking_lot::Mutex;
use tokio::sync::Semaphore;

use crate::problem::{FieldError, Problem};

/// Argon2id with 19 MiB, two passes and one lane: OWASP's Password Storage Cheat Sheet, first of its equivalent
/// settings. 25 ms on one core of a small server.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Length is what counts, so no rules of composition (NIST SP 800-63B, section 3.1.1.2). The upper bound keeps a
/// request from being made of hashing.
const SHORTEST: usize = 12;
const MAX_LEN: usize = 256;

/// How many passwords are hashed at once, on half of the machine's cores: sign-ins must not take it from deliveries.
fn at_once() -> usize {
    thread::available_parallelism().map_or(1, |cores| (cores.get() / 2).max(1))
}

/// The hash of no password at all, against which unknown accounts are checked so that they take as long.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash("no account has this password").ok());

/// What is wrong with a password that somebody wants to have, if anything.
pub(crate) fn check_password(pointer: &str, password: &str) -> Option<FieldError> {
    let length = password.chars().count();
    let detail = match length {
        0..SHORTEST => format!("a password has at least {SHORTEST} characters; this has {length}"),
        SHORTEST..=MAX_LEN => return None,
        _ => format!("a password has at most {MAX_LEN} characters"),
    };
    Some(FieldError { pointer: pointer.to_owned(), detail })
}

/// Hashes and verifies passwords, a few at a time, on blocking threads.
#[derive(Clone)]
pub(crate) struct Hasher {
    turns: Arc<Semaphore>,
    /// Kept from one password to the next, one for each that is hashed at once: given back to the allocator, they would
    /// stay with each thread that ever hashed one.
    memories: Arc<Mutex<Vec<Memory>>>,
}

/// What Argon2 works in.
type Memory = Vec<Block>;

impl Default for Hasher {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(at_once())), memories: Arc::default() }
    }
}

impl Hasher {
    /// The password's hash in PHC form.
    pub(crate) async fn hash(&self, password: String) -> Result<String, Problem> {
        self.run(move |memory| hash_in(&password, memory)).await?
    }

    /// True if the hash is that of the password. Without a hash it is false, and takes as long to find out.
    pub(crate) async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, Problem> {
        self.run(move |memory| verify(&password, hash.as_deref(), memory)).await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Memory) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        // Goes with the work: who asked may have left before it is done.
        let turn = self.turns.clone().acquire_owned().await.map_err(|_| Problem::internal())?;
        let memories = self.memories.clone();
        let work = move || {
            let _turn = turn;
            let mut memory = memories.lock().pop().unwrap_or_default();
            let done = work(&mut memory);
            memories.lock().push(memory);
            done
        };
        tokio::task::spawn_blocking(work).await.map_err(|error| {
            tracing::error!(%error, "hashing a password panicked");
            Problem::internal()
        })
    }
}

/// The password's hash in PHC form, on this thread.
pub(crate) fn hash(password: &str) -> Result<String, Problem> {
    hash_in(password, &mut Memory::new())
}

fn hash_in(password: &str, memory: &mut Memory) -> Result<String, Problem> {
    new_hash(password, memory).map_err(|error| {
        tracing::error!(%error, "a password cannot be hashed");
        Problem::internal()
    })
}

fn new_hash(password: &str, memory: &mut Memory) -> Result<String, argon2::password_hash::Error> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None)?;
    let salt = Salt::generate();
    let output = Output::new(&digest(password, &salt, &params, Params::DEFAULT_OUTPUT_LEN, memory)?)?;
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&params)?,
        salt: Some(salt),
        hash: Some(output),
    };
    Ok(hash.to_string())
}

fn verify(password: &str, hash: Option<&str>, memory: &mut Memory) -> bool {
    let known = hash.is_some();
    let matches = hash.or(NOBODY.as_deref()).and_then(|text| matches(password, text, memory));
    matches.unwrap_or(false) && known
}

/// `None` if the hash is not one that Argon2id made; it carries its own parameters.
fn matches(password: &str, hash: &str, memory: &mut Memory) -> Option<bool> {
    let hash = PasswordHash::new(hash).ok()?;
    let (params, salt, expected) = (Params::try_from(&hash).ok()?, hash.salt?, hash.hash?);
    let found = digest(password, &salt, &params, expected.as_ref().len(), memory).ok()?;
    Some(verify_slices_are_equal(&found, expected.as_ref()).is_ok())
}

fn digest(
    password: &str,
    salt: &Salt,
    params: &Params,
    length: usize,
    memory: &mut Memory,
) -> Result<Vec<u8>, argon2::Error> {
    memory.resize(params.block_count(), Block::default());
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    let mut digest = vec![0; length];
    argon2.hash_password_into_with_memory(password.as_bytes(), salt, &mut digest, memory.as_mut_slice())?;
    Ok(digest)
}

#[cfg(test)]
mod tests {
    use argon2::PasswordHasher;

    use super::*;

    #[test]
    fn a_hash_verifies_its_password_only() {
        let hash = hash("correct horse battery").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        let mut memory = Memory::new();
        let mut verify = |password, hash| verify(password, hash, &mut memory);
        assert!(verify("correct horse battery", Some(&hash)));
        assert!(!verify("correct horse batterz", Some(&hash)));
        assert!(!verify("no account has this password", None));
        assert!(!verify("anything", Some("not a hash")));
    }

    #[test]
    fn a_hash_of_the_library_verifies() {
        let theirs = Argon2::default().hash_password(b"correct horse battery").unwrap().to_string();
        assert!(verify("correct horse battery", Some(&theirs), &mut Memory::new()));
    }

    #[tokio::test]
    async fn no_more_memory_is_kept_than_passwords_are_hashed_at_once() {
        let hasher = Hasher::default();
        let wrong = || hasher.verify("anything at all".into(), None);
        assert_eq!(
            tokio::join!(wrong(), wrong(), wrong(), wrong()),
            (Ok(false), Ok(false), Ok(false), Ok(false))
        );
        assert!(hasher.memories.lock().len() <= at_once());
    }

    #[test]
    fn only_length_is_asked_of_a_password() {
        assert!(check_password("/password", "elevenchars").is_some());
        assert!(check_password("/password", "twelve chars").is_none());
        assert!(check_password("/password", "ünïcödé ßäfe").is_none());
        assert!(check_password("/password", &"x".repeat(257)).is_some());
    }
}
