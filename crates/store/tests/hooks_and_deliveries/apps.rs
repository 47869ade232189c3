//! Apps and SKUs: made, registered by events and actions, or refused.

use std::sync::Arc;

use billhook_core::action::ActionRule;
use billhook_core::clock::ManualClock;
use billhook_core::event::{Attributes, Event};
use billhook_core::id::SkuId;
use billhook_core::tenant::{Limits, TenantSettings, UnknownApps};
use billhook_store::apps::{self, Unknown};
use billhook_store::hooks::{self, Filter};
use billhook_store::ingest::{Accepted, Ingest, IngestLimits, NewEvent, Refusal, Registered, Source};
use billhook_store::wake::Wake;
use billhook_store::{Db, StoreError, actions, tenants};

use crate::delivery_path::{accept, post};
use crate::fixture::{Fixture, a_tenant_with_a_hook, at, read, routing_version, write};

fn ingest(db: &Db) -> Ingest {
    let clock = Arc::new(ManualClock::at(at(0)));
    Ingest::start(db.clone(), Wake::default(), clock, IngestLimits::default())
}

fn about(f: &Fixture, app: Option<&str>, sku: Option<&str>) -> NewEvent {
    let new = post(f, "order.made", None, 0);
    let attributes =
        Attributes { app: app.map(Into::into), sku: sku.map(Into::into), ..Attributes::default() };
    NewEvent { event: Arc::new(Event { attributes, ..(*new.event).clone() }), ..new }
}

async fn one(ingest: &Ingest, new: NewEvent) -> Result<Accepted, Refusal> {
    accept(ingest, vec![new]).await.remove(0)
}

async fn refuse(db: &Db, f: Fixture) {
    let settings = TenantSettings { unknown_apps: UnknownApps::Refuse, ..TenantSettings::default() };
    write(db, move |c| {
        hooks::begin_change(c, f.tenant)?;
        tenants::set_settings(c, f.tenant, &settings, at(1))
    })
    .await;
}

/// Takes events of tenants that may have one app, two SKUs and two event types.
fn bounded(db: &Db) -> Ingest {
    let per_tenant = Limits { apps: Some(1), skus: Some(2), event_types: Some(2), ..Limits::default() };
    let limits = IngestLimits { per_tenant, ..IngestLimits::default() };
    Ingest::start(db.clone(), Wake::default(), Arc::new(ManualClock::at(at(0))), limits)
}

/// Each app with its SKUs, in short: `game: coins gems`.
async fn products(db: &Db, f: Fixture) -> Vec<String> {
    read(db, move |c| {
        let mut products = Vec::new();
        for app in apps::list(c, f.tenant, None, 100)? {
            let mut skus: Vec<String> =
                apps::list_skus(c, f.tenant, app.id, None, 100)?.into_iter().map(|sku| sku.key).collect();
            skus.sort();
            products.push(format!("{}: {}", app.key, skus.join(" ")));
        }
        products.sort();
        Ok(products)
    })
    .await
}

fn rule(app: &str, sku: Option<&str>) -> ActionRule {
    ActionRule::new("*".parse().unwrap()).only(Some(app.into()), sku.map(Into::into))
}

billhook_store::on_both_databases! {
    async fn events_bring_in_no_more_than_the_tenant_may_have(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let ingest = bounded(&db);
        for sku in ["coins", "gems"] {
            assert!(one(&ingest, about(&f, Some("game"), Some(sku))).await.is_ok());
        }
        let no_room = |of, most| Err(Refusal::NoRoom { of, most });
        assert_eq!(one(&ingest, about(&f, Some("game"), Some("more"))).await, no_room(Registered::Sku, 2));
        assert_eq!(one(&ingest, about(&f, Some("shop"), None)).await, no_room(Registered::App, 1));
        assert_eq!(products(&db, f).await, ["game: coins gems"]);
        assert!(one(&ingest, about(&f, Some("game"), Some("coins"))).await.is_ok(), "what is known stays");
        assert!(one(&ingest, post(&f, "order.paid", None, 1)).await.is_ok());
        assert_eq!(one(&ingest, post(&f, "order.sent", None, 2)).await, no_room(Registered::EventType, 2));
    }

    async fn one_post_brings_in_no_more_than_the_tenant_may_have(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let ingest = bounded(&db);
        let no_room = |of, most| Some(Err(Refusal::NoRoom { of, most }));
        let types = ["order.made", "order.paid", "order.sent"].map(|name| post(&f, name, None, 0));
        assert_eq!(accept(&ingest, types.into()).await.pop(), no_room(Registered::EventType, 2));
        let apps = [Some("game"), Some("shop")].map(|app| about(&f, app, None));
        assert_eq!(accept(&ingest, apps.into()).await.pop(), no_room(Registered::App, 1));
        let skus = ["coins", "gems", "more"].map(|sku| about(&f, Some("game"), Some(sku)));
        assert_eq!(accept(&ingest, skus.into()).await.pop(), no_room(Registered::Sku, 2));
        assert!(products(&db, f).await.is_empty(), "all of a post or nothing");

        let all = [("order.made", "coins"), ("order.paid", "coins"), ("order.paid", "gems"), ("order.made", "gems")];
        let named = all.map(|(name, sku)| {
            let new = about(&f, Some("game"), Some(sku));
            let event = Event { event_type: name.parse().unwrap(), ..(*new.event).clone() };
            NewEvent { event: Arc::new(event), ..new }
        });
        let accepted = accept(&ingest, named.into()).await;
        assert!(accepted.iter().all(Result::is_ok), "{accepted:?}");
        assert_eq!(products(&db, f).await, ["game: coins gems"]);
    }

    async fn a_key_is_one_of_its_kind_in_the_tenant_and_in_the_app(db: Db) {
        let (f, other) = (a_tenant_with_a_hook(&db).await, a_tenant_with_a_hook(&db).await);
        let game = write(&db, move |c| apps::insert(c, f.tenant, "game", "The Game", at(1))).await;
        let shop = write(&db, move |c| apps::insert(c, f.tenant, "shop", "Shop", at(2))).await;
        write(&db, move |c| apps::insert(c, other.tenant, "game", "Theirs", at(1))).await;
        let again = db.write(move |c| apps::insert(c, f.tenant, "game", "Again", at(3))).await;
        assert!(matches!(again, Err(StoreError::Taken(_))), "{again:?}");
        let (first, second) = (game.id, shop.id);
        for app in [first, second] {
            write(&db, move |c| apps::insert_sku(c, f.tenant, app, "coins", "Coins", at(1))).await;
        }
        let again = db.write(move |c| apps::insert_sku(c, f.tenant, first, "coins", "", at(3))).await;
        assert!(matches!(again, Err(StoreError::Taken(_))), "{again:?}");
        assert_eq!(products(&db, f).await, ["game: coins", "shop: coins"]);
        assert_eq!(read(&db, move |c| apps::find(c, other.tenant, first)).await, None);
    }

    async fn a_deleted_app_takes_its_skus_along(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let game = write(&db, move |c| apps::insert(c, f.tenant, "game", "The Game", at(1))).await.id;
        let sku = write(&db, move |c| apps::insert_sku(c, f.tenant, game, "coins", "Coins", at(1))).await.id;
        let before = routing_version(&db, f.tenant).await;
        write(&db, move |c| apps::delete(c, f.tenant, game)).await;
        assert_eq!(products(&db, f).await, [""; 0]);
        assert_eq!(read(&db, move |c| apps::find_sku(c, f.tenant, sku)).await, None);
        assert!(routing_version(&db, f.tenant).await > before);
    }

    async fn a_name_changes_and_a_key_does_not(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let game = write(&db, move |c| apps::insert(c, f.tenant, "game", "The Game", at(1))).await.id;
        let sku = write(&db, move |c| apps::insert_sku(c, f.tenant, game, "coins", "Coins", at(1))).await.id;
        write(&db, move |c| {
            apps::rename(c, f.tenant, game, "Game 2", at(5))?;
            apps::rename_sku(c, f.tenant, sku, "Gold", at(5))
        })
        .await;
        let app = read(&db, move |c| apps::find_by_key(c, f.tenant, "game")).await.unwrap();
        assert_eq!((app.name.as_str(), app.updated_at, app.created_at), ("Game 2", at(5), at(1)));
        let sku = read(&db, move |c| apps::find_sku(c, f.tenant, sku)).await.unwrap();
        assert_eq!((sku.key.as_str(), sku.name.as_str()), ("coins", "Gold"));
        let nowhere = SkuId::new(at(9));
        assert_eq!(read(&db, move |c| apps::find_sku(c, f.tenant, nowhere)).await, None);
    }

    async fn what_an_event_names_first_is_registered(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let ingest = ingest(&db);
        for (app, sku) in [(None, None), (Some("game"), None), (Some("game"), Some("coins")), (None, Some("x"))] {
            assert!(one(&ingest, about(&f, app, sku)).await.is_ok(), "{app:?} {sku:?}");
        }
        assert_eq!(products(&db, f).await, ["game: coins"]);
        let game = read(&db, move |c| apps::find_by_key(c, f.tenant, "game")).await.unwrap();
        assert_eq!(game.name, "game", "its key is its name");
    }

    async fn a_batch_registers_each_key_once_and_a_refused_one_none(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let ingest = ingest(&db);
        assert!(one(&ingest, NewEvent { external_id: Some("1".into()), ..about(&f, None, None) }).await.is_ok());
        let conflict = NewEvent { external_id: Some("1".into()), digest: [9; 32], ..about(&f, None, None) };
        let refused = accept(&ingest, vec![about(&f, Some("game"), None), conflict]).await;
        assert_eq!(refused[1], Err(Refusal::Conflict));
        assert_eq!(products(&db, f).await, [""; 0]);
        let events = [("game", "coins"), ("shop", "coins"), ("game", "gems"), ("game", "coins")];
        let batch = events.map(|(app, sku)| about(&f, Some(app), Some(sku)));
        assert!(accept(&ingest, batch.to_vec()).await.iter().all(Result::is_ok));
        assert_eq!(products(&db, f).await, ["game: coins gems", "shop: coins"]);
    }

    async fn two_processes_register_the_same_keys_at_once(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let (one_process, another) = (ingest(&db), ingest(&db));
        let batch = |apps: [&str; 2]| apps.map(|app| about(&f, Some(app), Some("coins"))).to_vec();
        for round in 0..10 {
            let (first, second) = (format!("a{round}"), format!("b{round}"));
            let (left, right) = tokio::join!(
                accept(&one_process, batch([&first, &second])),
                accept(&another, batch([&second, &first])),
            );
            assert!(left.iter().chain(&right).all(Result::is_ok), "{left:?} {right:?}");
        }
        let products = products(&db, f).await;
        assert!(products.len() == 20 && products.iter().all(|one| one.ends_with(": coins")), "{products:?}");
    }

    async fn a_tenant_may_take_known_apps_and_skus_only(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let ingest = ingest(&db);
        write(&db, move |c| {
            let game = apps::insert(c, f.tenant, "game", "The Game", at(1))?;
            apps::insert_sku(c, f.tenant, game.id, "coins", "Coins", at(1))
        })
        .await;
        refuse(&db, f).await;
        for (app, sku, refusal) in [
            (None, None, None),
            (Some("game"), None, None),
            (Some("game"), Some("coins"), None),
            (Some("game"), Some("gems"), Some(Refusal::UnknownSku)),
            (Some("shop"), Some("coins"), Some(Refusal::UnknownApp)),
            (None, Some("coins"), Some(Refusal::SkuWithoutApp)),
        ] {
            assert_eq!(one(&ingest, about(&f, app, sku)).await.err(), refusal, "{app:?} {sku:?}");
        }
        let emitted = NewEvent { source: Source::Deadline, ..about(&f, Some("shop"), None) };
        assert!(one(&ingest, emitted).await.is_ok(), "nobody is there to be told that it is refused");
        assert_eq!(products(&db, f).await, ["game: coins"]);
    }

    async fn what_is_made_or_deleted_counts_from_the_next_event_on(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let ingest = ingest(&db);
        refuse(&db, f).await;
        assert_eq!(one(&ingest, about(&f, Some("game"), None)).await, Err(Refusal::UnknownApp));
        let game = write(&db, move |c| apps::insert(c, f.tenant, "game", "The Game", at(1))).await.id;
        assert!(one(&ingest, about(&f, Some("game"), None)).await.is_ok());
        write(&db, move |c| apps::delete(c, f.tenant, game)).await;
        assert_eq!(one(&ingest, about(&f, Some("game"), None)).await, Err(Refusal::UnknownApp));
    }

    async fn rules_register_what_they_name_or_tell_what_is_unknown(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let admit = |rules: Vec<ActionRule>| write(&db, move |c| apps::admit_rules(c, f.tenant, &rules, at(2)));
        assert_eq!(admit(vec![rule("game", Some("coins")), rule("shop", None)]).await, []);
        refuse(&db, f).await;
        let unknown = admit(vec![rule("shop", None), rule("bank", None), rule("game", Some("gems"))]).await;
        assert_eq!(unknown, [Unknown::App(1), Unknown::Sku(2)]);
        assert_eq!(products(&db, f).await, ["game: coins", "shop: "]);
    }

    async fn hooks_are_found_by_the_apps_and_skus_of_their_actions(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let other = billhook_core::id::HookId::new(at(1));
        let [bound, _] = write(&db, move |c| {
            hooks::insert(c, f.tenant, other, f.member, &crate::fixture::settings("CRM"), at(1))?;
            actions::insert(c, f.tenant, other, &rule("game", None), at(1))?;
            let coins = actions::insert(c, f.tenant, f.hook, &rule("game", Some("coins")), at(1))?;
            Ok([coins, actions::insert(c, f.tenant, f.hook, &rule("game", Some("gems")), at(1))?])
        })
        .await;
        let found = |app: Option<&str>, sku: Option<&str>| {
            let filter = Filter { app: app.map(Into::into), sku: sku.map(Into::into), ..Filter::default() };
            read(&db, move |c| {
                let hooks = hooks::list(c, f.tenant, filter, None, 10)?;
                Ok(hooks.into_iter().map(|hook| hook.settings.name).collect::<Vec<_>>())
            })
        };
        assert_eq!(found(Some("game"), None).await, ["CRM", "ERP"]);
        assert_eq!(found(Some("game"), Some("coins")).await, ["ERP"]);
        assert_eq!(found(Some("shop"), None).await, [""; 0]);
        let actions = read(&db, move |c| apps::bound_actions(c, f.tenant, "game", Some("coins"), 5)).await;
        assert_eq!(actions.iter().map(|one| (one.id, one.hook_id)).collect::<Vec<_>>(), [(bound, f.hook)]);
        assert_eq!(actions[0].hook_name, "ERP");
    }
}
