//! How often a sign-in may fail, per account and per address.

use billhook_core::clock::Timestamp;
use billhook_store::{AnyConnection, StoreError, sessions, sign_ins};

use crate::client_address::{is_same_network, place};
use crate::problem::{Kind, Problem};
use crate::rate_limit::RateLimitState;
use crate::state::ApiConfig;

/// What a sign-in is counted under: the account, and the address.
///
/// An account's failures from where its person has signed in before are counted for that place alone, and all others
/// together. So whoever fails on purpose, from however many addresses, keeps nobody out who signs in from a
/// known place; and guesses are bounded all the same, to the limit for each known place and once more for the
/// rest of the world.
#[derive(Clone)]
pub(crate) struct Throttle {
    email: String,
    address: Option<String>,
    config: ApiConfig,
}

/// Too many failures: how many there may be, and when they are forgotten.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exhausted {
    limit: u32,
    wait_s: u64,
}

impl Exhausted {
    /// Where the caller stands.
    pub(crate) fn rate_limit(self) -> RateLimitState {
        RateLimitState { limit: self.limit, remaining: 0, reset_s: self.wait_s }
    }

    /// 429.
    pub(crate) fn problem(self) -> Problem {
        let detail = format!(
            "Sign-in failed too often, for this account or from this address. Wait {} s, or sign in from where you \
             have before.",
            self.wait_s
        );
        Problem::new(Kind::TooManySignIns, detail).retry_after(self.wait_s)
    }
}

impl Throttle {
    /// The throttle of a sign-in to this account from this address.
    pub(crate) fn new(config: &ApiConfig, email: &str, address: Option<String>) -> Self {
        Self { email: email.to_owned(), address, config: config.clone() }
    }

    /// Counts a failure ahead of the attempt, so that many at once do not pass where one after the other would not.
    pub(crate) fn begin(
        &self,
        connection: &mut AnyConnection,
        now: Timestamp,
    ) -> Result<Result<(), Exhausted>, StoreError> {
        // The address comes first: one that has used up its failures writes nothing for accounts that it makes up.
        if let Some(address) = self.by_address() {
            let limit = self.config.sign_in_failures_per_address;
            if let Err(exhausted) = self.count(connection, &address, limit, now)? {
                return Ok(Err(exhausted));
            }
        }
        let account = self.account(connection)?;
        let limit = self.config.sign_in_failures_per_account;
        let begun = self.count(connection, &account, limit, now)?;
        if begun.is_err()
            && let Some(address) = self.by_address()
        {
            sign_ins::take_back(connection, &address)?;
        }
        Ok(begun)
    }

    fn count(
        &self,
        connection: &mut AnyConnection,
        subject: &str,
        limit: u32,
        now: Timestamp,
    ) -> Result<Result<(), Exhausted>, StoreError> {
        let failures = sign_ins::count(connection, subject, self.config.sign_in_window, now)?;
        if failures.count <= limit {
            return Ok(Ok(()));
        }
        // What is refused is not an attempt: right passwords that come all at once must not add up to failures.
        sign_ins::take_back(connection, subject)?;
        let wait_s = u64::try_from((failures.until - now).num_seconds()).unwrap_or(0) + 1;
        Ok(Err(Exhausted { limit, wait_s }))
    }

    /// The attempt succeeded: the account starts afresh, and the address gets its count back. To be told before the
    /// session is kept, which makes the place a known one.
    pub(crate) fn succeeded(&self, connection: &mut AnyConnection) -> Result<(), StoreError> {
        // In the order in which they were counted, so that no two sign-ins wait for each other.
        if let Some(address) = self.by_address() {
            sign_ins::take_back(connection, &address)?;
        }
        let account = self.account(connection)?;
        sign_ins::forget(connection, &account)
    }

    fn account(&self, connection: &mut AnyConnection) -> Result<String, StoreError> {
        let Self { email, address, .. } = self;
        let Some(address) = address else { return Ok(anywhere(email)) };
        let known = sessions::addresses_of_account(connection, email)?;
        let known = known.iter().find(|known| is_same_network(known, address));
        Ok(known.map_or_else(|| anywhere(email), |known| at(email, known)))
    }

    fn by_address(&self) -> Option<String> {
        self.address.as_ref().map(|address| format!("address:{}", place(address)))
    }
}

/// Forgets the failures of an account, wherever they came from: its password is another one now.
pub(crate) fn forget_failures(connection: &mut AnyConnection, email: &str) -> Result<(), StoreError> {
    for known in sessions::addresses_of_account(connection, email)? {
        sign_ins::forget(connection, &at(email, &known))?;
    }
    sign_ins::forget(connection, &anywhere(email))
}

/// What an account's failures from places that are not known are counted under.
fn anywhere(email: &str) -> String {
    format!("account:{email}")
}

/// What an account's failures from a known place are counted under.
fn at(email: &str, known: &str) -> String {
    format!("account:{email} at {known}")
}
