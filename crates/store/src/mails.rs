//! The outbox: notices that wait to be told, written in the transaction of what they tell of.
//!
//! How one is claimed and what becomes of it is in `claim`. How a mail reads is nobody's business here.

mod claim;

use billhook_core::clock::Timestamp;
use billhook_core::id::{MailId, TenantId};
use billhook_core::mail::Notice;
use billhook_core::secret::{LinkToken, MasterKey};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

pub use self::claim::{Claimed, Lease, claim, end_all_leases, give_up, hand_back, mark_sent, put_off};
use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::names::name_of;
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

/// A notice for the outbox.
#[derive(Clone, Debug)]
pub struct NewMail {
    /// The mail's identifier, also that of its `Message-ID`.
    pub id: MailId,
    /// To whom.
    pub recipient: String,
    /// What it tells.
    pub notice: Notice,
    /// The token of its link, sealed.
    sealed_token: Option<Vec<u8>>,
}

impl NewMail {
    /// A notice to this address.
    pub fn new(recipient: impl Into<String>, notice: Notice, now: Timestamp) -> Self {
        Self { id: MailId::new(now), recipient: recipient.into(), notice, sealed_token: None }
    }

    /// The same with the token of its link.
    #[must_use]
    pub fn with_token(self, token: &LinkToken, key: &MasterKey) -> Self {
        Self { sealed_token: Some(token.seal(key, self.id)), ..self }
    }
}

/// Puts a notice into the outbox; `None` for one that is about a person's own account and about no tenant. Wake the
/// outbox after the commit.
pub fn insert(
    connection: &mut AnyConnection,
    tenant: Option<TenantId>,
    mail: &NewMail,
    now: Timestamp,
) -> Result<(), StoreError> {
    diesel::insert_into(mails::table)
        .values((
            mails::id.eq(mail.id.as_bytes().as_slice()),
            mails::tenant_id.eq(tenant.as_ref().map(|tenant| tenant.as_bytes().as_slice())),
            mails::kind.eq(name_of(&mail.notice.kind())?),
            mails::recipient.eq(&mail.recipient),
            mails::notice.eq(column::json("mails.notice", &mail.notice)?),
            mails::sealed_token.eq(&mail.sealed_token),
            mails::state.eq(name_of(&MailState::Waiting)?),
            mails::next_attempt_at.eq(now.timestamp_micros()),
            mails::created_at.eq(now.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(())
}

/// Seals the tokens of links in mails that wait under `new` instead of `old`; tells how many. One that `old`
/// does not open stays: its mail fails as it would have.
pub fn reseal(
    connection: &mut AnyConnection,
    _: SystemScope,
    old: &MasterKey,
    new: &MasterKey,
) -> Result<usize, StoreError> {
    let rows: Vec<(Vec<u8>, Option<Vec<u8>>)> = mails::table
        .filter(mails::sealed_token.is_not_null())
        .select((mails::id, mails::sealed_token))
        .load(connection)?;
    let mut count = 0;
    for (id, sealed) in rows {
        let mail = column::id("mails.id", &id)?;
        let Ok(token) = LinkToken::open(old, mail, &sealed.unwrap_or_default()) else { continue };
        diesel::update(mails::table.find(id))
            .set(mails::sealed_token.eq(Some(token.seal(new, mail))))
            .execute(connection)?;
        count += 1;
    }
    Ok(count)
}

/// How many mails wait, and how many of those have failed before.
pub fn count_waiting(connection: &mut AnyConnection, _: SystemScope) -> Result<(i64, i64), StoreError> {
    let waiting = || mails::table.filter(mails::state.eq("waiting"));
    let failed_before = waiting().filter(mails::attempts.gt(0));
    Ok((waiting().count().get_result(connection)?, failed_before.count().get_result(connection)?))
}
