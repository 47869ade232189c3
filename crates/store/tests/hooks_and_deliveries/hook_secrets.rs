use billhook_core::secret::{MasterKey, Secret, SecretKind};
use billhook_store::hook_secrets::{delete_expired, insert, list_live, lock_all, reseal, rotate};
use billhook_store::{StoreError, SystemScope};

use crate::fixture::{a_tenant_with_a_hook, at, read, revision, write};

billhook_store::on_both_databases! {
    async fn a_rotated_secret_signs_along_until_its_grace_ends(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let key = MasterKey::generate();
        let (first, second) = (Secret::generate(SecretKind::Hmac), Secret::generate(SecretKind::Hmac));
        let (k, secret) = (key.clone(), first.clone());
        write(&db, move |c| insert(c, f.tenant, f.hook, &secret, &k, at(0))).await;
        let before = revision(&db, f).await;
        let (k, secret) = (key.clone(), second.clone());
        write(&db, move |c| rotate(c, f.tenant, f.hook, &secret, &k, at(100), at(10))).await;
        assert!(revision(&db, f).await > before);
        for (now, expected) in [(at(99), vec![&second, &first]), (at(100), vec![&second])] {
            let k = key.clone();
            let live = read(&db, move |c| list_live(c, f.tenant, f.hook, &k, now)).await;
            assert_eq!(live.iter().map(|live| &live.secret).collect::<Vec<_>>(), expected);
        }
    }

    async fn a_key_pair_takes_over_from_a_shared_key_and_leaves_the_token(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let key = MasterKey::generate();
        let k = key.clone();
        let live = write(&db, move |c| {
            for kind in [SecretKind::Hmac, SecretKind::Token] {
                insert(c, f.tenant, f.hook, &Secret::generate(kind), &k, at(0))?;
            }
            rotate(c, f.tenant, f.hook, &Secret::generate(SecretKind::Ed25519), &k, at(10), at(10))?;
            list_live(c, f.tenant, f.hook, &k, at(10))
        }).await;
        let mut kinds: Vec<_> = live.iter().map(|live| live.secret.kind().to_string()).collect();
        kinds.sort();
        assert_eq!(kinds, ["ed25519", "token"]);
    }

    async fn what_signs_no_more_leaves_in_batches_and_the_present_secret_stays(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let key = MasterKey::generate();
        let k = key.clone();
        write(&db, move |c| {
            insert(c, f.tenant, f.hook, &Secret::generate(SecretKind::Hmac), &k, at(0))?;
            for _ in 0..3 {
                rotate(c, f.tenant, f.hook, &Secret::generate(SecretKind::Hmac), &k, at(100), at(10))?;
            }
            Ok(())
        }).await;
        let delete = async |ms: i64| write(&db, move |c| delete_expired(c, SystemScope, at(ms), 2)).await;
        assert_eq!(delete(99).await, 0);
        assert_eq!([delete(100).await, delete(100).await, delete(100).await], [2, 1, 0]);
        assert_eq!(read(&db, move |c| list_live(c, f.tenant, f.hook, &key, at(0))).await.len(), 1);
    }

    async fn a_hook_has_one_present_secret_of_a_kind(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let key = MasterKey::generate();
        let twice = db.write(move |c| {
            insert(c, f.tenant, f.hook, &Secret::generate(SecretKind::Hmac), &key, at(0))?;
            insert(c, f.tenant, f.hook, &Secret::generate(SecretKind::Hmac), &key, at(0))
        }).await;
        assert!(matches!(twice, Err(StoreError::Taken(_))), "{twice:?}");
    }

    async fn another_master_key_opens_nothing_until_everything_is_sealed_anew(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let (old, new) = (MasterKey::generate(), MasterKey::generate());
        let secret = Secret::generate(SecretKind::Ed25519);
        let (k, s) = (old.clone(), secret.clone());
        write(&db, move |c| insert(c, f.tenant, f.hook, &s, &k, at(0))).await;
        let k = new.clone();
        let refused = db.read(move |c| list_live(c, f.tenant, f.hook, &k, at(1))).await;
        assert!(matches!(refused, Err(StoreError::Corrupt(_))));
        let k = old.clone();
        let live = write(&db, move |c| {
            lock_all(c, SystemScope)?;
            let (last, count) = reseal(c, SystemScope, &old, &new, None, 1)?;
            assert_eq!(count, 1);
            assert_eq!(reseal(c, SystemScope, &old, &new, last, 1)?, (None, 0));
            list_live(c, f.tenant, f.hook, &new, at(1))
        }).await;
        assert_eq!(live[0].secret, secret);
        let token = Secret::generate(SecretKind::Token);
        let late = db.write(move |c| insert(c, f.tenant, f.hook, &token, &k, at(1))).await;
        assert!(matches!(late, Err(StoreError::Unavailable(_))), "{late:?}");
    }
}
