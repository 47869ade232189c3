//! Sessions.

use billhook_core::id::{SessionId, UserId};
use billhook_store::sessions::{self, Origin, Refresh, RefreshHashes, Session};
use billhook_store::{Db, SystemScope, on_both_databases};

use crate::fixture::{at, read, tenant, write};

fn hashes(whole: [u8; 32]) -> RefreshHashes {
    RefreshHashes { whole, family: [9; 32] }
}

async fn session(db: &Db, user: UserId, refresh: [u8; 32]) -> Session {
    let session = Session {
        id: SessionId::new(at(0)),
        user_id: user,
        rotated_at: at(0),
        created_at: at(0),
        expires_at: at(1000),
        revoked_at: None,
        visit: None,
    };
    let kept = session.clone();
    write(db, move |c| sessions::insert(c, &kept, &hashes(refresh), &Origin::default())).await;
    session
}

on_both_databases! {
    async fn a_rotated_credential_stays_known_as_the_one_before(db: Db) {
        let ann = tenant(&db, "Acme", "ann@example.com").await.user.id;
        let id = session(&db, ann, [1; 32]).await.id;
        assert!(write(&db, move |c| sessions::rotate(c, id, &[1; 32], &hashes([2; 32]), at(2000), at(10))).await);
        let (found, which) = read(&db, |c| sessions::find_by_refresh(c, &[2; 32])).await.unwrap();
        assert_eq!((found.expires_at, found.rotated_at, which), (at(2000), at(10), Refresh::Current));
        let (_, which) = read(&db, |c| sessions::find_by_refresh(c, &[1; 32])).await.unwrap();
        assert_eq!(which, Refresh::Previous);
        assert!(read(&db, |c| sessions::find_by_refresh(c, &[3; 32])).await.is_none());
        assert_eq!(read(&db, |c| sessions::find_by_family(c, &[9; 32])).await.unwrap().id, id);
        assert!(read(&db, |c| sessions::find_by_family(c, &[1; 32])).await.is_none());
    }

    async fn a_credential_is_rotated_by_one_only(db: Db) {
        let ann = tenant(&db, "Acme", "ann@example.com").await.user.id;
        let id = session(&db, ann, [1; 32]).await.id;
        assert!(write(&db, move |c| sessions::rotate(c, id, &[1; 32], &hashes([2; 32]), at(2000), at(10))).await);
        assert!(!write(&db, move |c| sessions::rotate(c, id, &[1; 32], &hashes([3; 32]), at(2000), at(10))).await);
    }

    async fn an_ended_session_is_not_rotated_and_leaves_in_time(db: Db) {
        let ann = tenant(&db, "Acme", "ann@example.com").await.user.id;
        let id = session(&db, ann, [1; 32]).await.id;
        session(&db, ann, [2; 32]).await;
        assert_eq!(write(&db, move |c| sessions::revoke_all(c, ann, at(5))).await, 2);
        assert!(!write(&db, move |c| sessions::rotate(c, id, &[1; 32], &hashes([3; 32]), at(2000), at(6))).await);
        assert_eq!(read(&db, move |c| sessions::find(c, id)).await.unwrap().revoked_at, Some(at(5)));
        assert_eq!(write(&db, |c| sessions::delete_ended(c, SystemScope, at(5), 10)).await, 0);
        let delete = async || write(&db, |c| sessions::delete_ended(c, SystemScope, at(6), 1)).await;
        assert_eq!([delete().await, delete().await, delete().await], [1, 1, 0]);
    }
}
