//! Members.

use billhook_core::member::{MemberState, Permission};
use billhook_store::members::{self, Change};
use billhook_store::{on_both_databases, tenants};

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

    async fn another_tenants_member_is_out_of_reach(db: Db) {
        let acme = tenant(&db, "Acme", "ann@example.com").await.tenant.id;
        let theirs = tenant(&db, "Globex", "bob@example.com").await.member.id;
        assert!(read(&db, move |c| members::find(c, acme, theirs)).await.is_none());
        let change = Change { state: Some(MemberState::Disabled), ..Change::default() };
        assert!(!write(&db, move |c| members::update(c, acme, theirs, &change, at(1))).await);
        assert_eq!(read(&db, move |c| members::list(c, acme, None, 10)).await.len(), 1);
    }
}
