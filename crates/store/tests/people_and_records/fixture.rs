//! What these tests begin with.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::{TokenId, UserId};
use billhook_store::provisioning::{self, Founder, Provisioned};
use billhook_store::tokens::Token;
use billhook_store::{AnyConnection, Db, StoreError};
use chrono::Duration;

/// 2026-11-20T12:00:00Z, and some seconds.
pub(crate) fn at(seconds: i64) -> Timestamp {
    from_micros(1_795_176_000_000_000) + Duration::seconds(seconds)
}

/// Writes, and expects it to work.
pub(crate) async fn write<T: Send + 'static>(
    db: &Db,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreError> + Send + 'static,
) -> T {
    db.write(work).await.expect("the write succeeds")
}

/// Reads, and expects it to work.
pub(crate) async fn read<T: Send + 'static>(
    db: &Db,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreError> + Send + 'static,
) -> T {
    db.read(work).await.expect("the read succeeds")
}

/// A tenant of this name, founded by the user with this address.
pub(crate) async fn tenant(db: &Db, name: &str, email: &str) -> Provisioned {
    let founder = Founder {
        tenant_name: name.into(),
        name: "Ann".into(),
        email: email.into(),
        password_hash: "$argon2id$".into(),
    };
    let provisioned =
        db.write(move |c| match provisioning::provision(c, &founder, UserId::new(at(0)), at(0)) {
            Ok(provisioned) => Ok(provisioned),
            Err(provisioning::ProvisioningError::Store(error)) => Err(error),
            Err(taken) => Err(StoreError::Taken(taken.to_string())),
        });
    provisioned.await.expect("the tenant is provisioned")
}

/// A token of the tenant's first member.
pub(crate) fn token(provisioned: &Provisioned, name: &str, made_at: Timestamp) -> Token {
    Token {
        id: TokenId::new(made_at),
        member_id: provisioned.member.id,
        name: name.into(),
        prefix: "bh_abcdefgh".into(),
        permissions: None,
        grants: None,
        created_at: made_at,
        expires_at: None,
        last_used_at: None,
        revoked_at: None,
    }
}
