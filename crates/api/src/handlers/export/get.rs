//! `GET /api/v1/export`

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::{Bytes, Data};
use actix_web::{Error, HttpResponse, get};
use billhook_core::clock::Timestamp;
use billhook_core::id::TenantId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use futures::stream::{self, Stream};
use serde::Serialize;

use super::collections::{COLLECTIONS, Source};
use super::lines::{Lines, Part, Place};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// The form of the lines; it changes when a line means something else than before.
const VERSION: u32 = 1;
/// What is not in an export, and why.
const LEFT_OUT: &[&str] = &[
    "signing secrets of hooks, which are sealed: read or rotate them one by one",
    "the values of tokens and the passwords of people, of which only digests are kept",
    "values in URLs and headers that may be secrets, shown as `***`",
];

#[derive(Serialize)]
struct Head<'a> {
    version: u32,
    tenant_id: TenantId,
    exported_at: Timestamp,
    left_out: &'a [&'a str],
}

/// Export everything
///
/// All that the tenant has, as lines of JSON, each with its kind in `record` and otherwise as the API shows
/// it: settings, members, invitations, tokens, apps, SKUs, event types, deadlines, hooks with their actions,
/// events with their data, deliveries, attempts with what was sent and answered, replays, the audit log;
/// within each kind the newest first. The first line (`export`) says what is left out: secrets. The last
/// (`end`) counts the others: without it the export is not complete. What is made meanwhile may be missing. It
/// needs `settings.edit`, `members.edit`, `events.view` and `audit.view`, and the grant for everything.
#[utoipa::path(
    tag = "settings",
    responses((status = 200, description = "The lines", content((String = "application/x-ndjson")))),
    extensions(("x-permission" = json!("settings.edit")))
)]
#[get("/export")]
pub(crate) async fn export_tenant(
    state: Data<ApiState>,
    principal: Principal,
) -> Result<HttpResponse, Problem> {
    require_everything(&principal)?;
    let (tenant, actor, now) = (principal.tenant_id, principal.actor(), state.clock.now());
    let who = principal.clone();
    let noted = principal.write(&state, move |c, _| {
        let subject = Subject::new("tenant", tenant, "everything");
        Ok(audit::insert(c, tenant, &Entry::new(actor, "tenant.exported", subject, now))?)
    });
    noted.await?;
    let mut response = HttpResponse::Ok();
    response
        .insert_header((CONTENT_TYPE, "application/x-ndjson"))
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"billhook-export.jsonl\""));
    Ok(response.streaming(walk(state, who, now)))
}

/// Whoever exports everything must be allowed to see everything.
fn require_everything(principal: &Principal) -> Result<(), Problem> {
    for permission in
        [Permission::SettingsEdit, Permission::MembersEdit, Permission::EventsView, Permission::AuditView]
    {
        principal.require(permission)?;
    }
    if principal.grants.cover_everything() { Ok(()) } else { Err(Problem::grant_missing("*")) }
}

/// What is written next.
enum Step {
    Head,
    /// The part after this place of the collection with this number.
    Part(usize, Option<Place>),
    End,
    Over,
}

/// A part at a time, read when whoever downloads has taken the one before: there is never more than that in memory.
fn walk(state: Data<ApiState>, who: Principal, now: Timestamp) -> impl Stream<Item = Result<Bytes, Error>> {
    let begin = (state, who, Step::Head, 0);
    stream::try_unfold(begin, move |(state, who, mut step, written)| async move {
        loop {
            let (lines, next) = match step {
                Step::Over => return Ok(None),
                Step::Head => (head(who.tenant_id, now)?, Step::Part(0, None)),
                Step::Part(collection, after) => {
                    let Part { lines, next } = read(&state, &who, now, collection, after).await?;
                    (lines, following(collection, next))
                }
                Step::End => (end(written)?, Step::Over),
            };
            // An empty chunk would end the response.
            if lines.count > 0 {
                return Ok(Some((Bytes::from(lines.bytes), (state, who, next, written + lines.count))));
            }
            step = next;
        }
    })
}

fn following(collection: usize, next: Option<Place>) -> Step {
    match next {
        Some(place) => Step::Part(collection, Some(place)),
        None if collection + 1 < COLLECTIONS.len() => Step::Part(collection + 1, None),
        None => Step::End,
    }
}

/// The status has gone out, so whoever reads sees the connection break if this fails.
async fn read(
    state: &Data<ApiState>,
    who: &Principal,
    now: Timestamp,
    collection: usize,
    after: Option<Place>,
) -> Result<Part, Problem> {
    let read = COLLECTIONS.get(collection).ok_or_else(Problem::internal)?;
    let (config, who, at) = (state.clone(), who.clone(), state.clock.now());
    let read = state.db.read(move |c| {
        // A download may outlast what it was allowed by.
        who.require_standing(c, at)?;
        read(c, &Source { tenant: who.tenant_id, config: &config.config, now }, after)
    });
    read.await
}

fn head(tenant_id: TenantId, exported_at: Timestamp) -> Result<Lines, Problem> {
    let mut lines = Lines::default();
    lines.add("export", Head { version: VERSION, tenant_id, exported_at, left_out: LEFT_OUT })?;
    Ok(lines)
}

fn end(lines_before: u64) -> Result<Lines, Problem> {
    #[derive(Serialize)]
    struct End {
        lines: u64,
    }
    let mut lines = Lines::default();
    lines.add("end", End { lines: lines_before })?;
    Ok(lines)
}
