//! The operator's tokens, for the command line: it asks nobody's permission.

use billhook_core::clock::Clock;
use billhook_core::credential::shown_prefix;
use billhook_core::id::OperatorTokenId;
use billhook_store::operator_tokens::OperatorToken;

use crate::checks::Checks;
use crate::credentials::{self, TokenHash};
use crate::problem::Problem;

/// A new token of the operator, and what is kept of it.
#[derive(Clone, Debug)]
pub struct NewOperatorToken {
    /// The credential. It cannot be shown again.
    pub credential: String,
    /// What is kept beside its digest.
    pub token: OperatorToken,
    /// The SHA-256 of the credential.
    pub hash: [u8; 32],
}

/// A new token with this name, not kept yet.
pub fn new(clock: &dyn Clock, name: &str) -> Result<NewOperatorToken, Problem> {
    let mut checks = Checks::default();
    let name = checks.name("/name", name);
    checks.finish()?;
    let (credential, now) = (credentials::new_operator_token()?, clock.now());
    let prefix = shown_prefix(&credential);
    let token =
        OperatorToken { id: OperatorTokenId::new(now), name, prefix, created_at: now, revoked_at: None };
    let hash = *TokenHash::of(&credential).as_bytes();
    Ok(NewOperatorToken { credential, token, hash })
}
