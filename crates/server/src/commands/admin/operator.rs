//! The operator's tokens: made, listed and revoked by who can run this program on this database.

use billhook_api::operator_tokens::{self, NewOperatorToken};
use billhook_core::clock::{Clock, SystemClock};
use billhook_core::id::OperatorTokenId;
use billhook_store::{Db, StoreError, SystemScope, operator_tokens as rows};
use serde_json::json;

use crate::commands::Failure;
use crate::stdout::say;

/// Makes a token and prints it, this once.
pub(super) async fn create(db: &Db, name: &str) -> Result<(), Failure> {
    let made =
        operator_tokens::new(&SystemClock, name).map_err(|problem| Failure::new(problem.to_string()))?;
    let NewOperatorToken { credential, token, hash } = made;
    let answer = json!({"id": token.id, "name": token.name, "token": credential});
    db.write(move |c| rows::insert(c, SystemScope, &token, &hash)).await?;
    say!("{answer}")
}

/// Prints the tokens that are not revoked.
pub(super) async fn list(db: &Db) -> Result<(), Failure> {
    for token in db.read(|c| rows::list(c, SystemScope)).await? {
        let line = json!({
            "id": token.id, "name": token.name, "prefix": token.prefix, "created_at": token.created_at,
        });
        say!("{line}")?;
    }
    Ok(())
}

/// Revokes a token; running processes notice with the next request.
pub(super) async fn revoke(db: &Db, id: OperatorTokenId) -> Result<(), Failure> {
    let now = SystemClock.now();
    let revoked: Result<bool, StoreError> = db.write(move |c| rows::revoke(c, SystemScope, id, now)).await;
    if revoked? {
        say!("The token {id} is no longer valid.")
    } else {
        Err(Failure::new(format!("there is no token {id}: `billhook admin list-operator-tokens` shows them")))
    }
}
