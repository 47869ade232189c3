//! An entry of the audit log as the API shows it.

use billhook_core::clock::Timestamp;
use billhook_core::id::{AuditId, TokenId, UserId};
use billhook_store::audit::{Actor, ActorKind, Entry};
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use crate::schema;

/// Who did what to what.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AuditEntry)]
pub(crate) struct EntryView {
    #[schema(value_type = String, example = "aud_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    pub(super) id: AuditId,
    pub(super) actor: ActorView,
    /// What was done.
    #[schema(example = "hook.updated")]
    pub(super) operation: String,
    pub(super) subject: SubjectView,
    /// How it was, as far as that changed; secrets are never kept.
    #[schema(value_type = Option<Object>)]
    pub(super) before: Option<Box<RawValue>>,
    /// How it is since then.
    #[schema(value_type = Option<Object>)]
    pub(super) after: Option<Box<RawValue>>,
    #[schema(value_type = String, format = DateTime)]
    pub(super) created_at: Timestamp,
}

/// Who did it, as they were called then.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AuditActor)]
pub(crate) struct ActorView {
    #[schema(value_type = schema::ActorKind)]
    pub(super) kind: ActorKind,
    /// The id of the user or token, where there is one.
    pub(super) id: Option<String>,
    pub(super) name: String,
    /// The address that the request came from.
    pub(super) address: Option<String>,
}

/// What it was done to, as it was called then.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AuditSubject)]
pub(crate) struct SubjectView {
    /// `hook`, `token`, `member`, …
    #[schema(example = "hook")]
    pub(super) kind: String,
    pub(super) id: String,
    pub(super) name: String,
}

impl From<Actor> for ActorView {
    fn from(actor: Actor) -> Self {
        let id = actor.id.map(|id| match actor.kind {
            ActorKind::Token => TokenId::from_bytes(id).to_string(),
            ActorKind::User | ActorKind::System | ActorKind::Operator => UserId::from_bytes(id).to_string(),
        });
        Self { kind: actor.kind, id, name: actor.name, address: actor.address }
    }
}

impl From<Entry> for EntryView {
    fn from(entry: Entry) -> Self {
        // What is written there is JSON; anything else would rather not be shown than break the list.
        let json = |text: Option<String>| text.and_then(|text| RawValue::from_string(text).ok());
        let subject = entry.subject;
        Self {
            id: entry.id,
            actor: entry.actor.into(),
            operation: entry.operation,
            subject: SubjectView { kind: subject.kind, id: subject.id, name: subject.name },
            before: json(entry.before),
            after: json(entry.after),
            created_at: entry.created_at,
        }
    }
}
