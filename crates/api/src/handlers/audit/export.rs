//! `GET /api/v1/audit/export`

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::{Bytes, Data};
use actix_web::{Error, HttpResponse, get};
use billhook_core::id::AuditId;
use billhook_core::member::Permission;
use billhook_store::AnyConnection;
use billhook_store::audit::{self, Filter};
use billhook_store::portions::{self, Portion};
use futures::stream::{self, Stream, StreamExt};
use serde::Deserialize;
use utoipa::ToSchema;

use super::csv;
use super::list::ENTRIES_AT_ONCE;
use super::query::audit_query;
use super::view::EntryView;
use crate::extract::Query;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Entries of a part, as far as they are small: the whole log is never in memory.
const ENTRIES_IN_PART: usize = 500;

/// How the log is written.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = AuditExportFormat)]
pub(crate) enum Form {
    /// A line of JSON for each entry, as in the list.
    #[default]
    Jsonl,
    /// CSV with a head (RFC 4180); what a spreadsheet would take for a formula begins with `'`.
    Csv,
}

audit_query! {
    /// What to export.
    ExportQuery {
        /// `jsonl` or `csv`.
        #[serde(default)]
        #[param(inline, value_type = Option<Form>)]
        format: Form,
    }
}

/// Export the audit log
///
/// All entries that the filter lets through, the newest first, as lines of JSON or as CSV.
#[utoipa::path(
    tag = "audit",
    params(ExportQuery),
    responses(
        (status = 200, description = "The entries", content((String = "application/x-ndjson"), (String = "text/csv")))
    ),
    extensions(("x-permission" = json!("audit.view")))
)]
#[get("/audit/export")]
pub(crate) async fn export_audit_entries(
    state: Data<ApiState>,
    principal: Principal,
    query: Query<ExportQuery>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::AuditView)?;
    let (format, filter) = (query.0.format, query.0.filter()?);
    let walk = Walk { state, principal, filter, format };
    let (kind, name) = match format {
        Form::Jsonl => ("application/x-ndjson", "attachment; filename=\"audit.jsonl\""),
        Form::Csv => ("text/csv; charset=utf-8", "attachment; filename=\"audit.csv\""),
    };
    let mut response = HttpResponse::Ok();
    response.insert_header((CONTENT_TYPE, kind)).insert_header((CONTENT_DISPOSITION, name));
    Ok(response.streaming(walk.head()?.chain(walk.pages())))
}

/// A walk through the log.
struct Walk {
    state: Data<ApiState>,
    /// Asked again at every page: a download may outlast what it was allowed by.
    principal: Principal,
    filter: Filter,
    format: Form,
}

impl Walk {
    fn head(&self) -> Result<impl Stream<Item = Result<Bytes, Error>> + use<>, Problem> {
        let head = match self.format {
            Form::Jsonl => Vec::new(),
            Form::Csv => csv::head().map_err(|_| Problem::internal())?,
        };
        Ok(stream::iter(Some(head).filter(|head| !head.is_empty()).map(|head| Ok(Bytes::from(head)))))
    }

    fn pages(self) -> impl Stream<Item = Result<Bytes, Error>> {
        stream::try_unfold((self, Place::Begin), |(walk, place)| async move {
            let after = match place {
                Place::Begin => None,
                Place::After(id) => Some(id),
                Place::End => return Ok(None),
            };
            // The status has gone out, so whoever reads sees the connection break.
            let (bytes, place) = walk.page(after).await?;
            Ok(Some((bytes, (walk, place))))
        })
    }

    async fn page(&self, after: Option<AuditId>) -> Result<(Bytes, Place), Error> {
        let (who, filter, now) = (self.principal.clone(), self.filter.clone(), self.state.clock.now());
        let read = self.state.db.read(move |c| {
            who.require_standing(c, now)?;
            let list =
                |c: &mut AnyConnection, after, most| audit::list(c, who.tenant_id, &filter, after, most);
            Ok::<_, Problem>(portions::read(c, after, ENTRIES_IN_PART, ENTRIES_AT_ONCE, list)?)
        });
        let Portion { rows, more } = read.await?;
        let place = match rows.last() {
            Some(last) if more => Place::After(last.id),
            _ => Place::End,
        };
        let entries: Vec<EntryView> = rows.into_iter().map(EntryView::from).collect();
        let written = match self.format {
            Form::Jsonl => json_lines(&entries),
            Form::Csv => csv::lines(&entries).ok(),
        };
        Ok((written.ok_or_else(Problem::internal)?.into(), place))
    }
}

/// Where the next page begins.
enum Place {
    Begin,
    After(AuditId),
    End,
}

fn json_lines(entries: &[EntryView]) -> Option<Vec<u8>> {
    let mut lines = Vec::new();
    for entry in entries {
        serde_json::to_writer(&mut lines, entry).ok()?;
        lines.push(b'\n');
    }
    Some(lines)
}
