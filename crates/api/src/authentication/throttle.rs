//! How often a sign-in may fail, per account and per address.

use billhook_core::clock::Timestamp;
use billhook_store::{AnyConnection, StoreError, sign_ins};

use crate::limits::Standing;
use crate::problem::{Kind, Problem};
use crate::state::ApiConfig;

/// The two subjects that a sign-in is counted under, with how many failures each may have.
#[derive(Clone)]
pub(crate) struct Throttle {
    account: String,
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
    pub(crate) fn standing(self) -> Standing {
        Standing { limit: self.limit, remaining: 0, reset_s: self.wait_s }
    }

    /// 429.
    pub(crate) fn problem(self) -> Problem {
        let detail = format!(
            "Sign-in failed too often, for this account or from this address. Wait {} s.",
            self.wait_s
        );
        Problem::new(Kind::TooManySignIns, detail).retry_after(self.wait_s)
    }
}

impl Throttle {
    /// The throttle of a sign-in to this account from this address.
    pub(crate) fn new(config: &ApiConfig, email: &str, address: Option<String>) -> Self {
        let address = address.map(|address| format!("address:{address}"));
        Self { account: format!("account:{email}"), address, config: config.clone() }
    }

    /// Counts a failure ahead of the attempt, so that many at once do not pass where one after the other would not.
    pub(crate) fn begin(
        &self,
        connection: &mut AnyConnection,
        now: Timestamp,
    ) -> Result<Result<(), Exhausted>, StoreError> {
        for (subject, limit) in self.subjects() {
            let failures = sign_ins::count(connection, subject, self.config.sign_in_window, now)?;
            if failures.count > limit {
                let wait_s = u64::try_from((failures.until - now).num_seconds()).unwrap_or(0) + 1;
                return Ok(Err(Exhausted { limit, wait_s }));
            }
        }
        Ok(Ok(()))
    }

    /// The attempt succeeded: the account starts afresh, and the address gets its count back.
    pub(crate) fn succeeded(&self, connection: &mut AnyConnection) -> Result<(), StoreError> {
        sign_ins::forget(connection, &self.account)?;
        self.address.as_deref().map_or(Ok(()), |address| sign_ins::take_back(connection, address))
    }

    fn subjects(&self) -> impl Iterator<Item = (&str, u32)> {
        let account = (self.account.as_str(), self.config.sign_in_failures_per_account);
        let address =
            self.address.as_deref().map(|address| (address, self.config.sign_in_failures_per_address));
        std::iter::once(account).chain(address)
    }
}
