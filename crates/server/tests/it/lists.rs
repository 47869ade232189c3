//! How long the pages of lists take where there is much: 200 tenants with 50 hooks and 20 members each, and a history.
//!
//! A measurement, and so ignored: `make bench-lists` runs it on both databases and prints a table. It fails if the
//! 99th percentile of any list is above its bound.

use std::sync::Arc;
use std::time::{Duration, Instant};

use billhook_api::setup::{Bootstrap, bootstrap};
use billhook_core::action::ActionRule;
use billhook_core::clock::{Clock, Timestamp};
use billhook_core::hook::{Format, HookState, Method};
use billhook_core::id::{HookId, MemberId, TenantId, UserId};
use billhook_core::member::{Grants, MemberState, all_permissions};
use billhook_core::policy::PolicyOverrides;
use billhook_core::preset::Preset;
use billhook_store::hooks::Settings;
use billhook_store::members::{self, Member};
use billhook_store::testing::TestDb;
use billhook_store::users::{self, User, UserKind};
use billhook_store::{AnyConnection, DatabaseUrl, StoreError, actions, hooks, story_on_both_databases};
use serde_json::{Value, json};

use crate::world::{Actor, TestApp};

const TENANTS: usize = 200;
const HOOKS: usize = 50;
const MEMBERS: usize = 20;
const EVENTS: usize = 200;
/// Of this many tenants each list is asked for.
const ASKED: usize = 50;
/// What the 99th percentile of a list may take.
const BOUND: Duration = Duration::from_millis(50);

story_on_both_databases! {
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[ignore = "a measurement: make bench-lists"]
    no_list_keeps_anybody_waiting: measure,
}

async fn measure(database: TestDb) {
    let name = if matches!(database.url(), DatabaseUrl::Sqlite(_)) { "SQLite" } else { "Postgres" };
    let app = TestApp::with(database, |config| {
        config.limits.requests_per_s = toml::Value::Integer(0).try_into().unwrap();
    })
    .await;
    let tenants = fill(&app).await;
    let operator = app.operator().await;
    println!("{name}: {TENANTS} tenants with {HOOKS} hooks and {MEMBERS} members each");
    println!("{:<44} {:>9} {:>9} {:>9}", "list", "p50", "p99", "most");
    let mut slow = Vec::new();
    for path in PATHS {
        let mut took = Vec::new();
        for (token, hook) in tenants.iter().step_by(TENANTS / ASKED) {
            took.extend(pages(&app.actor(token.clone()), &path.replace("{hook}", hook)).await);
        }
        slow.extend(told(path, took));
    }
    let mut took = Vec::new();
    for _ in 0..ASKED {
        took.extend(pages(&operator, "tenants").await);
    }
    slow.extend(told("tenants (operator)", took));
    app.stop().await;
    assert!(slow.is_empty(), "above {BOUND:?}: {slow:?}");
}

/// Every list of a tenant's.
const PATHS: [&str; 17] = [
    "hooks",
    "hooks?state=paused",
    "hooks/{hook}/actions",
    "members",
    "tokens",
    "invitations",
    "apps",
    "event-types",
    "deadlines",
    "events",
    "events?event_type=thing.n7",
    "deliveries",
    "deliveries?hook={hook}",
    "deliveries?state=pending",
    "deliveries?event_type=thing.*",
    "replays",
    "audit",
];

/// How long the first page and the one after it take.
async fn pages(actor: &Actor, path: &str) -> Vec<Duration> {
    let mut took = Vec::new();
    let mut url = format!("/api/v1/{path}");
    for _ in 0..2 {
        let begun = Instant::now();
        let page: Value = actor.get(&url).await;
        took.push(begun.elapsed());
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        let and = if path.contains('?') { '&' } else { '?' };
        url = format!("/api/v1/{path}{and}cursor={cursor}");
    }
    took
}

/// Prints a line; the list and its 99th percentile if that is above the bound.
fn told(path: &str, mut took: Vec<Duration>) -> Option<(String, Duration)> {
    took.sort_unstable();
    let at = |percent: usize| took[(took.len() * percent / 100).min(took.len() - 1)];
    println!("{path:<44} {:>9.1?} {:>9.1?} {:>9.1?}", at(50), at(99), at(100));
    (at(99) > BOUND).then(|| (path.to_owned(), at(99)))
}

/// A token and a hook of each tenant.
async fn fill(app: &TestApp) -> Vec<(String, String)> {
    let mut made = Vec::with_capacity(TENANTS);
    for n in 0..TENANTS {
        let wanted = Bootstrap {
            tenant: format!("Tenant {n}"),
            name: None,
            email: format!("owner{n}@example.com"),
            password: "correct horse battery".into(),
        };
        let clock: Arc<dyn Clock> = app.clock();
        let founded = bootstrap(app.db(), &clock, wanted).await.unwrap();
        let (tenant, now) = (founded.tenant_id, app.now());
        let hook = app.db().write(move |c| people_and_hooks(c, tenant, n, now)).await.unwrap();
        let owner = app.actor(founded.token.clone());
        let events: Vec<Value> =
            (0..EVENTS).map(|n| json!({"type": format!("thing.n{}", n % HOOKS), "data": {"n": n}})).collect();
        owner.post("/api/v1/events/batch", json!({"events": events})).await;
        made.push((founded.token, hook.to_string()));
    }
    made
}

/// Members, and hooks that are paused, so that nothing is sent; one of them.
fn people_and_hooks(
    c: &mut AnyConnection,
    tenant: TenantId,
    n: usize,
    now: Timestamp,
) -> Result<HookId, StoreError> {
    let mut owner = None;
    for m in 1..MEMBERS {
        let (user, id) = (UserId::new(now), MemberId::new(now));
        let account = User {
            id: user,
            email: format!("m{m}.{n}@example.com"),
            name: format!("Member {m}"),
            kind: UserKind::Person,
            created_at: now,
        };
        users::insert(c, &account, None)?;
        let member = Member {
            id,
            tenant_id: tenant,
            user_id: user,
            permissions: all_permissions(),
            grants: Grants::all(),
            state: MemberState::Active,
            created_at: now,
            updated_at: now,
        };
        members::insert(c, tenant, &member)?;
        owner = Some(id);
    }
    let owner = owner.unwrap();
    let mut hook = HookId::new(now);
    for h in 0..HOOKS {
        hook = HookId::new(now);
        hooks::insert(c, tenant, hook, owner, &settings(h), now)?;
        actions::insert(c, tenant, hook, &ActionRule::new(format!("thing.n{h}").parse().unwrap()), now)?;
        hooks::set_state(c, tenant, hook, HookState::Paused, None, now)?;
    }
    Ok(hook)
}

fn settings(h: usize) -> Settings {
    Settings {
        name: format!("Hook {h}"),
        url: "https://example.com/in?token=s3".into(),
        method: Method::Post,
        format: Format::Json,
        preset: Preset::Standard,
        policy: PolicyOverrides::default(),
        headers: vec![("x-team".into(), "billing".into())],
        standard_headers: true,
        max_in_flight: 16,
        rate_per_s: None,
    }
}
