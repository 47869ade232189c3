//! A post as the beginning of a trace, or as the next span of its caller's.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use billhook_core::event::Event;
use billhook_core::trace::{PostSpan, TraceParent, TracedPost};
use billhook_store::ingest::{Accepted, NewEvent, Refusal};

use crate::state::ApiState;

/// The header of <https://www.w3.org/TR/trace-context/>.
const TRACEPARENT: &str = "traceparent";

/// Whether a request is traced, as an extractor: it begins when the request's head is there.
#[derive(Debug)]
pub(crate) struct Traced(Option<TracedPost>);

impl FromRequest for Traced {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(begin(request))))
    }
}

fn begin(request: &HttpRequest) -> Option<TracedPost> {
    let state = request.app_data::<Data<ApiState>>()?;
    let spans = state.spans.as_ref()?;
    let mut given = request.headers().get_all(TRACEPARENT);
    // As the standard wants it, what cannot be read is as good as nothing, and so are two.
    let caller = given.next().filter(|_| given.next().is_none()).and_then(|value| value.to_str().ok());
    let caller = caller.and_then(|text| text.trim().parse::<TraceParent>().ok());
    spans.begin(caller, state.clock.now())
}

impl Traced {
    /// Notes on the events of which span they are. They have just been made and belong to nobody else.
    pub(super) fn mark(&self, events: &mut [NewEvent]) -> Option<Marked> {
        let post = self.0?;
        for new in &mut *events {
            Arc::make_mut(&mut new.event).trace = Some(post.context);
        }
        Some(Marked { post, first: events.first()?.event.clone(), count: events.len() })
    }
}

/// A traced post on its way to the database.
pub(super) struct Marked {
    post: TracedPost,
    first: Arc<Event>,
    count: usize,
}

impl Marked {
    /// Tells of the post, if its events are durable.
    pub(super) fn end(&self, request: &HttpRequest, state: &ApiState, answers: &[Result<Accepted, Refusal>]) {
        let (Some(spans), Some(Ok(first))) = (&state.spans, answers.first()) else { return };
        spans.post(&PostSpan {
            post: self.post,
            ended_at: state.clock.now(),
            scheme: state.config.public_url.scheme(),
            path: request.path(),
            tenant: self.first.tenant_id,
            event: (self.count == 1).then(|| (first.id, self.first.event_type.as_str())),
            events: self.count,
            matched: answers.iter().flatten().map(|accepted| accepted.matched).sum(),
        });
    }
}
