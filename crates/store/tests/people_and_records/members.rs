//! Members.

use billhook_core::id::MemberId;
use billhook_core::member::change::OtherEditors;
use billhook_core::member::{MemberState, Permission};
use billhook_store::members::{self, Change, Member};
use billhook_store::{StoreError, on_both_databases, tenants};

use crate::fixture::{at, read, tenant, write};

on_both_databases! {
    async fn a_change_leaves_what_it_does_not_name_and_is_counted(db: Db) {
        let acme = tenant(&db, "Acme", "ann@example.com").await;
        let (id, member) = (acme.tenant.id, acme.member.id);
        let before = read(&db, move |c| tenants::access_version(c, id)).await.unwrap();
        let change = Change { permissions: Some([Permission::HooksView].into()), ..Change::default() };
        assert!(write(&db, move |c| members::update(c, id, member, &change, at(5))).await);
        let change = Change { state: Some(MemberState::Disabled), ..Change::default() };
        assert!(write(&db, move |c| members::update(c, id, member, &change, at(6))).await);

        let (found, _) = read(&db, move |c| members::find(c, id, member)).await.unwrap();
        assert_eq!((found.permissions, found.state), ([Permission::HooksView].into(), MemberState::Disabled));
        assert!(found.grants.cover_everything());
        assert_eq!(found.updated_at, at(6));
        assert_eq!(read(&db, move |c| tenants::access_version(c, id)).await, Some(before + 2));
    }

    async fn a_former_member_comes_back_under_the_id_of_then(db: Db) {
        let acme = tenant(&db, "Acme", "ann@example.com").await;
        let (id, member) = (acme.tenant.id, acme.member);
        let (first, again) = (member.id, Member { id: MemberId::new(at(9)), created_at: at(9), ..member.clone() });
        let taken = db.write(move |c| members::insert(c, id, &member)).await;
        assert!(matches!(taken, Err(StoreError::Taken(_))), "{taken:?}");

        assert!(write(&db, move |c| members::remove(c, id, first, at(5))).await);
        assert!(!write(&db, move |c| members::remove(c, id, first, at(6))).await);
        assert!(read(&db, move |c| members::find(c, id, first)).await.is_none());
        assert!(read(&db, move |c| members::of_user(c, acme.user.id)).await.is_empty());

        assert_eq!(write(&db, move |c| members::insert(c, id, &again)).await, first);
        let (back, _) = read(&db, move |c| members::find(c, id, first)).await.unwrap();
        assert_eq!((back.state, back.created_at), (MemberState::Active, at(9)));
    }

    async fn editors_who_are_disabled_or_gone_do_not_count(db: Db) {
        let acme = tenant(&db, "Acme", "ann@example.com").await;
        let globex = tenant(&db, "Globex", "bob@example.com").await;
        let (id, ann) = (acme.tenant.id, acme.member.id);
        assert_eq!(read(&db, move |c| members::other_editors(c, id, ann)).await, OtherEditors::None);

        let bob = Member { id: MemberId::new(at(1)), user_id: globex.user.id, ..acme.member };
        let bob_id = bob.id;
        write(&db, move |c| members::insert(c, id, &bob)).await;
        assert_eq!(read(&db, move |c| members::other_editors(c, id, ann)).await, OtherEditors::Some);
        let viewer = Change { permissions: Some([Permission::HooksView].into()), ..Change::default() };
        write(&db, move |c| members::update(c, id, bob_id, &viewer, at(2))).await;
        assert_eq!(read(&db, move |c| members::other_editors(c, id, ann)).await, OtherEditors::None);
        let editor = Change {
            permissions: Some([Permission::MembersEdit].into()),
            state: Some(MemberState::Disabled),
            ..Change::default()
        };
        write(&db, move |c| members::update(c, id, bob_id, &editor, at(3))).await;
        assert_eq!(read(&db, move |c| members::other_editors(c, id, ann)).await, OtherEditors::None);
    }

    async fn another_tenants_member_is_out_of_reach(db: Db) {
        let acme = tenant(&db, "Acme", "ann@example.com").await.tenant.id;
        let theirs = tenant(&db, "Globex", "bob@example.com").await.member.id;
        assert!(read(&db, move |c| members::find(c, acme, theirs)).await.is_none());
        let change = Change { state: Some(MemberState::Disabled), ..Change::default() };
        assert!(!write(&db, move |c| members::update(c, acme, theirs, &change, at(1))).await);
        assert_eq!(read(&db, move |c| members::list(c, acme, None, 10)).await.len(), 1);
    }
}
