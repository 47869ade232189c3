use billhook_core::action::ActionRule;
use billhook_store::{actions, hooks};

use crate::fixture::{a_tenant_with_a_hook, at, read, routing_version, write};

fn rule(pattern: &str) -> ActionRule {
    ActionRule::new(pattern.parse().unwrap())
}

billhook_store::on_both_databases! {
    async fn an_action_is_found_changed_and_deleted(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let before = routing_version(&db, f.tenant).await;
        let id = write(&db, move |c| actions::insert(c, f.tenant, f.hook, &rule("invoice.*"), at(1))).await;
        let narrowed = rule("order.made").only(Some("game".into()), Some("coins".into()));
        let expected = narrowed.clone();
        write(&db, move |c| actions::update(c, f.tenant, id, &narrowed, at(2))).await;
        let found = read(&db, move |c| actions::find(c, f.tenant, id)).await.unwrap();
        assert_eq!((found.rule, found.hook_id), (expected, f.hook));
        assert_eq!((found.created_at, found.updated_at), (at(1), at(2)));
        write(&db, move |c| actions::delete(c, f.tenant, id)).await;
        assert!(read(&db, move |c| actions::find(c, f.tenant, id)).await.is_none());
        assert_eq!(routing_version(&db, f.tenant).await, before + 3);
    }

    async fn a_hooks_actions_go_with_it(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        write(&db, move |c| actions::insert(c, f.tenant, f.hook, &rule("*"), at(1))).await;
        write(&db, move |c| hooks::delete(c, f.tenant, f.hook, at(2))).await;
        assert!(read(&db, move |c| actions::list_of_hooks(c, f.tenant, &[f.hook])).await.is_empty());
    }

    async fn another_tenants_action_is_out_of_reach(db: Db) {
        let (mine, theirs) = (a_tenant_with_a_hook(&db).await, a_tenant_with_a_hook(&db).await);
        let id = write(&db, move |c| actions::insert(c, theirs.tenant, theirs.hook, &rule("*"), at(1))).await;
        assert!(read(&db, move |c| actions::find(c, mine.tenant, id)).await.is_none());
        write(&db, move |c| actions::delete(c, mine.tenant, id)).await;
        write(&db, move |c| actions::update(c, mine.tenant, id, &rule("a.b"), at(2))).await;
        let listed = read(&db, move |c| actions::list_of_hooks(c, theirs.tenant, &[theirs.hook, mine.hook])).await;
        assert_eq!(listed.into_iter().map(|action| action.rule).collect::<Vec<_>>(), [rule("*")]);
    }

    async fn actions_are_listed_in_the_order_in_which_they_were_made(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let patterns = ["c.*", "a.*", "b.*"];
        let listed = write(&db, move |c| {
            for (n, pattern) in patterns.iter().enumerate() {
                actions::insert(c, f.tenant, f.hook, &rule(pattern), at(n as i64))?;
            }
            actions::list_of_hooks(c, f.tenant, &[f.hook])
        }).await;
        assert_eq!(listed.iter().map(|action| action.rule.pattern.to_string()).collect::<Vec<_>>(), patterns);
    }
}
