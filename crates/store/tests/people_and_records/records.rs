//! Settings, kept answers, the audit log, and when records leave.

use billhook_core::mail::{Invitation, Notice};
use billhook_store::audit::{self, Actor, ActorKind, Entry, Subject};
use billhook_store::idempotency::{self, Answer};
use billhook_store::mails::{self, Lease, NewMail};
use billhook_store::{StoreError, SystemScope, on_both_databases, retention, settings};

use chrono::Duration;

use crate::fixture::{at, read, tenant, write};

fn answer(digest: u8) -> Answer {
    Answer { digest: [digest; 32], status: 201, body: "{}".into(), expires_at: at(100) }
}

fn everything() -> audit::Filter {
    audit::Filter::default()
}

on_both_databases! {
    async fn a_setting_is_set_replaced_and_removed(db: Db) {
        assert_eq!(read(&db, |c| settings::find(c, "x")).await, None);
        write(&db, |c| settings::set(c, "x", "1", at(0))).await;
        write(&db, |c| settings::set(c, "x", "2", at(1))).await;
        assert_eq!(read(&db, |c| settings::find(c, "x")).await.as_deref(), Some("2"));
        assert!(write(&db, |c| settings::delete(c, "x")).await);
        assert!(!write(&db, |c| settings::delete(c, "x")).await);
    }

    async fn an_answer_is_kept_once_per_tenant_and_key_until_it_expires(db: Db) {
        let acme = tenant(&db, "Acme", "ann@example.com").await.tenant.id;
        let globex = tenant(&db, "Globex", "bob@example.com").await.tenant.id;
        write(&db, move |c| idempotency::insert(c, acme, "k", &answer(1), at(0))).await;
        write(&db, move |c| idempotency::insert(c, globex, "k", &answer(2), at(0))).await;
        let second = db.write(move |c| idempotency::insert(c, acme, "k", &answer(3), at(50))).await;
        assert!(matches!(second, Err(StoreError::Taken(_))), "{second:?}");
        assert_eq!(read(&db, move |c| idempotency::find(c, acme, "k", at(99))).await, Some(answer(1)));
        assert_eq!(read(&db, move |c| idempotency::find(c, acme, "k", at(100))).await, None);

        let later = Answer { expires_at: at(200), ..answer(4) };
        let kept = later.clone();
        write(&db, move |c| idempotency::insert(c, acme, "k", &kept, at(100))).await;
        assert_eq!(read(&db, move |c| idempotency::find(c, acme, "k", at(150))).await, Some(later));
        assert_eq!(write(&db, |c| idempotency::delete_expired(c, SystemScope, at(150), 10)).await, 1);
    }

    async fn what_has_expired_is_deleted_in_batches_the_oldest_first(db: Db) {
        let acme = tenant(&db, "Acme", "ann@example.com").await.tenant.id;
        for (key, expires_at) in [("a", 10), ("b", 11), ("c", 11), ("d", 12), ("e", 13), ("f", 99)] {
            let answer = Answer { expires_at: at(expires_at), ..answer(1) };
            write(&db, move |c| idempotency::insert(c, acme, key, &answer, at(0))).await;
        }
        let mut deleted = Vec::new();
        for _ in 0..4 {
            deleted.push(write(&db, |c| idempotency::delete_expired(c, SystemScope, at(13), 2)).await);
        }
        assert_eq!(deleted, [3, 2, 0, 0], "what expires in one instant goes together");
        assert!(read(&db, move |c| idempotency::find(c, acme, "f", at(14))).await.is_some());
    }

    async fn the_audit_log_gives_back_what_was_put_in_the_newest_first(db: Db) {
        let acme = tenant(&db, "Acme", "ann@example.com").await.tenant.id;
        let ann = Actor {
            kind: ActorKind::User,
            id: Some([9; 16]),
            name: "Ann".into(),
            address: Some("192.0.2.1".into()),
        };
        let first = Entry::new(ann, "token.created", Subject::new("token", "tok_1", "CI"), at(0));
        let second = Entry::new(Actor::system(), "hook.deactivated", Subject::new("hook", "hk_1", "ERP"), at(1))
            .changing(Some("{\"state\":\"active\"}".into()), Some("{\"state\":\"inactive\"}".into()));
        for entry in [first.clone(), second.clone()] {
            write(&db, move |c| audit::insert(c, acme, &entry)).await;
        }
        assert_eq!(read(&db, move |c| audit::list(c, acme, &everything(), None, 10)).await, [second.clone(), first.clone()]);
        let after = Some(second.id);
        for (filter, found) in [
            (audit::Filter { actor: Some([9; 16]), ..everything() }, &first),
            (audit::Filter { actor_kind: Some(ActorKind::System), ..everything() }, &second),
            (audit::Filter { operation: Some("token.*".into()), ..everything() }, &first),
            (audit::Filter { operation: Some("hook.deactivated".into()), ..everything() }, &second),
            (audit::Filter { subject: Some("hk_1".into()), ..everything() }, &second),
            (audit::Filter { since: Some(at(1)), ..everything() }, &second),
            (audit::Filter { since: Some(at(0)), until: Some(at(1)), ..everything() }, &first),
        ] {
            let asked = filter.clone();
            let listed = read(&db, move |c| audit::list(c, acme, &asked, None, 10)).await;
            assert_eq!(listed, std::slice::from_ref(found), "{filter:?}");
        }
        let none = audit::Filter { operation: Some("h__k.*".into()), ..everything() };
        assert_eq!(read(&db, move |c| audit::list(c, acme, &none, None, 10)).await, []);
        assert_eq!(read(&db, move |c| audit::list(c, acme, &everything(), after, 10)).await, [first]);
    }

    async fn old_records_leave_in_batches_and_what_waits_stays(db: Db) {
        let acme = tenant(&db, "Acme", "ann@example.com").await.tenant.id;
        let before = read(&db, move |c| audit::list(c, acme, &everything(), None, 100)).await.len();
        let day = |n: i64| at(n * 86_400);
        for n in 0..3 {
            let entry = Entry::new(Actor::system(), "hook.deactivated", Subject::new("hook", n, "ERP"), day(n));
            write(&db, move |c| audit::insert(c, acme, &entry)).await;
            let notice = Notice::Invitation(Invitation { tenant: "Acme".into(), inviter: None, expires_at: day(99) });
            let mail = NewMail::new("bob@example.com", notice, day(n));
            write(&db, move |c| mails::insert(c, Some(acme), &mail, day(n))).await;
            if n != 0 {
                let lease = Lease { now: day(n), until: day(n), token: n };
                let claimed = write(&db, move |c| mails::claim(c, SystemScope, 9, 9, Duration::zero(), lease)).await;
                let last = claimed.into_iter().next_back().expect("a mail is due");
                write(&db, move |c| mails::mark_sent(c, SystemScope, &last, day(n))).await;
            }
        }
        let clear = |most| {
            let db = db.clone();
            async move {
                write(&db, move |c| retention::delete_audit_entries(c, SystemScope, day(2), most)).await
            }
        };
        assert_eq!(clear(1).await, 1);
        assert_eq!(clear(100).await, 1 + before);
        assert_eq!(clear(100).await, 0);
        let left = read(&db, move |c| audit::list(c, acme, &everything(), None, 100)).await;
        assert_eq!(left.iter().map(|entry| entry.created_at).collect::<Vec<_>>(), [day(2)]);
        // The first mail waits still, the last one is too young.
        assert_eq!(write(&db, move |c| retention::delete_mails(c, SystemScope, day(2), 100)).await, 1);
        assert_eq!(write(&db, move |c| retention::delete_mails(c, SystemScope, day(3), 100)).await, 1);
        assert_eq!(read(&db, |c| mails::count_waiting(c, SystemScope)).await.0, 1);
    }
}
