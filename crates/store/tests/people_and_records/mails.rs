//! The outbox.

use billhook_core::id::TenantId;
use billhook_core::mail::{AccountEvent, Invitation, Notice};
use billhook_core::secret::{LinkToken, MasterKey};
use billhook_store::mails::{self, Claimed, Lease, NewMail};
use billhook_store::{Db, SystemScope, jobs, on_both_databases};
use chrono::Duration;
use serde_json::json;

use crate::fixture::{at, tenant, write};

const WINDOW: i64 = 600;

fn invitation() -> Notice {
    Notice::Invitation(Invitation { tenant: "Acme".into(), inviter: None, expires_at: at(9000) })
}

fn sign_in(address: &str) -> Notice {
    let address = Some(address.to_owned());
    Notice::NewSignIn(AccountEvent { name: "Ann".into(), at: at(0), address, user_agent: None })
}

async fn put(db: &Db, recipient: &'static str, notice: Notice, second: i64) {
    write(db, move |c| mails::insert(c, None, &NewMail::new(recipient, notice, at(second)), at(second)))
        .await;
}

async fn claim_at(db: &Db, second: i64) -> Vec<Claimed> {
    let lease = Lease { now: at(second), until: at(second + 60), token: second * 100 + 1 };
    write(db, move |c| mails::claim(c, SystemScope, 16, 2, Duration::seconds(WINDOW), lease)).await
}

async fn claim_one(db: &Db, second: i64) -> Claimed {
    let mut claimed = claim_at(db, second).await;
    assert_eq!(claimed.len(), 1, "{claimed:?}");
    claimed.remove(0)
}

async fn sent(db: &Db, mail: Claimed, second: i64) {
    write(db, move |c| mails::mark_sent(c, SystemScope, &mail, at(second))).await;
}

on_both_databases! {
    async fn a_mail_is_claimed_by_one_until_the_lease_runs_out(db: Db) {
        put(&db, "ann@example.com", invitation(), 0).await;
        let first = claim_one(&db, 0).await;
        assert_eq!((first.notices.as_slice(), first.attempts), ([invitation()].as_slice(), 0));
        assert!(claim_at(&db, 59).await.is_empty());
        let second = claim_one(&db, 60).await;
        sent(&db, first, 61).await;
        assert!(claim_at(&db, 61).await.is_empty(), "the first claim no longer counts, the second holds");
        sent(&db, second, 62).await;
        assert!(claim_at(&db, 9999).await.is_empty());
    }

    async fn a_mail_that_was_refused_waits_and_one_that_is_given_up_does_not_come_back(db: Db) {
        put(&db, "ann@example.com", invitation(), 0).await;
        let mail = claim_one(&db, 0).await;
        write(&db, move |c| mails::put_off(c, SystemScope, &mail, "refused", at(60))).await;
        assert_eq!(write(&db, |c| mails::count_waiting(c, SystemScope)).await, (1, 1));
        assert!(claim_at(&db, 59).await.is_empty());
        let mail = claim_one(&db, 60).await;
        assert_eq!(mail.attempts, 1);
        write(&db, move |c| mails::give_up(c, SystemScope, &mail, "refused", at(61))).await;
        assert!(claim_at(&db, 9999).await.is_empty());
        assert_eq!(write(&db, |c| mails::count_waiting(c, SystemScope)).await, (0, 0));
    }

    async fn who_has_a_database_alone_takes_over_at_once_what_a_dead_process_had_leased(db: Db) {
        put(&db, "ann@example.com", invitation(), 0).await;
        let acme = tenant(&db, "Acme", "bob@example.com").await.tenant.id;
        write(&db, move |c| jobs::enqueue(c, acme, "drain", &json!({}), at(0))).await;
        let claim_job = |token| write(&db, move |c| jobs::claim(c, SystemScope, 1, at(1), at(99), token));
        claim_one(&db, 1).await;
        assert_eq!((claim_job(1).await.len(), claim_job(2).await.len()), (1, 0));
        let ended = write(&db, |c| {
            Ok((jobs::end_all_leases(c, SystemScope)?, mails::end_all_leases(c, SystemScope)?))
        }).await;
        assert_eq!(ended, (1, 1));
        claim_one(&db, 2).await;
        assert_eq!(claim_job(3).await.len(), 1);
    }

    async fn a_mail_that_was_not_begun_is_due_at_once(db: Db) {
        put(&db, "ann@example.com", invitation(), 0).await;
        let mail = claim_one(&db, 0).await;
        write(&db, move |c| mails::hand_back(c, SystemScope, &mail)).await;
        assert_eq!(claim_one(&db, 1).await.attempts, 0);
    }

    async fn notices_of_a_kind_to_one_person_are_one_mail_now_and_one_when_the_window_is_over(db: Db) {
        put(&db, "ann@example.com", sign_in("::1"), 0).await;
        put(&db, "bob@example.com", sign_in("::2"), 0).await;
        put(&db, "ann@example.com", sign_in("::3"), 1).await;
        let mut claimed = claim_at(&db, 1).await;
        claimed.sort_by(|a, b| a.recipient.cmp(&b.recipient));
        let [ann, bob] = <[_; 2]>::try_from(claimed).expect("one for each");
        assert_eq!(ann.notices, [sign_in("::1"), sign_in("::3")]);
        assert_eq!(bob.notices, [sign_in("::2")]);

        put(&db, "ann@example.com", sign_in("::4"), 2).await;
        assert!(claim_at(&db, 2).await.is_empty(), "a mail to her is out");
        sent(&db, ann, 3).await;
        sent(&db, bob, 3).await;
        put(&db, "ann@example.com", sign_in("::5"), 4).await;
        put(&db, "ann@example.com", sign_in("::6"), 5).await;
        assert!(claim_at(&db, WINDOW + 2).await.is_empty());
        let later = claim_one(&db, WINDOW + 3).await;
        assert_eq!((later.notices.as_slice(), later.untold), ([sign_in("::4"), sign_in("::5")].as_slice(), 1));
        sent(&db, later, WINDOW + 4).await;
        assert!(claim_at(&db, 99_999).await.is_empty(), "what was not told was sent with the rest");
    }

    async fn what_one_tenant_has_to_tell_neither_hides_nor_delays_what_another_has(db: Db) {
        let (acme, globex) = (tenant(&db, "Acme", "ann@example.com").await, tenant(&db, "Globex", "eve@example.com").await);
        let (acme, globex) = (acme.tenant.id, globex.tenant.id);
        let told = |tenant: TenantId, address: &'static str, second: i64| {
            let mail = NewMail::new("ann@example.com", sign_in(address), at(second));
            write(&db, move |c| mails::insert(c, Some(tenant), &mail, at(second)))
        };
        for address in ["::1", "::2", "::3"] {
            told(globex, address, 0).await;
        }
        told(acme, "::4", 1).await;
        let claimed = claim_at(&db, 1).await;
        let untold: Vec<u32> = claimed.iter().map(|mail| mail.untold).collect();
        assert_eq!((claimed.len(), untold), (2, vec![1, 0]));
        assert_eq!((claimed[1].tenant, claimed[1].notices.as_slice()), (Some(acme), [sign_in("::4")].as_slice()));
        let [first, second] = <[_; 2]>::try_from(claimed).unwrap();
        sent(&db, first, 2).await;
        told(acme, "::5", 3).await;
        assert!(claim_at(&db, 3).await.is_empty(), "her own is out");
        sent(&db, second, 4).await;
        told(globex, "::6", 300).await;
        assert_eq!(claim_one(&db, 602).await.notices, [sign_in("::6")]);
        assert_eq!(claim_one(&db, 604).await.notices, [sign_in("::5")]);
    }

    async fn a_notice_joins_one_that_waits_for_its_next_attempt(db: Db) {
        put(&db, "ann@example.com", sign_in("::1"), 0).await;
        let mail = claim_one(&db, 0).await;
        write(&db, move |c| mails::put_off(c, SystemScope, &mail, "refused", at(60))).await;
        put(&db, "ann@example.com", sign_in("::2"), 1).await;
        assert!(claim_at(&db, 1).await.is_empty());
        assert_eq!(claim_one(&db, 60).await.notices, [sign_in("::1"), sign_in("::2")]);
    }

    async fn mails_with_a_link_are_never_collected(db: Db) {
        put(&db, "ann@example.com", invitation(), 0).await;
        put(&db, "ann@example.com", invitation(), 0).await;
        assert_eq!(claim_at(&db, 0).await.len(), 2);
    }

    async fn the_token_of_a_link_is_gone_when_the_mail_is(db: Db) {
        let (token, key) = (LinkToken::generate(), MasterKey::from_bytes([7; 32]));
        let mail = NewMail::new("ann@example.com", invitation(), at(0)).with_token(&token, &key);
        write(&db, move |c| mails::insert(c, None, &mail, at(0))).await;
        let claimed = claim_one(&db, 0).await;
        let opened = LinkToken::open(&key, claimed.id, claimed.sealed_token.as_deref().unwrap()).unwrap();
        assert_eq!(opened, token);
        sent(&db, claimed, 1).await;
        let kept: i64 = write(&db, |c| {
            use billhook_store::schema::mails::dsl::{mails, sealed_token};
            use diesel::prelude::*;
            Ok(mails.filter(sealed_token.is_not_null()).count().get_result(c)?)
        })
        .await;
        assert_eq!(kept, 0);
    }
}
