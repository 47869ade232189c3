//! The outbox: mails that wait to be sent, written in the transaction of what they tell of.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::{MailId, TenantId};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::names;
use crate::schema::mails;

/// Where a mail is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailState {
    /// To be sent at its next attempt.
    Waiting,
    /// Handed to the mail server, or written to a file.
    Sent,
    /// Given up.
    Failed,
}

/// A mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The mail's identifier, also that of its `Message-ID`.
    pub id: MailId,
    /// What it is about: `invitation`, `hook_deactivated`, …
    pub kind: String,
    /// To whom.
    pub recipient: String,
    /// The subject line.
    pub subject: String,
    /// The text.
    pub body_text: String,
    /// The same as HTML.
    pub body_html: Option<String>,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was written.
    pub created_at: Timestamp,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = mails)]
struct MailRow {
    id: Vec<u8>,
    kind: String,
    recipient: String,
    subject: String,
    body_text: String,
    body_html: Option<String>,
    attempts: i32,
    created_at: i64,
}

impl TryFrom<MailRow> for Mail {
    type Error = StoreError;
    fn try_from(row: MailRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: column::id("mails.id", &row.id)?,
            kind: row.kind,
            recipient: row.recipient,
            subject: row.subject,
            body_text: row.body_text,
            body_html: row.body_html,
            attempts: column::count(row.attempts),
            created_at: from_micros(row.created_at),
        })
    }
}

/// Puts a mail of a tenant into the outbox.
pub fn insert(connection: &mut AnyConnection, tenant: TenantId, mail: &Mail) -> Result<(), StoreError> {
    diesel::insert_into(mails::table)
        .values((
            mails::id.eq(mail.id.as_bytes().as_slice()),
            mails::tenant_id.eq(tenant.as_bytes().as_slice()),
            mails::kind.eq(&mail.kind),
            mails::recipient.eq(&mail.recipient),
            mails::subject.eq(&mail.subject),
            mails::body_text.eq(&mail.body_text),
            mails::body_html.eq(&mail.body_html),
            mails::state.eq(names::name_of(&MailState::Waiting)?),
            mails::next_attempt_at.eq(mail.created_at.timestamp_micros()),
            mails::created_at.eq(mail.created_at.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(())
}

/// The mails whose next attempt is due, the longest due first; at most `most`.
pub fn list_due(
    connection: &mut AnyConnection,
    _: SystemScope,
    now: Timestamp,
    most: i64,
) -> Result<Vec<Mail>, StoreError> {
    let due = mails::table
        .filter(mails::state.eq("waiting"))
        .filter(mails::next_attempt_at.le(now.timestamp_micros()))
        .order((mails::next_attempt_at, mails::id))
        .limit(most)
        .select(MailRow::as_select());
    due.load(connection)?.into_iter().map(Mail::try_from).collect()
}

/// Notes that a mail was sent.
pub fn mark_sent(
    connection: &mut AnyConnection,
    _: SystemScope,
    id: MailId,
    now: Timestamp,
) -> Result<(), StoreError> {
    diesel::update(mails::table.find(id.as_bytes().as_slice()))
        .set((
            mails::state.eq(names::name_of(&MailState::Sent)?),
            mails::attempts.eq(mails::attempts + 1),
            mails::next_attempt_at.eq(None::<i64>),
            mails::last_error.eq(None::<String>),
            mails::sent_at.eq(now.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(())
}

/// Notes that an attempt failed: it is tried again at `next`, or given up without one.
pub fn mark_failed(
    connection: &mut AnyConnection,
    _: SystemScope,
    id: MailId,
    error: &str,
    next: Option<Timestamp>,
) -> Result<(), StoreError> {
    let state = if next.is_some() { MailState::Waiting } else { MailState::Failed };
    diesel::update(mails::table.find(id.as_bytes().as_slice()))
        .set((
            mails::state.eq(names::name_of(&state)?),
            mails::attempts.eq(mails::attempts + 1),
            mails::next_attempt_at.eq(next.map(|at| at.timestamp_micros())),
            mails::last_error.eq(error),
        ))
        .execute(connection)?;
    Ok(())
}
