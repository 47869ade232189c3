//! Sessions of the operator.

use billhook_core::id::OperatorTokenId;
use billhook_store::operator_sessions;
use billhook_store::operator_tokens::{self, OperatorToken};
use billhook_store::{Db, SystemScope, on_both_databases};

use crate::fixture::{at, read, write};

/// A token with this digest, and a session of it with this one that ends after so many seconds.
async fn signed_in(db: &Db, token: [u8; 32], key: [u8; 32], lasts: i64) -> OperatorTokenId {
    let id = OperatorTokenId::new(at(0));
    let kept =
        OperatorToken { id, name: "CI".into(), prefix: "bho_".into(), created_at: at(0), revoked_at: None };
    write(db, move |c| {
        operator_tokens::insert(c, SystemScope, &kept, &token)?;
        let operator = operator_tokens::authenticate(c, &token)?.expect("it was just kept");
        operator_sessions::insert(c, &operator, &key, at(lasts), at(0))
    })
    .await;
    id
}

/// Whose session has this key, at so many seconds.
async fn known(db: &Db, key: [u8; 32], now: i64) -> Option<OperatorTokenId> {
    let found = read(db, move |c| operator_tokens::authenticate_session(c, &key, at(now))).await;
    found.map(|operator| operator.token.id)
}

on_both_databases! {
    async fn a_session_is_known_by_its_key_until_it_expires_or_is_ended(db: Db) {
        let token = signed_in(&db, [1; 32], [2; 32], 100).await;
        assert_eq!(known(&db, [2; 32], 99).await, Some(token));
        assert_eq!(known(&db, [2; 32], 100).await, None);
        assert_eq!(known(&db, [1; 32], 0).await, None, "the token is no key");
        write(&db, |c| operator_sessions::end(c, &[2; 32])).await;
        assert_eq!(known(&db, [2; 32], 0).await, None);
    }

    async fn sessions_end_with_their_token(db: Db) {
        let gone = signed_in(&db, [1; 32], [2; 32], 100).await;
        let stays = signed_in(&db, [3; 32], [4; 32], 100).await;
        assert!(write(&db, move |c| operator_tokens::revoke(c, SystemScope, gone, at(1))).await);
        assert_eq!((known(&db, [2; 32], 2).await, known(&db, [4; 32], 2).await), (None, Some(stays)));
    }

    async fn what_has_expired_is_removed(db: Db) {
        signed_in(&db, [1; 32], [2; 32], 100).await;
        let stays = signed_in(&db, [3; 32], [4; 32], 200).await;
        assert_eq!(write(&db, |c| operator_sessions::delete_expired(c, SystemScope, at(99), 10)).await, 0);
        assert_eq!(write(&db, |c| operator_sessions::delete_expired(c, SystemScope, at(100), 10)).await, 1);
        assert_eq!(known(&db, [4; 32], 100).await, Some(stays));
    }
}
