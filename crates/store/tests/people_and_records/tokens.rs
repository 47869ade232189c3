//! Tokens.

use billhook_core::member::{Grants, Permission};
use billhook_store::tokens::{self, Token};
use billhook_store::{on_both_databases, tenants};

use crate::fixture::{at, read, tenant, token, write};

on_both_databases! {
    async fn a_token_is_found_by_its_digest_with_whoever_bears_it(db: Db) {
        let acme = tenant(&db, "Acme", "ann@example.com").await;
        let id = acme.tenant.id;
        let bounds = (Some([Permission::EventsPublish].into()), Some(Grants::all()));
        let made = Token { permissions: bounds.0, grants: bounds.1, expires_at: Some(at(60)), ..token(&acme, "CI", at(0)) };
        let kept = made.clone();
        write(&db, move |c| tokens::insert(c, id, &kept, &[7; 32])).await;

        let bearer = read(&db, |c| tokens::find_bearer(c, &[7; 32])).await.unwrap();
        assert_eq!((bearer.token, bearer.member, bearer.name.as_str()), (made, acme.member, "Ann"));
        assert!(read(&db, |c| tokens::find_bearer(c, &[8; 32])).await.is_none());
    }

    async fn a_revoked_token_leaves_the_list_and_is_counted(db: Db) {
        let acme = tenant(&db, "Acme", "ann@example.com").await;
        let (id, made) = (acme.tenant.id, token(&acme, "CI", at(0)));
        let gone = made.id;
        write(&db, move |c| tokens::insert(c, id, &made, &[7; 32])).await;
        let before = read(&db, move |c| tenants::access_version(c, id)).await.unwrap();
        assert!(write(&db, move |c| tokens::revoke(c, id, gone, at(9))).await);
        assert!(!write(&db, move |c| tokens::revoke(c, id, gone, at(10))).await);
        assert!(read(&db, move |c| tokens::find(c, id, gone)).await.is_none());
        assert!(read(&db, move |c| tokens::list(c, id, None, 10)).await.is_empty());
        let bearer = read(&db, |c| tokens::find_bearer(c, &[7; 32])).await.unwrap();
        assert_eq!(bearer.token.revoked_at, Some(at(9)));
        assert!(bearer.access_version > before);
    }

    async fn another_tenants_token_is_out_of_reach(db: Db) {
        let acme = tenant(&db, "Acme", "ann@example.com").await;
        let globex = tenant(&db, "Globex", "bob@example.com").await;
        let (ours, theirs, made) = (acme.tenant.id, globex.tenant.id, token(&globex, "CI", at(0)));
        let id = made.id;
        write(&db, move |c| tokens::insert(c, theirs, &made, &[7; 32])).await;
        assert!(read(&db, move |c| tokens::find(c, ours, id)).await.is_none());
        assert!(!write(&db, move |c| tokens::revoke(c, ours, id, at(1))).await);
        write(&db, move |c| tokens::touch(c, ours, id, at(1))).await;
        let untouched = read(&db, move |c| tokens::find(c, theirs, id)).await.unwrap();
        assert_eq!((untouched.last_used_at, untouched.revoked_at), (None, None));
    }

    async fn a_page_begins_after_the_last_ones_end(db: Db) {
        let acme = tenant(&db, "Acme", "ann@example.com").await;
        let id = acme.tenant.id;
        for n in 0..5u8 {
            let made = token(&acme, &format!("t{n}"), at(i64::from(n)));
            write(&db, move |c| tokens::insert(c, id, &made, &[n; 32])).await;
        }
        let first = read(&db, move |c| tokens::list(c, id, None, 3)).await;
        let after = first.last().map(|token| token.id);
        let second = read(&db, move |c| tokens::list(c, id, after, 3)).await;
        let names: Vec<_> = first.iter().chain(&second).map(|token| token.name.as_str()).collect();
        assert_eq!(names, ["t4", "t3", "t2", "t1", "t0"]);
    }
}
