//! How a command ends badly: one clear sentence, what to do where that is known, and an exit code.

use std::fmt;
use std::process::ExitCode;

use billhook_store::StoreError;

use crate::config::ConfigError;
use crate::master_key::MasterKeyError;

/// Why a command failed, as it is shown.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    code: u8,
}

/// What was asked for did not work.
const FAILED: u8 = 1;
/// What was asked for makes no sense: the code of clap for a wrong command line.
const MISUSED: u8 = 2;

impl Failure {
    /// It did not work.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: FAILED }
    }

    /// It cannot be done as it was asked for.
    pub(crate) fn misuse(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: MISUSED }
    }

    /// 1 if it did not work, 2 if command line or configuration are wrong.
    pub(crate) fn code(&self) -> ExitCode {
        self.code.into()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.message)
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::misuse(error.to_string())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::new(error.to_string())
    }
}

impl From<MasterKeyError> for Failure {
    fn from(error: MasterKeyError) -> Self {
        Self::new(error.to_string())
    }
}
