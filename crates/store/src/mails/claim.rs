//! Claiming what is due, and writing down what became of it.
//!
//! What is claimed is one mail to one person. For kinds that are collected it tells every notice of one tenant that is
//! due, and none is claimed as long as another mail of the kind and the tenant to that person is out, was sent
//! within the window, or waits for its next attempt: so a burst is one mail now and one when the window is
//! over, and no tenant's burst hides or delays what another has to tell.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::{MailId, TenantId};
use billhook_core::mail::{MailKind, Notice};
use chrono::TimeDelta;
use diesel::prelude::*;

use super::MailState;
use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::leases::{end_all_leases, no_lease};
use crate::names::{case_of, name_of};
use crate::schema::mails;

/// A claim on mails.
#[derive(Clone, Copy, Debug)]
pub struct Lease {
    /// When it begins.
    pub now: Timestamp,
    /// When others may claim the same.
    pub until: Timestamp,
    /// The fencing token.
    pub token: i64,
}

/// One mail that the caller may send, until its lease runs out.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// The identifier of the first notice, which is that of the mail.
    pub id: MailId,
    /// What kind of notices it tells.
    pub kind: MailKind,
    /// Whose hooks it is about; `None` for a person's own account.
    pub tenant: Option<TenantId>,
    /// To whom.
    pub recipient: String,
    /// What it tells, the oldest first; at least one, at most as many as were asked for.
    pub notices: Vec<Notice>,
    /// How many further notices it stands for without telling them.
    pub untold: u32,
    /// The token of its link, sealed for the mail's identifier.
    pub sealed_token: Option<Vec<u8>>,
    /// How often it has failed.
    pub attempts: u32,
    /// When its first notice was written.
    pub created_at: Timestamp,
    /// The fencing token.
    pub lease_token: i64,
}

/// A mail that might be claimed.
struct Due {
    id: Vec<u8>,
    tenant: Option<TenantId>,
    recipient: String,
    kind: MailKind,
}

/// What goes into one mail.
#[derive(Clone, PartialEq, Eq)]
struct Group {
    tenant: Option<Vec<u8>>,
    recipient: String,
    kind: String,
}

impl Group {
    fn new(tenant: Option<TenantId>, recipient: &str, kind: MailKind) -> Result<Self, StoreError> {
        let tenant = tenant.map(|tenant| tenant.as_bytes().to_vec());
        Ok(Self { tenant, recipient: recipient.to_owned(), kind: name_of(&kind)? })
    }
}

impl Due {
    fn group(&self) -> Result<Group, StoreError> {
        Group::new(self.tenant, &self.recipient, self.kind)
    }
}

impl Claimed {
    fn group(&self) -> Result<Group, StoreError> {
        Group::new(self.tenant, &self.recipient, self.kind)
    }
}

/// Leases up to `most` mails that are due, the longest waiting first, each with up to `told` notices.
pub fn claim(
    connection: &mut AnyConnection,
    _: SystemScope,
    most: i64,
    told: i64,
    window: TimeDelta,
    lease: Lease,
) -> Result<Vec<Claimed>, StoreError> {
    let mut claimed = Vec::new();
    let mut seen: Vec<Group> = Vec::new();
    for due in list_due(connection, most, lease.now)? {
        let group = due.group()?;
        // Each has a token of its own, so that each is ended alone.
        let lease = Lease { token: lease.token.wrapping_add(claimed.len() as i64), ..lease };
        if !due.kind.is_collected() {
            lease_one(connection, &due, lease)?;
        } else if seen.contains(&group) {
            continue;
        } else {
            let is_leased = lease_all(connection, &group, window, lease)?;
            seen.push(group);
            if !is_leased {
                continue;
            }
        }
        claimed.extend(read_leased(connection, &due, told, lease.token)?);
    }
    Ok(claimed)
}

fn list_due(connection: &mut AnyConnection, most: i64, now: Timestamp) -> Result<Vec<Due>, StoreError> {
    type Row = (Vec<u8>, Option<Vec<u8>>, String, String);
    let rows: Vec<Row> = mails::table
        .filter(mails::state.eq("waiting"))
        .filter(mails::next_attempt_at.le(now.timestamp_micros()))
        .filter(mails::leased_until.is_null().or(mails::leased_until.le(now.timestamp_micros())))
        .order((mails::next_attempt_at, mails::id))
        .limit(most)
        .select((mails::id, mails::tenant_id, mails::recipient, mails::kind))
        .load(connection)?;
    let read = |(id, tenant, recipient, kind): Row| {
        let tenant = tenant.map(|tenant| column::id("mails.tenant_id", &tenant)).transpose()?;
        Ok(Due { id, tenant, recipient, kind: case_of("mails.kind", &kind)? })
    };
    rows.into_iter().map(read).collect()
}

fn lease_one(connection: &mut AnyConnection, due: &Due, lease: Lease) -> Result<(), StoreError> {
    let now = lease.now.timestamp_micros();
    // Asked again by the update: of two processes that want the same row, the second finds it leased.
    diesel::update(mails::table.filter(mails::id.eq(&due.id)))
        .filter(mails::state.eq("waiting"))
        .filter(mails::leased_until.is_null().or(mails::leased_until.le(now)))
        .set((mails::leased_until.eq(lease.until.timestamp_micros()), mails::lease_token.eq(lease.token)))
        .execute(connection)?;
    Ok(())
}

/// Leases every notice that is due in the group, unless the group has to wait. False if it has.
fn lease_all(
    connection: &mut AnyConnection,
    group: &Group,
    window: TimeDelta,
    lease: Lease,
) -> Result<bool, StoreError> {
    let now = lease.now.timestamp_micros();
    if is_out(connection, group, lease.now)? {
        return Ok(false);
    }
    if let Some(until) = held_until(connection, group, window, lease.now)? {
        diesel::update(of_group(group))
            .filter(mails::state.eq("waiting"))
            .filter(mails::next_attempt_at.le(now))
            .set(mails::next_attempt_at.eq(until.timestamp_micros()))
            .execute(connection)?;
        return Ok(false);
    }
    diesel::update(of_group(group))
        .filter(mails::state.eq("waiting"))
        .filter(mails::next_attempt_at.le(now))
        .filter(mails::leased_until.is_null().or(mails::leased_until.le(now)))
        .set((mails::leased_until.eq(lease.until.timestamp_micros()), mails::lease_token.eq(lease.token)))
        .execute(connection)?;
    Ok(true)
}

/// True if a mail of this group is being sent.
fn is_out(connection: &mut AnyConnection, group: &Group, now: Timestamp) -> Result<bool, StoreError> {
    let leased = of_group(group).filter(mails::leased_until.gt(now.timestamp_micros()));
    Ok(diesel::select(diesel::dsl::exists(leased)).get_result(connection)?)
}

/// Until when the group has to wait: the end of the window after the last mail, or the next attempt of one that failed.
fn held_until(
    connection: &mut AnyConnection,
    group: &Group,
    window: TimeDelta,
    now: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    let last_sent: Option<i64> = of_group(group)
        .filter(mails::state.eq("sent"))
        .select(diesel::dsl::max(mails::finished_at))
        .first(connection)?;
    let next: Option<i64> = of_group(group)
        .filter(mails::next_attempt_at.gt(now.timestamp_micros()))
        .select(diesel::dsl::min(mails::next_attempt_at))
        .first(connection)?;
    let after_last = last_sent.map(|at| from_micros(at) + window);
    Ok(next.map(from_micros).or(after_last).filter(|until| *until > now))
}

fn read_leased(
    connection: &mut AnyConnection,
    due: &Due,
    told: i64,
    token: i64,
) -> Result<Option<Claimed>, StoreError> {
    type Row = (Vec<u8>, String, Option<Vec<u8>>, i32, i64);
    let group = due.group()?;
    let leased = || of_group(&group).filter(mails::lease_token.eq(token));
    let rows: Vec<Row> = leased()
        .order(mails::id)
        .limit(told)
        .select((mails::id, mails::notice, mails::sealed_token, mails::attempts, mails::created_at))
        .load(connection)?;
    let Some((id, _, sealed_token, _, created_at)) = rows.first().cloned() else { return Ok(None) };
    let all: i64 = leased().count().get_result(connection)?;
    let notices = rows.iter().map(|(_, notice, ..)| column::read_json("mails.notice", notice));
    Ok(Some(Claimed {
        id: column::id("mails.id", &id)?,
        kind: due.kind,
        tenant: due.tenant,
        recipient: due.recipient.clone(),
        notices: notices.collect::<Result<_, _>>()?,
        untold: u32::try_from(all - rows.len() as i64).unwrap_or(0),
        sealed_token,
        attempts: rows.iter().map(|row| column::count(row.3)).max().unwrap_or(0),
        created_at: from_micros(created_at),
        lease_token: token,
    }))
}

/// Notes that a mail was sent; the token of its link is forgotten.
pub fn mark_sent(
    connection: &mut AnyConnection,
    _: SystemScope,
    mail: &Claimed,
    now: Timestamp,
) -> Result<(), StoreError> {
    end(connection, mail, MailState::Sent, None, now)
}

/// Notes that a mail is given up, and why.
pub fn give_up(
    connection: &mut AnyConnection,
    _: SystemScope,
    mail: &Claimed,
    error: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    end(connection, mail, MailState::Failed, Some(error), now)
}

fn end(
    connection: &mut AnyConnection,
    mail: &Claimed,
    state: MailState,
    error: Option<&str>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let group = mail.group()?;
    diesel::update(of_group(&group).filter(mails::lease_token.eq(mail.lease_token)))
        .set((
            mails::state.eq(name_of(&state)?),
            mails::attempts.eq(mails::attempts + 1),
            mails::sealed_token.eq(None::<Vec<u8>>),
            mails::next_attempt_at.eq(None::<i64>),
            no_lease!(mails),
            mails::last_error.eq(error),
            mails::finished_at.eq(now.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(())
}

/// Notes that an attempt failed; the mail is tried again at `next`.
pub fn put_off(
    connection: &mut AnyConnection,
    _: SystemScope,
    mail: &Claimed,
    error: &str,
    next: Timestamp,
) -> Result<(), StoreError> {
    let group = mail.group()?;
    diesel::update(of_group(&group).filter(mails::lease_token.eq(mail.lease_token)))
        .set((
            mails::attempts.eq(column::from_count(mail.attempts.saturating_add(1))),
            mails::next_attempt_at.eq(next.timestamp_micros()),
            no_lease!(mails),
            mails::last_error.eq(error),
        ))
        .execute(connection)?;
    Ok(())
}

/// Gives back a mail that was not begun.
pub fn hand_back(connection: &mut AnyConnection, _: SystemScope, mail: &Claimed) -> Result<(), StoreError> {
    let group = mail.group()?;
    diesel::update(of_group(&group).filter(mails::lease_token.eq(mail.lease_token)))
        .set(no_lease!(mails))
        .execute(connection)?;
    Ok(())
}

#[diesel::dsl::auto_type]
fn of_group<'a>(group: &'a Group) -> _ {
    let (recipient, kind): (&'a str, &'a str) = (&group.recipient, &group.kind);
    let (tenant, is_nobodys): (Option<&'a [u8]>, bool) = (group.tenant.as_deref(), group.tenant.is_none());
    mails::table
        .filter(mails::recipient.eq(recipient))
        .filter(mails::kind.eq(kind))
        .filter(mails::tenant_id.is_null().eq(is_nobodys))
        .filter(mails::tenant_id.eq(tenant).or(mails::tenant_id.is_null()))
}

/// Ends every lease there is. Only for a database that belongs to one process, before that process claims
/// anything: whoever held those leases is dead.
pub fn end_all_leases(connection: &mut AnyConnection, _: SystemScope) -> Result<usize, StoreError> {
    Ok(end_all_leases!(connection, mails)?)
}
