//! The audit log: who did what to what. Append-only.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::{AuditId, TenantId};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::names;
use crate::portions::Large;
use crate::schema::audit_entries;

/// What kind of actor did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// A member, in the console.
    User,
    /// A program, with a member's token.
    Token,
    /// Billhook itself.
    System,
    /// The operator.
    Operator,
}

/// Who did it, as they were called then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// What kind.
    pub kind: ActorKind,
    /// The user's or token's id, where there is one.
    pub id: Option<[u8; 16]>,
    /// The name at that time.
    pub name: String,
    /// From which address.
    pub address: Option<String>,
}

impl Actor {
    /// Billhook itself.
    pub fn system() -> Self {
        Self { kind: ActorKind::System, id: None, name: "Billhook".into(), address: None }
    }

    /// The operator, at the command line.
    pub fn operator() -> Self {
        Self { kind: ActorKind::Operator, id: None, name: "operator".into(), address: None }
    }
}

/// What it was done to, as it was called then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The kind of thing: `hook`, `token`, `member`, …
    pub kind: String,
    /// Its id as text.
    pub id: String,
    /// Its name at that time.
    pub name: String,
}

impl Subject {
    /// A thing of this kind.
    pub fn new(kind: &str, id: impl std::fmt::Display, name: impl Into<String>) -> Self {
        Self { kind: kind.to_owned(), id: id.to_string(), name: name.into() }
    }
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The entry's identifier.
    pub id: AuditId,
    /// Who.
    pub actor: Actor,
    /// Did what: `hook.created`, `token.revoked`, …
    pub operation: String,
    /// To what.
    pub subject: Subject,
    /// How it was, as JSON, without secrets.
    pub before: Option<String>,
    /// How it is now, as JSON, without secrets.
    pub after: Option<String>,
    /// When.
    pub created_at: Timestamp,
}

impl Entry {
    /// The entry that this was done now.
    pub fn new(actor: Actor, operation: &str, subject: Subject, now: Timestamp) -> Self {
        let id = AuditId::new(now);
        Self {
            id,
            actor,
            operation: operation.to_owned(),
            subject,
            before: None,
            after: None,
            created_at: now,
        }
    }

    /// The same entry with what changed, as JSON.
    #[must_use]
    pub fn changing(self, before: Option<String>, after: Option<String>) -> Self {
        Self { before, after, ..self }
    }
}

impl Large for Entry {
    type Place = AuditId;
    fn place(&self) -> AuditId {
        self.id
    }
    fn bytes(&self) -> usize {
        [&self.before, &self.after].into_iter().flatten().map(String::len).sum()
    }
}

/// Appends an entry.
pub fn insert(connection: &mut AnyConnection, tenant: TenantId, entry: &Entry) -> Result<(), StoreError> {
    diesel::insert_into(audit_entries::table)
        .values((
            audit_entries::id.eq(entry.id.as_bytes().as_slice()),
            audit_entries::tenant_id.eq(tenant.as_bytes().as_slice()),
            audit_entries::actor_kind.eq(names::name_of(&entry.actor.kind)?),
            audit_entries::actor_id.eq(entry.actor.id.as_ref().map(<[u8; 16]>::as_slice)),
            audit_entries::actor_name.eq(&entry.actor.name),
            audit_entries::address.eq(&entry.actor.address),
            audit_entries::operation.eq(&entry.operation),
            audit_entries::subject_kind.eq(&entry.subject.kind),
            audit_entries::subject_id.eq(&entry.subject.id),
            audit_entries::subject_name.eq(&entry.subject.name),
            audit_entries::before.eq(&entry.before),
            audit_entries::after.eq(&entry.after),
            audit_entries::created_at.eq(entry.created_at.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = audit_entries)]
struct EntryRow {
    id: Vec<u8>,
    actor_kind: String,
    actor_id: Option<Vec<u8>>,
    actor_name: String,
    address: Option<String>,
    operation: String,
    subject_kind: String,
    subject_id: String,
    subject_name: String,
    before: Option<String>,
    after: Option<String>,
    created_at: i64,
}

impl TryFrom<EntryRow> for Entry {
    type Error = StoreError;
    fn try_from(row: EntryRow) -> Result<Self, StoreError> {
        let kind = names::case_of("audit_entries.actor_kind", &row.actor_kind)?;
        let id = row.actor_id.and_then(|bytes| bytes.try_into().ok());
        Ok(Self {
            id: column::id("audit_entries.id", &row.id)?,
            actor: Actor { kind, id, name: row.actor_name, address: row.address },
            operation: row.operation,
            subject: Subject { kind: row.subject_kind, id: row.subject_id, name: row.subject_name },
            before: row.before,
            after: row.after,
            created_at: from_micros(row.created_at),
        })
    }
}

/// Which entries to list. Everything that is set must hold.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The id of the user or token that did it.
    pub actor: Option<[u8; 16]>,
    /// What kind of actor did it.
    pub actor_kind: Option<ActorKind>,
    /// What was done: `hook.updated`, or all of a kind of thing, as in `hook.*`.
    pub operation: Option<String>,
    /// The id, as text, of what it was done to.
    pub subject: Option<String>,
    /// Done at this instant or later.
    pub since: Option<Timestamp>,
    /// Done before this instant.
    pub until: Option<Timestamp>,
}

/// A page of the tenant's entries, the newest first, those after `after` only.
pub fn list(
    connection: &mut AnyConnection,
    tenant: TenantId,
    filter: &Filter,
    after: Option<AuditId>,
    rows: i64,
) -> Result<Vec<Entry>, StoreError> {
    let mut query = audit_entries::table
        .filter(audit_entries::tenant_id.eq(tenant.as_bytes().to_vec()))
        .select(EntryRow::as_select())
        .order(audit_entries::id.desc())
        .limit(rows)
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(audit_entries::id.lt(after.as_bytes().to_vec()));
    }
    if let Some(actor) = filter.actor {
        query = query.filter(audit_entries::actor_id.eq(actor.to_vec()));
    }
    if let Some(kind) = filter.actor_kind {
        query = query.filter(audit_entries::actor_kind.eq(names::name_of(&kind)?));
    }
    query = match filter.operation.as_deref().map(|operation| (operation.strip_suffix('*'), operation)) {
        None => query,
        Some((Some(beginning), _)) => {
            query.filter(audit_entries::operation.like(beginning_with(beginning)).escape('\\'))
        }
        Some((None, operation)) => query.filter(audit_entries::operation.eq(operation.to_owned())),
    };
    if let Some(subject) = &filter.subject {
        query = query.filter(audit_entries::subject_id.eq(subject.clone()));
    }
    if let Some(since) = filter.since {
        query = query
            .filter(audit_entries::id.ge(column::oldest_id(since)))
            .filter(audit_entries::created_at.ge(since.timestamp_micros()));
    }
    if let Some(until) = filter.until {
        query = query
            .filter(audit_entries::id.le(column::newest_id(until)))
            .filter(audit_entries::created_at.lt(until.timestamp_micros()));
    }
    query.load(connection)?.into_iter().map(Entry::try_from).collect()
}

/// The pattern of LIKE for texts that begin so.
fn beginning_with(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 1);
    for character in text.chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}
