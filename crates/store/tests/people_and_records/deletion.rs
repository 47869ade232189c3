//! Deleting a tenant, interrupted at any moment.

use billhook_core::id::OperatorTokenId;
use billhook_store::audit::{self, Actor, Entry, Subject};
use billhook_store::operator_tokens::{self, OperatorToken};
use billhook_store::schema::{
    audit_entries, members, tenant_deletions, tenants as rows, tokens as tokens_rows,
};
use billhook_store::tenants::{self, Erased};
use billhook_store::{Db, StoreError, SystemScope, jobs, on_both_databases, tokens};
use chrono::Duration;
use diesel::prelude::*;

use crate::fixture::{at, read, tenant, token, write};

/// Has the operator delete Acme, which has things in several tables.
async fn begun(db: &Db) -> billhook_store::provisioning::Provisioned {
    let acme = tenant(db, "Acme", "ann@example.com").await;
    tenant(db, "Globex", "bob@example.com").await;
    let (made, found) = (token(&acme, "CI", at(0)), acme.tenant.clone());
    write(db, move |c| {
        tokens::insert(c, found.id, &made, &[1; 32])?;
        for n in 0..5 {
            let subject = Subject::new("tenant", found.id, format!("{n}"));
            audit::insert(c, found.id, &Entry::new(Actor::system(), "tenant.updated", subject, at(n)))?;
        }
        let operator = OperatorToken {
            id: OperatorTokenId::new(at(0)),
            name: "platform".into(),
            prefix: "bho_abcdefgh".into(),
            created_at: at(0),
            revoked_at: None,
        };
        operator_tokens::insert(c, SystemScope, &operator, &[7; 32])?;
        let scope = operator_tokens::authenticate(c, &[7; 32])?.expect("it was just kept").scope;
        tenants::begin_deletion(c, scope, &found, operator.id, "platform", at(10))
    })
    .await;
    acme
}

/// How many rows of tenants, members, tokens and the audit log there are.
async fn left(db: &Db) -> [i64; 4] {
    read(db, |c| {
        Ok([
            rows::table.count().get_result(c)?,
            members::table.count().get_result(c)?,
            tokens_rows::table.count().get_result(c)?,
            audit_entries::table.count().get_result(c)?,
        ])
    })
    .await
}

async fn told(db: &Db) -> (i64, Option<i64>) {
    let columns = (tenant_deletions::erased, tenant_deletions::finished_at);
    read(db, move |c| Ok(tenant_deletions::table.select(columns).first(c)?)).await
}

on_both_databases! {
    async fn a_deletion_that_was_killed_goes_on_where_it_was_and_says_when_it_is_done(db: Db) {
        let acme = begun(&db).await.tenant.id;
        assert_eq!(left(&db).await, [2, 2, 1, 5]);
        let mut steps = 0;
        loop {
            // Before each step that counts, one that is killed before its commit.
            let killed: Result<(), StoreError> = db.write(move |c| {
                tenants::erase(c, acme, 2, at(20))?;
                Err(StoreError::Corrupt("the process dies before the commit".into()))
            }).await;
            assert!(killed.is_err());
            let before = told(&db).await;
            assert_eq!(before.1, None, "it is not said to be done before it is");
            match write(&db, move |c| tenants::erase(c, acme, 2, at(20))).await {
                Erased::Rows(gone) => assert_eq!(told(&db).await.0, before.0 + gone as i64),
                Erased::Everything => break,
            }
            steps += 1;
        }
        assert!(steps >= 5, "{steps} steps of two rows");
        assert_eq!(left(&db).await, [1, 1, 0, 0], "the other tenant's rows stay");
        assert_eq!(told(&db).await.1, Some(at(20).timestamp_micros()));
        assert_eq!(write(&db, move |c| tenants::erase(c, acme, 2, at(21))).await, Erased::Everything);
        assert_eq!(told(&db).await.1, Some(at(20).timestamp_micros()), "once");
    }

    async fn a_deletion_whose_process_died_is_taken_up_by_another(db: Db) {
        let acme = begun(&db).await.tenant.id;
        let claim = |now, until, token| {
            write(&db, move |c| jobs::claim(c, SystemScope, 8, now, until, token))
        };
        let died = claim(at(10), at(130), 1).await;
        assert_eq!(died.iter().map(|job| job.kind.as_str()).collect::<Vec<_>>(), [tenants::ERASE]);
        write(&db, move |c| tenants::erase(c, acme, 2, at(11))).await;
        assert!(claim(at(129), at(250), 2).await.is_empty(), "it has its lease");
        let again = claim(at(10) + Duration::seconds(121), at(300), 3).await;
        assert_eq!((again.len(), again[0].tenant_id), (1, Some(acme)));
        while write(&db, move |c| tenants::erase(c, acme, 2, at(140))).await != Erased::Everything {}
        let job = again[0].clone();
        assert!(write(&db, move |c| jobs::finish(c, SystemScope, &job)).await);
        assert_eq!(left(&db).await, [1, 1, 0, 0]);
    }
}
