//! `GET /api/v1/stream`

use std::time::Duration;

use actix_web::http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use actix_web::web::{Bytes, Data};
use actix_web::{Error, HttpRequest, HttpResponse, get};
use billhook_core::member::Permission;
use billhook_store::live::Mark;
use futures::Stream;
use futures::stream::unfold;
use tokio::time::Instant;

use crate::live::Seat;
use crate::principal::Principal;
use crate::problem::{Kind, Problem};
use crate::state::ApiState;

/// Proxies close a connection on which nothing comes for half a minute or more.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// In seconds; what a client waits that was refused a stream.
const TRY_AGAIN_S: u64 = 30;
const LAST_EVENT_ID: &str = "last-event-id";

/// Listen for changes
///
/// Server-sent events: first a `ready`, if you name no place to begin at, then a `change` whenever there is something
/// new. Its data says what has changed: any of `events`, `deliveries` and `hooks`, separated by spaces; the
/// first two only for those with `events.view`. Then fetch what you show of it. The stream ends after
/// `limits.stream_s`, or when something changes in what members and tokens may do: open it again with the id
/// of the last event as `Last-Event-ID`, and what came meanwhile is sent at once.
#[utoipa::path(
    tag = "streams",
    params(("Last-Event-ID" = Option<String>, Header, description = "The id of the last event that came")),
    responses(
        (status = 200, description = "The stream", body = String, content_type = "text/event-stream"),
        (status = 429, description = "Too many streams are open")
    ),
    extensions(("x-permission" = json!("hooks.view")))
)]
#[get("/stream")]
pub(crate) async fn open_stream(
    state: Data<ApiState>,
    principal: Principal,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::HooksView)?;
    let most = state.config.streams_per_tenant;
    let seat = state.live.sit(principal.tenant_id, most, &state.db, &state.clock).ok_or_else(|| {
        let detail = format!(
            "{most} streams are open for this tenant, which is the limit. Poll instead, or try again."
        );
        Problem::new(Kind::RateLimited, detail).retry_after(TRY_AGAIN_S)
    })?;
    let listener = Listener {
        seat,
        access: principal.access_version,
        sees_events: principal.permissions.contains(&Permission::EventsView),
        heard: request.headers().get(LAST_EVENT_ID).and_then(read),
        ends_at: Instant::now() + state.config.max_stream,
    };
    let mut response = HttpResponse::Ok();
    response
        .insert_header((CONTENT_TYPE, "text/event-stream"))
        // Nginx and its likes would hold the events back otherwise.
        .insert_header((HeaderName::from_static("x-accel-buffering"), "no"));
    Ok(response.streaming(listener.changes()))
}

/// One open stream.
struct Listener {
    seat: Seat,
    /// The version of what the client may hear: once that has changed, they ask again.
    access: i64,
    sees_events: bool,
    /// Up to where the client knows.
    heard: Option<Mark>,
    ends_at: Instant,
}

impl Listener {
    fn changes(self) -> impl Stream<Item = Result<Bytes, Error>> {
        unfold(self, |mut listener| async move { listener.next().await.map(|text| (Ok(text), listener)) })
    }

    /// The next thing to say; `None` at the end.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            let beat = Instant::now() + HEARTBEAT;
            tokio::select! {
                biased;
                changed = self.seat.marks.changed() => changed.ok()?,
                () = tokio::time::sleep_until(self.ends_at) => return None,
                () = tokio::time::sleep_until(beat) => return Some(Bytes::from_static(b":\n\n")),
            }
            let mark = self.seat.marks.borrow_and_update().clone();
            if mark.as_ref().is_some_and(|mark| mark.access != self.access) {
                return None;
            }
            if let Some(mark) = mark
                && let Some(text) = self.told(mark)
            {
                return Some(text);
            }
        }
    }

    /// What to say of the tenant's place; `None` if it means nothing to this client.
    fn told(&mut self, mark: Mark) -> Option<Bytes> {
        let before = self.heard.replace(mark.clone());
        let Some(before) = before else {
            // The first place is where the client begins: what it showed until then it asked for itself.
            return Some(event("ready", &mark, ""));
        };
        let news = [
            ("events", self.sees_events && before.events != mark.events),
            ("deliveries", self.sees_events && before.deliveries != mark.deliveries),
            ("hooks", before.hooks != mark.hooks),
        ];
        let names: Vec<&str> = news.iter().filter(|(_, is_new)| *is_new).map(|(name, _)| *name).collect();
        (!names.is_empty()).then(|| event("change", &mark, &names.join(" ")))
    }
}

fn event(kind: &str, mark: &Mark, data: &str) -> Bytes {
    let Mark { events, deliveries, hooks, .. } = mark;
    Bytes::from(format!("event: {kind}\nid: {events}.{deliveries}.{hooks}\ndata: {data}\n\n"))
}

/// The place that a client names; `None` if it is none of ours.
fn read(header: &HeaderValue) -> Option<Mark> {
    let mut parts = header.to_str().ok()?.splitn(3, '.').map(str::to_owned);
    Some(Mark { events: parts.next()?, deliveries: parts.next()?, hooks: parts.next()?, access: 0 })
}
