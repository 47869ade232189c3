//! The table of what is exported, in the order in which it would have to be made again. Each collection is
//! read in pages.

use billhook_core::clock::Timestamp;
use billhook_core::id::{Id, Kind, TenantId};
use billhook_store::portions::{Large, Portion};
use billhook_store::{
    AnyConnection, apps, deadlines, event_types, hooks, invitations, members, portions, replays, tenants,
    tokens,
};
use serde::Serialize;

use super::history;
use super::lines::{Lines, Part, Place};
use crate::handlers::apps::AppView;
use crate::handlers::branding::BrandingView;
use crate::handlers::deadlines::DeadlineView;
use crate::handlers::event_types::{EVENT_TYPES_AT_ONCE, EventTypeView};
use crate::handlers::hooks::{HOOKS_AT_ONCE, masked_views};
use crate::handlers::invitations::InvitationView;
use crate::handlers::members::MemberView;
use crate::handlers::replays::ReplayView;
use crate::handlers::settings::SettingsView;
use crate::handlers::skus::SkuView;
use crate::handlers::tokens::TokenView;
use crate::problem::Problem;
use crate::state::ApiConfig;

/// Whose data is read, and what its settings follow from.
pub(super) struct Source<'a> {
    pub(super) tenant: TenantId,
    pub(super) config: &'a ApiConfig,
    /// When the export was begun.
    pub(super) now: Timestamp,
}

/// Reads the next part of one collection, after `Place`.
pub(super) type Read = fn(&mut AnyConnection, &Source<'_>, Option<Place>) -> Result<Part, Problem>;

/// Every collection there is. What refers to something comes after it.
pub(super) const COLLECTIONS: &[Read] = &[
    settings,
    branding,
    read_members,
    read_invitations,
    read_tokens,
    read_apps,
    read_skus,
    read_event_types,
    read_deadlines,
    read_hooks,
    history::events,
    history::deliveries,
    history::attempts,
    read_replays,
    history::audit_entries,
];

/// Small things that are read at once.
const AT_ONCE: i64 = 200;
/// Things of a part that may be large, as far as these are small.
const IN_PART: usize = 200;

fn settings(c: &mut AnyConnection, source: &Source<'_>, _: Option<Place>) -> Result<Part, Problem> {
    let mut lines = Lines::default();
    if let Some(tenant) = tenants::find(c, source.tenant)? {
        lines.add("settings", SettingsView::of(tenant, source.config))?;
    }
    Ok(Part { lines, next: None })
}

fn branding(c: &mut AnyConnection, source: &Source<'_>, _: Option<Place>) -> Result<Part, Problem> {
    let mut lines = Lines::default();
    lines.add("branding", BrandingView::of(&tenants::branding(c, source.tenant)?))?;
    Ok(Part { lines, next: None })
}

/// A page of things as lines of one kind; the next page begins after the last of them, if this one is full.
pub(super) fn part<K: Kind, R, V: Serialize>(
    kind: &str,
    at_once: i64,
    rows: Vec<R>,
    id: impl Fn(&R) -> Id<K>,
    view: impl Fn(R) -> Result<V, Problem>,
) -> Result<Part, Problem> {
    let last = rows.last().filter(|_| rows.len() as i64 == at_once);
    let next = last.map(|row| Place { id: *id(row).as_bytes(), number: 0 });
    let mut lines = Lines::default();
    for row in rows {
        lines.add(kind, view(row)?)?;
    }
    Ok(Part { lines, next })
}

/// A portion of things as lines of one kind; the next part begins after the last of them, if there may be more.
pub(super) fn large_part<K, R, V>(
    kind: &str,
    portion: Portion<R>,
    view: impl Fn(R) -> Result<V, Problem>,
) -> Result<Part, Problem>
where
    K: Kind,
    R: Large<Place = Id<K>>,
    V: Serialize,
{
    let last = portion.rows.last().filter(|_| portion.more);
    let next = last.map(|row| Place { id: *row.place().as_bytes(), number: 0 });
    let mut lines = Lines::default();
    for row in portion.rows {
        lines.add(kind, view(row)?)?;
    }
    Ok(Part { lines, next })
}

/// The id after which a page begins.
pub(super) fn after<K: Kind>(place: Option<Place>) -> Option<Id<K>> {
    place.map(|place| Id::from_bytes(place.id))
}

/// A collection whose list and view are like most.
macro_rules! collection {
    ($name:ident, $kind:literal, $list:path, $view:ty, $id:expr) => {
        fn $name(c: &mut AnyConnection, source: &Source<'_>, place: Option<Place>) -> Result<Part, Problem> {
            let rows = $list(c, source.tenant, after(place), AT_ONCE)?;
            part($kind, AT_ONCE, rows, $id, |row| Ok(<$view>::from(row)))
        }
    };
}

collection!(read_members, "member", members::list, MemberView, |(member, _)| member.id);
collection!(read_tokens, "token", tokens::list, TokenView, |token| token.id);
collection!(read_apps, "app", apps::list, AppView, |app| app.id);
collection!(read_skus, "sku", apps::list_all_skus, SkuView, |sku| sku.id);
collection!(read_deadlines, "deadline", deadlines::list, DeadlineView, |deadline| deadline.id);
collection!(read_replays, "replay", replays::list, ReplayView, |replay| replay.id);

fn read_event_types(
    c: &mut AnyConnection,
    source: &Source<'_>,
    place: Option<Place>,
) -> Result<Part, Problem> {
    let list = |c: &mut AnyConnection, before, most| event_types::list(c, source.tenant, before, most);
    let rows = portions::read(c, after(place), IN_PART, EVENT_TYPES_AT_ONCE, list)?;
    large_part("event_type", rows, |row| EventTypeView::try_from(row).map_err(Problem::from))
}

fn read_invitations(
    c: &mut AnyConnection,
    source: &Source<'_>,
    place: Option<Place>,
) -> Result<Part, Problem> {
    let rows = invitations::list(c, source.tenant, after(place), AT_ONCE)?;
    let view = InvitationView::at(source.now);
    part("invitation", AT_ONCE, rows, |invitation| invitation.id, |row| Ok(view(row)))
}

/// With their actions; secrets in their addresses and headers are masked.
fn read_hooks(c: &mut AnyConnection, source: &Source<'_>, place: Option<Place>) -> Result<Part, Problem> {
    let list = |c: &mut AnyConnection, before, most| {
        let hooks = hooks::list(c, source.tenant, hooks::Filter::default(), before, most)?;
        masked_views(c, source.tenant, hooks)
    };
    let rows = portions::read(c, after(place), IN_PART, HOOKS_AT_ONCE, list)?;
    large_part("hook", rows, Ok)
}
