//! An event as it is posted, and what has to be true of it.
//!
//! This is read for every event, so it borrows from the request's body: the data is not copied until it is written.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use billhook_core::clock::{Timestamp, without_leap_second};
use billhook_core::digest::sha256;
use billhook_core::encoding::json::Members;
use billhook_core::event::{Attributes, Event, EventKind, EventTypeName, JsonBytes, RawJson};
use billhook_core::id::EventId;
use billhook_store::ingest::{Findings, NewEvent, Source};
use bytes::Bytes;
use chrono::{Datelike, TimeDelta};
use serde::de::{IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use utoipa::ToSchema;

use crate::json_text::{HALF_A_CHARACTER, MAX_DEPTH, depth, lone_surrogate};
use crate::operator::Poster;
use crate::problem::FieldError;
use crate::state::ApiConfig;

/// The longest text beside the data, in bytes.
const MAX_TEXT_LEN: usize = 255;
/// The most subjects of an event.
pub(crate) const MAX_SUBJECTS: usize = 50_000;
/// The most members that an event brings for its envelope.
const MAX_ENVELOPE_MEMBERS: usize = 100;

/// What bounds an event.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// The most bytes of data, and of the object as it was before.
    pub(crate) data_bytes: usize,
    /// How far ahead `deliver_at` may lie.
    pub(crate) hold: TimeDelta,
}

impl Limits {
    /// The installation's limits.
    pub(crate) fn of(config: &ApiConfig) -> Self {
        Self { data_bytes: config.max_event_bytes, hold: config.max_hold }
    }
}

/// An event to be posted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewEvent)]
pub(crate) struct PostedEvent<'a> {
    /// `resource.action`: lower-case letters, digits, `_` and `-` between dots, at most 128 bytes.
    #[serde(borrow, rename = "type")]
    #[schema(value_type = String, example = "invoice.paid", max_length = 128)]
    pub(super) event_type: Cow<'a, str>,
    /// What happened: any JSON, kept byte for byte. At most 256 KiB (the operator may set another limit) and
    /// 100 levels.
    #[serde(borrow)]
    #[schema(value_type = serde_json::Value, example = json!({"id": "in_1", "total": 1200}))]
    pub(super) data: &'a RawValue,
    /// Your own id for it. The same id with the same content again answers the first event; with other content it is
    /// refused. Left out: the `Idempotency-Key`, if there is one.
    #[schema(value_type = Option<String>, example = "your-own-id", max_length = 255)]
    id: Option<String>,
    /// When it happened, kept to the nanosecond; a leap second counts as the second after it. Left out: now.
    #[schema(value_type = Option<String>, format = DateTime)]
    occurred_at: Option<Timestamp>,
    /// Hold its deliveries back until then, at most 30 days (the operator may set another limit). Null: send at once.
    #[schema(value_type = Option<String>, format = DateTime)]
    deliver_at: Option<Timestamp>,
    /// The key of the app it is about.
    #[schema(example = "game", max_length = 255)]
    app: Option<String>,
    /// The key of the SKU it is about, inside the app.
    #[schema(example = "coins-100", max_length = 255)]
    sku: Option<String>,
    /// Identifiers of the things it is about.
    #[serde(default, deserialize_with = "read_subjects")]
    #[schema(example = json!(["in_1"]), max_items = 50_000)]
    pub(super) subjects: Vec<String>,
    /// Who caused it.
    #[schema(example = "user_7", max_length = 255)]
    actor: Option<String>,
    /// Where it came from.
    #[schema(example = "billing", max_length = 255)]
    origin: Option<String>,
    /// The module responsible for it. Left out: the resource.
    #[schema(max_length = 255)]
    component: Option<String>,
    /// True for events of a test environment.
    #[serde(default)]
    test_mode: bool,
    /// The object as it was before, for wire forms that show both.
    #[serde(borrow, default)]
    #[schema(value_type = Option<serde_json::Value>)]
    previous: Option<&'a RawValue>,
    /// Members of the wire form's envelope that the event brings itself; they win over the form's own and are
    /// sent as they are spelled. At most 100.
    #[serde(borrow, default)]
    #[schema(value_type = Option<std::collections::HashMap<String, serde_json::Value>>)]
    envelope: Option<&'a RawValue>,
}

/// The subjects, and one more than there may be at most: what is beyond that is refused, and takes no memory before.
fn read_subjects<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    struct Subjects;

    impl<'de> Visitor<'de> for Subjects {
        type Value = Vec<String>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a sequence")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
            let mut subjects = Vec::new();
            while subjects.len() <= MAX_SUBJECTS {
                match items.next_element()? {
                    Some(subject) => subjects.push(subject),
                    None => return Ok(subjects),
                }
            }
            while items.next_element::<IgnoredAny>()?.is_some() {}
            Ok(subjects)
        }
    }

    deserializer.deserialize_seq(Subjects)
}

impl PostedEvent<'_> {
    /// True if the data alone is larger than the limit.
    pub(super) fn is_too_large(&self, limits: Limits) -> bool {
        self.data.get().len() > limits.data_bytes
    }

    /// The event as it is to be written, or everything that is wrong with it. `body` is what it was read from; `key`
    /// stands for its own id if it has none.
    pub(crate) fn checked(
        self,
        poster: &Poster,
        body: &Bytes,
        key: Option<&str>,
        limits: Limits,
        now: Timestamp,
    ) -> Result<NewEvent, Vec<FieldError>> {
        let mut wrong = Wrong::default();
        let event_type = self.event_type.parse::<EventTypeName>();
        if let Err(error) = &event_type {
            wrong.note("/type", error.to_string());
        }
        self.check_json(limits, &mut wrong);
        self.check_texts(&mut wrong);
        self.check_envelope(&mut wrong);
        self.check_instants(limits, now, &mut wrong);
        match event_type {
            Ok(event_type) if wrong.0.is_empty() => Ok(self.written(event_type, poster, body, key, now)),
            _ => Err(wrong.0),
        }
    }

    fn check_json(&self, limits: Limits, wrong: &mut Wrong) {
        for (pointer, json) in
            [("/data", Some(self.data)), ("/previous", self.previous), ("/envelope", self.envelope)]
        {
            let Some(json) = json.map(RawValue::get) else { continue };
            if json.len() > limits.data_bytes {
                wrong.note(pointer, format!("must be at most {} bytes long", limits.data_bytes));
            }
            if depth(json.as_bytes()) > MAX_DEPTH {
                wrong.note(pointer, format!("must not nest deeper than {MAX_DEPTH} levels"));
            }
            if let Some(place) = lone_surrogate(json) {
                wrong.note(&format!("{pointer}{place}"), HALF_A_CHARACTER);
            }
        }
    }

    fn check_texts(&self, wrong: &mut Wrong) {
        for (pointer, text) in [
            ("/id", &self.id),
            ("/app", &self.app),
            ("/sku", &self.sku),
            ("/actor", &self.actor),
            ("/origin", &self.origin),
            ("/component", &self.component),
        ] {
            if text.as_deref().is_some_and(|text| !is_plain(text)) {
                wrong.note(pointer, UNPLAIN);
            }
        }
        if self.subjects.len() > MAX_SUBJECTS {
            wrong.note("/subjects", format!("must have at most {MAX_SUBJECTS} items"));
        }
        if let Some(index) = self.subjects.iter().position(|subject| !is_plain(subject)) {
            wrong.note(&format!("/subjects/{index}"), UNPLAIN);
        }
    }

    fn check_envelope(&self, wrong: &mut Wrong) {
        let Some(envelope) = self.envelope.map(RawValue::get) else { return };
        let Ok(members) = Members::of(envelope.as_bytes()) else {
            return wrong
                .note("/envelope", "must be an object: the members of the wire form that this event brings");
        };
        let mut names = HashSet::new();
        for (name, _) in members.iter().filter(|(name, _)| !names.insert(*name)) {
            wrong
                .note("/envelope", format!("has the member `{name}` twice: a request can carry one of them"));
        }
        if names.len() > MAX_ENVELOPE_MEMBERS {
            wrong.note("/envelope", format!("must have at most {MAX_ENVELOPE_MEMBERS} members"));
        }
    }

    fn check_instants(&self, limits: Limits, now: Timestamp, wrong: &mut Wrong) {
        if self.occurred_at.is_some_and(|at| !(1970..=9999).contains(&at.year())) {
            wrong.note("/occurred_at", "must be between 1970 and 9999");
        }
        if self.deliver_at.is_some_and(|at| at > now + limits.hold) {
            wrong.note("/deliver_at", format!("must be within {} days", limits.hold.num_days()));
        }
    }

    fn written(
        self,
        event_type: EventTypeName,
        poster: &Poster,
        body: &Bytes,
        key: Option<&str>,
        now: Timestamp,
    ) -> NewEvent {
        let deliver_at = self.deliver_at.map(without_leap_second);
        let attributes = Attributes {
            app: self.app,
            sku: self.sku,
            subjects: self.subjects,
            actor: self.actor,
            origin: self.origin,
            component: self.component,
            test_mode: self.test_mode,
            deliver_at,
            caused_by: None,
            previous: self.previous.map(|previous| Box::new(RawJson(previous.to_owned()))),
            envelope: self.envelope.map(|envelope| Box::new(RawJson(envelope.to_owned()))),
        };
        let external_id = self.id.or_else(|| key.map(str::to_owned));
        let digest = match external_id {
            Some(_) => digest(&self.event_type, self.data, &attributes, self.occurred_at),
            None => [0; 32],
        };
        NewEvent {
            digest,
            external_id,
            deliver_at,
            source: Source::Poster { access_version: poster.access_version },
            findings: Findings::default(),
            event: Arc::new(Event {
                id: EventId::new(now),
                tenant_id: poster.tenant_id,
                kind: EventKind::Event,
                event_type,
                data: JsonBytes::trusted(own_bytes(self.data, body)),
                occurred_at: self.occurred_at.map_or(now, without_leap_second),
                attributes,
                trace: None,
            }),
        }
    }
}

/// What tells a repeat of an event from another event with its id: everything that the poster said.
#[expect(clippy::expect_used, reason = "texts, instants and JSON text always serialise")]
fn digest(
    event_type: &str,
    data: &RawValue,
    attributes: &Attributes,
    occurred_at: Option<Timestamp>,
) -> [u8; 32] {
    let facts = serde_json::to_vec(&(attributes, occurred_at)).expect("the facts serialise");
    let parts = [event_type.as_bytes(), data.get().as_bytes(), &facts];
    let lengths = parts.map(|part| part.len().to_be_bytes());
    sha256(lengths.iter().zip(parts).flat_map(|(length, part)| [length.as_slice(), part]))
}

const UNPLAIN: &str = "must be 1 to 255 bytes without control characters";

fn is_plain(text: &str) -> bool {
    (1..=MAX_TEXT_LEN).contains(&text.len()) && !text.chars().any(char::is_control)
}

/// The data's bytes: shared with the body they stand in, unless that is so much larger that one event of a batch would
/// keep all of it in memory for as long as its delivery takes.
fn own_bytes(data: &RawValue, body: &Bytes) -> Bytes {
    let data = data.get().as_bytes();
    if data.len() < body.len() / 2 { Bytes::copy_from_slice(data) } else { body.slice_ref(data) }
}

/// The most errors that are reported for one event: a batch may have a thousand.
const MAX_WRONG: usize = 20;

#[derive(Default)]
struct Wrong(Vec<FieldError>);

impl Wrong {
    fn note(&mut self, pointer: &str, detail: impl Into<String>) {
        if self.0.len() >= MAX_WRONG {
            return;
        }
        self.0.push(FieldError { pointer: pointer.to_owned(), detail: detail.into() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_posted_event_borrows_its_data_as_it_stands() {
        let body = Bytes::from_static(br#"{"type":"a.b","data":{"n": 1.20, "n": 2e0}}"#);
        let posted: PostedEvent<'_> = crate::extract::parse_borrowed(&body).unwrap();
        assert_eq!(posted.data.get(), r#"{"n": 1.20, "n": 2e0}"#);
        assert!(matches!(posted.event_type, Cow::Borrowed(_)));
    }

    #[test]
    fn what_does_not_read_is_pointed_at() {
        let refused = |body: &'static str| {
            crate::extract::parse_borrowed::<PostedEvent<'_>>(body.as_bytes())
                .unwrap_err()
                .detail()
                .to_owned()
        };
        assert!(refused(r#"{"type":"a.b","data":1,"extra":2}"#).starts_with("/extra: unknown field"));
        assert!(refused(r#"{"type":7,"data":1}"#).starts_with("/type: must be a text, not 7"));
        assert!(refused(r#"{"type":"a.b"}"#).contains("missing field `data`"));
        assert!(refused(r#"{"type":"a.b","data":1,"subjects":["a",2]}"#).starts_with("/subjects/1: "));
    }

    #[test]
    fn other_content_has_another_digest() {
        let of = |body: &'static str| {
            let posted: PostedEvent<'_> = crate::extract::parse_borrowed(body.as_bytes()).unwrap();
            let attributes = Attributes { app: posted.app, ..Attributes::default() };
            digest(&posted.event_type, posted.data, &attributes, posted.occurred_at)
        };
        let first = of(r#"{"type":"a.b","data":1}"#);
        assert_eq!(first, of(r#"{ "data":1, "type":"a.b" }"#));
        for other in [
            r#"{"type":"a.c","data":1}"#,
            r#"{"type":"a.b","data":1.0}"#,
            r#"{"type":"a.b","data":1,"app":"x"}"#,
            r#"{"type":"a.b","data":1,"occurred_at":"2026-01-01T00:00:00Z"}"#,
        ] {
            assert_ne!(first, of(other), "{other}");
        }
    }
}
