//! Passwords: which are taken, and how they are kept.

use std::sync::Arc;
use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
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
const LONGEST: usize = 256;

/// How many passwords are hashed at once: sign-ins must not take the machine from deliveries.
const AT_ONCE: usize = 2;

/// The hash of no password at all, against which unknown accounts are checked so that they take as long.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash("no account has this password").ok());

/// What is wrong with a password that somebody wants to have, if anything.
pub(crate) fn check_password(pointer: &str, password: &str) -> Option<FieldError> {
    let length = password.chars().count();
    let detail = match length {
        0..SHORTEST => format!("a password has at least {SHORTEST} characters; this has {length}"),
        SHORTEST..=LONGEST => return None,
        _ => format!("a password has at most {LONGEST} characters"),
    };
    Some(FieldError { pointer: pointer.to_owned(), detail })
}

/// Hashes and verifies passwords, a few at a time, on blocking threads.
#[derive(Clone)]
pub(crate) struct Hasher(Arc<Semaphore>);

impl Default for Hasher {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Hasher {
    /// The password's hash in PHC form.
    pub(crate) async fn hash(&self, password: String) -> Result<String, Problem> {
        self.run(move || hash(&password)).await?
    }

    /// True if the hash is that of the password. Without a hash it is false, and takes as long to find out.
    pub(crate) async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, Problem> {
        self.run(move || verify(&password, hash.as_deref())).await
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        let _turn = self.0.acquire().await.map_err(|_| Problem::internal())?;
        tokio::task::spawn_blocking(work).await.map_err(|error| {
            tracing::error!(%error, "hashing a password panicked");
            Problem::internal()
        })
    }
}

/// The password's hash in PHC form, on this thread.
pub(crate) fn hash(password: &str) -> Result<String, Problem> {
    let parameters = Params::new(MEMORY_KIB, PASSES, LANES, None);
    let hashed = parameters.map_err(|error| error.to_string()).and_then(|parameters| {
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters);
        argon2.hash_password(password.as_bytes()).map_err(|error| error.to_string())
    });
    hashed.map(|hash| hash.to_string()).map_err(|error| {
        tracing::error!(%error, "a password cannot be hashed");
        Problem::internal()
    })
}

fn verify(password: &str, hash: Option<&str>) -> bool {
    let known = hash.is_some();
    let hash = hash.or(NOBODY.as_deref()).and_then(|text| PasswordHash::new(text).ok());
    // The hash carries its own parameters; these are only where verification starts from.
    let matches =
        hash.is_some_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
    matches && known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_verifies_its_password_only() {
        let hash = hash("correct horse battery").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify("correct horse battery", Some(&hash)));
        assert!(!verify("correct horse batterz", Some(&hash)));
        assert!(!verify("no account has this password", None));
        assert!(!verify("anything", Some("not a hash")));
    }

    #[test]
    fn only_length_is_asked_of_a_password() {
        assert!(check_password("/password", "elevenchars").is_some());
        assert!(check_password("/password", "twelve chars").is_none());
        assert!(check_password("/password", "ünïcödé ßäfe").is_none());
        assert!(check_password("/password", &"x".repeat(257)).is_some());
    }
}
