//! `GET /api/v1/events/{id}/matches`

use std::collections::{HashMap, HashSet};

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::action::{Facts, Misfit};
use billhook_core::event::{EventKind, JsonBytes};
use billhook_core::filter::{Filter, Subject};
use billhook_core::hook::HookState;
use billhook_core::id::{ActionId, EventId, HookId, TenantId};
use billhook_core::member::Permission;
use billhook_store::actions::{self, Action};
use billhook_store::deliveries;
use billhook_store::events::{self, EventHead};
use billhook_store::hooks::{self, Hook};
use billhook_store::portions::{self, Large};
use billhook_store::{AnyConnection, StoreError};
use serde::Serialize;
use utoipa::ToSchema;

use crate::extract::{Path, Query};
use crate::handlers::filters::FailingView;
use crate::handlers::hooks::HOOKS_AT_ONCE;
use crate::page::{Page, PageQuery};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::schema;
use crate::state::ApiState;

/// What an event means to one hook.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EventMatch)]
pub(crate) struct MatchView {
    #[schema(value_type = String, example = "hk_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    hook_id: HookId,
    #[schema(example = "ERP")]
    hook_name: String,
    #[schema(value_type = schema::HookState)]
    hook_state: HookState,
    /// True if the hook has a delivery of this event, whatever its actions say now.
    delivered_to: bool,
    /// True if one of its actions takes the event, as they are now.
    matches: bool,
    /// What each of its actions says. Empty if it has none.
    actions: Vec<ActionMatchView>,
}

/// What an action says of an event.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ActionMatch)]
struct ActionMatchView {
    #[schema(value_type = String, example = "act_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    action_id: ActionId,
    #[schema(example = "invoice.*")]
    event_type: String,
    /// What keeps the event out: its type, its app, its SKU or the filter; null if the action matches it.
    left_out_by: Option<LeftOutBy>,
    /// The clause of the filter, where that is what keeps it out.
    failing: Option<FailingView>,
}

/// What keeps an event out of an action.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(rename_all = "snake_case")]
enum LeftOutBy {
    EventType,
    App,
    Sku,
    Filter,
}

impl ActionMatchView {
    fn of(action: &Action, event: &Subject<'_>) -> Self {
        let (left_out_by, failing) = match action.rule.misfit(event) {
            None => (None, None),
            Some(Misfit::Type) => (Some(LeftOutBy::EventType), None),
            Some(Misfit::App) => (Some(LeftOutBy::App), None),
            Some(Misfit::Sku) => (Some(LeftOutBy::Sku), None),
            Some(Misfit::Filter(failing)) => (Some(LeftOutBy::Filter), Some(failing.into())),
        };
        Self { action_id: action.id, event_type: action.rule.pattern.to_string(), left_out_by, failing }
    }
}

/// Explain which hooks get an event
///
/// For each hook, the newest first: whether it has a delivery of the event, and what each of its actions says about it
/// now, with the clause of the filter that keeps it out. Actions that were changed since may say something else than
/// they did when the event came.
#[utoipa::path(
    tag = "events",
    params(("id" = String, Path, description = "The event's id"), PageQuery),
    responses((status = 200, description = "A page of hooks", body = Page<MatchView>)),
    extensions(("x-permission" = json!("events.view")))
)]
#[get("/events/{id}/matches")]
pub(crate) async fn list_event_matches(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<EventId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::EventsView)?;
    principal.require(Permission::HooksView)?;
    let (before, limit) = (query.0.after()?, query.0.limit);
    // Before anything is read: what waits for its turn has nothing in memory.
    let turn = state.filter_turns.take(principal.tenant_id).await?;
    let read = state.db.read(move |c| {
        let known = Known::read(c, &principal, path.0)?;
        let list = |c: &mut AnyConnection, before, most| candidates(c, principal.tenant_id, before, most);
        let hooks = portions::read(c, before, limit.items(), HOOKS_AT_ONCE, list)?;
        // The turn comes along: it lasts as long as the reading, also if nobody waits for that any more.
        Ok::<_, Problem>((turn, known, Page::portion(hooks, |candidate| candidate)))
    });
    let (turn, known, Page { data, next_cursor }) = read.await?;
    let data = turn.run(move |is_wanted| known.views(data, is_wanted)).await?;
    Ok(HttpResponse::Ok().json(Page { data, next_cursor }))
}

/// A hook, and which events it takes. Filters are looked at once the connection to the database is given back.
struct Candidate {
    hook: Hook,
    actions: Vec<Action>,
}

impl Large for Candidate {
    type Place = HookId;
    fn place(&self) -> HookId {
        self.hook.id
    }
    fn bytes(&self) -> usize {
        self.actions.iter().filter_map(|action| action.rule.filter.as_ref()).map(Filter::bytes).sum()
    }
}

/// Up to `limit` hooks with their actions, the newest first, older than `before`.
fn candidates(
    connection: &mut AnyConnection,
    tenant: TenantId,
    before: Option<HookId>,
    limit: i64,
) -> Result<Vec<Candidate>, StoreError> {
    let hooks = hooks::list(connection, tenant, hooks::Filter::default(), before, limit)?;
    let ids: Vec<HookId> = hooks.iter().map(|hook| hook.id).collect();
    let mut by_hook: HashMap<HookId, Vec<Action>> = HashMap::new();
    for action in actions::list_of_hooks(connection, tenant, &ids)? {
        by_hook.entry(action.hook_id).or_default().push(action);
    }
    let candidate = |hook: Hook| Candidate { actions: by_hook.remove(&hook.id).unwrap_or_default(), hook };
    Ok(hooks.into_iter().map(candidate).collect())
}

/// What the database knows of an event.
struct Known {
    event: EventHead,
    data: JsonBytes,
    delivered_to: HashSet<HookId>,
}

impl Known {
    fn read(connection: &mut AnyConnection, principal: &Principal, id: EventId) -> Result<Self, Problem> {
        let tenant = principal.tenant_id;
        let unknown = || Problem::not_found("event");
        let (event, data) = events::find(connection, tenant, id)?
            .filter(|(head, _)| {
                head.kind == EventKind::Event && principal.grants.cover(head.event_type.resource())
            })
            .ok_or_else(unknown)?;
        let delivered_to = deliveries::hooks_of_event(connection, tenant, id)?;
        Ok(Self { event, data, delivered_to })
    }

    /// What the event means to each of the hooks. It is cut short once nobody wants it.
    fn views(self, hooks: Vec<Candidate>, is_wanted: &dyn Fn() -> bool) -> Vec<MatchView> {
        let Self { event, data, delivered_to } = self;
        let event =
            Subject::new(Facts { event_type: &event.event_type, attributes: &event.attributes, data: &data });
        let view = |Candidate { hook, actions }: Candidate| {
            let wanted = actions.iter().take_while(|_| is_wanted());
            let actions: Vec<ActionMatchView> =
                wanted.map(|action| ActionMatchView::of(action, &event)).collect();
            MatchView {
                hook_id: hook.id,
                hook_name: hook.settings.name,
                hook_state: hook.state,
                delivered_to: delivered_to.contains(&hook.id),
                matches: actions.iter().any(|action| action.left_out_by.is_none()),
                actions,
            }
        };
        hooks.into_iter().map(view).collect()
    }
}
