//! Tenants, and how they come to be.

use billhook_core::id::UserId;
use billhook_core::member::{Grants, all_permissions};
use billhook_store::provisioning::{self, Founder, ProvisioningError};
use billhook_store::{StoreError, SystemScope, members, on_both_databases, tenants, users};

use crate::fixture::{at, read, tenant, write};

on_both_databases! {
    async fn a_founder_may_do_everything(db: Db) {
        let acme = tenant(&db, "Acme", "ann@example.com").await;
        let (id, member) = (acme.tenant.id, acme.member.id);
        let (found, user) = read(&db, move |c| members::find(c, id, member)).await.unwrap();
        assert_eq!((found.permissions, found.grants), (all_permissions(), Grants::all()));
        assert_eq!(user.email, "ann@example.com");
        assert_eq!(read(&db, move |c| tenants::find(c, id)).await, Some(acme.tenant));
    }

    async fn one_address_is_one_account_however_many_tenants_it_founds(db: Db) {
        let acme = tenant(&db, "Acme", "ann@example.com").await;
        let globex = tenant(&db, "Globex", "ann@example.com").await;
        assert_eq!(acme.user.id, globex.user.id);
        let user = acme.user.id;
        let memberships = read(&db, move |c| members::of_user(c, user)).await;
        let names: Vec<_> = memberships.into_iter().map(|(_, tenant)| tenant.name).collect();
        assert_eq!(names, ["Acme", "Globex"]);
    }

    async fn a_name_that_is_taken_founds_nothing(db: Db) {
        tenant(&db, "Acme", "ann@example.com").await;
        let founder = Founder {
            tenant_name: "Acme".into(),
            name: "Bob".into(),
            email: "bob@example.com".into(),
            password_hash: "x".into(),
        };
        let refused = write(&db, move |c| Ok(provisioning::provision(c, &founder, UserId::new(at(0)), at(0)).err())).await;
        assert!(matches!(refused, Some(ProvisioningError::NameTaken(name)) if name == "Acme"));
        assert!(read(&db, |c| users::find_account(c, "bob@example.com")).await.is_none());
    }

    async fn names_that_differ_only_in_signs_get_slugs_of_their_own(db: Db) {
        for name in ["Acme", "Acme!", "acme?"] {
            tenant(&db, name, "ann@example.com").await;
        }
        let tenants = read(&db, |c| tenants::list_all(c, SystemScope)).await;
        let mut slugs: Vec<String> = tenants.into_iter().map(|tenant| tenant.slug.into()).collect();
        slugs.sort();
        assert_eq!(slugs, ["acme", "acme-2", "acme-3"]);
    }

    async fn an_installation_without_users_says_so(db: Db) {
        assert!(!read(&db, users::exist).await);
        tenant(&db, "Acme", "ann@example.com").await;
        assert!(read(&db, users::exist).await);
    }

    async fn an_address_has_one_account(db: Db) {
        let ann = tenant(&db, "Acme", "ann@example.com").await.user;
        let again = users::User { id: UserId::new(at(1)), ..ann };
        let refused = db.write(move |c| users::insert(c, &again, None)).await;
        assert!(matches!(refused, Err(StoreError::Taken(_))), "{refused:?}");
    }

    async fn a_new_password_replaces_the_old(db: Db) {
        let ann = tenant(&db, "Acme", "ann@example.com").await.user;
        write(&db, move |c| users::set_password(c, ann.id, "new", at(1))).await;
        let account = read(&db, |c| users::find_account(c, "ann@example.com")).await.unwrap();
        assert_eq!(account.password_hash.as_deref(), Some("new"));
    }
}

/// Whoever adds a table with tenants in it says in `tenants/deletion/erase.rs` how it is erased, and then here.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_table_with_tenants_in_it_is_known_to_their_deletion() {
    #[derive(diesel::QueryableByName)]
    struct Table {
        #[diesel(sql_type = diesel::sql_types::Text)]
        name: String,
    }
    let database = billhook_store::testing::TestDb::sqlite();
    let db = database.open();
    let tables = read(&db, |c| {
        let billhook_store::AnyConnection::Sqlite(c) = c else { return Ok(Vec::new()) };
        let of_tenants = "select m.name as name from sqlite_master m join pragma_table_info(m.name) p \
            on p.name = 'tenant_id' where m.type = 'table' order by m.name";
        Ok(diesel::RunQueryDsl::load::<Table>(diesel::sql_query(of_tenants), c)?)
    });
    let names: Vec<String> = tables.await.into_iter().map(|table| table.name).collect();
    assert_eq!(
        names.join(" "),
        "actions apps attempts audit_entries body_erasures deadline_timers deadlines deliveries \
         delivery_stats due_deliveries \
         event_types event_violations events held_events hook_secrets hooks idempotency_keys invitations jobs mails \
         members missed_periods portal_links postponed_erasures replay_origins replays skus tenant_deletions tenant_looks tokens"
    );
}
