//! Traces: which post an attempt follows from, as W3C Trace Context writes it, and what is reported about both.
//!
//! A trace is begun (or continued) by a post and goes on with each attempt, maybe days later and in another process, so
//! its context lies beside the event. What isn't here: who is traced, and where spans go; the server gives a [`Spans`].

use std::fmt;
use std::str::FromStr;

use crate::clock::Timestamp;
use crate::delivery::Decision;
use crate::id::{DeliveryId, EventId, HookId, TenantId};
use crate::outcome::Outcome;

/// A span that is traced, for those that follow from it.
///
/// Its text is the `traceparent` of <https://www.w3.org/TR/trace-context/>, version 00, with the flag that
/// says sampled: what is not sampled is not written down at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TraceContext {
    /// The trace, never all zero.
    pub trace_id: [u8; 16],
    /// The span in it, never all zero.
    pub span_id: [u8; 8],
}

impl fmt::Display for TraceContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (trace, span) = (u128::from_be_bytes(self.trace_id), u64::from_be_bytes(self.span_id));
        write!(f, "00-{trace:032x}-{span:016x}-01")
    }
}

/// What a caller says about the trace that its request belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TraceParent {
    /// The caller's span.
    pub context: TraceContext,
    /// Whether the caller records it.
    pub is_sampled: bool,
}

/// The text is no `traceparent`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a traceparent: use 00-<32 hexadecimal digits>-<16 of them>-<2 of them>, in lower case")]
pub struct ParseTraceParentError;

impl FromStr for TraceParent {
    type Err = ParseTraceParentError;

    /// Reads version 00, and of later ones what they have in common with it, as the standard asks for (section 3.2.4).
    fn from_str(text: &str) -> Result<Self, ParseTraceParentError> {
        let mut fields = text.split('-');
        let mut field = |digits: usize| fields.next().and_then(|field| hexadecimal(field, digits));
        let (version, trace, span, flags) = (field(2), field(32), field(16), field(2));
        let (Some(version), Some(trace), Some(span), Some(flags)) = (version, trace, span, flags) else {
            return Err(ParseTraceParentError);
        };
        let has_more = fields.next().is_some();
        if version == 0xff || (version == 0 && has_more) || trace == 0 || span == 0 {
            return Err(ParseTraceParentError);
        }
        let context = TraceContext { trace_id: trace.to_be_bytes(), span_id: (span as u64).to_be_bytes() };
        Ok(Self { context, is_sampled: flags & 1 == 1 })
    }
}

fn hexadecimal(field: &str, digits: usize) -> Option<u128> {
    let is_plain = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let well_formed = field.len() == digits && field.bytes().all(is_plain);
    well_formed.then(|| u128::from_str_radix(field, 16).ok()).flatten()
}

/// A post that is traced, while it is being answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TracedPost {
    /// Its own span.
    pub context: TraceContext,
    /// The caller's span, if it named one.
    pub parent: Option<[u8; 8]>,
    /// When it came.
    pub began_at: Timestamp,
}

/// A post whose events are durable.
#[derive(Debug)]
pub struct PostSpan<'a> {
    /// The post.
    pub post: TracedPost,
    /// When it was answered.
    pub ended_at: Timestamp,
    /// `http` or `https`, as people reach the installation.
    pub scheme: &'a str,
    /// The path that was asked for, which holds nothing but names of the API.
    pub path: &'a str,
    /// Whose events they are.
    pub tenant: TenantId,
    /// The event and its type, if it was one and not a batch.
    pub event: Option<(EventId, &'a str)>,
    /// How many events were posted.
    pub events: usize,
    /// How many deliveries were made for them.
    pub matched: u32,
}

/// An attempt that is over.
#[derive(Debug)]
pub struct AttemptSpan<'a> {
    /// The post that it follows from.
    pub follows: TraceContext,
    /// When it began.
    pub began_at: Timestamp,
    /// When its answer was there.
    pub ended_at: Timestamp,
    /// Whose delivery it is.
    pub tenant: TenantId,
    /// The hook.
    pub hook: HookId,
    /// The event.
    pub event: EventId,
    /// The delivery.
    pub delivery: DeliveryId,
    /// Counts the delivery's attempts from 1.
    pub number: u32,
    /// The request's method.
    pub method: &'static str,
    /// The whole URL. It may hold what is nobody's business: only host and port may be told.
    pub url: &'a str,
    /// What became of it.
    pub outcome: &'a Outcome,
    /// What follows.
    pub decision: &'a Decision,
}

/// Where spans go. Telling one neither waits nor fails: what cannot be passed on is dropped.
pub trait Spans: Send + Sync + fmt::Debug {
    /// Whether a post is traced that comes at `now`, and as which span.
    fn begin(&self, caller: Option<TraceParent>, now: Timestamp) -> Option<TracedPost>;

    /// Tells of a post.
    fn post(&self, span: &PostSpan<'_>);

    /// Tells of an attempt.
    fn attempt(&self, span: &AttemptSpan<'_>);
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    #[test]
    fn a_traceparent_is_read_and_written_alike() {
        let parent: TraceParent = EXAMPLE.parse().unwrap();
        assert!(parent.is_sampled);
        assert_eq!(parent.context.to_string(), EXAMPLE);
        let unsampled: TraceParent = EXAMPLE.replace("-01", "-02").parse().unwrap();
        assert!(!unsampled.is_sampled);
    }

    #[test]
    fn a_later_version_is_read_as_far_as_it_is_known() {
        let later = format!("cc{}-what-follows", &EXAMPLE[2..]);
        assert_eq!(later.parse::<TraceParent>(), EXAMPLE.parse());
    }

    #[test]
    fn what_the_standard_calls_invalid_is_refused() {
        let zero_trace = format!("00-{}-00f067aa0ba902b7-01", "0".repeat(32));
        let zero_span = format!("00-4bf92f3577b34da6a3ce929d0e0e4736-{}-01", "0".repeat(16));
        let invalid = [
            "",
            "00",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b70-01",
            "00-+bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
            zero_trace.as_str(),
            zero_span.as_str(),
        ];
        for text in invalid {
            assert!(text.parse::<TraceParent>().is_err(), "{text:?} was accepted");
        }
    }
}
